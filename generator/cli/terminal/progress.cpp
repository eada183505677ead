#include "cli/terminal/progress.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdio>
#include <utility>

#include "base/unicode.h"
#include "cli/machine/world.h"

namespace kitei::cli {
namespace {

constexpr auto kSilence = std::chrono::milliseconds(500);
constexpr auto kBetweenDrawings = std::chrono::milliseconds(80);
constexpr std::size_t kBarWidth = 30;

double milliseconds(std::chrono::steady_clock::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

rusage usage() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return used;
}

double seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

// Text in a column, by the width that a terminal gives it.
std::string padded(std::string text, std::size_t width) {
  const std::size_t used = base::display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

}  // namespace

Progress::Progress(bool timings, base::Language language) : timings_(timings), bar_(stderr_is_terminal()), language_(language) {}

Progress::~Progress() { clear(); }

void Progress::begin(base::Message stage) {
  end_stage();
  stage_ = std::move(stage);
  stage_start_ = Clock::now();
}

void Progress::made(std::size_t files, std::uint64_t bytes) {
  files_ = files;
  bytes_ = bytes;
}

void Progress::end_stage() {
  if (timings_ && !stage_.empty()) {
    clear();
    std::string line = fmt::format("{} {:>9.1f} ms  {:>6} MB", padded(stage_.in(language_), 28), milliseconds(Clock::now() - stage_start_),
                                   usage().ru_maxrss / 1024);
    if (files_ > 0) line += fmt::format("  {:>7} {}  {:>9.1f} MB", files_, base::Message{"files", "ファイル"}.in(language_), static_cast<double>(bytes_) / 1e6);
    fmt::print(stderr, "{}\n", line);
  }
  stage_ = {};
  files_ = 0;
  bytes_ = 0;
}

void Progress::finish() {
  end_stage();
  clear();
  if (!timings_) return;
  const rusage used = usage();
  fmt::print(stderr, "{} {:>9.1f} ms  {:>6} MB  CPU {:.2f} s + {:.2f} s\n", padded(base::Message{"all", "合計"}.in(language_), 28),
             milliseconds(Clock::now() - start_), used.ru_maxrss / 1024, seconds(used.ru_utime), seconds(used.ru_stime));
}

base::ForEach Progress::watched(base::ForEach inner) {
  if (!bar_) return inner;
  return [this, inner = std::move(inner)](std::size_t count, const std::function<void(std::size_t)>& body) {
    std::atomic<std::size_t> done{0};
    inner(count, [&](std::size_t i) {
      body(i);
      draw(++done, count);
    });
  };
}

void Progress::draw(std::size_t done, std::size_t count) {
  const auto now = Clock::now();
  const std::unique_lock lock(draw_mutex_, std::try_to_lock);
  if (!lock || now - start_ < kSilence || now - drawn_ < kBetweenDrawings) return;
  drawn_ = now;
  on_screen_ = true;
  const std::size_t filled = count == 0 ? kBarWidth : done * kBarWidth / count;
  fmt::print(stderr, "\r\x1b[K[{}{}] {}/{} {}", std::string(filled, '#'), std::string(kBarWidth - filled, ' '), done, count, stage_.in(language_));
}

void Progress::clear() {
  const std::scoped_lock lock(draw_mutex_);
  if (on_screen_) fmt::print(stderr, "\r\x1b[K");
  on_screen_ = false;
}

}  // namespace kitei::cli
