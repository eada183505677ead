#include <algorithm>

#include "base/escape.h"
#include "model/cadence.h"
#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

// 第1条（目的）: the title of an article stands in parentheses, unless the author set some or the article is deleted.
struct Wrapping {
  std::string_view before;
  std::string_view after;
};

Wrapping wrapping_of(const BodyWriter& writer, const model::Heading& heading, std::string_view title) {
  const model::Clause& clause = heading.clause;
  if (clause.number.empty() || title.empty()) return {};
  const std::string_view gap = writer.label("　", " ");
  if (clause.kind != model::ClauseKind::Article || heading.attributes->has_class("deleted")) return {gap, ""};
  if (title.starts_with("（") || title.starts_with("(")) return {};
  return writer.japanese() ? Wrapping{"（", "）"} : Wrapping{" (", ")"};
}

void write_permalink(BodyWriter& writer, std::string_view anchor, std::string_view name) {
  if (anchor.empty() || writer.links > 0) return;
  writer.put(" <a class=\"permalink\" href=\"#");
  writer.text(base::escape_url(writer.options.id_prefix));
  writer.text(base::escape_url(anchor));
  writer.put("\" aria-label=\"");
  writer.put(writer.label("", "Link to "));
  writer.text(name);
  writer.put(writer.label("へのリンク", ""));
  writer.put("\">#</a>");
}

// The words of the heading; `made` takes them where they are not one text.
std::string_view title_of(const model::Heading& heading, std::string& made) {
  if (heading.content.size() == 1) {
    if (const auto* text = base::get_if<model::Text>(&heading.content[0].node)) return text->text;
  }
  made = model::plain_text(heading.content);
  return made;
}

// 未施行（2026年7月1日施行）, until that day.
void write_not_yet(BodyWriter& writer, const model::Duty& duty) {
  const std::string text = model::not_yet_in_force(duty, writer.options.today, writer.options.language);
  if (text.empty()) return;
  writer.put(" <span class=\"not-yet\">");
  writer.text(text);
  writer.put("</span>");
}

// 頻度：年1回　担当：情報システム管理者
void write_duty(BodyWriter& writer, const model::Duty& duty) {
  if (duty.every.empty() && duty.by.empty()) return;
  const std::string text = model::duty_text(duty, writer.options.language);
  if (text.empty()) return;
  writer.put("<p class=\"duty\">");
  writer.text(text);
  writer.put("</p>\n");
}

void close(BodyWriter& writer, std::string_view element) {
  writer.put("</");
  writer.put(element);
  writer.put(">\n");
}

}  // namespace

std::string_view anchor_of(const model::Clause& clause) {
  return clause.address.empty() ? clause.structural.text : clause.address.text;
}

void write_second_anchor(BodyWriter& writer, const model::Clause& clause) {
  auto anchor = [&](const model::Address& address) {
    writer.put("<span");
    writer.id(address.text);
    writer.put("></span>");
  };
  if (!clause.address.empty() && !clause.structural.empty() && clause.address != clause.structural) anchor(clause.structural);
  for (const model::Address& address : *clause.also) anchor(address);
}

void write_heading(BodyWriter& writer, const model::Heading& heading) {
  const char element[] = {'h', static_cast<char>('0' + std::min(6u, heading.level + writer.options.heading_shift)), '\0'};
  writer.fresh_line();
  writer.put("<");
  writer.put(element);
  if (!writer.page()) {
    writer.id(heading.attributes->id.text);
    writer.put(">");
    write_inlines(writer, heading.content);
    close(writer, element);
    return;
  }
  const std::string_view anchor = heading.clause.kind == model::ClauseKind::None && heading.clause.address.empty()
                                      ? std::string_view(heading.attributes->id.text)
                                      : anchor_of(heading.clause);
  writer.id(anchor);
  writer.put(">");
  write_second_anchor(writer, heading.clause);
  writer.number(heading.clause.number);
  std::string made;
  const std::string_view title = title_of(heading, made);
  const Wrapping wrapping = wrapping_of(writer, heading, title);
  writer.text(wrapping.before);
  write_inlines(writer, heading.content);
  writer.text(wrapping.after);
  write_not_yet(writer, *heading.duty);
  write_permalink(writer, anchor, heading.clause.number.empty() ? title : std::string_view(heading.clause.number));
  close(writer, element);
  write_duty(writer, *heading.duty);
}

}  // namespace kitei::render::html
