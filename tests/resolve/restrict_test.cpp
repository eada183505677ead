#include "resolve/restrict.h"

#include <catch2/catch.hpp>

#include "resolve/handbook.h"
#include "support/blocks.h"

namespace kitei {
namespace {

using test::paragraph;

model::Handbook handbook() {
  model::Document secret = test::document("S-1", {paragraph("極秘")});
  secret.classification = "restricted";
  secret.aliases = {{"S-OLD"}};
  model::Document open = test::document("P-1", {paragraph({test::reference("S-1")}), paragraph({test::link("S-1.md", "S-1の説明")})});
  open.implements = {{{"S-OLD"}, {}, false, {4, 4, 0}}};
  model::Document part = test::document("S-2");
  part.part_of = {"S-1"};
  model::Sources sources = test::sources({secret, open, part});
  model::Record record;
  record.id = "D-1";
  record.title = "台帳";
  record.form.id = {"S-1"};
  sources.registers.records = {record};
  sources.config.variables = {{"password", "秘密の値"}};
  return resolve::resolve_handbook(std::move(sources), [](std::string_view) { return false; }, base::in_order).value;
}

model::Handbook seen_with(const std::string& clearance) {
  const model::Handbook whole = handbook();
  resolve::Withheld withheld;
  resolve::withhold(withheld, whole, whole.config, clearance);
  return resolve::restrict_handbook(whole, withheld, whole.config, clearance);
}

TEST_CASE("below the clearance a document leaves no trace") {
  const model::Handbook seen = seen_with("internal");
  REQUIRE(seen.documents.size() == 1);
  const model::Document& open = seen.documents[0];
  CHECK(model::plain_text(open.body.blocks) == "（非公開文書）\n（非公開文書）");
  CHECK(open.implements[0].withheld);
  CHECK(open.implements[0].id.empty());
  CHECK(seen.registers.records[0].form.withheld);
  CHECK(seen.find("S-1") == nullptr);
  CHECK(seen.find("S-OLD") == nullptr);
  CHECK(seen.find("S-2") == nullptr);
  CHECK(seen.config.variables.empty());
  for (const model::Block& block : open.body.blocks) {
    const auto& node = base::get<model::Paragraph>(block.node).content[0].node;
    const auto& reference = base::get<model::Reference>(node);
    CHECK(reference.target.kind == model::TargetKind::Withheld);
    CHECK(reference.name.empty());
  }
}

TEST_CASE("with the highest clearance everything is there") {
  const model::Handbook seen = seen_with("restricted");
  CHECK(seen.documents.size() == 3);
  CHECK(seen.find("s-old") != nullptr);
}

// Two documents that are open to all, one of which leads to a secret one with a link; what it is called is the caller's.
model::Handbook linked(model::Inlines words, std::vector<resolve::DocumentUses>& uses) {
  model::Document secret = test::document("S-1", {paragraph({test::reference("P-2")})});
  secret.classification = "restricted";
  model::Inline link = test::link("S-1.md");
  base::get_if<model::Link>(&link.node)->content = std::move(words);
  model::Document open = test::document("P-1", {paragraph({std::move(link)}), paragraph({test::reference("P-3")})});
  open.related = {{{"P-4"}, {}, false, {4, 4, 0}}};
  model::Sources sources = test::sources({secret, open, test::document("P-2"), test::document("P-3"), test::document("P-4")});
  return resolve::resolve_handbook(std::move(sources), [](std::string_view) { return false; }, base::in_order, &uses).value;
}

TEST_CASE("cards with what their texts lead to are restricted as the texts are") {
  std::vector<resolve::DocumentUses> uses;
  const model::Handbook whole = linked({{model::Text{"説明"}, {}}}, uses);
  resolve::Withheld withheld;
  resolve::withhold(withheld, whole, whole.config, "internal");
  const model::Handbook seen = resolve::restrict_handbook(whole, withheld, whole.config, "internal");
  model::Handbook cards = whole;
  for (model::Document& card : cards.documents) card.body = {};
  const model::Handbook restricted = resolve::restrict_handbook(cards, withheld, whole.config, "internal", &uses);
  REQUIRE(restricted.documents.size() == 4);
  for (std::size_t i = 0; i < seen.documents.size(); ++i) {
    CAPTURE(seen.documents[i].id.text);
    CHECK(restricted.documents[i].id == seen.documents[i].id);
    CHECK(restricted.backlinks[i].referred_by == seen.backlinks[i].referred_by);
    CHECK(resolve::leads_plainly(uses[whole.index_by_id.at(seen.documents[i].id.folded())], whole, withheld));
  }
  CHECK(restricted.index_by_id == seen.index_by_id);
  CHECK(restricted.backlinks[restricted.index_by_id.at("p-3")].referred_by == std::vector<std::size_t>{restricted.index_by_id.at("p-1")});
  CHECK(restricted.backlinks[restricted.index_by_id.at("p-2")].referred_by.empty());
}

TEST_CASE("what stands in the words of a link to a secret document goes with it, and only the text tells that") {
  std::vector<resolve::DocumentUses> uses;
  const model::Handbook whole = linked(model::Inlines{test::reference("P-2")}, uses);
  const std::size_t open = whole.index_by_id.at("p-1");
  resolve::Withheld withheld;
  CHECK(resolve::leads_plainly(uses[open], whole, withheld));
  resolve::withhold(withheld, whole, whole.config, "internal");
  CHECK_FALSE(resolve::leads_plainly(uses[open], whole, withheld));
  model::Handbook others = whole;
  for (model::Document& document : others.documents) {
    if (document.id.text != "P-1") document.body = {};
  }
  const model::Handbook restricted = resolve::restrict_handbook(others, withheld, whole.config, "internal", &uses);
  CHECK(restricted.backlinks[restricted.index_by_id.at("p-2")].referred_by.empty());
  CHECK(restricted.backlinks[restricted.index_by_id.at("p-3")].referred_by == std::vector<std::size_t>{restricted.index_by_id.at("p-1")});
}

TEST_CASE("a copy into which documents are put that were read again is what a new copy is") {
  std::vector<resolve::DocumentUses> uses;
  const model::Handbook before = linked({{model::Text{"説明"}, {}}}, uses);
  resolve::Withheld withheld;
  resolve::withhold(withheld, before, before.config, "internal");
  model::Handbook copy = resolve::restrict_handbook(before, withheld, before.config, "internal");
  const model::Handbook after = linked({{model::Text{"別の説明"}, {}}, test::reference("P-2")}, uses);
  const std::size_t open = after.index_by_id.at("p-1"), secret = after.index_by_id.at("s-1");
  CHECK(resolve::replace_restricted(copy, after, {secret, open}, withheld, uses) == std::vector<std::size_t>{copy.index_by_id.at("p-1")});
  const model::Handbook anew = resolve::restrict_handbook(after, withheld, after.config, "internal");
  REQUIRE(copy.documents.size() == anew.documents.size());
  for (std::size_t i = 0; i < anew.documents.size(); ++i) {
    CHECK(copy.documents[i].id == anew.documents[i].id);
    CHECK(copy.documents[i].body == anew.documents[i].body);
    CHECK(copy.backlinks[i].referred_by == anew.backlinks[i].referred_by);
  }
  CHECK(copy.index_by_id == anew.index_by_id);
  CHECK(model::plain_text(copy.documents[copy.index_by_id.at("p-1")].body.blocks).starts_with("（非公開文書）"));
}

TEST_CASE("a classification that is not known any more counts as the most secret one") {
  model::Handbook old = handbook();
  for (model::Document& document : old.documents) document.classification = "top-secret-of-2019";
  resolve::Withheld withheld;
  resolve::withhold(withheld, old, test::config(), "internal");
  CHECK(withheld.documents == std::set<std::string>{"s-1", "s-old", "p-1", "s-2"});
}

}  // namespace
}  // namespace kitei
