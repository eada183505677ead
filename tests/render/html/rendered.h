// The pages of the sample, rendered, and what tests look for in them.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "render/html/sample.h"

namespace kitei::test {

using Files = std::map<std::string, std::string>;  // path → page

// Every page of the site. A diagnostic, or two pages at one address, fail the test.
Files render_all(const render::html::SiteInput& input, const render::html::Templates& templates);

// Rendered once: the sample is the same for every test that only reads it.
const Files& sample_files();
const std::string& page_at(const std::string& path);  // of them; fails the test where there is none

bool has(const std::string& text, std::string_view part);

// The first group of each match.
std::vector<std::string> matches(const std::string& text, const char* pattern);

}  // namespace kitei::test
