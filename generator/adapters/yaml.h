// YAML text → a plain tree of values with exact places. The only door to yaml-cpp.
//
// In:  the text (front matter, handbook.yaml, a register, a catalogue), its path, the line of the file on which the
// text
//      begins, and the code under which its faults are reported.
// Out: one Value. Scalars keep the author's spelling (5.10 stays "5.10"); nothing is turned into numbers, dates or
//      booleans here (adapters/yaml_fields.h does that). Lines are 1-based lines of the file, columns 1-based bytes.
//
// Only what a person needs in such files is accepted: one document of maps, lists and scalars. Anchors, aliases, tags,
// merge keys, second documents, duplicate keys, tabs, control characters, invalid UTF-8, quotes and brackets that are
// never closed, nesting deeper than 64 and text above 2 MiB are reported, in words for people who do not know YAML.
// When there is any such fault the value is what could be built, often Null. A byte order mark at the start is skipped,
// CRLF is a line end.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/position.h"

namespace kitei::adapters {

namespace yaml {

enum class Kind { Null, Scalar, Sequence, Map };

struct Entry;

struct Value {
  Kind kind = Kind::Null;
  std::string text;         // of a scalar; quotes and escapes resolved
  bool plain = false;       // a scalar without quotes
  base::Position position;  // of its first character; of the key for an empty value
  std::vector<Value> items;
  std::vector<Entry> entries;  // in the order of the file, keys unique

  const Entry* find(std::string_view key) const;  // nullptr when absent or not a map
};

struct Entry {
  std::string key;
  base::Position position;  // of the key
  Value value;
};

}  // namespace yaml

inline constexpr std::size_t kMaxYamlBytes = std::size_t{2} << 20;
inline constexpr std::size_t kMaxYamlDepth = 64;

base::Read<yaml::Value> parse_yaml(std::string_view text, std::string_view path, std::uint32_t first_line,
                                   std::string_view code);

// The same by yaml-cpp alone: parse_yaml reads simple texts by itself (yaml_simple.h). For tests that compare the two.
base::Read<yaml::Value> parse_yaml_by_library(std::string_view text, std::string_view path, std::uint32_t first_line,
                                              std::string_view code);

// Why a piece of text stands where `key: value` was expected, when its spelling tells: a full-width colon, a full-width
// blank after the colon, or no blank at all. Empty when it does not tell.
base::Message missing_colon_hint(std::string_view text);

}  // namespace kitei::adapters
