// The file: a magic line, the head, the cards, the texts. The head: the record without its files, the findings, the facts, the names. The
// cards: the whole record, the cards, and of each text its size and its sum. Head and cards have their size and sum before
// them. Whoever does not ask for what stands further on does not touch that part of the file.
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
#include "cli/load/section.h"
#include "cli/machine/world.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "kitei edition 2\n";
constexpr std::string_view kPrefix = "edition-";

std::string name_of(const Hash& key) {
  std::string digits(64, '0');
  adapters::write_hex(key, digits.data());
  return std::string(kPrefix) + digits.substr(0, 32);
}

struct StoredCards {
  model::EditionRecord record;
  model::Handbook handbook;
  std::vector<StoredTexts::Text> texts;
};

// `rest` is all that follows the head.
std::optional<StoredCards> parse_cards(std::string_view rest) {
  const auto section = take_section(rest);
  if (!section) return std::nullopt;
  base::BinaryReader in(*section);
  StoredCards cards;
  cards.record = archive::read_edition_record(in);
  cards.handbook = archive::read_handbook(in);
  cards.texts.resize(cards.handbook.documents.size());
  for (StoredTexts::Text& text : cards.texts) {
    const std::uint64_t length = in.number();
    text.sum = in.fixed();
    if (length > rest.size()) return std::nullopt;
    text.bytes = rest.substr(0, length);
    rest.remove_prefix(length);
  }
  if (!in.at_end() || !rest.empty()) return std::nullopt;
  return cards;
}

std::optional<StoredEdition> parse(MappedFile file, const Hash& key, EditionPart part) {
  std::string_view rest(file.bytes().data(), file.bytes().size());
  if (!rest.starts_with(kMagic)) return std::nullopt;
  rest.remove_prefix(kMagic.size());
  const auto head = take_section(rest);
  if (!head) return std::nullopt;
  base::BinaryReader in(*head);
  StoredEdition stored;
  Hash found{};
  in.raw(found.data(), found.size());
  if (found != key) return std::nullopt;
  stored.record = archive::read_edition_record(in);
  stored.diagnostics = archive::read_diagnostics(in);
  stored.facts = read_facts(in);
  if (part == EditionPart::Names) {
    stored.handbook = archive::read_names(in);
    if (!in.at_end()) return std::nullopt;
    stored.texts = {std::move(file), rest};
  } else {
    auto cards = parse_cards(rest);
    if (in.failed() || !cards) return std::nullopt;
    stored.record = std::move(cards->record);
    stored.handbook = std::move(cards->handbook);
    stored.texts = {std::move(file), std::move(cards->texts)};
  }
  for (model::Document& document : stored.handbook.documents) document.origin = stored.record.id;
  return stored;
}

}  // namespace

bool StoredTexts::holds(const model::Document& document, const model::Document& card, std::size_t index) const {
  if (document.sha256 != card.sha256 || !archive::is_text(texts_[index].bytes, document)) return false;
  base::BinaryWriter own;
  archive::write_document(own, card);
  return archive::is_document(own.bytes(), document);
}

void put_in_place(model::Handbook& handbook, model::Handbook whole) {
  std::vector<model::Document> documents = std::move(handbook.documents);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    whole.documents[i].origin = std::move(documents[i].origin);
    documents[i] = std::move(whole.documents[i]);
  }
  handbook = std::move(whole);
  handbook.documents = std::move(documents);
}

bool StoredTexts::read_cards(model::Handbook& handbook) {
  if (rest_.empty()) return true;
  auto cards = parse_cards(rest_);
  if (!cards || cards->handbook.documents.size() != handbook.documents.size()) return false;
  put_in_place(handbook, std::move(cards->handbook));
  texts_ = std::move(cards->texts);
  rest_ = {};
  return true;
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
  if (!read_cards(handbook)) return false;
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

EditionCache::Found EditionCache::find(const Hash& key, EditionPart part) const {
  Found found;
  MappedFile file(folder_ / name_of(key));
  if (!file.is_open()) return found;
  found.edition = parse(std::move(file), key, part);
  found.damaged = !found.edition;
  return found;
}

void EditionCache::store(const Hash& key, const model::Edition& edition, const base::Diagnostics& diagnostics,
                         const TextFacts& facts) const {
  model::EditionRecord record = *edition.record;
  base::BinaryWriter head, cards, texts, out;
  archive::write_edition_record(cards, record);
  record.files.clear();
  head.raw(key.data(), key.size());
  archive::write_edition_record(head, record);
  archive::write_diagnostics(head, diagnostics);
  write_facts(head, facts);
  archive::write_names(head, edition.handbook);
  archive::write_handbook(cards, edition.handbook);
  for (const model::Document& document : edition.handbook.documents) {
    base::BinaryWriter text;
    archive::write_text(text, document);
    cards.number(text.bytes().size());
    cards.fixed(base::checksum(0, text.bytes()));
    texts.raw(text.bytes().data(), text.bytes().size());
  }
  write_section(out, head);
  write_section(out, cards);
  const std::string_view pieces[] = {kMagic, out.bytes(), texts.bytes()};
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
