#include "render/docx/link.h"

#include "base/escape.h"
#include "base/utf8.h"

namespace kitei::render::docx {
namespace {

// Word refuses longer addresses (2,083 characters).
constexpr std::size_t kLongestUrl = 2000;

bool may_lead_out(std::string_view url) {
  const std::string start = base::ascii_lower(url.substr(0, 8));
  return (start.starts_with("http://") || start.starts_with("https://") || start.starts_with("mailto:")) &&
         url.size() <= kLongestUrl;
}

// （手順-0402 パスワード管理手順） unless the text says so already.
std::string document_suffix(const Scope& scope, const model::Target& target, const std::string& shown) {
  const Input::Named* document = scope.output.input.find(target.id);
  if (!document) return {};
  const bool ja = scope.output.japanese();
  if (shown.find(document->title) != std::string::npos) return {};
  std::string suffix = ja ? "（" : " (";
  suffix.append(document->number).append(" ").append(document->title).append(ja ? "）" : ")");
  return suffix;
}

LinkPlan plan(const Scope& scope, const model::Target& target, const std::string& shown) {
  switch (target.kind) {
    case model::TargetKind::Withheld:
      return {{}, {}, {}, scope.output.text("withheld")};
    case model::TargetKind::External:
      return may_lead_out(target.id) ? LinkPlan{{}, base::escape_url(target.id), {}, {}} : LinkPlan{};
    case model::TargetKind::Document: {
      std::string anchor = scope.output.bookmarks.find(target.id, target.address.text);
      if (!anchor.empty()) return {std::move(anchor), {}, {}, {}};
      const Input::Named* document = scope.output.input.find(target.id);
      if (document && document->held == &scope.document()) return {};
      return {{}, {}, document_suffix(scope, target, shown), {}};
    }
    case model::TargetKind::None:
    case model::TargetKind::Control:
    case model::TargetKind::Record:
    case model::TargetKind::Law:
    case model::TargetKind::Term:
    case model::TargetKind::Asset:
      return {};
  }
  return {};
}

}  // namespace

LinkPlan plan_link(const Scope& scope, const model::Link& link) {
  return plan(scope, link.target, model::plain_text(link.content));
}

LinkPlan plan_reference(const Scope& scope, const model::Reference& reference) {
  return plan(scope, reference.target, reference.text.str());
}

}  // namespace kitei::render::docx
