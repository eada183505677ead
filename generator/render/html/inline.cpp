#include <type_traits>
#include <variant>

#include "base/escape.h"
#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

std::string_view element_of(model::MarkupTag tag) {
  switch (tag) {
    case model::MarkupTag::Subscript:
      return "sub";
    case model::MarkupTag::Superscript:
      return "sup";
    case model::MarkupTag::Keyboard:
      return "kbd";
    case model::MarkupTag::Ruby:
      return "ruby";
    case model::MarkupTag::RubyText:
      return "rt";
    case model::MarkupTag::RubyParenthesis:
      return "rp";
    case model::MarkupTag::WordBreak:
      return "wbr";
    case model::MarkupTag::EmphasisDots:
      return "em";
  }
  return "span";
}

std::string_view class_of(model::ReferenceKind kind) {
  switch (kind) {
    case model::ReferenceKind::Document:
      return "reference reference-document";
    case model::ReferenceKind::Control:
    case model::ReferenceKind::Requirement:
      return "reference reference-control";
    case model::ReferenceKind::Record:
      return "reference reference-record";
    case model::ReferenceKind::Law:
      return "reference reference-law";
    case model::ReferenceKind::Term:
      return "reference reference-term";
  }
  return "reference";
}

bool leads_into_handbook(model::TargetKind kind) {
  switch (kind) {
    case model::TargetKind::Document:
    case model::TargetKind::Control:
    case model::TargetKind::Record:
    case model::TargetKind::Law:
    case model::TargetKind::Term:
    case model::TargetKind::Asset:
      return true;
    case model::TargetKind::None:
    case model::TargetKind::External:
    case model::TargetKind::Withheld:
      return false;
  }
  return false;
}

void write_element(BodyWriter& writer, std::string_view element, const model::Inlines& content) {
  writer.put("<");
  writer.put(element);
  writer.put(">");
  write_inlines(writer, content);
  writer.put("</");
  writer.put(element);
  writer.put(">");
}

void write_link(BodyWriter& writer, const model::Link& link) {
  if (link.target.kind == model::TargetKind::Withheld) return writer.text(withheld_label(writer.options.language));
  const bool asked = leads_into_handbook(link.target.kind) && writer.options.href;
  const std::string url = asked ? writer.options.href(link.target) : link.destination.str();
  const bool linked = asked ? !url.empty() : is_safe_url(url, writer.options.mode);
  if (!linked || writer.links > 0) return write_inlines(writer, link.content);
  writer.put("<a");
  writer.attribute("href", base::escape_url(url));
  if (!link.title.empty()) writer.attribute("title", link.title);
  writer.put(">");
  ++writer.links;
  write_inlines(writer, link.content);
  --writer.links;
  writer.put("</a>");
}

void write_reference(BodyWriter& writer, const model::Reference& reference) {
  if (reference.target.kind == model::TargetKind::Withheld) return writer.text(withheld_label(writer.options.language));
  const std::string_view shown = reference.text.empty() ? reference.name : reference.text;
  std::string url;
  if (leads_into_handbook(reference.target.kind) && writer.options.href) url = writer.options.href(reference.target);
  if (reference.target.kind == model::TargetKind::External && is_safe_url(reference.target.id, writer.options.mode)) {
    url = reference.target.id;
  }
  if (url.empty() || writer.links > 0) return writer.text(shown);
  writer.put("<a");
  if (writer.page()) writer.attribute("class", class_of(reference.kind));
  writer.attribute("href", base::escape_url(url));
  if (writer.page() && writer.options.describe) {
    const std::string description = writer.options.describe(reference);
    if (!description.empty()) writer.attribute("aria-description", description);
  }
  writer.put(">");
  writer.text(shown);
  writer.put("</a>");
}

}  // namespace

void write_image(BodyWriter& writer, const model::Image& image) {
  const std::string alternative = model::plain_text(image.alternative);
  if (image.target.kind == model::TargetKind::Withheld) return writer.text(withheld_label(writer.options.language));
  const std::string source = writer.options.image_source ? writer.options.image_source(image) : image.source.str();
  // Without a function the author's own URL stands; an empty one is still an image, as the specification has it.
  if ((writer.options.image_source && source.empty()) || !is_safe_url(source, writer.options.mode)) {
    return writer.text(alternative);
  }
  writer.put("<img");
  writer.attribute("src", base::escape_url(source));
  writer.attribute("alt", alternative);
  if (!image.title.empty()) writer.attribute("title", image.title);
  // The true size lets the page keep the room before the picture is there.
  const auto size = writer.options.image_size ? writer.options.image_size(image) : std::nullopt;
  if (size) {
    writer.attribute("width", std::to_string(size->width));
    writer.attribute("height", std::to_string(size->height));
  }
  if (writer.page() && image.width > 0) writer.attribute("class", "w-" + std::to_string(image.width));
  writer.put(" />");
}

void write_inlines(BodyWriter& writer, const model::Inlines& inlines) {
  for (const model::Inline& node : inlines) {
    base::visit(
        [&](const auto& n) {
          using Node = std::remove_cvref_t<decltype(n)>;
          if constexpr (std::is_same_v<Node, model::Text>) {
            writer.text(n.text);
          } else if constexpr (std::is_same_v<Node, model::SoftBreak>) {
            writer.put("\n");
          } else if constexpr (std::is_same_v<Node, model::LineBreak>) {
            writer.put("<br />\n");
          } else if constexpr (std::is_same_v<Node, model::CodeSpan>) {
            writer.put("<code>");
            writer.text(n.text);
            writer.put("</code>");
          } else if constexpr (std::is_same_v<Node, model::Emphasis>) {
            write_element(writer, "em", n.content);
          } else if constexpr (std::is_same_v<Node, model::Strong>) {
            write_element(writer, "strong", n.content);
          } else if constexpr (std::is_same_v<Node, model::Strikethrough>) {
            write_element(writer, "del", n.content);
          } else if constexpr (std::is_same_v<Node, model::Markup>) {
            if (n.tag == model::MarkupTag::WordBreak) {
              writer.put("<wbr />");
            } else if (n.tag == model::MarkupTag::EmphasisDots) {
              writer.put("<em class=\"kenten\">");
              write_inlines(writer, n.content);
              writer.put("</em>");
            } else {
              write_element(writer, element_of(n.tag), n.content);
            }
          } else if constexpr (std::is_same_v<Node, model::Link>) {
            write_link(writer, n);
          } else if constexpr (std::is_same_v<Node, model::Image>) {
            write_image(writer, n);
          } else if constexpr (std::is_same_v<Node, model::Reference>) {
            write_reference(writer, n);
          } else if constexpr (std::is_same_v<Node, model::FootnoteReference>) {
            write_footnote_reference(writer, n);
          } else {
            static_assert(std::is_same_v<Node, model::TableMark>);
            write_table_mark(writer, n);
          }
        },
        node.node);
  }
}

}  // namespace kitei::render::html
