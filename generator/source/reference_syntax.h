// The grammar of [[…]]: [[ID]], [[ID#address]], [[ID@version]], [[ID#address@version]], [[control:5.15]],
// [[requirement:7.2]], [[record:name]], [[law:name]], [[term:name]]. Whatever does not fit is no reference.
#pragma once
#include <optional>
#include <string_view>

#include "model/block.h"

namespace kitei::source {

// What stands between the brackets → a reference whose target is not resolved yet. Its `text` is the name as written,
// so that an unresolved reference still reads.
std::optional<model::Reference> read_reference(std::string_view inside);

struct WrittenReference {
  std::size_t length = 0;  // of "[[…]]"
  model::Reference reference;
};
// A reference that begins at the start of `text`.
std::optional<WrittenReference> read_bracketed_reference(std::string_view text);

}  // namespace kitei::source
