#include "history/clauses.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/nearest.h"

namespace kitei::history {
namespace {

// Every address under which the document can be reached today, or that it says is gone.
std::set<std::string_view> known_addresses(const model::Document& document) {
  std::set<std::string_view> known;
  for (const model::ClauseEntry& entry : document.clauses) {
    known.insert(entry.clause.address.text);
    known.insert(entry.clause.structural.text);
    for (const model::Address& also : *entry.clause.also) known.insert(also.text);
  }
  for (const auto& [address, to] : document.moved_to) known.insert(address);
  known.insert(document.removed.begin(), document.removed.end());
  return known;
}

base::Diagnostic removed(const model::Document& document, const model::ClauseEntry& entry, const std::string& edition) {
  std::vector<std::string_view> names;
  for (const model::ClauseEntry& now : document.clauses) {
    if (!now.clause.address.empty()) names.push_back(now.clause.address.text);
  }
  const std::string_view address = entry.clause.address.text;
  std::string nearest = base::nearest_name(address, names);
  if (nearest.empty()) nearest = "new-address";
  const std::string name = entry.clause.label + (entry.clause.label.empty() || entry.title.empty() ? "" : " ") + entry.title;
  return {"clause-removed",
          document.path,
          document.position_of("moved_to"),
          {fmt::format("'#{}' ({}) of edition {} is not in '{}' any more, and nothing says where it went", address, name, edition,
                       document.id.text),
           fmt::format("発行版 {} にあった「#{}」（{}）が「{}」になく、どこへ移ったかも書かれていません", edition, address, name,
                       document.id.text)},
          {fmt::format("keep the address with {{#{}}} at its heading, or write 'moved_to: {{{}: \"{}#{}\"}}', or 'removed: [{}]'", address,
                       address, document.id.text, nearest, address),
           fmt::format("見出しに {{#{}}} を付けて残すか、「moved_to: {{{}: \"{}#{}\"}}」又は「removed: [{}]」と書いてください", address,
                       address, document.id.text, nearest, address)},
          base::Severity::Warning};
}

}  // namespace

base::Diagnostics check_removed_clauses(const model::Handbook& working, const std::vector<model::Edition>& frozen_oldest_first) {
  base::Diagnostics diagnostics;
  if (frozen_oldest_first.empty()) return diagnostics;
  for (const model::Document& document : working.documents) {
    if (document.status == model::Status::Retired) continue;
    std::set<std::string_view> known = known_addresses(document);
    std::vector<std::string> ids{document.id.text.str()};
    for (const model::DocumentId& alias : document.aliases) ids.push_back(alias.text.str());
    // Newest first, so that each address is reported with the last edition that had it.
    for (auto edition = frozen_oldest_first.rbegin(); edition != frozen_oldest_first.rend(); ++edition) {
      for (const std::string& id : ids) {
        const model::Document* then = edition->handbook.find(id);
        if (!then) continue;
        for (const model::ClauseEntry& entry : then->clauses) {
          if (entry.clause.address.empty() || !known.insert(entry.clause.address.text).second) continue;
          diagnostics.push_back(removed(document, entry, edition->id));
        }
      }
    }
  }
  return diagnostics;
}

}  // namespace kitei::history
