// The text is written by hand: thirty lines, and its form never changes with a library. nlohmann's SAX parser reads; it
// is not recursive, so hostile nesting meets our own limit and not the end of the stack.
#include "adapters/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/utf8.h"

namespace kitei::adapters {
namespace {

constexpr std::size_t kMaxDepth = 200;

// Whether a byte may be copied as it is. 0xE2 begins U+2028 and U+2029; other bytes from 0x80 are looked at only to
// replace what is no UTF-8, which is done for the whole text at once.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < plain.size(); ++c) plain[c] = c != '"' && c != '\\' && c != 0x7F && c != 0xE2;
  return plain;
}();

void append_valid(std::string& out, std::string_view text) {
  out += '"';
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (kPlain[c]) {
      ++i;
      continue;
    }
    const bool separator = c == 0xE2 && (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029");
    if (c == 0xE2 && !separator) {
      i += 3;
      continue;
    }
    out.append(text, done, i - done);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (separator) {
          out += text[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
        } else {
          out += fmt::format("\\u{:04x}", c);
        }
    }
    i += separator ? 3 : 1;
    done = i;
  }
  out.append(text, done);
  out += '"';
}

void append_string(std::string& out, std::string_view text) {
  if (!base::find_invalid_utf8(text)) return append_valid(out, text);
  std::string mended;
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint point = base::code_point_at(text, i);
    base::append_utf8(mended, point.value);
    i += point.length;
  }
  append_valid(out, mended);
}

class Writer {
 public:
  Writer(std::string& out, unsigned indent, std::size_t depth) : indent_(indent), depth_(depth), out_(out) {}

  void append(const Json& json) {
    std::visit([this](const auto& node) { append_node(node); }, json.node);
  }

 private:
  void append_node(std::nullptr_t) { out_ += "null"; }
  void append_node(bool value) { out_ += value ? "true" : "false"; }
  void append_node(std::int64_t value) { out_ += std::to_string(value); }
  void append_node(const std::string& text) { append_string(out_, text); }
  void append_node(const JsonArray& items) {
    append_list('[', ']', items, [this](const Json& item) { append(item); });
  }
  void append_node(const JsonObject& members) {
    append_list('{', '}', members, [this](const JsonMember& member) {
      append_string(out_, member.first);
      out_ += indent_ > 0 ? ": " : ":";
      append(member.second);
    });
  }

  template <typename List, typename Append>
  void append_list(char open, char close, const List& list, Append append_one) {
    out_ += open;
    ++depth_;
    bool first = true;
    for (const auto& entry : list) {
      if (!first) out_ += ',';
      first = false;
      new_line();
      append_one(entry);
    }
    --depth_;
    if (!list.empty()) new_line();
    out_ += close;
  }

  void new_line() {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(depth_ * indent_, ' ');
  }

  unsigned indent_;
  std::size_t depth_;
  std::string& out_;
};

// Collects nlohmann's events. Returning false ends the parse; the reason is in `fault`.
class Reader {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return add(Json(nullptr)); }
  bool boolean(bool value) { return add(Json(value)); }
  bool number_integer(number_integer_t value) { return add(Json(static_cast<std::int64_t>(value))); }
  bool number_unsigned(number_unsigned_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return fail_number();
    return add(Json(static_cast<std::int64_t>(value)));
  }
  bool number_float(number_float_t, const string_t&) { return fail_number(); }
  bool string(string_t& text) { return add(Json(std::move(text))); }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Json(JsonObject{})); }
  bool key(string_t& name) {
    if (!frames_.back().keys.insert(name).second) {
      fault = {fmt::format("the member \"{}\" is given twice", name), fmt::format("「{}」が二度書かれています", name)};
      return false;
    }
    frames_.back().key = std::move(name);
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Json(JsonArray{})); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t offset, const std::string&, const nlohmann::json::exception&) {
    error_offset = offset;
    return false;
  }

  Json root;
  std::optional<std::size_t> error_offset;  // 1-based, of the last byte that was read
  base::Message fault;

 private:
  struct Frame {
    Json value;
    std::string key;
    std::set<std::string> keys;
  };

  bool fail_number() {
    fault = {"only integers of at most 64 bits are expected here", "64ビット以内の整数だけが使えます"};
    return false;
  }
  bool open(Json value) {
    if (frames_.size() >= kMaxDepth) {
      fault = {fmt::format("this is nested deeper than {} levels", kMaxDepth),
               fmt::format("入れ子が{}段より深くなっています", kMaxDepth)};
      return false;
    }
    frames_.push_back({std::move(value), {}, {}});
    return true;
  }
  bool close() {
    Json value = std::move(frames_.back().value);
    frames_.pop_back();
    return add(std::move(value));
  }
  bool add(Json value) {
    if (frames_.empty()) {
      root = std::move(value);
      return true;
    }
    Frame& frame = frames_.back();
    if (auto* items = std::get_if<JsonArray>(&frame.value.node)) {
      items->push_back(std::move(value));
    } else {
      std::get<JsonObject>(frame.value.node).emplace_back(std::move(frame.key), std::move(value));
    }
    return true;
  }

  std::vector<Frame> frames_;
};

// Reads bytes one by one and counts them, so that a fault of our own has a place too.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    if (at_ > *furthest_) *furthest_ = at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

base::Position position_of_byte(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  const auto newline = before.rfind('\n');
  const std::size_t line_start = newline == std::string_view::npos ? 0 : newline + 1;
  return {lines + 1, static_cast<std::uint32_t>(before.size() - line_start) + 1, 0};
}

template <typename T>
const T* get(const Json& json) {
  return std::get_if<T>(&json.node);
}

}  // namespace

Json::Json() : node(nullptr) {}
Json::Json(std::nullptr_t) : node(nullptr) {}
Json::Json(bool value) : node(value) {}
Json::Json(int value) : node(std::int64_t{value}) {}
Json::Json(unsigned value) : node(std::int64_t{value}) {}
Json::Json(std::int64_t value) : node(value) {}
Json::Json(std::uint64_t value) : node(static_cast<std::int64_t>(value)) {}
Json::Json(const char* text) : node(std::string(text)) {}
Json::Json(std::string_view text) : node(std::string(text)) {}
Json::Json(std::string text) : node(std::move(text)) {}
Json::Json(JsonArray items) : node(std::move(items)) {}
Json::Json(JsonObject members) : node(std::move(members)) {}

const std::string* Json::text() const { return get<std::string>(*this); }
const std::int64_t* Json::integer() const { return get<std::int64_t>(*this); }
const bool* Json::boolean() const { return get<bool>(*this); }
const JsonArray* Json::array() const { return get<JsonArray>(*this); }
const JsonObject* Json::object() const { return get<JsonObject>(*this); }

const Json* Json::find(std::string_view key) const {
  const JsonObject* members = object();
  if (!members) return nullptr;
  const auto found =
      std::find_if(members->begin(), members->end(), [&](const JsonMember& m) { return m.first == key; });
  return found == members->end() ? nullptr : &found->second;
}

bool Json::operator==(const Json& other) const { return node == other.node; }

std::string to_text(const Json& json, unsigned indent) {
  std::string out;
  append_text(out, json, indent, 0);
  return out;
}

void append_json_string(std::string& out, std::string_view text) { append_string(out, text); }

void append_text(std::string& out, const Json& json, unsigned indent, unsigned depth) {
  Writer(out, indent, depth).append(json);
}

base::Read<Json> parse_json(std::string_view text, std::string_view path, std::string_view code) {
  base::Read<Json> read;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Reader reader;
  const char* furthest = text.data();
  const CountingIterator begin(text.data(), &furthest), end(text.data() + text.size(), &furthest);
  if (nlohmann::json::sax_parse(begin, end, &reader)) {
    read.value = std::move(reader.root);
    return read;
  }
  // The parser is one byte ahead of the character that told it.
  const std::size_t read_bytes =
      reader.error_offset ? *reader.error_offset : static_cast<std::size_t>(furthest - text.data());
  const bool truncated = reader.error_offset && read_bytes > text.size();
  base::Message message = reader.fault;
  if (message.empty()) {
    message = truncated ? base::Message{"the JSON text ends too early", "JSONが途中で終わっています"}
                        : base::Message{"this is not valid JSON", "JSONとして読めません"};
  }
  read.diagnostics.push_back({std::string(code),
                              std::string(path),
                              position_of_byte(text, read_bytes == 0 ? 0 : read_bytes - 1),
                              std::move(message),
                              {},
                              base::Severity::Error});
  return read;
}

}  // namespace kitei::adapters
