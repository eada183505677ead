#include "history/clauses.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/nearest.h"

namespace kitei::history {
namespace {

// Every address under which a document can be reached today, or that it says is gone. Put together when somebody asks: most
// documents have the clauses that they had.
class KnownAddresses {
 public:
  explicit KnownAddresses(const model::Document& document) : document_(document) {}

  // Whether the address was not known; it is from now on.
  bool add(std::string_view address) {
    if (known_.empty()) collect();
    return known_.insert(address).second;
  }

 private:
  void collect() {
    for (const model::ClauseEntry& entry : document_.clauses) {
      known_.insert(entry.clause.address.text);
      known_.insert(entry.clause.structural.text);
      for (const model::Address& also : *entry.clause.also) known_.insert(also.text);
    }
    for (const auto& [address, to] : document_.moved_to) known_.insert(address);
    known_.insert(document_.removed.begin(), document_.removed.end());
  }

  const model::Document& document_;
  std::set<std::string_view> known_;
};

std::string addresses_of(const model::Document& document) {
  std::string lines;
  for (const model::ClauseEntry& entry : document.clauses) {
    if (entry.clause.address.empty()) continue;
    lines += std::string_view(entry.clause.address.text);
    lines += '\n';
  }
  return lines;
}

// Every document that is not retired with each state of it that was frozen, by index of edition and document: newest first, so
// that each address is reported with the last edition that had it.
void for_each_former(const model::Handbook& working, const std::vector<model::Edition>& frozen_oldest_first,
                     const std::function<void(const model::Document& now, KnownAddresses& known, std::size_t edition, std::size_t then)>& look) {
  for (const model::Document& document : working.documents) {
    if (document.status == model::Status::Retired) continue;
    KnownAddresses known(document);
    std::vector<std::string> ids{document.id.folded()};
    for (const model::DocumentId& alias : document.aliases) ids.push_back(alias.folded());
    for (std::size_t edition = frozen_oldest_first.size(); edition-- > 0;) {
      const model::Handbook& handbook = frozen_oldest_first[edition].handbook;
      for (const std::string& id : ids) {
        const auto then = handbook.index_by_id.find(id);
        if (then != handbook.index_by_id.end()) look(document, known, edition, then->second);
      }
    }
  }
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
  for_each_former(working, frozen_oldest_first, [&](const model::Document& now, KnownAddresses& known, std::size_t edition, std::size_t then) {
    for (const model::ClauseEntry& entry : frozen_oldest_first[edition].handbook.documents[then].clauses) {
      if (entry.clause.address.empty() || !known.add(entry.clause.address.text)) continue;
      diagnostics.push_back(removed(now, entry, frozen_oldest_first[edition].id));
    }
  });
  return diagnostics;
}

Addresses permanent_addresses(const model::Handbook& handbook) {
  Addresses addresses;
  for (const model::Document& document : handbook.documents) addresses.push_back(addresses_of(document));
  return addresses;
}

std::vector<std::size_t> editions_of_removed_clauses(const model::Handbook& working, const std::vector<model::Edition>& frozen_oldest_first,
                                                     const std::function<const Addresses&(std::size_t edition)>& addresses) {
  if (frozen_oldest_first.empty()) return {};
  const Addresses present = permanent_addresses(working);
  std::set<std::size_t> editions;
  for_each_former(working, frozen_oldest_first, [&](const model::Document& now, KnownAddresses& known, std::size_t edition, std::size_t then) {
    const std::string& former = addresses(edition)[then];
    if (former == present[static_cast<std::size_t>(&now - working.documents.data())]) return;
    for (std::string_view lines = former; !lines.empty();) {
      const std::string_view address = lines.substr(0, lines.find('\n'));
      if (known.add(address)) editions.insert(edition);
      lines.remove_prefix(address.size() + 1);
    }
  });
  return {editions.begin(), editions.end()};
}

}  // namespace kitei::history
