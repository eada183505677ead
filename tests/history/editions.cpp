#include "editions.h"

#include <fmt/format.h>

#include "source/config.h"
#include "source/document.h"

namespace kitei::test {
namespace {

void index(model::Handbook& handbook) {
  const std::vector<model::Document>& documents = handbook.documents;
  for (std::size_t i = 0; i < documents.size(); ++i) handbook.index_by_id.emplace(documents[i].id.folded(), i);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (const model::DocumentId& alias : documents[i].aliases) handbook.index_by_id.emplace(alias.folded(), i);
  }
}

}  // namespace

base::Date day(std::string_view text) { return base::parse_date(text).value(); }

model::Document document(std::string_view id, std::string_view version, std::string_view effective) {
  model::Document made;
  made.id.text = id;
  made.version = model::parse_version(version);
  made.path = "procedures/" + std::string(id) + ".md";
  if (!effective.empty()) made.effective_date = day(effective);
  return made;
}

model::Edition edition(std::string_view id, std::string_view effective, std::vector<model::Document> documents) {
  model::Edition made;
  made.id = id;
  made.record.emplace();
  made.record->id = id;
  made.record->effective = day(effective);
  made.handbook.documents = std::move(documents);
  index(made.handbook);
  return made;
}

model::Sources sources_of(const base::FileTree& files) {
  model::Sources sources;
  const std::string* config = base::find_file(files, "handbook.yaml");
  sources.config = source::read_config(config ? *config : std::string()).value;
  for (const std::string& path : source::document_paths(files)) {
    auto document = source::read_document(path, files.at(path), sources.config, {&files, nullptr});
    if (document.value) sources.documents.push_back(std::move(*document.value));
  }
  return sources;
}

model::Handbook handbook_of(const base::FileTree& files) {
  model::Sources sources = sources_of(files);
  model::Handbook handbook;
  handbook.config = std::move(sources.config);
  handbook.documents = std::move(sources.documents);
  index(handbook);
  return handbook;
}

std::string show(const base::Diagnostics& diagnostics) {
  std::string out;
  for (const base::Diagnostic& d : diagnostics) {
    out += fmt::format("{}:{}:{} {} {}", d.path, d.position.line, d.position.column, d.code, d.message.en);
    if (!d.hint.en.empty()) out += " [" + d.hint.en + "]";
    out += "\n";
    if (d.message.ja.empty() || d.hint.en.empty() != d.hint.ja.empty()) out += "  (not in both languages)\n";
  }
  return out;
}

}  // namespace kitei::test
