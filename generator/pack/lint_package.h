// The parsed package that the rules of lint.h walk over. Only for lint*.cpp.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/xml.h"
#include "base/file_tree.h"
#include "pack/finding.h"

namespace kitei::pack::lint {

using adapters::xml::Element;

struct Relationship {
  std::string type;    // the last part of its URL
  std::string target;  // a part name, or the address of an external one
  bool external = false;
};

struct Package {
  const base::FileTree& files;
  std::map<std::string, Element> xml;                                        // every part that is XML, by name
  std::map<std::string, std::map<std::string, Relationship>> relationships;  // part ("" = the package) → id → target

  const Element* find(std::string_view part) const;
  // The parts whose elements are WordprocessingML stories or definitions: everything under word/ but relationships.
  template <typename Visit>
  void for_each_word_part(Visit&& visit) const {
    for (const auto& [name, root] : xml) {
      if (name.starts_with("word/") && !name.ends_with(".rels")) visit(name, root);
    }
  }
};

class Report {
 public:
  void add(int rule, std::string_view part, base::Message message) {
    findings_.push_back({"docx-" + std::to_string(rule), std::string(part), std::move(message)});
  }
  Findings take() { return std::move(findings_); }

 private:
  Findings findings_;
};

// Depth first, parents before children.
template <typename Visit>
void walk(const Element& element, const Visit& visit) {
  visit(element);
  for (const Element& child : element.children) walk(child, visit);
}

std::string value_of(const Element& element);  // w:val; "" when absent
std::string attribute_of(const Element& element, std::string_view name);

void check_relationships(const Package& package, Report& report);  // 1
void check_names(const Package& package, Report& report);          // 2
void check_tables(const Package& package, Report& report);         // 3, 4, 17
void check_styles(const Package& package, Report& report);         // 5
void check_numbering(const Package& package, Report& report);      // 6
void check_fields(const Package& package, Report& report);         // 7, 9
void check_bookmarks(const Package& package, Report& report);      // 8
void check_changes(const Package& package, Report& report);        // 10
void check_notes(const Package& package, Report& report);          // 11
void check_drawings(const Package& package, Report& report);       // 12, 17
void check_text(const Package& package, Report& report);           // 13, 14
void check_core(const Package& package, Report& report);           // 15
void check_prefixes(const Package& package, Report& report);       // 16
void check_sections(const Package& package, Report& report);       // 18

}  // namespace kitei::pack::lint
