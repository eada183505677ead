#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "render/html/body_writer.h"

namespace kitei::render::html {
namespace {

void write_check_box(BodyWriter& writer, bool checked) {
  writer.put(checked ? "<input checked=\"\" disabled=\"\" type=\"checkbox\""
                     : "<input disabled=\"\" type=\"checkbox\"");
  if (writer.page()) {
    writer.attribute("aria-label", checked ? writer.label("済", "done") : writer.label("未了", "not done"));
  }
  writer.put("> ");
}

void write_item(BodyWriter& writer, const model::List& list, const model::ListItem& item) {
  writer.fresh_line();
  writer.put("<li");
  if (writer.page()) {
    writer.id(anchor_of(*item.clause));
    if (item.checked) writer.put(" class=\"task\"");
  }
  writer.put(">");
  if (writer.page()) {
    write_second_anchor(writer, *item.clause);
    const std::string number = model::number_of(list, item);
    writer.number(number);
    if (!number.empty()) writer.put(" ");
  }
  if (item.checked) write_check_box(writer, *item.checked);
  const bool outer = std::exchange(writer.in_item, list.tight);
  write_blocks(writer, item.content);
  writer.in_item = outer;
  writer.put("</li>\n");
}

}  // namespace

void write_list(BodyWriter& writer, const model::List& list) {
  // Where items carry the number that the document's scheme gives them, it is printed as text and the browser's marker
  // is off.
  const bool numbered =
      writer.page() && std::any_of(list.items.begin(), list.items.end(),
                                   [&](const model::ListItem& item) { return !model::number_of(list, item).empty(); });
  const bool tasks = writer.page() && std::any_of(list.items.begin(), list.items.end(),
                                                  [](const model::ListItem& item) { return item.checked.has_value(); });
  writer.fresh_line();
  writer.put(list.ordered ? "<ol" : "<ul");
  if (numbered) writer.put(" class=\"numbered\" role=\"list\"");
  if (tasks && !numbered) writer.put(" class=\"tasks\"");
  if (list.ordered && list.start != 1) writer.put(fmt::format(" start=\"{}\"", list.start));
  writer.put(">\n");
  for (const model::ListItem& item : list.items) write_item(writer, list, item);
  writer.put(list.ordered ? "</ol>\n" : "</ul>\n");
}

}  // namespace kitei::render::html
