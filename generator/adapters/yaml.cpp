// yaml-cpp's event handler builds our own tree; its lookups, conversions and Node graph are never used. The text is
// parsed with a document end behind it, because yaml-cpp accepts a quote that is still open at the end of the text
// otherwise. `HandleNextDocument` is called once, and once more only to see that nothing is left: a loop over it never
// ends on ",".
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

#include "adapters/yaml_messages.h"
#include "adapters/yaml_scan.h"
#include "adapters/yaml_simple.h"
#include "base/byte_blocks.h"
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

Position position_of(const YAML::Mark& mark, std::uint32_t first_line) {
  if (mark.is_null()) return {first_line, 1, 0};
  return {first_line + static_cast<std::uint32_t>(mark.line), static_cast<std::uint32_t>(mark.column) + 1, 0};
}

class Builder : public YAML::EventHandler {
 public:
  explicit Builder(std::uint32_t first_line) : first_line_(first_line) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0) {
      throw YamlProblem{at(mark),
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
    throw YamlProblem{at(mark), anchor_message(), quote_hint()};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
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
  std::vector<YamlProblem> take_faults() { return std::move(faults_); }

 private:
  struct Frame {
    yaml::Value value;
    bool key_read = false;  // the last entry of a map still waits for its value
    std::map<std::string, Position, std::less<>> seen;
  };

  Position at(const YAML::Mark& mark) const { return position_of(mark, first_line_); }
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != YAML::NullAnchor) throw YamlProblem{at(mark), anchor_message(), quote_hint()};
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (!tag.empty() && tag != "?" && tag != "!") throw YamlProblem{at(mark), tag_message(), quote_hint()};
  }

  void open(yaml::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    refuse_as_key(at(mark));
    if (frames_.size() >= kMaxYamlDepth) {
      throw YamlProblem{at(mark), depth_message(), {}};
    }
    Frame frame;
    frame.value.kind = kind;
    frame.value.position = at(mark);
    frames_.push_back(std::move(frame));
  }

  void refuse_as_key(Position position) const {
    if (frames_.empty() || frames_.back().value.kind != yaml::Kind::Map || frames_.back().key_read) return;
    throw YamlProblem{position,
                      {"a key must be text, but a list or map stands here",
                       "キーは文字列でなければなりませんが、リストか表が書かれています"},
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
  std::vector<YamlProblem> faults_;
};

class MemoryBuffer : public std::streambuf {
 public:
  explicit MemoryBuffer(std::string& text) { setg(text.data(), text.data(), text.data() + text.size()); }
};

// Tab, LF and CRLF are the only control characters that such a file may hold.
std::optional<std::size_t> find_control_character(std::string_view text) {
  const std::size_t found = base::find_byte(
      text, 0, [](const base::Block& block) { return (block.between('\0', '\x1F') & ~block.equal('\n')) | block.equal('\x7F'); },
      [&](std::size_t i) {
        const char c = text[i];
        if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') return false;
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') || c == '\x7F';
      });
  return found == text.size() ? std::nullopt : std::optional(found);
}

struct Parsed {
  yaml::Value value;
  std::vector<YamlProblem> faults;
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
  } catch (const YamlProblem& problem) {
    parsed.faults = builder.take_faults();
    parsed.faults.push_back(problem);
  } catch (const YAML::DeepRecursion& error) {
    parsed.faults = builder.take_faults();
    parsed.faults.push_back({position_of(error.mark, first_line), depth_message(), {}});
  } catch (const YAML::Exception& error) {
    parsed.faults = builder.take_faults();
    const Position position = position_of(error.mark, first_line);
    parsed.faults.push_back(
        problem_of_library(error.msg, position, base::line_at(text, position.line - first_line + 1)));
  }
  parsed.value = {};
  return parsed;
}

enum class Reader { SimpleFirst, Library };

base::Read<yaml::Value> parse(std::string_view text, std::string_view path, std::uint32_t first_line,
                              std::string_view code, Reader reader) {
  base::Read<yaml::Value> read;
  auto report = [&](YamlProblem fault) {
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
  if (text.find('\r') != std::string_view::npos) {
    lines.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(lines), [](char c) { return c != '\r'; });
    text = lines;
  }
  if (auto simple = reader == Reader::Library ? std::nullopt : parse_simple_yaml(text, first_line)) {
    read.value = std::move(*simple);
    return read;
  }
  for (const YamlFinding& finding : scan_yaml(text)) report(problem_of(finding, text, first_line));
  if (!read.diagnostics.empty()) return read;
  Parsed parsed = parse_document(text, first_line);
  read.value = std::move(parsed.value);
  if (read.value.kind == yaml::Kind::Null) read.value.position = {first_line, 1, 0};
  // yaml-cpp places what is empty at whatever comes next, which may be the document end that was added.
  const Position last = position_at(text, text.find_last_not_of(" \n") + 1, first_line);
  for (YamlProblem& fault : parsed.faults) {
    fault.position = std::min(fault.position, last);
    report(std::move(fault));
  }
  return read;
}

}  // namespace

base::Read<yaml::Value> parse_yaml(std::string_view text, std::string_view path, std::uint32_t first_line,
                                   std::string_view code) {
  return parse(text, path, first_line, code, Reader::SimpleFirst);
}

base::Read<yaml::Value> parse_yaml_by_library(std::string_view text, std::string_view path, std::uint32_t first_line,
                                              std::string_view code) {
  return parse(text, path, first_line, code, Reader::Library);
}

}  // namespace kitei::adapters
