#include "resolve/running_text.h"

#include <utility>

namespace kitei::resolve {
namespace {

using Piece = RunningText::Piece;

// What is linked lies in plain, emphasised and strong text.
bool is_followed(const model::Inline& node) {
  return base::holds_alternative<model::Emphasis>(node.node) || base::holds_alternative<model::Strong>(node.node);
}

void join(const model::Inlines& inlines, RunningText& running) {
  for (const model::Inline& node : inlines) {
    const std::size_t from = running.joined.size();
    if (const auto* text = base::get_if<model::Text>(&node.node)) {
      running.joined += text->text;
      running.pieces.push_back({from, running.joined.size(), node.position, text});
    } else if (is_followed(node)) {
      join(*model::content_of(node), running);
    } else {
      running.joined += model::plain_text(model::Inlines{node});
    }
  }
}

// Meets the Texts in the order of join, and the references in the order of the text.
class Insertion {
 public:
  Insertion(const std::vector<Piece>& pieces, std::vector<FoundReference>& found)
      : piece_(pieces.begin()), next_(found.begin()), end_(found.end()) {}

  void put_in(model::Inlines& inlines) {
    model::Inlines out;
    for (model::Inline& node : inlines) {
      if (base::holds_alternative<model::Text>(node.node)) {
        divide(std::move(node), *piece_++, out);
        continue;
      }
      if (is_followed(node)) put_in(*model::content_of(node));
      out.push_back(std::move(node));
    }
    inlines = std::move(out);
  }

 private:
  void divide(model::Inline node, const Piece& piece, model::Inlines& out) {
    std::size_t done = piece.from;
    const model::Text& whole = base::get<model::Text>(node.node);
    auto add_text = [&](std::size_t to) {
      if (to > done) out.push_back(model::slice_text(whole, node.position, done - piece.from, to - piece.from));
    };
    for (; next_ != end_ && next_->to <= piece.to; ++next_) {
      add_text(next_->from);
      model::Reference reference;
      reference.name = next_->target.id;
      reference.address = next_->target.address;
      reference.mention = true;
      reference.text = whole.text.substr(next_->from - piece.from, next_->to - next_->from);
      reference.target = std::move(next_->target);
      out.push_back({std::move(reference), model::position_in(whole, node.position, next_->from - piece.from)});
      done = next_->to;
    }
    if (done == piece.from) {
      out.push_back(std::move(node));
    } else {
      add_text(piece.to);
    }
  }

  std::vector<Piece>::const_iterator piece_;
  std::vector<FoundReference>::iterator next_, end_;
};

}  // namespace

RunningText::RunningText(const model::Inlines& inlines) {
  if (const auto* only = inlines.size() == 1 ? base::get_if<model::Text>(&inlines.front().node) : nullptr) {
    text = only->text;
    pieces.push_back({0, only->text.size(), inlines.front().position, only});
  } else {
    join(inlines, *this);
    text = joined;
  }
}

void put_references(model::Inlines& inlines, const RunningText& running, std::vector<FoundReference> found) {
  if (!found.empty()) Insertion(running.pieces, found).put_in(inlines);
}

}  // namespace kitei::resolve
