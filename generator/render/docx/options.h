// What a Word file depends on besides the handbook: the edition it belongs to, the language, the compiled templates,
// and where pictures come from.
#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base/date.h"
#include "base/diagnostic.h"
#include "render/docx/templates.h"

namespace kitei::render::docx {

// The bytes of a file of the tree that a document was read from (Document::origin, a path inside it), or nullptr. They
// stay where they are until the Word file is written.
using AssetLookup = std::function<const std::string*(const std::string& origin, const std::string& path)>;

struct DocxOptions {
  std::string edition;
  base::Language language = base::Language::Japanese;
  const DocxTemplates* templates = nullptr;  // never nullptr when writing
  Texts texts;                               // replace those of the templates, key by key
  AssetLookup asset;                         // empty: no pictures
  std::string
      status_line;  // as the document-control table prints it: "2026年4月1日から施行"; else the document's status
  bool draft = false;                        // marked 案 …
  const std::set<std::string>* carried_over = nullptr;  // … but for these documents (folded ids): they are no drafts
  std::optional<base::Date> today;  // clauses that take effect later are marked (未施行); nothing: none is
};

}  // namespace kitei::render::docx
