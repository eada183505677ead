#include "render/docx/inline.h"

#include <string>
#include <utility>

#include "base/utf8.h"
#include "render/docx/blocks.h"
#include "render/docx/link.h"
#include "render/docx/text_scan.h"

namespace kitei::render::docx {
namespace {

bool has_edge_blank(std::string_view text) { return !text.empty() && (text.front() == ' ' || text.back() == ' '); }

// Collects text until the formatting changes.
class InlineWriter {
 public:
  explicit InlineWriter(Scope& scope) : scope_(scope) {}

  void write(const model::Inlines& inlines, const RunFormat& format) {
    for (const model::Inline& node : inlines) {
      base::visit([&](const auto& inner) { write_node(inner, format); }, node.node);
    }
  }

  void flush() {
    if (!pending_.empty()) write_text(scope_, std::exchange(pending_, {}), format_);
  }

 private:
  void add(std::string_view text, const RunFormat& format) {
    if (!(format == format_)) {
      flush();
      format_ = format;
    }
    pending_ += text;
  }

  void write_node(const model::Text& node, const RunFormat& format) { add(node.text, format); }
  void write_node(const model::SoftBreak&, const RunFormat& format) { add(" ", format); }
  void write_node(const model::LineBreak&, const RunFormat& format) { add("\n", format); }

  void write_node(const model::CodeSpan& node, RunFormat format) {
    format.style = "CodeChar";
    add(node.text, format);
  }
  void write_node(const model::Emphasis& node, RunFormat format) {
    format.italic = true;
    write(node.content, format);
  }
  void write_node(const model::Strong& node, RunFormat format) {
    format.bold = true;
    write(node.content, format);
  }
  void write_node(const model::Strikethrough& node, RunFormat format) {
    format.strike = true;
    write(node.content, format);
  }

  void write_node(const model::Markup& node, RunFormat format) {
    switch (node.tag) {
      case model::MarkupTag::Subscript:
        format.script = RunFormat::Script::Below;
        write(node.content, format);
        break;
      case model::MarkupTag::Superscript:
        format.script = RunFormat::Script::Above;
        write(node.content, format);
        break;
      case model::MarkupTag::Keyboard:
        format.style = "KeyboardChar";
        write(node.content, format);
        break;
      case model::MarkupTag::Ruby:
        write(node.content, format);
        break;
      case model::MarkupTag::RubyText:
        add(scope_.output.japanese() ? "（" : " (", format);
        write(node.content, format);
        add(scope_.output.japanese() ? "）" : ")", format);
        break;
      case model::MarkupTag::RubyParenthesis:
        break;  // RubyText brings its own
      case model::MarkupTag::WordBreak:
        add("\xE2\x80\x8B", format);
        break;  // zero-width space
      case model::MarkupTag::EmphasisDots:
        format.dots = true;
        write(node.content, format);
        break;
    }
  }

  void write_node(const model::Link& node, const RunFormat& format) {
    const LinkPlan plan = plan_link(scope_, node);
    if (plan.replacement) {
      add(*plan.replacement, format);
      return;
    }
    if (plan.anchor.empty() && plan.url.empty()) {
      write(node.content, format);
      add(plan.suffix, format);
      return;
    }
    open_link(plan, node.title.str());
    write(node.content, link_format(format));
    close_link();
  }

  void write_node(const model::Reference& node, const RunFormat& format) {
    const LinkPlan plan = plan_reference(scope_, node);
    if (plan.replacement) {
      add(*plan.replacement, format);
      return;
    }
    const std::string_view text = node.text.empty() ? node.name : node.text;
    if (plan.anchor.empty() && plan.url.empty()) {
      add(text, format);
      add(plan.suffix, format);
      return;
    }
    open_link(plan, {});
    add(text, link_format(format));
    close_link();
  }

  void write_node(const model::Image& node, const RunFormat& format) {
    flush();
    write_inline_image(scope_, node, format);
  }

  void write_node(const model::FootnoteReference& node, const RunFormat&) {
    flush();
    write_footnote_reference(scope_, node);
  }

  void write_node(const model::TableMark& node, const RunFormat&) {
    flush();
    write_table_mark(scope_, node);
  }

  static RunFormat link_format(RunFormat format) {
    if (format.style.empty()) format.style = "Hyperlink";
    return format;
  }

  void open_link(const LinkPlan& plan, const std::string& title) {
    flush();
    XmlWriter& xml = scope_.story.xml;
    xml.open("w:hyperlink");
    if (!plan.url.empty()) {
      xml.attribute("r:id", scope_.story.relationships.add({"hyperlink", plan.url, true}));
    } else {
      xml.attribute("w:anchor", plan.anchor);
    }
    if (!title.empty()) xml.attribute("w:tooltip", title);
    xml.attribute("w:history", "1");
  }
  void close_link() {
    flush();
    scope_.story.xml.close();
  }

  Scope& scope_;
  std::string pending_;
  RunFormat format_;
};

}  // namespace

void write_inlines(Scope& scope, const model::Inlines& inlines, RunFormat format) {
  InlineWriter writer(scope);
  writer.write(inlines, format);
  writer.flush();
}

void write_run_properties(Scope& scope, const RunFormat& format, std::string_view text) {
  const bool hint = scope.output.japanese() && has_ambiguous_width(text);
  if (format == RunFormat{} && !hint) return;
  XmlWriter& xml = scope.story.xml;
  Element properties(xml, "w:rPr");
  if (!format.style.empty()) xml.value("w:rStyle", format.style);
  if (hint) xml.open("w:rFonts").attribute("w:hint", "eastAsia").close();
  if (format.bold) xml.empty("w:b").empty("w:bCs");
  if (format.italic) xml.empty("w:i").empty("w:iCs");
  if (format.strike) xml.empty("w:strike");
  if (!format.color.empty()) xml.value("w:color", format.color);
  if (format.half_points > 0) xml.value("w:sz", format.half_points).value("w:szCs", format.half_points);
  if (format.script == RunFormat::Script::Above) xml.value("w:vertAlign", "superscript");
  if (format.script == RunFormat::Script::Below) xml.value("w:vertAlign", "subscript");
  if (format.dots) xml.value("w:em", "dot");
}

void write_text(Scope& scope, std::string_view text, const RunFormat& format) {
  if (text.empty()) return;
  XmlWriter& xml = scope.story.xml;
  scope.story.text_units += text_units(text);
  xml.raw("<w:r>");
  write_run_properties(scope, format, text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = find_break(text, at);
    const std::string_view piece = text.substr(at, end - at);
    if (!piece.empty()) {
      xml.raw(has_edge_blank(piece) ? "<w:t xml:space=\"preserve\">" : "<w:t>").text(piece).raw("</w:t>");
    }
    if (end == text.size()) break;
    if (text[end] == '\t') xml.empty("w:tab");
    if (text[end] == '\n') xml.empty("w:br");
    at = end + 1;
  }
  xml.raw("</w:r>");
}

}  // namespace kitei::render::docx
