#include "pack/pack.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <ctime>
#include <deque>
#include <map>
#include <set>

#include "adapters/hash.h"
#include "adapters/sha256.h"
#include "adapters/zip.h"
#include "adapters/zip_writer.h"
#include "pack/manifest.h"
#include "pack/verify.h"

using namespace kitei;

namespace {

pack::PackInput input() {
  pack::PackInput input;
  input.pack = "staff";
  input.edition = "2026.1";
  input.documents = {{"KH-01", "情報セキュリティ基本方針", "1.1", "docx", "PK word"},
                     {"YS-03", "アカウント申請書", "初版", "xlsx", "PK sheet"}};
  input.index_html = "<!doctype html><title>配布パック</title>";
  return input;
}

base::FileTree unzip(const std::string& bytes) {
  const auto contents = adapters::read_zip(bytes);
  REQUIRE(!contents.problem);
  return contents.files;
}

std::string zip(const base::FileTree& files) {
  std::vector<adapters::ZipFile> entries;
  for (const auto& [path, bytes] : files) entries.push_back({path, bytes});
  return adapters::write_zip(entries);
}

std::string all(const pack::Findings& findings) {
  std::string out;
  for (const auto& finding : findings) {
    out += finding.path + ": " + finding.message.en + " | " + finding.message.ja + " [" + finding.code + "]\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a pack holds its files under names that an office can read") {
  const base::FileTree files = unzip(pack::build_pack(input()));
  std::vector<std::string> paths;
  for (const auto& [path, bytes] : files) paths.push_back(path);
  CHECK(paths == std::vector<std::string>{"docx/KH-01_情報セキュリティ基本方針_v1.1.docx",
                                          "forms/YS-03_アカウント申請書_初版.xlsx", "index.html", "manifest.json"});
  CHECK(files.at("docx/KH-01_情報セキュリティ基本方針_v1.1.docx") == "PK word");
}

TEST_CASE("the manifest has exactly the form of the contract") {
  const base::FileTree files = unzip(pack::build_pack(input()));
  const std::string word = adapters::sha256_hex("PK word");
  const std::string sheet = adapters::sha256_hex("PK sheet");
  const std::string html = adapters::sha256_hex(input().index_html);
  const std::string expected = R"({
  "schema": 1,
  "pack": "staff",
  "edition": "2026.1",
  "documents": [
    {
      "id": "KH-01",
      "version": "1.1",
      "sha256": ")" + word + R"("
    },
    {
      "id": "YS-03",
      "version": "初版",
      "sha256": ")" + sheet + R"("
    }
  ],
  "files": [
    {
      "path": "docx/KH-01_情報セキュリティ基本方針_v1.1.docx",
      "bytes": 7,
      "sha256": ")" + word + R"("
    },
    {
      "path": "forms/YS-03_アカウント申請書_初版.xlsx",
      "bytes": 8,
      "sha256": ")" + sheet + R"("
    },
    {
      "path": "index.html",
      "bytes": )" + std::to_string(input().index_html.size()) +
                               R"(,
      "sha256": ")" + html + R"("
    }
  ]
}
)";
  CHECK(files.at("manifest.json") == expected);
  const auto parsed = pack::parse_manifest(expected);
  CHECK(all(parsed.findings) == "");
  CHECK(pack::manifest_text(parsed.manifest) == expected);
}

TEST_CASE("names in a pack are safe for Windows and never too long") {
  struct Case {
    pack::PackDocument document;
    std::string expected;
  };
  const std::string title(300, 'a');
  for (const Case& c : std::vector<Case>{
           {{"A-1", "a/b:c*?\"<>|", "2", "docx", ""}, "docx/A-1_a_b_c_______v2.docx"},
           {{"A-1", "題名。", "", "docx", ""}, "docx/A-1_題名。.docx"},
           {{"A-1", "../../etc/passwd", "1", "docx", ""}, "docx/A-1_.._.._etc_passwd_v1.docx"},
           {{"A-1", "か\u3099", "1", "docx", ""}, "docx/A-1_が_v1.docx"},
           {{"A-1", title, "1.0", "docx", ""}, "docx/" + ("A-1_" + title).substr(0, 90) + "_v1.0.docx"}}) {
    CHECK(pack::pack_path(c.document) == c.expected);
  }
}

TEST_CASE("the same input gives the same bytes in any time zone, and Word files are stored") {
  const std::string first = pack::build_pack(input());
  setenv("TZ", "Asia/Tokyo", 1);
  tzset();
  const std::string second = pack::build_pack(input());
  unsetenv("TZ");
  tzset();
  CHECK(first == second);
  CHECK(first.find("PK word") != std::string::npos);
}

TEST_CASE("a pack as it was built verifies") { CHECK(all(pack::verify_pack(pack::build_pack(input()))) == ""); }

TEST_CASE("what was done to a pack is found") {
  const base::FileTree original = unzip(pack::build_pack(input()));
  const std::string word = "docx/KH-01_情報セキュリティ基本方針_v1.1.docx";
  base::FileTree files = original;
  files[word] = "PK tord";
  CHECK(all(pack::verify_pack(zip(files))) ==
        word + ": '" + word + "' was changed | 「" + word + "」の中身が変わっています [changed]\n");

  files = original;
  files.erase("index.html");
  CHECK(all(pack::verify_pack(zip(files))) ==
        "index.html: 'index.html' is missing | 「index.html」がありません [missing]\n");

  files = original;
  files["docx/余分.docx"] = "x";
  files["manifest.json.minisig"] = "signature";
  CHECK(all(pack::verify_pack(zip(files))) ==
        "docx/余分.docx: 'docx/余分.docx' is not in the manifest | 「docx/余分.docx」は目録にありません [extra]\n");

  files = original;
  files.erase("manifest.json");
  CHECK(all(pack::verify_pack(zip(files))) ==
        "manifest.json: there is no manifest.json | 目録（manifest.json）がありません [manifest-missing]\n");

  CHECK(pack::verify_pack("PK\x03\x04 broken").at(0).code == "archive-broken");
}

TEST_CASE("a broken manifest is said to be broken") {
  struct Case {
    const char* text;
    const char* first;
  };
  const std::string hash(64, 'a');
  for (const Case& c :
       std::vector<Case>{{"[]", "the manifest is not an object"},
                         {"{\"schema\": 2, \"files\": []}", "the manifest's schema is not 1"},
                         {"{\"schema\": 1}", "'files' is not a list"},
                         {"{\"schema\": 1, \"files\": [{\"path\": \"a\", \"bytes\": 1}]}", "'sha256' is missing"},
                         {"{\"schema\": 1, \"files\": [{\"path\": \"a\", \"bytes\": 1, \"sha256\": \"ABC\"}]}",
                          "'ABC' is no SHA-256"},
                         {"{\"schema\": 1, \"pack\": 5, \"files\": []}", "'pack' is not a text"},
                         {"{\"schema\": 1, \"documents\": {}, \"files\": []}", "'documents' is not a list"}}) {
    INFO(c.text);
    const auto parsed = pack::parse_manifest(c.text);
    REQUIRE(!parsed.findings.empty());
    CHECK(parsed.findings[0].message.en == c.first);
    CHECK(parsed.findings[0].code == "manifest-broken");
    CHECK(pack::verify_output({{"manifest.json", c.text}}) == parsed.findings);
  }
  CHECK(pack::parse_manifest("{\"schema\": 1").findings.at(0).code == "manifest-broken");
}

TEST_CASE("paths that leave the folder are never looked up") {
  for (const char* path : {"../x", "/etc/passwd", "a/../../x", "C:/x", "a\\b", "", "./a"}) {
    INFO(path);
    pack::Manifest manifest;
    manifest.files = {{path, 1, std::string(64, 'a')}};
    const auto findings = pack::verify_output(manifest,
                                              [](const std::string&) -> std::optional<std::string> {
                                                FAIL("looked up");
                                                return std::nullopt;
                                              },
                                              {});
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].code == "unsafe-name");
  }
}

TEST_CASE("a manifest that is written file by file is the same text") {
  pack::ManifestWriter writer;
  CHECK(pack::ManifestWriter().finish() == pack::manifest_text({}));
  pack::Manifest manifest;
  for (const std::string path : {"a \"quoted\"\\path", "a.txt", "規程/一\n.md"}) {
    manifest.files.push_back(pack::manifest_file(path, path));
    writer.add(path, path.size(), adapters::sha256(path));
  }
  CHECK(writer.finish() == pack::manifest_text(manifest));
  CHECK(pack::parse_manifest(pack::manifest_text(manifest)).manifest == manifest);
}

TEST_CASE("a manifest after changes is what it would be if written anew") {
  using Files = std::map<std::string, std::string>;
  const auto written = [](const Files& files) {
    pack::ManifestWriter writer;
    for (const auto& [path, bytes] : files) writer.add(path, bytes.size(), adapters::sha256(bytes));
    return writer.finish();
  };
  const auto changed = [](const std::string& before, const Files& listed, const std::set<std::string>& gone) -> std::optional<std::string> {
    std::vector<pack::ManifestChange> changes;
    for (const auto& [path, bytes] : listed) changes.push_back({path, true, bytes.size(), adapters::sha256(bytes)});
    for (const std::string& path : gone) changes.push_back({path, false, 0, {}});
    std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    std::deque<std::string> room;
    const auto pieces = pack::changed_manifest(before, changes, room);
    if (!pieces) return std::nullopt;
    std::string text;
    for (const std::string_view piece : *pieces) text += piece;
    return text;
  };
  // All ways in which each of a few files is there or not, before and after, and the same or another one.
  const std::vector<std::string> paths{"a", "site/a.html", "site/規程/一.html", "z"};
  for (std::size_t way = 0; way < 256; ++way) {
    Files before, after, listed;
    std::set<std::string> gone;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      const std::size_t kind = way >> (2 * i) & 3;  // comes, goes, changes, stays
      if (kind != 0) before[paths[i]] = "old";
      if (kind != 1) after[paths[i]] = kind == 3 ? "old" : "another";
      if (kind == 1) gone.insert(paths[i]);
      if (kind == 0 || kind == 2) listed[paths[i]] = "another";
    }
    INFO(way);
    const auto made = changed(written(before), listed, gone);
    if (before.empty()) CHECK(!made);  // its list has another form
    else CHECK(made == written(after));
  }
  Files many;
  for (int i = 0; i < 300; ++i) many["f" + std::to_string(i)] = std::string(i, 'x');
  const std::string before = written(many);
  for (int i = 0; i < 330; i += 7) {
    Files after = many;
    after["f" + std::to_string(i)] = "new";
    CHECK(changed(before, {{"f" + std::to_string(i), "new"}}, {}) == written(after));
  }
  // What is no such text, and paths that JSON writes in another way.
  CHECK(!changed(before.substr(0, before.size() - 3), {{"f1", ""}}, {}));
  CHECK(!changed("{}", {{"f1", ""}}, {}));
  CHECK(!changed(before, {{"a\"b", ""}}, {}));
  CHECK(!changed(written({{"a\"b", ""}}), {{"c", ""}}, {}));
}

TEST_CASE("a document without its file is found") {
  pack::Manifest manifest{"staff", "2026.1", {{"KH-01", "1.1", adapters::sha256_hex("other")}}, {}};
  manifest.files = {pack::manifest_file("a.txt", "a")};
  const auto findings = pack::verify_output({{"a.txt", "a"}, {"manifest.json", pack::manifest_text(manifest)}});
  CHECK(all(findings) ==
        "manifest.json: no file belongs to document 'KH-01' | 文書「KH-01」に当たるファイルがありません "
        "[document-mismatch]\n");
}
