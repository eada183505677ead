// The ids of list items in handbook.yaml: kinds, classifications, sites, audiences, packs. Code: handbook-invalid.
#pragma once
#include <string>
#include <vector>

#include "adapters/yaml_fields.h"

namespace kitei::source {

// Required, usable as a folder name, unlike the earlier ones; else "" and a report. `what` names the list.
std::string read_item_id(adapters::Fields& fields, const std::vector<std::string>& earlier, const base::Message& what);

template <typename T>
std::vector<std::string> ids_of(const std::vector<T>& list) {
  std::vector<std::string> ids;
  for (const T& item : list) ids.push_back(item.id);
  return ids;
}

}  // namespace kitei::source
