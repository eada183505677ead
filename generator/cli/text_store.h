// What a build keeps of the working tree's documents for the next one, in <output>/.kitei/: how each is called, its source as
// it was read, what was found in it, and its card. With the names alone the text of a document can be exchanged without reading
// the others (text_build.h); with the cards everything can be made anew that an edit of a document reaches (document_edit.h).
//
// The store belongs to one state of the sources, told by their hashes; a store of another state, of another program, or a
// damaged one counts as none. It is written by full builds; what was edited since lies in a small file beside it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "cli/build_record.h"
#include "cli/disk.h"
#include "cli/report.h"
#include "model/edition.h"
#include "resolve/handbook.h"

namespace kitei::cli {

// A source as it was read, and what came of it.
struct StoredText {
  std::string bytes;
  base::Diagnostics findings;  // those with its path, as they were reported: graded, sorted
  resolve::DocumentUses uses;
};

// What others may ask of a document without reading its text.
struct StoredCard {
  model::Document document;        // all but its body
  resolve::DocumentUses uses;
  std::vector<std::string> files;  // of the handbook, that its pages show: images, downloads, the form itself
  bool untouched = false;          // Edition::untouched
};

// A document as the store keeps it.
struct StoredDocument {
  std::string_view bytes;
  std::span<const base::Diagnostic> findings;
  const resolve::DocumentUses& uses;
  const model::Document& document;  // resolved
  bool untouched = false;           // Edition::untouched
};

class TextStore {
 public:
  using BytesOf = std::function<const std::string*(const std::string& path, std::string& room)>;

  // Keeps the documents of the working edition, in their order, each with its uses. `bytes_of` gives the source at a path, which it may put
  // into `room` (nullptr: the store knows the document by name alone); `findings` are those of all files, sorted.
  static void write(const std::filesystem::path& output, const std::string& key, const FileTable& sources,
                    const model::Edition& working, const std::vector<resolve::DocumentUses>& uses,
                    const base::Diagnostics& findings, const BytesOf& bytes_of);

  // The store for this state of the sources.
  static std::optional<TextStore> find(const std::filesystem::path& output, const std::string& key, const FileTable& sources);

  // What the documents are called, in the order of the handbook: path, id, number, title, kind, classification, aliases,
  // part_of, version, status and numbering; all else is empty.
  std::vector<model::Document> names() const;

  // Of all findings that were reported.
  const Counts& counts() const { return counts_; }
  // Those of files that are no documents of their own: registers, catalogues, parts.
  const base::Diagnostics& other_findings() const { return others_; }

  std::size_t size() const { return documents_; }

  // Of the document at `index`; nothing when it was left out, or is damaged.
  std::optional<StoredText> text(std::size_t index) const;
  std::optional<StoredCard> card(std::size_t index) const;

  // A document as replace() takes it.
  static std::string entry_of(const StoredDocument& stored);

  // Takes over documents that are new in `sources`, by index. When there are too many of them nothing is kept, so that the next
  // build is a full one.
  void replace(std::map<std::size_t, std::string> entries, base::Diagnostics other_findings, const Counts& counts, const FileTable& sources);

 private:
  std::filesystem::path folder_;
  std::string key_;
  MappedFile file_;
  Counts counts_;
  base::Diagnostics others_;
  std::size_t documents_ = 0;
  std::optional<std::string_view> entry(std::size_t index) const;

  std::string_view names_;
  std::string_view places_;
  std::map<std::size_t, std::string> edited_;  // as entry_of()
};

}  // namespace kitei::cli
