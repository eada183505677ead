// How far is looked: what a build says, what `kitei check` says, and what is said of one document.
#include <catch2/catch.hpp>

#include <algorithm>

#include "check/allowances.h"
#include "check/findings.h"
#include "check/severity.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using check::Depth;
using test::paragraph;

constexpr base::Date kToday = std::chrono::year{2026} / 6 / 1;

// Two documents with a finding of each family that reads texts.
model::Handbook handbook() {
  model::Handbook out;
  out.config = test::config();
  model::Document regulation = test::document("R-1", {paragraph("「機微情報」とは、遵守すべきである。〇〇\u200B"), paragraph("（1）申請する")}, "regulation");
  regulation.every = "1y";
  regulation.title = "毎月の点検";
  model::Document procedure = test::document("P-1", {paragraph("順守する。〇〇")});
  procedure.status = model::Status::Draft;
  procedure.next_review = kToday - std::chrono::months{1};
  out.documents = {regulation, procedure};
  out.registers.terms = {{"可用性", "", "", {}, {4, 5, 0}}};
  for (std::size_t i = 0; i < out.documents.size(); ++i) out.index_by_id.emplace(out.documents[i].id.folded(), i);
  return out;
}

// The codes of what is said, graded, in order.
std::string codes(const model::Handbook& handbook, Depth depth) {
  base::Diagnostics found = check::check_handbook(handbook, kToday, depth);
  check::grade(found, handbook.config);
  check::drop_notes(found, depth);
  std::vector<std::string> list;
  for (const base::Diagnostic& diagnostic : found) list.push_back(diagnostic.code);
  std::sort(list.begin(), list.end());
  std::string out;
  for (const std::string& code : list) out += code + " ";
  return out;
}

TEST_CASE("what is said of the whole and of each document is all that is said") {
  const model::Handbook whole = handbook();
  for (const Depth depth : {Depth::Faults, Depth::Notes}) {
    base::Diagnostics all = check::check_handbook(whole, kToday, depth);
    base::Diagnostics parts = check::check_whole(whole, depth);
    CHECK_FALSE(parts.empty() == (depth == Depth::Notes));
    for (const model::Document& document : whole.documents) base::append(parts, check::check_document(whole, document, kToday, depth));
    base::sort_diagnostics(all);
    base::sort_diagnostics(parts);
    CHECK(all == parts);
  }
}

TEST_CASE("what is said of the whole without texts is what is said of it, but of words") {
  model::Handbook whole = handbook();
  whole.config.sites = {{"staff", "internal"}};
  base::Diagnostics expected = check::check_whole(whole, Depth::Notes);
  std::erase_if(expected, [](const base::Diagnostic& d) { return std::find(check::kAcrossTexts.begin(), check::kAcrossTexts.end(), d.code) != check::kAcrossTexts.end(); });
  for (model::Document& document : whole.documents) document.body = {};
  CHECK(check::check_whole_of_cards(whole) == expected);
}

TEST_CASE("notes are left to kitei check") {
  model::Handbook whole = handbook();
  CHECK(codes(whole, Depth::Faults) == "approver-missing cadence-conflict odd-character placeholder review-overdue ");
  CHECK(codes(whole, Depth::Notes) ==
        "approver-missing cadence-conflict hand-numbering modal-verb odd-character placeholder placeholder review-overdue "
        "term-undefined term-variant unused-term ");
}

TEST_CASE("what the handbook makes a warning is no note, and the other way round") {
  model::Handbook whole = handbook();
  using enum base::Severity;
  whole.config.checks = {{"term-variant", Warning}, {"unused-term", Error},   {"modal-verb", Warning},   {"hand-numbering", Warning}, {"term-undefined", Warning},
                         {"placeholder", Warning},  {"odd-character", Info}, {"cadence-conflict", Off}, {"review-overdue", Info}};
  CHECK(codes(whole, Depth::Faults) == "approver-missing hand-numbering modal-verb placeholder placeholder term-undefined term-variant unused-term ");
  CHECK(codes(whole, Depth::Notes) ==
        "approver-missing hand-numbering modal-verb odd-character placeholder placeholder review-overdue term-undefined term-variant unused-term ");
}

TEST_CASE("what is said of a handbook's documents is what is said of each") {
  const model::Handbook whole = handbook();
  for (const Depth depth : {Depth::Faults, Depth::Notes}) {
    base::Diagnostics each;
    for (const model::Document& document : whole.documents) base::append(each, check::check_document(whole, document, kToday, depth));
    base::Diagnostics all = check::check_handbook(whole, kToday, depth);
    std::erase_if(all, [](const base::Diagnostic& d) { return d.code == "term-variant" || d.code == "unused-term"; });
    CHECK(all == each);
    CHECK(each.size() > 4);
  }
}

TEST_CASE("whether an allowance is of use is judged by all findings") {
  const std::vector<model::Allowance> allowances{{"a.md", {4, 1, 0}, {{"modal-verb", {4, 19, 0}}}, kToday, {{4, 6}}}};
  model::Config config;
  CHECK(check::depth_for(allowances, config, Depth::Faults) == Depth::Faults);
  config.checks["allowance-unused"] = base::Severity::Warning;
  CHECK(check::depth_for(allowances, config, Depth::Faults) == Depth::Notes);
  CHECK(check::depth_for({}, config, Depth::Faults) == Depth::Faults);
  config.checks = {{"allowance-ended", base::Severity::Error}};
  CHECK(check::depth_for(allowances, config, Depth::Faults) == Depth::Notes);
}

}  // namespace
}  // namespace kitei
