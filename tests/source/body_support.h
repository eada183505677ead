// Helpers for the tests of source/body: a tree as one line of text, findings as lines.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "model/block.h"
#include "source/body.h"

namespace kitei::testing {

// strong[…], link(url)[…], text as it is, '/' for a soft break, '\' for a hard one, @{kind name#address@version} …
std::string shown(const model::Inlines& inlines);
// p[…] h2{#id}[…] ul[…] table[…]…, separated by blanks.
std::string shown(const model::Blocks& blocks);

// "line:column code: message" on a line each.
std::string findings(const base::Diagnostics& diagnostics);

struct Result {
  std::string blocks;
  std::string findings;
};
Result read(std::string_view markdown, source::Dialect dialect = source::Dialect::Handbook);

// Variables that `read` knows.
const std::map<std::string, std::string>& variables();

}  // namespace kitei::testing
