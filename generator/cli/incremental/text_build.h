// A build after nothing but the texts of a few documents changed: their own text on their pages, their records of the search
// index and of handbook.json, the report about them, the manifest. No other document is read.
//
// What the edit says is read from the sources and from what the last build kept (text_edit.h). Where that is not plain, or
// where a page does not hold the old text exactly once, nothing is written and the caller makes a full build. So there is no
// second way of making a text, and what stays as it is stays because nothing that it is made from has changed.
#pragma once
#include <memory>
#include <optional>
#include <string_view>

#include "base/for_each.h"
#include "cli/incremental/last_build.h"
#include "cli/output/output.h"
#include "cli/output/site.h"
#include "cli/terminal/arguments.h"

namespace kitei::cli {

struct TextBuild {
  std::string_view report;  // about all sources, as report_of() says it; lies in `rest` or in the record
  Output::Totals totals;
  std::shared_ptr<const void> rest;  // what it was made from: a process that ends need not take it apart
};

// Nothing: this edit asks for a full build. Otherwise everything is written, and the record of `last` is up to date.
std::optional<TextBuild> build_texts(const Arguments& arguments, const Parts& parts, LastBuild& last, base::Language language,
                                     const base::ForEach& for_each);

// Keeps what the next build needs for it, of sources without errors whose texts are still there; does nothing for handbooks in which one text may
// show in another (allowances, checks that compare texts).
void keep_texts(const Parts& parts, const Loaded& loaded, const LastBuild& last);

}  // namespace kitei::cli
