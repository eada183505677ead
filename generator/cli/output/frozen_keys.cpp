#include "cli/output/frozen_keys.h"

#include <algorithm>
#include <set>

#include "adapters/sha256.h"
#include "base/binary.h"

namespace kitei::cli {
namespace {

void add(base::BinaryWriter& key, const Hash& hash) { key.raw(hash.data(), hash.size()); }

// Of the days on which something in frozen editions begins or ends, those up to today. The days follow from the editions; so the
// number says of each of them whether it has come.
std::size_t days_that_came(const Loaded& loaded, const std::vector<model::TimelineEntry>& timeline) {
  std::set<base::Date> days;
  for (const model::Edition& edition : loaded.frozen) days.insert(edition.record->effective);
  for (const FrozenState& state : loaded.states) days.insert(state.facts.days.begin(), state.facts.days.end());
  for (const model::TimelineEntry& entry : timeline) {
    days.insert(entry.from);
    if (entry.until) days.insert(*entry.until);
  }
  return static_cast<std::size_t>(std::distance(days.begin(), days.upper_bound(loaded.today)));
}

// How a document is called in its history.
void add_words(base::BinaryWriter& key, const model::Document& document) {
  key.text(document.number);
  key.text(document.title);
  key.number(static_cast<std::uint64_t>(document.status));
  key.text(document.retired_date ? base::iso_date(*document.retired_date) : std::string());
  key.number(document.replaced_by.size());
  for (const model::DocumentReference& reference : document.replaced_by) {
    key.text(reference.id.text);
    key.text(reference.version.text);
    key.number(reference.withheld);
  }
}

}  // namespace

Hash everything_key(const Loaded& loaded, const std::vector<model::TimelineEntry>& timeline, const Hash& share) {
  base::BinaryWriter key;
  add(key, share);
  const model::Config& config = loaded.config();
  key.text(config.theme);
  key.number(config.classifications.size());
  for (const model::Classification& classification : config.classifications) key.text(classification.id);
  key.whole(config.editions_keep);
  key.text(loaded.working.id);
  key.number(days_that_came(loaded, timeline));
  for (const FrozenState& state : loaded.states) add(key, state.key);
  return adapters::sha256(key.bytes());
}

Hash packs_key(const Hash& everything, const model::Config& config) {
  base::BinaryWriter key;
  add(key, everything);
  for (const model::Pack& pack : config.packs) {
    key.text(pack.id);
    key.text(pack.audience);
    const model::Audience* audience = config.find_audience(pack.audience);
    key.text(audience ? audience->clearance : std::string());
    key.text(pack.title);
    key.number(pack.kinds.size());
    for (const std::string& kind : pack.kinds) key.text(kind);
    key.number(pack.acknowledgement);
  }
  return adapters::sha256(key.bytes());
}

Hash site_key(const Hash& everything, std::string_view site, std::string_view folder, std::string_view clearance,
              const resolve::Withheld& withheld) {
  base::BinaryWriter key;
  add(key, everything);
  key.text(site);
  key.text(folder);
  key.text(clearance);
  for (const auto* list : {&withheld.documents, &withheld.records}) {
    key.number(list->size());
    for (const std::string& id : *list) key.text(id);
  }
  return adapters::sha256(key.bytes());
}

Hash edition_key(const Hash& site, const Loaded& loaded, std::size_t edition) {
  base::BinaryWriter key;
  add(key, site);
  add(key, loaded.states[edition].key);
  return adapters::sha256(key.bytes());
}

Hash latest_key(const Hash& site, Draft draft) {
  base::BinaryWriter key;
  add(key, site);
  key.number(draft == Draft::Built);
  return adapters::sha256(key.bytes());
}

std::map<std::string, Hash> history_keys(const std::vector<history::DocumentInForce>& in_force, const model::Edition& draft,
                                         const model::EditionChange* comparison) {
  std::set<std::string> known;
  for (const history::DocumentInForce& found : in_force) {
    known.insert(found.document->id.folded());
    for (const model::DocumentId& alias : found.document->aliases) known.insert(alias.folded());
  }
  std::map<std::string, base::BinaryWriter> asked;
  for (const model::Document& document : draft.handbook.documents) {
    base::BinaryWriter key;
    key.text(draft.handbook.page_of(document));
    key.text(document.id.text);
    key.number(document.aliases.size());
    for (const model::DocumentId& alias : document.aliases) key.text(alias.text);
    key.text(document.version.text);
    key.number(document.revisions.size());
    for (const model::Revision& revision : document.revisions) {
      key.text(revision.version.text);
      key.text(revision.summary);
    }
    const std::string id = document.id.folded();
    const bool is_known = known.contains(id);  // then its words are those in force
    key.number(is_known);
    if (!is_known) add_words(key, document);
    for (const model::DocumentId& alias : document.aliases) asked[alias.folded()].text(key.bytes());
    asked[id].text(key.bytes());
  }
  for (std::size_t i = 0; comparison && i < comparison->documents.size(); ++i) {
    const model::DocumentChange& change = comparison->documents[i];
    base::BinaryWriter& key = asked[change.id.folded()];
    key.text(change.id.text);
    key.number(static_cast<std::uint64_t>(change.kind));
    key.text(change.before.text);
    key.text(change.after.text);
  }
  std::map<std::string, Hash> keys;
  for (const auto& [id, key] : asked) keys.emplace_hint(keys.end(), id, adapters::sha256(key.bytes()));
  return keys;
}

Hash comparison_key(const Hash& from, const Hash& to) {
  base::BinaryWriter key;
  add(key, from);
  add(key, to);
  return adapters::sha256(key.bytes());
}

}  // namespace kitei::cli
