#include "check/handbook.h"

#include <catch2/catch.hpp>

#include "check/findings.h"
#include "check/severity.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using namespace std::chrono_literals;
using test::paragraph;

constexpr base::Date day(int y, unsigned m, unsigned d) { return std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}; }

model::Handbook handbook(std::vector<model::Document> documents) {
  model::Handbook out;
  out.config = test::config();
  out.documents = std::move(documents);
  return out;
}

model::Document approved() {
  model::Document out = test::document("P-1");
  out.author = "担当";
  out.approver = "社長";
  out.approved_date = day(2026, 3, 2);
  return out;
}

TEST_CASE("dates that cannot follow each other") {
  model::Document document = approved();
  document.effective_date = day(2026, 3, 1);
  document.positions.put("effective_date", {6, 17, 0});
  CHECK(test::listing(test::findings("date-order review-overdue", handbook({document}), day(2026, 4, 1))) ==
        "date-order procedures/P-1.md:6:17 approved after it takes effect (2026-03-02 is after 2026-03-01)\n");
}

TEST_CASE("a review is overdue the day after it was due, with the owner's name") {
  model::Document document = approved();
  document.owner = "管理者";
  document.next_review = day(2026, 3, 31);
  document.positions.put("next_review", {9, 14, 0});
  CHECK(test::findings("date-order review-overdue", handbook({document}), day(2026, 3, 31)).empty());
  const auto found = test::findings("date-order review-overdue", handbook({document}), day(2026, 4, 1));
  CHECK(test::listing(found) == "review-overdue procedures/P-1.md:9:14 review of 'P-1の題名' was due on 2026-03-31 (管理者)\n");
  document.next_review.reset();
  document.last_reviewed = day(2025, 2, 28);
  document.review_cycle_months = 12;
  CHECK(test::findings("date-order review-overdue", handbook({document}), day(2026, 2, 28)).empty());
  CHECK(test::findings("date-order review-overdue", handbook({document}), day(2026, 3, 1)).size() == 1);
}

TEST_CASE("approval") {
  model::Document missing = approved();
  missing.approver.clear();
  model::Document own = approved();
  own.author = "社長";
  model::Document form = missing;
  form.kind = "form";
  model::Document draft = missing;
  draft.status = model::Status::Draft;
  CHECK(test::listing(test::findings("approver-missing approver-is-author", handbook({missing, own, form, draft}))) ==
        "approver-missing procedures/P-1.md:1:1 'P-1の題名' is approved, but says by whom nowhere\n"
        "approver-is-author procedures/P-1.md:1:1 'P-1の題名' was written and approved by the same person\n");
}

TEST_CASE("an audience below the classification is a leak") {
  model::Document document = approved();
  document.classification = "restricted";
  document.audience = {"staff"};
  model::Handbook whole = handbook({document});
  whole.config.audiences = {{"staff", "全従業員", "internal"}};
  whole.config.sites_by_default = false;
  CHECK(test::listing(test::findings("classification-leak sites-missing", whole)) ==
        "classification-leak procedures/P-1.md:1:1 'P-1' is 関係者外秘, but its audience 全従業員 may only read up to 社外秘\n");
  whole.config.audiences[0].clearance = "restricted";
  CHECK(test::findings("classification-leak sites-missing", whole).empty());
  whole.config.sites_by_default = true;
  CHECK(test::findings("classification-leak sites-missing", whole).size() == 1);
}

TEST_CASE("placeholders are found where they stand") {
  model::Document document = approved();
  document.body.blocks = {paragraph(test::text("担当は〇〇〇〇とする。TBD、TBDX、要確認", {11, 1, 0}))};
  CHECK(test::listing(test::findings("placeholder", handbook({document}))) ==
        "placeholder procedures/P-1.md:11:10 '〇〇' still waits for its text\n"
        "placeholder procedures/P-1.md:11:47 '要確認' still waits for its text\n"
        "placeholder procedures/P-1.md:11:34 'TBD' still waits for its text\n");
}

TEST_CASE("controls that nobody implements, and a statement of applicability that disagrees") {
  model::Handbook whole = handbook({approved()});
  whole.catalogs = {test::catalog()};
  whole.implementers[{"test", "5.1"}] = {{0, {}}};
  CHECK(test::findings("control-uncovered soa-missing-reason soa-excluded-but-implemented", whole).size() == 3);
  model::StatementOfApplicability soa;
  soa.path = "soa.yaml";
  soa.catalog = "test";
  soa.entries = {{"5.1", false, "対象外", {}, {4, 3, 0}}, {"5.2", false, "", {}, {5, 3, 0}}, {"5.15", true, "リスク", {}, {6, 3, 0}}};
  whole.soa = soa;
  CHECK(test::listing(test::findings("control-uncovered soa-missing-reason soa-excluded-but-implemented", whole)) ==
        "soa-excluded-but-implemented soa.yaml:4:3 control 5.1 is excluded, but 'P-1' implements it\n"
        "soa-missing-reason soa.yaml:5:3 control 5.2 has no reason\n"
        "soa-missing-reason soa.yaml:1:1 control Ma1.1 (管理策の題Ma1.1) is not in the statement of applicability\n"
        "control-uncovered catalogs/test.yaml:9:9 no approved document implements control 5.15 (管理策の題5.15)\n"
        "control-uncovered catalogs/test.yaml:9:9 no approved document implements control Ma1.1 (管理策の題Ma1.1)\n");
}

TEST_CASE("a setting that does nothing yet is not ignored in silence") {
  model::Handbook whole = handbook({});
  CHECK(test::findings("setting-unsupported", whole).empty());
  whole.config.git_tags = "edition/*";
  whole.config.docx_reference = "company.docx";
  base::Diagnostics found = test::findings("setting-unsupported", whole);
  CHECK(test::listing(found) ==
        "setting-unsupported handbook.yaml:1:1 `git:` is not supported yet: editions in Git tags would be missing\n"
        "setting-unsupported handbook.yaml:1:1 `docx.reference` is not supported yet: Word files have the usual styles\n");
  check::grade(found, whole.config);
  CHECK(found[0].severity == base::Severity::Error);
  CHECK(found[1].severity == base::Severity::Warning);
}

TEST_CASE("severity comes from the rule, the finding and the configuration") {
  auto graded = [](std::string code, base::Severity own, model::Config config) {
    base::Diagnostics diagnostics{{code, "x.md", {1, 1, 0}, {"m", "m"}, {}, own}};
    check::grade(diagnostics, config);
    return diagnostics.empty() ? base::Severity::Off : diagnostics[0].severity;
  };
  using enum base::Severity;
  CHECK(graded("review-overdue", Error, {}) == Warning);
  CHECK(graded("unknown-record", Info, {}) == Info);
  CHECK(graded("unknown-control", Error, {}) == Error);
  CHECK(graded("template-undefined", Error, {}) == Error);
  model::Config config;
  config.checks = {{"review-overdue", Error}, {"unknown-control", Off}, {"id-missing", Off}};
  CHECK(graded("review-overdue", Error, config) == Error);
  CHECK(graded("unknown-control", Error, config) == Off);
  CHECK(graded("id-missing", Error, config) == Error);  // integrity cannot be switched off
}

}  // namespace
}  // namespace kitei
