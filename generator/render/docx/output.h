// What is being written: the package under construction (Output), the document that it is at (DocumentState), and the
// place inside it (Scope), which every function of this layer takes.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/document.h"
#include "render/docx/bookmarks.h"
#include "render/docx/input.h"
#include "render/docx/numbering.h"
#include "render/docx/story.h"

namespace kitei::render::docx {

// One line of the contents list.
struct ContentsEntry {
  unsigned level = 1;  // 1 … 9
  std::string number;
  std::string title;
  std::string bookmark;
  std::int64_t height = 0;  // where it stands in its story, for the page estimate
};

// One line of the lists of tables and figures.
struct CaptionEntry {
  std::string label;  // of its SEQ field: 表
  std::string text;   // 表1　題名
  std::string bookmark;
  std::int64_t height = 0;
};

// The relationship ids of a section's headers and footers; an empty one is left out.
struct SectionParts {
  std::string header;
  std::string footer;
  std::string first_header;
  std::string first_footer;
};

enum class NoteNumbers { Continue, Restart };

// A picture in word/media/, used once or often.
struct Media {
  std::string path;  // inside the package: "word/media/image1.png"
  const std::string* bytes = nullptr;
};

enum class CaptionOf { Table, Figure };

struct Output {
  // `from` must outlive it.
  explicit Output(const Input& from)
      : input(from),
        options(from.options),
        documents(from.documents),
        binder(from.binder),
        numbering(*from.options.templates),
        bookmarks(from),
        listed_tables(count_captions(CaptionOf::Table) > kMostUnlisted),
        listed_figures(count_captions(CaptionOf::Figure) > kMostUnlisted) {}

  const Input& input;
  const DocxOptions& options;
  const std::vector<const model::Document*>& documents;
  bool binder;
  Numbering numbering;
  Bookmarks bookmarks;
  Story body;
  Story notes;        // the footnotes, without the separators
  int next_note = 2;  // 0 and 1 are the separators
  std::vector<Media> media;
  std::map<std::pair<std::string, std::string>, std::size_t> media_by_source;  // (origin, path) → index
  std::vector<ContentsEntry> contents;
  // More captions of a sort than these get a list of their own.
  static constexpr std::size_t kMostUnlisted = 5;
  bool listed_tables;
  bool listed_figures;
  std::vector<CaptionEntry> tables, figures;
  unsigned tables_with_notes = 0;
  std::vector<std::pair<std::string, std::string>> more_parts;  // headers and footers: path in the package, bytes
  int next_drawing = 1;

  base::Language language() const { return options.language; }
  bool japanese() const { return options.language == base::Language::Japanese; }
  // Whether this document is marked 案: a document that a draft edition takes over as it is in force is none.
  bool is_draft(const model::Document& document) const {
    return options.draft && !input.carried_over.contains(&document);
  }
  // A printed word by key; "" when the templates lack it.
  const std::string& text(std::string_view key) const;

 private:
  std::size_t count_captions(CaptionOf what) const;
};

// The marks at a note's first reference, so that further ones can repeat its number.
struct NoteMark {
  int id = 0;
  std::string bookmark;  // empty when there is no second reference
};

// The section that is being written.
struct PageState {
  model::PageTurn turn = model::PageTurn::Upright;
  SectionParts parts;
  std::string landscape_header;  // made when the first landscape page needs it
  NoteNumbers notes = NoteNumbers::Continue;
  std::int64_t begins = 0;  // the height at which it does
  bool stays = false;       // the text keeps its turn, whatever its tables ask for
};

struct DocumentState {
  explicit DocumentState(const model::Document& of) : document(of) {}

  const model::Document& document;
  model::Scheme scheme = model::Scheme::Outline;
  unsigned shallowest_level = 1;  // of its headings
  std::array<bool, 5> ranks{};    // of the articles scheme: which of 編 章 節 条 and plain headings occur
  bool native_article = false;    // the article we are in is counted by `articles`, so its 項 are too
  NumberSequence headings, parts, chapters, articles, paragraphs;
  std::map<std::string, unsigned> captions;  // SEQ name → last number
  std::map<unsigned, NoteMark> notes;        // by footnote number
  unsigned table_notes = 0;                  // the table with notes that we are in, of Output::tables_with_notes
  PageState page;
};

// Which paragraph style plain text takes here.
enum class Region { Body, Item, Quote, Box, Cell, Note };

struct Scope {
  Output& output;
  DocumentState& state;
  Story& story;
  Region region = Region::Body;
  int width = 0;            // of the text, in twips; `indent` is inside it
  int indent = 0;           // from the left edge
  unsigned list_depth = 0;  // lists around this place

  const model::Document& document() const { return state.document; }
};

// Where a kind of heading stands among 編 章 節 条 and plain headings: 0 … 4.
std::size_t rank_of(model::ClauseKind kind);
DocumentState begin_document(Output& output, const model::Document& document);

// 2026年4月1日 or 2026-04-01; "" for none.
std::string printed_date(const std::optional<base::Date>& date, base::Language language);
// 第1.2版, 初版, Version 1.2; "" for none.
std::string printed_version(const Output& output, const model::Version& version);
// 手順-0401　第1.2版.
std::string printed_identity(const Output& output, const model::Document& document);

}  // namespace kitei::render::docx
