// The program's own files, read and compiled once for a run: HTML templates, interface texts, theme, Word templates.

#pragma once
#include <filesystem>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "render/docx/templates.h"
#include "render/html/site.h"

namespace kitei::cli {

struct Share {
  render::html::Templates html;
  render::docx::DocxTemplates docx;  // empty when none was asked for
  base::FileTree theme;  // style.css …
};

enum class WordTemplates { Compiled, NotNeeded };

// Faults in these files come as diagnostics with paths like templates/html/x.html; the value is then not usable. With `only_page`,
// the name of a template for HTML: nothing but what its pages need, and no theme.
base::Read<Share> load_share(const std::filesystem::path& folder, const std::string& theme, WordTemplates word,
                             std::string_view only_page = {});

}  // namespace kitei::cli
