#include "cli/incremental/edit_comparisons.h"

#include <algorithm>

#include "cli/output/plan.h"
#include "cli/output/site.h"
#include "cli/output/standing.h"
#include "render/html/urls.h"

namespace kitei::cli {
namespace {

bool brings_other_names(const model::Document* before, const model::Document* after) {
  if (!before || !after) return !(before ? before : after)->aliases.empty();
  return before->aliases != after->aliases;
}

}  // namespace

EditComparisons::EditComparisons(const Loaded& loaded, const BuildRecord& last, bool anew) : loaded_(loaded) {
  if (anew || loaded.frozen.empty()) return;
  std::vector<Group> groups = groups_of(last);
  for (std::size_t i = 0; i < loaded.config().sites.size(); ++i) {
    const std::string folder = site_folder(loaded.config(), i) + "/";
    const std::string name = folder + comparison_folder(loaded.frozen.back(), loaded.working);
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& each) { return each.name == name; });
    if (group != groups.end()) found_.emplace(folder, std::move(group->changes));
  }
}

void EditComparisons::look_at(const DocumentChanges& edited) {
  const std::vector<model::Document>& before = loaded_.working.handbook.documents;
  some_left_ = some_left_ || !edited.gone.empty();
  for (const std::size_t gone : edited.gone) other_names_ = other_names_ || brings_other_names(&before[gone], nullptr);
  for (const DocumentChange& each : edited.documents) {
    const model::Document* then = each.before ? &before[*each.before] : nullptr;
    other_names_ = other_names_ || brings_other_names(then, &each.document);
    some_left_ = some_left_ || (then && then->id.folded() != each.document.id.folded());
  }
}

std::map<std::string, model::DocumentChange, std::less<>> EditComparisons::of_site(const std::string& folder, const model::Edition& seen,
                                                                                  const std::vector<char>& texts) const {
  std::map<std::string, model::DocumentChange, std::less<>> changes;
  if (!stand()) return changes;
  const auto path_of = [&](const model::DocumentId& id) { return render::html::redline_path(loaded_.frozen.back().id, seen.id, id); };
  for (const model::DocumentChange& change : found_.at(folder)) {
    const model::Document* now = seen.handbook.find_own(change.id.folded());
    const bool stands = now ? !texts[static_cast<std::size_t>(now - seen.handbook.documents.data())] : change.kind == model::ChangeKind::Removed;
    if (stands) changes.emplace(path_of(change.id), change);
  }
  return changes;
}

}  // namespace kitei::cli
