// Documents are followed through the editions as lines: one line for a document, whatever ids it had. Each line first
// gets its versions with their first days, then every edition is asked what it says about the end of older ones.
#include "history/timeline.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

#include "history/edition.h"

namespace kitei::history {
namespace {

struct Version {
  model::TimelineEntry entry;
  std::size_t oldest = 0;  // indexes of editions
  std::size_t newest = 0;
};

struct Line {
  std::set<std::string> ids;  // folded
  std::string newest_id;
  std::vector<const model::Document*> by_edition;  // nullptr where the edition does not have it
  std::vector<Version> versions;

  Version* find(const model::Document& document) {
    if (document.status != model::Status::Approved) return nullptr;
    const auto found = std::find_if(versions.begin(), versions.end(),
                                    [&](const Version& v) { return v.entry.version == document.version; });
    return found == versions.end() ? nullptr : &*found;
  }
};

void end_at(Version& version, base::Date day) {
  const base::Date last = std::max(day, version.entry.from);
  version.entry.until = version.entry.until ? std::min(*version.entry.until, last) : last;
}

class Timeline {
 public:
  explicit Timeline(const std::vector<model::Edition>& editions) {
    for (const model::Edition& edition : editions) {
      if (edition.record) editions_.push_back(&edition);
    }
    std::stable_sort(editions_.begin(), editions_.end(),
                     [](const model::Edition* a, const model::Edition* b) { return is_older(*a->record, *b->record); });
  }

  std::vector<model::TimelineEntry> build() {
    follow_documents();
    for (Line& line : lines_) list_versions(line);
    for (std::size_t e = 0; e < editions_.size(); ++e) {
      for (Line& line : lines_) end_versions(line, e);
    }
    for (Line& line : lines_) follow_each_other(line);
    return collect();
  }

 private:
  base::Date day_of(std::size_t e) const { return editions_[e]->record->effective; }

  void follow_documents() {
    for (std::size_t e = 0; e < editions_.size(); ++e) {
      // Ids first, so that an alias never takes the line of a document that still has its id.
      std::vector<const model::Document*> renamed;
      for (const model::Document& document : editions_[e]->handbook.documents) {
        const auto found = line_by_id_.find(document.id.folded());
        if (found == line_by_id_.end()) {
          renamed.push_back(&document);
        } else {
          put(lines_[found->second], e, document);
        }
      }
      for (const model::Document* document : renamed) put(line_for_new_id(*document, e), e, *document);
    }
  }

  Line& line_for_new_id(const model::Document& document, std::size_t e) {
    for (const model::DocumentId& alias : document.aliases) {
      const auto found = line_by_id_.find(alias.folded());
      if (found == line_by_id_.end() || lines_[found->second].by_edition[e]) continue;
      line_by_id_[document.id.folded()] = found->second;
      return lines_[found->second];
    }
    line_by_id_[document.id.folded()] = lines_.size();
    Line line;
    line.by_edition.resize(editions_.size(), nullptr);
    lines_.push_back(std::move(line));
    return lines_.back();
  }

  void put(Line& line, std::size_t e, const model::Document& document) {
    if (line.by_edition[e]) return;  // a second document with the same id; reported elsewhere
    line.by_edition[e] = &document;
    line.ids.insert(document.id.folded());
    line.newest_id = document.id.folded();
  }

  void list_versions(Line& line) {
    for (std::size_t e = 0; e < editions_.size(); ++e) {
      const model::Document* document = line.by_edition[e];
      if (!document || document->status != model::Status::Approved) continue;
      Version* version = line.find(*document);
      if (!version) {
        line.versions.push_back({});
        version = &line.versions.back();
        version->entry.version = document->version;
        version->entry.edition = editions_[e]->record->id;
        version->oldest = e;
      }
      version->newest = e;
      version->entry.newest_edition = editions_[e]->record->id;
      version->entry.id = document->id;
      version->entry.from = document->effective_date.value_or(day_of(version->oldest));
    }
  }

  // What edition `e` says about versions that it does not continue, or ends.
  void end_versions(Line& line, std::size_t e) {
    const model::Document* document = line.by_edition[e];
    if (document && document->status == model::Status::Approved) {
      Version* version = line.find(*document);
      if (version->newest != e) return;  // a newer edition has the last word about this version
      const auto successor = successor_day(line, e);
      if (document->retired_date) {
        end_at(*version, *document->retired_date);
      } else if (successor) {
        end_at(*version, *successor);
      }
      return;
    }
    if (document && document->status != model::Status::Retired) return;
    base::Date day = successor_day(line, e).value_or(day_of(e));
    if (document && document->retired_date) day = *document->retired_date;
    for (Version& version : line.versions) {
      if (version.newest < e) end_at(version, day);
    }
  }

  // The day on which the document of `line` gives way to another one, as edition `e` tells.
  std::optional<base::Date> successor_day(const Line& line, std::size_t e) {
    std::optional<base::Date> earliest;
    for (const std::size_t successor : successors(line, e)) {
      // It may have been said for several editions; the first of them counts.
      std::size_t first = e;
      while (first > 0 && successors(line, first - 1).contains(successor)) --first;
      Line& other = lines_[successor];
      const Version* version = other.find(*other.by_edition[first]);
      const base::Date day =
          version->oldest == first ? version->entry.from : std::max(version->entry.from, day_of(first));
      if (!earliest || day < *earliest) earliest = day;
    }
    return earliest;
  }

  // The approved documents of edition `e` that take the place of this one; indexes of lines.
  std::set<std::size_t> successors(const Line& line, std::size_t e) {
    std::set<std::size_t> found;
    auto add = [&](const std::string& id) {
      const auto known = line_by_id_.find(id);
      if (known == line_by_id_.end() || &lines_[known->second] == &line) return;
      const model::Document* document = lines_[known->second].by_edition[e];
      if (document && document->status == model::Status::Approved) found.insert(known->second);
    };
    if (const model::Document* document = line.by_edition[e]) {
      for (const model::DocumentReference& reference : document->replaced_by) add(reference.id.folded());
    }
    for (const std::string& id : line.ids) {
      const auto& replacing = replacing_in(e);
      const auto [from, to] = replacing.equal_range(id);
      for (auto it = from; it != to; ++it) add(it->second);
    }
    return found;
  }

  // Folded id → the folded ids of the documents of an edition that name it in `replaces`.
  const std::multimap<std::string, std::string>& replacing_in(std::size_t e) {
    if (replacing_.empty()) {
      replacing_.resize(editions_.size());
      for (std::size_t i = 0; i < editions_.size(); ++i) {
        for (const model::Document& document : editions_[i]->handbook.documents) {
          for (const auto& old : document.replaces) replacing_[i].emplace(old.id.folded(), document.id.folded());
        }
      }
    }
    return replacing_[e];
  }

  static void follow_each_other(Line& line) {
    std::stable_sort(line.versions.begin(), line.versions.end(), [](const Version& a, const Version& b) {
      return std::tie(a.entry.from, a.oldest) < std::tie(b.entry.from, b.oldest);
    });
    auto overtaken = [&](const Version& version) {
      return std::any_of(line.versions.begin(), line.versions.end(), [&](const Version& other) {
        return other.oldest > version.oldest && other.entry.version > version.entry.version &&
               other.entry.from <= version.entry.from;
      });
    };
    Version* last = nullptr;
    for (Version& version : line.versions) {
      if (overtaken(version)) {
        end_at(version, version.entry.from);
        continue;
      }
      if (last) end_at(*last, version.entry.from);
      last = &version;
    }
  }

  std::vector<model::TimelineEntry> collect() {
    std::sort(lines_.begin(), lines_.end(),
              [](const Line& a, const Line& b) { return model::natural_less(a.newest_id, b.newest_id); });
    std::vector<model::TimelineEntry> entries;
    for (Line& line : lines_) {
      for (Version& version : line.versions) entries.push_back(std::move(version.entry));
    }
    return entries;
  }

  std::vector<const model::Edition*> editions_;  // oldest first
  std::vector<Line> lines_;
  std::unordered_map<std::string, std::size_t> line_by_id_;  // for look-up only
  std::vector<std::multimap<std::string, std::string>> replacing_;
};

model::Document named(const model::Document& document) {
  model::Document name;
  name.path = document.path;
  name.id = document.id;
  name.number = document.number;
  name.title = document.title;
  name.kind = document.kind;
  name.part_of = document.part_of;
  name.version = document.version;
  name.status = document.status;
  name.aliases = document.aliases;
  name.retired_date = document.retired_date;
  name.replaced_by = document.replaced_by;
  name.revisions = document.revisions;
  return name;
}

}  // namespace

std::vector<model::TimelineEntry> build_timeline(const std::vector<model::Edition>& frozen_oldest_first) {
  return Timeline(frozen_oldest_first).build();
}

std::vector<model::TimelineEntry> in_force(const std::vector<model::TimelineEntry>& timeline, base::Date date) {
  std::vector<model::TimelineEntry> found;
  for (const model::TimelineEntry& entry : timeline) {
    if (entry.from <= date && (!entry.until || date < *entry.until)) found.push_back(entry);
  }
  return found;
}

std::vector<DocumentInForce> documents_in_force(const std::vector<model::Edition>& frozen,
                                                const std::vector<model::TimelineEntry>& timeline, base::Date date) {
  std::map<std::string_view, const model::Edition*> by_id;
  for (const model::Edition& edition : frozen) {
    if (edition.record) by_id.emplace(edition.id, &edition);
  }
  std::vector<DocumentInForce> documents;
  for (const model::TimelineEntry& entry : in_force(timeline, date)) {
    const auto edition = by_id.find(entry.newest_edition);
    const model::Document* found = edition == by_id.end() ? nullptr : edition->second->handbook.find(entry.id.text);
    if (found) documents.push_back({edition->second, found});
  }
  return documents;
}

const model::Edition* edition_in_force(const std::vector<model::Edition>& frozen, base::Date date) {
  const model::Edition* newest = nullptr;
  const model::Edition* oldest = nullptr;
  for (const model::Edition& edition : frozen) {
    if (!edition.record) continue;
    if (!oldest || is_older(*edition.record, *oldest->record)) oldest = &edition;
    if (edition.record->effective <= date && (!newest || is_older(*newest->record, *edition.record))) newest = &edition;
  }
  return newest ? newest : oldest;
}

std::optional<model::Sources> compose_in_force(const std::vector<model::Edition>& frozen,
                                               const std::vector<model::TimelineEntry>& timeline, base::Date date,
                                               Documents documents) {
  const model::Edition* base = edition_in_force(frozen, date);
  if (!base) return std::nullopt;
  model::Sources composed;
  composed.config = base->handbook.config;
  composed.catalogs = base->handbook.catalogs;
  composed.soa = base->handbook.soa;
  composed.registers = base->handbook.registers;
  std::vector<DocumentInForce> in_force = documents_in_force(frozen, timeline, date);
  if (in_force.empty()) return std::nullopt;
  std::stable_sort(in_force.begin(), in_force.end(),
                   [](const DocumentInForce& a, const DocumentInForce& b) { return a.document->path < b.document->path; });
  composed.documents.reserve(in_force.size());
  for (const DocumentInForce& found : in_force) {
    composed.documents.push_back(documents == Documents::Whole ? *found.document : named(*found.document));
    composed.documents.back().origin = found.edition->id;
  }
  return composed;
}

}  // namespace kitei::history
