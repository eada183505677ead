#include "render/docx/numbering.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "render/docx/sample.h"

using namespace kitei;
using namespace kitei::render::docx;

TEST_CASE("numbers are printed as Word prints them") {
  struct Case {
    const char* format;
    unsigned n;
    const char* expected;
  };
  for (const Case& c : std::vector<Case>{{"decimal", 12, "12"},
                                         {"decimalFullWidth", 12, "１２"},
                                         {"aiueoFullWidth", 1, "ア"},
                                         {"aiueoFullWidth", 46, "ン"},
                                         {"aiueoFullWidth", 47, ""},
                                         {"irohaFullWidth", 3, "ハ"},
                                         {"decimalEnclosedCircle", 20, "⑳"},
                                         {"decimalEnclosedCircle", 21, ""},
                                         {"lowerLetter", 26, "z"},
                                         {"lowerLetter", 27, ""},
                                         {"japaneseCounting", 10, "十"},
                                         {"japaneseCounting", 21, "二十一"},
                                         {"japaneseCounting", 105, ""},
                                         {"decimal", 0, ""},
                                         {"unknown", 1, ""}}) {
    INFO(c.format << " " << c.n);
    CHECK(format_number(c.format, c.n) == c.expected);
  }
}

namespace {

// Walks a sequence; each step says the num it took, or "text".
std::string take(Numbering& numbering, NumberSequence& sequence, unsigned level, const char* wanted,
                 OnMismatch on_mismatch = OnMismatch::Restart) {
  const auto reference = numbering.next(sequence, level, wanted, on_mismatch);
  return reference ? std::to_string(reference->num) + "." + std::to_string(reference->level) : "text";
}

}  // namespace

TEST_CASE("a sequence is numbered natively only where Word counts to the same number") {
  Numbering numbering(sample::templates());
  auto outline = numbering.sequence("outline");
  CHECK(take(numbering, outline, 0, "1") == "1.0");
  CHECK(take(numbering, outline, 1, "1.1") == "1.1");
  CHECK(take(numbering, outline, 2, "1.1.1") == "1.2");
  CHECK(take(numbering, outline, 1, "1.2") == "1.1");
  CHECK(take(numbering, outline, 2, "1.2.1") == "1.2");
  CHECK(take(numbering, outline, 1, "1.5") == "text");
  CHECK(take(numbering, outline, 0, "2") == "1.0");
  CHECK(take(numbering, outline, 2, "2.1.1") == "text");  // under a level that was skipped
  CHECK(take(numbering, outline, 0, "") == "text");
  CHECK(take(numbering, outline, 7, "1") == "text");

  auto articles = numbering.sequence("articles-ja");
  CHECK(take(numbering, articles, 0, "第1条") == "2.0");
  CHECK(take(numbering, articles, 1, "2", OnMismatch::PrintAsText) == "2.1");
  CHECK(take(numbering, articles, 1, "3", OnMismatch::PrintAsText) == "2.1");
  CHECK(take(numbering, articles, 0, "第2条") == "2.0");
  CHECK(take(numbering, articles, 1, "2", OnMismatch::PrintAsText) == "2.1");
  CHECK(take(numbering, articles, 0, "第2条の2") == "text");
  CHECK(take(numbering, articles, 0, "第3条") == "2.0");
  CHECK(take(numbering, articles, 0, "第1条") == "3.0");  // of a 附則: counted anew
  CHECK(take(numbering, articles, 0, "第2条") == "3.0");
  CHECK(take(numbering, articles, 0, "第条") == "text");
  CHECK(take(numbering, articles, 0, "第99999999999999999999条") == "text");

  NumberSequence none = numbering.sequence("no such numbering");
  CHECK(take(numbering, none, 0, "1") == "text");
}

TEST_CASE("each ordered list has its own start, bullets share one") {
  Numbering numbering(sample::templates());
  const auto first = numbering.list("list-kana", 1, 1);
  const auto second = numbering.list("list-kana", 1, 5);
  const auto bullet = numbering.bullets("list-bullet", 0);
  CHECK(first.num == 1);
  CHECK(second.num == 2);
  CHECK(bullet.num == 3);
  CHECK(numbering.bullets("list-bullet", 20).num == 3);
  CHECK(numbering.bullets("list-bullet", 20).level == 8);
  const std::string part = numbering.part();
  CHECK(part.find("<w:num w:numId=\"2\"><w:abstractNumId w:val=\"") != std::string::npos);
  CHECK(part.find("<w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>") !=
        std::string::npos);
  CHECK(part.find("\"list-kana\"") != std::string::npos);
  CHECK(part.find("\"list-circled\"") == std::string::npos);  // only what is used
  CHECK(part.ends_with("</w:numbering>"));
}
