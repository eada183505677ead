// Arguments → one command → exit status. The only place that catches what the world does to us.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "cli/machine/disk.h"
#include "cli/machine/world.h"
#include "cli/terminal/arguments.h"

namespace {

using kitei::base::Language;
using kitei::cli::Arguments;

struct Command {
  std::string_view name;
  int (*run)(const Arguments&, Language);
};

constexpr std::array<Command, 9> kCommands{{
    {"build", kitei::cli::run_build},
    {"check", kitei::cli::run_check},
    {"serve", kitei::cli::run_serve},
    {"revise", kitei::cli::run_revise},
    {"release", kitei::cli::run_release},
    {"diff", kitei::cli::run_diff},
    {"asof", kitei::cli::run_asof},
    {"verify", kitei::cli::run_verify},
    {"render", kitei::cli::run_render},
}};

int run(int argc, const char* const* argv, Language language) {
  const auto parsed = kitei::cli::parse_arguments(argc, argv, language);
  if (const auto* early = std::get_if<kitei::cli::EarlyExit>(&parsed)) {
    std::fputs(early->text.c_str(), early->status == 0 ? stdout : stderr);
    return early->status;
  }
  const Arguments& arguments = std::get<Arguments>(parsed);
  for (const Command& command : kCommands) {
    if (command.name == arguments.command) return command.run(arguments, language);
  }
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const Language language = kitei::cli::message_language();
  try {
    const int status = run(argc, argv, language);
    if (std::fflush(stdout) != 0) throw kitei::cli::WorldError("cannot write to standard output");
    return status;
  } catch (const std::bad_alloc&) {
    std::fputs("kitei: not enough memory\n", stderr);
  } catch (const std::exception& error) {
    fmt::print(stderr, "kitei: {}\n", error.what());
  }
  return 3;
}
