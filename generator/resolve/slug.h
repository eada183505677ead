// The automatic address of a heading: GitHub's rule on its text.
#pragma once
#include <map>
#include <string>
#include <string_view>

namespace kitei::resolve {

// NFC, lower case; letters, digits, marks, '-' and '_' stay, blanks become '-', everything else goes. "section" when
// nothing is left.
std::string slug(std::string_view heading_text);

// `wanted`, or wanted-1, wanted-2 …: the first that `taken` does not hold; it is added to `taken`, which remembers for each
// name the last number that was tried.
std::string unique_slug(std::string_view wanted, std::map<std::string, unsigned>& taken);

}  // namespace kitei::resolve
