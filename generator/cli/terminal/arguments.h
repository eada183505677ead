// The command line as values.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"

namespace kitei::cli {

// Every option of every command; a command reads those that it declares.
struct Arguments {
  std::string command;
  std::string source;
  std::string output;
  std::vector<std::string> names;  // positional: documents, an edition, files, FROM and TO
  std::string edition;
  std::vector<std::string> only;
  std::optional<base::Date> as_of;
  std::optional<base::Date> effective;
  unsigned jobs = 0;
  unsigned port = 8313;
  bool open = false;
  bool strict = false;
  bool clean = false;
  bool timings = false;
  bool editorial = false;
  bool skip_drafts = false;
  std::string format;
  std::string summary;
  std::string reason;
  std::string note;
};

// Either arguments to run, or a text to print and the status to exit with (help, version: stdout and 0; mistakes: stderr
// and 2).
struct EarlyExit {
  int status = 0;
  std::string text;
};

std::variant<Arguments, EarlyExit> parse_arguments(int argc, const char* const* argv, base::Language language);

}  // namespace kitei::cli
