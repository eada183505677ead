#include "cli/terminal/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "adapters/json.h"
#include "base/escape.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "cli/terminal/places.h"

namespace kitei::cli {
namespace {

std::string_view severity_word(base::Severity severity, base::Language language) {
  if (language == base::Language::English) return base::severity_name(severity);
  switch (severity) {
    case base::Severity::Error: return "エラー";
    case base::Severity::Warning: return "警告";
    case base::Severity::Info: return "情報";
    case base::Severity::Off: return "";
  }
  return "";
}

std::string_view colour_of(base::Severity severity) {
  switch (severity) {
    case base::Severity::Error: return "\x1b[1;31m";
    case base::Severity::Warning: return "\x1b[1;33m";
    case base::Severity::Info:
    case base::Severity::Off: return "\x1b[1;36m";
  }
  return "";
}

// The line and a caret under the place; long lines are cut around it so that the caret stays in sight.
std::string frame_of(const Place& place) {
  constexpr std::size_t kShown = 70;  // code points
  std::u32string text = base::decode_utf8(place.text);
  std::size_t caret = place.column - 1;
  caret = std::min(caret, text.size());
  const std::size_t from = caret > kShown / 2 && text.size() > kShown ? std::min(caret - kShown / 2, text.size() - kShown) : 0;
  text = text.substr(from, kShown);
  for (char32_t& c : text) {
    if (c < 0x20 || c == 0x7F) c = U' ';  // nothing in a source may steer the terminal
  }
  const std::string before = base::encode_utf8(text.substr(0, caret - from));
  return fmt::format("    {}\n    {}^\n", base::encode_utf8(text), std::string(base::display_width(before), ' '));
}

using adapters::Json;
using adapters::JsonArray;
using adapters::JsonObject;

Json entry(const base::Diagnostic& diagnostic, base::Language language, Places& places) {
  const Place place = places.of(diagnostic);
  return JsonObject{{"path", diagnostic.path},
                    {"line", place.line},
                    {"column", place.column},
                    {"severity", base::severity_name(diagnostic.severity)},
                    {"code", diagnostic.code},
                    {"message", diagnostic.message.in(language)},
                    {"hint", diagnostic.hint.in(language)}};
}

std::string_view sarif_level(base::Severity severity) {
  switch (severity) {
    case base::Severity::Error: return "error";
    case base::Severity::Warning: return "warning";
    case base::Severity::Info:
    case base::Severity::Off: return "note";
  }
  return "note";
}

}  // namespace

Counts count(const base::Diagnostics& diagnostics) {
  Counts counts;
  for (const base::Diagnostic& diagnostic : diagnostics) {
    counts.errors += diagnostic.severity == base::Severity::Error;
    counts.warnings += diagnostic.severity == base::Severity::Warning;
    counts.infos += diagnostic.severity == base::Severity::Info;
  }
  return counts;
}

std::string human_report(std::span<const base::Diagnostic> diagnostics, base::Language language, const SourceOf& source_of,
                         std::string_view root, Frame frame) {
  std::string out;
  Places places(source_of);
  for (const base::Diagnostic& diagnostic : diagnostics) {
    const Place place = places.of(diagnostic);
    const std::string path = root.empty() ? diagnostic.path : fmt::format("{}/{}", root, diagnostic.path);
    const std::string_view word = severity_word(diagnostic.severity, language);
    const std::string severity =
        frame == Frame::Colour ? fmt::format("{}{}\x1b[0m", colour_of(diagnostic.severity), word) : std::string(word);
    out += fmt::format("{}:{}:{}: {}: {} [{}]\n", path, place.line, place.column, severity,
                       diagnostic.message.in(language), diagnostic.code);
    if (frame != Frame::None && !place.text.empty()) out += frame_of(place);
    if (const std::string& hint = diagnostic.hint.in(language); !hint.empty()) {
      out += fmt::format("    {}: {}\n", language == base::Language::Japanese ? "ヒント" : "hint", hint);
    }
  }
  return out;
}

std::string json_report(const base::Diagnostics& diagnostics, base::Language language, const SourceOf& source_of) {
  JsonArray list;
  Places places(source_of);
  for (const base::Diagnostic& diagnostic : diagnostics) list.push_back(entry(diagnostic, language, places));
  const Counts counts = count(diagnostics);
  return adapters::to_text(JsonObject{{"diagnostics", std::move(list)},
                                      {"summary", JsonObject{{"errors", std::uint64_t{counts.errors}},
                                                             {"warnings", std::uint64_t{counts.warnings}},
                                                             {"infos", std::uint64_t{counts.infos}}}}},
                           2) +
         "\n";
}

std::string sarif_report(const base::Diagnostics& diagnostics, base::Language language, const SourceOf& source_of,
                         std::string_view program_version) {
  std::set<std::string> codes;
  JsonArray results;
  Places places(source_of);
  for (const base::Diagnostic& diagnostic : diagnostics) {
    codes.insert(diagnostic.code);
    const Place at = places.of(diagnostic);
    const JsonObject region{{"startLine", at.line}, {"startColumn", at.column}};
    const JsonObject place{{"artifactLocation", JsonObject{{"uri", base::escape_url_path(diagnostic.path)}}}, {"region", region}};
    std::string text = diagnostic.message.in(language);
    if (!diagnostic.hint.in(language).empty()) text += " (" + diagnostic.hint.in(language) + ")";
    results.push_back(JsonObject{{"ruleId", diagnostic.code},
                                 {"level", sarif_level(diagnostic.severity)},
                                 {"message", JsonObject{{"text", text}}},
                                 {"locations", JsonArray{JsonObject{{"physicalLocation", place}}}}});
  }
  JsonArray rules;
  for (const std::string& code : codes) rules.push_back(JsonObject{{"id", code}});
  const JsonObject driver{{"name", "kitei"}, {"version", program_version}, {"rules", std::move(rules)}};
  const JsonObject run{{"tool", JsonObject{{"driver", driver}}},
                       {"columnKind", "unicodeCodePoints"},
                       {"results", std::move(results)}};
  return adapters::to_text(JsonObject{{"version", "2.1.0"},
                                      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                      {"runs", JsonArray{run}}},
                           2) +
         "\n";
}

void say_note(const base::Message& note, base::Language language) { fmt::print(stderr, "kitei: {}\n", note.in(language)); }

}  // namespace kitei::cli
