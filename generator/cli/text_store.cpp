#include "cli/text_store.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <set>
#include <span>

#include "adapters/sha256.h"
#include "archive/handbook.h"
#include "base/binary.h"
#include "cli/world.h"
#include "resolve/handbook.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "kitei texts 1\n";
constexpr std::string_view kName = "texts";
constexpr std::string_view kEditedName = "texts-edited";
constexpr std::size_t kMostEdited = 200;
constexpr std::size_t kAtOnce = 1 << 20;  // bytes

using Digest = std::array<unsigned char, 32>;

// The program, the way of calling and the state of the sources that a store belongs to.
Digest digest_of(const std::string& key, const FileTable& sources) {
  std::string all = key;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    all += '\0';
    all += sources.path(i);
    all += '\0';
    all.append(reinterpret_cast<const char*>(sources.hash(i).data()), sources.hash(i).size());
  }
  return adapters::sha256(all);
}

std::string_view view(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

void put_name(base::BinaryWriter& out, const model::Document& document) {
  out.text(document.path);
  out.text(document.id.text);
  out.text(document.number);
  out.text(document.title);
  out.text(document.kind);
  out.text(document.classification);
  out.text(document.part_of.text);
  out.text(document.version.text);
  out.number(static_cast<unsigned>(document.status));
  out.number(document.numbering ? static_cast<unsigned>(*document.numbering) + 1 : 0);
  out.number(document.aliases.size());
  for (const model::DocumentId& alias : document.aliases) out.text(alias.text);
}

void take_name(base::BinaryReader& in, model::Document& document) {
  document.path = in.text();
  document.id.text = in.text();
  document.number = in.text();
  document.title = in.text();
  document.kind = in.text();
  document.classification = in.text();
  document.part_of.text = in.text();
  document.version = model::parse_version(in.text());
  document.status = static_cast<model::Status>(in.number());
  if (const std::uint64_t scheme = in.number(); scheme > 0) document.numbering = static_cast<model::Scheme>(scheme - 1);
  document.aliases.resize(in.count());
  for (model::DocumentId& alias : document.aliases) alias.text = in.text();
  document.files.push_back(document.path);
}

void put_text(base::BinaryWriter& out, std::string_view bytes, std::span<const base::Diagnostic> findings,
              const std::vector<std::string>& leads_to) {
  out.text(bytes);
  archive::write_diagnostics(out, findings);
  out.number(leads_to.size());
  for (const std::string& id : leads_to) out.text(id);
}

StoredText take_text(base::BinaryReader& in) {
  StoredText text;
  text.bytes = in.text();
  text.findings = archive::read_diagnostics(in);
  text.leads_to.resize(in.count());
  for (std::string& id : text.leads_to) id = in.text();
  return text;
}

// Where a text begins in the file, and how many bytes it takes; no bytes: it was left out.
struct Place {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
};

// The file: the texts, the names, a Place for each document, and this at the end, when everything is known.
struct Footer {
  char magic[16] = {};
  Digest sources{};   // digest_of() the state it belongs to
  Digest checksum{};  // of names and places; a text is proved by its hash in the record
  std::uint64_t documents = 0;
  std::uint64_t names_size = 0;
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

std::vector<std::string> named_by(const model::Document& document) {
  std::set<std::string> ids = resolve::text_targets(document);
  for (const auto* references : {&document.implements, &document.related, &document.replaces, &document.replaced_by}) {
    for (const model::DocumentReference& reference : *references) ids.insert(reference.id.folded());
  }
  return {ids.begin(), ids.end()};
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
                      const std::vector<model::Document>& documents, const base::Diagnostics& findings, const BytesOf& bytes_of) {
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
  std::uint64_t written = 0;
  std::string room;
  auto put = [&](std::string_view bytes) {
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    written += bytes.size();
  };
  for (std::size_t i = 0; i < documents.size(); ++i) {
    put_name(names, documents[i]);
    const std::string* bytes = bytes_of(documents[i].path, room);
    if (!bytes) continue;
    const std::size_t before = texts.bytes().size();
    put_text(texts, *bytes, findings_of(findings, documents[i].path), named_by(documents[i]));
    places[i] = {written + before, texts.bytes().size() - before};
    if (texts.bytes().size() < kAtOnce) continue;
    put(texts.bytes());
    texts = {};
  }
  put(texts.bytes());
  const std::string_view table = bytes_of_items(places.data(), places.size());
  Footer footer = make_footer();
  footer.sources = digest_of(key, sources);
  footer.checksum = adapters::sha256(names.bytes() + std::string(table));
  footer.documents = documents.size();
  footer.names_size = names.bytes().size();
  const Counts counts = count(findings);
  footer.warnings = counts.warnings;
  footer.infos = counts.infos;
  put(names.bytes());
  put(table);
  put(bytes_of_items(&footer, 1));
  file.close();
  // Without a store the next build is a full one: nothing that anybody needs to be told.
  if (!file) fs::remove(unfinished, error);
  else fs::rename(unfinished, path, error);
}

std::optional<TextStore> TextStore::find(const fs::path& output, const std::string& key, const FileTable& sources) {
  TextStore store;
  store.folder_ = output / ".kitei";
  store.key_ = key;
  store.file_ = MappedFile(store.folder_ / kName);
  const std::string_view bytes(store.file_.bytes().data(), store.file_.bytes().size());
  Footer footer;
  if (bytes.size() < sizeof footer) return std::nullopt;
  std::memcpy(&footer, bytes.data() + bytes.size() - sizeof footer, sizeof footer);
  const std::size_t room = bytes.size() - sizeof footer;
  if (std::memcmp(footer.magic, make_footer().magic, sizeof footer.magic) != 0 || footer.documents > room / sizeof(Place) ||
      footer.names_size > room - footer.documents * sizeof(Place)) {
    return std::nullopt;
  }
  const std::size_t table_size = footer.documents * sizeof(Place);
  const std::string_view index = bytes.substr(room - table_size - footer.names_size, footer.names_size + table_size);
  if (adapters::sha256(index) != footer.checksum) return std::nullopt;
  store.documents_ = footer.documents;
  store.counts_ = {0, footer.warnings, footer.infos};
  store.names_ = index.substr(0, footer.names_size);
  store.places_ = index.substr(footer.names_size);
  const Digest wanted = digest_of(key, sources);
  if (const MappedFile edited(store.folder_ / kEditedName); edited.is_open()) {
    const std::string_view file(edited.bytes().data(), edited.bytes().size());
    if (file.size() < 3 * sizeof(Digest)) return std::nullopt;
    const std::string_view rest = file.substr(sizeof(Digest));
    const Digest checksum = adapters::sha256(rest);
    if (view(checksum) != file.substr(0, sizeof(Digest)) || view(wanted) != rest.substr(0, sizeof(Digest)) ||
        view(footer.sources) != rest.substr(sizeof(Digest), sizeof(Digest))) {
      return std::nullopt;
    }
    base::BinaryReader in(rest.substr(2 * sizeof(Digest)));
    store.counts_ = {0, in.number(), in.number()};
    for (std::size_t count = in.count(); count > 0 && !in.failed(); --count) {
      const std::size_t document = in.number();
      store.edited_[document] = take_text(in);
    }
    if (!in.at_end()) return std::nullopt;
    return store;
  }
  if (footer.sources != wanted) return std::nullopt;
  return store;
}

std::vector<model::Document> TextStore::names() const {
  std::vector<model::Document> documents(documents_);
  base::BinaryReader in(names_);
  for (model::Document& document : documents) take_name(in, document);
  return documents;
}

std::optional<StoredText> TextStore::text(std::size_t index) const {
  if (const auto edited = edited_.find(index); edited != edited_.end()) return edited->second;
  if (index >= documents_) return std::nullopt;
  Place place;
  std::memcpy(&place, places_.data() + index * sizeof place, sizeof place);
  const std::string_view texts(file_.bytes().data(), static_cast<std::size_t>(names_.data() - file_.bytes().data()));
  if (place.size == 0 || place.begin > texts.size() || place.size > texts.size() - place.begin) return std::nullopt;
  base::BinaryReader in(texts.substr(place.begin, place.size));
  StoredText text = take_text(in);
  return in.at_end() ? std::optional(std::move(text)) : std::nullopt;
}

void TextStore::replace(std::map<std::size_t, StoredText> texts, const Counts& counts, const FileTable& sources) {
  counts_ = counts;
  for (auto& [index, text] : texts) edited_[index] = std::move(text);
  std::error_code error;
  if (edited_.size() > kMostEdited) {
    fs::remove(folder_ / kName, error);
    fs::remove(folder_ / kEditedName, error);
    return;
  }
  Footer footer;
  std::memcpy(&footer, file_.bytes().data() + file_.bytes().size() - sizeof footer, sizeof footer);
  base::BinaryWriter out;
  const Digest state = digest_of(key_, sources);
  out.raw(state.data(), state.size());
  out.raw(footer.sources.data(), footer.sources.size());
  out.number(counts.warnings);
  out.number(counts.infos);
  out.number(edited_.size());
  for (const auto& [index, text] : edited_) {
    out.number(index);
    put_text(out, text.bytes, text.findings, text.leads_to);
  }
  const Digest checksum = adapters::sha256(out.bytes());
  write_file(folder_ / kEditedName, std::string(view(checksum)) + out.bytes(), Compare::No);
}

}  // namespace kitei::cli
