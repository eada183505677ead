#include "cli/incremental/edit_cards.h"

#include <algorithm>
#include <atomic>

#include "adapters/sha256.h"
#include "cli/incremental/edit_surroundings.h"
#include "cli/load/sources.h"
#include "cli/machine/world.h"
#include "cli/output/standing.h"
#include "cli/terminal/report.h"
#include "history/timeline.h"

namespace kitei::cli {
namespace {

void read_inputs(const LastBuild& last, FileTable& inputs) {
  const FileTable& sources = last.record()->sources;
  std::size_t before = 0;  // both are in the order of paths
  for (const FoundFile& file : last.sources().files) {
    while (before < sources.size() && sources.path(before) < file.path) ++before;
    const bool known = before < sources.size() && sources.path(before) == file.path;
    inputs.add(file.path, file.stamp, known ? sources.hash(before) : Hash{});
  }
  for (const auto* list : {&last.edited_sources().changed, &last.edited_sources().added}) {
    for (const std::string& path : *list) {
      const std::size_t input = *inputs.find(path);
      inputs.set(input, inputs.stamp(input), adapters::sha256(read_file(last.handbook() / path)));
    }
  }
}

// Only as an earlier build kept them, and where latest/ shows them and not the draft.
bool read_frozen(const LastBuild& last, const base::ForEach& for_each, Loaded& loaded) {
  const std::vector<Group> groups = groups_of(*last.record());
  for (std::size_t i = 0; i < loaded.config().sites.size(); ++i) {
    const std::string latest = site_folder(loaded.config(), i) + "/latest/";
    if (std::none_of(groups.begin(), groups.end(), [&](const Group& group) { return group.name == latest; })) return false;
  }
  auto kept = kept_editions(last.sources(), loaded.inputs, last.output(), EditionPart::Cards, for_each);
  if (!kept) return false;
  loaded.timeline = std::move(kept->timeline);
  for (FrozenSource& source : kept->editions) {
    if (source.edition.id == loaded.working.id) return false;  // the draft would go under another name
    loaded.frozen.push_back(std::move(source.edition));
    loaded.states.push_back({source.key, true, source.in_part, std::move(source.diagnostics), std::move(source.texts), std::move(source.facts), {}});
  }
  if (!loaded.timeline) loaded.timeline = history::build_timeline(loaded.frozen);
  // The working tree is compared with the newest one; of the others we ask the names.
  if (!loaded.frozen.empty()) loaded.read_cards(loaded.frozen.size() - 1, for_each);
  return true;
}

void say_damaged(base::Language language) {
  say_note({"what the last build kept of documents in .kitei/ is damaged; all of them are read anew",
            ".kitei/ に残した文書の控えが壊れているため、すべて読み直します"}, language);
}

bool read_documents(Cards& cards, const base::ForEach& for_each) {
  const std::size_t count = cards.store.size();
  std::vector<model::Document>& documents = cards.loaded.working.handbook.documents;
  documents.resize(count);
  cards.uses.resize(count);
  cards.files.resize(count);
  cards.beside_newest.resize(count);
  std::atomic<bool> good{true}, unrevised{false};
  constexpr std::size_t kRun = 64;
  for_each((count + kRun - 1) / kRun, [&](std::size_t run) {
    for (std::size_t i = run * kRun; i < std::min(count, (run + 1) * kRun); ++i) {
      auto card = cards.store.card(i);
      if (!card) {
        good = false;
        return;
      }
      documents[i] = std::move(card->document);
      cards.uses[i] = std::move(card->uses);
      cards.files[i] = std::move(card->files);
      cards.beside_newest[i] = card->beside_newest;
      if (card->is_unrevised) unrevised = true;
    }
  });
  cards.are_unrevised = unrevised;
  return good;
}

}  // namespace

std::optional<Cards> read_cards(const Parts& parts, const LastBuild& last, base::Language language, const base::ForEach& for_each) {
  bool damaged = false;
  auto surroundings = read_surroundings(parts, last, damaged);
  if (damaged) say_damaged(language);
  if (!surroundings) return std::nullopt;
  Cards cards;
  Loaded& loaded = cards.loaded;
  loaded.working_files = std::move(surroundings->files);
  loaded.working.handbook = std::move(surroundings->handbook);
  cards.store = std::move(surroundings->store);
  cards.registers = std::move(surroundings->registers);
  loaded.working.id = loaded.config().edition.empty() ? "draft" : loaded.config().edition;
  loaded.folder = last.handbook();
  loaded.output = last.output();
  loaded.language = language;
  loaded.today = last.record()->today;
  loaded.depth = check::Depth::Faults;
  loaded.texts_on_disk = true;
  read_inputs(last, loaded.inputs);
  bool frozen_are_read = true, documents_are_read = false;  // neither needs the other
  for_each(2, [&](std::size_t i) {
    if (i == 1) {
      documents_are_read = read_documents(cards, for_each);
    } else if (surroundings->beside_frozen) {
      frozen_are_read = read_frozen(last, for_each, loaded);
    }
  });
  if (!frozen_are_read) return std::nullopt;
  if (!documents_are_read) {
    for (std::size_t i = 0; i < cards.store.size() && !damaged; ++i) damaged = cards.store.is_damaged(i);
    if (damaged) say_damaged(language);
    return std::nullopt;
  }
  resolve::index_ids(loaded.working.handbook);
  resolve::index_links(loaded.working.handbook, cards.uses, for_each);
  return cards;
}

}  // namespace kitei::cli
