// Frozen editions as an earlier build read and resolved them, in <output>/.kitei/edition-<name>: what does not change need
// not be parsed, numbered and checked again. An edition is kept under a key, the hash of all that its reading depends on; a
// file that is damaged or another program's counts as none. The texts of its documents stay in the file until
// somebody asks for them, and so may all else that timelines and histories do not ask for; only then is it seen whether they are damaged.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/for_each.h"
#include "cli/load/text_facts.h"
#include "cli/machine/disk.h"
#include "cli/machine/file_table.h"
#include "model/edition.h"

namespace kitei::cli {

// What of an edition is read: what archive::read_names gives, or all but the texts.
enum class EditionPart { Names, Cards };

// The texts of the documents of one handbook, as bytes of a file; perhaps with all that is not among the names.
class StoredTexts {
 public:
  StoredTexts() = default;
  struct Text {
    std::string_view bytes;
    std::uint64_t sum = 0;
    bool was_read = false;
  };
  StoredTexts(MappedFile file, std::vector<Text> texts) : file_(std::move(file)), texts_(std::move(texts)) {}
  StoredTexts(MappedFile file, std::string_view rest) : file_(std::move(file)), rest_(rest) {}

  // Whether documents are still without their texts.
  bool waiting() const { return !rest_.empty() || !texts_.empty(); }

  // Puts what is not there yet into a handbook of which only the names were read; its documents stay where they are. False: it is
  // damaged, and the handbook as before.
  bool read_cards(model::Handbook& handbook);

  // Whether a document is the one at this index, of which `card` was read: every member but the origin, in card and text. They are
  // compared as bytes, so nothing is read for it.
  bool holds(const model::Document& document, const model::Document& card, std::size_t index) const;

  // Puts its text into the document at this index of the handbook, once; false: it is damaged, and the document as before.
  bool read_into(model::Document& document, std::size_t index);

  // Puts the texts that are `wanted` into the documents that are still without them, and before that the cards. False: some are
  // damaged, and their documents as before.
  bool read_into(model::Handbook& handbook, const std::function<bool(std::size_t index)>& wanted, const base::ForEach& for_each);

 private:
  MappedFile file_;
  std::string_view rest_;    // cards and texts of which only the names were read, else empty
  std::vector<Text> texts_;  // as Handbook::documents
};

// `handbook` becomes `whole`, the same one with more in it, while its documents stay where they are, and their origin as it is.
void put_in_place(model::Handbook& handbook, model::Handbook whole);

struct StoredEdition {
  model::EditionRecord record;    // with the names alone its files are left out
  model::Handbook handbook;       // its names or cards; the texts are empty
  base::Diagnostics diagnostics;  // all that was found in it, graded, with paths of the whole tree
  StoredTexts texts;
  TextFacts facts;
};

class EditionCache {
 public:
  explicit EditionCache(const std::filesystem::path& output);

  // The key of an edition: `files` of the handbook from `first` up to `end` are its own.
  static Hash key_of(const FileTable& files, std::size_t first, std::size_t end);

  // `damaged` is set when there is a file that cannot be used. Safe to call from several threads at once.
  struct Found {
    std::optional<StoredEdition> edition;
    bool damaged = false;
  };
  Found find(const Hash& key, EditionPart part = EditionPart::Cards) const;

  // Keeps an edition with its texts. Only a help for the next build: when it cannot be written there is none.
  void store(const Hash& key, const model::Edition& edition, const base::Diagnostics& diagnostics, const TextFacts& facts) const;

  // Removes every edition but these.
  void keep_only(const std::vector<Hash>& keys) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace kitei::cli
