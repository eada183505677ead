#include "cli/output/word_key.h"

#include <catch2/catch.hpp>

#include "render/docx/document.h"
#include "render/docx/media.h"
#include "render/docx/sample.h"

using namespace kitei;
namespace docx = render::docx;

namespace {

struct State {
  model::Handbook handbook = sample::handbook();
  base::FileTree files = sample::assets();
  docx::DocxOptions options = sample::options();
  std::set<std::string> carried_over;

  State() {
    options.today = base::parse_date("2026-06-01");
    options.draft = true;
  }
  docx::DocxOptions with_files() const {
    docx::DocxOptions with = options;
    with.carried_over = &carried_over;
    with.asset = [this](const std::string&, const std::string& path) { return base::find_file(files, path); };
    return with;
  }
  docx::Input input(std::size_t document) const { return docx::input_of(handbook, handbook.documents[document], with_files()); }
  docx::Input binder() const { return docx::binder_input(handbook, with_files()); }
  cli::Hash binder_key() const {
    std::vector<cli::Hash> keys;
    for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
      if (handbook.documents[i].status != model::Status::Retired) keys.push_back(cli::word_key(input(i)));
    }
    return cli::binder_key(docx::common_input(handbook, with_files()), keys);
  }
};

// What a change is to reach: the file of the procedure (it leads to the regulation, and shows pictures and controls), the binder.
enum class Reaches { Nothing, Binder, Both };

struct Change {
  std::string name;
  Reaches reaches;
  void (*make)(State&);
};

constexpr std::size_t kRegulation = 0, kProcedure = 1, kHostile = 2;

model::Heading& heading_of(State& state, std::size_t document) {
  for (model::Block& block : state.handbook.documents[document].body.blocks) {
    if (auto* heading = base::get_if<model::Heading>(&block.node)) return *heading;
  }
  throw std::logic_error("no heading");
}

const std::vector<Change> kChanges{
    {"its own title", Reaches::Both, [](State& s) { s.handbook.documents[kProcedure].title += "改"; }},
    {"its owner", Reaches::Both, [](State& s) { s.handbook.documents[kProcedure].owner = "別の担当"; }},
    {"a control of its own", Reaches::Both, [](State& s) { s.handbook.documents[kProcedure].controls.clear(); }},
    {"its text", Reaches::Both, [](State& s) { s.handbook.documents[kProcedure].body.blocks.pop_back(); }},
    {"a title that it shows", Reaches::Both, [](State& s) { s.handbook.documents[kRegulation].title += "改"; }},
    {"a number that it shows", Reaches::Both, [](State& s) { s.handbook.documents[kRegulation].number = "規程-99"; }},
    {"the text of the other one", Reaches::Binder, [](State& s) { s.handbook.documents[kRegulation].body.blocks.pop_back(); }},
    {"the title of one that it does not name", Reaches::Binder, [](State& s) { s.handbook.documents[kHostile].title += "改"; }},
    {"a document goes", Reaches::Binder, [](State& s) { s.handbook.documents.pop_back(); }},
    {"one that it names is retired", Reaches::Binder, [](State& s) { s.handbook.documents[kRegulation].status = model::Status::Retired; }},
    {"it is carried over", Reaches::Both, [](State& s) { s.carried_over.insert("tj-01"); }},
    {"the other one is carried over", Reaches::Binder, [](State& s) { s.carried_over.insert("kt-04"); }},
    {"the title of a control", Reaches::Both, [](State& s) { s.handbook.catalogs[0].controls[0].title += "改"; }},
    {"the title of a catalogue", Reaches::Both, [](State& s) { s.handbook.catalogs[0].title += "改"; }},
    {"a control that nobody has", Reaches::Nothing, [](State& s) { s.handbook.catalogs[0].controls.push_back({"9.99", "別", {}, {}, 0, {}, {}, 0, {}, {}}); }},
    {"a picture", Reaches::Both, [](State& s) { s.files["assets/shot.png"] += "."; }},
    {"a raster beside a drawing", Reaches::Both, [](State& s) { s.files["assets/flow.png"] = docx::svg_stand_in(); }},
    {"a raster beside what Word cannot show", Reaches::Both, [](State& s) { s.files["assets/photo.jpg"] = docx::svg_stand_in(); }},
    {"a picture that nobody shows", Reaches::Nothing, [](State& s) { s.files["assets/other.png"] = docx::svg_stand_in(); }},
    {"a register", Reaches::Nothing, [](State& s) { s.handbook.registers.terms.push_back({"語", "ご", "説明", {}, {}}); }},
    {"the title of the handbook", Reaches::Both, [](State& s) { s.handbook.config.title += "改"; }},
    {"the organisation", Reaches::Both, [](State& s) { s.handbook.config.organisation += "改"; }},
    {"the name of a kind", Reaches::Both, [](State& s) { for (auto& kind : s.handbook.config.kinds) kind.label.ja += "改"; }},
    {"the numbering of a kind", Reaches::Both, [](State& s) { for (auto& kind : s.handbook.config.kinds) kind.numbering = model::Scheme::None; }},
    {"the name of a classification", Reaches::Both, [](State& s) { for (auto& each : s.handbook.config.classifications) each.label += "改"; }},
    {"the boxes of approvals", Reaches::Both, [](State& s) { s.handbook.config.approval_boxes = {"起案", "決裁"}; }},
    {"a variable", Reaches::Nothing, [](State& s) { s.handbook.config.variables["days"] = "30"; }},
    {"a pack", Reaches::Nothing, [](State& s) { s.handbook.config.packs.push_back({"all", "staff", "配布", {}, false}); }},
    {"the folders of a kind", Reaches::Nothing, [](State& s) { for (auto& kind : s.handbook.config.kinds) kind.folders.push_back("別"); }},
    {"the edition", Reaches::Both, [](State& s) { s.options.edition = "2027.1"; }},
    {"the status of the edition", Reaches::Both, [](State& s) { s.options.draft = false; }},
    {"a line of status", Reaches::Both, [](State& s) { s.options.status_line = "施行中"; }},
    {"the language", Reaches::Both, [](State& s) { s.options.language = base::Language::English; }},
    {"a printed word", Reaches::Both, [](State& s) { s.options.texts["closing"] = "終"; }},
    {"the day, when no clause waits for one", Reaches::Nothing, [](State& s) { s.options.today = base::parse_date("2030-01-01"); }},
    {"a clause that waits for its day", Reaches::Both, [](State& s) { heading_of(s, kProcedure).duty.edit().effective = base::parse_date("2027-01-01"); }},
};

}  // namespace

TEST_CASE("a Word file has another key when something changes that it shows, and only then") {
  const State before;
  const cli::Hash key = cli::word_key(before.input(kProcedure)), binder_key = before.binder_key();
  const std::string bytes = docx::write_file(before.input(kProcedure)), binder = docx::write_file(before.binder());
  for (const Change& change : kChanges) {
    INFO(change.name);
    State after;
    change.make(after);
    CHECK((cli::word_key(after.input(kProcedure)) != key) == (change.reaches == Reaches::Both));
    CHECK((after.binder_key() != binder_key) == (change.reaches != Reaches::Nothing));
    // The same key has the same bytes.
    if (change.reaches != Reaches::Both) CHECK(docx::write_file(after.input(kProcedure)) == bytes);
    if (change.reaches == Reaches::Nothing) CHECK(docx::write_file(after.binder()) == binder);
  }
}

TEST_CASE("the day counts for files with a clause that waits for it") {
  State state;
  heading_of(state, kProcedure).duty.edit().effective = base::parse_date("2027-01-01");
  const cli::Hash before = cli::word_key(state.input(kProcedure)), other = cli::word_key(state.input(kRegulation)), binder = state.binder_key();
  state.options.today = base::parse_date("2027-01-01");
  CHECK(cli::word_key(state.input(kProcedure)) != before);
  CHECK(cli::word_key(state.input(kRegulation)) == other);
  CHECK(state.binder_key() != binder);
}

TEST_CASE("the templates are in the key of a Word file") {
  State state;
  docx::DocxTemplates other = sample::templates();
  other.hash[0] ^= 1;
  const cli::Hash before = cli::word_key(state.input(kProcedure));
  state.options.templates = &other;
  CHECK(cli::word_key(state.input(kProcedure)) != before);
}

TEST_CASE("documents in another order are another binder") {
  const State state;
  const docx::Input common = docx::common_input(state.handbook, state.with_files());
  const cli::Hash a = cli::word_key(state.input(0)), b = cli::word_key(state.input(1));
  CHECK(cli::binder_key(common, {a, b}) != cli::binder_key(common, {b, a}));
  CHECK(cli::binder_key(common, {a}) != a);
}
