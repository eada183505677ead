#include "render/docx/bookmarks.h"

#include <cstdint>
#include <utility>

#include "base/utf8.h"

namespace kitei::render::docx {
namespace {

constexpr std::size_t kLongestName = 40;
constexpr std::string_view kHex = "0123456789abcdef";

std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return hash;
}

// Small letters and digits stay, every other byte (also '_' and capitals) becomes _xx: no two texts give the same name,
// and none that Word, which does not look at case, would take for the same.
void append_name(std::string& out, std::string_view text) {
  for (char c : text) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '_';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
}

// Visits every clause and caption address of the blocks.
template <typename Visit>
void for_each_address(const model::Blocks& blocks, const Visit& visit) {
  for (const model::Block& block : blocks) {
    if (const auto* heading = base::get_if<model::Heading>(&block.node)) {
      visit(heading->clause.address.text);
      visit(heading->clause.structural.text);
    } else if (const auto* paragraph = base::get_if<model::Paragraph>(&block.node)) {
      visit(paragraph->clause->address.text);
      visit(paragraph->clause->structural.text);
    } else if (const auto* list = base::get_if<model::List>(&block.node)) {
      for (const model::ListItem& item : list->items) {
        visit(item.clause->address.text);
        visit(item.clause->structural.text);
      }
    } else if (const auto* table = base::get_if<model::Table>(&block.node)) {
      if (table->caption) visit(table->caption->attributes.id.text);
    } else if (const auto* figure = base::get_if<model::Figure>(&block.node)) {
      if (figure->caption) visit(figure->caption->attributes.id.text);
    }
    model::for_each_part(
        block, [](const model::Inlines&) {}, [&](const model::Blocks& inner) { for_each_address(inner, visit); });
  }
}

const model::Target* target_of(const model::Inline& node) {
  if (const auto* link = base::get_if<model::Link>(&node.node)) return &link->target;
  if (const auto* reference = base::get_if<model::Reference>(&node.node)) return &reference->target;
  return nullptr;
}

}  // namespace

Bookmarks::Bookmarks(const Input& input) : input_(input) {
  for (const model::Document* document : input.documents) collect(*document);
}

void Bookmarks::collect(const model::Document& document) {
  marks_[{&document, ""}].defined = true;
  for_each_address(document.body.blocks, [&](std::string_view address) {
    if (!address.empty()) marks_[{&document, address}].defined = true;
  });
  const auto on_inlines = [&](const model::Inlines& inlines) {
    model::for_each_inline(inlines, [&](const model::Inline& node) {
      const model::Target* target = target_of(node);
      if (!target || target->kind != model::TargetKind::Document) return;
      const Input::Named* to = input_.find(target->id);
      if (to && to->held) marks_[{to->held, target->address.text}].wanted = true;
    });
  };
  model::for_each_inlines(document.body.blocks, on_inlines);
  for (const model::Footnote& note : document.body.footnotes) model::for_each_inlines(note.content, on_inlines);
}

std::string Bookmarks::find(std::string_view id, std::string_view address) const {
  const Input::Named* to = input_.find(id);
  if (!to || !to->held) return {};
  const auto mark = marks_.find({to->held, address});
  return mark != marks_.end() && mark->second.defined ? name_of(*to->held, address) : std::string();
}

std::vector<std::string> Bookmarks::take(const model::Document& document, const model::Clause& clause) {
  std::vector<std::string> names = take(document, clause.address);
  if (clause.structural.empty()) return names;
  const auto mark = marks_.find({&document, clause.structural.text});
  if (mark == marks_.end() || !mark->second.wanted) return names;
  if (!std::exchange(mark->second.taken, true)) names.push_back(name_of(document, clause.structural.text));
  return names;
}

std::vector<std::string> Bookmarks::take(const model::Document& document, const model::Address& address) {
  if (address.empty() || std::exchange(marks_[{&document, address.text}].taken, true)) return {};
  return {name_of(document, address.text)};
}

std::string Bookmarks::name_of(const model::Document& document, std::string_view address) const {
  std::string name;
  name.reserve(2 * kLongestName);
  name = input_.binder ? 'd' : 'c';
  if (input_.binder) {
    append_name(name, base::ascii_lower(document.id.text));
    name += "__";
  }
  append_name(name, address);
  if (address.empty()) name += "_top";
  if (name.size() <= kLongestName) return name;
  const std::uint64_t hash = fnv1a(name);
  name = 'h';
  for (int shift = 60; shift >= 0; shift -= 4) name += kHex[(hash >> shift) & 15];
  return name;
}

}  // namespace kitei::render::docx
