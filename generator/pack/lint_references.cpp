// Rules about names and ids inside the text: styles, numbering, fields, bookmarks, changes, notes (5–11).
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <set>

#include "base/utf8.h"
#include "pack/lint_package.h"

namespace kitei::pack::lint {

void check_styles(const Package& package, Report& report) {
  constexpr std::string_view kPart = "word/styles.xml";
  std::map<std::string, std::set<std::string>> defined;  // type → ids
  std::set<std::string> all;
  if (const Element* styles = package.find(kPart)) {
    for (const Element& style : styles->children) {
      if (style.name != "w:style") continue;
      const std::string id = attribute_of(style, "w:styleId");
      defined[attribute_of(style, "w:type")].insert(id);
      if (!all.insert(id).second) {
        report.add(
            5, kPart,
            {fmt::format("style '{}' is defined twice", id), fmt::format("スタイル「{}」が二度定義されています", id)});
      }
    }
  }
  const std::map<std::string, std::string, std::less<>> types = {
      {"w:pStyle", "paragraph"}, {"w:rStyle", "character"}, {"w:tblStyle", "table"}};
  std::set<std::pair<std::string, std::string>> reported;
  package.for_each_word_part([&](const std::string& part, const Element& root) {
    walk(root, [&](const Element& element) {
      const auto type = types.find(element.name);
      const bool among_styles = element.name == "w:basedOn" || element.name == "w:next" || element.name == "w:link";
      if (type == types.end() && !(among_styles && part == kPart)) return;
      const std::string id = value_of(element);
      const bool known = type == types.end() ? all.contains(id) : defined[type->second].contains(id);
      if (known || !reported.insert({part, id}).second) return;
      report.add(5, part,
                 {fmt::format("<{}> names style '{}', which is not defined", element.name, id),
                  fmt::format("<{}> の指すスタイル「{}」が定義されていません", element.name, id)});
    });
  });
}

void check_numbering(const Package& package, Report& report) {
  constexpr std::string_view kPart = "word/numbering.xml";
  std::set<std::string> abstracts;
  std::set<std::string> nums;
  if (const Element* numbering = package.find(kPart)) {
    for (const Element& element : numbering->children) {
      if (element.name == "w:abstractNum") {
        abstracts.insert(attribute_of(element, "w:abstractNumId"));
        std::set<std::string> levels;
        for (const Element& level : element.children) {
          if (level.name != "w:lvl") continue;
          const std::string index = attribute_of(level, "w:ilvl");
          const bool valid = index.size() == 1 && index[0] >= '0' && index[0] <= '8';
          if (!valid || !levels.insert(index).second) {
            report.add(6, kPart,
                       {fmt::format("level '{}' is not one of nine different levels", index),
                        fmt::format("レベル「{}」は 0 から 8 の一つではありません（又は重複）", index)});
            continue;
          }
          const std::string text = level.child("w:lvlText") ? value_of(*level.child("w:lvlText")) : std::string();
          for (std::size_t i = 0; i + 1 < text.size(); ++i) {
            if (text[i] != '%' || text[i + 1] < '1' || text[i + 1] > '9') continue;
            if (text[i + 1] - '1' > index[0] - '0') {
              report.add(6, kPart,
                         {fmt::format("level {} prints the number of a deeper level: '{}'", index, text),
                          fmt::format("レベル {} が下のレベルの番号を使っています: 「{}」", index, text)});
            }
          }
        }
      } else if (element.name == "w:num") {
        const std::string id = attribute_of(element, "w:numId");
        if (!nums.insert(id).second) {
          report.add(
              6, kPart,
              {fmt::format("w:num {} is defined twice", id), fmt::format("w:num {} が二度定義されています", id)});
        }
        const Element* abstract = element.child("w:abstractNumId");
        if (abstract && abstracts.contains(value_of(*abstract))) continue;
        report.add(6, kPart,
                   {fmt::format("w:num {} names an abstract numbering that is not defined", id),
                    fmt::format("w:num {} の指す番号付けが定義されていません", id)});
      }
    }
  }
  std::set<std::pair<std::string, std::string>> reported;
  package.for_each_word_part([&](const std::string& part, const Element& root) {
    walk(root, [&](const Element& element) {
      if (element.name != "w:numId") return;
      const std::string id = value_of(element);
      if (id == "0" || nums.contains(id) || !reported.insert({part, id}).second) return;
      report.add(6, part,
                 {fmt::format("numbering {} is used but not defined", id),
                  fmt::format("番号付け {} が定義されていません", id)});
    });
  });
}

namespace {

std::set<std::string> bookmark_names(const Package& package) {
  std::set<std::string> names;
  package.for_each_word_part([&](const std::string&, const Element& root) {
    walk(root, [&](const Element& element) {
      if (element.name == "w:bookmarkStart") names.insert(attribute_of(element, "w:name"));
    });
  });
  return names;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

// One story: its fields as a stack, and what their instructions lead to.
class FieldChecker {
 public:
  FieldChecker(std::string_view part, const std::set<std::string>& bookmarks, Report& report)
      : part_(part), bookmarks_(bookmarks), report_(report) {}

  void check(const Element& story) {
    walk(story, [&](const Element& element) { visit(element); });
    if (!open_.empty()) broken("begins but does not end", "始まったまま終わっていません");
  }

 private:
  struct Field {
    std::string instruction;
    bool separated = false;
  };

  void visit(const Element& element) {
    if (element.name == "w:fldChar") {
      const std::string type = attribute_of(element, "w:fldCharType");
      if (type == "begin") open_.emplace_back();
      if (type == "separate") {
        if (open_.empty() || open_.back().separated)
          return broken("separates without a beginning", "始まりのない区切りがあります");
        open_.back().separated = true;
      }
      if (type == "end") {
        if (open_.empty()) return broken("ends without a beginning", "始まりのない終わりがあります");
        follow(open_.back().instruction);
        open_.pop_back();
      }
    } else if (element.name == "w:instrText" && !open_.empty()) {
      open_.back().instruction += element.text;
    } else if (element.name == "w:fldSimple") {
      follow(attribute_of(element, "w:instr"));
    } else if (element.name == "w:hyperlink") {
      const std::string anchor = attribute_of(element, "w:anchor");
      if (!anchor.empty() && !element.attribute("r:id")) lead_to(anchor, "w:anchor");
    }
  }

  void follow(const std::string& instruction) {
    const std::vector<std::string> words = words_of(instruction);
    if (words.size() < 2) return;
    if (words[0] == "PAGEREF" || words[0] == "REF" || words[0] == "NOTEREF") lead_to(words[1], words[0]);
  }

  void lead_to(const std::string& bookmark, std::string_view by) {
    if (bookmarks_.contains(bookmark)) return;
    report_.add(9, part_,
                {fmt::format("{} leads to bookmark '{}', which does not exist", by, bookmark),
                 fmt::format("{} の指すブックマーク「{}」がありません", by, bookmark)});
  }

  void broken(std::string_view en, std::string_view ja) {
    report_.add(7, part_, {fmt::format("a field {}", en), fmt::format("フィールドに{}", ja)});
  }

  std::string_view part_;
  const std::set<std::string>& bookmarks_;
  Report& report_;
  std::vector<Field> open_;
};

bool is_note(const Element& element) {
  return element.name == "w:footnote" || element.name == "w:endnote" || element.name == "w:comment";
}

}  // namespace

void check_fields(const Package& package, Report& report) {
  const std::set<std::string> bookmarks = bookmark_names(package);
  package.for_each_word_part([&](const std::string& part, const Element& root) {
    const bool notes = !root.children.empty() && is_note(root.children.front());
    if (!notes) return FieldChecker(part, bookmarks, report).check(root);
    for (const Element& note : root.children) FieldChecker(part, bookmarks, report).check(note);
  });
}

void check_bookmarks(const Package& package, Report& report) {
  constexpr std::size_t kLongest = 40;
  std::set<std::string> names;
  std::set<std::string> ids;
  package.for_each_word_part([&](const std::string& part, const Element& root) {
    std::set<std::string> open;
    walk(root, [&](const Element& element) {
      if (element.name == "w:bookmarkEnd" && open.erase(attribute_of(element, "w:id")) == 0) {
        report.add(8, part,
                   {fmt::format("bookmark {} ends but does not begin", attribute_of(element, "w:id")),
                    fmt::format("ブックマーク {} の始まりがありません", attribute_of(element, "w:id"))});
      }
      if (element.name != "w:bookmarkStart") return;
      const std::string id = attribute_of(element, "w:id");
      const std::string name = attribute_of(element, "w:name");
      open.insert(id);
      if (!ids.insert(id).second) {
        report.add(8, part,
                   {fmt::format("two bookmarks have the id {}", id),
                    fmt::format("ブックマークの id {} が重なっています", id)});
      }
      if (!names.insert(base::ascii_lower(name)).second) {
        report.add(8, part,
                   {fmt::format("two bookmarks are named '{}'", name),
                    fmt::format("ブックマーク名「{}」が重なっています", name)});
      }
      const char first = name.empty() ? '0' : name[0];
      const bool letter = static_cast<unsigned char>(first) >= 0x80 || first == '_' || (first >= 'a' && first <= 'z') ||
                          (first >= 'A' && first <= 'Z');
      if (!letter || base::count_code_points(name) > kLongest || name.find(' ') != std::string::npos) {
        report.add(8, part,
                   {fmt::format("'{}' is no bookmark name (a letter first, at most 40 characters)", name),
                    fmt::format("「{}」はブックマーク名に使えません（文字で始め 40 字まで）", name)});
      }
    });
    for (const std::string& id : open) {
      report.add(8, part,
                 {fmt::format("bookmark {} begins but does not end", id),
                  fmt::format("ブックマーク {} の終わりがありません", id)});
    }
  });
}

namespace {

void check_deleted_text(const Element& element, bool deleted, std::string_view part, Report& report) {
  if (element.name == "w:t" && deleted) {
    report.add(10, part,
               {"deleted text is written as w:t instead of w:delText", "削除された文字が w:delText になっていません"});
  }
  if (element.name == "w:delText" && !deleted) {
    report.add(10, part, {"w:delText stands outside a deletion", "w:delText が削除の外にあります"});
  }
  const bool inside = deleted || element.name == "w:del" || element.name == "w:moveFrom";
  for (const Element& child : element.children) check_deleted_text(child, inside, part, report);
}

}  // namespace

void check_changes(const Package& package, Report& report) {
  const std::set<std::string, std::less<>> kinds = {
      "w:ins",     "w:del",         "w:moveFrom",   "w:moveTo",     "w:rPrChange",    "w:pPrChange",      "w:cellIns",
      "w:cellDel", "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:sectPrChange", "w:numberingChange"};
  std::set<std::string> ids;
  package.for_each_word_part([&](const std::string& part, const Element& root) {
    walk(root, [&](const Element& element) {
      const std::string* id = element.attribute("w:id");
      if (!id || !kinds.contains(element.name) || ids.insert(*id).second) return;
      report.add(10, part,
                 {fmt::format("two tracked changes have the id {}", *id),
                  fmt::format("変更履歴の id {} が重なっています", *id)});
    });
    check_deleted_text(root, false, part, report);
  });
}

namespace {

struct NoteKind {
  std::string_view part;
  std::string_view entry;
  std::string_view reference;
  std::string_view settings;  // of the separators; "" = has none
};

void check_note_kind(const Package& package, const NoteKind& kind, Report& report) {
  std::set<std::string> defined;
  std::set<std::string> separators;
  if (const Element* notes = package.find(kind.part)) {
    for (const Element& note : notes->children) {
      if (note.name != kind.entry) continue;
      const std::string id = attribute_of(note, "w:id");
      const std::string type = attribute_of(note, "w:type");
      auto& into = type.empty() || type == "normal" ? defined : separators;
      if (!into.insert(id).second) {
        report.add(11, kind.part,
                   {fmt::format("note {} is defined twice", id), fmt::format("注 {} が二度定義されています", id)});
      }
    }
  }
  std::set<std::string> used;
  package.for_each_word_part([&](const std::string& part, const Element& root) {
    walk(root, [&](const Element& element) {
      if (element.name != kind.reference) return;
      const std::string id = attribute_of(element, "w:id");
      used.insert(id);
      if (defined.contains(id)) return;
      report.add(
          11, part,
          {fmt::format("note {} is referred to but not defined", id), fmt::format("注 {} の本文がありません", id)});
    });
  });
  for (const std::string& id : defined) {
    if (used.contains(id)) continue;
    report.add(11, kind.part,
               {fmt::format("nothing refers to note {}", id), fmt::format("注 {} を参照する箇所がありません", id)});
  }
  if (kind.settings.empty() || !package.find(kind.part)) return;
  if (!separators.contains("0") || !separators.contains("1")) {
    report.add(11, kind.part, {"the separators 0 and 1 are missing", "区切り線（0 と 1）がありません"});
  }
  const Element* settings = package.find("word/settings.xml");
  const Element* listed = settings ? settings->child(kind.settings) : nullptr;
  std::set<std::string> named;
  if (listed) {
    for (const Element& entry : listed->children) {
      if (entry.name == kind.entry) named.insert(attribute_of(entry, "w:id"));
    }
  }
  for (const std::string& id : separators) {
    if (named.contains(id)) continue;
    report.add(11, "word/settings.xml",
               {fmt::format("separator {} of {} is not named in the settings", id, kind.part),
                fmt::format("{} の区切り線 {} が設定にありません", kind.part, id)});
  }
}

}  // namespace

void check_notes(const Package& package, Report& report) {
  check_note_kind(package, {"word/footnotes.xml", "w:footnote", "w:footnoteReference", "w:footnotePr"}, report);
  check_note_kind(package, {"word/endnotes.xml", "w:endnote", "w:endnoteReference", "w:endnotePr"}, report);
  check_note_kind(package, {"word/comments.xml", "w:comment", "w:commentReference", ""}, report);
  std::set<std::string> begun;
  std::set<std::string> ended;
  const Element* document = package.find("word/document.xml");
  if (!document) return;
  walk(*document, [&](const Element& element) {
    if (element.name == "w:commentRangeStart") begun.insert(attribute_of(element, "w:id"));
    if (element.name == "w:commentRangeEnd") ended.insert(attribute_of(element, "w:id"));
  });
  if (begun == ended) return;
  report.add(
      11, "word/document.xml",
      {"the range of a comment begins or ends without the other", "コメントの範囲の始まりと終わりがそろっていません"});
}

}  // namespace kitei::pack::lint
