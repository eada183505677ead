// Every example of the GFM specification through the reader and the writer together. The specification is not part of
// the project; it is read from `gfm-spec.json` beside the repository or under $KITEI_SHARED.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "render/html/body.h"
#include "source/body.h"

namespace {

using namespace kitei;

struct Example {
  int number = 0;
  std::string section;
  std::string markdown;
  std::string html;
};

std::optional<std::vector<Example>> read_examples() {
  std::vector<std::string> paths;
  if (const char* shared = std::getenv("KITEI_SHARED")) paths.push_back(std::string(shared) + "/data/gfm-spec.json");
  paths.push_back(std::string(KITEI_TESTS_DIR) + "/../../shared/data/gfm-spec.json");
  for (const std::string& path : paths) {
    std::ifstream file(path);
    if (!file) continue;
    std::vector<Example> examples;
    for (const auto& entry : nlohmann::json::parse(file)) {
      examples.push_back({entry.at("n"), entry.at("section"), entry.at("markdown"), entry.at("html")});
    }
    return examples;
  }
  return std::nullopt;
}

// Raw HTML is off in kitei: allowed tags are kept, comments dropped, the rest is shown as text. These sections are
// about it.
bool is_about_raw_html(const std::string& section) {
  return section == "HTML blocks" || section == "Raw HTML" || section == "Disallowed Raw HTML (extension)";
}

// Where kitei prints something else, and why. An entry that begins to match is an error too.
const std::string kTag = "a raw HTML tag is shown as text";
const std::string kComment = "an HTML comment is dropped";
const std::string kBareUrl =
    "the example is for the specification without its autolink extension, which says the opposite";
const std::map<int, std::string> kDeviations{
    {170, kTag},     {288, kComment}, {289, kComment}, {317, kTag}, {327, kTag}, {354, kTag}, {484, kTag},
    {485, kTag},     {486, kTag},     {500, kTag},     {503, kTag}, {532, kTag}, {544, kTag}, {610, kBareUrl},
    {616, kBareUrl}, {619, kBareUrl}, {620, kBareUrl}, {663, kTag}, {664, kTag},
};

std::string render_example(const std::string& markdown) {
  source::BodyOptions options;
  options.dialect = source::Dialect::Plain;
  options.path = "example.md";
  return render::html::render_body(source::read_body(markdown, options).value, {});
}

}  // namespace

TEST_CASE("the examples of the GFM specification come out as specified") {
  const auto examples = read_examples();
  if (!examples) {
    WARN("gfm-spec.json is not here: the examples of the specification were not tried");
    return;
  }
  REQUIRE(examples->size() > 600);
  int tried = 0;
  for (const Example& example : *examples) {
    if (is_about_raw_html(example.section)) continue;
    INFO("example " << example.number << ", " << example.section << "\n" << example.markdown);
    const std::string html = render_example(example.markdown);
    if (kDeviations.contains(example.number)) {
      INFO("listed as a deviation: " << kDeviations.at(example.number));
      CHECK(html != example.html);
      continue;
    }
    CHECK(html == example.html);
    ++tried;
  }
  CHECK(tried > 550);
}
