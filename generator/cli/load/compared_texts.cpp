#include "cli/load/compared_texts.h"

#include <algorithm>
#include <string>
#include <vector>

#include "archive/document.h"
#include "base/binary.h"
#include "resolve/generated.h"
#include "resolve/restrict.h"

namespace kitei::cli {
namespace {

bool withholds_something(const model::Config& config) {
  return std::any_of(config.sites.begin(), config.sites.end(), [&](const model::Site& site) { return !resolve::sees_everything(config, site.clearance); });
}

bool is_set(const std::vector<char>& list, std::size_t i) { return !list.empty() && list[i]; }

// As StoredTexts::holds, of an edition that was read from its files.
bool is_same(const model::Document& now, const model::Document& then) {
  if (now.sha256 != then.sha256) return false;
  base::BinaryWriter document, text;
  archive::write_document(document, then);
  archive::write_text(text, then);
  return archive::is_document(document.bytes(), now) && archive::is_text(text.bytes(), now);
}

// For each document of the newest edition whether the working tree holds the very same.
std::vector<char> find_untouched(const Loaded& loaded, const base::ForEach& for_each, const KnownComparisons& known) {
  const model::Handbook& newest = loaded.frozen.back().handbook;
  const StoredTexts& kept = loaded.states.back().texts;
  std::vector<char> untouched(newest.documents.size(), 0);
  const bool limited = withholds_something(loaded.config());
  if (limited && newest.config.language != loaded.config().language) return untouched;  // what is withheld has another name
  for_each(untouched.size(), [&](std::size_t i) {
    const model::Document& card = newest.documents[i];
    const std::string id = card.id.folded();
    const model::Document* now = loaded.working.handbook.find_own(id);
    const bool is_alone = newest.find_own(id) == &card;  // not the second one with this id
    if (!now || !is_alone) return;
    const auto place = static_cast<std::size_t>(now - loaded.working.handbook.documents.data());
    if (is_set(known.compared, place)) return;
    if (limited && resolve::has_generated_tables(*now)) return;  // what its readers see of them depends on registers
    untouched[i] = is_set(known.untouched, place) || (kept.waiting() ? kept.holds(*now, card, i) : is_same(*now, card));
  });
  return untouched;
}

// What other documents of the working tree are compared with.
struct Compared {
  std::vector<char> editions;   // but for the newest one
  std::vector<char> of_newest;  // documents
};

Compared find_compared(const Loaded& loaded, const KnownComparisons& known) {
  const std::size_t newest = loaded.frozen.size() - 1;
  const auto& of_newest = loaded.frozen.back().handbook;
  Compared compared{std::vector<char>(newest, 0), std::vector<char>(of_newest.documents.size(), 0)};
  std::vector<char> named = compared.of_newest;  // whatever is not is gone
  const std::vector<model::Document>& documents = loaded.working.handbook.documents;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    std::vector<std::string> ids{documents[i].id.folded()};
    for (const model::DocumentId& alias : documents[i].aliases) ids.push_back(alias.folded());
    const bool counts = !loaded.working.untouched.contains(ids.front()) && !is_set(known.compared, i);
    bool found = false;
    for (std::size_t e = loaded.frozen.size(); e-- > 0 && !found;) {
      const model::Handbook& handbook = loaded.frozen[e].handbook;
      for (const std::string& id : ids) {
        const auto place = handbook.index_by_id.find(id);
        if (place == handbook.index_by_id.end()) continue;
        if (e == newest) {
          if (of_newest.documents[place->second].id.folded() == id) named[place->second] = 1;
          if (counts) compared.of_newest[place->second] = 1;
        } else if (counts) {
          compared.editions[e] = 1;
        }
        found = found || handbook.find_own(id);  // else by a former id: an older one may be meant
      }
      if (!counts) break;  // of the newest one alone we ask what is gone
    }
  }
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (!named[i] && !known.gone) compared.of_newest[i] = 1;
  }
  return compared;
}

}  // namespace

void read_compared_texts(Loaded& loaded, const base::ForEach& for_each, const KnownComparisons& known) {
  if (loaded.frozen.empty()) return;
  const std::vector<char> untouched = find_untouched(loaded, for_each, known);
  for (std::size_t i = 0; i < untouched.size(); ++i) {
    if (untouched[i]) loaded.working.untouched.insert(loaded.frozen.back().handbook.documents[i].id.folded());
  }
  const Compared compared = find_compared(loaded, known);
  const std::size_t newest = loaded.frozen.size() - 1;
  for (std::size_t e = 0; e < newest; ++e) {
    if (compared.editions[e]) loaded.read_texts(e, for_each);
  }
  loaded.read_texts(newest, for_each, [&](std::size_t i) { return compared.of_newest[i] != 0; });
}

}  // namespace kitei::cli
