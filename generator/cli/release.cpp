// `kitei release EDITION --effective DATE`: the working sources become editions/<id>/, with the hash of every file.
// The edition is written beside its place and renamed into it as the last step, so there is never half of one.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/commands.h"
#include "cli/load/handbook_report.h"
#include "cli/load/load.h"
#include "cli/machine/disk.h"
#include "cli/machine/parallel.h"
#include "cli/machine/program.h"
#include "cli/machine/world.h"
#include "history/freeze.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

int refuse(const base::Message& message, base::Language language, int status) {
  fmt::print(stderr, "kitei release: {}\n", message.in(language));
  return status;
}

model::Sources sources_of(const model::Handbook& handbook) {
  return {handbook.config, handbook.documents, handbook.catalogs, handbook.soa, handbook.registers};
}

std::vector<const model::Document*> drafts_of(const model::Handbook& handbook) {
  std::vector<const model::Document*> drafts;
  for (const model::Document& document : handbook.documents) {
    if (document.status == model::Status::Draft || document.status == model::Status::Review) drafts.push_back(&document);
  }
  return drafts;
}

}  // namespace

int run_release(const Arguments& arguments, base::Language language) {
  const std::string& id = arguments.names.front();
  const auto handbook = find_handbook(arguments.source);
  auto loaded =
      load_handbook({arguments.source, handbook ? default_output(*handbook) : fs::path(), arguments.as_of, false},
                    language, parallel(0));
  if (!loaded) return 2;
  if (id != loaded->config().edition) {
    return refuse({fmt::format("handbook.yaml says `edition: \"{}\"`, not '{}'", loaded->config().edition, id),
                   fmt::format("handbook.yaml の edition は「{}」です（「{}」ではありません）", loaded->config().edition, id)},
                  language, 2);
  }
  if (std::any_of(loaded->frozen.begin(), loaded->frozen.end(), [&](const model::Edition& edition) { return edition.id == id; })) {
    return refuse({fmt::format("edition '{}' is frozen already; give the next one its own id in handbook.yaml", id),
                   fmt::format("発行版「{}」はすでに確定しています。handbook.yaml の edition を次の ID に変えてください", id)},
                  language, 1);
  }
  if (report_diagnostics(*loaded, language)) return 1;

  base::FileTree files = loaded->working_files;
  if (!arguments.only.empty()) {
    if (loaded->frozen.empty()) {
      return refuse({"--only needs an earlier edition to take the other documents from",
                     "--only には、他の文書の元になる確定済みの発行版が必要です"},
                    language, 1);
    }
    history::OnlyRequest request{id, {}};
    for (const std::string& name : arguments.only) request.documents.push_back({name});
    auto selected = history::select_documents(loaded->working_files, sources_of(loaded->working.handbook),
                                              loaded->states.back().files, sources_of(loaded->frozen.back().handbook), request);
    if (!selected.diagnostics.empty()) {
      fmt::print(stderr, "{}", human_report(selected.diagnostics, language,
                                            [&, room = std::string()](std::string_view path) mutable { return loaded->source(path, room); }, "", Frame::None));
      return 1;
    }
    files = std::move(selected.value);
  } else if (const auto drafts = drafts_of(loaded->working.handbook); !drafts.empty()) {
    if (!arguments.skip_drafts) {
      std::string list;
      for (const model::Document* draft : drafts) list += (list.empty() ? "" : ", ") + draft->id.text;
      return refuse({"not approved yet: " + list + "; approve them, or leave them out with --skip-drafts",
                     "未承認の文書があります: " + list + "。承認するか、--skip-drafts で除いてください"},
                    language, 1);
    }
    for (const model::Document* draft : drafts) {
      files.erase(draft->path);
      // A draft that revises a published document leaves that document as the newest edition has it.
      const model::Document* published = loaded->frozen.empty() ? nullptr : loaded->frozen.back().handbook.find(draft->id.text);
      if (published) files[published->path] = loaded->states.back().files.at(published->path);
    }
  }

  const base::FileTree frozen =
      history::freeze(files, {id, *arguments.effective, arguments.note, std::string(kProgramVersion)});
  const fs::path place = loaded->folder / "editions" / id;
  const fs::path building = loaded->folder / "editions" / ("." + id + ".tmp");
  std::error_code error;
  fs::remove_all(building, error);
  for (const auto& [path, bytes] : frozen) write_file(building / path, bytes);
  fs::rename(building, place, error);
  if (error) throw WorldError(fmt::format("{}: cannot be put in place: {}", place.string(), error.message()));

  // What was frozen must be readable as it stands: --only and --skip-drafts can take away what others refer to.
  const auto check = load_handbook({loaded->folder.string(), default_output(loaded->folder), arguments.as_of, false}, language, parallel(0));
  const base::Message done{fmt::format("edition {} is frozen, effective {}: {} files", id, base::iso_date(*arguments.effective), frozen.size()),
                           fmt::format("発行版 {} を確定しました（施行日 {}、{} ファイル）", id, base::iso_date(*arguments.effective), frozen.size())};
  fmt::print(stderr, "{}\n", done.in(language));
  fmt::print("{}\n", (fs::path("editions") / id).generic_string());
  return check && count(check->diagnostics).errors == 0 ? 0 : 1;
}

}  // namespace kitei::cli
