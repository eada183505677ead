#include "archive/document.h"

#include <catch2/catch.hpp>

#include "archive/handbook.h"

using namespace kitei;

namespace {

std::string card_bytes(const model::Document& document) {
  base::BinaryWriter out;
  archive::write_document(out, document);
  return out.take();
}

std::string body_bytes(const model::Body& body) {
  base::BinaryWriter out;
  archive::write_body(out, body);
  return out.take();
}

model::Document card_of(const std::string& bytes) {
  base::BinaryReader in(bytes);
  model::Document document = archive::read_document(in);
  CHECK(in.at_end());
  return document;
}

}  // namespace

TEST_CASE("a card keeps what front matter and resolve say, without the text") {
  model::Document document;
  document.id = {"AB-P-515"};
  document.version = model::parse_version("1.2版");
  document.status = model::Status::Retired;
  document.effective_date = base::parse_date("2026-04-01");
  document.review_cycle_months = -3;
  document.numbering = model::Scheme::Articles;
  document.moved_to = {{"a", "AB-P-516#b"}, {"c", ""}};
  document.positions.put("title", {3, 8, 1});
  document.revisions.push_back({model::parse_version("初版"),
                                std::nullopt,
                                base::parse_date("1873-01-01"),
                                "a",
                                "b",
                                model::RevisionType::Rewritten,
                                "全部改正",
                                model::Significance::Editorial,
                                "s",
                                "r",
                                {9, 1, 0}});
  document.clauses.push_back({{model::ClauseKind::Article, {"grant"}, {"art-3"}, "第3条", "第3条", std::vector<model::Address>{{"art-4"}}},
                              "付与",
                              2,
                              {{"iso27001-2022", "5.15"}},
                              {7, 1, 0},
                              model::Duty{base::parse_date("2026-07-01"), "1y", "CISO"},
                              "art-3"});
  document.allowances.push_back(
      {"a.md", {1, 2, 0}, {{"review-overdue", {1, 9, 0}}}, *base::parse_date("2026-12-31"), {{1, 4}}});
  document.body.blocks.push_back({model::ThematicBreak{}, {1, 1, 0}});

  const model::Document back = card_of(card_bytes(document));
  CHECK(back.id == document.id);
  CHECK(back.version.text == "1.2版");
  CHECK(back.version == document.version);
  CHECK(back.status == model::Status::Retired);
  CHECK(back.effective_date == document.effective_date);
  CHECK_FALSE(back.approved_date);
  CHECK(back.review_cycle_months == -3);
  CHECK(back.numbering == model::Scheme::Articles);
  CHECK(back.moved_to == document.moved_to);
  CHECK(back.positions == document.positions);
  REQUIRE(back.revisions.size() == 1);
  CHECK(back.revisions[0].approved == base::parse_date("1873-01-01"));
  CHECK(back.revisions[0].change == model::Significance::Editorial);
  REQUIRE(back.clauses.size() == 1);
  CHECK(back.clauses[0].clause == document.clauses[0].clause);
  CHECK(back.clauses[0].controls == document.clauses[0].controls);
  CHECK(back.clauses[0].place == "art-3");
  REQUIRE(back.allowances.size() == 1);
  CHECK(back.allowances[0].lines == document.allowances[0].lines);
  CHECK(back.body.blocks.empty());
  CHECK(card_bytes(back) == card_bytes(document));
}

TEST_CASE("damaged bytes of a card or text end the reading, never the program") {
  model::Document document;
  document.title = "アクセス制御";
  document.files = {"a.md", "parts/b.md"};
  model::Body body;
  for (int i = 0; i < 10; ++i) {
    body.blocks.push_back({model::Quote{body.blocks}, {1, 1, 0}});
    if (body.blocks.size() > 3) body.blocks.erase(body.blocks.begin());
  }
  const std::string whole_card = card_bytes(document);
  for (std::size_t size = 0; size < whole_card.size(); ++size) {
    base::BinaryReader in(std::string_view(whole_card).substr(0, size));
    archive::read_document(in);
    CHECK(in.failed());
  }
  const std::string whole_body = body_bytes(body);
  REQUIRE(whole_body.size() > 400);
  for (std::size_t size = whole_body.size() - 400; size < whole_body.size(); ++size) {
    base::BinaryReader in(std::string_view(whole_body).substr(0, size));
    archive::read_body(in);
    CHECK(in.failed());
  }
  // A tree that goes deeper and deeper: a block that is a quote of one block …
  std::string deep;
  for (int i = 0; i < 3'000'000; ++i) deep += "\x01\x03";
  base::BinaryReader in(deep);
  archive::read_body(in);
  CHECK(in.failed());
}
