// What Japanese annexes are called: 別表, 別紙, 様式 …
#pragma once
#include <array>
#include <string_view>

#include "model/block.h"

namespace kitei::resolve {

// 別記様式 comes before 別記, with which it begins.
inline constexpr std::array<std::string_view, 9> kAppendixWords{"別記様式", "別表", "別紙", "別添", "別記", "別図", "様式", "付録", "付表"};

// An annex whose title begins with such a word (# 別紙 連絡網 {.appendix}) is called that: the word, which is printed with the
// number, goes from the title to label="…". A document that comes in again has it there.
void take_appendix_word(model::Heading& heading);

}  // namespace kitei::resolve
