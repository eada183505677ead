// Method: chunks that are filled from their beginning. In front of each piece stands its size.
#include "adapters/markdown_memory.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace kitei::adapters {
namespace {

constexpr std::size_t kUnit = 8;  // what pieces begin at a multiple of, and the size of what stands before them
constexpr std::size_t kSmallestChunk = std::size_t{1} << 14;
constexpr std::size_t kLargestChunk = std::size_t{1} << 20;

constexpr std::size_t rounded(std::size_t bytes) { return (bytes + kUnit - 1) / kUnit * kUnit; }

std::size_t& size_before(void* piece) { return *reinterpret_cast<std::size_t*>(static_cast<char*>(piece) - kUnit); }
static_assert(sizeof(std::size_t) <= kUnit);

// The library's functions are given nothing but sizes and places.
thread_local MarkdownMemory* current = nullptr;

void* take_many(std::size_t count, std::size_t bytes) {
  if (bytes != 0 && count > SIZE_MAX / 2 / bytes) std::abort();
  return current->take(count * bytes);
}
void* resize_piece(void* piece, std::size_t bytes) { return current->resize(piece, bytes); }
void give_back_piece(void* piece) { current->give_back(piece); }

cmark_mem functions_of_memory = {take_many, resize_piece, give_back_piece};

}  // namespace

MarkdownMemory::MarkdownMemory(std::size_t bytes) : next_chunk_(std::clamp(bytes, kSmallestChunk, kLargestChunk)) {}

MarkdownMemory::Use::Use(MarkdownMemory& memory) { current = &memory; }
MarkdownMemory::Use::~Use() { current = nullptr; }
cmark_mem* MarkdownMemory::Use::functions() const { return &functions_of_memory; }

std::string_view MarkdownMemory::keep(std::string_view text) {
  if (text.empty()) return {};
  char* const copy = make_room(text.size());
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

void* MarkdownMemory::take(std::size_t bytes) { return std::memset(make_room(bytes), 0, bytes); }

void* MarkdownMemory::resize(void* taken, std::size_t bytes) {
  if (!taken) return take(bytes);
  char* const begin = static_cast<char*>(taken);
  const std::size_t before = size_before(taken);
  const bool last = begin + rounded(before) == free_;
  if (bytes <= before || (last && rounded(bytes) <= static_cast<std::size_t>(end_ - begin))) {
    if (last) free_ = begin + rounded(bytes);
    size_before(taken) = bytes;
    return taken;
  }
  return std::memcpy(make_room(bytes), taken, before);
}

void MarkdownMemory::give_back(void* taken) {
  if (!taken) return;
  char* const begin = static_cast<char*>(taken);
  if (begin + rounded(size_before(taken)) == free_) free_ = begin - kUnit;
}

char* MarkdownMemory::make_room(std::size_t bytes) {
  const std::size_t needed = kUnit + rounded(bytes);
  if (needed > static_cast<std::size_t>(end_ - free_)) {
    const std::size_t size = std::max(needed, next_chunk_);
    next_chunk_ = std::min(next_chunk_ * 2, kLargestChunk);
    chunks_.emplace_back(new (std::nothrow) char[size]);
    free_ = chunks_.back().get();
    if (!free_) std::abort();
    end_ = free_ + size;
  }
  char* const piece = free_ + kUnit;
  free_ += needed;
  size_before(piece) = bytes;
  return piece;
}

std::string_view CleanTexts::operator()(std::string_view text) const {
  if (markers == Markers::None || count_emphasis_markers(text) == 0) return text;
  return memory.keep(without_emphasis_markers(text));
}

}  // namespace kitei::adapters
