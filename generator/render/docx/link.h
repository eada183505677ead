// What a link or reference becomes in a Word file: a jump inside the file, a web address, or plain text.
//
// Only http, https and mailto lead out of the file. A link to a document that this file does not hold becomes text with
// the document's number and title, so that nothing in a Word file that was sent to somebody leads nowhere.
#pragma once
#include <optional>
#include <string>

#include "model/block.h"
#include "render/docx/output.h"

namespace kitei::render::docx {

struct LinkPlan {
  std::string anchor;  // a bookmark of this file
  std::string url;     // percent-encoded
  std::string suffix;  // plain text after the link's own text: （手順-0402 パスワード管理手順）
  std::optional<std::string> replacement;  // the whole text instead: （非公開文書）
};

LinkPlan plan_link(const Scope& scope, const model::Link& link);
LinkPlan plan_reference(const Scope& scope, const model::Reference& reference);

}  // namespace kitei::render::docx
