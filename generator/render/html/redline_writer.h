// What the files that write a redline share: the markup so far, the side that is written, and small steps for words of either
// text, edits and notes. redline_table.cpp writes what changed in tables, redline.cpp everything else.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/change.h"
#include "render/html/values.h"

namespace kitei::render::html {

using Changes = std::vector<model::ClauseChange>;

// Both is the redline; Before and After are the sides of the comparison table, where the other one's words are left out.
enum class Side { Both, Before, After };

struct RedlineWriter {
  // `older` and `newer` are the editions of the two texts, nullptr where the site has no such edition. `row` tells the rows of
  // a comparison table apart.
  RedlineWriter(const PageScope& page, const View* older, const View* newer, const model::DocumentId& id, Side side, std::size_t row);

  const PageScope& page;
  Side side;
  std::string out;

  void put(std::string_view markup) { out += markup; }
  void text(std::string_view text);
  void open_tag(std::string_view element, std::string_view css_class = {});
  void close_tag(std::string_view element);  // and the line

  // Blocks and inlines of the old text, or of the new one.
  void blocks(const model::Blocks& blocks, bool old);
  void inlines(const model::Inlines& inlines, bool old);
  void runs(const std::vector<model::Run>& runs);  // those that this side shows

  void open_edit(bool added, std::string_view css_class = {});  // <ins> or <del>
  void close_edit(bool added);
  void open_run(model::Edit edit);
  void close_run(model::Edit edit);

  void number(std::string_view number);
  void attributes(const model::ClauseChange& change);  // what changed in them
  void note(std::string_view key);
  void omitted(std::string_view element);

  bool hides(model::Edit edit) const;
  bool hides(const model::ClauseChange& change) const;
  // Whether the old text stands for the change: it went, or the old side is written.
  bool shows_old(const model::ClauseChange& change) const;

  std::string word(std::string_view key) const;  // of the interface
  std::string word(std::string_view key, std::size_t count) const;

  bool rows_stay = false;  // in the table that is written no row comes, goes or changes its shape

 private:
  PageScope page_of(bool old) const;
  std::string next_prefix();

  std::size_t row_;
  std::size_t pieces_ = 0;
  const View* before_view_ = nullptr;
  const View* after_view_ = nullptr;
  std::string before_origin_;
  std::string after_origin_;
};

// Blocks one after another; stretches without a change are folded (Both, at the top) or left out (one side).
void write_changes(RedlineWriter& writer, const Changes& changes, bool top);

// Rows, caption and notes of a table; `node` is the new one.
void write_table_changes(RedlineWriter& writer, const model::Table& node, const model::ClauseChange& change);

// A cell, a caption or a definition: a paragraph without its own element.
void write_cell_text(RedlineWriter& writer, const model::ClauseChange& change);

// It came, or came from elsewhere: the old text does not have it here.
bool is_new(const model::ClauseChange& change);

}  // namespace kitei::render::html
