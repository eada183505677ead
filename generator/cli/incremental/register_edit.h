// What an edit of registers reaches: roles.yaml, records.yaml, glossary.yaml, laws.yaml, contacts.yaml, external.yaml and soa.yaml.
//
// A text finds an entry by its names: id, title, term, other words of a term. While no name comes, goes or changes, no text leads
// anywhere else, and what shows the rest of an entry is known: the page of its register, which every build makes; documents that hold
// generated tables; those that explain a term or leave a record; the pages of controls. Names of contacts nobody asks for, those of
// roles only the duties in front matter and headings.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/handbook.h"
#include "resolve/indexes.h"

namespace kitei::cli {

bool is_register(std::string_view path);

// The registers among these files.
base::FileTree registers_of(const base::FileTree& files);

struct RegisterEdit {
  std::vector<std::string> paths;  // of the files, ascending
  // What they said before, not resolved.
  std::optional<model::StatementOfApplicability> soa;
  model::Registers registers;
  // What shows elsewhere and is other words now: terms, ids of records, controls with their counterparts in other catalogues.
  std::set<std::string, std::less<>> terms, records;
  std::set<model::ControlId> controls;
  bool other_roles = false;  // by their names

  // Whether some of these are of its files.
  bool has_findings(const base::Diagnostics& findings) const;
  // Whether this document may be resolved in another way.
  bool is_asked_by(const model::Document& document, const resolve::DocumentUses& uses) const;
  // That, or whether its pages may show something of it.
  bool is_shown_by(const model::Document& document, const resolve::DocumentUses& uses) const;
};

// `now` is what the files say now, with configuration and catalogues; `files` are those at `paths` (ascending, all of them
// registers) and others; `before` what lay at these paths. Nothing: some name is another one, a file allows something, has or had faults, or
// something changed on which all pages, or what a site withholds, depend.
std::optional<RegisterEdit> compare_registers(const base::Read<model::Sources>& now, const base::FileTree& files, const base::FileTree& before,
                                              std::vector<std::string> paths);

}  // namespace kitei::cli
