// What is to be built, as values: which editions, what is in force today, and what the readers of one clearance see of it.
#pragma once
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/for_each.h"
#include "cli/load/load.h"
#include "cli/output/standing.h"
#include "model/change.h"
#include "model/edition.h"
#include "resolve/restrict.h"

namespace kitei::cli {

struct SiteReach;

// Everything, for eyes without limits.
struct Plan {
  std::vector<const model::Edition*> editions;  // frozen ones oldest first, at most `editions: keep`; the draft last
  std::vector<model::TimelineEntry> timeline;   // over all frozen editions, built or not

  bool has_draft(const Loaded& loaded) const { return !editions.empty() && editions.back() == &loaded.working; }
};

// Sets the status of every edition of `loaded`, and gives the draft its id: `edition:`, or "draft" when that is frozen with
// other sources. The plan refers to `loaded`, which must outlive it.
Plan plan_build(Loaded& loaded);

// The editions as readers of one clearance see them. Where nothing is withheld from them they are the loaded ones
// themselves, and nothing is copied; so they refer to `Loaded`, which must outlive them.
using SeenEditions = std::vector<std::reference_wrapper<const model::Edition>>;

// What one site shows.
struct View {
  SeenEditions editions;  // as Plan::editions
  // The documents in force today; the draft itself, under its own id, where nothing is in force.
  const model::Edition* latest = nullptr;
  std::vector<model::TimelineEntry> timeline;
  std::vector<model::EditionChange> changes;  // between consecutive editions
  std::deque<model::Edition> own;             // those that were made for this view
  std::vector<model::Edition> frozen;         // as Loaded::frozen, where something is withheld; else empty
  // Of each edition: the group of its files when they stand, else nullptr; then its documents may have no texts. And the key
  // of that group. Both are empty when nothing may stand; a draft has neither.
  std::vector<const Group*> standing;
  std::vector<Hash> keys;
  // The same of latest/, where something is in force. While it stands, the documents of `latest` are mere names: other pages ask
  // it for the frame in which they are shown, histories for how they are called.
  std::optional<Hash> in_force_key;
  const Group* in_force = nullptr;
  std::vector<std::string> standing_folders;  // of the site: "2025.1/", "latest/", "changes/2025.1_2025.2/"
  // The folded ids whose histories (id/) are made, where all others stand.
  std::optional<std::set<std::string>> changed_histories;
  // What an edit reaches of this site; then the last of `editions` is the draft, without the texts of the documents that stand.
  const SiteReach* reach = nullptr;

  // The group of an edition, of `latest` too, when it stands.
  const Group* group_of(const model::Edition& edition) const;
};

// Where a view finds what stands of one site.
struct SiteStanding {
  Standing& standing;
  Output& output;
  Hash everything;     // everything_key()
  std::string site;    // its id
  std::string folder;  // "site/"
};

// The folder of a comparison inside a site. With the site's folder before it the name of its group (standing.h); that of the draft has
// no key, since what stands of it is a matter of each document.
std::string comparison_folder(const model::Edition& from, const model::Edition& to);

// A comparison without what changed in each document, for those whose pages stand.
std::vector<model::DocumentChange> summary_of(const model::EditionChange& comparison);

// What is secret anywhere is secret everywhere: also what an edition that is not built says counts, and the working tree.
resolve::Withheld withheld_from(const Loaded& loaded, std::string_view clearance);

// An edition as readers of one clearance see it, who do not see everything. `uses`, of its documents, is needed where some of them
// are without their texts.
model::Edition seen_edition(const model::Edition& edition, const resolve::Withheld& withheld, const model::Config& config,
                            std::string_view clearance, const std::vector<resolve::DocumentUses>* uses = nullptr);

// The editions of the plan for packs of one clearance; `own` takes those that must be made.
SeenEditions restrict_editions(const Plan& plan, const Loaded& loaded, std::string_view clearance,
                               std::deque<model::Edition>& own, const base::ForEach& for_each);

// With `standing`, files of frozen editions that stand are taken over, and only the texts that something is made from are
// read; without it every edition of `loaded` must have its texts.
View view_for(const Plan& plan, Loaded& loaded, std::string_view clearance, const base::ForEach& for_each,
              const SiteStanding* standing = nullptr);

}  // namespace kitei::cli
