// The words that references print: the target's own number and title, as today's handbook has them, in its language.
#pragma once
#include <string>

#include "base/diagnostic.h"
#include "model/document.h"

namespace kitei::resolve {

// 情報資産管理規程（規程-03）
std::string document_text(const model::Document& target, base::Language language);

// 第5条（持出し）, in the document itself.
std::string clause_text(const model::ClauseEntry& entry, base::Language language);

// 情報資産管理規程 第5条（持出し）
std::string clause_text_in(const model::Document& target, const model::ClauseEntry& entry, base::Language language);

// 第5条から第8条まで, 第5条第2項第1号から第3号まで
std::string range_text(const model::ClauseEntry& first, const model::ClauseEntry& last, base::Language language);

}  // namespace kitei::resolve
