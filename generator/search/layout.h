// How the index of an edition is laid out, and the names of all its files: what <edition>/search-index.js says.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kitei::search {

// Documents stand in the index's order. Their grams are collected by chunks of 32 (grams.h); a chunk's texts lie in one or
// more groups of equal size, so that nothing outside a chunk follows from the length of its texts.
struct Layout {
  std::size_t documents = 0;
  unsigned shard_bits = 0;               // 2^shard_bits shards of grams; a gram's highest bits say which
  std::vector<std::size_t> chunk_bytes;  // the length of all records of each chunk
  std::string names;                     // ten letters for each file: shards, groups
  std::string head;                      // head.h: documents, glossary, controls

  std::size_t shards() const { return std::size_t{1} << shard_bits; }
  std::size_t shard_of(std::uint32_t gram) const { return gram >> (32 - shard_bits); }
  std::size_t chunks() const;
  std::size_t chunk_size(std::size_t chunk) const;  // documents of a chunk: 32, fewer in the last one
  std::size_t group_size(std::size_t chunk) const;  // documents of a group in this chunk: a power of two
  std::size_t groups(std::size_t chunk) const;
  // Where the name of a file stands, counted in files.
  std::size_t place_of_group(std::size_t chunk, std::size_t group) const;
  std::size_t files() const { return place_of_group(chunks(), 0); }
  bool operator==(const Layout&) const = default;
};

// For so many documents; without lengths, names and head.
Layout layout_for(std::size_t documents);

// search-index.js, and back; nothing when it is not one that this version wrote.
std::string layout_text(const Layout& layout);
std::optional<Layout> read_layout(std::string_view text);

// A script of the index: KITEI_SEARCH("sort",number,data).
std::string script(std::string_view sort, std::size_t number, std::string_view data);
// The same for data that is long: what stands before it, and after it.
std::string script_head(std::string_view sort, std::size_t number);
inline constexpr std::string_view kScriptEnd = ")\n";

// "search/abcdefghij.js", inside the site's folder, from its ten letters.
std::string path_of(std::string_view name);

}  // namespace kitei::search
