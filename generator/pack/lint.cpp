#include "pack/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "adapters/zip.h"
#include "base/path.h"
#include "pack/lint_package.h"

namespace kitei::pack {
namespace {

using lint::Package;
using lint::Report;

bool is_xml_part(std::string_view name) { return name.ends_with(".xml") || name.ends_with(".rels"); }

// "word/_rels/document.xml.rels" → "word/document.xml"; "_rels/.rels" → "".
std::string source_of(std::string_view rels) {
  const std::string_view folder = base::parent_path(base::parent_path(rels));
  std::string_view name = base::file_name(rels);
  name.remove_suffix(std::string_view(".rels").size());
  if (name.empty()) return {};
  return folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
}

std::string resolve_target(std::string_view source, const std::string& target) {
  if (target.starts_with('/')) return target.substr(1);
  return base::join_path(base::parent_path(source), target).value_or(target);
}

void read_relationships(Package& package) {
  for (const auto& [name, root] : package.xml) {
    if (!name.ends_with(".rels")) continue;
    const std::string source = source_of(name);
    auto& into = package.relationships[source];
    for (const auto& element : root.children) {
      const std::string type = lint::attribute_of(element, "Type");
      const bool external = lint::attribute_of(element, "TargetMode") == "External";
      const std::string target = lint::attribute_of(element, "Target");
      into[lint::attribute_of(element, "Id")] = {type.substr(type.rfind('/') + 1),
                                                 external ? target : resolve_target(source, target), external};
    }
  }
}

// docx-2 before docx-10.
int rule_number(const Finding& finding) {
  int rule = 0;
  const auto dash = finding.code.find('-');
  if (dash != std::string::npos) {
    std::from_chars(finding.code.data() + dash + 1, finding.code.data() + finding.code.size(), rule);
  }
  return rule;
}

}  // namespace

Findings lint_docx(const base::FileTree& parts) {
  Package package{parts, {}, {}};
  Report report;
  for (const auto& [name, bytes] : parts) {
    if (!is_xml_part(name)) continue;
    auto parsed = adapters::xml::parse(bytes);
    if (parsed.root) {
      package.xml.emplace(name, std::move(*parsed.root));
    } else {
      report.add(0, name,
                 {fmt::format("not well-formed XML at byte {}: {}", parsed.offset, parsed.error),
                  fmt::format("XML として読めません（{} バイト目: {}）", parsed.offset, parsed.error)});
    }
  }
  read_relationships(package);
  lint::check_relationships(package, report);
  lint::check_names(package, report);
  lint::check_tables(package, report);
  lint::check_styles(package, report);
  lint::check_numbering(package, report);
  lint::check_fields(package, report);
  lint::check_bookmarks(package, report);
  lint::check_changes(package, report);
  lint::check_notes(package, report);
  lint::check_drawings(package, report);
  lint::check_text(package, report);
  lint::check_core(package, report);
  lint::check_prefixes(package, report);
  lint::check_sections(package, report);
  Findings findings = report.take();
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return a.path != b.path ? a.path < b.path : rule_number(a) < rule_number(b);
  });
  return findings;
}

Findings lint_docx_file(std::string_view bytes) {
  adapters::ZipContents contents = adapters::read_zip(bytes);
  if (contents.problem) return {{"archive-broken", "", *contents.problem}};
  return lint_docx(contents.files);
}

namespace lint {

const Element* Package::find(std::string_view part) const {
  const auto found = xml.find(std::string(part));
  return found == xml.end() ? nullptr : &found->second;
}

std::string attribute_of(const Element& element, std::string_view name) {
  const std::string* value = element.attribute(name);
  return value ? *value : std::string();
}

std::string value_of(const Element& element) { return attribute_of(element, "w:val"); }

}  // namespace lint
}  // namespace kitei::pack
