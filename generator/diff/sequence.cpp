// Myers' O(ND) method in its linear-space form (An O(ND) Difference Algorithm and Its Variations, 1986, section 4b):
// from both ends at once, until the two searches meet; then each half by itself. Two measures keep hopeless input
// cheap: elements that the other side does not have are set aside before, and a search that has become too long is cut
// where it got farthest.
#include "diff/sequence.h"

#include <algorithm>
#include <limits>

namespace kitei::diff {
namespace {

using Index = std::ptrdiff_t;

constexpr Index kLongestSearch = 600;  // edit steps from each end

struct Point {
  Index x = 0;
  Index y = 0;
};

class Comparison {
 public:
  Comparison(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b)
      : a_(a),
        b_(b),
        origin_(static_cast<Index>(b.size()) + 1),
        forward_(a.size() + b.size() + 3),
        backward_(a.size() + b.size() + 3) {}

  std::vector<Point> matches() {
    compare(0, static_cast<Index>(a_.size()), 0, static_cast<Index>(b_.size()));
    return std::move(matches_);
  }

 private:
  bool same(Index x, Index y) const { return a_[static_cast<std::size_t>(x)] == b_[static_cast<std::size_t>(y)]; }
  Index& forward(Index diagonal) { return forward_[static_cast<std::size_t>(diagonal + origin_)]; }
  Index& backward(Index diagonal) { return backward_[static_cast<std::size_t>(diagonal + origin_)]; }

  void compare(Index x, Index x_end, Index y, Index y_end) {
    while (x < x_end && y < y_end && same(x, y)) matches_.push_back({x++, y++});
    Index tail = 0;
    while (x < x_end - tail && y < y_end - tail && same(x_end - tail - 1, y_end - tail - 1)) ++tail;
    if (x < x_end - tail && y < y_end - tail) {
      const Point middle = meet(x, x_end - tail, y, y_end - tail);
      compare(x, middle.x, y, middle.y);
      compare(middle.x, x_end - tail, middle.y, y_end - tail);
    }
    for (; tail > 0; --tail) matches_.push_back({x_end - tail, y_end - tail});
  }

  // A point that a shortest edit script of the rectangle passes. Both sides are not empty, and differ at both ends.
  Point meet(Index x_from, Index x_end, Index y_from, Index y_end) {
    const Index lowest = x_from - y_end, highest = x_end - y_from;
    const Index start = x_from - y_from, goal = x_end - y_end;
    const bool odd = ((start - goal) & 1) != 0;
    Index f_low = start, f_high = start, b_low = goal, b_high = goal;
    forward(start) = x_from;
    backward(goal) = x_end;
    for (Index cost = 1;; ++cost) {
      if (f_low > lowest) {
        forward(--f_low - 1) = -1;
      } else {
        ++f_low;
      }
      if (f_high < highest) {
        forward(++f_high + 1) = -1;
      } else {
        --f_high;
      }
      for (Index d = f_high; d >= f_low; d -= 2) {
        const Index down = forward(d + 1), right = forward(d - 1) + 1;
        Index x = std::max(down, right);
        Index y = x - d;
        while (x < x_end && y < y_end && same(x, y)) ++x, ++y;
        forward(d) = x;
        if (odd && b_low <= d && d <= b_high && backward(d) <= x) return {x, y};
      }

      constexpr Index kFar = std::numeric_limits<Index>::max();
      if (b_low > lowest) {
        backward(--b_low - 1) = kFar;
      } else {
        ++b_low;
      }
      if (b_high < highest) {
        backward(++b_high + 1) = kFar;
      } else {
        --b_high;
      }
      for (Index d = b_high; d >= b_low; d -= 2) {
        const Index up = backward(d - 1), left = backward(d + 1) - 1;
        Index x = std::min(up, left);
        Index y = x - d;
        while (x > x_from && y > y_from && same(x - 1, y - 1)) --x, --y;
        backward(d) = x;
        if (!odd && f_low <= d && d <= f_high && x <= forward(d)) return {x, y};
      }

      if (cost >= kLongestSearch) return farthest(x_from, x_end, y_from, y_end, f_low, f_high, b_low, b_high);
    }
  }

  // Where one of the two searches got farthest from its corner.
  Point farthest(Index x_from, Index x_end, Index y_from, Index y_end, Index f_low, Index f_high, Index b_low,
                 Index b_high) {
    Point ahead{x_from, y_from}, back{x_end, y_end};
    for (Index d = f_high; d >= f_low; d -= 2) {
      Index x = std::min(forward(d), x_end);
      if (x - d > y_end) x = y_end + d;
      if (x + (x - d) > ahead.x + ahead.y) ahead = {x, x - d};
    }
    for (Index d = b_high; d >= b_low; d -= 2) {
      Index x = std::max(backward(d), x_from);
      if (x - d < y_from) x = y_from + d;
      if (x + (x - d) < back.x + back.y) back = {x, x - d};
    }
    const Index gone_ahead = ahead.x + ahead.y - (x_from + y_from);
    const Index gone_back = x_end + y_end - (back.x + back.y);
    return gone_back < gone_ahead ? ahead : back;
  }

  const std::vector<std::uint32_t>& a_;
  const std::vector<std::uint32_t>& b_;
  Index origin_;                // the place of diagonal 0 in the two tables
  std::vector<Index> forward_;  // diagonal → farthest x
  std::vector<Index> backward_;
  std::vector<Point> matches_;
};

// The elements that occur on the other side as well, and where they stood.
struct Shared {
  std::vector<std::uint32_t> elements;
  std::vector<std::size_t> places;
};

Shared shared_with(const std::vector<std::uint32_t>& sequence, const std::vector<std::uint32_t>& other) {
  std::vector<std::uint32_t> known(other);
  std::sort(known.begin(), known.end());
  Shared shared;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    if (!std::binary_search(known.begin(), known.end(), sequence[i])) continue;
    shared.elements.push_back(sequence[i]);
    shared.places.push_back(i);
  }
  return shared;
}

// A stretch that could as well stand right before the next one is moved there, so that one is left of the two:
// the blank before "yearly" stays when "it yearly" becomes "them twice yearly".
std::vector<Common> joined(const std::vector<Common>& stretches, const std::vector<std::uint32_t>& before,
                           const std::vector<std::uint32_t>& after) {
  std::vector<Common> kept;
  for (Common next : stretches) {
    while (!kept.empty()) {
      const Common& last = kept.back();
      const bool touches = last.before + last.length == next.before || last.after + last.length == next.after;
      if (!touches || last.length > next.before || last.length > next.after) break;
      const auto a = before.begin() + static_cast<Index>(next.before - last.length);
      const auto b = after.begin() + static_cast<Index>(next.after - last.length);
      if (!std::equal(a, a + static_cast<Index>(last.length), b)) break;
      next = {next.before - last.length, next.after - last.length, next.length + last.length};
      kept.pop_back();
    }
    kept.push_back(next);
  }
  return kept;
}

}  // namespace

std::vector<Common> common_stretches(const std::vector<std::uint32_t>& before,
                                     const std::vector<std::uint32_t>& after) {
  const Shared a = shared_with(before, after), b = shared_with(after, before);
  std::vector<Common> stretches;
  for (const Point& match : Comparison(a.elements, b.elements).matches()) {
    const std::size_t x = a.places[static_cast<std::size_t>(match.x)], y = b.places[static_cast<std::size_t>(match.y)];
    if (!stretches.empty()) {
      Common& last = stretches.back();
      if (last.before + last.length == x && last.after + last.length == y) {
        ++last.length;
        continue;
      }
    }
    stretches.push_back({x, y, 1});
  }
  return joined(stretches, before, after);
}

std::vector<Common> mirrored(std::vector<Common> stretches) {
  for (Common& stretch : stretches) std::swap(stretch.before, stretch.after);
  return stretches;
}

std::uint32_t Numbering::operator()(std::string_view text) {
  return numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(numbers_.size())).first->second;
}

}  // namespace kitei::diff
