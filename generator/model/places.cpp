#include "model/places.h"

#include <algorithm>

namespace kitei::model {
namespace {

// FNV-1a, which may be taken piece by piece.
std::uint64_t sum_of(std::string_view text, std::uint64_t sum = 0xCBF29CE484222325) {
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return sum;
}

}  // namespace

void Places::put(std::string_view prefix, std::string_view name, base::Position position) {
  places_.push_back({sum_of(name, sum_of(prefix)), position});
  sorted_ = false;
}

void Places::finish() {
  constexpr std::size_t kMany = 200;
  if (places_.size() > kMany) {
    std::stable_sort(places_.begin(), places_.end(), [](const Place& a, const Place& b) { return a.key < b.key; });
    sorted_ = true;
  }
  places_.shrink_to_fit();
}

const base::Position* Places::find(std::string_view wanted) const {
  const std::uint64_t key = sum_of(wanted);
  const auto found = sorted_ ? std::lower_bound(places_.begin(), places_.end(), key, [](const Place& place, std::uint64_t sum) { return place.key < sum; })
                             : std::find_if(places_.begin(), places_.end(), [&](const Place& place) { return place.key == key; });
  return found != places_.end() && found->key == key ? &found->position : nullptr;
}

}  // namespace kitei::model
