#include "source/markup_tags.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/utf8.h"

namespace kitei::source {
namespace {

enum class TagForm { Open, Close, Comment, Unknown };

constexpr std::string_view kDotsName = "《《";  // no name of an HTML element

struct Tag {
  TagForm form = TagForm::Unknown;
  std::string name;  // in lower case
};

bool is_name(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

// The name of any tag, known or not: "<div class=x>" → "div".
std::string_view element_name(std::string_view lower) {
  const std::size_t from = lower.starts_with("</") ? 2 : 1;
  return lower.substr(from, lower.find_first_of(" \t\n/>", from) - from);
}

Tag read_tag(std::string_view written) {
  if (written == kDotsOpen) return {TagForm::Open, std::string(kDotsName)};
  if (written == kDotsClose) return {TagForm::Close, std::string(kDotsName)};
  if (written.starts_with("<!--")) return {TagForm::Comment, {}};
  std::string lower = base::ascii_lower(written);
  std::string_view inside = lower;
  if (!inside.starts_with('<') || !inside.ends_with('>') || inside.size() < 3) return {};
  inside = inside.substr(1, inside.size() - 2);
  const bool close = inside.starts_with('/');
  if (close) inside.remove_prefix(1);
  if (!close && inside.ends_with('/')) inside.remove_suffix(1);
  const std::size_t end = inside.find_last_not_of(" \t\n");
  inside = inside.substr(0, end == std::string_view::npos ? 0 : end + 1);
  if (!is_name(inside)) return {};
  return {close ? TagForm::Close : TagForm::Open, std::string(inside)};
}

std::optional<model::MarkupTag> markup_tag(std::string_view name) {
  using enum model::MarkupTag;
  constexpr std::array<std::pair<std::string_view, model::MarkupTag>, 7> kTags{{{kDotsName, EmphasisDots},
                                                                                {"sub", Subscript},
                                                                                {"sup", Superscript},
                                                                                {"kbd", Keyboard},
                                                                                {"ruby", Ruby},
                                                                                {"rt", RubyText},
                                                                                {"rp", RubyParenthesis}}};
  for (const auto& [known, tag] : kTags) {
    if (known == name) return tag;
  }
  return std::nullopt;
}

std::string_view written_text(const model::Inline& node) { return base::get<model::Text>(node.node).text; }

base::Diagnostic unsafe_html(std::string_view written, std::string_view path, base::Position position) {
  const std::string shown = base::encode_utf8(base::decode_utf8(written.substr(0, written.find('\n'))).substr(0, 40));
  return {"unsafe-html",
          std::string(path),
          position,
          {fmt::format("HTML `{}` is shown as text", shown), fmt::format("HTMLの`{}`は文字のまま表示します", shown)},
          {"only br, wbr, sub, sup, kbd, ruby, rt and rp without attributes are kept, each closed in its paragraph",
           "使えるのは属性のないbr、wbr、sub、sup、kbd、ruby、rt、rpだけで、同じ段落の中で閉じる必要があります"}};
}

// What becomes of one tag.
enum class Verdict { Refused, Dropped, LineBreak, WordBreak, Opens, Closes };

struct TagUse {
  Tag tag;
  Verdict verdict = Verdict::Refused;
  std::size_t partner = 0;  // of Opens and Closes: the index of the other one
};

// Pairs are found innermost first. A tag that nothing closes keeps Verdict::Refused, also when a pair around it is
// closed.
std::vector<TagUse> judge(const Pieces& pieces) {
  // How far a closing tag looks back: enough for any hand-written text, and the cost stays linear.
  constexpr std::size_t kReach = 64;
  std::vector<TagUse> uses(pieces.tags.size());
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    TagUse& use = uses[i];
    use.tag = read_tag(written_text(pieces.inlines[pieces.tags[i]]));
    if (use.tag.form == TagForm::Comment) use.verdict = Verdict::Dropped;
    if (use.tag.form == TagForm::Open) {
      if (use.tag.name == "br") use.verdict = Verdict::LineBreak;
      if (use.tag.name == "wbr") use.verdict = Verdict::WordBreak;
      if (markup_tag(use.tag.name)) open.push_back(i);
    }
    if (use.tag.form != TagForm::Close) continue;
    for (std::size_t back = 1; back <= std::min(open.size(), kReach); ++back) {
      const std::size_t candidate = open[open.size() - back];
      if (uses[candidate].tag.name != use.tag.name) continue;
      if (use.tag.name == kDotsName && pieces.tags[candidate] + 1 == pieces.tags[i]) break;  // 《《》》 is text
      uses[candidate].verdict = Verdict::Opens;
      uses[candidate].partner = i;
      use.verdict = Verdict::Closes;
      use.partner = candidate;
      open.resize(open.size() - back);
      break;
    }
  }
  return uses;
}

class Nester {
 public:
  Nester(Pieces pieces, std::string_view path, base::Diagnostics& diagnostics)
      : pieces_(std::move(pieces)), uses_(judge(pieces_)), path_(path), diagnostics_(diagnostics) {
    frames_.emplace_back();
  }

  model::Inlines nest() {
    std::size_t next_tag = 0;
    for (std::size_t i = 0; i < pieces_.inlines.size(); ++i) {
      model::Inline& node = pieces_.inlines[i];
      if (next_tag < pieces_.tags.size() && pieces_.tags[next_tag] == i) {
        take(uses_[next_tag++], std::move(node));
      } else {
        put(std::move(node));
      }
    }
    return std::move(frames_.front().content);
  }

 private:
  // An open tag on its way to be closed.
  struct Frame {
    base::Position position;
    model::Inlines content;
  };

  void put(model::Inline node) { frames_.back().content.push_back(std::move(node)); }

  void take(TagUse& use, model::Inline written) {
    switch (use.verdict) {
      case Verdict::Dropped:
        return;
      case Verdict::LineBreak:
        return put({model::LineBreak{}, written.position});
      case Verdict::WordBreak:
        return put({model::Markup{model::MarkupTag::WordBreak, {}}, written.position});
      case Verdict::Refused:
        return refuse(std::move(written));
      case Verdict::Opens:
        // Nesting is bounded like that of the Markdown itself: writers walk this tree by recursion.
        if (frames_.size() > kDepth) {
          uses_[use.partner].verdict = Verdict::Refused;
          return refuse(std::move(written));
        }
        frames_.push_back({written.position, {}});
        return;
      case Verdict::Closes: {
        Frame frame = std::move(frames_.back());
        frames_.pop_back();
        return put({model::Markup{*markup_tag(use.tag.name), std::move(frame.content)}, frame.position});
      }
    }
  }

  // A pair of tags is one place: its closing tag is not reported again.
  void refuse(model::Inline written) {
    const std::string text(written_text(written));
    if (text == kDotsOpen || text == kDotsClose) return put(std::move(written));
    const std::string lower = base::ascii_lower(text);
    const std::string name(element_name(lower));
    const auto reported = std::find(open_unsafe_.begin(), open_unsafe_.end(), name);
    if (text.starts_with("</") && reported != open_unsafe_.end()) {
      open_unsafe_.erase(reported);
    } else {
      diagnostics_.push_back(unsafe_html(text, path_, written.position));
      if (!text.starts_with("</") && open_unsafe_.size() < kDepth) open_unsafe_.push_back(name);
    }
    put(std::move(written));
  }

  static constexpr std::size_t kDepth = 100;
  Pieces pieces_;
  std::vector<TagUse> uses_;
  std::string_view path_;
  base::Diagnostics& diagnostics_;
  std::vector<Frame> frames_;
  std::vector<std::string> open_unsafe_;
};

bool begins_tag(std::string_view text) {
  if (text.size() < 2 || text[0] != '<') return false;
  const char c = text[1];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!' || c == '?';
}

}  // namespace

void Pieces::put(model::Inline::Node node, base::Position position) { inlines.push_back({std::move(node), position}); }

void Pieces::put_tag(std::string_view written, base::Position position) {
  tags.push_back(inlines.size());
  put(model::Text{std::string(written)}, position);
}

Pieces split_html(std::string_view text, base::Position position) {
  Pieces pieces;
  std::size_t at = 0, line_start = 0;
  base::Position line = position;  // of the byte at line_start
  const auto place = [&](std::size_t byte) {
    return base::Position{line.line, line.column + static_cast<std::uint32_t>(byte - line_start), line.file};
  };
  const auto put = [&](std::size_t from, std::size_t to) {
    if (from < to) pieces.put(model::Text{std::string(text.substr(from, to - from))}, place(from));
  };
  const auto pass = [&](std::size_t from, std::size_t to) {
    for (std::size_t end = text.find('\n', from); end < to; end = text.find('\n', end + 1)) {
      line_start = end + 1;
      line = {line.line + 1, 1, line.file};
    }
  };
  std::size_t pending = 0;
  bool line_is_blank = true;
  bool tags_end = false;  // no '>' is left, so no tag ends any more
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with('\n')) {
      put(pending, at);
      if (!line_is_blank) pieces.put(model::SoftBreak{}, place(at));
      pass(at, at + 1);
      at = std::min(text.find_first_not_of(" \t", at + 1), text.size());
      pending = at;
      line_is_blank = true;
    } else if (begins_tag(rest) && !tags_end) {
      const bool comment = rest.starts_with("<!--");
      const std::size_t end = text.find(comment ? "-->" : ">", at);
      if (end == std::string_view::npos && !comment) {
        tags_end = true;
        continue;
      }
      const std::size_t behind = end == std::string_view::npos ? text.size() : end + (comment ? 3 : 1);
      put(pending, at);
      if (!comment) {
        pieces.put_tag(text.substr(at, behind - at), place(at));
        line_is_blank = false;
      }
      pass(at, behind);
      at = pending = behind;
    } else {
      line_is_blank = line_is_blank && (text[at] == ' ' || text[at] == '\t');
      ++at;
    }
  }
  put(pending, at);
  while (!pieces.inlines.empty() && base::holds_alternative<model::SoftBreak>(pieces.inlines.back().node)) {
    pieces.inlines.pop_back();
  }
  return pieces;
}

model::Inlines nest_markup(Pieces pieces, std::string_view path, base::Diagnostics& diagnostics) {
  if (pieces.tags.empty()) return std::move(pieces.inlines);
  return Nester(std::move(pieces), path, diagnostics).nest();
}

}  // namespace kitei::source
