#include "resolve/moves.h"

#include <algorithm>

#include "base/utf8.h"

namespace kitei::resolve {

WrittenMove read_move(std::string_view written) {
  written = base::trim(written);
  const auto hash = written.find('#');
  if (hash == std::string_view::npos) return {written, {}};
  return {base::trim(written.substr(0, hash)), base::trim(written.substr(hash + 1))};
}

std::optional<Place> follow_move(const model::Document& document, std::string_view address, const Lookup& lookup) {
  constexpr int kMostMoves = 16;  // a circle of moves leads nowhere
  const model::Document* at = &document;
  std::string_view wanted = address;
  for (int i = 0; i < kMostMoves; ++i) {
    const auto move = at->moved_to.find(std::string(wanted));
    if (move == at->moved_to.end()) return std::nullopt;
    const WrittenMove to = read_move(move->second);
    if (!to.document.empty()) {
      at = lookup.handbook.find(to.document);
      lookup.note(at);
    }
    if (!at) return std::nullopt;
    if (to.address.empty()) return Place{at, nullptr};
    if (const model::ClauseEntry* clause = at->find_clause(to.address)) return Place{at, clause};
    wanted = to.address;
  }
  return std::nullopt;
}

bool is_removed(const model::Document& document, std::string_view address) {
  return std::find(document.removed.begin(), document.removed.end(), address) != document.removed.end();
}

}  // namespace kitei::resolve
