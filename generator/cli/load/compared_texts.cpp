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

// As StoredTexts::holds, of an edition that was read from its files.
bool is_same(const model::Document& now, const model::Document& then) {
  if (now.sha256 != then.sha256) return false;
  base::BinaryWriter document, text;
  archive::write_document(document, then);
  archive::write_text(text, then);
  return archive::is_document(document.bytes(), now) && archive::is_text(text.bytes(), now);
}

// For each document of the newest edition whether the working tree holds the very same.
std::vector<char> find_untouched(const Loaded& loaded, const base::ForEach& for_each, const std::function<bool(std::size_t)>& card_untouched) {
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
    if (limited && resolve::has_generated_tables(*now)) return;  // what its readers see of them depends on registers
    untouched[i] = (card_untouched && card_untouched(place)) || (kept.waiting() ? kept.holds(*now, card, i) : is_same(*now, card));
  });
  return untouched;
}

// The editions with which other documents of the working tree are compared.
std::vector<char> find_compared(const Loaded& loaded) {
  std::vector<char> compared(loaded.frozen.size(), 0);
  for (const model::Document& document : loaded.working.handbook.documents) {
    std::vector<std::string> ids{document.id.folded()};
    if (loaded.working.untouched.contains(ids.front())) continue;
    for (const model::DocumentId& alias : document.aliases) ids.push_back(alias.folded());
    bool found = false;
    for (std::size_t e = loaded.frozen.size(); !found && e-- > 0;) {
      const model::Handbook& handbook = loaded.frozen[e].handbook;
      for (const std::string& id : ids) {
        if (!handbook.index_by_id.contains(id)) continue;
        compared[e] = 1;
        found = found || handbook.find_own(id);  // else by a former id: an older one may be meant
      }
    }
  }
  return compared;
}

}  // namespace

void read_compared_texts(Loaded& loaded, const base::ForEach& for_each, const std::function<bool(std::size_t)>& card_untouched) {
  if (loaded.frozen.empty()) return;
  const std::vector<char> untouched = find_untouched(loaded, for_each, card_untouched);
  for (std::size_t i = 0; i < untouched.size(); ++i) {
    if (untouched[i]) loaded.working.untouched.insert(loaded.frozen.back().handbook.documents[i].id.folded());
  }
  const std::vector<char> compared = find_compared(loaded);
  const std::size_t newest = loaded.frozen.size() - 1;
  for (std::size_t e = 0; e < newest; ++e) {
    if (compared[e]) loaded.read_texts(e, for_each);
  }
  loaded.read_texts(newest, for_each, [&](std::size_t i) { return !untouched[i]; });
}

}  // namespace kitei::cli
