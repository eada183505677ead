#include "resolve/appendix_words.h"

#include <string>
#include <utility>

namespace kitei::resolve {

void take_appendix_word(model::Heading& heading) {
  constexpr std::string_view kWide = "\xE3\x80\x80";
  if (heading.attributes->value("label") || heading.content.empty()) return;
  auto* first = base::get_if<model::Text>(&heading.content.front().node);
  if (!first) return;
  for (const std::string_view word : kAppendixWords) {
    if (!first->text.starts_with(word)) continue;
    std::string_view rest = std::string_view(first->text).substr(word.size());
    if (!rest.empty() && !rest.starts_with(' ') && !rest.starts_with(kWide)) continue;
    if (rest.empty() && heading.content.size() > 1) continue;
    while (rest.starts_with(' ') || rest.starts_with(kWide)) rest.remove_prefix(rest.starts_with(' ') ? 1 : kWide.size());
    std::string title(rest);
    heading.attributes.edit().values.emplace_back("label", word);
    if (title.empty()) {
      heading.content.clear();
    } else {
      first->text = std::move(title);
    }
    return;
  }
}

}  // namespace kitei::resolve
