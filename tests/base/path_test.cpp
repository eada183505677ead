#include "base/path.h"

#include <catch2/catch.hpp>
#include <set>
#include <vector>

using namespace kitei;

TEST_CASE("parts of a path") {
  CHECK(base::parent_path("a/b/c.md") == "a/b");
  CHECK(base::parent_path("c.md").empty());
  CHECK(base::file_name("a/b/c.md") == "c.md");
  CHECK(base::file_name("c.md") == "c.md");
  CHECK(base::extension("a/図.TAR.GZ") == "gz");
  CHECK(base::extension("a.b/c").empty());
  CHECK(base::extension(".gitignore").empty());
}

TEST_CASE("a path written in a file is followed inside the tree only") {
  struct Case {
    std::string folder, target, expected;  // "" = outside
  };
  const std::vector<Case> cases{
      {"regulations", "../forms/x.md", "forms/x.md"},
      {"regulations", "x.md", "regulations/x.md"},
      {"", "x.md", "x.md"},
      {"a/b", "./../c//d.md", "a/c/d.md"},
      {"a", "..", ""},
      {"a", "../..", ""},
      {"", "../x", ""},
      {"a/b", "../../../etc/passwd", ""},
      {"a", "/etc/passwd", ""},
      {"a", "..\\x", ""},
      {"a", std::string("x\0y", 3), ""},
      {"a", "", ""},
      {"規程", "../手順/付与.md", "手順/付与.md"},
  };
  for (const Case& c : cases) {
    INFO(c.folder << " + " << c.target);
    CHECK(base::join_path(c.folder, c.target).value_or("") == c.expected);
  }
}

TEST_CASE("relative paths lead from page to file and back") {
  struct Case {
    std::string from, to, expected;
  };
  const std::vector<Case> cases{
      {"2026.1/procedure/A.html", "id/A.html", "../../id/A.html"},
      {"2026.1/procedure/A.html", "2026.1/procedure/B.html", "B.html"},
      {"2026.1/procedure/A.html", "2026.1/index.html", "../index.html"},
      {"index.html", "2026.1/index.html", "2026.1/index.html"},
      {"a/b.html", "a", "../a"},
      {"a/x.html", "ab/x.html", "../ab/x.html"},
  };
  for (const Case& c : cases) {
    INFO(c.from << " → " << c.to);
    CHECK(base::relative_path(c.from, c.to) == c.expected);
    CHECK(base::join_path(base::parent_path(c.from), base::relative_path(c.from, c.to)) == c.to);
  }
}

TEST_CASE("file names for ids are ASCII, and never the same for two ids") {
  CHECK(base::ascii_file_name("A.5.15") == "A.5.15");
  CHECK(base::ascii_file_name("Ma1/1") == "Ma1_2f1");
  CHECK(base::ascii_file_name("_5f") == "_5f5f");
  CHECK(base::ascii_file_name("..") == "_2e.");
  CHECK(base::ascii_file_name("管") == "_e7_ae_a1");
  CHECK(base::ascii_file_name("a b") == "a_20b");
  std::set<std::string> names;
  const std::vector<std::string> ids{"a",    "A",  "_61", "a_",   "a_5f", ".a",
                                     "_2ea", "a.", "a/",  "a_2f", "管",   "_e7_ae_a1"};
  for (const std::string& id : ids) names.insert(base::ascii_file_name(id));
  CHECK(names.size() == ids.size());
}

TEST_CASE("file names for an office") {
  CHECK(base::office_file_name("アクセス制御: 付与/変更?", 40) == "アクセス制御_ 付与_変更_");
  CHECK(base::office_file_name("　.規程 . ", 40) == "規程");
  CHECK(base::office_file_name("規程規程", 3) == "規程規");
  CHECK(base::office_file_name("a\nb\x7F", 40) == "a_b_");
  CHECK(base::office_file_name("...", 40).empty());
}

TEST_CASE("names that Windows keeps") {
  for (const char* name : {"CON", "nul", "com1", "LPT9", "con.md", "Aux.tar.gz"}) CHECK(base::is_reserved_name(name));
  for (const char* name : {"CONSOLE", "com0", "com10", "a.con", "", "AB-P-515"})
    CHECK_FALSE(base::is_reserved_name(name));
}
