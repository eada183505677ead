// What a long build says while it runs: a bar on a terminal, and with --timings a table of its stages on stderr.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/for_each.h"

namespace kitei::cli {

class Progress {
 public:
  // The bar shows only on a terminal, and only once half a second has gone by.
  Progress(bool timings, base::Language language);
  ~Progress();  // takes the bar away
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Names the stage that begins now; the one before it, if any, is over and made `files` files of `bytes` bytes.
  void begin(base::Message stage);
  void made(std::size_t files, std::uint64_t bytes);

  // `inner`, with every finished part counted for the bar.
  base::ForEach watched(base::ForEach inner);

  // Takes the bar away, so that something can be printed.
  void clear();
  // The end of the last stage, and with --timings the sums.
  void finish();

 private:
  void end_stage();
  void draw(std::size_t done, std::size_t count);

  using Clock = std::chrono::steady_clock;
  bool timings_;
  bool bar_;
  base::Language language_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point stage_start_ = start_;
  base::Message stage_;
  std::size_t files_ = 0;
  std::uint64_t bytes_ = 0;
  std::mutex draw_mutex_;
  Clock::time_point drawn_ = start_;
  bool on_screen_ = false;
};

}  // namespace kitei::cli
