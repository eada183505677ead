// What the files that write a body share: the text so far, the options, and small steps for tags, ids and labels. One
// file for each family of blocks (heading, list, table, box, figure, footnote), inline.cpp for inlines, body.cpp for
// the rest.
#pragma once
#include <string>
#include <string_view>

#include "render/html/body.h"

namespace kitei::render::html {

struct BodyWriter {
  const BodyOptions& options;
  std::string out;
  unsigned links = 0;    // links around the place that is written: no link may stand in another
  bool in_item = false;  // directly in a tight list item, where paragraphs have no <p>

  bool page() const { return options.mode == BodyMode::Page; }
  bool japanese() const { return options.language == base::Language::Japanese; }
  std::string_view label(std::string_view ja, std::string_view en) const { return japanese() ? ja : en; }

  void put(std::string_view markup) { out += markup; }
  void text(std::string_view text);
  // A line end, unless the text is at the beginning of a line.
  void fresh_line();
  // ` name="value"`, escaped.
  void attribute(std::string_view name, std::string_view value);
  // ` id="…"` with the prefix; nothing for an empty id.
  void id(std::string_view id);
  // <span class="number">…</span>, nothing for an empty number.
  void number(std::string_view number);
};

void write_blocks(BodyWriter& writer, const model::Blocks& blocks);
void write_block(BodyWriter& writer, const model::Block& block);
void write_inlines(BodyWriter& writer, const model::Inlines& inlines);

void write_heading(BodyWriter& writer, const model::Heading& heading);
void write_list(BodyWriter& writer, const model::List& list);
void write_table(BodyWriter& writer, const model::Table& table);
void write_definition_list(BodyWriter& writer, const model::DefinitionList& list);
// The notes under a table and where it is from; nothing when there are none.
void write_table_notes(BodyWriter& writer, const model::Table& table);
void write_table_mark(BodyWriter& writer, const model::TableMark& mark);
// The id of a table or figure with a caption: the author's, else one from its number.
std::string caption_id(const model::Caption& caption, std::string_view sort);
// 出典：…
void write_source(BodyWriter& writer, const model::Inlines& source);
void write_alert(BodyWriter& writer, const model::Alert& alert);
void write_figure(BodyWriter& writer, const model::Figure& figure);
void write_image(BodyWriter& writer, const model::Image& image);
void write_footnote_reference(BodyWriter& writer, const model::FootnoteReference& reference);
void write_footnotes(BodyWriter& writer, const model::Body& body);

// The id of the clause: its permanent address, else its structural one.
std::string_view anchor_of(const model::Clause& clause);
// The other addresses, where a clause has several: `<span id="art-3"></span>`.
void write_second_anchor(BodyWriter& writer, const model::Clause& clause);

// Whether a URL as written may be linked to. Plain mode refuses what runs code or embeds data; pages allow a list only.
bool is_safe_url(std::string_view url, BodyMode mode);

}  // namespace kitei::render::html
