#include "cli/load/text_store.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <numeric>
#include <span>

#include "archive/handbook.h"
#include "base/binary.h"
#include "base/checksum.h"
#include "cli/load/sources.h"
#include "cli/machine/world.h"
#include "history/freeze.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "kitei texts 8\n";
constexpr std::string_view kName = "texts";
constexpr std::string_view kEditedName = "texts-edited";
constexpr std::size_t kMostEdited = 200;
constexpr std::size_t kAtOnce = 1 << 20;  // bytes
constexpr std::uint64_t kSeed = 5;        // of the sums of documents

using Sum = std::uint64_t;  // base::checksum()

// Of the program, the way of calling and the state of the sources that a store belongs to. edition.yaml has the hashes of all other
// files of its edition: no build ends well whose frozen editions are not as it says.
Sum state_of(const std::string& key, const FileTable& sources) {
  Sum sum = base::checksum(kSeed, key);
  const auto add = [&](std::size_t i) {
    const Hash& hash = sources.hash(i);
    sum = base::checksum(sum, sources.path(i));
    sum = base::checksum(sum, {reinterpret_cast<const char*>(hash.data()), hash.size()});
  };
  const auto [first, end] = sources.below(kEditions);
  for (std::size_t i = 0; i < first; ++i) add(i);
  for (std::size_t i = first; i < end;) {
    const std::string_view path = sources.path(i);
    const std::string folder(path.substr(0, path.find('/', kEditions.size()) + 1));
    if (const auto record = sources.find(folder + std::string(history::kEditionRecord))) add(*record);
    i = folder.empty() ? i + 1 : sources.below(folder).second;
  }
  for (std::size_t i = end; i < sources.size(); ++i) add(i);
  return sum;
}

// Where a document begins in the file, how many bytes it takes, and their sum; no bytes: it was left out.
struct Place {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
  std::uint64_t sum = 0;
};

// The file: the documents, the names, the findings of other files and the registers, a Place for each document, and this at the end,
// when everything is known.
struct Footer {
  char magic[16] = {};
  Sum sources = 0;   // state_of() what it belongs to
  Sum checksum = 0;  // of names and places, and of the other numbers
  std::uint64_t documents = 0;
  std::uint64_t names_size = 0;   // with what others_size tells behind them
  std::uint64_t others_size = 0;  // of the other findings and the registers
  std::uint64_t warnings = 0, infos = 0;  // errors there are none
};

Footer make_footer() {
  Footer footer;
  std::memcpy(footer.magic, kMagic.data(), kMagic.size());
  return footer;
}

template <typename T>
std::string_view bytes_of_items(const T* items, std::size_t count) {
  return {reinterpret_cast<const char*>(items), count * sizeof(T)};
}

Sum checksum_of(std::string_view names, std::string_view places, const Footer& footer) {
  const std::uint64_t numbers[] = {footer.sources, footer.documents, footer.names_size, footer.others_size, footer.warnings, footer.infos};
  Sum sum = kSeed;
  for (const std::string_view piece : {names, places, bytes_of_items(numbers, std::size(numbers))}) sum = base::checksum(sum, piece);
  return sum;
}

void write_files(base::BinaryWriter& out, const base::FileTree& files) {
  out.number(files.size());
  for (const auto& [path, bytes] : files) {
    out.text(path);
    out.text(bytes);
  }
}

base::FileTree read_files(base::BinaryReader& in) {
  base::FileTree files;
  for (std::size_t count = in.count(); count > 0 && !in.failed(); --count) {
    const std::string_view path = in.text();
    files.emplace(path, in.text());
  }
  return files;
}

std::vector<std::uint32_t> first_numbers(std::size_t count) {
  std::vector<std::uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0u);
  return numbers;
}

// Of sorted findings those of one path.
std::span<const base::Diagnostic> findings_of(const base::Diagnostics& findings, const std::string& path) {
  const auto from = std::lower_bound(findings.begin(), findings.end(), path,
                                     [](const base::Diagnostic& finding, const std::string& wanted) { return finding.path < wanted; });
  const auto to = std::find_if(from, findings.end(), [&](const base::Diagnostic& finding) { return finding.path != path; });
  return {from, to};
}

}  // namespace

void TextStore::write(const fs::path& output, const std::string& key, const FileTable& sources,
                      const model::Edition& working, const std::vector<resolve::DocumentUses>& uses,
                      const base::FileTree& registers, const base::Diagnostics& findings, const Counts& counts, const BytesOf& bytes_of) {
  const std::vector<model::Document>& documents = working.handbook.documents;
  const fs::path folder = output / ".kitei";
  const fs::path path = folder / kName;
  const fs::path unfinished = folder / (std::string(kName) + ".new");
  std::error_code error;
  fs::create_directories(folder, error);
  fs::remove(path, error);  // whatever goes wrong: an old one must not be taken for the new one
  fs::remove(folder / kEditedName, error);
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  base::BinaryWriter names, texts;
  std::vector<Place> places(documents.size());
  std::vector<char> of_document(findings.size());
  std::uint64_t written = 0;
  std::string room;
  auto put = [&](std::string_view bytes) {
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    written += bytes.size();
  };
  for (std::size_t i = 0; i < documents.size(); ++i) {
    write_name(names, documents[i]);
    const std::string* bytes = bytes_of(documents[i].path, room);
    if (!bytes) continue;
    const std::size_t before = texts.bytes().size();
    const std::span<const base::Diagnostic> own = findings_of(findings, documents[i].path);
    std::fill_n(of_document.begin() + (own.data() - findings.data()), own.size(), 1);
    write_stored(texts, {*bytes, own, uses[i], documents[i], beside_newest(working, documents[i])});
    const std::string_view entry = std::string_view(texts.bytes()).substr(before);
    places[i] = {written + before, entry.size(), base::checksum(kSeed, entry)};
    if (texts.bytes().size() < kAtOnce) continue;
    put(texts.bytes());
    texts = {};
  }
  put(texts.bytes());
  base::Diagnostics others;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!of_document[i]) others.push_back(findings[i]);
  }
  base::BinaryWriter said;
  archive::write_diagnostics(said, others);
  write_files(said, registers);
  names.raw(said.bytes().data(), said.bytes().size());
  const std::string_view table = bytes_of_items(places.data(), places.size());
  Footer footer = make_footer();
  footer.sources = state_of(key, sources);
  footer.documents = documents.size();
  footer.names_size = names.bytes().size();
  footer.others_size = said.bytes().size();
  footer.warnings = counts.warnings;
  footer.infos = counts.infos;
  footer.checksum = checksum_of(names.bytes(), table, footer);
  put(names.bytes());
  put(table);
  put(bytes_of_items(&footer, 1));
  file.close();
  // Without a store the next build is a full one: nothing that anybody needs to be told.
  if (!file) fs::remove(unfinished, error);
  else fs::rename(unfinished, path, error);
}

TextStore::Found TextStore::find(const fs::path& output, const std::string& key, const FileTable& sources) {
  TextStore store;
  store.folder_ = output / ".kitei";
  store.key_ = key;
  store.file_ = MappedFile(store.folder_ / kName);
  if (!store.file_.is_open()) return {};
  const auto damaged = [] { return Found{std::nullopt, true}; };
  const std::string_view bytes(store.file_.bytes().data(), store.file_.bytes().size());
  Footer footer;
  if (bytes.size() < sizeof footer) return damaged();
  std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
  const std::size_t room = bytes.size() - sizeof footer;
  if (std::memcmp(footer.magic, make_footer().magic, sizeof footer.magic) != 0 || footer.documents > room / sizeof(Place) ||
      footer.names_size > room - footer.documents * sizeof(Place) || footer.others_size > footer.names_size) {
    return damaged();
  }
  const std::size_t table_size = footer.documents * sizeof(Place);
  const std::string_view index = bytes.substr(room - table_size - footer.names_size, footer.names_size + table_size);
  store.names_ = index.substr(0, footer.names_size);
  store.places_ = index.substr(footer.names_size);
  if (checksum_of(store.names_, store.places_, footer) != footer.checksum) return damaged();
  store.documents_ = footer.documents;
  store.counts_ = {0, footer.warnings, footer.infos};
  base::BinaryReader others(index.substr(footer.names_size - footer.others_size, footer.others_size));
  store.others_ = archive::read_diagnostics(others);
  store.registers_ = read_files(others);
  store.set_order(first_numbers(store.documents_));
  const Sum wanted = state_of(key, sources);
  const MappedFile edited(store.folder_ / kEditedName);
  if (!edited.is_open()) {
    if (footer.sources != wanted) return {};
    return {std::move(store), false};
  }
  const std::string_view file(edited.bytes().data(), edited.bytes().size());
  if (file.size() < sizeof(Sum)) return damaged();
  base::BinaryReader sum(file.substr(0, sizeof(Sum)));
  base::BinaryReader in(file.substr(sizeof(Sum)));
  if (sum.fixed() != base::checksum(kSeed, file.substr(sizeof(Sum)))) return damaged();
  if (in.fixed() != wanted || in.fixed() != footer.sources) return {};
  store.counts_ = {0, in.number(), in.number()};
  store.others_ = archive::read_diagnostics(in);
  store.other_registers_ = in.number() != 0;
  if (store.other_registers_) store.registers_ = read_files(in);
  std::vector<std::uint32_t> numbers(in.count());  // none: as they were written
  for (std::uint32_t& number : numbers) number = static_cast<std::uint32_t>(in.number());
  if (!numbers.empty()) store.set_order(std::move(numbers));
  for (std::size_t count = in.count(); count > 0 && !in.failed(); --count) {
    const std::size_t document = in.number();
    store.edited_[document] = in.text();
  }
  if (!in.at_end()) return damaged();
  return {std::move(store), false};
}

std::vector<model::Document> TextStore::names() const {
  std::vector<model::Document> documents(numbers_.size());
  base::BinaryReader in(names_);
  for (std::size_t number = 0; number < documents_; ++number) {
    model::Document document;
    read_name(in, document);
    if (indexes_[number] != kGone) documents[indexes_[number]] = std::move(document);
  }
  for (const auto& [number, entry] : edited_) {
    if (number >= indexes_.size() || indexes_[number] == kGone) continue;
    base::BinaryReader edited(entry);
    base::BinaryWriter name;
    write_name(name, read_stored_card(edited).document);
    base::BinaryReader own(name.bytes());
    model::Document& document = documents[indexes_[number]];
    document = {};
    read_name(own, document);
  }
  return documents;
}

void TextStore::set_order(std::vector<std::uint32_t> numbers) {
  numbers_ = std::move(numbers);
  const std::uint32_t last = numbers_.empty() ? 0 : *std::max_element(numbers_.begin(), numbers_.end());
  indexes_.assign(std::max<std::size_t>(documents_, numbers_.empty() ? 0 : last + 1), kGone);
  for (std::size_t i = 0; i < numbers_.size(); ++i) indexes_[numbers_[i]] = static_cast<std::uint32_t>(i);
  as_written_ = numbers_ == first_numbers(documents_);
}

void TextStore::reorder(const std::vector<std::optional<std::size_t>>& from) {
  std::vector<std::uint32_t> numbers;
  auto next = static_cast<std::uint32_t>(indexes_.size());
  for (const std::optional<std::size_t>& place : from) numbers.push_back(place ? numbers_[*place] : next++);
  set_order(std::move(numbers));
  std::erase_if(edited_, [&](const auto& edited) { return edited.first >= indexes_.size() || indexes_[edited.first] == kGone; });
}

// With the other ones of the two ways to call documents; those that are gone are left out.
resolve::DocumentUses TextStore::translated(resolve::DocumentUses uses, const std::vector<std::uint32_t>& names) const {
  if (as_written_) return uses;
  for (auto* list : {&uses.in_text, &uses.documents}) {
    for (std::uint32_t& document : *list) document = document < names.size() ? names[document] : kGone;
    std::erase(*list, kGone);
    std::sort(list->begin(), list->end());
  }
  return uses;
}

std::optional<std::string_view> TextStore::entry(std::size_t index) const {
  if (index >= numbers_.size()) return std::nullopt;
  const std::size_t number = numbers_[index];
  if (const auto edited = edited_.find(number); edited != edited_.end()) return edited->second;
  if (number >= documents_) return std::nullopt;
  Place place;
  std::memcpy(&place, places_.data() + number * sizeof place, sizeof place);
  const std::string_view all(file_.bytes().data(), static_cast<std::size_t>(names_.data() - file_.bytes().data()));
  if (place.size == 0 || place.begin > all.size() || place.size > all.size() - place.begin) return std::nullopt;
  const std::string_view bytes = all.substr(place.begin, place.size);
  return base::checksum(kSeed, bytes) == place.sum ? std::optional(bytes) : std::nullopt;
}

bool TextStore::is_damaged(std::size_t index) const {
  if (index >= numbers_.size() || edited_.contains(numbers_[index]) || numbers_[index] >= documents_) return false;
  Place place;
  std::memcpy(&place, places_.data() + numbers_[index] * sizeof place, sizeof place);
  return place.size > 0 && !entry(index);
}

template <typename Stored>
std::optional<Stored> TextStore::stored(std::size_t index, Stored (&read)(base::BinaryReader&)) const {
  const std::optional<std::string_view> bytes = entry(index);
  if (!bytes) return std::nullopt;
  base::BinaryReader in(*bytes);
  Stored found = read(in);
  if (in.failed()) return std::nullopt;
  found.uses = translated(std::move(found.uses), indexes_);
  return found;
}

std::optional<StoredText> TextStore::text(std::size_t index) const { return stored(index, read_stored_text); }
std::optional<StoredCard> TextStore::card(std::size_t index) const { return stored(index, read_stored_card); }

std::string TextStore::entry_of(const StoredDocument& stored) const {
  const resolve::DocumentUses uses = translated(stored.uses, numbers_);
  base::BinaryWriter out;
  write_stored(out, {stored.bytes, stored.findings, uses, stored.document, stored.beside_newest});
  return out.take();
}

void TextStore::set_registers(base::FileTree changed) {
  for (auto& [path, bytes] : changed) registers_[path] = std::move(bytes);
  other_registers_ = other_registers_ || !changed.empty();
}

void TextStore::replace(std::map<std::size_t, std::string> entries, base::Diagnostics other_findings, const Counts& counts, const FileTable& sources) {
  others_ = std::move(other_findings);
  counts_ = counts;
  for (auto& [index, entry] : entries) edited_[numbers_[index]] = std::move(entry);
  std::error_code error;
  if (edited_.size() > kMostEdited) {
    fs::remove(folder_ / kName, error);
    fs::remove(folder_ / kEditedName, error);
    return;
  }
  Footer footer;
  std::memcpy(&footer, file_.bytes().data() + file_.bytes().size() - sizeof footer, sizeof footer);
  base::BinaryWriter out;
  out.fixed(state_of(key_, sources));
  out.fixed(footer.sources);
  out.number(counts.warnings);
  out.number(counts.infos);
  archive::write_diagnostics(out, others_);
  out.number(other_registers_);
  if (other_registers_) write_files(out, registers_);
  out.number(as_written_ ? 0 : numbers_.size());
  for (std::size_t i = 0; !as_written_ && i < numbers_.size(); ++i) out.number(numbers_[i]);
  out.number(edited_.size());
  for (const auto& [number, entry] : edited_) {
    out.number(number);
    out.text(entry);
  }
  base::BinaryWriter sum;
  sum.fixed(base::checksum(kSeed, out.bytes()));
  write_file(folder_ / kEditedName, sum.bytes() + out.bytes(), Compare::No);
}

}  // namespace kitei::cli
