#include <catch2/catch.hpp>

#include "check/findings.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using test::heading;
using test::paragraph;

base::Date day(int y, unsigned m, unsigned d) { return std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}; }

model::Block supplement(std::string words = "附則") {
  model::Block block = heading(1, std::move(words), test::with_class("supplement"));
  base::get<model::Heading>(block.node).clause.kind = model::ClauseKind::Supplement;
  return block;
}

// Two material revisions (2024-04-01, 2026-04-01) and an editorial one between them.
std::string check(model::Blocks blocks) {
  model::Document document = test::document("R-1", std::move(blocks), "regulation");
  auto revision = [](std::string version, base::Date date, model::Significance change) {
    model::Revision out;
    out.version = model::parse_version(version);
    out.date = date;
    out.change = change;
    out.position = {20, 5, 0};
    return out;
  };
  document.revisions = {revision("1.2", day(2026, 4, 1), model::Significance::Material),
                        revision("1.1", day(2025, 4, 1), model::Significance::Editorial),
                        revision("1.0", day(2024, 4, 1), model::Significance::Material)};
  model::Handbook handbook;
  handbook.config = test::config();
  handbook.documents = {document};
  return test::listing(test::findings("supplement-mismatch", handbook));
}

constexpr const char* kFirst = "この規程は、2024年4月1日から施行する。";

TEST_CASE("each material revision has its date in a 附則, however it is written") {
  for (const std::string date : {"2026年4月1日", "令和8年4月1日", "令和８年４月１日", "２０２６年４月１日", "令和八年四月一日"}) {
    INFO(date);
    CHECK(check({supplement(), paragraph(kFirst), supplement(), paragraph("この規程は、" + date + "から施行する。")}) == "");
  }
  CHECK(check({supplement(), paragraph(std::string(kFirst) + "この改正は、2026年4月1日から施行する。")}) == "");
  CHECK(check({supplement("附則（2024年4月1日施行）"), supplement("附則（2026年4月1日施行）")}) == "");
  CHECK(check({supplement(), paragraph(kFirst), supplement(), paragraph("この規程は、承認の日から施行する。")}) == "");
  CHECK(check({supplement(), paragraph(kFirst), supplement(),
               paragraph("この規程は、2026年4月1日から施行する。ただし、第3条の規定は、2026年7月1日から施行する。")}) == "");
}

TEST_CASE("what is missing or says another date is reported") {
  const std::string missing = "supplement-mismatch procedures/R-1.md:20:5 no 附則 says that version 1.2 takes effect on 2026-04-01\n";
  CHECK(check({supplement(), paragraph(kFirst)}) == missing);
  CHECK(check({supplement(), paragraph(kFirst), supplement(), paragraph("この規程は、2026年5月1日から施行する。")}) ==
        missing + "supplement-mismatch procedures/R-1.md:1:1 no revision takes effect on 2026-05-01, as this 附則 says\n");
  CHECK(check({}) == "supplement-mismatch procedures/R-1.md:20:5 no 附則 says that version 1.0 takes effect on 2024-04-01\n" + missing);
  // The table may begin later than the document's history.
  CHECK(check({supplement(), paragraph("この規程は、2020年4月1日から施行する。"), supplement(), paragraph(kFirst), supplement(),
               paragraph("この規程は、2026年4月1日から施行する。")}) == "");
}

TEST_CASE("only articles have 附則") {
  model::Document document = test::document("P-1");
  document.revisions = {{}};
  document.revisions[0].date = day(2026, 4, 1);
  model::Handbook handbook;
  handbook.config = test::config();
  handbook.documents = {document};
  CHECK(test::findings("supplement-mismatch", handbook).empty());
}

}  // namespace
}  // namespace kitei
