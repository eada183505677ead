// Tables as CSV that a spreadsheet opens as they are: UTF-8 with a byte order mark (else Excel guesses the encoding),
// CRLF, quotes where needed. A cell that a spreadsheet would take for a formula gets an apostrophe before it, since the
// texts come from many hands.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/handbook.h"

namespace kitei::exports {

using CsvRow = std::vector<std::string>;

std::string csv(const std::vector<CsvRow>& rows);

// The statement of applicability: one row for each control of its catalogue, in the catalogue's order, with the clauses
// that implement it, their version and the day since when (AB-P-515 第3条 (1.2, 2026-04-01)). Headings and values are
// in the language of the handbook. Only the heading row without a statement, or with one of an unknown catalogue.
std::string soa_csv(const model::Handbook& handbook);

}  // namespace kitei::exports
