// Native numbering: which w:num a paragraph takes, so that Word counts to exactly the number the model holds.
//
// A NumberSequence follows what Word will count. A number that Word would not reach by counting (第3条の2, a number
// inside an appendix) is not numbered natively: the caller then prints it as text. Nothing here is shared between
// files.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/docx/templates.h"

namespace kitei::render::docx {

// w:numId and w:ilvl; num 0 means "no number".
struct NumberReference {
  int num = 0;
  int level = 0;
  const NumberLevel* layout = nullptr;  // indents of the level
};

// One run of numbers through a document: its headings, its articles.
struct NumberSequence {
  const NumberTemplate* numbering = nullptr;
  int num = 0;  // 0 until the first number is taken
  std::array<unsigned, 9> counters{};
};

enum class OnMismatch { Restart, PrintAsText };

class Numbering {
 public:
  explicit Numbering(const DocxTemplates& templates) : templates_(templates) {}

  NumberSequence sequence(std::string_view numbering) const;

  // The reference under which the next paragraph of `level` prints `wanted`, or nothing. Restart begins a new w:num at
  // the value where `wanted` is a plain number of the level (第5条 after 第3条).
  std::optional<NumberReference> next(NumberSequence& sequence, unsigned level, std::string_view wanted,
                                      OnMismatch on_mismatch);

  // A list of its own, counting from `start`.
  NumberReference list(std::string_view numbering, unsigned level, unsigned start);
  // Bullets do not count, so they share one w:num.
  NumberReference bullets(std::string_view numbering, unsigned level);

  bool used() const { return !nums_.empty(); }
  std::string part() const;  // word/numbering.xml

 private:
  struct Num {
    const NumberTemplate* numbering = nullptr;
    int level = -1;  // of the start override; -1: none
    unsigned start = 1;
  };
  int add(Num num);

  const DocxTemplates& templates_;
  std::vector<Num> nums_;
};

// The n-th value of a w:numFmt as Word prints it; empty where Word and LibreOffice disagree or the format is not known.
std::string format_number(std::string_view format, unsigned n);

}  // namespace kitei::render::docx
