// The program's own operator new for small objects. A handbook is millions of small texts and nodes that are made on all
// threads, live until the end, or die with a page. Here each thread takes them from lists of its own, without locks and
// without a header in front of each object: a fifth less work and a tenth less memory than the general allocator takes
// for the same build (generator/PERFORMANCE.md).
//
// One range of addresses is reserved at the start (not used: pages come with their first use) and handed out in slabs, of
// 8 KiB at first and 64 KiB when a thread asks for the same again. All objects of a slab have one size; which one stands in
// a table, so that an address alone says what it is: multiples of 16 up to 1 KiB, above it eight sizes to each power of two.
// (Nearly all larger ones are texts and lists of one document or page; threads that ask malloc for each of them wait for
// each other.) A freed object goes to the list of the thread that freed it. Memory is never given back: the program ends
// soon, and `serve` uses the same again. Still larger objects, and everything where no range can be reserved, come from
// malloc, which is told here to ask the system for memory in large steps and to keep what it has. Only the program has
// this file: tests and sanitizers use the ordinary operator new.
#include <malloc.h>
#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>
#include <thread>

namespace {

constexpr std::size_t kStep = 16;
constexpr std::size_t kSmall = 1024;
constexpr std::size_t kSmallSizes = kSmall / kStep + 1;
constexpr std::size_t kLargest = 8 << 10;
constexpr std::size_t kSizes = kSmallSizes + 8 * 3;
constexpr std::size_t kUnit = std::size_t{1} << 13;  // the smallest slab; all are multiples of it
constexpr std::size_t kSlab = std::size_t{1} << 16;
constexpr std::size_t kMiddleSlab = std::size_t{1} << 14;
constexpr std::size_t kRange = std::size_t{1} << 36;  // 64 GiB of addresses
constexpr std::size_t kHugePage = std::size_t{2} << 20;
constexpr std::size_t kUnits = kRange / kUnit;
constexpr std::size_t kMostThreads = 512;
constexpr int kMallocStep = 4 << 20;
constexpr int kMallocOwn = 32 << 20;     // larger ones are mapped each for itself
constexpr int kMallocKept = 256 << 20;
constexpr unsigned kFewProcessors = 4;

struct Free {
  Free* next;
};

// What one thread has at hand for each size.
struct Stock {
  Free* freed[kSizes] = {};
  char* fresh[kSizes] = {};  // unused rest of the latest slab
  char* end[kSizes] = {};
  Stock* next = nullptr;
};

struct Range {
  char* begin = nullptr;
  std::atomic<bool> refused{false};  // none could be reserved
  std::atomic<std::size_t> used{0};  // units
};

constinit Range range;
constinit std::uint8_t place_of_unit[kUnits] = {};  // pages of it that no slab needs are never touched
constinit Stock stocks[kMostThreads];
constinit std::size_t stocks_made = 0;
constinit Stock* idle_stocks = nullptr;  // of threads that have ended
constinit std::mutex stocks_mutex;

// Gives a thread's stock back when the thread ends.
struct Holder {
  Stock* stock = nullptr;
  bool ended = false;
  ~Holder();
};
constinit thread_local Holder holder;
// holder.stock once more: the holder must be destroyed at the end, so that each look at it costs a question whether it has
// been made.
constinit thread_local Stock* stock_at_hand = nullptr;

Holder::~Holder() {
  ended = true;
  stock_at_hand = nullptr;
  if (!stock) return;
  const std::scoped_lock lock(stocks_mutex);
  stock->next = idle_stocks;
  idle_stocks = stock;
  stock = nullptr;
}

void reserve_range() {
  void* reserved = ::mmap(nullptr, kRange + kHugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (reserved == MAP_FAILED) return;
  const auto address = reinterpret_cast<std::uintptr_t>(reserved);
  range.begin = reinterpret_cast<char*>((address + kHugePage - 1) / kHugePage * kHugePage);
  ::madvise(range.begin, kRange, MADV_HUGEPAGE);  // one page fault in place of 512; where it is refused nothing is lost
}

// A heap of each thread grows by a few pages at a time, each a call to the system that stops the others' page faults; with
// few processors one heap for all, which grows in steps, is cheaper. Must come before the first thread.
void set_up_malloc() {
  ::mallopt(M_TOP_PAD, kMallocStep);
  ::mallopt(M_MMAP_THRESHOLD, kMallocOwn);
  ::mallopt(M_TRIM_THRESHOLD, kMallocKept);
  if (std::thread::hardware_concurrency() <= kFewProcessors) ::mallopt(M_ARENA_MAX, 1);
}

Stock* find_stock() {
  if (holder.stock || holder.ended || range.refused.load(std::memory_order_relaxed)) return holder.stock;
  const std::scoped_lock lock(stocks_mutex);
  if (stocks_made == 0) {
    set_up_malloc();
    reserve_range();
  }
  if (!range.begin) {
    range.refused = true;
    return nullptr;
  }
  if (idle_stocks) {
    holder.stock = idle_stocks;
    idle_stocks = idle_stocks->next;
  } else if (stocks_made < kMostThreads) {
    holder.stock = &stocks[stocks_made++];
  }
  return stock_at_hand = holder.stock;
}

// nullptr when the thread is at its end, or when there is no range.
inline Stock* own_stock() { return stock_at_hand ? stock_at_hand : find_stock(); }

void* from_malloc(std::size_t size) {
  for (;;) {
    if (void* made = std::malloc(size == 0 ? 1 : size)) return made;
    const std::new_handler handler = std::get_new_handler();
    if (!handler) throw std::bad_alloc();
    handler();
  }
}

// Where the lists for objects of so many bytes (at least 1) stand, and how many bytes an object of these lists has.
inline std::size_t place_of(std::size_t size) {
  if (size <= kSmall) return (size + kStep - 1) / kStep;
  const std::size_t power = std::bit_width(size - 1) - 1;
  return kSmallSizes + (power - 10) * 8 + ((size - 1) >> (power - 3) & 7);
}

inline std::size_t size_at(std::size_t place) {
  if (place < kSmallSizes) return place * kStep;
  const std::size_t part = place - kSmallSizes;
  return (9 + part % 8) << (7 + part / 8);
}

// An object from a new slab.
void* from_slab(Stock& stock, std::size_t place) {
  const std::size_t size = size_at(place);
  const std::size_t bytes = size > kSmall ? kMiddleSlab : stock.fresh[place] ? kSlab : kUnit;
  const std::size_t unit = range.used.fetch_add(bytes / kUnit, std::memory_order_relaxed);
  if (unit + bytes / kUnit > kUnits) return from_malloc(size);
  for (std::size_t i = 0; i < bytes / kUnit; ++i) place_of_unit[unit + i] = static_cast<std::uint8_t>(place);
  char* const begin = range.begin + unit * kUnit;
  stock.fresh[place] = begin + size;
  stock.end[place] = begin + bytes / size * size;
  return begin;
}

}  // namespace

void* operator new(std::size_t size) {
  if (size > kLargest) return from_malloc(size);
  Stock* const stock = own_stock();
  if (!stock) return from_malloc(size);
  const std::size_t place = place_of(size == 0 ? 1 : size);
  if (Free* const freed = stock->freed[place]) {
    stock->freed[place] = freed->next;
    return freed;
  }
  if (char* const fresh = stock->fresh[place]; fresh != stock->end[place]) {
    stock->fresh[place] = fresh + size_at(place);
    return fresh;
  }
  return from_slab(*stock, place);
}

void operator delete(void* object) noexcept {
  const auto offset = static_cast<std::size_t>(static_cast<char*>(object) - range.begin);
  if (!range.begin || offset >= kRange) return std::free(object);
  Stock* const stock = own_stock();
  if (!stock) return;  // a thread at its end
  const std::size_t place = place_of_unit[offset / kUnit];
  Free* const freed = static_cast<Free*>(object);
  freed->next = stock->freed[place];
  stock->freed[place] = freed;
}

void operator delete(void* object, std::size_t) noexcept { operator delete(object); }
