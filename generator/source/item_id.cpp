#include "source/item_id.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "model/identifiers.h"

namespace kitei::source {

std::string read_item_id(adapters::Fields& fields, const std::vector<std::string>& earlier, const base::Message& what) {
  const std::string id = fields.required_text("id");
  if (id.empty()) return {};
  if (!model::is_valid_document_id(id)) {
    fields.context().report(fields.position_of("id"),
                            {fmt::format("{}: '{}' is not a valid id", what.en, id),
                             fmt::format("{}の id「{}」は使えません", what.ja, id)},
                            {"use letters, digits, '.', '_' and '-'", "半角英数字と「.」「_」「-」で書いてください"});
    return {};
  }
  const auto same = [&](const std::string& other) { return base::ascii_lower(other) == base::ascii_lower(id); };
  if (std::any_of(earlier.begin(), earlier.end(), same)) {
    fields.context().report(fields.position_of("id"), {fmt::format("{}: the id '{}' is given twice", what.en, id),
                                                       fmt::format("{}の id「{}」が二度書かれています", what.ja, id)});
    return {};
  }
  return id;
}

}  // namespace kitei::source
