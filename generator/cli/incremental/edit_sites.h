// What an edit of documents means to each site: what its readers may not see, which documents stand beside an edited one in its
// lists, and its share of what is made anew.
//
// A site that withholds something is made from a handbook of its own, without what is withheld (resolve/restrict.h). Which documents
// these are follows from ids, former ids, classifications, parts and records: from cards. An edit that changes any of it asks for a full
// build.
#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "cli/incremental/edit_findings.h"
#include "cli/incremental/edit_places.h"
#include "cli/incremental/last_build.h"
#include "cli/load/load.h"
#include "cli/output/reach.h"
#include "resolve/handbook.h"
#include "resolve/restrict.h"

namespace kitei::cli {

// The documents of the handbook after an edit, each list with the index of the handbook.
struct EditedDocuments {
  const std::vector<resolve::DocumentUses>& uses;
  const std::vector<std::vector<std::string>>& files;  // of those that are cards: StoredCard::files
  const std::vector<char>& texts;                      // Reach::texts
  const std::vector<char>& pages;                      // Reach::pages
  std::span<const ReadDocument> changed;               // those that the search may find by something else
  bool same_searched = true;                           // the search finds the same documents as before, under the same ids and kinds
};

class EditSites {
 public:
  // `loaded`, with the working tree and the frozen editions, must outlive this object.
  explicit EditSites(const Loaded& loaded) : loaded_(loaded) {}

  // To be called before the edit is in the handbook.
  void look_at_withheld();
  // Behind it, where the edit may change lists of documents: what each site lists, and what its search finds.
  void look_at_lists();

  // Whether each site withholds after the edit what it did before.
  bool withhold_the_same() const;

  // Adds the documents of which only the text tells what some site shows of it: with a link to what it withholds other things go.
  void add_veiled(const std::vector<resolve::DocumentUses>& uses, std::set<std::size_t>& shown) const;

  // Adds the documents whose pages name others beside them than before in some site, when `edited` (ascending) may be called otherwise;
  // look_at_lists() was called. False: some site lists another set of kinds, which all its pages name.
  bool add_neighbours(const Moves& moves, const std::vector<std::size_t>& edited, std::set<std::size_t>& shown) const;

  // What is made anew of one site, whose index of `folders` (inside it) lies there as `last` made it. Nothing: that index is damaged.
  std::optional<SiteReach> reach_of(std::size_t site, const EditedDocuments& documents, const LastBuild& last, const std::vector<std::string>& folders,
                                    const base::ForEach& for_each) const;

 private:
  using Order = std::vector<std::vector<std::size_t>>;  // render::html::reading_order()
  bool sees_everything(std::size_t site) const;
  Order order_of(std::size_t site, Order whole) const;
  std::vector<std::string> searched_ids(const model::Handbook& handbook, std::size_t site) const;

  const Loaded& loaded_;
  std::vector<resolve::Withheld> withheld_;         // by site; nothing where readers see everything
  std::vector<Order> orders_;                       // by site, before the edit
  std::vector<std::vector<std::string>> searched_;  // by site, before the edit: ids in the order of the search
};

}  // namespace kitei::cli
