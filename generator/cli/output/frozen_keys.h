// What everything that is made of a frozen edition depends on, as keys for the groups of standing.h. Every input of
// such a file is listed here; what cannot be listed must not be in a group.
//
//   always        the program and its arguments (the record of a build holds for one of each); templates and theme; all frozen
//                 editions with their files, and so the timeline; how many of the days on which something in them begins or
//                 ends have come: editions, versions of documents, clauses. Pages compare today with nothing else
//                 of the working handbook's configuration: theme, order of secrecy, how many editions are kept, what the draft
//                 is called; for packs their list and who may see what. All else is the edition's own
//   of a site     its id, folder and clearance, and what it withholds
//   of an edition what its pages may ask about the draft that stands beside it: nothing but
//                 - how the draft writes the id of a document (addresses under id/ are written so)
//                 - whether the draft has a document to which the edition refers without having it
//                 - whether the draft has a version to which the edition refers as such, or that its revision tables name
//                 - in which documents the draft comes back to a version of an earlier edition: then that version's redline is
//                   the draft's
//   of latest/ and the histories (id/), which follow from the timeline, the day and all frozen editions, what they say of the
//                 draft:
//                 - where its documents lie, their former ids, which versions they have and name, the summaries of these
//                 - which documents differ from the newest edition: their redlines are linked, and counted
//                 - of those that are not in force, all that their history says
#pragma once
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

// Of all editions of a site, with what each of them asks of the draft alike. `draft` is the working tree as the site's readers see it,
// nullptr when it is not built.
Hash editions_key(const Hash& site, const Loaded& loaded, const model::Edition* draft);

// Of one of them; `edition` is an index into Loaded::frozen.
Hash edition_key(const Hash& editions, const Loaded& loaded, std::size_t edition, const model::Edition* draft);

// `in_force` are the documents that latest/ shows; `comparison` leads from the newest built edition to the draft, nullptr when
// one of them is not built.
Hash in_force_key(const Hash& site, const std::vector<history::DocumentInForce>& in_force, const model::Edition* draft,
                  const model::EditionChange* comparison);

// Of the comparison of two editions of the same site, shown in the frame of what is in force.
Hash comparison_key(const Hash& from, const Hash& to);

}  // namespace kitei::cli
