#include "render/html/redline_writer.h"

#include "base/escape.h"
#include "render/html/pages.h"
#include "render/html/text.h"

namespace kitei::render::html {

RedlineWriter::RedlineWriter(const PageScope& scope, const View* older, const View* newer, const model::DocumentId& id, Side written,
                             std::size_t row)
    : page(scope), side(written), row_(row), before_view_(older), after_view_(newer) {
  auto origin_in = [&](const View* view) {
    const model::Document* document = view ? view->handbook().find(id.text) : nullptr;
    return document ? document->origin : std::string();
  };
  before_origin_ = origin_in(older);
  after_origin_ = origin_in(newer);
}

void RedlineWriter::text(std::string_view text) { base::append_html(out, text); }

void RedlineWriter::open_tag(std::string_view element, std::string_view css_class) {
  out += '<';
  out += element;
  if (!css_class.empty()) {
    out += " class=\"";
    out += css_class;
    out += '"';
  }
  out += '>';
}

void RedlineWriter::close_tag(std::string_view element) {
  out += "</";
  out += element;
  out += ">\n";
}

// Links of the old text lead into the old edition, those of the new text into the new one.
PageScope RedlineWriter::page_of(bool old) const {
  const View* view = old ? before_view_ : after_view_;
  return {page.site, view ? *view : page.view, page.path, page.texts};
}

// Ids are of no use in a comparison, but the writer of bodies gives some: they must not meet.
std::string RedlineWriter::next_prefix() {
  std::string prefix = side == Side::Both ? "d" : side == Side::Before ? "b" : "a";
  prefix += std::to_string(row_);
  prefix += '-';
  prefix += std::to_string(++pieces_);
  prefix += '-';
  return prefix;
}

void RedlineWriter::blocks(const model::Blocks& blocks, bool old) {
  out += blocks_html(page_of(old), blocks, old ? before_origin_ : after_origin_, next_prefix());
}

void RedlineWriter::inlines(const model::Inlines& inlines, bool old) {
  out += inlines_html(page_of(old), inlines, old ? before_origin_ : after_origin_);
}

void RedlineWriter::runs(const std::vector<model::Run>& runs) {
  for (const model::Run& run : runs) {
    if (hides(run.edit)) continue;
    open_run(run.edit);
    inlines(run.content, run.edit == model::Edit::Delete);
    close_run(run.edit);
  }
}

void RedlineWriter::open_edit(bool added, std::string_view css_class) { open_tag(added ? "ins" : "del", css_class); }
void RedlineWriter::close_edit(bool added) { out += added ? "</ins>" : "</del>"; }
void RedlineWriter::open_run(model::Edit edit) {
  if (edit != model::Edit::Keep) open_edit(edit == model::Edit::Insert);
}
void RedlineWriter::close_run(model::Edit edit) {
  if (edit != model::Edit::Keep) close_edit(edit == model::Edit::Insert);
}

void RedlineWriter::number(std::string_view number) {
  if (number.empty()) return;
  out += "<span class=\"number\">";
  text(number);
  out += "</span> ";
}

void RedlineWriter::attributes(const model::ClauseChange& change) {
  auto value = [&](std::string_view element, std::string_view written) {
    open_tag(element);
    text(written);
    out += "</";
    out += element;
    out += "> ";
  };
  for (const model::FieldChange& field : change.attributes) {
    out += "<p class=\"diff-note\"><code>";
    text(field.key);
    out += "</code>: ";
    if (side != Side::After && !field.before.empty()) value("del", field.before);
    if (side != Side::Before && !field.after.empty()) value("ins", field.after);
    out += "</p>\n";
  }
}

void RedlineWriter::note(std::string_view key) {
  out += "<p class=\"diff-note\">";
  text(word(key));
  out += "</p>\n";
}

void RedlineWriter::omitted(std::string_view element) {
  open_tag(element, "omitted");
  text(word("diff-omitted"));
  close_tag(element);
}

bool RedlineWriter::hides(model::Edit edit) const {
  return (side == Side::Before && edit == model::Edit::Insert) || (side == Side::After && edit == model::Edit::Delete);
}
bool RedlineWriter::hides(const model::ClauseChange& change) const {
  return (side == Side::After && change.kind == model::ChangeKind::Removed) || (side == Side::Before && is_new(change));
}
bool RedlineWriter::shows_old(const model::ClauseChange& change) const {
  return change.kind == model::ChangeKind::Removed || (side == Side::Before && change.before);
}

std::string RedlineWriter::word(std::string_view key) const { return interface_word(page, key); }
std::string RedlineWriter::word(std::string_view key, std::size_t count) const {
  const auto& texts = page.site.templates->texts(page.language());
  return std::string(templates::interface_text(key, {{"count", templates::Value(count)}}, texts).value.text());
}

bool is_new(const model::ClauseChange& change) {
  return change.kind == model::ChangeKind::Added || change.kind == model::ChangeKind::Moved;
}

}  // namespace kitei::render::html
