#include "model/identifiers.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kitei;

TEST_CASE("which ids a document may have") {
  for (const char* id : {"AB-P-515", "a", "7", "A.b_c-D", "CONSOLE"}) {
    INFO(id);
    CHECK(model::is_valid_document_id(id));
  }
  CHECK(model::is_valid_document_id(std::string(64, 'a')));
  for (const char* id : {"", "-a", ".a", "_a", "a.", "a b", "規程", "a/b", "con", "NUL", "com1.txt", "a\n", "a#b"}) {
    INFO(id);
    CHECK_FALSE(model::is_valid_document_id(id));
  }
  CHECK_FALSE(model::is_valid_document_id(std::string(65, 'a')));
  CHECK(model::DocumentId{"Ab-P"}.folded() == model::DocumentId{"AB-p"}.folded());
}

TEST_CASE("control numbers are compared in any width") {
  CHECK(model::control_key("　Ｍａ１.１ ") == "Ma1.1");
  CHECK(model::control_key("５．１５") == "5.15");
  CHECK(model::ControlId{"iso27001-2022", "5.15"}.text() == "iso27001-2022:5.15");
}

TEST_CASE("natural order") {
  const std::vector<std::string> ordered{"",
                                         "5",
                                         "5.01",
                                         "5.1",
                                         "5.2",
                                         "5.10",
                                         "5.10.1",
                                         "8.4",
                                         "A.5",
                                         "AB-P-9",
                                         "AB-P-10",
                                         "AB-P-99999999999999999999998",
                                         "AB-P-99999999999999999999999",
                                         "第2条",
                                         "第10条"};
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    for (std::size_t j = 0; j < ordered.size(); ++j) {
      INFO(ordered[i] << " " << ordered[j]);
      CHECK(model::natural_less(ordered[i], ordered[j]) == (i < j));
    }
  }
}

TEST_CASE("versions are ordered by their numbers, however they are written") {
  const std::vector<std::string> ordered{"draft",   "草案",  "0.9",    "1",    "1.1",
                                         "Ver.1.2", "第2版", "v2.0.1", "2.10", "Rev.3"};
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    for (std::size_t j = 0; j < ordered.size(); ++j) {
      INFO(ordered[i] << " " << ordered[j]);
      CHECK((model::parse_version(ordered[i]) < model::parse_version(ordered[j])) == (i < j));
    }
  }
  for (const char* one : {"1", "1.0", "初版", "第1版", "第１版", "1.0版", "v1", " 1.0.0 "}) {
    INFO(one);
    CHECK(model::parse_version(one) == model::parse_version("1"));
  }
  for (const char* none : {"", "1.", "1..2", ".1", "1.a", "1 2", "版", "第版"}) {
    INFO(none);
    CHECK(model::version_numbers(none).empty());
  }
  CHECK(model::parse_version(" 第2版 ").text == "第2版");
}

TEST_CASE("the next version keeps the manner of writing") {
  struct Case {
    std::string version, next, whole;
  };
  const std::vector<Case> cases{
      {"1.2", "1.3", "2.0"},
      {"1.9", "1.10", "2.0"},
      {"2", "3", "3"},
      {"初版", "第2版", "第2版"},
      {"第2版", "第3版", "第3版"},
      {"第２版", "第3版", "第3版"},
      {"1.2版", "1.3版", "2.0版"},
      {"v1.2.3", "v1.2.4", "v2.0.0"},
      {"", "1.0", "1.0"},
      {"草案", "1.0", "1.0"},
      {"Ver.１.２", "Ver.1.3", "Ver.2.0"},
  };
  for (const Case& c : cases) {
    INFO(c.version);
    const model::Version version = model::parse_version(c.version);
    CHECK(model::next_version(version, model::Step::Next).text == c.next);
    CHECK(model::next_version(version, model::Step::Whole).text == c.whole);
    CHECK(model::next_version(version, model::Step::Next) > version);
  }
}
