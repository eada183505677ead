// One source, both writers: every golden/NAME.md is read, resolved in the small handbook of golden/handbook/, and written
// as HTML (NAME.html, a page's body) and as WordprocessingML (NAME.xml, the body and the notes). What an author would be
// told about it stands in NAME.txt, which is missing where there is nothing to tell.
// KITEI_UPDATE_GOLDEN=1 writes the expected files; KITEI_GOLDEN=NAME looks at one case only.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "adapters/xml.h"
#include "golden/read_handbook.h"
#include "render/docx/blocks.h"
#include "render/docx/templates.h"
#include "render/html/body.h"
#include "render/html/urls.h"
#include "support/diagnostics.h"

using namespace kitei;
namespace fs = std::filesystem;
namespace docx = render::docx;
namespace html = render::html;

namespace {

const fs::path kFolder = fs::path(KITEI_TESTS_DIR) / "golden";

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

struct Case {
  base::FileTree files;  // of the small handbook
  model::Handbook handbook;
  const model::Document* document = nullptr;
  base::Diagnostics diagnostics;
};

// The handbook with the case as one more document.
Case read_case(const fs::path& path) {
  Case out;
  out.files = tests::read_tree(kFolder / "handbook");
  const std::string name = path.stem().string() + ".md";
  out.files[name] = read_file(path);
  base::Read<model::Handbook> read = tests::read_handbook(out.files);
  out.handbook = std::move(read.value);
  out.diagnostics = std::move(read.diagnostics);
  for (const model::Document& document : out.handbook.documents) {
    if (document.path == name) out.document = &document;
  }
  REQUIRE(out.document);
  return out;
}

std::string html_of(const Case& test) {
  html::BodyOptions options;
  options.mode = html::BodyMode::Page;
  options.language = test.handbook.config.language;
  options.today = base::parse_date("2026-06-01");
  options.href = [&](const model::Target& target) -> std::string {
    switch (target.kind) {
      case model::TargetKind::Document: {
        const model::Document* document = test.handbook.find(target.id);
        if (!document) return {};
        return html::href(test.handbook.page_of(*test.document), test.handbook.page_of(*document), target.address.text);
      }
      case model::TargetKind::Asset: return "assets:" + target.id;
      case model::TargetKind::Control: return "control:" + target.id;
      case model::TargetKind::Record: return "record:" + target.id;
      case model::TargetKind::Law: return "law:" + target.id;
      case model::TargetKind::Term: return "term:" + target.id;
      case model::TargetKind::None:
      case model::TargetKind::External:
      case model::TargetKind::Withheld: break;
    }
    return {};
  };
  options.image_source = [](const model::Image& image) { return "../" + image.target.id; };
  options.image_size = [&](const model::Image& image) -> std::optional<base::ImageSize> {
    const std::string* bytes = base::find_file(test.files, image.target.id);
    return bytes ? base::image_size(*bytes) : std::nullopt;
  };
  return html::render_body(test.document->body, options);
}

const docx::DocxTemplates& docx_templates() {
  static const docx::DocxTemplates kTemplates =
      docx::compile_templates(tests::read_tree(fs::path(KITEI_TESTS_DIR) / "../templates/docx")).value;
  return kTemplates;
}

// One element a line, so that a difference can be read. Text stays where it is.
std::string by_lines(const std::string& xml) {
  std::string out;
  for (std::size_t i = 0; i < xml.size(); ++i) {
    out += xml[i];
    if (xml[i] == '>' && i + 1 < xml.size() && xml[i + 1] == '<') out += '\n';
  }
  return out + "\n";
}

std::string xml_of(const Case& test) {
  docx::DocxOptions options;
  options.edition = "2026.1";
  options.language = test.handbook.config.language;
  options.templates = &docx_templates();
  options.today = base::parse_date("2026-06-01");
  options.asset = [&](const std::string&, const std::string& path) { return base::find_file(test.files, path); };
  const docx::Input input = docx::input_of(test.handbook, *test.document, options);
  docx::Output output(input);
  docx::DocumentState state = docx::begin_document(output, *test.document);
  docx::Scope scope{output, state, output.body, docx::Region::Body, options.templates->page.text_width(), 0, 0};
  docx::write_blocks(scope, test.document->body.blocks);
  const std::string story = "<story>" + output.body.xml.take() + output.notes.xml.take() + "</story>";
  CHECK(adapters::xml::parse(story).root.has_value());
  return by_lines(story);
}

void compare(const fs::path& path, const std::string& actual) {
  if (std::getenv("KITEI_UPDATE_GOLDEN")) {
    if (actual.empty()) {
      fs::remove(path);
    } else {
      std::ofstream(path, std::ios::binary) << actual;
    }
    return;
  }
  INFO(path.string());
  CHECK(actual == read_file(path));
}

}  // namespace

TEST_CASE("each construct is written as its golden files, on the web and in Word") {
  const char* only = std::getenv("KITEI_GOLDEN");
  std::set<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".md" && entry.path().stem() != "README") cases.insert(entry.path());
  }
  REQUIRE(!cases.empty());
  for (fs::path path : cases) {
    if (only && path.stem() != only) continue;
    INFO(path.string());
    const Case test = read_case(path);
    compare(path.replace_extension(".txt"), tests::shown(test.diagnostics));
    compare(path.replace_extension(".html"), html_of(test));
    compare(path.replace_extension(".xml"), xml_of(test));
  }
}

TEST_CASE("no expected file is left without its source") {
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const std::string kind = entry.path().extension().string();
    if (kind != ".html" && kind != ".xml" && kind != ".txt") continue;
    INFO(entry.path().string());
    CHECK(fs::exists(fs::path(entry.path()).replace_extension(".md")));
  }
}
