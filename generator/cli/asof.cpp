// `kitei asof DATE`: what was in force on that day, from the frozen editions alone. The table shows the last day in force, the
// JSON form the first day after it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/unicode.h"
#include "cli/commands.h"
#include "cli/load/handbook_report.h"
#include "cli/load/load.h"
#include "cli/machine/parallel.h"
#include "cli/machine/world.h"
#include "export/handbook_json.h"
#include "history/timeline.h"

namespace kitei::cli {
namespace {

const model::Document* document_of(const Loaded& loaded, const model::TimelineEntry& entry) {
  for (const model::Edition& edition : loaded.frozen) {
    if (edition.id == entry.newest_edition) return edition.handbook.find(entry.id.text);
  }
  return nullptr;
}

bool asked_for(const Arguments& arguments, const model::Document& document) {
  if (arguments.names.size() < 2) return true;
  return std::any_of(arguments.names.begin() + 1, arguments.names.end(), [&](const std::string& name) {
    return model::DocumentId{name}.folded() == document.id.folded() || name == document.number;
  });
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t cells = base::display_width(text);
  return std::string(text) + std::string(cells < width ? width - cells : 0, ' ');
}

std::string table(const std::vector<exports::InForce>& rows) {
  std::size_t id = 0, version = 0;
  for (const exports::InForce& row : rows) {
    id = std::max(id, base::display_width(row.entry->id.text));
    version = std::max(version, base::display_width(row.entry->version.text));
  }
  std::string out;
  for (const exports::InForce& row : rows) {
    const model::TimelineEntry& entry = *row.entry;
    out += fmt::format("{}  {}  {} – {:<10}  {}  {}\n", padded(entry.id.text, id), padded(entry.version.text, version),
                       base::iso_date(entry.from), entry.until ? base::iso_date(base::add_days(*entry.until, -1)) : "", padded(entry.edition, 8),
                       row.document->title);
  }
  return out;
}

}  // namespace

int run_asof(const Arguments& arguments, base::Language language) {
  const auto date = base::parse_date(arguments.names.front());
  if (!date) {
    const base::Message message{fmt::format("kitei asof: '{}' is no date (YYYY-MM-DD)", arguments.names.front()),
                                fmt::format("kitei asof: 「{}」は日付（YYYY-MM-DD）ではありません", arguments.names.front())};
    fmt::print(stderr, "{}\n", message.in(language));
    return 2;
  }
  const auto handbook = find_handbook(arguments.source);
  const auto loaded = load_handbook({arguments.source, handbook ? default_output(*handbook) : std::filesystem::path(), *date, false},
                                    language, parallel(0));
  if (!loaded) return 2;
  // Only the frozen editions count here: what is wrong in the working tree does not change the past.
  const auto broken = std::find_if(loaded->diagnostics.begin(), loaded->diagnostics.end(), [](const base::Diagnostic& d) {
    return d.severity == base::Severity::Error && d.path.starts_with("editions/");
  });
  if (broken != loaded->diagnostics.end()) {
    report_diagnostics(*loaded, language);
    return 1;
  }
  const std::vector<model::TimelineEntry> entries = history::in_force(history::build_timeline(loaded->frozen), *date);
  std::vector<exports::InForce> rows;
  for (const model::TimelineEntry& entry : entries) {
    const model::Document* document = document_of(*loaded, entry);
    if (document && asked_for(arguments, *document)) rows.push_back({&entry, document});
  }
  const std::string text = arguments.format == "json" ? exports::asof_json(*date, rows) : table(rows);
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (rows.empty()) {
    const base::Message nothing{"nothing was in force on that day", "その日に施行されていた文書はありません"};
    fmt::print(stderr, "{}\n", nothing.in(language));
  }
  return 0;
}

}  // namespace kitei::cli
