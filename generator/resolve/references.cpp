#include "resolve/references.h"

#include "resolve/front_matter_references.h"
#include "resolve/links.h"
#include "resolve/mentions.h"
#include "resolve/reference_targets.h"
#include "resolve/typed_references.h"
#include "resolve/written_references.h"

namespace kitei::resolve {
namespace {

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : std::string(text) + " ") {
    if (c != ' ' && c != ',' && c != '\t') {
      part += c;
    } else if (!part.empty()) {
      parts.push_back(std::move(part));
      part.clear();
    }
  }
  return parts;
}

class Follower {
 public:
  Follower(model::Document& document, const Lookup& lookup)
      : document_(document), lookup_(lookup), targets_(document, lookup, diagnostics_) {}

  base::Diagnostics run() {
    follow_front_matter(document_, targets_);
    follow_clause_controls();
    follow_blocks(document_.body.blocks);
    for (model::Footnote& note : document_.body.footnotes) follow_blocks(note.content);
    // Last: what is a reference by now is not looked at again.
    base::append(diagnostics_, link_written_references(document_, lookup_));
    return std::move(diagnostics_);
  }

 private:
  void follow_clause_controls() {
    auto entry = document_.clauses.begin();
    for (const model::Block& block : document_.body.blocks) {
      const auto* heading = base::get_if<model::Heading>(&block.node);
      if (!heading) continue;
      while (entry->clause != heading->clause) ++entry;  // every heading of the body has its entry, in this order
      const std::string* written = heading->attributes->value("controls");
      if (!written) continue;
      for (const std::string& id : split_list(*written)) {
        const Lookup::FoundControl found = targets_.find_control(id, heading->attributes->position);
        if (found.control) entry->controls.push_back({found.catalog->id, found.control->id});
      }
    }
  }

  void follow_blocks(model::Blocks& blocks) {
    for (model::Block& block : blocks) {
      if (auto* figure = base::get_if<model::Figure>(&block.node)) follow_image(figure->image, block.position, targets_);
      model::for_each_part(
          block, [&](model::Inlines& inlines) { follow_inlines(inlines, Mentions::Linked); },
          [&](model::Blocks& inner) { follow_blocks(inner); });
    }
  }

  // Inside a link nothing else becomes one.
  enum class Mentions { Linked, Plain };

  void follow_inlines(model::Inlines& inlines, Mentions mentions) {
    model::Inlines out;
    bool replaced = false;
    for (std::size_t i = 0; i < inlines.size(); ++i) {
      model::Inline& node = inlines[i];
      if (auto* text = base::get_if<model::Text>(&node.node)) {
        if (mentions == Mentions::Linked) {
          std::vector<model::Inline> split =
              find_mentions(*text, node.position, lookup_, document_.path_of(node.position), diagnostics_);
          if (!split.empty()) {
            if (!replaced) {
              out.reserve(inlines.size() - 1 + split.size());
              std::move(inlines.begin(), inlines.begin() + static_cast<std::ptrdiff_t>(i), std::back_inserter(out));
            }
            replaced = true;
            out.insert(out.end(), std::make_move_iterator(split.begin()), std::make_move_iterator(split.end()));
            continue;
          }
        }
      } else if (auto* reference = base::get_if<model::Reference>(&node.node)) {
        follow_reference(*reference, node.position, targets_);
      } else if (auto* link = base::get_if<model::Link>(&node.node)) {
        follow_link(*link, node.position, targets_);
        follow_inlines(link->content, Mentions::Plain);
      } else if (auto* image = base::get_if<model::Image>(&node.node)) {
        follow_image(*image, node.position, targets_);
      } else if (model::Inlines* content = model::content_of(node)) {
        follow_inlines(*content, mentions);
      }
      if (replaced) out.push_back(std::move(node));
    }
    if (replaced) inlines = std::move(out);
  }

  model::Document& document_;
  const Lookup& lookup_;
  base::Diagnostics diagnostics_;
  ReferenceTargets targets_;
};

}  // namespace

base::Diagnostics follow_references(model::Document& document, const Lookup& lookup) {
  return Follower(document, lookup).run();
}

}  // namespace kitei::resolve
