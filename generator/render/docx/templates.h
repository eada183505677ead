// The static parts of every Word file, from templates/docx/: styles, settings, fonts, the numberings on offer, the
// page, and the printed words of both languages. Compiled once per run and shared, read only, by all threads.
//
// In:  the files of templates/docx/ with paths relative to it: styles.xml, settings.xml, fontTable.xml, numbering.xml,
//      section.xml, texts.ja.txt, texts.en.txt.
// Out: DocxTemplates. Codes: docx-template (a file is missing, is not XML, or lacks something the writer needs).
//
// Lengths are twips (1/1440 inch), as everywhere in this layer.
#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sha256.h"
#include "adapters/zip_writer.h"
#include "base/diagnostic.h"
#include "base/file_tree.h"

namespace kitei::render::docx {

using Texts = std::map<std::string, std::string, std::less<>>;

// One level of a numbering: what it counts in and how it is printed ("第%1条").
struct NumberLevel {
  unsigned start = 1;
  std::string format;  // a w:numFmt value
  std::string text;    // a w:lvlText value
  int left = 0;
  int hanging = 0;
};

// A w:abstractNum, found by its w:name: outline, chapters-ja, articles-ja, paragraphs-ja, list-kana …
struct NumberTemplate {
  std::string name;
  int id = 0;
  std::string xml;
  std::vector<NumberLevel> levels;
};

struct PageLayout {
  int width = 0;
  int height = 0;
  int top = 0, right = 0, bottom = 0, left = 0, header = 0, footer = 0;
  int line_pitch = 360;

  int text_width() const { return width - left - right; }
  int text_height() const { return height - top - bottom; }
  // What a page holds in the page estimate: the ends of pages stay empty where headings and rows are kept together.
  int usual_height() const { return text_height() * 24 / 25; }
  bool operator==(const PageLayout&) const = default;
};

struct DocxTemplates {
  adapters::SharedBytes styles;
  adapters::SharedBytes settings;
  adapters::SharedBytes font_table;
  std::string numbering_head;  // the start of numbering.xml up to its first w:abstractNum
  std::vector<NumberTemplate> numberings;
  PageLayout page;
  std::array<Texts, 2> texts;  // by base::Language
  adapters::Sha256 hash{};     // of the files that all this was compiled from

  const NumberTemplate* find_numbering(std::string_view name) const;
};

base::Read<DocxTemplates> compile_templates(const base::FileTree& files);

}  // namespace kitei::render::docx
