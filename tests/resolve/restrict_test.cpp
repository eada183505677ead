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

TEST_CASE("a classification that is not known any more counts as the most secret one") {
  model::Handbook old = handbook();
  for (model::Document& document : old.documents) document.classification = "top-secret-of-2019";
  resolve::Withheld withheld;
  resolve::withhold(withheld, old, test::config(), "internal");
  CHECK(withheld.documents == std::set<std::string>{"s-1", "s-old", "p-1", "s-2"});
}

}  // namespace
}  // namespace kitei
