// Where values stand in a file, by their keys: "title", "revisions.1.date". A document has dozens of them and is asked for
// few, so a sum of 64 bits stands for each key and is looked for by going through them; only very many are put in order.
// (Two keys of one document with one sum would be told the same place: not to be expected in the life of all handbooks.)
#pragma once
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/position.h"

namespace kitei::model {

class Places {
 public:
  // Of two places for one key the first counts. The key is "prefix" and "name" one after the other.
  void put(std::string_view prefix, std::string_view name, base::Position position);
  void put(std::string_view key, base::Position position) { put({}, key, position); }
  // Once all are known: makes them ready for many questions and gives back the memory that nothing needs.
  void finish();

  const base::Position* find(std::string_view key) const;  // nullptr when there is none
  bool contains(std::string_view key) const { return find(key) != nullptr; }

  struct Place {
    std::uint64_t key = 0;  // the sum of it
    base::Position position;
    bool operator==(const Place&) const = default;
  };
  bool operator==(const Places&) const = default;
  // All that it is, for whoever writes it down and reads it back.
  auto members() { return std::tie(places_, sorted_); }
  auto members() const { return std::tie(places_, sorted_); }

 private:
  std::vector<Place> places_;
  bool sorted_ = false;  // by key
};

}  // namespace kitei::model
