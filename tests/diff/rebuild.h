// For tests: a comparison back into the two texts, from its runs and rows alone wherever there are some; text that does
// not depend on how words are split into nodes; and runs in a form that a table of cases can hold.
#pragma once
#include <string>
#include <vector>

#include "model/change.h"

namespace kitei::test {

enum class Which { Old, New };

model::Inlines rebuild(const std::vector<model::Run>& runs, Which side);
model::Blocks rebuild(const std::vector<model::ClauseChange>& changes, Which side);

// Joins texts that stand side by side, and neighbours in the same markup; a SoftBreak is a blank.
model::Inlines normalised(const model::Inlines& inlines);
model::Blocks normalised(model::Blocks blocks);

// "毎年[-4-]{+6+}月に**実施**する": markup as in Markdown, [text](url), `code`, ⟦reference⟧.
std::string show(const model::Inlines& inlines);
std::string show(const std::vector<model::Run>& runs);
// One line for each row, insides indented: "= …", "~ …" with runs, "- …", "+ …", "< …" (moved away), "> …" (moved
// here).
std::string show(const std::vector<model::ClauseChange>& changes);

// Inlines of that small notation: **bold**, `code`, [text](url), plain text.
model::Inlines inlines(std::string_view text);
model::Block paragraph(std::string_view text);
model::Block heading(unsigned level, std::string_view text, std::string_view address = "");

}  // namespace kitei::test
