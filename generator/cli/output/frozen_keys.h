// What everything that is made of a frozen edition depends on, as keys for the groups of standing.h. Every input of
// such a file is listed here; what cannot be listed must not be in a group.
//
//   always        the program and its arguments (the record of a build holds for one of each); templates and theme; all frozen
//                 editions with their files, and so the timeline; how many of the days on which something in them begins or
//                 ends have come: editions, versions of documents, clauses. Pages compare today with nothing else
//                 of the working handbook's configuration: theme, order of secrecy, how many editions are kept, what the draft
//                 is called; for packs their list and who may see what. All else is the edition's own
//   of a site     its id, folder and clearance, and what it withholds
//   Pages of an edition know nothing of the draft that stands beside them, those of latest/ whether there is one
//   (render/html/context.h). Histories (id/) know it, each of one document: where it lies, its former ids, which versions it has
//   and names, the summaries of these; how it differs from the newest edition; and where it is not in force, all else that they
//   say of it.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/load/load.h"
#include "cli/machine/file_table.h"
#include "history/timeline.h"
#include "model/change.h"
#include "resolve/restrict.h"

namespace kitei::cli {

// `timeline` is that of all frozen editions, `share` the hash of templates and themes.
Hash everything_key(const Loaded& loaded, const std::vector<model::TimelineEntry>& timeline, const Hash& share);

// Of the packs of all editions, without what they withhold.
Hash packs_key(const Hash& everything, const model::Config& config);

Hash site_key(const Hash& everything, std::string_view site, std::string_view folder, std::string_view clearance,
              const resolve::Withheld& withheld);

// Of one edition of a site; `edition` is an index into Loaded::frozen.
Hash edition_key(const Hash& site, const Loaded& loaded, std::size_t edition);

// Of latest/, and of all histories.
enum class Draft { Built, None };
Hash latest_key(const Hash& site, Draft draft);

// What histories say of the draft, the working tree as the site's readers see it, by the ids that they may be called by (folded).
// `in_force` are the documents that latest/ shows; `comparison` leads from the newest built edition to the draft, nullptr when one
// of them is not built.
std::map<std::string, Hash> history_keys(const std::vector<history::DocumentInForce>& in_force, const model::Edition& draft,
                                         const model::EditionChange* comparison);

// Of the comparison of two editions of the same site, shown in the frame of what is in force.
Hash comparison_key(const Hash& from, const Hash& to);

}  // namespace kitei::cli
