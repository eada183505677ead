#include "history/timeline.h"

#include <catch2/catch.hpp>

#include "editions.h"
#include "history/edition.h"

using namespace kitei;
using test::day;
using test::document;
using test::edition;

namespace {

std::string show(const std::vector<model::TimelineEntry>& timeline) {
  std::string out;
  for (const model::TimelineEntry& entry : timeline) {
    out += entry.id.text + " " + entry.version.text + " " + base::iso_date(entry.from) + "/" +
           (entry.until ? base::iso_date(*entry.until) : "") + " " + entry.edition + ".." + entry.newest_edition + "\n";
  }
  return out;
}

model::Document retired(model::Document document, std::string_view date = "") {
  document.status = model::Status::Retired;
  if (!date.empty()) document.retired_date = day(date);
  return document;
}

model::Document replacing(model::Document document, std::string old) {
  document.replaces.push_back({{std::move(old)}, {}, false, {}});
  return document;
}

model::Document replaced_by(model::Document document, std::string successor) {
  document.replaced_by.push_back({{std::move(successor)}, {}, false, {}});
  return document;
}

model::Document formerly(model::Document document, std::string old) {
  document.aliases.push_back({std::move(old)});
  return document;
}

}  // namespace

TEST_CASE("which version is in force when") {
  struct Case {
    std::string name;
    std::vector<model::Edition> editions;
    std::string expected;
  };
  const std::vector<Case> cases{
      {"no edition", {}, ""},
      {"a version lasts until the next one; one that did not change is one entry",
       {edition("2025.1", "2025-04-01", {document("P-1", "1.0"), document("P-2", "1.0")}),
        edition("2025.2", "2025-10-01", {document("P-1", "1.0"), document("P-2", "1.1")}),
        edition("2026.1", "2026-04-01", {document("P-1", "2.0"), document("P-2", "1.1")})},
       "P-1 1.0 2025-04-01/2026-04-01 2025.1..2025.2\n"
       "P-1 2.0 2026-04-01/ 2026.1..2026.1\n"
       "P-2 1.0 2025-04-01/2025-10-01 2025.1..2025.1\n"
       "P-2 1.1 2025-10-01/ 2025.2..2026.1\n"},
      {"the document's own date counts, before or after its edition's",
       {edition("2025.1", "2025-04-01", {document("P-1", "1.0", "2025-03-01"), document("P-2", "初版", "2025-04-01")}),
        edition("2026.1", "2026-04-01", {document("P-1", "1.1", "2026-07-01"), document("P-2", "第2版")})},
       "P-1 1.0 2025-03-01/2026-07-01 2025.1..2025.1\n"
       "P-1 1.1 2026-07-01/ 2026.1..2026.1\n"
       "P-2 初版 2025-04-01/2026-04-01 2025.1..2025.1\n"
       "P-2 第2版 2026-04-01/ 2026.1..2026.1\n"},
      {"an edition frozen later but effective earlier",
       {edition("2026.1", "2026-04-01", {document("P-1", "2.0", "2026-04-01")}),
        edition("2025.9", "2026-02-01", {document("P-1", "1.1", "2026-02-01")}),
        edition("2025.1", "2025-04-01", {document("P-1", "1.0")})},
       "P-1 1.0 2025-04-01/2026-02-01 2025.1..2025.1\n"
       "P-1 1.1 2026-02-01/2026-04-01 2025.9..2025.9\n"
       "P-1 2.0 2026-04-01/ 2026.1..2026.1\n"},
      {"a version overtaken before its day is never in force",
       {edition("2026.1", "2026-04-01", {document("P-1", "1.0", "2026-10-01")}),
        edition("2026.2", "2026-06-01", {document("P-1", "1.1", "2026-07-01")})},
       "P-1 1.1 2026-07-01/ 2026.2..2026.2\n"
       "P-1 1.0 2026-10-01/2026-10-01 2026.1..2026.1\n"},
      {"only approved documents count, and a draft ends nothing",
       {edition("2025.1", "2025-04-01", {document("P-1", "1.0")}),
        [] {
          model::Document draft = document("P-1", "1.1");
          draft.status = model::Status::Draft;
          return edition("2026.1", "2026-04-01", {draft});
        }()},
       "P-1 1.0 2025-04-01/ 2025.1..2025.1\n"},
      {"retired: on its day, else on the edition's",
       {edition("2025.1", "2025-04-01", {document("P-1", "1.0"), document("P-2", "1.0"), document("P-3", "1.0")}),
        edition("2026.1", "2026-04-01",
                {retired(document("P-1", "1.0"), "2026-06-30"), retired(document("P-2", "1.0")),
                 [] {
                   model::Document announced = document("P-3", "1.0");
                   announced.retired_date = day("2026-12-31");
                   return announced;
                 }()}),
        edition("2026.2", "2026-10-01", {retired(document("P-2", "1.0"))})},
       "P-1 1.0 2025-04-01/2026-06-30 2025.1..2025.1\n"
       "P-2 1.0 2025-04-01/2026-04-01 2025.1..2025.1\n"
       "P-3 1.0 2025-04-01/2026-10-01 2025.1..2026.1\n"},  // left out of 2026.2 before that day came
      {"left out of a later edition",
       {edition("2025.1", "2025-04-01", {document("P-1", "1.0"), document("P-2", "1.0")}),
        edition("2026.1", "2026-04-01", {document("P-1", "1.0")})},
       "P-1 1.0 2025-04-01/ 2025.1..2026.1\n"
       "P-2 1.0 2025-04-01/2026-04-01 2025.1..2025.1\n"},
      {"a successor takes over on its own day, whoever names whom, and however often",
       {edition("2025.1", "2025-04-01", {document("A", "1.0"), document("B", "1.0"), document("C", "1.0")}),
        edition("2026.1", "2026-04-01",
                {document("A", "1.0"), replaced_by(document("B", "1.0"), "N"),
                 replacing(document("N", "1.0", "2026-07-01"), "A")}),
        edition("2026.2", "2026-10-01",
                {document("A", "1.0"), replaced_by(document("B", "1.0"), "N"),
                 replacing(document("N", "1.0", "2026-07-01"), "A"), replacing(document("M", "1.0"), "C")})},
       "A 1.0 2025-04-01/2026-07-01 2025.1..2026.2\n"
       "B 1.0 2025-04-01/2026-07-01 2025.1..2026.2\n"
       "C 1.0 2025-04-01/2026-04-01 2025.1..2025.1\n"
       "M 1.0 2026-10-01/ 2026.2..2026.2\n"
       "N 1.0 2026-07-01/ 2026.1..2026.2\n"},
      {"an older document that takes another one in does so on the edition's day",
       {edition("2025.1", "2025-04-01", {document("A", "1.0"), document("B", "1.0", "2024-01-01")}),
        edition("2026.1", "2026-04-01", {replaced_by(document("A", "1.0"), "B"), document("B", "1.0", "2024-01-01")})},
       "A 1.0 2025-04-01/2026-04-01 2025.1..2026.1\n"
       "B 1.0 2024-01-01/ 2025.1..2026.1\n"},
      {"a new id is the same document",
       {edition("2025.1", "2025-04-01", {document("P-1", "1.0"), document("P-2", "1.0")}),
        edition("2026.1", "2026-04-01",
                {formerly(document("AB-1", "1.0"), "p-1"), formerly(document("AB-2", "1.1"), "P-2")})},
       "AB-1 1.0 2025-04-01/ 2025.1..2026.1\n"
       "P-2 1.0 2025-04-01/2026-04-01 2025.1..2025.1\n"
       "AB-2 1.1 2026-04-01/ 2026.1..2026.1\n"},
  };
  for (const Case& c : cases) {
    INFO(c.name);
    CHECK(show(history::build_timeline(c.editions)) == c.expected);
  }
}

TEST_CASE("the handbook of a day holds each document as its newest edition has it") {
  std::vector<model::Edition> editions{
      edition("2025.1", "2025-04-01", {document("P-1", "1.0"), document("P-2", "1.0")}),
      edition("2026.1", "2026-04-01", {document("P-1", "1.0"), document("P-2", "1.1", "2026-07-01")})};
  editions[0].handbook.config.title = "旧";
  editions[1].handbook.config.title = "新";
  const auto timeline = history::build_timeline(editions);
  struct Case {
    std::string date, title, documents;
  };
  const std::vector<Case> cases{
      {"2025-03-31", "", ""},
      {"2025-04-01", "旧", "P-1@2026.1 P-2@2025.1 "},
      {"2026-05-12", "新", "P-1@2026.1 P-2@2025.1 "},
      {"2026-07-01", "新", "P-1@2026.1 P-2@2026.1 "},
  };
  for (const Case& c : cases) {
    INFO(c.date);
    const auto sources = history::compose_in_force(editions, timeline, day(c.date));
    REQUIRE(sources.has_value() == !c.documents.empty());
    if (!sources) continue;
    std::string documents;
    for (const model::Document& d : sources->documents) documents += d.id.text + "@" + d.origin + " ";
    CHECK(documents == c.documents);
    CHECK(sources->config.title == c.title);
    // The same by name alone.
    const auto named = history::compose_in_force(editions, timeline, day(c.date), history::Documents::Named);
    REQUIRE(named.has_value());
    REQUIRE(named->documents.size() == sources->documents.size());
    for (std::size_t i = 0; i < named->documents.size(); ++i) {
      const model::Document &name = named->documents[i], &whole = sources->documents[i];
      CHECK(name.id == whole.id);
      CHECK(name.title == whole.title);
      CHECK(name.kind == whole.kind);
      CHECK(name.status == whole.status);
      CHECK(name.origin == whole.origin);
      CHECK((name.aliases == whole.aliases && name.revisions.size() == whole.revisions.size() && name.version == whole.version));
      CHECK((name.retired_date == whole.retired_date && name.replaced_by.size() == whole.replaced_by.size()));
    }
  }
  CHECK_FALSE(history::compose_in_force({}, {}, day("2026-01-01")));
}

TEST_CASE("one edition is in force; those before it are superseded, later ones in the future") {
  const std::vector<base::Date> effective{day("2025-04-01"), day("2026-04-01"), day("2026-04-01"), day("2026-10-01")};
  using enum model::EditionStatus;
  using Statuses = std::vector<model::EditionStatus>;
  CHECK(history::edition_statuses(effective, day("2026-05-12")) == Statuses{Superseded, Superseded, InForce, Future});
  CHECK(history::edition_statuses(effective, day("2025-03-31")) == Statuses{Future, Future, Future, Future});
  CHECK(history::edition_statuses(effective, day("2026-10-01")) == Statuses{Superseded, Superseded, Superseded, InForce});
  CHECK(history::edition_statuses({}, day("2026-05-12")).empty());
}
