// `kitei check`: everything that `build` would complain about, and what is for information; nothing is written. Human reports
// go to stderr like those of every command; JSON and SARIF are results and go to stdout.
#include <cstdio>

#include "cli/commands.h"
#include "cli/load/handbook_report.h"
#include "cli/load/load.h"
#include "cli/machine/parallel.h"
#include "cli/machine/program.h"
#include "cli/machine/world.h"

namespace kitei::cli {

int run_check(const Arguments& arguments, base::Language language) {
  const auto handbook = find_handbook(arguments.source);
  const std::filesystem::path output = handbook ? default_output(*handbook) : std::filesystem::path();
  const auto loaded =
      load_handbook({arguments.source, output, arguments.as_of, arguments.strict}, language, parallel(arguments.jobs));
  if (!loaded) return 2;
  if (arguments.format == "human") return report_diagnostics(*loaded, language) ? 1 : 0;
  std::string room;
  const SourceOf source_of = [&](std::string_view path) { return loaded->source(path, room); };
  const std::string text = arguments.format == "json"
                               ? json_report(loaded->diagnostics, language, source_of)
                               : sarif_report(loaded->diagnostics, language, source_of, kProgramVersion);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return count(loaded->diagnostics).errors > 0 ? 1 : 0;
}

}  // namespace kitei::cli
