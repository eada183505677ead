#include "render/docx/output.h"

namespace kitei::render::docx {
namespace {

template <typename BlockT>
std::size_t captions_in(const model::Blocks& blocks) {
  std::size_t count = 0;
  for (const model::Block& block : blocks) {
    const auto* node = base::get_if<BlockT>(&block.node);
    if (node && node->caption && !node->caption->number.empty()) ++count;
    model::for_each_part(
        block, [](const model::Inlines&) {}, [&](const model::Blocks& inner) { count += captions_in<BlockT>(inner); });
  }
  return count;
}

}  // namespace

std::size_t Output::count_captions(CaptionOf what) const {
  std::size_t count = 0;
  for (const model::Document* document : documents) {
    const model::Blocks& blocks = document->body.blocks;
    count += what == CaptionOf::Table ? captions_in<model::Table>(blocks) : captions_in<model::Figure>(blocks);
  }
  return count;
}

const std::string& Output::text(std::string_view key) const {
  if (const auto own = options.texts.find(key); own != options.texts.end()) return own->second;
  const Texts& texts = options.templates->texts[static_cast<std::size_t>(options.language)];
  if (const auto found = texts.find(key); found != texts.end()) return found->second;
  static const std::string kNothing;
  return kNothing;
}

std::size_t rank_of(model::ClauseKind kind) {
  switch (kind) {
    case model::ClauseKind::Part:
      return 0;
    case model::ClauseKind::Chapter:
    case model::ClauseKind::Supplement:
    case model::ClauseKind::Appendix:
      return 1;
    case model::ClauseKind::Section:
      return 2;
    case model::ClauseKind::Article:
      return 3;
    case model::ClauseKind::None:
    case model::ClauseKind::Heading:
    case model::ClauseKind::Paragraph:
    case model::ClauseKind::Item:
      return 4;
  }
  return 4;
}

DocumentState begin_document(Output& output, const model::Document& document) {
  DocumentState state{document};
  state.scheme = model::scheme_of(document, output.input.settings);
  unsigned shallowest = 7;
  bool japanese = output.japanese();
  for (const model::Block& block : document.body.blocks) {
    const auto* heading = base::get_if<model::Heading>(&block.node);
    if (!heading) continue;
    shallowest = std::min(shallowest, heading->level);
    state.ranks[rank_of(heading->clause.kind)] = true;
    japanese = japanese || heading->clause.number.starts_with("第");
  }
  state.shallowest_level = shallowest == 7 ? 1 : shallowest;
  const std::string language = japanese ? "-ja" : "-en";
  state.headings = output.numbering.sequence("outline");
  state.parts = output.numbering.sequence("parts" + language);
  state.chapters = output.numbering.sequence("chapters" + language);
  state.articles = output.numbering.sequence("articles" + language);
  state.paragraphs = output.numbering.sequence("paragraphs" + language);
  return state;
}

std::string printed_date(const std::optional<base::Date>& date, base::Language language) {
  if (!date) return {};
  return language == base::Language::Japanese ? base::japanese_date(*date) : base::iso_date(*date);
}

std::string printed_version(const Output& output, const model::Version& version) {
  if (version.empty()) return {};
  const bool bare = version.text.find_first_not_of("0123456789.") == std::string::npos;
  if (!bare) return version.text.str();
  std::string pattern = output.text("version-pattern");
  const auto place = pattern.find("{}");
  if (place == std::string::npos) return version.text.str();
  return pattern.replace(place, 2, version.text);
}

std::string printed_identity(const Output& output, const model::Document& document) {
  const std::string version = printed_version(output, document.version);
  if (document.number.empty() || version.empty()) return document.number + version;
  return document.number + (output.japanese() ? "　" : " ") + version;
}

}  // namespace kitei::render::docx
