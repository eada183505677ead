// Whose clause a reference in running text means, by the words before it: 情報資産管理規程第5条 is a document of the handbook,
// 個人情報保護法第26条 a law, この規程の第3条 or plain 第3条 our own. What cannot be told for certain is said to be so, since a
// reference to somebody else's rules must never be called wrong.
#pragma once
#include <string_view>

#include "resolve/lookup.h"

namespace kitei::resolve {

enum class Whose {
  Ours,          // nothing before it says otherwise
  PerhapsOurs,   // the words before it do not tell
  OfDocument,    // of a document of the handbook, named by title, number or id
  OfLast,        // 同規程: of the document that was named last
  OfSomeoneElse, // of a law, a contract, or rules that are not in the handbook
};

struct Owner {
  Whose whose = Whose::Ours;
  const model::Document* document = nullptr;  // of OfDocument
};

// What the text before byte `at` says.
Owner owner_before(std::string_view text, std::size_t at, const Lookup& lookup);

// Whether a law or other rules from outside are named anywhere in the text.
bool names_foreign_rules(std::string_view text, const Lookup& lookup);

// A kanji, katakana, Latin letter or digit, of which names are made.
bool is_name_character(char32_t c);

}  // namespace kitei::resolve
