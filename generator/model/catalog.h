// A numbered set of controls or requirements, e.g. ISO/IEC 27001:2022 Annex A. Catalogues never mix: a control is known by
// catalogue and id together.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/position.h"
#include "model/identifiers.h"

namespace kitei::model {

// A level of a requirement or maturity model, or what a requirement asks for on it.
struct Level {
  int number = 0;
  std::string title;    // of a catalogue's level; empty in a criterion
  std::string summary;  // in a criterion: what is looked for

  bool operator==(const Level&) const = default;
};

struct Control {
  std::string id;  // in the catalogue's spelling
  std::string title;
  std::vector<std::string> title_aliases;
  std::string summary;
  std::size_t group = 0;  // index into Catalog::groups
  std::vector<std::pair<std::string, std::vector<std::string>>> attributes;  // axis → values, in the axes' order
  // Catalogue → ids in it; an empty list is "none": looked at, and there is no counterpart.
  std::vector<std::pair<std::string, std::vector<std::string>>> maps;
  int level = 0;  // only in catalogues with levels
  std::vector<Level> criteria;  // by level, ascending; optional
  base::Position position;
};

struct ControlGroup {
  std::string id;
  std::string title;
  std::size_t depth = 0;  // 0 = outermost; groups are listed depth first
};

struct Axis {
  std::string id;
  std::string label;  // the id when the file gives none
  std::vector<std::string> values;
};

struct Catalog {
  std::string id;
  std::string title;
  std::vector<std::string> mentions;  // patterns with "{id}"
  std::vector<Axis> axes;
  std::vector<Level> levels;  // ascending; empty in a catalogue without levels
  std::vector<ControlGroup> groups;
  std::vector<Control> controls;  // in the order of the file
  std::string path;
  std::unordered_map<std::string, std::size_t> index_by_key;  // control_key → index; for look-up only

  const Control* find(std::string_view control_id) const {
    const auto found = index_by_key.find(control_key(control_id));
    return found == index_by_key.end() ? nullptr : &controls[found->second];
  }
};

}  // namespace kitei::model
