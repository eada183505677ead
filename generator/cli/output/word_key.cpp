// Every member is named once, so that a new one does not compile until it has a place here.
#include "cli/output/word_key.h"

#include <cassert>

#include "adapters/sha256.h"
#include "archive/document.h"
#include "archive/handbook.h"
#include "base/binary.h"

namespace kitei::cli {
namespace {

namespace docx = render::docx;

constexpr std::size_t kUsualBytes = 32 * 1024;

void add(base::BinaryWriter& key, const Hash& hash) { key.raw(hash.data(), hash.size()); }

void add(base::BinaryWriter& key, const docx::DocxOptions& options) {
  const auto& [edition, language, templates, texts, asset, status_line, draft, carried_over, today] = options;
  assert(!asset && !carried_over);  // an input answers for them
  key.text(edition);
  key.number(static_cast<std::uint64_t>(language));
  add(key, templates->hash);
  key.number(texts.size());
  for (const auto& [name, text] : texts) {
    key.text(name);
    key.text(text);
  }
  key.text(status_line);
  key.number(draft);
  key.text(today ? base::iso_date(*today) : std::string());
}

}  // namespace

Hash word_key(const docx::Input& input) {
  const auto& [documents, binder, options, settings, carried_over, names, controls, catalogs, pictures] = input;
  base::BinaryWriter key;
  key.reserve(kUsualBytes);
  key.number(binder);
  add(key, options);
  archive::write_config(key, settings);
  key.number(documents.size());
  for (const model::Document* document : documents) {
    key.number(carried_over.contains(document));
    archive::write_document(key, *document);
    archive::write_text(key, *document);
  }
  key.number(names.size());
  for (const auto& [id, named] : names) {
    const auto& [held, number, title] = named;
    key.text(id);
    key.text(held ? held->id.text : base::CompactText());
    key.text(number);
    key.text(title);
  }
  key.number(controls.size());
  for (const auto& [id, title] : controls) {
    key.text(id.catalog);
    key.text(id.id);
    key.text(title);
  }
  key.number(catalogs.size());
  for (const auto& [id, title] : catalogs) {
    key.text(id);
    key.text(title);
  }
  key.number(pictures.size());
  for (const auto& [place, bytes] : pictures) {
    key.text(place.second);  // where the handbook lies does not matter
    add(key, adapters::sha256(*bytes));
  }
  return adapters::sha256(key.bytes());
}

Hash binder_key(const docx::Input& common, const std::vector<Hash>& documents) {
  base::BinaryWriter key;
  key.text("binder");
  add(key, word_key(common));
  for (const Hash& document : documents) add(key, document);
  return adapters::sha256(key.bytes());
}

}  // namespace kitei::cli
