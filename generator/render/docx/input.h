// All that a Word file is made from. Whoever writes one has this and no handbook: whatever can change its bytes stands here, and
// what is not here cannot. So a key over an Input (cli/word_key.h) tells whether a file is still as it would be made.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/config.h"
#include "model/document.h"
#include "model/handbook.h"
#include "render/docx/options.h"

namespace kitei::render::docx {

// Refers to the handbook and the files that it was taken from.
struct Input {
  // A document that the file holds, or that it names.
  struct Named {
    const model::Document* held = nullptr;  // when the file holds it
    std::string_view number, title;
  };

  std::vector<const model::Document*> documents;  // those that the file holds, whole
  bool binder = false;
  DocxOptions options;            // `asset` and `carried_over` are empty; `today` stands where a clause takes effect some day
  model::Config settings;         // model::settings_of_documents
  std::set<const model::Document*> carried_over;             // of those that the file holds
  std::map<std::string, Named, std::less<>> names;           // by the id as it is written; those that the handbook does not have are left out
  std::map<model::ControlId, std::string_view> controls;     // title
  std::map<std::string, std::string_view, std::less<>> catalogs;  // title
  std::map<std::pair<std::string, std::string>, const std::string*> pictures;  // Document::origin, path → bytes

  const Named* find(std::string_view id) const;
  std::string_view title_of(const model::ControlId& control) const;        // "" when the handbook does not have it
  std::string_view title_of_catalog(const std::string& catalog) const;     // the same
  const std::string* picture(const std::string& origin, const std::string& path) const;
};

// Of one document, and of a binder: every document that is not retired.
Input input_of(const model::Handbook& handbook, const model::Document& document, const DocxOptions& options);
Input binder_input(const model::Handbook& handbook, const DocxOptions& options);

// The same without any text: what files of this handbook have in common.
Input common_input(const model::Handbook& handbook, const DocxOptions& options);

}  // namespace kitei::render::docx
