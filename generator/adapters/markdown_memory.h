// The memory of one parse. Everything that the Markdown library asks for while it reads a text comes from here and goes
// at once: its many small nodes cost no search for a place and no walk to give them back. Our own nodes show texts that
// lie in it. For adapters/markdown*.cpp only.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "adapters/markdown_emphasis.h"

struct cmark_mem;

namespace kitei::adapters {

class MarkdownMemory {
 public:
  // `bytes`: how much the parse will about need.
  explicit MarkdownMemory(std::size_t bytes);
  MarkdownMemory(const MarkdownMemory&) = delete;
  MarkdownMemory& operator=(const MarkdownMemory&) = delete;

  // The library's requests on this thread go to the memory as long as this lives. Uses do not nest.
  class Use {
   public:
    explicit Use(MarkdownMemory& memory);
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    ~Use();
    // For cmark_parser_new_with_mem.
    cmark_mem* functions() const;
  };

  // A copy of the text that lives as long as the memory.
  std::string_view keep(std::string_view text);

  // At least `bytes`, all zero. The program ends when there is no more memory, as the library itself has it.
  void* take(std::size_t bytes);
  // What was taken last grows in place and can be given back; what lies further down stays until the end.
  void* resize(void* taken, std::size_t bytes);
  void give_back(void* taken);

 private:
  char* make_room(std::size_t bytes);

  std::vector<std::unique_ptr<char[]>> chunks_;
  char* free_ = nullptr;  // the unused rest of the last chunk
  char* end_ = nullptr;
  std::size_t next_chunk_;
};

// Texts of the library without emphasis markers: shown where they lie when there are none, else copied into the memory.
struct CleanTexts {
  Markers markers;
  MarkdownMemory& memory;

  std::string_view operator()(std::string_view text) const;
};

}  // namespace kitei::adapters
