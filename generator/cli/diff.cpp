// `kitei diff FROM TO [DOC…]`: what changed between two states of the handbook, or two versions of a document. A state is an
// edition, a day, or the working tree. The exit status does not say whether they differ.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <deque>

#include "cli/commands.h"
#include "cli/load/load.h"
#include "cli/machine/parallel.h"
#include "cli/machine/world.h"
#include "diff/document.h"
#include "export/change_text.h"
#include "history/timeline.h"
#include "resolve/handbook.h"

namespace kitei::cli {
namespace {

// One side of the comparison: a whole edition, or one document of it.
struct Side {
  const model::Edition* edition = nullptr;
  const model::Document* document = nullptr;
};

class Sides {
 public:
  explicit Sides(const Loaded& loaded) : loaded_(loaded) {}

  // Nothing when `name` names no state.
  std::optional<Side> find(const std::string& name) {
    if (name == "working") return Side{&loaded_.working, nullptr};
    for (const model::Edition& edition : loaded_.frozen) {
      if (edition.id == name) return Side{&edition, nullptr};
    }
    if (const auto date = base::parse_date(name)) return day(name, *date);
    const auto at = name.rfind('@');
    return at == std::string::npos ? std::nullopt : version(name.substr(0, at), model::parse_version(name.substr(at + 1)));
  }

 private:
  std::optional<Side> day(const std::string& name, base::Date date) {
    auto sources = history::compose_in_force(loaded_.frozen, history::build_timeline(loaded_.frozen), date);
    model::Edition& edition = composed_.emplace_back();
    edition.id = name;
    if (sources) {
      edition.handbook =
          resolve::resolve_handbook(std::move(*sources), [](std::string_view) { return true; }, base::in_order).value;
    }
    return Side{&edition, nullptr};
  }

  std::optional<Side> version(const std::string& id, const model::Version& version) {
    auto holds = [&](const model::Edition& edition) {
      const model::Document* document = edition.handbook.find(id);
      return document && document->version == version ? document : nullptr;
    };
    if (const model::Document* document = holds(loaded_.working)) return Side{&loaded_.working, document};
    for (auto edition = loaded_.frozen.rbegin(); edition != loaded_.frozen.rend(); ++edition) {
      if (const model::Document* document = holds(*edition)) return Side{&*edition, document};
    }
    return std::nullopt;
  }

  const Loaded& loaded_;
  std::deque<model::Edition> composed_;  // addresses stay
};

}  // namespace

int run_diff(const Arguments& arguments, base::Language language) {
  const auto handbook = find_handbook(arguments.source);
  const auto loaded =
      load_handbook({arguments.source, handbook ? default_output(*handbook) : std::filesystem::path(), std::nullopt, false}, language,
                    parallel(0));
  if (!loaded) return 2;
  Sides sides(*loaded);
  std::vector<Side> found;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto side = sides.find(arguments.names[i]);
    if (!side) {
      const base::Message message{fmt::format("kitei diff: '{}' is no edition, day, `working`, or DOC@VERSION that is held somewhere", arguments.names[i]),
                                  fmt::format("kitei diff: 「{}」は発行版・日付・working・文書ID@版数のいずれでもありません", arguments.names[i])};
      fmt::print(stderr, "{}\n", message.in(language));
      return 2;
    }
    found.push_back(*side);
  }
  model::EditionChange change;
  if (found[0].document || found[1].document) {
    const std::string id = (found[0].document ? found[0].document : found[1].document)->id.text.str();
    const model::Document* before = found[0].document ? found[0].document : found[0].edition->handbook.find(id);
    const model::Document* after = found[1].document ? found[1].document : found[1].edition->handbook.find(id);
    if (before && after) change.documents.push_back(diff::diff_documents(*before, *after));
    else if (after) change.documents.push_back(diff::added_document(*after));
    else if (before) change.documents.push_back(diff::removed_document(*before));
    std::erase_if(change.documents, [](const model::DocumentChange& d) { return d.kind == model::ChangeKind::Same; });
  } else {
    change = diff::diff_editions(*found[0].edition, *found[1].edition);
  }
  change.from = arguments.names[0];
  change.to = arguments.names[1];
  if (arguments.names.size() > 2) {
    std::erase_if(change.documents, [&](const model::DocumentChange& document) {
      return std::none_of(arguments.names.begin() + 2, arguments.names.end(), [&](const std::string& name) {
        return model::DocumentId{name}.folded() == document.id.folded();
      });
    });
  }
  const std::string text = exports::change_text(change, language);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}

}  // namespace kitei::cli
