// What a build keeps of the working tree for the next one, in <output>/.kitei/: of its documents how each is called, its source as
// it was read, what was found in it, and its card; and the sources of registers. With the names alone the text of a document can be
// exchanged without reading the others (text_build.h); with the cards everything can be made anew that an edit of a document, or of a
// register, reaches (document_edit.h).
//
// The store belongs to one state of the sources, told by their hashes; a store of another state, of another program, or a
// damaged one counts as none. It is written by full builds; what was edited since lies in a small file beside it. In these
// files documents have numbers that stay when the order of the handbook changes; here they are called by their indexes.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "cli/load/stored_document.h"
#include "cli/machine/build_record.h"
#include "cli/machine/disk.h"
#include "cli/terminal/report.h"

namespace kitei::cli {

class TextStore {
 public:
  using BytesOf = std::function<const std::string*(const std::string& path, std::string& room)>;

  // Keeps the documents of the working edition, in their order, each with its uses. `bytes_of` gives the source at a path, which it may put
  // into `room` (nullptr: the store knows the document by name alone); `registers` are sources of registers, `findings` are those of all
  // files, sorted, `counts` says how many were reported.
  static void write(const std::filesystem::path& output, const std::string& key, const FileTable& sources,
                    const model::Edition& working, const std::vector<resolve::DocumentUses>& uses,
                    const base::FileTree& registers, const base::Diagnostics& findings, const Counts& counts, const BytesOf& bytes_of);

  // The store for this state of the sources.
  struct Found;
  static Found find(const std::filesystem::path& output, const std::string& key, const FileTable& sources);

  // What the documents are called, in the order of the handbook: path, id, number, title, kind, classification, aliases,
  // part_of, version, status and numbering; all else is empty.
  std::vector<model::Document> names() const;

  // Of all findings that were reported.
  const Counts& counts() const { return counts_; }
  // What was found in files that are no documents of their own: registers, catalogues, parts.
  const base::Diagnostics& other_findings() const { return others_; }
  const base::FileTree& registers() const { return registers_; }

  std::size_t size() const { return numbers_.size(); }

  // Of the document at `index`; nothing when it was left out, or is damaged.
  std::optional<StoredText> text(std::size_t index) const;
  std::optional<StoredCard> card(std::size_t index) const;
  // Whether there is something of it, although nothing of it can be used.
  bool is_damaged(std::size_t index) const;

  // From here on the documents stand in another order: `from` says for each of them where it stood before, nothing of one that is
  // new, of which nothing is kept yet. What `from` does not name is gone.
  void reorder(const std::vector<std::optional<std::size_t>>& from);

  // A document as replace() takes it, of the order that holds now.
  std::string entry_of(const StoredDocument& stored) const;

  // The next replace() takes over these as well.
  void set_registers(base::FileTree changed);

  // Takes over documents that are new in `sources`, by index. When there are too many of them nothing is kept, so that the next
  // build is a full one.
  void replace(std::map<std::size_t, std::string> entries, base::Diagnostics other_findings, const Counts& counts, const FileTable& sources);

 private:
  std::filesystem::path folder_;
  std::string key_;
  MappedFile file_;
  Counts counts_;
  base::Diagnostics others_;
  base::FileTree registers_;
  bool other_registers_ = false;  // than in the file
  std::size_t documents_ = 0;  // in the file; their numbers there are their indexes when it was written
  std::string_view names_;
  std::string_view places_;
  std::map<std::size_t, std::string> edited_;  // by number, as entry_of()
  std::vector<std::uint32_t> numbers_;         // of the documents, in the order of the handbook
  std::vector<std::uint32_t> indexes_;         // the other way round; kGone for those that are not there any more
  bool as_written_ = true;                     // number and index are the same

  static constexpr std::uint32_t kGone = ~std::uint32_t{0};
  std::optional<std::string_view> entry(std::size_t index) const;
  template <typename Stored>
  std::optional<Stored> stored(std::size_t index, Stored (&read)(base::BinaryReader&)) const;
  void set_order(std::vector<std::uint32_t> numbers);
  resolve::DocumentUses translated(resolve::DocumentUses uses, const std::vector<std::uint32_t>& names) const;
};

struct TextStore::Found {
  std::optional<TextStore> store;
  bool damaged = false;  // there is one that cannot be used
};

}  // namespace kitei::cli
