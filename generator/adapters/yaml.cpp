// yaml-cpp's event handler builds our own tree; its lookups, conversions and Node graph are never used. The text is parsed
// with a document end behind it, because yaml-cpp accepts a quote that is still open at the end of the text otherwise.
// `HandleNextDocument` is called once, and once more only to see that nothing is left: a loop over it never ends on ",".
#include "adapters/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <map>
#include <optional>
#include <streambuf>
#include <utility>

#include "adapters/yaml_scan.h"
#include "base/utf8.h"

namespace kitei::adapters {
namespace yaml {

const Entry* Value::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace yaml

namespace {

using base::Message;
using base::Position;

// What ends the parse early. yaml-cpp's own stack frames are left by it as by its own exceptions.
struct Stop {
  Position position;
  Message message;
  Message hint;
};

struct Fault {
  Position position;
  Message message;
  Message hint;
};

Message quote_hint() {
  return {"put the whole value in double quotes: key: \"value\"", "値全体を二重引用符で囲んでください（例 key: \"値\"）"};
}

Message key_hint() {
  return {"keys that belong together begin in the same column; each has ': ' after it",
          "同じ段のキーは同じ桁から始め、後ろに「: 」（半角コロンと半角スペース）を付けてください"};
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

class Builder : public YAML::EventHandler {
 public:
  explicit Builder(std::uint32_t first_line) : first_line_(first_line) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) {
      throw Stop{at(mark),
                 {"this does not belong to anything above it", "上の内容とつながらない行です"},
                 {"check the indentation of this line and signs such as '-', ',' and '---' in it",
                  "この行の字下げと「-」「,」「---」などの記号を確認してください"}};
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    yaml::Value value;
    value.position = at(mark);
    value.plain = true;
    add(std::move(value));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Stop{at(mark), anchor_message(), quote_hint()};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& text) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    yaml::Value value;
    value.kind = yaml::Kind::Scalar;
    value.text = text;
    value.plain = tag != "!";
    value.position = at(mark);
    add(std::move(value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(yaml::Kind::Sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(yaml::Kind::Map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  yaml::Value take() { return std::move(root_); }
  std::vector<Fault> take_faults() { return std::move(faults_); }

 private:
  struct Frame {
    yaml::Value value;
    bool key_read = false;  // the last entry of a map still waits for its value
    std::map<std::string, Position, std::less<>> seen;
  };

  Position at(const YAML::Mark& mark) const {
    if (mark.is_null()) return {first_line_, 1, 0};
    return {first_line_ + static_cast<std::uint32_t>(mark.line), static_cast<std::uint32_t>(mark.column) + 1, 0};
  }
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != YAML::NullAnchor) throw Stop{at(mark), anchor_message(), quote_hint()};
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (!tag.empty() && tag != "?" && tag != "!") throw Stop{at(mark), tag_message(), quote_hint()};
  }

  void open(yaml::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    refuse_as_key(at(mark));
    if (frames_.size() >= kMaxYamlDepth) {
      throw Stop{at(mark), depth_message(), {}};
    }
    Frame frame;
    frame.value.kind = kind;
    frame.value.position = at(mark);
    frames_.push_back(std::move(frame));
  }

  void refuse_as_key(Position position) const {
    if (frames_.empty() || frames_.back().value.kind != yaml::Kind::Map || frames_.back().key_read) return;
    throw Stop{position,
               {"a key must be text, but a list or map stands here", "キーは文字列でなければなりませんが、リストか表が書かれています"},
               {"a value that begins with '{' or '[' needs quotes: key: \"{{ name }}\"",
                "「{」や「[」で始まる値は引用符で囲んでください（例 key: \"{{ name }}\"）"}};
  }

  void close() {
    yaml::Value value = std::move(frames_.back().value);
    frames_.pop_back();
    add(std::move(value));
  }

  void add(yaml::Value value) {
    if (frames_.empty()) {
      root_ = std::move(value);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.value.kind == yaml::Kind::Sequence) {
      if (value.kind == yaml::Kind::Null) value.position = frame.value.position;
      frame.value.items.push_back(std::move(value));
      return;
    }
    if (!frame.key_read) {
      add_key(frame, std::move(value));
      return;
    }
    // yaml-cpp gives an empty value the place of whatever comes next.
    if (value.kind == yaml::Kind::Null) value.position = frame.value.entries.back().position;
    frame.value.entries.back().value = std::move(value);
    frame.key_read = false;
    if (frame.value.entries.back().key.empty()) frame.value.entries.pop_back();
  }

  // A faulty key is read on as an empty one, which `add` drops together with its value.
  void add_key(Frame& frame, yaml::Value key) {
    frame.key_read = true;
    if (key.kind != yaml::Kind::Scalar || key.text.empty()) {
      faults_.push_back({key.position,
                         {"a key is missing before ':'", "「:」の前にキーがありません"},
                         {"write key: value", "「キー: 値」の形で書いてください"}});
      key.text.clear();
    } else if (key.text == "<<" && key.plain) {
      faults_.push_back({key.position,
                         {"the YAML merge key '<<' is not allowed here", "YAMLのマージキー「<<」はここでは使えません"},
                         {"write the values out", "値をそのまま書いてください"}});
      key.text.clear();
    } else if (const auto [first, added] = frame.seen.emplace(key.text, key.position); !added) {
      faults_.push_back({key.position,
                         {fmt::format("the key '{}' is given twice", key.text),
                          fmt::format("キー「{}」が二度書かれています", key.text)},
                         {fmt::format("it stands already on line {}", first->second.line),
                          fmt::format("{}行目にすでにあります", first->second.line)}});
      key.text.clear();
    }
    frame.value.entries.push_back({std::move(key.text), key.position, {}});
  }

  std::uint32_t first_line_;
  int documents_ = 0;
  std::vector<Frame> frames_;
  yaml::Value root_;
  std::vector<Fault> faults_;
};

class MemoryBuffer : public std::streambuf {
 public:
  explicit MemoryBuffer(std::string& text) { setg(text.data(), text.data(), text.data() + text.size()); }
};

Position position_at(std::string_view text, std::size_t offset, std::uint32_t first_line) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const auto line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return {first_line + lines, static_cast<std::uint32_t>(offset - line_start) + 1, 0};
}

// Tab, LF and CRLF are the only control characters that such a file may hold.
std::optional<std::size_t> find_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F) return i;
  }
  return std::nullopt;
}

Fault fault_of(const YamlFinding& finding, std::string_view text, std::uint32_t first_line) {
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
              {"a tab stands here, where only blanks are allowed", "タブ文字があります（ここでは半角スペースだけが使えます）"},
              {"replace the tab by blanks", "タブ文字を半角スペースに置き換えてください"}};
    case YamlFault::WideBlank:
      return {position,
              {"the line is indented with a full-width or no-break space, which is not an indentation in YAML",
               "行頭の字下げに全角スペースまたは改行しない空白が使われています"},
              {"replace it by blanks", "半角スペースに置き換えてください"}};
    case YamlFault::MissingColon: {
      Message hint = missing_colon_hint(text.substr(finding.offset));
      if (hint.empty()) hint = key_hint();
      return {position, {"expected 'key: value' on this line", "この行は「キー: 値」の形になっていません"}, std::move(hint)};
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

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// yaml-cpp's message in our words. The texts are those of <yaml-cpp/exceptions.h>.
Fault fault_of_library(std::string_view message, Position position, std::string_view line) {
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
    return {position,
            {"expected 'key: value' here", "ここには「キー: 値」が必要です"},
            key_hint()};
  }
  if (contains(message, "end of sequence") || contains(message, "illegal block entry")) {
    return {position,
            {"the list is not well-formed: expected '- ' at the start of each entry",
             "一覧の形が正しくありません（各項目の先頭に「- 」が必要です）"},
            {"all '- ' of one list begin in the same column, on lines of their own",
             "同じ一覧の「- 」は、それぞれ別の行の同じ桁から始めてください"}};
  }
  if (contains(message, "escape character") || contains(message, "hex number") || contains(message, "invalid unicode")) {
    return {position,
            {"a backslash in double quotes begins an escape that does not exist",
             "二重引用符の中の「\\」の使い方が正しくありません"},
            {"write \\\\ for a backslash, or use single quotes", "「\\」そのものは「\\\\」と書くか、一重引用符で囲んでください"}};
  }
  if (contains(message, "unknown token")) {
    return {position,
            {"a value may not begin with this character outside quotes", "引用符なしの値の先頭に使えない文字です"},
            quote_hint()};
  }
  if (contains(message, "alias") || contains(message, "anchor")) return {position, anchor_message(), quote_hint()};
  if (contains(message, "tag")) return {position, tag_message(), quote_hint()};
  if (contains(message, "block scalar") || contains(message, "zero indentation")) {
    return {position,
            {"'|' or '>' at the start of a value begins a text over several lines; nothing else may follow on this line",
             "値の先頭の「|」「>」は複数行の文字列の記号で、同じ行に続けて書くことはできません"},
            quote_hint()};
  }
  return {position,
          {"this is not valid YAML", "YAMLとして読めません"},
          {"write 'key: value' with equal indentation, and values with signs in quotes",
           "「キー: 値」を同じ字下げで書き、記号を含む値は引用符で囲んでください"}};
}

// The place yaml-cpp gives, but never behind the text (where the added document end stands).
Position library_position(const YAML::Mark& mark, std::string_view text, std::uint32_t first_line) {
  const Position last = position_at(text, text.find_last_not_of(" \n") + 1, first_line);
  if (mark.is_null()) return {first_line, 1, 0};
  const Position found{first_line + static_cast<std::uint32_t>(mark.line), static_cast<std::uint32_t>(mark.column) + 1, 0};
  return std::min(found, last);
}

struct Parsed {
  yaml::Value value;
  std::vector<Fault> faults;
};

Parsed parse_document(std::string_view text, std::uint32_t first_line) {
  std::string ended(text);
  if (!ended.ends_with('\n')) ended += '\n';
  ended += "...\n";
  MemoryBuffer buffer(ended);
  std::istream stream(&buffer);
  Builder builder(first_line);
  Parsed parsed;
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    parsed.value = builder.take();
    parser.HandleNextDocument(builder);  // stops at the first sign of more
    parsed.faults = builder.take_faults();
    return parsed;
  } catch (const Stop& stop) {
    parsed.faults = builder.take_faults();
    parsed.faults.push_back({std::min(stop.position, position_at(text, text.size(), first_line)), stop.message, stop.hint});
  } catch (const YAML::DeepRecursion& error) {
    parsed.faults = builder.take_faults();
    parsed.faults.push_back({library_position(error.mark, text, first_line), depth_message(), {}});
  } catch (const YAML::Exception& error) {
    parsed.faults = builder.take_faults();
    const Position position = library_position(error.mark, text, first_line);
    parsed.faults.push_back(
        fault_of_library(error.msg, position, base::line_at(text, position.line - first_line + 1)));
  }
  parsed.value = {};
  return parsed;
}

}  // namespace

Message missing_colon_hint(std::string_view text) {
  constexpr std::string_view kWideColon = "：";
  constexpr std::string_view kWideBlank = "\xE3\x80\x80";
  std::string_view line = base::trim(text.substr(0, text.find('\n')));
  while (line.starts_with("- ")) line = base::trim(line.substr(2));
  if (line.empty() || std::string_view("\"'[{#&*!|>").find(line.front()) != std::string_view::npos) return {};
  const auto narrow = line.find(':');
  const auto wide = line.find(kWideColon);
  if (wide != std::string_view::npos && wide > 0 && wide < narrow) {
    return {"the colon is full-width (：): write ':' and a blank", "コロンが全角（：）です。半角の「:」と半角スペースにしてください"};
  }
  if (narrow == std::string_view::npos || narrow == 0 || narrow + 1 >= line.size()) return {};
  const std::string_view after = line.substr(narrow + 1);
  if (after.front() == ' ' || after.front() == '\t' || after.starts_with("//")) return {};
  if (after.starts_with(kWideBlank)) {
    return {"the blank after ':' is full-width: write an ordinary one", "「:」の後が全角スペースです。半角スペースにしてください"};
  }
  // A time, an id with a catalogue or a path is text; a key has no blank in it and does not end in a digit.
  const std::string_view key = line.substr(0, narrow);
  if (key.find(' ') != std::string_view::npos || (key.back() >= '0' && key.back() <= '9')) return {};
  return {"a blank is missing after ':'", "「:」の後に半角スペースがありません"};
}

base::Read<yaml::Value> parse_yaml(std::string_view text, std::string_view path, std::uint32_t first_line,
                                   std::string_view code) {
  base::Read<yaml::Value> read;
  auto report = [&](Fault fault) {
    read.diagnostics.push_back({std::string(code), std::string(path), fault.position, std::move(fault.message),
                                std::move(fault.hint), base::Severity::Error});
  };
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.size() > kMaxYamlBytes) {
    report({{first_line, 1, 0},
            {"the YAML text is larger than 2 MiB", "YAMLの部分が2MiBを超えています"},
            {"split it into several files", "複数のファイルに分けてください"}});
    return read;
  }
  if (const auto invalid = base::find_invalid_utf8(text)) {
    report({position_at(text, *invalid, first_line),
            {"the text is not valid UTF-8 here", "ここからUTF-8として読めません"},
            {"save the file as UTF-8", "ファイルをUTF-8で保存してください"}});
    return read;
  }
  if (const auto control = find_control_character(text)) {
    report({position_at(text, *control, first_line),
            {fmt::format("a control character (U+{:04X}) stands here", static_cast<unsigned char>(text[*control])),
             fmt::format("制御文字（U+{:04X}）が入っています", static_cast<unsigned char>(text[*control]))},
            {"delete it", "削除してください"}});
    return read;
  }
  std::string lines;
  if (contains(text, "\r")) {
    lines.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(lines), [](char c) { return c != '\r'; });
    text = lines;
  }
  for (const YamlFinding& finding : scan_yaml(text)) report(fault_of(finding, text, first_line));
  if (!read.diagnostics.empty()) return read;
  Parsed parsed = parse_document(text, first_line);
  read.value = std::move(parsed.value);
  if (read.value.kind == yaml::Kind::Null) read.value.position = {first_line, 1, 0};
  for (Fault& fault : parsed.faults) report(std::move(fault));
  return read;
}

}  // namespace kitei::adapters
