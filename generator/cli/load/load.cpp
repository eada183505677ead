#include "cli/load/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "adapters/sha256.h"
#include "catalog/catalog.h"
#include "check/allowances.h"
#include "check/handbook.h"
#include "check/severity.h"
#include "cli/load/allowances.h"
#include "cli/load/compared_texts.h"
#include "cli/load/frozen_names.h"
#include "cli/machine/disk.h"
#include "cli/machine/world.h"
#include "cli/terminal/report.h"
#include "history/clauses.h"
#include "history/edition.h"
#include "history/freeze.h"
#include "history/record.h"
#include "history/unrevised.h"
#include "resolve/handbook.h"
#include "source/config.h"
#include "source/document.h"
#include "source/registers.h"
#include "source/soa.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

void move_under(std::string_view prefix, base::Diagnostics& diagnostics) {
  for (base::Diagnostic& diagnostic : diagnostics) diagnostic.path.insert(0, prefix);
}

}  // namespace

base::Read<model::Sources> read_registers_and_catalogs(const base::FileTree& files) {
  base::Read<model::Sources> out;
  const std::string* config = base::find_file(files, source::kConfigPath);
  base::Read<model::Config> read_config = source::read_config(config ? *config : std::string{});
  out.value.config = std::move(read_config.value);
  out.diagnostics = std::move(read_config.diagnostics);
  for (const auto& [path, bytes] : files) {
    if (!path.starts_with("catalogs/") || !is_yaml(path)) continue;
    base::Read<model::Catalog> read = catalog::read_catalog(path, bytes);
    base::append(out.diagnostics, std::move(read.diagnostics));
    if (!read.value.id.empty()) out.value.catalogs.push_back(std::move(read.value));
  }
  base::Read<model::Registers> registers = source::read_registers(files, out.value.config);
  base::append(out.diagnostics, std::move(registers.diagnostics));
  out.value.registers = std::move(registers.value);
  if (const std::string* soa = base::find_file(files, source::kSoaPath)) {
    base::Read<model::StatementOfApplicability> read = source::read_soa(*soa, out.value.config);
    base::append(out.diagnostics, std::move(read.diagnostics));
    out.value.soa = std::move(read.value);
  }
  return out;
}

namespace {

// One tree on its way to a resolved handbook.
struct Reading {
  const base::FileTree* files;
  std::string origin;
  source::PartSource parts;  // these files
  base::Read<model::Sources> sources{};
};

// Documents that others include, where documents are read one by one.
class IncludedTexts {
 public:
  explicit IncludedTexts(const fs::path& folder) : folder_(folder) {}

  // From any thread; stays until the end.
  const std::string* of(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    const auto [found, added] = texts_.try_emplace(path);
    if (added) found->second = read_file(folder_ / path);
    return &found->second;
  }

 private:
  const fs::path& folder_;
  std::map<std::string, std::string> texts_;
  std::mutex mutex_;
};

// Reads the documents of all trees at once, so that every core has work until the last file. Each is made where it stays.
// `loaded` is what they belong to; its inputs know the hashes of the working tree's files, or are told those of documents.
void read_all(std::vector<Reading>& trees, Loaded& loaded, const base::ForEach& for_each) {
  struct Job {
    std::size_t tree;
    std::size_t document;  // its place among those of the tree
    const std::string* path;
    const std::string* bytes;
    bool found = false;
    base::Diagnostics diagnostics{};
  };
  for_each(trees.size(), [&](std::size_t i) { trees[i].sources = read_registers_and_catalogs(*trees[i].files); });
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < trees.size(); ++i) {
    std::size_t documents = 0;
    for (const auto& [path, bytes] : *trees[i].files) {
      if (source::is_document_path(path)) jobs.push_back({i, documents++, &path, &bytes});
    }
    trees[i].sources.value.documents.resize(documents);
  }
  for_each(jobs.size(), [&](std::size_t i) {
    Job& job = jobs[i];
    Reading& tree = trees[job.tree];
    const bool on_disk = loaded.texts_on_disk && tree.origin.empty();
    const std::string own = on_disk ? read_file(loaded.folder / *job.path) : std::string();
    const std::string& bytes = on_disk ? own : *job.bytes;
    source::PartSource parts = tree.parts;
    if (const auto input = tree.origin.empty() ? loaded.inputs.find(*job.path) : std::nullopt) {
      if (on_disk) loaded.inputs.set(*input, loaded.inputs.stamp(*input), adapters::sha256(bytes));
      parts.sha256 = &loaded.inputs.hash(*input);
    }
    base::Read<std::optional<model::Document>> read = source::read_document(*job.path, bytes, tree.sources.value.config, parts);
    job.diagnostics = std::move(read.diagnostics);
    if (!read.value) return;
    job.found = true;
    read.value->origin = tree.origin;
    tree.sources.value.documents[job.document] = std::move(*read.value);
  });
  for (Job& job : jobs) base::append(trees[job.tree].sources.diagnostics, std::move(job.diagnostics));
  // What turned out to be no document leaves no gap.
  for (std::size_t i = 0, first = 0; i < trees.size(); ++i) {
    std::vector<model::Document>& documents = trees[i].sources.value.documents;
    std::size_t kept = 0;
    for (std::size_t from = 0; from < documents.size(); ++from) {
      if (!jobs[first + from].found) continue;
      if (kept != from) documents[kept] = std::move(documents[from]);
      ++kept;
    }
    first += documents.size();
    documents.resize(kept);
  }
}

void say_damaged(base::Language language) {
  say_note({"a frozen edition that an earlier build left in .kitei/ is damaged; it is read anew",
            ".kitei/ に残された発行版の控えが壊れているため、読み直します"}, language);
}

// A frozen edition that was kept, from its files; afterwards it counts as not kept.
model::Handbook read_anew(Loaded& loaded, std::size_t edition, const base::ForEach& for_each) {
  FrozenState& state = loaded.states[edition];
  const std::string folder = fmt::format("{}{}/", kEditions, loaded.frozen[edition].id);
  for (std::size_t i = 0; i < loaded.inputs.size(); ++i) {
    const std::string_view path = loaded.inputs.path(i);
    if (!path.starts_with(folder)) continue;
    std::string bytes = read_file(loaded.folder / path);
    if (path == folder + std::string(history::kEditionRecord)) {  // perhaps only a part of it was kept in sight
      loaded.frozen[edition].record = history::read_edition_record(bytes, path).value;
    } else {
      state.files.emplace(path.substr(folder.size()), std::move(bytes));
    }
  }
  state.kept = false;
  std::vector<Reading> trees{{&state.files, loaded.frozen[edition].id, {&state.files}, {}}};
  read_all(trees, loaded, for_each);
  const auto exists = [&](std::string_view path) { return state.files.contains(path); };
  return resolve::resolve_handbook(std::move(trees[0].sources.value), exists, for_each).value;
}

// Of one that was there in part.
void read_names(Loaded& loaded, std::size_t edition, const base::ForEach& for_each) {
  FrozenState& state = loaded.states[edition];
  state.in_part = false;
  loaded.frozen[edition].left_out.clear();
  model::Handbook& handbook = loaded.frozen[edition].handbook;
  EditionCache::Found found = EditionCache(loaded.output).find(state.key, EditionPart::Names);
  if (found.damaged) say_damaged(loaded.language);
  if (found.edition) {
    handbook = std::move(found.edition->handbook);
    state.diagnostics = std::move(found.edition->diagnostics);
    state.texts = std::move(found.edition->texts);
    state.facts = std::move(found.edition->facts);
  } else {
    handbook = read_anew(loaded, edition, for_each);
    state.facts = collect_facts(handbook);
    state.kept = true;  // by a build that knows what is to be said of it: the next one that reads everything
  }
}

fs::path canonical_form(const fs::path& path) { return path.empty() ? path : fs::weakly_canonical(path); }

// The place of `output` inside the handbook's tree, or "" when it lies elsewhere.
std::string output_inside(const fs::path& folder, const fs::path& output) {
  if (output.empty()) return {};
  const std::string relative = canonical_form(output).lexically_relative(canonical_form(folder)).generic_string();
  return relative.empty() || relative.starts_with("..") || relative == "." ? std::string{} : relative;
}

}  // namespace

const std::string* Loaded::file_of(std::string_view origin, std::string_view path) const {
  if (origin.empty()) return base::find_file(working_files, path);
  for (std::size_t i = 0; i < frozen.size(); ++i) {
    if (frozen[i].id != origin) continue;
    if (!states[i].kept) return base::find_file(states[i].files, path);
    const std::scoped_lock lock(*reading);
    if (const std::string* known = base::find_file(states[i].files, path)) return known;
    const std::string whole = fmt::format("{}{}/{}", kEditions, origin, path);
    if (!inputs.find(whole)) return nullptr;
    return &states[i].files.emplace(path, read_file(folder / whole)).first->second;
  }
  return nullptr;
}

const std::string* Loaded::source(std::string_view path, std::string& room) const {
  if (texts_on_disk && source::is_document_path(path) && working_files.contains(path)) {
    try {
      room = read_file(folder / path);
    } catch (const WorldError&) {
      return nullptr;  // gone meanwhile
    }
    return &room;
  }
  if (!is_frozen_path(path)) return base::find_file(working_files, path);
  const std::string_view inside = path.substr(kEditions.size());
  const auto slash = inside.find('/');
  return slash == std::string_view::npos ? nullptr : file_of(inside.substr(0, slash), inside.substr(slash + 1));
}

bool Loaded::read_texts(std::size_t edition, const base::ForEach& for_each, const std::function<bool(std::size_t document)>& wanted) {
  const bool in_part = states[edition].in_part;
  if (in_part) read_names(*this, edition, for_each);
  StoredTexts& texts = states[edition].texts;
  if (!texts.waiting()) return in_part;
  if (!texts.read_into(frozen[edition].handbook, wanted, for_each)) {
    say_damaged(language);
    model::Handbook anew = read_anew(*this, edition, for_each);
    if (anew.documents.size() != frozen[edition].handbook.documents.size()) throw WorldError(frozen[edition].id + ": changed meanwhile");
    put_in_place(frozen[edition].handbook, std::move(anew));
    texts = {};
  }
  return true;
}

void Loaded::read_cards(std::size_t edition, const base::ForEach& for_each) {
  if (states[edition].in_part) read_names(*this, edition, for_each);
  if (!states[edition].texts.read_cards(frozen[edition].handbook)) read_texts(edition, for_each);
}

TreeScan list_handbook(const fs::path& folder, const fs::path& output, const std::function<bool(std::string_view, TreeScan&)>& take_known) {
  const std::string inside = output_inside(folder, output);
  const auto skip = [&](std::string_view path) { return path == inside || path == "output" || path == "node_modules" || path == "build"; };
  return list_tree(folder, {skip, is_frozen_path, take_known});
}

TreeScan scan_handbook(const fs::path& folder, const fs::path& output, const base::ForEach& for_each) {
  TreeScan scan = list_handbook(folder, output);
  look_at_files(folder, scan, for_each);
  return scan;
}

int report_no_handbook(base::Language language) {
  const base::Message message{"kitei: no handbook.yaml here, above, or in ./content; --source names the handbook's folder",
                              "kitei: handbook.yaml が見つかりません。--source で規程集のフォルダーを指定してください"};
  fmt::print(stderr, "{}\n", message.in(language));
  return 2;
}

std::optional<Loaded> load_handbook(const LoadRequest& request, base::Language language, const base::ForEach& for_each) {
  const auto folder = find_handbook(request.source);
  if (!folder) {
    report_no_handbook(language);
    return std::nullopt;
  }
  Loaded loaded;
  loaded.folder = *folder;
  TreeScan scan = request.scan ? *request.scan : scan_handbook(*folder, request.output, for_each);
  loaded.frozen_stand = request.before && frozen_editions_stand(scan, request.before->inputs, request.before->frozen.size());
  const std::vector<model::Edition>& frozen = loaded.frozen_stand ? request.before->frozen : loaded.frozen;
  const std::vector<FrozenState>& states = loaded.frozen_stand ? request.before->states : loaded.states;
  Earlier earlier = request.earlier;
  if (loaded.frozen_stand) earlier.frozen = &request.before->inputs;
  SourceFiles files = read_sources(*folder, scan, earlier, request.texts, for_each);
  loaded.language = language;
  if (files.damaged) say_damaged(language);
  loaded.inputs = std::move(files.inputs);
  loaded.diagnostics = std::move(scan.diagnostics);
  std::set<std::string> refused;
  for (const base::Diagnostic& diagnostic : loaded.diagnostics) refused.insert(diagnostic.path);
  base::append(loaded.diagnostics, std::move(files.diagnostics));
  loaded.working_files = std::move(files.working);
  loaded.texts_on_disk = files.texts_on_disk;
  for (FrozenSource& source : files.frozen) {
    loaded.frozen.push_back(std::move(source.edition));
    loaded.states.push_back({source.key, source.kept, false, std::move(source.diagnostics), std::move(source.texts), std::move(source.facts), std::move(source.files)});
  }

  std::vector<Reading> trees;
  std::vector<std::size_t> frozen_trees;  // the editions of the first of `trees`
  for (std::size_t i = 0; i < loaded.frozen.size(); ++i) {
    if (loaded.states[i].kept) continue;
    trees.push_back({&loaded.states[i].files, loaded.frozen[i].id, {&loaded.states[i].files}, {}});
    frozen_trees.push_back(i);
  }
  trees.push_back({&loaded.working_files, "", {&loaded.working_files, &refused}, {}});
  IncludedTexts included(loaded.folder);
  if (loaded.texts_on_disk) trees.back().parts.document_text = [&](const std::string& path) { return included.of(path); };
  read_all(trees, loaded, for_each);
  // From here on every file is parsed.
  for (std::size_t i = 0; i < trees.size(); ++i) {
    base::Diagnostics& found = trees[i].sources.diagnostics;
    auto exists = [&](std::string_view path) { return trees[i].files->contains(path); };
    const bool working = i >= frozen_trees.size();
    base::Read<model::Handbook> handbook =
        resolve::resolve_handbook(std::move(trees[i].sources.value), exists, for_each, working ? &loaded.uses : nullptr);
    base::append(found, std::move(handbook.diagnostics));
    if (!working) {
      const std::size_t edition = frozen_trees[i];
      loaded.frozen[edition].handbook = std::move(handbook.value);
      loaded.states[edition].facts = collect_facts(loaded.frozen[edition].handbook);
      check::grade_frozen(found);
      move_under(fmt::format("{}{}/", kEditions, loaded.frozen[edition].id), found);
      base::append(loaded.states[edition].diagnostics, std::move(found));
    } else {
      loaded.working.handbook = std::move(handbook.value);
      loaded.working.id = loaded.config().edition.empty() ? "draft" : loaded.config().edition;
      base::append(loaded.diagnostics, std::move(found));
    }
  }
  for (const FrozenState& state : states) base::append(loaded.diagnostics, state.diagnostics);
  // Every reference has its target or a diagnostic; what is left to find are faults of content.
  loaded.today = today(request.as_of, loaded.config().utc_offset_minutes);
  base::Read<std::vector<model::Allowance>> allowances = read_allowances(loaded);
  base::append(loaded.diagnostics, std::move(allowances.diagnostics));
  loaded.depth = request.depth;
  loaded.allowances = std::move(allowances.value);
  const check::Depth depth = check::depth_for(loaded.allowances, loaded.config(), request.depth);
  const auto asset = [&](const std::string& path) { return base::find_file(loaded.working_files, path); };
  base::append(loaded.diagnostics, check::check_handbook(loaded.working.handbook, loaded.today, depth, for_each, asset));
  if (request.texts == Texts::OnDisk) read_compared_texts(loaded, for_each);  // a build
  history::Revisions revisions = history::check_revisions(loaded.working, loaded.working_files, frozen);
  base::append(loaded.diagnostics, std::move(revisions.diagnostics));
  loaded.working.carried_over = std::move(revisions.carried_over);
  base::append(loaded.diagnostics, history::check_edition_id(loaded.working.handbook, loaded.working_files, frozen));
  base::append(loaded.diagnostics, history::check_vanished(loaded.working.handbook, frozen));
  const std::vector<std::size_t> of_removed_clauses = history::editions_of_removed_clauses(
      loaded.working.handbook, frozen, [&](std::size_t i) -> const history::Addresses& { return states[i].facts.addresses; });
  for (const std::size_t edition : of_removed_clauses) {
    if (!loaded.frozen_stand) loaded.read_texts(edition, for_each);
  }
  if (!of_removed_clauses.empty()) base::append(loaded.diagnostics, history::check_removed_clauses(loaded.working.handbook, frozen));
  check::grade(loaded.diagnostics, loaded.config());
  loaded.before_allowances = found_where_allowed(loaded.diagnostics, loaded.allowances, loaded.config());
  loaded.diagnostics = check::reported(std::move(loaded.diagnostics), loaded.allowances, {loaded.config(), loaded.today, request.depth, request.strict});
  return loaded;
}

void take_frozen_editions(Loaded& loaded, Loaded& before) {
  loaded.frozen = std::exchange(before.frozen, {});
  loaded.states = std::exchange(before.states, {});
  loaded.frozen_stand = false;
}

void forget_texts(Loaded& loaded) {
  auto empty = [](base::FileTree& files) {
    for (auto& [path, bytes] : files) {
      if (source::is_document_path(path)) std::string().swap(bytes);
    }
  };
  empty(loaded.working_files);
  for (FrozenState& state : loaded.states) empty(state.files);
  for (model::Document& document : loaded.working.handbook.documents) document.positions = {};
}

void keep_editions(Loaded& loaded, const std::vector<model::TimelineEntry>& timeline, const fs::path& output, const base::ForEach& for_each) {
  const EditionCache cache(output);
  std::vector<WholeEdition> whole;
  for (std::size_t i = 0; i < loaded.frozen.size(); ++i) {
    if (!loaded.states[i].in_part) whole.push_back({loaded.frozen[i], loaded.states[i].key, loaded.states[i].facts});
  }
  for_each(loaded.frozen.size() + 1, [&](std::size_t i) {
    if (i == loaded.frozen.size()) {
      if (whole.size() == loaded.frozen.size()) keep_frozen_names(output, whole, timeline);
    } else if (!loaded.states[i].kept) {
      cache.store(loaded.states[i].key, loaded.frozen[i], loaded.states[i].diagnostics, loaded.states[i].facts);
    }
  });
  std::vector<Hash> keys;
  for (const FrozenState& state : loaded.states) keys.push_back(state.key);
  cache.keep_only(keys);
}

base::Read<std::optional<model::Document>> read_working_document(const Loaded& loaded, std::string_view path,
                                                                 std::string_view bytes) {
  return source::read_document(path, bytes, loaded.config(), {&loaded.working_files, nullptr});
}

}  // namespace kitei::cli
