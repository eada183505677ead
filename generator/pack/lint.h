// The lint of a Word package: what neither the schemas nor the Open XML SDK see and what Word stumbles over. Eighteen
// rules, each one pass over the parsed parts; a finding of rule n has the code "docx-n".
//
//  1 relationships resolve, parts have a content type and are reachable    10 ids of tracked changes are unique,
//  w:delText 2 part names: ASCII, unique without regard to case, no folders          11 notes and comments: anchors
//  both ways, separators 3 a cell ends with a paragraph, a table in it is followed by one        12 ids of drawings and
//  content controls are unique 4 the spans of a row add up, vertical merges begin with a restart       13
//  xml:space="preserve" on edge blanks 5 styles that are used or built upon exist                              14 no
//  characters that XML 1.0 forbids 6 numId → num → abstractNum, levels, %n                                 15 core
//  properties: one of each, typed dates 7 fields begin, separate and end within their story                     16 w14,
//  w15 … declared and ignorable 8 bookmarks: paired, unique, at most 40 characters                      17 bare
//  w:tblHeader, drawings have a description 9 anchors and references lead to bookmarks                              18
//  sections: one at the end, headers and footers
//
// A part that is no XML is "docx-0"; rules that need it are then silent about it.
#pragma once
#include <string_view>

#include "base/file_tree.h"
#include "pack/finding.h"

namespace kitei::pack {

// The parts of a package by name. Sorted by part, then rule.
Findings lint_docx(const base::FileTree& parts);

// The same for the bytes of a .docx; an archive that cannot be read is one finding, "archive-broken".
Findings lint_docx_file(std::string_view bytes);

}  // namespace kitei::pack
