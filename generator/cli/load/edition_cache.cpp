// The file: a magic line, the size of the head and its sum, the head, the texts. The head: the record, the findings, the facts, the
// cards, and of each text its size and its sum. Whoever asks for no text does not touch the rest of the file.
#include "cli/load/edition_cache.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <system_error>

#include "adapters/hash.h"
#include "adapters/sha256.h"
#include "archive/document.h"
#include "archive/handbook.h"
#include "base/checksum.h"
#include "cli/machine/world.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "kitei edition 1\n";
constexpr std::string_view kPrefix = "edition-";

std::string name_of(const Hash& key) {
  std::string digits(64, '0');
  adapters::write_hex(key, digits.data());
  return std::string(kPrefix) + digits.substr(0, 32);
}

void write_facts(base::BinaryWriter& out, const TextFacts& facts) {
  out.number(facts.pins.size());
  for (const auto& [id, version] : facts.pins) {
    out.text(id);
    out.text(version);
  }
  out.number(facts.days.size());
  for (const base::Date day : facts.days) out.whole(std::chrono::sys_days(day).time_since_epoch().count());
  out.number(facts.addresses.size());
  for (const std::string& addresses : facts.addresses) out.text(addresses);
}

TextFacts read_facts(base::BinaryReader& in) {
  TextFacts facts;
  facts.pins.resize(in.count());
  for (auto& [id, version] : facts.pins) {
    id = in.text();
    version = in.text();
  }
  facts.days.resize(in.count());
  for (base::Date& day : facts.days) day = std::chrono::sys_days(std::chrono::days(in.whole()));
  facts.addresses.resize(in.count());
  for (std::string& addresses : facts.addresses) addresses = in.text();
  return facts;
}

std::optional<StoredEdition> parse(MappedFile file, const Hash& key) {
  std::string_view bytes(file.bytes().data(), file.bytes().size());
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  bytes.remove_prefix(kMagic.size());
  constexpr std::size_t kSums = 2 * sizeof(std::uint64_t);
  base::BinaryReader sums(bytes.substr(0, kSums));
  const std::uint64_t size = sums.fixed();
  const std::uint64_t sum = sums.fixed();
  if (sums.failed() || size > bytes.size() - kSums || base::checksum(size, bytes.substr(kSums, size)) != sum) return std::nullopt;

  base::BinaryReader in(bytes.substr(kSums, size));
  bytes.remove_prefix(kSums + size);
  StoredEdition stored;
  Hash found{};
  in.raw(found.data(), found.size());
  if (found != key) return std::nullopt;
  stored.record = archive::read_edition_record(in);
  stored.diagnostics = archive::read_diagnostics(in);
  stored.facts = read_facts(in);
  stored.handbook = archive::read_handbook(in);
  std::vector<StoredTexts::Text> texts(stored.handbook.documents.size());
  for (StoredTexts::Text& text : texts) {
    const std::uint64_t length = in.number();
    text.sum = in.fixed();
    if (length > bytes.size()) return std::nullopt;
    text.bytes = bytes.substr(0, length);
    bytes.remove_prefix(length);
  }
  if (!in.at_end() || !bytes.empty()) return std::nullopt;
  for (model::Document& document : stored.handbook.documents) document.origin = stored.record.id;
  stored.texts = {std::move(file), std::move(texts)};
  return stored;
}

}  // namespace

bool StoredTexts::holds(const model::Document& document, const model::Document& card, std::size_t index) const {
  if (document.sha256 != card.sha256 || !archive::is_text(texts_[index].bytes, document)) return false;
  base::BinaryWriter own;
  archive::write_document(own, card);
  return archive::is_document(own.bytes(), document);
}

bool StoredTexts::read_into(model::Document& document, std::size_t index) {
  Text& text = texts_[index];
  if (base::checksum(0, text.bytes) != text.sum) return false;
  base::BinaryReader in(text.bytes);
  archive::read_text(in, document);
  text.was_read = true;
  return true;
}

bool StoredTexts::read_into(model::Handbook& handbook, const std::function<bool(std::size_t index)>& wanted, const base::ForEach& for_each) {
  std::atomic<bool> intact{true};
  for_each(texts_.size(), [&](std::size_t i) {
    if (!texts_[i].was_read && wanted(i) && !read_into(handbook.documents[i], i)) intact = false;
  });
  if (!std::all_of(texts_.begin(), texts_.end(), [](const Text& text) { return text.was_read; })) return intact;
  texts_.clear();
  file_ = {};
  return intact;
}

EditionCache::EditionCache(const fs::path& output) : folder_(output / ".kitei") {}

Hash EditionCache::key_of(const FileTable& files, std::size_t first, std::size_t end) {
  base::BinaryWriter key;
  key.text(program_identity());
  for (std::size_t i = first; i < end; ++i) {
    key.text(files.path(i));
    key.raw(files.hash(i).data(), files.hash(i).size());
  }
  return adapters::sha256(key.bytes());
}

EditionCache::Found EditionCache::find(const Hash& key) const {
  Found found;
  MappedFile file(folder_ / name_of(key));
  if (!file.is_open()) return found;
  found.edition = parse(std::move(file), key);
  found.damaged = !found.edition;
  return found;
}

void EditionCache::store(const Hash& key, const model::Edition& edition, const base::Diagnostics& diagnostics,
                         const TextFacts& facts) const {
  base::BinaryWriter out, texts;
  out.raw(key.data(), key.size());
  archive::write_edition_record(out, *edition.record);
  archive::write_diagnostics(out, diagnostics);
  write_facts(out, facts);
  archive::write_handbook(out, edition.handbook);
  for (const model::Document& document : edition.handbook.documents) {
    base::BinaryWriter text;
    archive::write_text(text, document);
    out.number(text.bytes().size());
    out.fixed(base::checksum(0, text.bytes()));
    texts.raw(text.bytes().data(), text.bytes().size());
  }
  base::BinaryWriter sums;
  sums.fixed(out.bytes().size());
  sums.fixed(base::checksum(out.bytes().size(), out.bytes()));
  const std::string_view pieces[] = {kMagic, sums.bytes(), out.bytes(), texts.bytes()};
  replace_file(folder_ / name_of(key), pieces);
}

void EditionCache::keep_only(const std::vector<Hash>& keys) const {
  std::set<std::string> names;
  for (const Hash& key : keys) names.insert(name_of(key));
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kPrefix) && !names.contains(name)) fs::remove(entry.path(), error);
  }
}

}  // namespace kitei::cli
