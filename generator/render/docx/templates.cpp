#include "render/docx/templates.h"

#include <fmt/format.h>

#include <charconv>

#include "adapters/xml.h"
#include "base/utf8.h"

namespace kitei::render::docx {
namespace {

namespace xml = adapters::xml;

// The parts go into every file, so what is there for people (line ends and indents between elements) is left out.
std::string without_layout(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out += bytes[i];
    if (bytes[i] != '>') continue;
    const std::size_t next = std::min(bytes.find_first_not_of(" \n\r\t", i + 1), bytes.size());
    if (next == bytes.size() || bytes[next] == '<') i = next - 1;
  }
  return out;
}

class Compiler {
 public:
  explicit Compiler(const base::FileTree& files) : files_(files) {}

  base::Read<DocxTemplates> run() {
    DocxTemplates templates;
    templates.styles = adapters::SharedBytes(xml_file("styles.xml"));
    templates.settings = adapters::SharedBytes(xml_file("settings.xml"));
    templates.font_table = adapters::SharedBytes(xml_file("fontTable.xml"));
    compile_numbering(templates);
    compile_page(templates.page);
    templates.texts[0] = compile_texts("texts.ja.txt");
    templates.texts[1] = compile_texts("texts.en.txt");
    return {std::move(templates), std::move(diagnostics_)};
  }

 private:
  void report(const std::string& path, std::uint32_t line, base::Message message) {
    diagnostics_.push_back({"docx-template", path, {line, line == 0 ? 0u : 1u, 0}, std::move(message), {}});
  }

  std::string text_file(const std::string& path) {
    if (const std::string* bytes = base::find_file(files_, path)) return *bytes;
    report(
        path, 0,
        {fmt::format("the Word template '{}' is missing", path), fmt::format("Word のひな型「{}」がありません", path)});
    return {};
  }

  std::string xml_file(const std::string& path) {
    std::string bytes = text_file(path);
    if (!bytes.empty()) parse(path, bytes);
    return without_layout(bytes);
  }

  std::optional<xml::Element> parse(const std::string& path, std::string_view bytes) {
    xml::Parsed parsed = xml::parse(bytes);
    if (!parsed.root) {
      const auto line = std::count(bytes.begin(), bytes.begin() + std::min(parsed.offset, bytes.size()), '\n') + 1;
      report(path, static_cast<std::uint32_t>(line),
             {fmt::format("not well-formed XML: {}", parsed.error),
              fmt::format("XML として読めません: {}", parsed.error)});
    }
    return std::move(parsed.root);
  }

  static int number(const xml::Element* element, std::string_view name, int otherwise) {
    const std::string* text = element ? element->attribute(name) : nullptr;
    int value = otherwise;
    if (text) std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
  }

  static std::string value_of(const xml::Element& parent, std::string_view child) {
    const xml::Element* element = parent.child(child);
    const std::string* text = element ? element->attribute("w:val") : nullptr;
    return text ? *text : std::string();
  }

  // Keeps each w:abstractNum as text, because a file carries only those that it uses.
  void compile_numbering(DocxTemplates& templates) {
    const std::string path = "numbering.xml";
    const std::string bytes = text_file(path);
    constexpr std::string_view kOpen = "<w:abstractNum ";
    constexpr std::string_view kClose = "</w:abstractNum>";
    std::size_t at = bytes.find(kOpen);
    if (bytes.empty() || !parse(path, bytes)) return;
    templates.numbering_head = without_layout(std::string_view(bytes).substr(0, at));
    while (at != std::string::npos) {
      const std::size_t end = bytes.find(kClose, at);
      if (end == std::string::npos) break;
      NumberTemplate numbering;
      numbering.xml = without_layout(std::string_view(bytes).substr(at, end + kClose.size() - at));
      if (const auto root = parse(path, numbering.xml)) read_numbering(*root, numbering);
      templates.numberings.push_back(std::move(numbering));
      at = bytes.find(kOpen, end);
    }
    for (const char* name : {"outline", "list-bullet", "list-decimal", "list-decimal-paren", "list-paren-decimal",
                             "list-circled", "list-lower-alpha", "list-kana", "list-paren-kana"}) {
      if (templates.find_numbering(name)) continue;
      report(path, 0,
             {fmt::format("there is no numbering named '{}'", name),
              fmt::format("「{}」という名前の番号付けがありません", name)});
    }
  }

  static void read_numbering(const xml::Element& root, NumberTemplate& numbering) {
    numbering.name = value_of(root, "w:name");
    numbering.id = number(&root, "w:abstractNumId", 0);
    for (const xml::Element& element : root.children) {
      if (element.name != "w:lvl") continue;
      NumberLevel level;
      level.start = static_cast<unsigned>(std::max(0, number(element.child("w:start"), "w:val", 1)));
      level.format = value_of(element, "w:numFmt");
      level.text = value_of(element, "w:lvlText");
      if (const xml::Element* paragraph = element.child("w:pPr")) {
        level.left = number(paragraph->child("w:ind"), "w:left", 0);
        level.hanging = number(paragraph->child("w:ind"), "w:hanging", 0);
      }
      numbering.levels.push_back(std::move(level));
    }
  }

  void compile_page(PageLayout& page) {
    const std::string path = "section.xml";
    const std::string bytes = text_file(path);
    if (bytes.empty()) return;
    const auto root = parse(path, bytes);
    if (!root) return;
    const xml::Element* size = root->child("w:pgSz");
    const xml::Element* margins = root->child("w:pgMar");
    page.width = number(size, "w:w", 0);
    page.height = number(size, "w:h", 0);
    page.top = number(margins, "w:top", 0);
    page.right = number(margins, "w:right", 0);
    page.bottom = number(margins, "w:bottom", 0);
    page.left = number(margins, "w:left", 0);
    page.header = number(margins, "w:header", 0);
    page.footer = number(margins, "w:footer", 0);
    page.line_pitch = number(root->child("w:docGrid"), "w:linePitch", 360);
    if (page.text_width() >= 2000 && page.text_height() >= 2000 && page.line_pitch > 0) return;
    report(path, 0,
           {"the page leaves no room for text: w:pgSz and w:pgMar are needed",
            "本文の入る広さがありません。w:pgSz と w:pgMar を確かめてください"});
  }

  // "key = text" lines; '#' begins a comment.
  Texts compile_texts(const std::string& path) {
    Texts texts;
    const std::string bytes = text_file(path);
    std::uint32_t line_number = 0;
    std::size_t at = 0;
    while (at < bytes.size()) {
      const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
      const std::string_view line = base::trim(std::string_view(bytes).substr(at, end - at));
      at = end + 1;
      ++line_number;
      if (line.empty() || line.front() == '#') continue;
      const std::size_t equals = line.find('=');
      if (equals == std::string_view::npos) {
        report(path, line_number, {"expected 'key = text'", "「名前 = 文」の形で書いてください"});
        continue;
      }
      texts[std::string(base::trim(line.substr(0, equals)))] = base::trim(line.substr(equals + 1));
    }
    return texts;
  }

  const base::FileTree& files_;
  base::Diagnostics diagnostics_;
};

}  // namespace

const NumberTemplate* DocxTemplates::find_numbering(std::string_view name) const {
  for (const NumberTemplate& numbering : numberings) {
    if (numbering.name == name) return &numbering;
  }
  return nullptr;
}

base::Read<DocxTemplates> compile_templates(const base::FileTree& files) {
  base::Read<DocxTemplates> out = Compiler(files).run();
  adapters::Sha256OfPieces hash;
  for (const auto& [path, bytes] : files) {
    const adapters::Sha256 own = adapters::sha256(bytes);
    hash.add(path);
    hash.add(std::string_view("", 1));
    hash.add({reinterpret_cast<const char*>(own.data()), own.size()});
  }
  out.value.hash = hash.finish();
  return out;
}

}  // namespace kitei::render::docx
