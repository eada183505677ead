// A build after a few documents were edited, whatever of them, or were added, removed or moved, or after pictures and parts of
// theirs were. Instead of the whole handbook it reads those documents, the ones that others may show or be resolved in another way
// for, and of all others the cards that the last build kept (text_store.h), with their texts where Word files or packs are made
// (edit_texts.h). What it gives goes the way of every build;
// `Loaded::reach` says what need not be made.
//
// Which documents an edit reaches follows from what each asked of others when it was resolved (resolve::DocumentUses), and from
// what pages show of others: reading_order(), backlinks. What is part of a whole (`part_of`) is read with the whole. Pages that
// list the whole handbook are always made.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "base/for_each.h"
#include "cli/incremental/last_build.h"
#include "cli/load/load.h"
#include "cli/output/site.h"
#include "cli/terminal/arguments.h"

namespace kitei::cli {

// The handbook as the changed sources of `last` made it. Nothing: the whole handbook is to be read, since this edit reaches far
// (settings, names in registers, catalogues, what a site withholds, a quarter of the documents), or has errors, or asks for what is not plain
// (ids that two documents claim, allowances of what does not stand alone).
// `beside` is done meanwhile, once the settings are known; not when it is clear before that there is nothing to read.
std::optional<Loaded> load_edited(const Arguments& arguments, const Parts& parts, LastBuild& last, base::Language language,
                                  const base::ForEach& for_each, const std::function<void(const std::string& theme)>& beside);

}  // namespace kitei::cli
