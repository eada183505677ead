#include "render/html/urls.h"

#include <catch2/catch.hpp>

namespace kitei::render::html {

TEST_CASE("control pages have ASCII file names that never meet") {
  struct Case {
    const char* id;
    const char* path;
  };
  for (const Case& c : std::initializer_list<Case>{{"5.15", "controls/iso/5.15.html"},
                                                   {"PR.AA-01", "controls/iso/PR.AA-01.html"},
                                                   {"規1", "controls/iso/_e8_a6_8f1.html"},
                                                   {"a/b", "controls/iso/a_2fb.html"},
                                                   {"a_2fb", "controls/iso/a_5f2fb.html"},
                                                   {"..", "controls/iso/_2e..html"},
                                                   {"index", "controls/iso/_xindex.html"},
                                                   {"CON", "controls/iso/_xCON.html"}}) {
    CHECK(control_path({"iso", c.id}) == c.path);
  }
  CHECK(catalog_path("iso27001-2022") == "controls/iso27001-2022/index.html");
}

TEST_CASE("permanent addresses keep the document's id and the version in ASCII") {
  CHECK(history_path({"AB-P-515"}) == "id/AB-P-515.html");
  CHECK(version_path({"AB-P-515"}, model::parse_version("1.2")) == "id/AB-P-515@1.2.html");
  CHECK(version_path({"AB-P-515"}, model::parse_version("第2版")) == "id/AB-P-515@_e7_ac_ac2_e7_89_88.html");
  CHECK(redline_path("2025.1", "2026.1", {"AB"}) == "changes/2025.1_2026.1/AB.html");
  CHECK(word_path("2026.1", {"AB"}) == "docx/2026.1/AB.docx");
}

TEST_CASE("links are relative, percent-encoded and name a file") {
  CHECK(href("2026.1/procedure/A.html", "id/A@1.2.html") == "../../id/A@1.2.html");
  CHECK(href("2026.1/procedure/A.html", "2026.1/procedure/B.html", "アクセス権") ==
        "B.html#%E3%82%A2%E3%82%AF%E3%82%BB%E3%82%B9%E6%A8%A9");
  CHECK(href("index.html", "2026.1/規程/A B.html") == "2026.1/%E8%A6%8F%E7%A8%8B/A%20B.html");
  CHECK(href("", "", "art-1") == "#art-1");
}

TEST_CASE("ids of register entries hold no dot, no blank and stay apart") {
  CHECK(fragment_id("record", "D-12") == "record-D-12");
  CHECK(fragment_id("term", "アクセス権") == "term-アクセス権");
  CHECK(fragment_id("group", "5.1 a") == "group-5_2e1_20a");
  CHECK(fragment_id("t", "a_b") == "t-a_5fb");
  CHECK(fragment_id("t", "\"<>") == "t-_22_3c_3e");
}

TEST_CASE("assets are named by their content") {
  CHECK(asset_name("assets/図/network map.PNG", "0123456789abcdef") == "assets/network_20map-01234567.png");
  CHECK(asset_name("style.css", "89abcdef01234567") == "assets/style-89abcdef.css");
  CHECK(asset_name("LICENSE", "89abcdef01234567") == "assets/LICENSE-89abcdef");
  CHECK(asset_name("様式.xlsx", "89abcdef01234567") == "assets/_e6_a7_98_e5_bc_8f-89abcdef.xlsx");
}

}  // namespace kitei::render::html
