// The grams under which documents are found, and which of them have each.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "search/document.h"
#include "search/fold.h"

namespace kitei::search {

// Documents that are indexed together: a bit for each of them.
inline constexpr std::size_t kChunk = 32;

struct Gram {
  std::uint32_t number = 0;
  std::uint32_t documents = 0;  // bit i: the i-th document of the chunk has it
  bool operator==(const Gram&) const = default;
};

// Collects the grams of a chunk. Most grams of a document are repeats; a small table of the runs of units that were met last
// keeps them away from the large one: a run that was met has given all grams that end with it, the shorter ones too.
class GramTable {
 public:
  // Controls are found in every form without blanks that these catalogues declare (A.5.15).
  explicit GramTable(const std::vector<model::Catalog>& catalogs);

  // Adds what a document is found by; `place` is its place in the chunk.
  void add(std::size_t place, std::string_view id, std::string_view record);

  // By number, each once.
  std::vector<Gram> sorted() const;

 private:
  void add_text(std::string_view text, Field also);
  void add_keyword(std::string_view word);
  void add_control(std::string_view control);
  void add_number(std::uint32_t number, std::uint32_t documents);
  void resize(unsigned bits);

  static constexpr unsigned kRecentShift = 20;
  const std::vector<model::Catalog>& catalogs_;
  std::vector<Gram> slots_;  // open addressing by the highest bits, so that they stand nearly in order; 0 documents: free
  unsigned shift_ = 0;
  std::size_t used_ = 0;
  std::uint32_t document_ = 0;  // the bit of the one that is added
  std::array<std::uint64_t, std::size_t{1} << (32 - kRecentShift)> recent_{};  // runs of one to four units, by their state
  std::u16string folded_;
};

// The grams of one document by themselves: their numbers, ascending.
std::vector<std::uint32_t> grams_of(std::string_view id, std::string_view record, const std::vector<model::Catalog>& catalogs);

}  // namespace kitei::search
