// The Japanese (and some English) spellings of keys and values, as tables: what front matter and registers accept
// beside the English names. One place, so that the documentation and other tools can list them. Each table maps a
// written form to the name the program uses; a name that is not in a table stands for itself.
#pragma once
#include <string_view>
#include <vector>

#include "adapters/yaml_fields.h"

namespace kitei::source {

adapters::Names front_matter_keys();
adapters::Names approval_keys();
adapters::Names review_keys();
adapters::Names revision_keys();
adapters::Names handbook_keys();
adapters::Names section_keys();  // of the maps and lists inside handbook.yaml
adapters::Names soa_file_keys();
adapters::Names soa_keys();
adapters::Names record_keys();
adapters::Names term_keys();
adapters::Names entry_keys();

adapters::Names status_values();
adapters::Names kind_values();
adapters::Names significance_values();
adapters::Names revision_type_values();  // to established, amended, rewritten, retired
adapters::Names numbering_values();
adapters::Names applicable_values();  // to yes, no
adapters::Names implementation_values();
adapters::Names language_values();
adapters::Names severity_values();

struct NameTable {
  std::string_view title;  // "front matter", "revisions" …
  adapters::Names names;
};

// All of the above, in that order.
const std::vector<NameTable>& name_tables();

}  // namespace kitei::source
