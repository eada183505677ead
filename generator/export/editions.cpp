#include "export/editions.h"

#include "adapters/json.h"
#include "base/date.h"
#include "base/escape.h"

namespace kitei::exports {
namespace {

adapters::Json list_of(const std::vector<const model::Edition*>& editions) {
  adapters::JsonArray list;
  for (const model::Edition* edition : editions) {
    adapters::JsonObject entry;
    entry.emplace_back("id", edition->id);
    entry.emplace_back("effective_date",
                       edition->record ? adapters::Json(base::iso_date(edition->record->effective)) : adapters::Json());
    entry.emplace_back("status", model::edition_status_name(edition->status));
    entry.emplace_back("url", base::escape_url_path(edition->id) + "/index.html");
    list.emplace_back(std::move(entry));
  }
  return list;
}

}  // namespace

std::string editions_json(const std::vector<const model::Edition*>& editions) {
  return adapters::to_text(list_of(editions), 2) + "\n";
}

std::string editions_js(const std::vector<const model::Edition*>& editions) {
  std::string script = "var KITEI_EDITIONS=";
  // In JSON these two stand only inside strings, where an escape says the same: no </script>, no <!--.
  for (const char c : adapters::to_text(list_of(editions), 0)) {
    if (c == '<') {
      script += "\\u003c";
    } else if (c == '>') {
      script += "\\u003e";
    } else {
      script += c;
    }
  }
  return script + ";\n";
}

}  // namespace kitei::exports
