#include "history/revise.h"

#include <catch2/catch.hpp>

#include "editions.h"
#include "source/config.h"
#include "source/document.h"

using namespace kitei;
using test::day;

namespace {

history::RevisionRequest request() {
  history::RevisionRequest made;
  made.summary = "パスワード長を変更";
  made.effective = day("2026-04-01");
  return made;
}

struct Case {
  std::string name;
  history::RevisionRequest request;
  std::string before, after;
};

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
  return out;
}

void check(const Case& c) {
  INFO(c.name);
  const auto revised = history::revise_source("procedures/P-1.md", c.before, c.request);
  CHECK(test::show(revised.diagnostics).empty());
  CHECK(revised.value == c.after);
  const auto read = source::read_document("procedures/P-1.md", revised.value, source::read_config("").value);
  CHECK(test::show(read.diagnostics).empty());
  REQUIRE(read.value);
  CHECK(read.value->version == read.value->revisions.at(0).version);
  CHECK(read.value->effective_date == c.request.effective);
  CHECK(read.value->revisions[0].summary == c.request.summary);
}

}  // namespace

TEST_CASE("a revision is written into the front matter and leaves the rest alone") {
  history::RevisionRequest full = request();
  full.change = model::Significance::Editorial;
  full.approved = day("2026-03-19");
  full.reason = "内部監査 24-03: \"重大\"な指摘 #1";
  full.author = "情報システム部";
  full.approver = "経営責任者";
  full.type = "一部改正";
  history::RevisionRequest whole = request();
  whole.version = model::parse_version("2.0");

  const std::string usual =
      "---\n"
      "id: P-1   # 変えない\n"
      "title: 'アクセス制御'\n"
      "version: \"1.2\"  # 版\n"
      "effective_date: 2025-04-01\n"
      "revisions:\n"
      "  # 新しい順\n"
      "  - version: \"1.2\"\n"
      "    date: 2025-04-01\n"
      "    summary: 見直し\n"
      "  - {version: \"1.1\", date: 2024-04-01, summary: 初回}\n"
      "owner: 情報管理者\n"
      "---\n"
      "本文 version: \"1.2\"\n";
  const std::string revised =
      "---\n"
      "id: P-1   # 変えない\n"
      "title: 'アクセス制御'\n"
      "version: \"1.3\"  # 版\n"
      "effective_date: 2026-04-01\n"
      "revisions:\n"
      "  # 新しい順\n"
      "  - version: \"1.3\"\n"
      "    date: 2026-04-01\n"
      "    change: material\n"
      "    summary: パスワード長を変更\n"
      "  - version: \"1.2\"\n"
      "    date: 2025-04-01\n"
      "    summary: 見直し\n"
      "  - {version: \"1.1\", date: 2024-04-01, summary: 初回}\n"
      "owner: 情報管理者\n"
      "---\n"
      "本文 version: \"1.2\"\n";

  const std::vector<Case> cases{
      {"as usual", request(), usual, revised},
      {"with Windows line ends", request(), with_crlf(usual), with_crlf(revised)},
      {"with a byte order mark", request(), "\xEF\xBB\xBF" + usual, "\xEF\xBB\xBF" + revised},
      {"every value, Japanese keys", full,
       "---\n文書ID: P-1\n題名: 手順\n版数: 初版\n施行日: 2025年4月1日\n承認日: 2025-03-20\n作成者: 山田\n承認者: "
       "\"旧責任者\"\n"
       "改訂履歴:\n- 版数: 初版\n  日付: 2025-04-01\n  改訂内容: 制定\n---\n本文\n",
       "---\n文書ID: P-1\n題名: 手順\n版数: 第2版\n施行日: 2026-04-01\n承認日: 2026-03-19\n作成者: "
       "情報システム部\n承認者: \"経営責任者\"\n"
       "改訂履歴:\n- 版数: 第2版\n  日付: 2026-04-01\n  承認日: 2026-03-19\n  作成者: 情報システム部\n  承認者: "
       "経営責任者\n"
       "  区分: 一部改正\n  変更の種類: 軽微\n  改訂内容: パスワード長を変更\n"
       "  改訂理由: \"内部監査 24-03: \\\"重大\\\"な指摘 #1\"\n- 版数: 初版\n  日付: 2025-04-01\n  改訂内容: "
       "制定\n---\n本文\n"},
      {"no revisions yet", whole, "---\nid: P-1\ntitle: 手順\nversion: 1.2\n---\n",
       "---\nid: P-1\ntitle: 手順\nversion: 2.0\nrevisions:\n  - version: 2.0\n    date: 2026-04-01\n    change: "
       "material\n"
       "    summary: パスワード長を変更\n---\n"},
      {"no revisions yet, Japanese keys", request(), "---\nid: P-1\ntitle: 手順\n版数: '1.2'\n...\n",
       "---\nid: P-1\ntitle: 手順\n版数: '1.3'\n改訂履歴:\n  - 版数: '1.3'\n    施行日: 2026-04-01\n    変更の種類: "
       "実質\n"
       "    改訂内容: パスワード長を変更\n...\n"},
      {"an empty list", request(),
       "---\nid: P-1\ntitle: 手順\nversion: \"1.2\"\nrevisions:   # まだない\nowner: x\n---\n",
       "---\nid: P-1\ntitle: 手順\nversion: \"1.3\"\nrevisions:   # まだない\n  - version: \"1.3\"\n    date: "
       "2026-04-01\n"
       "    change: material\n    summary: パスワード長を変更\nowner: x\n---\n"},
      {"an empty list in brackets", request(), "---\nid: P-1\ntitle: 手順\nversion: \"1.2\"\nrevisions: []\n---\n",
       "---\nid: P-1\ntitle: 手順\nversion: \"1.3\"\nrevisions: [{version: \"1.3\", date: 2026-04-01, change: "
       "material, "
       "summary: パスワード長を変更}]\n---\n"},
      {"a list in brackets", request(),
       "---\nid: P-1\ntitle: 手順\nrevisions: [{version: \"1.2\", date: 2025-04-01, summary: a}]\n---\n",
       "---\nid: P-1\ntitle: 手順\nrevisions: [{version: \"1.3\", date: 2026-04-01, change: material, "
       "summary: パスワード長を変更}, {version: \"1.2\", date: 2025-04-01, summary: a}]\n---\n"},
      {"rows in braces", request(),
       "---\nid: P-1\ntitle: 手順\nrevisions:\n    - {version: \"1.2\", summary: a}\n---\n",
       "---\nid: P-1\ntitle: 手順\nrevisions:\n    - {version: \"1.3\", date: 2026-04-01, change: material, "
       "summary: パスワード長を変更}\n    - {version: \"1.2\", summary: a}\n---\n"},
      {"keys without a value are filled", full,
       "---\nid: P-1\ntitle: 手順\nversion:\neffective_date: # 未定\napproved_date:\n---\n",
       "---\nid: P-1\ntitle: 手順\nversion: \"1.0\"\neffective_date: 2026-04-01 # 未定\napproved_date: 2026-03-19\n"
       "revisions:\n  - version: \"1.0\"\n    date: 2026-04-01\n    approved: 2026-03-19\n    author: 情報システム部\n"
       "    approver: 経営責任者\n    type: 一部改正\n    change: editorial\n    summary: パスワード長を変更\n"
       "    reason: \"内部監査 24-03: \\\"重大\\\"な指摘 #1\"\n---\n"},
      {"the approval of the version before is taken out", request(),
       "---\nid: P-1\ntitle: 手順\nversion: \"1.2\"\napproved_date: 2025-03-19   # 稟議\n---\n",
       "---\nid: P-1\ntitle: 手順\nversion: \"1.3\"\napproved_date:   # 稟議\nrevisions:\n  - version: \"1.3\"\n"
       "    date: 2026-04-01\n    change: material\n    summary: パスワード長を変更\n---\n"},
  };
  for (const Case& c : cases) check(c);
}

TEST_CASE("what cannot be revised is refused with its place") {
  history::RevisionRequest lower = request(), silent = request();
  lower.version = model::parse_version("1.1");
  silent.summary = "　";
  struct Refused {
    std::string name;
    history::RevisionRequest request;
    std::string source, expected;
  };
  const std::vector<Refused> cases{
      {"no front matter", request(), "# 題名\n",
       "P.md:1:1 front-matter-invalid the file has no front matter between two lines of '---' [a revision is written "
       "there]\n"},
      {"never closed", request(), "---\nid: P-1\n",
       "P.md:1:1 front-matter-invalid the file has no front matter between two lines of '---' [a revision is written "
       "there]\n"},
      {"a part", request(), "---\nid: P-1\npart_of: H-1\n---\n",
       "P.md:3:10 front-matter-invalid the version of this document is that of 'H-1' [revise 'H-1']\n"},
      {"an earlier version", lower, "---\nid: P-1\nversion: \"1.2\"\n---\n",
       "P.md:3:10 version-mismatch version 1.1 is not after the present version 1.2\n"},
      {"no summary", silent, "---\nid: P-1\nversion: \"1.2\"\n---\n",
       "P.md:2:1 front-matter-invalid a revision needs a summary\n"},
      {"revisions that are text", request(), "---\nid: P-1\nrevisions: なし\n---\n",
       "P.md:3:12 front-matter-invalid revisions: expected a list of rows [begin each row with '- version:']\n"},
      {"a version over two lines", request(), "---\nid: P-1\nversion: >\n  1.2\n---\n",
       "P.md:3:10 front-matter-invalid the value of 'version' cannot be changed by itself [write it on one line, as in "
       "'key: "
       "value']\n"},
  };
  for (const Refused& c : cases) {
    INFO(c.name);
    const auto revised = history::revise_source("P.md", c.source, c.request);
    CHECK(revised.value.empty());
    CHECK(test::show(revised.diagnostics) == c.expected);
  }
  // A fault of the YAML itself is reported as the reader of documents reports it.
  const auto broken = history::revise_source("P.md", "---\nid: \"P-1\nversion: 1.2\n---\n", request());
  CHECK(broken.value.empty());
  REQUIRE(broken.diagnostics.size() == 1);
  CHECK(broken.diagnostics[0].position.line == 2);
}

TEST_CASE("approval evidence that stays is pointed out") {
  const auto revised =
      history::revise_source("P.md", "---\nid: P-1\nversion: \"1.2\"\napproval: {ref: 稟議2025-031}\n---\n", request());
  CHECK_FALSE(revised.value.empty());
  CHECK(test::show(revised.diagnostics) ==
        "P.md:4:1 approval-evidence-missing 'approval' still tells about the approval of the version before 1.3 "
        "[replace it when "
        "the new version is approved]\n");
  CHECK(revised.diagnostics[0].severity == base::Severity::Warning);
}
