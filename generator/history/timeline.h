// Which version of which document is in force on which day, computed from the frozen editions alone: dates come from
// data, never from the clock.
//
// A version is in force from its own effective_date, else from the day of the oldest edition that holds it, until the
// day of the next version, or until the document ends. Only documents with status approved are versions in force; a
// draft in a frozen edition changes nothing. A document ends
//   with `retired_date`, on that day;
//   with a successor (`replaced_by`, or the successor's `replaces`), on the day of that version of the successor, but
//   not before the day of the edition that says so when the successor is older than that edition; with status retired
//   and neither of these, or by being left out of an edition, on that edition's day.
// A version that a later edition overtakes before its day comes (a lower version than one already in force) is never in
// force: its entry has until == from. A document that took a new id (`aliases`) goes on in the same line; each entry
// has the id that the document has in `newest_edition`.
#pragma once
#include <optional>
#include <vector>

#include "base/date.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::history {

// In any order of the editions; only those with a record count. One entry for each version of each document, sorted by
// the document's newest id, then by `from`, then by version.
std::vector<model::TimelineEntry> build_timeline(const std::vector<model::Edition>& frozen_oldest_first);

// The entries in force on that day, in the same order.
std::vector<model::TimelineEntry> in_force(const std::vector<model::TimelineEntry>& timeline, base::Date date);

// The documents in force on that day, each as its newest_edition holds it; in the order of the timeline.
struct DocumentInForce {
  const model::Edition* edition = nullptr;
  const model::Document* document = nullptr;
};
std::vector<DocumentInForce> documents_in_force(const std::vector<model::Edition>& frozen,
                                                const std::vector<model::TimelineEntry>& timeline, base::Date date);

// The edition whose configuration and registers are in force on that day: the newest one effective by then, or the oldest one when none
// is (documents may take effect before the edition that holds them). nullptr without editions.
const model::Edition* edition_in_force(const std::vector<model::Edition>& frozen, base::Date date);

// What a composed handbook holds of its documents: all of it, or how they are called (path, id and former ids, number, title, kind,
// version and revisions, status, part_of, what ended them).
enum class Documents { Whole, Named };

// The handbook of one day, to be resolved anew (resolve/handbook.h): each document in force, from its newest_edition
// and with that as Document::origin; configuration, catalogues, registers and statement of applicability of edition_in_force().
// Nothing when no document is in force.
std::optional<model::Sources> compose_in_force(const std::vector<model::Edition>& frozen,
                                               const std::vector<model::TimelineEntry>& timeline, base::Date date,
                                               Documents documents = Documents::Whole);

}  // namespace kitei::history
