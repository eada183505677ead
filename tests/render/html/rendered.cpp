#include "render/html/rendered.h"

#include <catch2/catch.hpp>
#include <regex>

namespace kitei::test {

Files render_all(const render::html::SiteInput& input, const render::html::Templates& templates) {
  Files files;
  auto add = [&](std::string path, base::Read<std::string> read) {
    INFO(path);
    for (const base::Diagnostic& d : read.diagnostics) {
      FAIL_CHECK(d.path << ":" << d.position.line << ":" << d.position.column << ": " << d.message.en);
    }
    CHECK(files.emplace(std::move(path), std::move(read.value)).second);
  };
  for (const render::html::Page& page : render::html::plan_pages(input, templates)) {
    add(std::string(page.path), page.render());
    if (page.has_twin()) add(page.twin_path(), page.render_twin());
  }
  return files;
}

const Files& sample_files() {
  static const Sample sample = make_sample();
  static const Files files = render_all(sample.input(), sample.templates);
  return files;
}

const std::string& page_at(const std::string& path) {
  const auto found = sample_files().find(path);
  if (found == sample_files().end()) FAIL("no page " << path);
  return found->second;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::vector<std::string> matches(const std::string& text, const char* pattern) {
  std::vector<std::string> found;
  const std::regex regex(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) found.push_back((*at)[1]);
  return found;
}

}  // namespace kitei::test
