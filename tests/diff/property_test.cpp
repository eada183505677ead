// What every comparison must hold, tried on many random edits of generated documents.
#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "diff/blocks.h"
#include "diff/document.h"
#include "rebuild.h"

using namespace kitei;
using test::Which;

namespace {

using model::Block;
using model::Blocks;
using model::Inline;
using model::Inlines;

class Author {
 public:
  explicit Author(unsigned seed) : random_(seed) {}

  Blocks blocks(std::size_t count, int depth = 0) {
    Blocks made;
    for (std::size_t i = 0; i < count; ++i) made.push_back(block(depth));
    return made;
  }

  // A text that an editor has been through.
  Blocks edited(const Blocks& blocks, int depth = 0) {
    Blocks made;
    for (const Block& given : blocks) {
      const std::size_t what = below(12);
      if (what == 0) continue;
      if (what == 1) made.push_back(block(depth));
      made.push_back(what < 6 ? edited(given, depth) : given);
    }
    if (made.size() > 2 && below(3) == 0) {
      const std::size_t from = below(made.size()), to = below(made.size());
      Block moved = made[from];
      made.erase(made.begin() + static_cast<std::ptrdiff_t>(from));
      made.insert(made.begin() + static_cast<std::ptrdiff_t>(std::min(to, made.size())), std::move(moved));
    }
    return made;
  }

  std::size_t below(std::size_t limit) { return random_() % limit; }

 private:
  std::string word() {
    static const std::vector<std::string> kWords{"情報資産",
                                                 "管理者",
                                                 "は",
                                                 "を",
                                                 "の",
                                                 "に",
                                                 "利用者",
                                                 "申請書",
                                                 "承認",
                                                 "する。",
                                                 "、",
                                                 "パスワード",
                                                 "12",
                                                 "文字以上",
                                                 "及び",
                                                 "速やかに",
                                                 "報告",
                                                 "security",
                                                 " ",
                                                 "５．１５",
                                                 "（持ち出し）",
                                                 "「方針」",
                                                 "しなければならない。",
                                                 "毎年",
                                                 "点検"};
    return kWords[below(kWords.size())];
  }

  std::string words(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += word();
    return text;
  }

  Inline piece(int depth) {
    switch (below(depth > 2 ? 4 : 10)) {
      case 0:
        return {model::CodeSpan{words(1 + below(2))}, {}};
      case 1:
        return {model::LineBreak{}, {}};
      case 2:
        return {model::SoftBreak{}, {}};
      case 4:
        return {model::Strong{text(depth + 1)}, {}};
      case 5:
        return {model::Emphasis{text(depth + 1)}, {}};
      case 6:
        return {model::Link{below(2) ? "a.md" : "b.md", "", text(depth + 1), {}}, {}};
      case 7: {
        model::Reference reference;
        reference.name = reference.text = words(1);
        return {reference, {}};
      }
      case 8: {
        model::Markup ruby;
        ruby.tag = model::MarkupTag::Ruby;
        ruby.content = {{model::Text{"規程"}, {}}};
        return {ruby, {}};
      }
      default:
        return {model::Text{words(1 + below(8))}, {}};
    }
  }

  Inlines text(int depth = 0) {
    Inlines made;
    const std::size_t count = below(5) + (depth == 0 ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) made.push_back(piece(depth));
    return made;
  }

  Inlines edited(const Inlines& given) {
    Inlines made;
    for (Inline node : given) {
      if (below(6) == 0) continue;
      if (below(6) == 0) made.push_back(piece(1));
      if (auto* words_of = base::get_if<model::Text>(&node.node); words_of && below(2) == 0) words_of->text.append(word());
      if (Inlines* content = model::content_of(node); content && below(3) == 0) *content = edited(*content);
      made.push_back(std::move(node));
    }
    return made;
  }

  model::TableRow row(std::size_t columns) {
    model::TableRow made;
    made.cells.resize(columns);
    for (auto& cell : made.cells) cell.content = text(2);
    return made;
  }

  Block block(int depth) {
    switch (below(depth > 2 ? 4 : 9)) {
      case 0: {
        model::Heading made;
        made.level = 1 + static_cast<unsigned>(below(3));
        made.content = {{model::Text{words(3)}, {}}};
        if (below(3) == 0) made.attributes.edit().id.text = "a" + std::to_string(next_address_++);
        return {made, {}};
      }
      case 1:
        return {model::CodeBlock{"sh", words(3) + "\n" + words(2) + "\n"}, {}};
      case 4: {
        model::List made;
        made.ordered = below(2) == 0;
        made.items.resize(1 + below(4));
        for (auto& item : made.items) item.content = blocks(1 + below(2), depth + 1);
        return {made, {}};
      }
      case 5: {
        model::Table made;
        made.columns.resize(1 + below(3));
        for (std::size_t i = 0; i < 2 + below(4); ++i) made.rows.push_back(row(made.columns.size()));
        if (below(2) == 0) made.caption = model::Caption{text(2), {}, ""};
        return {made, {}};
      }
      case 6:
        return {model::Quote{blocks(1 + below(2), depth + 1)}, {}};
      case 7:
        return {model::Alert{model::AlertKind::Tip, blocks(1, depth + 1)}, {}};
      default:
        return {model::Paragraph{text(), {}}, {}};
    }
  }

  Block edited(Block given, int depth) {
    kitei::base::visit(
        [&](auto& node) {
          using Node = std::remove_cvref_t<decltype(node)>;
          if constexpr (std::is_same_v<Node, model::Heading> || std::is_same_v<Node, model::Paragraph>) {
            node.content = edited(node.content);
          } else if constexpr (std::is_same_v<Node, model::List>) {
            for (auto& item : node.items) item.content = edited(item.content, depth + 1);
            if (below(3) == 0) node.items.push_back({blocks(1, depth + 1), {}, model::ListItem::kNoNumber, {}, {}});
            if (below(4) == 0) node.items.erase(node.items.begin());
            if (node.items.empty()) node.items.push_back({blocks(1, depth + 1), {}, model::ListItem::kNoNumber, {}, {}});
          } else if constexpr (std::is_same_v<Node, model::Table>) {
            for (auto& r : node.rows) {
              if (below(3) == 0) r.cells[0].content = edited(r.cells[0].content);
            }
            if (below(3) == 0) node.rows.push_back(row(node.columns.size()));
            if (node.caption && below(3) == 0) node.caption->content = edited(node.caption->content);
          } else if constexpr (std::is_same_v<Node, model::Quote> || std::is_same_v<Node, model::Alert>) {
            node.content = edited(node.content, depth + 1);
          } else if constexpr (std::is_same_v<Node, model::CodeBlock>) {
            node.text.append(words(2) + "\n");
          }
        },
        given.node);
    return given;
  }

  std::mt19937 random_;
  int next_address_ = 0;
};

// A row seen from the other side.
std::string mirrored_counts(const std::vector<model::ClauseChange>& changes, bool swapped) {
  std::map<std::string, int> counts;
  auto count = [&](auto& self, const std::vector<model::ClauseChange>& rows) -> void {
    for (const auto& row : rows) {
      auto kind = row.kind;
      const bool moved_away = row.moved;
      if (swapped && kind == model::ChangeKind::Added) {
        kind = model::ChangeKind::Removed;
      } else if (swapped && kind == model::ChangeKind::Removed) {
        kind = model::ChangeKind::Added;
      }
      if (!moved_away) ++counts["rows " + std::to_string(static_cast<int>(kind))];
      for (const auto& run : row.runs) {
        auto edit = run.edit;
        if (swapped && edit != model::Edit::Keep) {
          edit = edit == model::Edit::Insert ? model::Edit::Delete : model::Edit::Insert;
        }
        const auto size = static_cast<int>(model::plain_text(run.content).size());
        counts["text " + std::to_string(static_cast<int>(edit))] += size;
      }
      self(self, row.inside);
    }
  };
  count(count, changes);
  std::string out;
  for (const auto& [name, value] : counts) {
    if (value != 0) out += name + "=" + std::to_string(value) + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("every comparison gives back the new text and the old one, and the way back is the same comparison") {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    INFO("seed " << seed);
    Author author(seed);
    const Blocks before = author.blocks(2 + author.below(20));
    const Blocks after = author.edited(before);
    const auto changes = diff::diff_blocks({before}, {after});
    REQUIRE(test::normalised(test::rebuild(changes, Which::New)) == test::normalised(after));
    REQUIRE(test::normalised(test::rebuild(changes, Which::Old)) == test::normalised(before));
    const auto back = diff::diff_blocks({after}, {before});
    REQUIRE(mirrored_counts(changes, false) == mirrored_counts(back, true));
  }
}

TEST_CASE("a document is the same as itself") {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    Author author(seed);
    model::Document document;
    document.body.blocks = author.blocks(20);
    const auto change = diff::diff_documents(document, document);
    REQUIRE(change.kind == model::ChangeKind::Same);
    for (const auto& row : change.clauses) REQUIRE(row.kind == model::ChangeKind::Same);
  }
}

TEST_CASE("two unrelated documents are compared without harm") {
  const Blocks before = Author(1001).blocks(60), after = Author(2002).blocks(60);
  const auto changes = diff::diff_blocks({before}, {after});
  CHECK(test::normalised(test::rebuild(changes, Which::New)) == test::normalised(after));
  CHECK(test::normalised(test::rebuild(changes, Which::Old)) == test::normalised(before));
}

TEST_CASE("a paragraph of 20,000 words of which half changed is compared in about a second") {
  std::mt19937 random(7);
  std::string before, after;
  for (int i = 0; i < 20000; ++i) {
    const std::string word = "w" + std::to_string(random() % 2000) + " ";
    before += word;
    after += random() % 2 == 0 ? word : "x" + std::to_string(random() % 2000) + " ";
  }
  const auto start = std::chrono::steady_clock::now();
  const auto changes = diff::diff_blocks({{test::paragraph(before)}}, {{test::paragraph(after)}});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  CHECK(test::normalised(test::rebuild(changes, Which::New)) == Blocks{test::paragraph(after)});
  CHECK(took.count() < 8.0);  // generous, for builds without optimisation on a busy machine
}
