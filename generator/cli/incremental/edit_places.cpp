#include "cli/incremental/edit_places.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

#include "render/html/site.h"
#include "resolve/wholes.h"

namespace kitei::cli {
bool stands_alike(const model::Document& a, const model::Document& b) {
  return a.path == b.path && a.id.text == b.id.text && a.kind == b.kind && a.number == b.number && a.part_of.folded() == b.part_of.folded();
}

Moves move_documents(model::Handbook& handbook, const std::vector<std::size_t>& gone, std::vector<model::Document> added, bool anew) {
  std::vector<model::Document>& documents = handbook.documents;
  const std::size_t count = documents.size();
  Moves moves;
  moves.to.resize(count);
  if (gone.empty() && added.empty() && !anew) {
    std::iota(moves.to.begin(), moves.to.end(), 0);
    moves.from = moves.to;
    return moves;
  }
  std::unordered_map<std::string, std::size_t> before;  // by path
  for (std::size_t i = 0; i < count; ++i) before.emplace(documents[i].path, i);
  for (const std::size_t index : gone) {
    before.erase(documents[index].path);
    documents[index].path.clear();
  }
  std::erase_if(documents, [](const model::Document& document) { return document.path.empty(); });
  std::move(added.begin(), added.end(), std::back_inserter(documents));
  resolve::order_documents(documents, handbook.config);
  moves.from.resize(documents.size());
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto known = before.find(documents[i].path);
    if (known == before.end()) continue;
    moves.from[i] = known->second;
    moves.to[known->second] = i;
  }
  return moves;
}

resolve::DocumentUses moved_uses(resolve::DocumentUses uses, const Moves& moves) {
  for (auto* list : {&uses.in_text, &uses.documents}) {
    std::erase_if(*list, [&](std::uint32_t document) { return !moves.to[document]; });
    for (std::uint32_t& document : *list) document = static_cast<std::uint32_t>(*moves.to[document]);
    std::sort(list->begin(), list->end());
  }
  return uses;
}

bool ids_collide(const model::Handbook& handbook) {
  std::size_t claimed = handbook.documents.size();
  for (const model::Document& document : handbook.documents) claimed += document.aliases.size();
  return claimed != handbook.index_by_id.size();
}

std::vector<std::size_t> with_other_neighbours(const std::vector<std::vector<std::size_t>>& before, const std::vector<std::vector<std::size_t>>& after,
                                               const Moves& moves, const std::vector<std::size_t>& relabelled) {
  constexpr std::size_t kEach = render::html::kNeighbours;
  struct Place {
    const std::vector<std::size_t>* kind = nullptr;
    std::size_t position = 0;
  };
  std::vector<Place> places(moves.to.size());  // before the edit
  for (const std::vector<std::size_t>& kind : before) {
    for (std::size_t i = 0; i < kind.size(); ++i) places[kind[i]] = {&kind, i};
  }
  const auto first = [](std::size_t position) { return position > kEach ? position - kEach : 0; };
  const auto end = [](const std::vector<std::size_t>& kind, std::size_t position) { return std::min(kind.size(), position + kEach + 1); };
  const auto cut = [&](const std::vector<std::size_t>& kind, std::size_t position) { return end(kind, position) < kind.size(); };
  std::vector<std::size_t> found;
  for (const std::vector<std::size_t>& kind : after) {
    for (std::size_t position = 0; position < kind.size(); ++position) {
      const std::optional<std::size_t> old = moves.from[kind[position]];
      const Place place = old ? places[*old] : Place{};
      const auto is_same = [&](std::size_t now, std::size_t then) {
        return moves.from[now] == then && !std::binary_search(relabelled.begin(), relabelled.end(), now);
      };
      const bool stays = place.kind && (place.position > kEach) == (position > kEach) && cut(*place.kind, place.position) == cut(kind, position) &&
                         std::equal(kind.begin() + static_cast<std::ptrdiff_t>(first(position)), kind.begin() + static_cast<std::ptrdiff_t>(end(kind, position)),
                                    place.kind->begin() + static_cast<std::ptrdiff_t>(first(place.position)),
                                    place.kind->begin() + static_cast<std::ptrdiff_t>(end(*place.kind, place.position)), is_same);
      if (!stays) found.push_back(kind[position]);
    }
  }
  return found;
}

}  // namespace kitei::cli
