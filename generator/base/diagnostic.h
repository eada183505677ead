// What kitei tells an author about a source file: a stable code, a message and a hint in both languages, and the place.
// Whoever finds a fault makes a Diagnostic and goes on; the severity is a matter of the rule (model/rules.h) and of the
// handbook's `checks:`, and is set in one place, check/severity. Until then every diagnostic counts as an error.
// Messages start lower-case, end without a full stop, name the thing and say what was expected.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/position.h"

namespace kitei::base {

enum class Language { Japanese, English };

// One text in the two languages of the interface.
struct Message {
  std::string en;
  std::string ja;

  const std::string& in(Language language) const { return language == Language::Japanese ? ja : en; }
  bool empty() const { return en.empty() && ja.empty(); }
  bool operator==(const Message&) const = default;
};

enum class Severity { Off, Info, Warning, Error };

struct Diagnostic {
  std::string code;  // as in DESIGN §8: "unknown-control"
  std::string path;  // inside the handbook, with '/'
  Position position;
  Message message;
  Message hint;  // what to do about it; may be empty
  Severity severity = Severity::Error;

  bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

// A value that could be built, and what was wrong on the way. Reading never stops at the first fault.
template <typename T>
struct Read {
  T value{};
  Diagnostics diagnostics;
};

// "off", "info", "warning", "error" in lower case.
std::string_view severity_name(Severity severity);

// Orders by path, line, column, code, message and drops exact repeats: the order of every report.
void sort_diagnostics(Diagnostics& diagnostics);

void append(Diagnostics& to, Diagnostics from);

}  // namespace kitei::base
