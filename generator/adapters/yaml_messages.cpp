#include "adapters/yaml_messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "adapters/yaml.h"
#include "base/utf8.h"

namespace kitei::adapters {

using base::Message;
using base::Position;

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

Message key_hint() {
  return {"keys that belong together begin in the same column; each has ': ' after it",
          "同じ段のキーは同じ桁から始め、後ろに「: 」（半角コロンと半角スペース）を付けてください"};
}

}  // namespace

Message quote_hint() {
  return {"put the whole value in double quotes: key: \"value\"",
          "値全体を二重引用符で囲んでください（例 key: \"値\"）"};
}

Message depth_message() {
  return {fmt::format("this is nested deeper than {} levels", kMaxYamlDepth),
          fmt::format("入れ子が{}段より深くなっています", kMaxYamlDepth)};
}

Message anchor_message() {
  return {"'&' and '*' at the start of a value are not text but YAML anchors and aliases, which are not allowed here",
          "値の先頭の「&」と「*」はYAMLのアンカーとエイリアスの記号で、ここでは使えません"};
}

Message tag_message() {
  return {"'!' at the start of a value is not text but a YAML tag, which is not allowed here",
          "値の先頭の「!」はYAMLのタグの記号で、ここでは使えません"};
}

Position position_at(std::string_view text, std::size_t offset, std::uint32_t first_line) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {first_line + lines, static_cast<std::uint32_t>(offset - line_start) + 1, 0};
}

YamlProblem problem_of(const YamlFinding& finding, std::string_view text, std::uint32_t first_line) {
  const Position position = position_at(text, finding.offset, first_line);
  const std::string sign(1, text[finding.offset]);
  switch (finding.fault) {
    case YamlFault::UnclosedQuote:
      return {position,
              {fmt::format("the quote {} that opens here is never closed", sign),
               fmt::format("ここで始まる引用符 {} が閉じられていません", sign)},
              {fmt::format("close the text with {} on the same line", sign),
               fmt::format("同じ行の中で {} を書いて閉じてください", sign)}};
    case YamlFault::UnclosedBracket:
      return {position,
              {fmt::format("the bracket {} that opens here is never closed", sign),
               fmt::format("ここで始まるかっこ {} が閉じられていません", sign)},
              {fmt::format("close it with {}", sign == "[" ? "]" : "}"),
               fmt::format("{} を書いて閉じてください", sign == "[" ? "]" : "}")}};
    case YamlFault::TextAfterQuote:
      return {position,
              {"there is text after the closing quote", "引用符を閉じた後に文字が続いています"},
              {"put the whole value in quotes, or none of it", "値全体を引用符で囲むか、引用符を使わないでください"}};
    case YamlFault::Tab:
      return {position,
              {"a tab stands here, where only blanks are allowed",
               "タブ文字があります（ここでは半角スペースだけが使えます）"},
              {"replace the tab by blanks", "タブ文字を半角スペースに置き換えてください"}};
    case YamlFault::WideBlank:
      return {position,
              {"the line is indented with a full-width or no-break space, which is not an indentation in YAML",
               "行頭の字下げに全角スペースまたは改行しない空白が使われています"},
              {"replace it by blanks", "半角スペースに置き換えてください"}};
    case YamlFault::MissingColon: {
      Message hint = missing_colon_hint(text.substr(finding.offset));
      if (hint.empty()) hint = key_hint();
      return {position,
              {"expected 'key: value' on this line", "この行は「キー: 値」の形になっていません"},
              std::move(hint)};
    }
    case YamlFault::IndentedKey:
      return {position,
              {"this line is indented deeper than the key above, so it would belong to its value",
               "この行は上のキーより字下げが深いため、上の値の続きとみなされます"},
              {"begin it in the same column as the key above, or put the value above in quotes",
               "上のキーと同じ桁から始めるか、上の値全体を引用符で囲んでください"}};
  }
  return {position, {}, {}};
}

// yaml-cpp's message in our words. The texts are those of <yaml-cpp/exceptions.h>.
YamlProblem problem_of_library(std::string_view message, Position position, std::string_view line) {
  if (const Message hint = missing_colon_hint(line); !hint.empty()) {
    return {position, {"expected 'key: value' on this line", "この行は「キー: 値」の形になっていません"}, hint};
  }
  if (contains(message, "illegal map value")) {
    return {position,
            {"a second ': ' on this line is not allowed outside quotes", "引用符の外に「: 」が二つあります"},
            quote_hint()};
  }
  if (contains(message, "end of map flow") || contains(message, "end of sequence flow") ||
      contains(message, "illegal flow end")) {
    return {position,
            {"the list in brackets is not well-formed: expected ',' or the closing bracket",
             "かっこ書きの一覧の形が正しくありません（「,」か閉じかっこが必要です）"},
            {"separate the entries with ', ' and put text with brackets or commas in quotes",
             "項目を「, 」で区切り、かっこやコンマを含む文字列は引用符で囲んでください"}};
  }
  if (contains(message, "end of map") || contains(message, "illegal map key")) {
    return {position, {"expected 'key: value' here", "ここには「キー: 値」が必要です"}, key_hint()};
  }
  if (contains(message, "end of sequence") || contains(message, "illegal block entry")) {
    return {position,
            {"the list is not well-formed: expected '- ' at the start of each entry",
             "一覧の形が正しくありません（各項目の先頭に「- 」が必要です）"},
            {"all '- ' of one list begin in the same column, on lines of their own",
             "同じ一覧の「- 」は、それぞれ別の行の同じ桁から始めてください"}};
  }
  if (contains(message, "escape character") || contains(message, "hex number") ||
      contains(message, "invalid unicode")) {
    return {position,
            {"a backslash in double quotes begins an escape that does not exist",
             "二重引用符の中の「\\」の使い方が正しくありません"},
            {"write \\\\ for a backslash, or use single quotes",
             "「\\」そのものは「\\\\」と書くか、一重引用符で囲んでください"}};
  }
  if (contains(message, "unknown token")) {
    return {position,
            {"a value may not begin with this character outside quotes", "引用符なしの値の先頭に使えない文字です"},
            quote_hint()};
  }
  if (contains(message, "alias") || contains(message, "anchor")) return {position, anchor_message(), quote_hint()};
  if (contains(message, "tag")) return {position, tag_message(), quote_hint()};
  if (contains(message, "block scalar") || contains(message, "zero indentation")) {
    return {
        position,
        {"'|' or '>' at the start of a value begins a text over several lines; nothing else may follow on this line",
         "値の先頭の「|」「>」は複数行の文字列の記号で、同じ行に続けて書くことはできません"},
        quote_hint()};
  }
  return {position,
          {"this is not valid YAML", "YAMLとして読めません"},
          {"write 'key: value' with equal indentation, and values with signs in quotes",
           "「キー: 値」を同じ字下げで書き、記号を含む値は引用符で囲んでください"}};
}

Message missing_colon_hint(std::string_view text) {
  constexpr std::string_view kWideColon = "：";
  constexpr std::string_view kWideBlank = "\xE3\x80\x80";
  std::string_view line = base::trim(text.substr(0, text.find('\n')));
  while (line.starts_with("- ")) line = base::trim(line.substr(2));
  if (line.empty() || std::string_view("\"'[{#&*!|>").find(line.front()) != std::string_view::npos) return {};
  const auto narrow = line.find(':');
  const auto wide = line.find(kWideColon);
  if (wide != std::string_view::npos && wide > 0 && wide < narrow) {
    return {"the colon is full-width (：): write ':' and a blank",
            "コロンが全角（：）です。半角の「:」と半角スペースにしてください"};
  }
  if (narrow == std::string_view::npos || narrow == 0 || narrow + 1 >= line.size()) return {};
  const std::string_view after = line.substr(narrow + 1);
  if (after.front() == ' ' || after.front() == '\t' || after.starts_with("//")) return {};
  if (after.starts_with(kWideBlank)) {
    return {"the blank after ':' is full-width: write an ordinary one",
            "「:」の後が全角スペースです。半角スペースにしてください"};
  }
  // A time, an id with a catalogue or a path is text; a key has no blank in it and does not end in a digit.
  const std::string_view key = line.substr(0, narrow);
  if (key.find(' ') != std::string_view::npos || (key.back() >= '0' && key.back() <= '9')) return {};
  return {"a blank is missing after ':'", "「:」の後に半角スペースがありません"};
}

}  // namespace kitei::adapters
