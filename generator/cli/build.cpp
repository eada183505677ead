// `kitei build`: the whole line of stages, one call a line.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/commands.h"
#include "cli/incremental/document_edit.h"
#include "cli/incremental/last_build.h"
#include "cli/incremental/text_build.h"
#include "cli/load/edition_cache.h"
#include "cli/load/handbook_report.h"
#include "cli/load/load.h"
#include "cli/machine/parallel.h"
#include "cli/machine/world.h"
#include "cli/output/frozen_keys.h"
#include "cli/output/keyed_files.h"
#include "cli/output/output.h"
#include "cli/output/packs.h"
#include "cli/output/plan.h"
#include "cli/output/reach.h"
#include "cli/output/share.h"
#include "cli/output/site.h"
#include "cli/output/standing.h"
#include "cli/output/word_files.h"
#include "cli/terminal/progress.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

// Which parts --only names; an unknown name is a mistake of the command line.
std::optional<Parts> parts_of(const Arguments& arguments, base::Language language) {
  Parts parts;
  if (arguments.edition != "all") parts.edition = arguments.edition;
  if (arguments.only.empty()) return parts;
  parts.site = parts.docx = parts.packs = parts.exports = false;
  for (const std::string& name : arguments.only) {
    if (name == "site") parts.site = true;
    else if (name == "docx") parts.docx = true;
    else if (name == "packs") parts.packs = true;
    else if (name == "exports") parts.exports = true;
    else {
      const base::Message message{fmt::format("kitei build: --only: there is no part '{}' (site, docx, packs, exports)", name),
                                  fmt::format("kitei build: --only: 「{}」という部分はありません（site, docx, packs, exports）", name)};
      fmt::print(stderr, "{}\n", message.in(language));
      return std::nullopt;
    }
  }
  return parts;
}

bool is_planned(const Plan& plan, const std::string& edition) {
  return edition == "latest" || std::any_of(plan.editions.begin(), plan.editions.end(),
                                            [&](const model::Edition* planned) { return planned->id == edition; });
}

int fail(const base::Diagnostics& faults, const Loaded& loaded, base::Language language) {
  std::string room;
  fmt::print(stderr, "{}", human_report(faults, language, [&](std::string_view path) { return loaded.source(path, room); }, "", Frame::None));
  return 1;
}

int done(const fs::path& target, const Output::Totals& totals, base::Language language) {
  const base::Message message{
      fmt::format("{}: {} files, {} written, {} removed", target.string(), totals.files, totals.written, totals.removed),
      fmt::format("{}: {} ファイル（書込み {}、削除 {}）", target.string(), totals.files, totals.written, totals.removed)};
  fmt::print(stderr, "{}\n", message.in(language));
  return 0;
}

// No file of a frozen edition that an earlier build kept was read.
void show_what_was_read(const Loaded& loaded, Progress& progress) {
  const FileTable& inputs = loaded.inputs;
  std::size_t files = inputs.size();
  std::uint64_t bytes = inputs.total_bytes(0, files);
  for (std::size_t i = 0; i < loaded.frozen.size(); ++i) {
    if (!loaded.states[i].kept) continue;
    const auto [first, end] = inputs.below(std::string(kEditions) + loaded.frozen[i].id + "/");
    files -= end - first;
    bytes -= inputs.total_bytes(first, end);
  }
  progress.made(files, bytes);
}

// What an earlier build, or the last one with a few changes, had to report.
void say_again(std::string_view report) {
  if (!report.empty()) std::fwrite(report.data(), 1, report.size(), stderr);
}

}  // namespace

int run_build(const Arguments& arguments, base::Language language) {
  const auto parts = parts_of(arguments, language);
  if (!parts) return 2;
  Progress progress(arguments.timings, language);
  const base::ForEach for_each = progress.watched(parallel(arguments.jobs));
  const auto handbook = find_handbook(arguments.source);
  if (!handbook) return report_no_handbook(language);
  const fs::path target = !arguments.output.empty() ? fs::path(arguments.output) : default_output(*handbook);

  progress.begin({"look at files", "ファイルの確認"});
  LastBuild last(arguments, *handbook, target, language, for_each);
  progress.made(last.sources().files.size() + (last.record() ? last.record()->outputs.size() : 0), 0);
  if (last.stands(for_each)) {
    progress.finish();
    say_again(last.report());
    leave(done(target, {last.output_files(), 0, 0, 0}, language));
  }
  // From here on there is something to make.
  if (const auto made = build_texts(arguments, *parts, last, language, for_each)) {
    progress.finish();
    say_again(made->report);
    leave(done(target, made->totals, language));
  }

  progress.begin({"read what the edit reaches", "編集の及ぶ範囲の読込み"});
  const EditionCache editions(target);
  const Earlier earlier{arguments.clean ? nullptr : &editions, last.record()};
  std::optional<base::Read<Share>> share;
  const auto read_share = [&](const std::string& theme) {
    share = load_share(share_folder(), theme, parts->docx || parts->packs ? WordTemplates::Compiled : WordTemplates::NotNeeded);
  };
  auto loaded = load_edited(arguments, *parts, last, language, for_each, read_share);
  if (!loaded) {
    progress.begin({"read, parse, resolve, check", "読込み・解析・解決・検査"});
    loaded = load_handbook({arguments.source, target, arguments.as_of, arguments.strict, &last.sources(), check::Depth::Faults, Texts::OnDisk, earlier},
                           language, for_each);
  }
  if (!loaded) return 2;
  Reach* const reach = loaded->reach.get();
  if (reach) progress.made(static_cast<std::size_t>(std::count(reach->texts.begin(), reach->texts.end(), 1)), 0);
  else show_what_was_read(*loaded, progress);
  progress.begin({"templates, timeline", "ひな型・履歴"});
  progress.clear();
  const std::string report = reach ? reach->report : report_of(*loaded, language, for_each);
  std::fputs(report.c_str(), stderr);
  if (count(loaded->diagnostics).errors > 0) return 1;
  if (!reach) {  // an edit has its templates, and keeps its texts at the end
    // Neither needs the other, and neither has work for several threads.
    parallel(arguments.jobs)(2, [&](std::size_t i) {
      if (i == 0) keep_texts(*parts, *loaded, last);
      else if (!share) read_share(loaded->config().theme);
    });
  }
  base::Diagnostics().swap(loaded->diagnostics);  // with its memory
  // From here on the sources are without errors, and whatever goes wrong is not the author's doing.

  if (!share->diagnostics.empty()) return fail(share->diagnostics, *loaded, language);
  const Plan plan = plan_build(*loaded);
  if (!parts->edition.empty() && !is_planned(plan, parts->edition)) {
    const base::Message message{fmt::format("kitei build: --edition: '{}' is not among the editions that are built", parts->edition),
                                fmt::format("kitei build: --edition: 「{}」は作成する発行版にありません", parts->edition)};
    fmt::print(stderr, "{}\n", message.in(language));
    return 2;
  }
  forget_texts(*loaded);
  Output output(target, arguments.clean ? Output::Rewrite::All : Output::Rewrite::Changed, last.record());
  const model::Config& config = loaded->config();
  Standing standing(target, last.record(), !loaded->frozen.empty() && last.outputs_stand(for_each));
  KeyedFiles keyed(target, last.record());
  const Hash everything = everything_key(*loaded, plan.timeline, last.share_hash());
  for (std::size_t i = 0; i < config.sites.size(); ++i) {
    // Nothing above the clearance is in the view, so nothing that is written from it can show any.
    progress.begin({"view of " + config.sites[i].id, config.sites[i].id + " の閲覧範囲"});
    const SiteStanding site{standing, output, everything, config.sites[i].id, site_folder(config, i) + "/"};
    const View view = view_for(plan, *loaded, config.sites[i].clearance, for_each, &site);
    Jobs jobs;
    if (parts->docx) {
      progress.begin({"Word files of " + config.sites[i].id, config.sites[i].id + " の Word ファイル"});
      jobs = word_jobs(*loaded, view, share->value, site.folder, *parts, keyed, output, for_each);
      progress.made(jobs.size(), 0);
    }
    progress.begin({"site " + config.sites[i].id, "サイト " + config.sites[i].id});
    const Output::Totals before = output.totals();
    const base::Diagnostics faults =
        build_site(*loaded, view, share->value, config.sites[i].id, site_folder(config, i), *parts, jobs, output, standing, for_each);
    if (!faults.empty()) return fail(faults, *loaded, language);
    progress.made(output.totals().files - before.files, output.totals().bytes - before.bytes);
  }
  if (parts->packs) {
    progress.begin({"packs", "配布パック"});
    const std::size_t before = keyed.made();
    const base::Diagnostics faults = build_packs(plan, *loaded, share->value, *parts, {standing, everything, keyed, last.share_hash()}, output, for_each);
    if (!faults.empty()) return fail(faults, *loaded, language);
    progress.made(keyed.made() - before, 0);
  }
  progress.begin({"manifest, record", "目録・記録"});
  if (reach) output.keep_rest(last.record()->outputs, [&](std::string_view path) { return reach->stays(path); });
  parallel(arguments.jobs)(reach ? 2 : 1, [&](std::size_t i) {
    if (i == 0) output.finish([&](std::string_view path) { return parts->cover(path); });
    else reach->store.replace(std::move(reach->entries), std::move(reach->other_findings), reach->counts, loaded->inputs);
  });

  keep_editions(*loaded, plan.timeline, target, for_each);
  last.replace(*loaded, report, standing.bytes(), keyed.bytes(), output);
  progress.finish();
  leave(done(target, output.totals(), language));
}

}  // namespace kitei::cli
