#include "cli/machine/world.h"

#include <fmt/format.h>
#include <link.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "cli/machine/disk.h"
#include "cli/machine/program.h"
#include "cli/machine/tree_scan.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? std::string_view(value) : std::string_view{};
}

std::string identity_of_loaded_objects() {
  std::string identity = fmt::format("kitei {}\n", kProgramVersion);
  auto add = [](dl_phdr_info* object, std::size_t, void* text) {
    const std::string path = object->dlpi_name && *object->dlpi_name ? object->dlpi_name : "/proc/self/exe";
    const Stamp stamp = stamp_of(fs::path(path));
    if (stamp.inode != 0) *static_cast<std::string*>(text) += fmt::format("{} {} {} {}\n", path, stamp.size, stamp.modified, stamp.inode);
    return 0;
  };
  ::dl_iterate_phdr(add, &identity);
  return identity;
}

}  // namespace

base::Language message_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = environment(name);
    if (!value.empty()) return value.starts_with("ja") ? base::Language::Japanese : base::Language::English;
  }
  return base::Language::English;
}

std::int64_t now_seconds() {
  const std::string_view epoch = environment("SOURCE_DATE_EPOCH");
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(epoch.data(), epoch.data() + epoch.size(), seconds);
  if (!epoch.empty() && error == std::errc{} && end == epoch.data() + epoch.size()) return seconds;
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

base::Date today(std::optional<base::Date> as_of, int utc_offset_minutes) {
  return as_of ? *as_of : base::date_at(now_seconds(), utc_offset_minutes);
}

void leave(int status) {
  if (std::fflush(nullptr) != 0) throw WorldError("cannot write to standard output");
  std::_Exit(status);
}

bool stderr_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

bool stderr_has_colour() { return stderr_is_terminal() && environment("NO_COLOR").empty() && environment("TERM") != "dumb"; }

fs::path share_folder() {
  auto complete = [](const fs::path& folder) { return fs::is_directory(folder / "templates/html") && fs::is_directory(folder / "themes"); };
  if (const std::string_view set = environment("KITEI_SHARE"); !set.empty()) {
    if (complete(fs::path(set))) return fs::path(set);
    throw WorldError(std::string(set) + ": KITEI_SHARE names no folder with templates/html and themes");
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  for (fs::path folder = program.parent_path(); !error; folder = folder.parent_path()) {
    if (complete(folder)) return folder;
    if (complete(folder / "share/kitei")) return folder / "share/kitei";
    if (folder == folder.parent_path()) break;
  }
  throw WorldError("templates and themes of kitei are not found; set KITEI_SHARE to the folder that holds them");
}

std::optional<fs::path> find_handbook(const std::string& source) {
  auto has_handbook = [](const fs::path& folder) { return fs::is_regular_file(folder / "handbook.yaml"); };
  if (!source.empty()) {
    if (has_handbook(source)) return fs::canonical(source);
    return std::nullopt;
  }
  const fs::path here = fs::current_path();
  for (fs::path folder = here;; folder = folder.parent_path()) {
    if (has_handbook(folder)) return folder;
    if (folder == folder.parent_path()) break;
  }
  if (has_handbook(here / "content")) return here / "content";
  return std::nullopt;
}

fs::path default_output(const fs::path& handbook) {
  return handbook.filename() == "content" ? handbook.parent_path() / "output" : handbook / "output";
}

const std::string& program_identity() {
  // As it was when it was started: neither a library that is loaded later nor a program that takes its place changes it.
  static const std::string identity = identity_of_loaded_objects();
  return identity;
}

std::int64_t clock_nanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace kitei::cli
