#include "cli/output/frozen_keys.h"

#include <algorithm>
#include <set>

#include "adapters/sha256.h"
#include "base/binary.h"

namespace kitei::cli {
namespace {

void add(base::BinaryWriter& key, const Hash& hash) { key.raw(hash.data(), hash.size()); }

bool knows_version(const model::Document& document, const model::Version& version) {
  return document.version == version || document.find_revision(version);
}

// The documents whose version some frozen edition had, but not the newest one: a version that went and comes back.
void add_returned(base::BinaryWriter& key, const Loaded& loaded, const model::Handbook& draft) {
  for (const model::Document& document : draft.documents) {
    std::vector<std::string> ids{document.id.folded()};
    for (const model::DocumentId& alias : document.aliases) ids.push_back(alias.folded());
    const model::Document* newest = loaded.frozen.back().handbook.find_own(ids.front());
    if (newest && newest->version == document.version) continue;
    const bool had = std::any_of(loaded.frozen.begin(), loaded.frozen.end(), [&](const model::Edition& edition) {
      return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
        const model::Document* then = edition.handbook.find(id);
        return then && knows_version(*then, document.version);
      });
    });
    if (!had) continue;
    key.text(ids.front());
    key.text(document.version.text);
  }
}

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

Hash editions_key(const Hash& site, const Loaded& loaded, const model::Edition* draft) {
  if (!draft || loaded.frozen.empty()) return site;
  base::BinaryWriter key;
  add(key, site);
  key.text(draft->id);
  add_returned(key, loaded, draft->handbook);
  return adapters::sha256(key.bytes());
}

Hash edition_key(const Hash& editions, const Loaded& loaded, std::size_t edition, const model::Edition* draft) {
  base::BinaryWriter key;
  add(key, editions);
  add(key, loaded.states[edition].key);
  if (!draft) return adapters::sha256(key.bytes());
  const model::Handbook& handbook = loaded.frozen[edition].handbook;
  for (const model::Document& document : handbook.documents) {
    const model::Document* now = draft->handbook.find_own(document.id.folded());
    key.text(!now ? "-" : now->id.text == document.id.text ? "=" : now->id.text);
    const bool from_table = now && now->version != document.version && document.find_revision(now->version);
    key.text(from_table ? now->version.text : std::string());
    for (const auto* list : {&document.implements, &document.related, &document.replaces, &document.replaced_by}) {
      for (const model::DocumentReference& reference : *list) {
        if (!handbook.find(reference.id.text)) key.number(draft->handbook.find_own(reference.id.folded()) != nullptr);
      }
    }
  }
  for (const auto& [id, version] : loaded.states[edition].facts.pins) {
    const model::Document* now = draft->handbook.find_own(id);
    key.number(now && knows_version(*now, model::parse_version(version)));
  }
  return adapters::sha256(key.bytes());
}

Hash in_force_key(const Hash& site, const std::vector<history::DocumentInForce>& in_force, const model::Edition* draft,
                  const model::EditionChange* comparison) {
  base::BinaryWriter key;
  add(key, site);
  if (!draft) return adapters::sha256(key.bytes());
  std::set<std::string> known;
  for (const history::DocumentInForce& found : in_force) {
    known.insert(found.document->id.folded());
    for (const model::DocumentId& alias : found.document->aliases) known.insert(alias.folded());
  }
  key.text(draft->id);
  key.number(draft->handbook.documents.size());
  for (const model::Document& document : draft->handbook.documents) {
    key.text(draft->handbook.page_of(document));
    key.text(document.id.text);
    key.number(document.aliases.size());
    for (const model::DocumentId& alias : document.aliases) key.text(alias.text);
    key.text(document.version.text);
    key.number(document.revisions.size());
    for (const model::Revision& revision : document.revisions) {
      key.text(revision.version.text);
      key.text(revision.summary);
    }
    const bool is_known = known.contains(document.id.folded());  // then its words are those in force
    key.number(is_known);
    if (!is_known) add_words(key, document);
  }
  if (comparison) {
    key.text(comparison->from);
    for (const model::DocumentChange& change : comparison->documents) {
      key.text(change.id.text);
      key.number(static_cast<std::uint64_t>(change.kind));
      key.text(change.before.text);
      key.text(change.after.text);
      key.number(change.bookkeeping);
    }
  }
  return adapters::sha256(key.bytes());
}

Hash comparison_key(const Hash& from, const Hash& to) {
  base::BinaryWriter key;
  add(key, from);
  add(key, to);
  return adapters::sha256(key.bytes());
}

}  // namespace kitei::cli
