#include "diff/align.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/utf8.h"
#include "diff/sequence.h"

namespace kitei::diff {
namespace {

constexpr double kSimilar = 0.4;         // share of common letter pairs: one text, edited in place
constexpr double kSimilarMoved = 0.75;   // … and moved besides
constexpr std::size_t kMovableSize = 6;  // code points; shorter texts (なし, 同上) are equal by accident
constexpr std::size_t kMovableSimilarSize = 20;
constexpr std::size_t kMostPairs = 60'000;       // pairs of units looked at in one gap
constexpr std::size_t kMostMovedPairs = 40'000;  // and for moves

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Pairs of neighbouring letters, with the beginning and the end of the text as letters, sorted.
using Grams = std::vector<std::uint64_t>;

Grams grams_of(std::string_view text) {
  const std::u32string letters = base::decode_utf8(text);
  Grams grams;
  if (letters.empty()) return grams;
  grams.reserve(letters.size() + 1);
  char32_t last = 0;
  for (const char32_t c : letters) {
    grams.push_back((static_cast<std::uint64_t>(last) << 32) | c);
    last = c;
  }
  grams.push_back(static_cast<std::uint64_t>(last) << 32);
  std::sort(grams.begin(), grams.end());
  return grams;
}

// Dice's measure, 0 … 1; 0 at once where it cannot reach `least`.
double similarity(const Grams& a, const Grams& b, double least) {
  if (a.empty() && b.empty()) return 1;
  const double total = static_cast<double>(a.size() + b.size());
  if (2.0 * static_cast<double>(std::min(a.size(), b.size())) < least * total) return 0;
  std::size_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++common, ++i, ++j;
    } else if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  return 2.0 * static_cast<double>(common) / total;
}

class Alignment {
 public:
  Alignment(const std::vector<Unit>& before, const std::vector<Unit>& after)
      : a_(before),
        b_(after),
        partner_of_a_(before.size(), kNone),
        partner_of_b_(after.size(), kNone),
        moved_(before.size(), false),
        grams_a_(before.size()),
        grams_b_(after.size()),
        known_a_(before.size(), false),
        known_b_(after.size(), false) {}

  void find_pairs() {
    in_order();
    anchors_out_of_order();
    headings_out_of_order();
    texts_out_of_order();
    similar_out_of_order();
  }

  // before → after, kNone where there is no partner; and whether the pair stands elsewhere now.
  const std::vector<std::size_t>& partners() const { return partner_of_a_; }
  const std::vector<bool>& moved() const { return moved_; }

 private:
  bool free_a(std::size_t i) const { return partner_of_a_[i] == kNone; }
  bool free_b(std::size_t j) const { return partner_of_b_[j] == kNone; }

  void pair(std::size_t i, std::size_t j, bool moved) {
    partner_of_a_[i] = j;
    partner_of_b_[j] = i;
    moved_[i] = moved;
  }

  double likeness(std::size_t i, std::size_t j, double least) {
    if (a_[i].kind != b_[j].kind) return 0;
    if (a_[i].key == b_[j].key) return 1;
    // Sections that the author named differently are two, unless only the name was changed.
    const bool two_names = a_[i].opens && !a_[i].anchor.empty() && !b_[j].anchor.empty();
    if (two_names) return a_[i].text == b_[j].text ? 1 : 0;
    if (!known_a_[i]) grams_a_[i] = grams_of(a_[i].text), known_a_[i] = true;
    if (!known_b_[j]) grams_b_[j] = grams_of(b_[j].text), known_b_[j] = true;
    const double found = similarity(grams_a_[i], grams_b_[j], least);
    return found < least ? 0 : found;
  }

  void in_order() {
    for (std::size_t i = 0; i < a_.size(); ++i) {
      if (!a_[i].anchor.empty()) anchors_.emplace(a_[i].anchor, std::make_pair(i, kNone));
    }
    for (std::size_t j = 0; j < b_.size(); ++j) {
      const auto found = anchors_.find(b_[j].anchor);
      if (b_[j].anchor.empty() || found == anchors_.end()) continue;
      if (a_[found->second.first].kind == b_[j].kind) found->second.second = j;
    }
    // The author's address makes two units equal whatever they say, and nothing else makes them equal to a third.
    Numbering numbering;
    auto number = [&](const Unit& unit) {
      const auto found = anchors_.find(unit.anchor);
      const bool named = !unit.anchor.empty() && found != anchors_.end() && found->second.second != kNone;
      return numbering(named ? "#" + unit.anchor : std::to_string(unit.kind) + "=" + unit.key);
    };
    std::vector<std::uint32_t> numbers_a, numbers_b;
    for (const Unit& unit : a_) numbers_a.push_back(number(unit));
    for (const Unit& unit : b_) numbers_b.push_back(number(unit));

    std::size_t i = 0, j = 0;
    for (const Common& stretch : common_stretches(numbers_a, numbers_b)) {
      gap(i, stretch.before, j, stretch.after);
      for (std::size_t k = 0; k < stretch.length; ++k) pair(stretch.before + k, stretch.after + k, false);
      i = stretch.before + stretch.length;
      j = stretch.after + stretch.length;
    }
    gap(i, a_.size(), j, b_.size());
  }

  // Between two pairs: the pairing in order with the greatest likeness in sum.
  void gap(std::size_t a_from, std::size_t a_to, std::size_t b_from, std::size_t b_to) {
    const std::size_t rows = a_to - a_from, columns = b_to - b_from;
    if (rows == 0 || columns == 0) return;
    if (rows > kMostPairs / columns) {
      // Too many to compare each with each: halves at proportional places, which is where edited text usually is.
      const std::size_t a_middle = a_from + rows / 2, b_middle = b_from + columns / 2;
      gap(a_from, a_middle, b_from, b_middle);
      gap(a_middle, a_to, b_middle, b_to);
      return;
    }
    std::vector<double> like(rows * columns);
    std::vector<double> best((rows + 1) * (columns + 1), 0.0);
    auto at = [&](std::size_t i, std::size_t j) -> double& { return best[i * (columns + 1) + j]; };
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t j = columns; j-- > 0;) {
        const bool free = !named_elsewhere(a_[a_from + i]) && !named_elsewhere(b_[b_from + j]);
        const double found = free ? likeness(a_from + i, b_from + j, kSimilar) : 0;
        like[i * columns + j] = found;
        at(i, j) = std::max(at(i + 1, j), at(i, j + 1));
        if (found > 0) at(i, j) = std::max(at(i, j), found + at(i + 1, j + 1));
      }
    }
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
      const double found = like[i * columns + j];
      if (found > 0 && at(i, j) <= found + at(i + 1, j + 1)) {
        pair(a_from + i++, b_from + j++, false);
      } else if (at(i, j) <= at(i + 1, j)) {
        ++i;
      } else {
        ++j;
      }
    }
  }

  // It has a namesake on the other side, and so is paired with nothing else.
  bool named_elsewhere(const Unit& unit) const {
    if (unit.anchor.empty()) return false;
    const auto found = anchors_.find(unit.anchor);
    return found != anchors_.end() && found->second.second != kNone;
  }

  void anchors_out_of_order() {
    for (const auto& [anchor, places] : anchors_) {
      const auto [i, j] = places;
      if (j == kNone || !free_a(i) || !free_b(j)) continue;
      pair(i, j, true);
    }
    for (std::size_t i = 0; i < a_.size(); ++i) {
      if (moved_[i] && a_[i].opens) take_along(i, partner_of_a_[i]);
    }
  }

  // The free units with equal content, by content, when there are as many on both sides.
  std::vector<std::pair<std::size_t, std::size_t>> equal_free(bool headings) {
    std::map<std::string_view, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> places;
    for (std::size_t i = 0; i < a_.size(); ++i) {
      if (free_a(i) && a_[i].opens == headings) places[a_[i].key].first.push_back(i);
    }
    for (std::size_t j = 0; j < b_.size(); ++j) {
      if (!free_b(j)) continue;
      const auto found = places.find(b_[j].key);
      if (found != places.end()) found->second.second.push_back(j);
    }
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& [key, both] : places) {
      if (both.first.size() != both.second.size()) continue;
      for (std::size_t k = 0; k < both.first.size(); ++k) {
        if (a_[both.first[k]].kind == b_[both.second[k]].kind) pairs.emplace_back(both.first[k], both.second[k]);
      }
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

  void headings_out_of_order() {
    for (const auto& [i, j] : equal_free(true)) {
      const bool same_text_follows = i + 1 < a_.size() && j + 1 < b_.size() && free_a(i + 1) && free_b(j + 1) &&
                                     !a_[i + 1].opens && likeness(i + 1, j + 1, kSimilar) > 0;
      if (base::count_code_points(a_[i].text) < kMovableSize && !same_text_follows) continue;
      pair(i, j, true);
      take_along(i, j);
    }
  }

  // What stands under a heading that has moved has moved with it, also when it was edited on the way.
  void take_along(std::size_t i, std::size_t j) {
    for (++i, ++j; i < a_.size() && j < b_.size(); ++i, ++j) {
      if (a_[i].opens || b_[j].opens || !free_a(i) || !free_b(j)) return;
      if (likeness(i, j, kSimilar) == 0) return;
      pair(i, j, true);
    }
  }

  void texts_out_of_order() {
    for (const auto& [i, j] : equal_free(false)) {
      if (base::count_code_points(a_[i].text) >= kMovableSize) pair(i, j, true);
    }
  }

  void similar_out_of_order() {
    auto long_enough = [](const Unit& unit) { return base::count_code_points(unit.text) >= kMovableSimilarSize; };
    std::vector<std::size_t> olds, news;
    for (std::size_t i = 0; i < a_.size(); ++i) {
      if (free_a(i) && long_enough(a_[i])) olds.push_back(i);
    }
    for (std::size_t j = 0; j < b_.size(); ++j) {
      if (free_b(j) && long_enough(b_[j])) news.push_back(j);
    }
    if (olds.empty() || news.empty() || olds.size() > kMostMovedPairs / news.size()) return;
    std::vector<std::tuple<double, std::size_t, std::size_t>> found;
    for (const std::size_t i : olds) {
      for (const std::size_t j : news) {
        const double like = likeness(i, j, kSimilarMoved);
        if (like > 0) found.emplace_back(-like, i, j);
      }
    }
    std::sort(found.begin(), found.end());
    for (const auto& [like, i, j] : found) {
      if (free_a(i) && free_b(j)) pair(i, j, true);
    }
  }

  const std::vector<Unit>& a_;
  const std::vector<Unit>& b_;
  std::vector<std::size_t> partner_of_a_, partner_of_b_;
  std::vector<bool> moved_;
  std::vector<Grams> grams_a_, grams_b_;
  std::vector<bool> known_a_, known_b_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> anchors_;  // address → its place on both sides
};

bool less(const std::vector<Unit>& a, const std::vector<Unit>& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const Unit& x, const Unit& y) {
    return std::tie(x.key, x.anchor) < std::tie(y.key, y.anchor);
  });
}

}  // namespace

std::vector<Step> align(const std::vector<Unit>& before, const std::vector<Unit>& after) {
  std::vector<std::size_t> partner(before.size(), kNone);
  std::vector<bool> moved_before(before.size(), false);
  // Always compared in the same direction, so that the way back shows the same changes.
  if (less(after, before)) {
    Alignment alignment(after, before);
    alignment.find_pairs();
    for (std::size_t j = 0; j < after.size(); ++j) {
      const std::size_t i = alignment.partners()[j];
      if (i == kNone) continue;
      partner[i] = j;
      moved_before[i] = alignment.moved()[j];
    }
  } else {
    Alignment alignment(before, after);
    alignment.find_pairs();
    partner = alignment.partners();
    moved_before = alignment.moved();
  }
  std::vector<std::size_t> origin(after.size(), kNone);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (partner[i] != kNone) origin[partner[i]] = i;
  }

  std::vector<Step> steps;
  std::size_t i = 0, j = 0;
  auto show_until = [&](std::size_t to_i, std::size_t to_j) {
    for (; i < to_i; ++i) steps.push_back({partner[i] == kNone ? Place::Gone : Place::MovedAway, i, 0});
    for (; j < to_j; ++j) {
      steps.push_back(origin[j] == kNone ? Step{Place::New, 0, j} : Step{Place::MovedHere, origin[j], j});
    }
  };
  for (std::size_t k = 0; k < before.size(); ++k) {
    if (partner[k] == kNone || moved_before[k]) continue;
    show_until(k, partner[k]);
    steps.push_back({Place::Together, i++, j++});
  }
  show_until(before.size(), after.size());
  return steps;
}

}  // namespace kitei::diff
