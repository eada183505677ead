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

std::string text_bytes(const model::Document& document) {
  base::BinaryWriter out;
  archive::write_text(out, document);
  return out.take();
}

model::Document text_of(const std::string& bytes) {
  model::Document document;
  base::BinaryReader in(bytes);
  archive::read_text(in, document);
  CHECK(in.at_end());
  return document;
}

model::Document card_of(const std::string& bytes) {
  base::BinaryReader in(bytes);
  model::Document document = archive::read_document(in);
  CHECK(in.at_end());
  return document;
}

}  // namespace

TEST_CASE("a card keeps what the front matter says, the text what stands below it and where") {
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
  document.captions.push_back({{}, "表", 0, {}, {8, 1, 0}, {}, "t"});
  document.gone.push_back({"a", {}, "b"});
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
  REQUIRE(back.revisions.size() == 1);
  CHECK(back.revisions[0].approved == base::parse_date("1873-01-01"));
  CHECK(back.revisions[0].change == model::Significance::Editorial);
  CHECK((back.positions == model::Places() && back.clauses.empty() && back.allowances.empty() && back.body.blocks.empty()));
  CHECK(card_bytes(back) == card_bytes(document));
  model::Document elsewhere = document;
  elsewhere.origin = "2025.1";
  CHECK(card_bytes(elsewhere) == card_bytes(document));

  const model::Document text = text_of(text_bytes(document));
  CHECK(text.id.empty());
  CHECK(text.positions == document.positions);
  REQUIRE(text.clauses.size() == 1);
  CHECK(text.clauses[0].clause == document.clauses[0].clause);
  CHECK(text.clauses[0].controls == document.clauses[0].controls);
  CHECK(text.clauses[0].place == "art-3");
  REQUIRE(text.captions.size() == 1);
  CHECK(text.captions[0].title == "表");
  REQUIRE(text.gone.size() == 1);
  CHECK(text.gone == document.gone);
  REQUIRE(text.allowances.size() == 1);
  CHECK(text.allowances[0].lines == document.allowances[0].lines);
  CHECK(text.body == document.body);
  CHECK(text_bytes(text) == text_bytes(document));

  CHECK((archive::is_document(card_bytes(document), document) && archive::is_text(text_bytes(document), document)));
  const std::string card = card_bytes(document), whole = text_bytes(document);
  for (std::size_t i = 0; i < card.size(); ++i) {
    std::string other = card;
    other[i] = static_cast<char>(other[i] ^ 4);
    CHECK_FALSE(archive::is_document(other, document));
  }
  for (const std::string& other : {std::string(), whole.substr(0, whole.size() - 1), whole + '\0', whole.substr(1)}) {
    CHECK_FALSE(archive::is_text(other, document));
  }
}

TEST_CASE("damaged bytes of a card or text end the reading, never the program") {
  model::Document document;
  document.title = "アクセス制御";
  document.files = {"a.md", "parts/b.md"};
  model::Document text;
  model::Body& body = text.body;
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
  const std::string whole_text = text_bytes(text);
  REQUIRE(whole_text.size() > 400);
  for (std::size_t size = whole_text.size() - 400; size < whole_text.size(); ++size) {
    base::BinaryReader in(std::string_view(whole_text).substr(0, size));
    model::Document read;
    archive::read_text(in, read);
    CHECK(in.failed());
  }
  // A tree that goes deeper and deeper: a block that is a quote of one block …
  std::string deep;
  for (int i = 0; i < 3'000'000; ++i) deep += "\x01\x03";
  base::BinaryReader in(deep);
  model::Document read;
  archive::read_text(in, read);
  CHECK(in.failed());
}
