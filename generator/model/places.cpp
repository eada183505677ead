#include "model/places.h"

#include <algorithm>
#include <numeric>

namespace kitei::model {

void Places::put(std::string_view prefix, std::string_view name, base::Position position) {
  keys_ += prefix;
  keys_ += name;
  places_.push_back({static_cast<std::uint32_t>(keys_.size()), position});
  sorted_ = false;
}

void Places::finish() {
  constexpr std::size_t kMany = 200;
  if (places_.size() > kMany) sort();
  keys_.shrink_to_fit();
  places_.shrink_to_fit();
}

void Places::sort() {
  std::vector<std::size_t> order(places_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  Places sorted;
  sorted.keys_.reserve(keys_.size());
  for (const std::size_t index : order) sorted.put(key(index), places_[index].position);
  *this = std::move(sorted);
  sorted_ = true;
}

std::string_view Places::key(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : places_[index - 1].end;
  return begin > keys_.size() ? std::string_view() : std::string_view(keys_).substr(begin, places_[index].end - begin);
}

const base::Position* Places::find(std::string_view wanted) const {
  std::size_t index = 0;
  if (sorted_) {
    for (std::size_t last = places_.size(); index < last;) {
      const std::size_t middle = index + (last - index) / 2;
      if (key(middle) < wanted) {
        index = middle + 1;
      } else {
        last = middle;
      }
    }
    return index < places_.size() && key(index) == wanted ? &places_[index].position : nullptr;
  }
  while (index < places_.size() && key(index) != wanted) ++index;
  return index < places_.size() ? &places_[index].position : nullptr;
}

}  // namespace kitei::model
