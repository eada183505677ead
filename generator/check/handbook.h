// What is wrong with a resolved handbook although every file could be read: rules about content. The families of rules are
// listed in families.h. Checks never change anything and never print.
//
// Without notes (Depth::Faults) no check reads the text of a document to judge another one: a document's findings follow from
// its source, the configuration, catalogues and registers, today, and from the front matter and clauses (model::ClauseEntry)
// of the documents that it refers to or is made of. What is not said of one document alone then follows from front matter,
// catalogues and the statement of applicability. Two families look across all texts, and both are notes as a rule:
// term-variant and unused-term.
#pragma once
#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/for_each.h"
#include "model/handbook.h"

namespace kitei::check {

// How far a command looks. Building a handbook asks for what has to be mended, `kitei check` for everything.
enum class Depth {
  Faults,  // what ends up as an error or a warning by the handbook's `checks:`; what would be a note is not looked for
  Notes,   // also what is for information
};

// The bytes of a file of the handbook's tree, or nullptr. Asked from several threads at once.
using AssetBytes = std::function<const std::string*(const std::string& path)>;

// The codes of the two families that look across all texts.
inline constexpr std::array<std::string_view, 2> kAcrossTexts{"term-variant", "unused-term"};

// Everything, in any order; the caller grades and sorts. With Depth::Faults a note may still be among them. Without `asset`
// nothing is said of pictures.
base::Diagnostics check_handbook(const model::Handbook& handbook, base::Date today, Depth depth,
                                 const base::ForEach& for_each = base::in_order, const AssetBytes& asset = {});

// The part of it that is not said of one document: what is said of the handbook as a whole. Reads texts only where one of the two
// families that look across them is asked for.
base::Diagnostics check_whole(const model::Handbook& handbook, Depth depth, const base::ForEach& for_each = base::in_order);

// The same with all notes, but without these two families: what is said of a handbook whose documents are there without their texts.
base::Diagnostics check_whole_of_cards(const model::Handbook& handbook);

// The part of it that is said of one document of the handbook (or of one that is to take its place): what it says itself,
// in text and front matter.
base::Diagnostics check_document(const model::Handbook& handbook, const model::Document& document, base::Date today, Depth depth);

// images.cpp: image-alternative-missing broken-image (a file that is no picture) image-not-in-word. Not part of
// check_document, since it looks into files.
base::Diagnostics check_images(const model::Document& document, const AssetBytes& asset);

}  // namespace kitei::check
