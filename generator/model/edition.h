// Editions of a handbook, and the times at which a version of a document is in force.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "model/handbook.h"
#include "model/identifiers.h"

namespace kitei::model {

// As pages and editions.json name it.
enum class EditionStatus { InForce, Superseded, Future, Draft };
std::string_view edition_status_name(EditionStatus status);  // "in-force" …

// edition.yaml of a frozen edition.
struct EditionRecord {
  std::string id;
  base::Date effective{};
  std::string note;
  std::string program_version;
  std::vector<std::pair<std::string, std::string>> files;  // path → SHA-256 of its text form, by path
};

// One edition, resolved: a frozen one, or the working tree as a draft (no record).
struct Edition {
  std::string id;
  std::optional<EditionRecord> record;
  EditionStatus status = EditionStatus::Draft;
  Handbook handbook;
  // Of a draft: folded ids of the documents that are, version and text, what the newest frozen edition holds.
  std::set<std::string> carried_over{};
  // Of a draft: folded ids of documents of which the newest frozen edition is known to hold the very same, every member but the
  // origin. There they may be without their texts.
  std::set<std::string> untouched{};
  // Of a frozen one that is there in part: a line with each folded id, former ones too, by which it has a document that is not there
  // because the next newer edition holds it alike.
  std::string left_out{};

  bool carries_over(const Document& document) const { return carried_over.contains(document.id.folded()); }
  bool leaves_out(const DocumentId& document) const;
};

// One version of one document and the days on which it was, is or will be in force. `edition` is the oldest frozen
// edition that holds it, `newest_edition` the newest one.
struct TimelineEntry {
  DocumentId id;
  Version version;
  std::string edition;
  std::string newest_edition;
  base::Date from{};
  std::optional<base::Date> until;  // the first day on which it is no longer in force

  // Another version took its place before, or on, the day on which it would have taken effect.
  bool never_in_force() const { return until && *until <= from; }
};

}  // namespace kitei::model
