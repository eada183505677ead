// Which block of the new text is which block of the old one: for the blocks of a body, the items of a list, the rows of
// a table alike.
//
// In:  the units of both sides, in reading order. Out: every unit of both sides exactly once, in the order in which a
// comparison shows them: what went before what came in its place; each pair at the place where it stands now, and when
// it has moved also, by itself, at the place where it stood.
//
// Pairs are found by name (the address that the author gave, the first cell of a row), then by equal content in the
// same order, then by similar words between two pairs, then by content that moved. Time grows with the number of units
// times their length, but for a gap in which everything is new, where it is bounded. Units of different `kind` are
// never paired.
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace kitei::diff {

struct Unit {
  std::size_t kind = 0;
  std::string key;     // equal content has equal keys
  std::string text;    // plain, for similarity
  std::string anchor;  // a name that makes it the same unit whatever else it says; unique on its side, or empty
  bool opens = false;  // a heading: what follows up to the next one goes with it when it moves
};

enum class Place { Together, Gone, New, MovedAway, MovedHere };

struct Step {
  Place place = Place::Together;
  std::size_t before = 0;  // of Together, Gone, MovedAway, MovedHere
  std::size_t after = 0;   // of Together, New, MovedHere
  bool operator==(const Step&) const = default;
};

std::vector<Step> align(const std::vector<Unit>& before, const std::vector<Unit>& after);

}  // namespace kitei::diff
