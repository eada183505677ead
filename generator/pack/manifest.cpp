#include "pack/manifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "adapters/hash.h"
#include "adapters/json.h"

namespace kitei::pack {
namespace {

using adapters::Json;
using adapters::JsonArray;
using adapters::JsonObject;

constexpr int kSchema = 1;

class Reader {
 public:
  ParsedManifest read(std::string_view text) {
    const auto json = adapters::parse_json(text, kManifestName, "manifest-broken");
    for (const auto& diagnostic : json.diagnostics) report(diagnostic.message);
    if (!json.diagnostics.empty()) return std::move(parsed_);
    if (!json.value.object()) {
      report({"the manifest is not an object", "目録（manifest.json）の形が正しくありません"});
      return std::move(parsed_);
    }
    const Json* schema = json.value.find("schema");
    if (!schema || !schema->integer() || *schema->integer() != kSchema) {
      report({fmt::format("the manifest's schema is not {}", kSchema),
              fmt::format("目録（manifest.json）の schema が {} ではありません", kSchema)});
    }
    if (const Json* pack = json.value.find("pack")) parsed_.manifest.pack = text_of(*pack, "pack");
    if (const Json* edition = json.value.find("edition")) parsed_.manifest.edition = text_of(*edition, "edition");
    read_documents(json.value);
    read_files(json.value);
    return std::move(parsed_);
  }

 private:
  void report(base::Message message) {
    parsed_.findings.push_back({"manifest-broken", std::string(kManifestName), std::move(message)});
  }

  std::string text_of(const Json& json, std::string_view name) {
    if (const std::string* text = json.text()) return *text;
    report({fmt::format("'{}' is not a text", name), fmt::format("「{}」が文字列ではありません", name)});
    return {};
  }

  std::string member(const Json& object, std::string_view name) {
    const Json* value = object.find(name);
    if (value) return text_of(*value, name);
    report({fmt::format("'{}' is missing", name), fmt::format("「{}」がありません", name)});
    return {};
  }

  std::string hash(const Json& object) {
    const std::string text = member(object, "sha256");
    if (adapters::is_hex_digest(text)) return text;
    report({fmt::format("'{}' is no SHA-256", text), fmt::format("「{}」は SHA-256 ではありません", text)});
    return text;
  }

  void read_documents(const Json& json) {
    const Json* list = json.find("documents");
    if (!list) return;
    if (!list->array()) return report({"'documents' is not a list", "「documents」が一覧ではありません"});
    for (const Json& entry : *list->array()) {
      parsed_.manifest.documents.push_back({member(entry, "id"), member(entry, "version"), hash(entry)});
    }
  }

  void read_files(const Json& json) {
    const Json* list = json.find("files");
    if (!list || !list->array()) return report({"'files' is not a list", "「files」が一覧ではありません"});
    std::set<std::string> paths;
    for (const Json& entry : *list->array()) {
      ManifestFile file;
      file.path = member(entry, "path");
      file.sha256 = hash(entry);
      const Json* bytes = entry.find("bytes");
      if (bytes && bytes->integer() && *bytes->integer() >= 0) {
        file.bytes = static_cast<std::uint64_t>(*bytes->integer());
      } else {
        report({fmt::format("'bytes' of '{}' is not a size", file.path),
                fmt::format("「{}」の bytes が大きさではありません", file.path)});
      }
      if (!paths.insert(file.path).second) {
        report({fmt::format("'{}' is listed twice", file.path), fmt::format("「{}」が二度載っています", file.path)});
      }
      parsed_.manifest.files.push_back(std::move(file));
    }
  }

  ParsedManifest parsed_;
};

// Written piece by piece: the list of files can be long, and a tree of values for it would take ten times its bytes.
constexpr std::string_view kFiles = ",\n  \"files\": [";
constexpr std::size_t kEntryBytes = 150;  // of a file, without its path

std::string start() { return fmt::format("{{\n  \"schema\": {}", kSchema); }

bool is_plain(char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; }

constexpr std::string_view kEntry = "\n    {\n      \"path\": ";  // after a comma, but for the first one

void append_file(std::string& out, bool first, std::string_view path, std::uint64_t bytes, std::string_view sha256) {
  if (!first) out += ',';
  out += kEntry;
  if (std::all_of(path.begin(), path.end(), is_plain)) {
    out += '"';
    out += path;
    out += '"';
  } else {
    adapters::append_text(out, path, 2, 3);
  }
  out += ",\n      \"bytes\": ";
  out += fmt::format_int(bytes).str();
  out += ",\n      \"sha256\": \"";
  out += sha256;
  out += "\"\n    }";
}

std::string_view end(bool empty) { return empty ? "]\n}\n" : "\n  ]\n}\n"; }

// Whether JSON writes it so. (Paths are UTF-8.)
bool stands_as_it_is(std::string_view path) {
  return std::all_of(path.begin(), path.end(), [](char c) { return is_plain(c) || static_cast<unsigned char>(c) >= 0x80; });
}

// The entries of a text of ManifestWriter, found by their paths. An entry begins after its comma.
class Entries {
 public:
  explicit Entries(std::string_view text) {
    const std::string head = start() + std::string(kFiles);
    if (!text.starts_with(head + std::string(kEntry)) || !text.ends_with(end(false))) return;
    text_ = text.substr(0, text.size() - end(false).size());
    begin_ = head.size();
  }
  bool good() const { return begin_ > 0; }  // there are some, and the paths that were met stand there as they are
  std::size_t begin() const { return begin_; }
  std::size_t end_of_last() const { return text_.size(); }

  // The first one that begins at a place or after it; the end when there is none.
  std::size_t next(std::size_t from) const { return std::min(text_.find(kEntry, from), text_.size()); }

  std::string_view path(std::size_t entry) {
    const std::size_t from = std::min(entry + kEntry.size() + 1, text_.size());
    const std::string_view path = text_.substr(from, text_.find('"', from) - from);
    if (!stands_as_it_is(path)) begin_ = 0;
    return path;
  }

  // The first one whose path is not less.
  std::size_t find(std::string_view wanted) {
    std::size_t low = begin_, high = text_.size();  // before low all are less, from high on none is
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      const std::size_t entry = next(middle);
      if (entry >= high) high = middle;
      else if (path(entry) < wanted) low = entry + 1;
      else high = entry;
    }
    return next(low);
  }

  // All from one up to another one, without a comma at the end.
  std::string_view run(std::size_t from, std::size_t to) const { return text_.substr(from, to - from - (to < text_.size() && to > from ? 1 : 0)); }

 private:
  std::string_view text_;
  std::size_t begin_ = 0;
};

}  // namespace

ManifestFile manifest_file(std::string path, std::string_view bytes) {
  return {std::move(path), bytes.size(), adapters::sha256_hex(bytes)};
}

std::string manifest_text(Manifest manifest) {
  std::sort(manifest.files.begin(), manifest.files.end(),
            [](const ManifestFile& a, const ManifestFile& b) { return a.path < b.path; });
  std::string out = start();
  auto add = [&](std::string_view name, const Json& value) {
    out += fmt::format(",\n  \"{}\": ", name);
    adapters::append_text(out, value, 2, 1);
  };
  if (!manifest.pack.empty()) {
    add("pack", manifest.pack);
    add("edition", manifest.edition);
    JsonArray documents;
    for (const ManifestDocument& document : manifest.documents) {
      documents.emplace_back(
          JsonObject{{"id", document.id}, {"version", document.version}, {"sha256", document.sha256}});
    }
    add("documents", std::move(documents));
  }
  out += kFiles;
  for (const ManifestFile& file : manifest.files) append_file(out, &file == manifest.files.data(), file.path, file.bytes, file.sha256);
  out += end(manifest.files.empty());
  return out;
}

ManifestWriter::ManifestWriter() : out_(start()) { out_ += kFiles; }

void ManifestWriter::reserve(std::size_t files, std::size_t path_bytes) { out_.reserve(out_.size() + files * kEntryBytes + path_bytes); }

void ManifestWriter::add(std::string_view path, std::uint64_t bytes, const std::array<unsigned char, 32>& sha256) {
  char hex[64];
  adapters::write_hex(sha256, hex);
  append_file(out_, empty_, path, bytes, {hex, sizeof hex});
  empty_ = false;
}

std::string ManifestWriter::finish() {
  out_ += end(empty_);
  return std::move(out_);
}

std::optional<std::vector<std::string_view>> changed_manifest(std::string_view before, const std::vector<ManifestChange>& changes,
                                                              std::deque<std::string>& room) {
  Entries entries(before);
  std::vector<std::string_view> pieces{before.substr(0, entries.begin())};
  const auto add = [&](std::string_view piece) {
    if (piece.empty()) return;
    if (pieces.size() > 1) pieces.push_back(",");
    pieces.push_back(piece);
  };
  std::size_t done = entries.begin();
  for (const ManifestChange& change : changes) {
    if (!entries.good() || !stands_as_it_is(change.path)) return std::nullopt;
    const std::size_t entry = entries.find(change.path);
    add(entries.run(done, entry));
    const bool known = entry < entries.end_of_last() && entries.path(entry) == change.path;
    done = known ? entries.next(entry + 1) : entry;
    if (!change.listed) continue;
    char hex[64];
    adapters::write_hex(change.sha256, hex);
    append_file(room.emplace_back(), true, change.path, change.bytes, {hex, sizeof hex});
    add(room.back());
  }
  if (!entries.good()) return std::nullopt;
  add(entries.run(done, entries.end_of_last()));
  pieces.push_back(end(pieces.size() == 1));
  return pieces;
}

ParsedManifest parse_manifest(std::string_view text) { return Reader().read(text); }

}  // namespace kitei::pack
