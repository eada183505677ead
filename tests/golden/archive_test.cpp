// The handbook of each golden case, and the sample handbook, as bytes and back: nothing is lost, whatever is damaged.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "archive/document.h"
#include "archive/handbook.h"
#include "golden/read_handbook.h"

using namespace kitei;
namespace fs = std::filesystem;

namespace {

const fs::path kTests = KITEI_TESTS_DIR;

// What no golden case has.
constexpr const char* kOtherKinds =
    "---\nid: AB-X-1\ntitle: X\nkind: procedure\nversion: '1.0'\n---\n"
    "~~old~~ *a* **b** `code`  \nnext<br>line\nwords <sub>2</sub>[^1] [a](https://example.org) ![b](assets/b.png)\n\n"
    "> quote\n\n> [!NOTE]\n> note\n\n---\n\n```sh\ncode\n```\n\n- [x] done\n\n[^1]: note\n";

std::string handbook_bytes(const model::Handbook& handbook) {
  base::BinaryWriter out;
  archive::write_handbook(out, handbook);
  return out.take();
}

std::string text_bytes(const model::Document& document) {
  base::BinaryWriter out;
  archive::write_text(out, document);
  return out.take();
}

// The sample, and the small handbook with each golden case as one more document.
std::vector<model::Handbook> handbooks() {
  std::vector<model::Handbook> out;
  out.push_back(tests::read_handbook(tests::read_tree(kTests / "../content")).value);
  REQUIRE(out[0].documents.size() > 10);
  base::FileTree other = tests::read_tree(kTests / "golden/handbook");
  other["x.md"] = kOtherKinds;
  out.push_back(tests::read_handbook(other).value);
  for (const auto& entry : fs::directory_iterator(kTests / "golden")) {
    if (entry.path().extension() != ".md" || entry.path().filename() == "README.md") continue;
    base::FileTree files = tests::read_tree(kTests / "golden/handbook");
    std::ifstream in(entry.path(), std::ios::binary);
    files[entry.path().filename().string()] = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    out.push_back(tests::read_handbook(files).value);
  }
  return out;
}

void note_kinds(const model::Blocks& blocks, std::set<std::size_t>& block_kinds, std::set<std::size_t>& inline_kinds) {
  for (const model::Block& block : blocks) {
    block_kinds.insert(block.node.index());
    model::for_each_part(
        block,
        [&](const model::Inlines& inlines) {
          model::for_each_inline(inlines, [&](const model::Inline& node) { inline_kinds.insert(node.node.index()); });
        },
        [&](const model::Blocks& inner) { note_kinds(inner, block_kinds, inline_kinds); });
  }
}

}  // namespace

TEST_CASE("a resolved handbook comes back from its bytes as it was") {
  std::set<std::size_t> block_kinds;
  std::set<std::size_t> inline_kinds;
  for (const model::Handbook& handbook : handbooks()) {
    const std::string bytes = handbook_bytes(handbook);
    base::BinaryReader in(bytes);
    const model::Handbook back = archive::read_handbook(in);
    CHECK(in.at_end());
    CHECK(handbook_bytes(back) == bytes);
    CHECK(back.index_by_id == handbook.index_by_id);
    CHECK(back.implementers == handbook.implementers);
    CHECK(back.config.variables == handbook.config.variables);
    REQUIRE(back.documents.size() == handbook.documents.size());
    REQUIRE(back.catalogs.size() == handbook.catalogs.size());
    for (std::size_t i = 0; i < back.catalogs.size(); ++i)
      CHECK(back.catalogs[i].index_by_key == handbook.catalogs[i].index_by_key);
    for (std::size_t i = 0; i < handbook.documents.size(); ++i) {
      const model::Body& body = handbook.documents[i].body;
      INFO(handbook.documents[i].path);
      note_kinds(body.blocks, block_kinds, inline_kinds);
      for (const model::Footnote& note : body.footnotes) note_kinds(note.content, block_kinds, inline_kinds);
      const std::string text = text_bytes(handbook.documents[i]);
      base::BinaryReader text_in(text);
      model::Document text_back;
      archive::read_text(text_in, text_back);
      CHECK(text_in.at_end());
      CHECK(text_back.body == body);
      CHECK(text_back.positions == handbook.documents[i].positions);
      CHECK(text_bytes(text_back) == text);  // with its positions, clauses …
    }
  }
  CHECK(block_kinds.size() == 10);
  CHECK(inline_kinds.size() == 13);
}

TEST_CASE("damaged bytes of a handbook are read without harm") {
  const std::vector<model::Handbook> all = handbooks();
  const std::string handbook = handbook_bytes(all[0]);
  std::vector<std::string> texts;
  for (const model::Handbook& each : all) {
    for (const model::Document& document : each.documents) texts.push_back(text_bytes(document));
  }
  std::mt19937 random(20260601);
  auto damaged = [&](std::string bytes) {
    for (std::size_t hit = 0; hit < 1 + random() % 3; ++hit)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (random() % 5 == 0) bytes.resize(random() % bytes.size());
    return bytes;
  };
  for (int round = 0; round < 100; ++round) {
    const std::string bytes = damaged(handbook);
    base::BinaryReader in(bytes);
    archive::read_handbook(in);
  }
  for (int round = 0; round < 2000; ++round) {
    const std::string bytes = damaged(texts[random() % texts.size()]);
    base::BinaryReader in(bytes);
    model::Document text;
    archive::read_text(in, text);
  }
  SUCCEED("no crash, no endless memory");
}
