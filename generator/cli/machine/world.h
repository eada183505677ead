// What the program takes from its surroundings, read once at the start: language, clock, terminal, the place of its files.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/date.h"
#include "base/diagnostic.h"

namespace kitei::cli {

// The language of messages: Japanese when LC_ALL, LC_MESSAGES or LANG (the first that is set) begins with "ja".
base::Language message_language();

// Seconds since 1970: SOURCE_DATE_EPOCH when it is a number, else the clock.
std::int64_t now_seconds();

// The clock, in nanoseconds since 1970, as file systems count.
std::int64_t clock_nanoseconds();

// --as-of, else the day of now_seconds() at the handbook's utc_offset.
base::Date today(std::optional<base::Date> as_of, int utc_offset_minutes);

// Everything that decides what is made besides files: the program and the libraries that it was started with, in one text.
const std::string& program_identity();

// Ends the process without giving its memory back piece by piece, which takes longer than many a build. Everything that was
// to be written must have been written; stdout and stderr are flushed.
[[noreturn]] void leave(int status);

// Whether stderr is a terminal that wants colour (NO_COLOR is honoured).
bool stderr_is_terminal();
bool stderr_has_colour();

// The folder that holds templates/ and themes/: KITEI_SHARE, else found from the program upwards, else
// ../share/kitei beside it. WorldError when there is none.
std::filesystem::path share_folder();

// The folder of the handbook: `source` when given, else the nearest one upwards from here with handbook.yaml, else
// ./content. Nothing when there is no handbook.yaml.
std::optional<std::filesystem::path> find_handbook(const std::string& source);

// Where output goes by default: beside a folder named content, else inside the handbook.
std::filesystem::path default_output(const std::filesystem::path& handbook);

}  // namespace kitei::cli
