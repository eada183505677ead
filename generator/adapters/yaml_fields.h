// Reads the keys of one YAML map as typed values: what front matter, handbook.yaml, registers and catalogues have in
// common.
//
// A reader asks for each key it knows by its English name; the table of names lets authors write another one (文書番号
// for number). Faults (a list where text belongs, a date that is none) are reported under the code of the file, at the
// value, and the key then counts as absent. `finish` reports the keys nobody asked for, with the nearest name that
// somebody did. A key that stands there under two of its names is reported; the first one counts. An empty value counts
// as absent.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/yaml.h"
#include "base/date.h"
#include "base/diagnostic.h"

namespace kitei::adapters {

// Another spelling of a key or of a value: {"文書番号", "number"}. Tables live in static storage.
struct NamePair {
  std::string_view written;
  std::string_view name;
};
using Names = std::span<const NamePair>;

// The name behind `written` (blanks at the ends dropped, ASCII case ignored for values); `written` itself without an
// entry.
std::string_view key_name(Names names, std::string_view written);
std::string_view value_name(Names names, std::string_view written);

// Where faults go, and the file they are in.
struct FieldContext {
  std::string_view path;
  std::string_view code;
  base::Diagnostics* diagnostics = nullptr;

  void report(base::Position position, base::Message message, base::Message hint = {}) const;
  void report_as(std::string_view other_code, base::Position position, base::Message message,
                 base::Message hint = {}) const;
};

// "did you mean 'x'?" or nothing.
base::Message nearest_hint(std::string_view written, const std::vector<std::string_view>& known);

struct FieldText {
  std::string text;
  base::Position position;
};

enum class UnknownKeys { Warn, Refuse };  // the code unknown-key, or the code of the file

class Fields {
 public:
  // Null reads as an empty map; anything else but a map is reported. `what` names it in messages: {"approval",
  // "承認記録"}.
  Fields(const yaml::Value& value, const FieldContext& context, Names names, const base::Message& what);

  const FieldContext& context() const { return context_; }
  base::Position position() const { return position_; }
  bool readable() const { return readable_; }  // it was a map (or empty)

  // The value under a key, or nullptr when it is absent or empty. Every reader below asks through this.
  const yaml::Value* find(std::string_view name);
  bool has(std::string_view name) { return find(name) != nullptr; }
  // The value even when it is empty ("controls:" with nothing behind it).
  const yaml::Value* find_even_empty(std::string_view name);
  base::Position position_of(std::string_view name);  // of the value, else of the map

  std::string text(std::string_view name);  // "" when absent
  std::string required_text(std::string_view name);
  std::optional<base::Date> date(std::string_view name);
  std::optional<int> integer(std::string_view name, int min, int max);
  std::optional<bool> boolean(std::string_view name);
  std::vector<FieldText> list(std::string_view name);                            // one text counts as a list of one
  std::vector<std::pair<FieldText, FieldText>> text_map(std::string_view name);  // key, text; in the order of the file
  std::vector<const yaml::Value*> sequence(std::string_view name);  // of maps; one map counts as a list of one

  // One of a closed set of names; `names` maps other spellings to them. `known` is what a message lists.
  std::optional<std::string_view> choice(std::string_view name, Names names,
                                         const std::vector<std::string_view>& known);

  // Every entry of the map under its English name, in the order of the file.
  struct Known {
    std::string_view name;
    const yaml::Entry* entry;
    bool asked = false;
  };
  const std::vector<Known>& entries() const { return entries_; }

  // The entries of the map that nobody asked for so far, in the order of the file.
  std::vector<const yaml::Entry*> rest() const;
  void finish(UnknownKeys unknown) const;

 private:
  std::string display_name(std::string_view name) const;
  void expected(const yaml::Value& value, std::string_view name, const base::Message& what) const;

  FieldContext context_;
  Names names_;
  base::Message what_;
  base::Position position_;
  bool readable_ = true;
  std::vector<Known> entries_;
  std::vector<std::string_view> asked_;
};

// A scalar as text, NFC not forced; nothing for a list or map. The values below are read from text in the same way
// everywhere: dates also in full-width digits, yes/no/true/false/on/off/はい/いいえ.
std::optional<base::Date> read_date(std::string_view text);
std::optional<bool> read_boolean(std::string_view text);

}  // namespace kitei::adapters
