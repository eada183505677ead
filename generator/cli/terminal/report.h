// Diagnostics as text: for people with the line and a caret, as JSON, as SARIF 2.1.0. Columns become code points here.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace kitei::cli {

// The text of a source file, for columns and the line shown; nullptr when there is none.
using SourceOf = std::function<const std::string*(std::string_view path)>;

struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
};
Counts count(const base::Diagnostics& diagnostics);

enum class Frame { None, Plain, Colour };  // the source line with a caret, on a terminal only

// `path:line:column: error: message [code]`, a hint line, and the frame. `root` is put before each path.
std::string human_report(std::span<const base::Diagnostic> diagnostics, base::Language language, const SourceOf& source_of,
                         std::string_view root, Frame frame);

// {"diagnostics": [{path, line, column, severity, code, message, hint}], "summary": {errors, warnings, infos}}
std::string json_report(const base::Diagnostics& diagnostics, base::Language language, const SourceOf& source_of);
std::string sarif_report(const base::Diagnostics& diagnostics, base::Language language, const SourceOf& source_of,
                         std::string_view program_version);

// Something else that the user should know, on stderr: "kitei: …".
void say_note(const base::Message& note, base::Language language);

}  // namespace kitei::cli
