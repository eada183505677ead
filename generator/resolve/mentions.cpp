#include "resolve/mentions.h"

#include <fmt/format.h>

#include <optional>

#include "base/byte_blocks.h"
#include "base/utf8.h"

namespace kitei::resolve {
namespace {

constexpr std::string_view kOpen = "【";
constexpr std::string_view kClose = "】";

struct Mention {
  std::size_t from = 0;  // bytes of the text
  std::size_t to = 0;
  model::Reference reference;
};

bool is_ascii_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '_';
}

// The length of the characters at `at` that may belong to a control number, in any width.
std::size_t number_run(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size()) {
    const base::CodePoint c = base::code_point_at(text, end);
    const bool full_width = (c.value >= 0xFF10 && c.value <= 0xFF19) || (c.value >= 0xFF21 && c.value <= 0xFF3A) ||
                            (c.value >= 0xFF41 && c.value <= 0xFF5A) || c.value == 0xFF0E || c.value == 0xFF0D;
    if (!full_width && !(c.value < 0x80 && is_ascii_word(text[end]))) break;
    end += c.length;
  }
  return end - at;
}

// The longest number at `at` that the catalogue knows; a trailing full stop or a longer run of parts does not hide it.
std::optional<std::pair<std::size_t, const model::Control*>> control_at(std::string_view text, std::size_t at,
                                                                        const model::Catalog& catalog) {
  std::size_t length = number_run(text, at);
  while (length > 0) {
    const std::string_view candidate = text.substr(at, length);
    if (const model::Control* control = catalog.find(candidate)) return std::pair{length, control};
    // Only a whole part may be cut off: 5.15. → 5.15, but 5.155 is not 5.15.
    const auto dot = candidate.find_last_of(".-");
    const auto wide_dot = candidate.rfind("．");
    const auto cut = dot == std::string_view::npos        ? wide_dot
                     : wide_dot == std::string_view::npos ? dot
                                                          : std::max(dot, wide_dot);
    if (cut == std::string_view::npos) break;
    // A further number after the dot (5.15.2) is another, longer number and no mention of 5.15.
    const std::string_view tail = candidate.substr(cut + (candidate[cut] == '.' || candidate[cut] == '-' ? 1 : 3));
    if (!tail.empty()) break;
    length = cut;
  }
  return std::nullopt;
}

// Matches a pattern's words at `at`; a blank of the pattern also matches nothing, a U+3000 or several blanks.
std::optional<std::size_t> match_words(std::string_view text, std::size_t at, std::string_view words) {
  constexpr std::string_view kWideBlank = "\xE3\x80\x80";
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == ' ') {
      for (;;) {
        if (at < text.size() && text[at] == ' ') {
          ++at;
        } else if (text.substr(at).starts_with(kWideBlank)) {
          at += kWideBlank.size();
        } else {
          break;
        }
      }
      continue;
    }
    if (at >= text.size() || text[at] != words[i]) return std::nullopt;
    ++at;
  }
  return at;
}

// Where the first character of `words` stands, from `at` on: nearly always one of three bytes.
std::size_t find_first(std::string_view text, std::string_view words, std::size_t at) {
  if ((static_cast<unsigned char>(words.front()) & 0xF0) == 0xE0) return base::find_character(text, words, at);
  return text.find(words.substr(0, base::code_point_at(words, 0).length), at);
}

void find_controls(std::string_view text, const Lookup& lookup, std::vector<Mention>& found) {
  for (const auto& [catalog, before, after] : lookup.tables->control_mentions) {
    for (auto at = find_first(text, before, 0); at != std::string_view::npos; at = find_first(text, before, at + 1)) {
      // A Latin prefix must begin a word: "A.5.15", not "DATA.5.15".
      if (at > 0 && is_ascii_word(before.front()) && is_ascii_word(text[at - 1])) continue;
      const auto number = match_words(text, at, before);
      if (!number) continue;
      const auto control = control_at(text, *number, *catalog);
      if (!control) continue;
      const auto end = match_words(text, *number + control->first, after);
      if (!end) continue;
      model::Reference reference;
      reference.kind = model::ReferenceKind::Control;
      reference.name = control->second->id;
      reference.target = {model::TargetKind::Control, model::ControlId{catalog->id, control->second->id}.text(), {}, {}};
      found.push_back({at, *end, std::move(reference)});
    }
  }
}

const model::Document* document_by_name(std::string_view name, const Lookup& lookup) {
  const std::string key = name_key(name);
  if (lookup.asked) lookup.asked->names.push_back(mark_of_name(key));
  const auto found = lookup.tables->document_by_name.find(key);
  return found == lookup.tables->document_by_name.end() ? nullptr : found->second;
}

void find_brackets(const model::Text& words, base::Position position, const Lookup& lookup, std::string_view path,
                   std::vector<Mention>& found, base::Diagnostics& diagnostics) {
  const std::string_view text = words.text;
  for (auto open = find_first(text, kOpen, 0); open != std::string_view::npos; open = find_first(text, kOpen, open + 1)) {
    const std::size_t from = open + kOpen.size();
    const auto close = text.find(kClose, from);
    if (close == std::string_view::npos) return;
    const std::string_view name = text.substr(from, close - from);
    if (name.find(kOpen) != std::string_view::npos) continue;
    model::Reference reference;
    reference.name = std::string(name);
    if (const model::Record* record = lookup.find_record(name)) {
      reference.kind = model::ReferenceKind::Record;
      reference.target = {model::TargetKind::Record, record->id, {}, {}};
    } else if (const model::Document* document = lookup.handbook.find(name)) {
      reference.target = {model::TargetKind::Document, document->id.text, {}, {}};
      lookup.note(document);
    } else if (const model::Document* named = document_by_name(name, lookup)) {
      reference.target = {model::TargetKind::Document, named->id.text, {}, {}};
    } else {
      diagnostics.push_back({"unknown-record", std::string(path), model::position_in(words, position, open),
                             {fmt::format("'【{}】' names no record, form or document", name),
                              fmt::format("【{}】という記録・様式・文書はありません", name)},
                             {"add it to records.yaml, or write it without 【】",
                              "records.yaml に追加するか、【】を外してください"},
                             base::Severity::Info});
      continue;
    }
    found.push_back({from, close, std::move(reference)});
  }
}

}  // namespace

std::vector<model::Inline> find_mentions(const model::Text& text, base::Position position, const Lookup& lookup,
                                         std::string_view path, base::Diagnostics& diagnostics) {
  std::vector<Mention> found;
  find_controls(text.text, lookup, found);
  find_brackets(text, position, lookup, path, found, diagnostics);
  if (found.empty()) return {};
  // The first, then the longest: 管理策 A.5.15 is one mention, not two.
  std::stable_sort(found.begin(), found.end(), [](const Mention& a, const Mention& b) {
    return a.from != b.from ? a.from < b.from : a.to > b.to;
  });
  std::vector<model::Inline> out;
  std::size_t done = 0;
  auto add_text = [&](std::size_t to) {
    if (to > done) out.push_back(model::slice_text(text, position, done, to));
  };
  for (Mention& mention : found) {
    if (mention.from < done) continue;
    add_text(mention.from);
    mention.reference.mention = true;
    mention.reference.text = text.text.substr(mention.from, mention.to - mention.from);
    out.push_back({std::move(mention.reference), model::position_in(text, position, mention.from)});
    done = mention.to;
  }
  add_text(text.text.size());
  return out;
}

}  // namespace kitei::resolve
