#include <catch2/catch.hpp>

#include "editions.h"
#include "history/freeze.h"

using namespace kitei;

namespace {

std::string source(std::string_view id, std::string_view body, std::string_view more = "") {
  return "---\nid: " + std::string(id) + "\ntitle: 手順\nversion: \"1.0\"\n" + std::string(more) + "---\n" +
         std::string(body) + "\n";
}

const base::FileTree kFrozen{
    {"assets/a.png", "A"},
    {"assets/shared.png", "S"},
    {"handbook.yaml", "# 設定\r\ntitle: 規程集\r\nedition: '2026.1'  # 次の版\r\n"},
    {"procedures/P-1.md", source("P-1", "旧。![a](../assets/a.png) ![s](../assets/shared.png)")},
    {"procedures/P-2.md", source("P-2", "旧。![s](../assets/shared.png)")},
    {"procedures/P-3.md", source("P-3", "旧。")},
};

struct Result {
  base::FileTree files;
  std::string diagnostics;
};

Result select(const base::FileTree& working, std::vector<model::DocumentId> documents) {
  auto read = history::select_documents(working, test::sources_of(working), kFrozen, test::sources_of(kFrozen),
                                        {"2026.2", std::move(documents)});
  return {std::move(read.value), test::show(read.diagnostics)};
}

}  // namespace

TEST_CASE("an urgent release takes only the named documents from the working tree") {
  base::FileTree working = kFrozen;
  working["handbook.yaml"] = "title: 改名中\nedition: \"2026.2\"\n";
  working["procedures/P-1.md"] =
      source("P-1", "新。![a](../assets/a.png) ![n](../assets/%E6%96%B0.png) ![s](../assets/shared.png)");
  working["procedures/P-2.md"] = source("P-2", "書きかけ。");
  working["procedures/P-9.md"] = source("P-9", "書きかけの新文書。");
  working["assets/a.png"] = "A2";
  working["assets/新.png"] = "N";
  working["assets/other.png"] = "O";
  working["records.yaml"] = "records: []\n";
  const Result result = select(working, {{"p-1"}});
  CHECK(result.diagnostics.empty());
  base::FileTree expected = kFrozen;
  expected["procedures/P-1.md"] = working["procedures/P-1.md"];
  expected["assets/a.png"] = "A2";  // no other document shows it
  expected["assets/新.png"] = "N";
  expected["handbook.yaml"] = "# 設定\r\ntitle: 規程集\r\nedition: \"2026.2\"  # 次の版\r\n";
  CHECK(result.files == expected);
}

TEST_CASE("a file that others use too is not changed behind their back") {
  base::FileTree working = kFrozen;
  working["assets/shared.png"] = "S2";
  const Result result = select(working, {{"P-1"}, {"P-8"}});
  CHECK(result.diagnostics ==
        "assets/shared.png:1:1 release-conflict 'assets/shared.png' has changed and is also used by documents that are "
        "not to "
        "be released; P-1 needs it [name the other documents too, give the new file another name, or release "
        "everything]\n"
        "handbook.yaml:1:1 unknown-document there is no document 'P-8' to release\n");
  CHECK(select(working, {{"P-1"}, {"P-2"}}).diagnostics.empty());
}

TEST_CASE("a document that moved or took a new id leaves nothing behind, and a new one is added") {
  base::FileTree working = kFrozen;
  working.erase("procedures/P-3.md");
  working["procedures/2026/AB-3.md"] = source("AB-3", "新。", "aliases: [P-3]\n");
  working["regulations/R-1.md"] = source("R-1", "新設。");
  const Result result = select(working, {{"AB-3"}, {"R-1"}});
  CHECK(result.diagnostics.empty());
  CHECK_FALSE(result.files.contains("procedures/P-3.md"));
  CHECK(result.files.at("procedures/2026/AB-3.md") == working["procedures/2026/AB-3.md"]);
  CHECK(result.files.contains("regulations/R-1.md"));
}
