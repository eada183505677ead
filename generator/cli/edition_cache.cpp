// The file: a magic line, the sum of all that follows, the record, the findings, the facts, the cards, and of each text its length
// and its bytes.
#include "cli/edition_cache.h"

#include <set>
#include <system_error>

#include "adapters/hash.h"
#include "adapters/sha256.h"
#include "archive/document.h"
#include "archive/handbook.h"
#include "base/checksum.h"
#include "cli/world.h"

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
  for (const std::vector<std::string>& addresses : facts.addresses) {
    out.number(addresses.size());
    for (const std::string& address : addresses) out.text(address);
  }
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
  for (std::vector<std::string>& addresses : facts.addresses) {
    addresses.resize(in.count());
    for (std::string& address : addresses) address = in.text();
  }
  return facts;
}

std::optional<StoredEdition> parse(MappedFile file, const Hash& key) {
  std::string_view bytes(file.bytes().data(), file.bytes().size());
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  bytes.remove_prefix(kMagic.size());
  base::BinaryReader head(bytes.substr(0, sizeof(std::uint64_t)));
  const std::uint64_t sum = head.fixed();
  if (head.failed() || base::checksum(0, bytes.substr(sizeof sum)) != sum) return std::nullopt;
  bytes.remove_prefix(sizeof sum);

  base::BinaryReader in(bytes);
  StoredEdition stored;
  Hash found{};
  in.raw(found.data(), found.size());
  if (found != key) return std::nullopt;
  stored.record = archive::read_edition_record(in);
  stored.diagnostics = archive::read_diagnostics(in);
  stored.facts = read_facts(in);
  stored.handbook = archive::read_handbook(in);
  std::vector<std::string_view> texts(stored.handbook.documents.size());
  for (std::string_view& text : texts) text = in.text();
  if (!in.at_end()) return std::nullopt;
  stored.texts = {std::move(file), std::move(texts)};
  return stored;
}

}  // namespace

void StoredTexts::read_into(model::Document& document, std::size_t index) const {
  base::BinaryReader in(texts_[index]);
  archive::read_text(in, document);
}

void StoredTexts::read_into(model::Handbook& handbook, const base::ForEach& for_each) {
  for_each(texts_.size(), [&](std::size_t i) {
    read_into(handbook.documents[i], i);
  });
  texts_.clear();
  file_ = {};
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
  base::BinaryWriter out;
  out.raw(key.data(), key.size());
  archive::write_edition_record(out, *edition.record);
  archive::write_diagnostics(out, diagnostics);
  write_facts(out, facts);
  archive::write_handbook(out, edition.handbook);
  for (const model::Document& document : edition.handbook.documents) {
    base::BinaryWriter text;
    archive::write_text(text, document);
    out.text(text.bytes());
  }
  base::BinaryWriter sum;
  sum.fixed(base::checksum(0, out.bytes()));
  const std::string_view pieces[] = {kMagic, sum.bytes(), out.bytes()};
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
