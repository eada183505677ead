// `kitei revise DOC…`: raises version, dates and revision row in the source files. All files are changed, or none.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/commands.h"
#include "cli/load/load.h"
#include "cli/machine/disk.h"
#include "cli/machine/parallel.h"
#include "cli/machine/world.h"
#include "cli/terminal/report.h"
#include "history/revise.h"

namespace kitei::cli {
namespace {

struct NewFile {
  std::string path;
  std::string bytes;
};

}  // namespace

int run_revise(const Arguments& arguments, base::Language language) {
  const auto handbook = find_handbook(arguments.source);
  const auto loaded =
      load_handbook({arguments.source, handbook ? default_output(*handbook) : std::filesystem::path(), arguments.as_of, false},
                    language, parallel(0));
  if (!loaded) return 2;
  base::Diagnostics found;
  std::vector<NewFile> files;
  for (const std::string& name : arguments.names) {
    const model::Document* document = loaded->working.handbook.find(name);
    if (!document) {
      const base::Message message{fmt::format("kitei revise: there is no document '{}'", name),
                                  fmt::format("kitei revise: 文書「{}」はありません", name)};
      fmt::print(stderr, "{}\n", message.in(language));
      return 2;
    }
    if (std::any_of(files.begin(), files.end(), [&](const NewFile& file) { return file.path == document->path; })) continue;
    history::RevisionRequest request;
    request.summary = arguments.summary;
    request.change = arguments.editorial ? model::Significance::Editorial : model::Significance::Material;
    request.effective = arguments.effective.value_or(loaded->today);
    request.reason = arguments.reason;
    request.author = document->author;
    request.approver = document->approver;
    auto revised = history::revise_source(document->path, loaded->working_files.at(document->path), request);
    if (!revised.value.empty()) files.push_back({document->path, std::move(revised.value)});
    base::append(found, std::move(revised.diagnostics));
  }
  base::sort_diagnostics(found);
  for (base::Diagnostic& diagnostic : found) {
    if (diagnostic.code == "approval-evidence-missing") diagnostic.severity = base::Severity::Warning;
  }
  fmt::print(stderr, "{}", human_report(found, language, [&, room = std::string()](std::string_view path) mutable { return loaded->source(path, room); }, "", Frame::None));
  if (count(found).errors > 0) return 1;
  for (const NewFile& file : files) {
    write_file(loaded->folder / file.path, file.bytes);
    fmt::print("{}\n", file.path);
  }
  return 0;
}

}  // namespace kitei::cli
