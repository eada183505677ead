// Parts of the output that depend on frozen editions and on little else: the pages, Word files, data and packs of an
// edition, the comparison of two, what is in force. Each is a group with a key, the hash of everything that its files are made from. When the last
// build made a group under the same key, and its files lie there as it made them, they stay as they are and nobody makes them
// again. What the keys are made of is said where they are made, in frozen_keys.h.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/machine/build_record.h"
#include "cli/output/output.h"
#include "model/change.h"

namespace kitei::cli {

struct Group {
  std::string name;                 // "site/2025.1/", "site/latest/", "packs/2025.1/"; its folders follow from it
  Hash key{};
  std::vector<std::string> shared;  // files in other folders that it made or would have made: pieces of the search
  std::vector<std::pair<std::string, std::string>> files;  // files of the handbook that its pages show: origin, path
  std::vector<model::DocumentChange> changes;              // of a comparison: its documents, without what changed in them
  std::map<std::string, Hash> parts;                       // of histories: each one's own key, by its id
};

// The groups of an earlier build; none when they cannot be read.
std::vector<Group> groups_of(const BuildRecord& record);

// The folders of an edition in a site: "site/2025.1/", "site/docx/2025.1/" …
std::vector<std::string> edition_folders(const std::string& site_folder, const std::string& edition);

// The folded id that a file of a group of parts belongs to.
using IdOfPath = std::function<std::string(std::string_view path)>;

class Standing {
 public:
  // `last` may be nullptr: then nothing stands. It must outlive this object. `all_lie_there`: somebody saw that every file of the
  // output is as it was made, so that nobody need look again.
  Standing(std::filesystem::path output, const BuildRecord* last, bool all_lie_there);

  // The group of this name and key when it stands; its files are then in `output`, as made by this build. `folders` are the
  // whole folders that are its own, inside the output folder ("site/2025.1/").
  const Group* take(std::string_view name, const Hash& key, const std::vector<std::string>& folders, Output& output);

  // The same of a group, called by its folder, of which a part may stand: those of its files that are of no id in what this returns.
  // They are the ids of which the last build's parts and `now` differ. Nothing: no file stands. The group goes on with `now`.
  std::optional<std::set<std::string>> take_parts(std::string_view name, const Hash& key, std::map<std::string, Hash> now,
                                                  const IdOfPath& id_of, Output& output);

  // A group that this build made.
  void add(Group group) { groups_.push_back(std::move(group)); }

  // The groups of this build, for its record.
  std::string bytes() const;

 private:
  using Range = std::pair<std::size_t, std::size_t>;  // of the last build's files: [first, end)
  const Group* find(std::string_view name, const Hash& key) const;
  bool lie_there(const Range& files) const;

  std::filesystem::path output_;
  const BuildRecord* last_;
  bool all_lie_there_;
  std::vector<Group> before_;
  std::vector<Group> groups_;
};

}  // namespace kitei::cli
