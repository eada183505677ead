// Rules about the package as a container: relationships, names, core properties, prefixes (1, 2, 15, 16).
#include <fmt/format.h>

#include <set>

#include "base/date.h"
#include "base/utf8.h"
#include "pack/lint_package.h"

namespace kitei::pack::lint {
namespace {

constexpr std::string_view kTypes = "[Content_Types].xml";

// ".rels" has an extension too, though it is the whole name.
std::string extension_of(const std::string& part) {
  const auto dot = part.rfind('.');
  const auto slash = part.rfind('/');
  if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) return {};
  return base::ascii_lower(part.substr(dot + 1));
}

bool has_content_type(const Element& types, const std::string& part) {
  for (const Element& entry : types.children) {
    if (entry.name == "Override" && attribute_of(entry, "PartName") == "/" + part) return true;
    if (entry.name == "Default" && base::ascii_lower(attribute_of(entry, "Extension")) == extension_of(part)) {
      return true;
    }
  }
  return false;
}

void check_content_types(const Package& package, Report& report) {
  const Element* types = package.find(kTypes);
  if (!types) {
    report.add(1, kTypes, {"the package has no content types", "[Content_Types].xml がありません"});
    return;
  }
  for (const auto& [part, bytes] : package.files) {
    if (part == kTypes || has_content_type(*types, part)) continue;
    report.add(1, part, {"this part has no content type", "この部品のコンテンツ タイプが宣言されていません"});
  }
  for (const Element& entry : types->children) {
    if (entry.name != "Override") continue;
    const std::string name = attribute_of(entry, "PartName");
    if (name.starts_with('/') && package.files.contains(name.substr(1))) continue;
    report.add(1, kTypes,
               {fmt::format("a content type is declared for '{}', which does not exist", name),
                fmt::format("存在しない部品「{}」のコンテンツ タイプが宣言されています", name)});
  }
}

// Every attribute in the relationship namespace, which by convention has the prefix r.
void check_references(const Package& package, Report& report) {
  for (const auto& [part, root] : package.xml) {
    if (part.ends_with(".rels")) continue;
    const auto own = package.relationships.find(part);
    walk(root, [&](const Element& element) {
      for (const auto& [name, id] : element.attributes) {
        if (!name.starts_with("r:") || id.empty()) continue;
        if (own != package.relationships.end() && own->second.contains(id)) continue;
        report.add(1, part,
                   {fmt::format("<{}> names relationship '{}', which does not exist", element.name, id),
                    fmt::format("<{}> の指す関係「{}」がありません", element.name, id)});
      }
    });
  }
}

void mark_reachable(const Package& package, const std::string& source, std::set<std::string>& reached) {
  const auto own = package.relationships.find(source);
  if (own == package.relationships.end()) return;
  for (const auto& [id, relationship] : own->second) {
    if (relationship.external || !reached.insert(relationship.target).second) continue;
    mark_reachable(package, relationship.target, reached);
  }
}

}  // namespace

void check_relationships(const Package& package, Report& report) {
  check_content_types(package, report);
  check_references(package, report);
  for (const auto& [source, entries] : package.relationships) {
    if (!source.empty() && !package.files.contains(source)) {
      report.add(1, source,
                 {"relationships are given for a part that does not exist", "存在しない部品の関係が書かれています"});
    }
    for (const auto& [id, relationship] : entries) {
      if (relationship.external || package.files.contains(relationship.target)) continue;
      report.add(1, source,
                 {fmt::format("relationship '{}' leads to '{}', which does not exist", id, relationship.target),
                  fmt::format("関係「{}」の先「{}」がありません", id, relationship.target)});
    }
  }
  std::set<std::string> reached;
  mark_reachable(package, "", reached);
  for (const auto& [part, bytes] : package.files) {
    if (part == kTypes || part.ends_with(".rels") || reached.contains(part)) continue;
    report.add(1, part, {"no relationship leads to this part", "どの関係からもたどれない部品です"});
  }
}

void check_names(const Package& package, Report& report) {
  std::set<std::string> folded;
  for (const auto& [part, bytes] : package.files) {
    const bool ascii = std::all_of(part.begin(), part.end(), [](char c) { return c > 0x20 && c < 0x7F; });
    if (!ascii)
      report.add(2, part, {"a part name may hold ASCII letters only", "部品名に使えるのは ASCII 文字だけです"});
    if (part.ends_with('/')) report.add(2, part, {"a folder entry is not allowed", "フォルダーの項目は入れられません"});
    if (!folded.insert(base::ascii_lower(part)).second) {
      report.add(2, part,
                 {"another part has the same name but for case", "大文字と小文字だけが違う名前の部品があります"});
    }
  }
}

void check_core(const Package& package, Report& report) {
  constexpr std::string_view kPart = "docProps/core.xml";
  const Element* core = package.find(kPart);
  if (!core) return;
  std::set<std::string> seen;
  for (const Element& entry : core->children) {
    if (!seen.insert(entry.name).second) {
      report.add(15, kPart,
                 {fmt::format("<{}> is given twice", entry.name), fmt::format("<{}> が二度あります", entry.name)});
    }
    if (entry.name != "dcterms:created" && entry.name != "dcterms:modified") continue;
    if (attribute_of(entry, "xsi:type") != "dcterms:W3CDTF") {
      report.add(15, kPart,
                 {fmt::format("<{}> needs xsi:type=\"dcterms:W3CDTF\"", entry.name),
                  fmt::format("<{}> に xsi:type=\"dcterms:W3CDTF\" が必要です", entry.name)});
    }
    const bool date = base::parse_date(std::string_view(entry.text).substr(0, 10)).has_value();
    if (!date || (entry.text.size() > 10 && entry.text[10] != 'T')) {
      report.add(15, kPart,
                 {fmt::format("<{}> is no date: '{}'", entry.name, entry.text),
                  fmt::format("<{}> が日付ではありません: 「{}」", entry.name, entry.text)});
    }
  }
}

namespace {

// Later additions of Office, which other programs must be told to ignore.
bool is_addition(std::string_view prefix) {
  return prefix == "w14" || prefix == "w15" || prefix.starts_with("w16") || prefix == "wp14";
}

std::string_view prefix_of(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
}

std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

struct PrefixState {
  std::set<std::string> declared;
  std::set<std::string> allowed;  // ignorable, or required by a surrounding mc:Choice
};

class PrefixChecker {
 public:
  PrefixChecker(std::string_view part, Report& report) : part_(part), report_(report) {}

  void check(const Element& element, PrefixState state) {
    for (const auto& [name, value] : element.attributes) {
      if (name.starts_with("xmlns:")) state.declared.insert(name.substr(6));
    }
    const std::set<std::string> ignorable = words_of(attribute_of(element, "mc:Ignorable"));
    const std::set<std::string> required =
        element.name == "mc:Choice" ? words_of(attribute_of(element, "Requires")) : std::set<std::string>{};
    for (const auto& names : {ignorable, required}) {
      for (const std::string& prefix : names) {
        if (!state.declared.contains(prefix)) undeclared(prefix);
      }
      state.allowed.insert(names.begin(), names.end());
    }
    use(element.name, state);
    for (const auto& [name, value] : element.attributes) {
      if (!name.starts_with("xmlns")) use(name, state);
    }
    for (const Element& child : element.children) check(child, state);
  }

 private:
  void use(std::string_view name, const PrefixState& state) {
    const std::string prefix(prefix_of(name));
    if (!is_addition(prefix) || reported_.contains(prefix)) return;
    if (!state.declared.contains(prefix)) {
      undeclared(prefix);
    } else if (!state.allowed.contains(prefix)) {
      reported_.insert(prefix);
      report_.add(16, part_,
                  {fmt::format("prefix '{}' is used but not listed in mc:Ignorable", prefix),
                   fmt::format("接頭辞「{}」が mc:Ignorable にありません", prefix)});
    }
  }
  void undeclared(const std::string& prefix) {
    if (!reported_.insert(prefix).second) return;
    report_.add(
        16, part_,
        {fmt::format("prefix '{}' is not declared", prefix), fmt::format("接頭辞「{}」が宣言されていません", prefix)});
  }

  std::string_view part_;
  Report& report_;
  std::set<std::string> reported_;
};

}  // namespace

void check_prefixes(const Package& package, Report& report) {
  for (const auto& [part, root] : package.xml) {
    if (!part.ends_with(".rels")) PrefixChecker(part, report).check(root, {});
  }
}

}  // namespace kitei::pack::lint
