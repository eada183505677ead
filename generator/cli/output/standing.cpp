#include "cli/output/standing.h"

#include <algorithm>
#include <iterator>

#include "base/binary.h"
#include "cli/machine/changes.h"

namespace kitei::cli {
namespace {

void write(base::BinaryWriter& out, const Group& group) {
  out.text(group.name);
  out.raw(group.key.data(), group.key.size());
  out.number(group.shared.size());
  for (const std::string& path : group.shared) out.text(path);
  out.number(group.files.size());
  for (const auto& [origin, path] : group.files) {
    out.text(origin);
    out.text(path);
  }
  out.number(group.changes.size());
  for (const model::DocumentChange& change : group.changes) {
    out.text(change.id.text);
    out.text(change.title);
    out.number(static_cast<std::uint64_t>(change.kind));
    out.text(change.before.text);
    out.text(change.after.text);
    out.number(change.bookkeeping);
  }
  out.number(group.parts.size());
  for (const auto& [id, key] : group.parts) {
    out.text(id);
    out.raw(key.data(), key.size());
  }
}

Group read_group(base::BinaryReader& in) {
  Group group;
  group.name = in.text();
  in.raw(group.key.data(), group.key.size());
  group.shared.resize(in.count());
  for (std::string& path : group.shared) path = in.text();
  group.files.resize(in.count());
  for (auto& [origin, path] : group.files) {
    origin = in.text();
    path = in.text();
  }
  group.changes.resize(in.count());
  for (model::DocumentChange& change : group.changes) {
    change.id.text = in.text();
    change.title = in.text();
    change.kind = static_cast<model::ChangeKind>(in.number());
    change.before = model::parse_version(in.text());
    change.after = model::parse_version(in.text());
    change.bookkeeping = in.number() != 0;
  }
  const std::size_t parts = in.count();
  for (std::size_t i = 0; i < parts && !in.failed(); ++i) {
    std::string id(in.text());
    Hash& key = group.parts[std::move(id)];
    in.raw(key.data(), key.size());
  }
  return group;
}

}  // namespace

std::vector<Group> groups_of(const BuildRecord& record) {
  std::vector<Group> groups;
  base::BinaryReader in(record.groups);
  const std::size_t count = in.count();
  for (std::size_t i = 0; i < count && !in.failed(); ++i) groups.push_back(read_group(in));
  if (!in.at_end()) groups.clear();
  return groups;
}

std::vector<std::string> edition_folders(const std::string& site_folder, const std::string& edition) {
  return {site_folder + edition + "/", site_folder + "docx/" + edition + "/", site_folder + "exports/" + edition + "/"};
}

Standing::Standing(std::filesystem::path output, const BuildRecord* last, bool all_lie_there)
    : output_(std::move(output)), last_(last), all_lie_there_(all_lie_there) {
  if (last_) before_ = groups_of(*last_);
}

const Group* Standing::find(std::string_view name, const Hash& key) const {
  const auto found = std::find_if(before_.begin(), before_.end(), [&](const Group& group) { return group.name == name && group.key == key; });
  return found == before_.end() ? nullptr : &*found;
}

bool Standing::lie_there(const Range& files) const {
  return all_lie_there_ || disturbed_outputs(output_, last_->outputs, files.first, files.second).empty();
}

const Group* Standing::take(std::string_view name, const Hash& key, const std::vector<std::string>& folders, Output& output) {
  const Group* const found = find(name, key);
  if (!found) return nullptr;
  std::vector<Range> ranges;
  for (const std::string& folder : folders) ranges.push_back(last_->outputs.below(folder));
  for (const std::string& path : found->shared) {
    const auto file = last_->outputs.find(path);
    if (!file) return nullptr;
    ranges.emplace_back(*file, *file + 1);
  }
  if (!std::all_of(ranges.begin(), ranges.end(), [this](const Range& files) { return lie_there(files); })) return nullptr;
  for (const auto& [first, end] : ranges) {
    for (std::size_t file = first; file < end; ++file) {
      output.keep(last_->outputs, file);
    }
  }
  groups_.push_back(*found);
  return found;
}

std::optional<std::set<std::string>> Standing::take_parts(std::string_view name, const Hash& key, std::map<std::string, Hash> now,
                                                          const IdOfPath& id_of, Output& output) {
  const Group* const found = find(name, key);
  Group group{std::string(name), key, {}, {}, {}, std::move(now)};
  const std::map<std::string, Hash>& parts = groups_.emplace_back(std::move(group)).parts;
  if (!found) return std::nullopt;
  const Range files = last_->outputs.below(name);
  if (!lie_there(files)) return std::nullopt;
  std::vector<std::pair<std::string, Hash>> others;
  std::set_symmetric_difference(found->parts.begin(), found->parts.end(), parts.begin(), parts.end(), std::back_inserter(others));
  std::set<std::string> changed;
  for (auto& [id, other] : others) changed.insert(std::move(id));
  for (std::size_t file = files.first; file < files.second; ++file) {
    if (!changed.contains(id_of(last_->outputs.path(file)))) output.keep(last_->outputs, file);
  }
  return changed;
}

std::string Standing::bytes() const {
  base::BinaryWriter out;
  out.number(groups_.size());
  for (const Group& group : groups_) write(out, group);
  return out.take();
}

}  // namespace kitei::cli
