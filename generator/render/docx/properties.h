// docProps/: what file managers, search and document management systems read of a Word file. Dates come from the
// document, never from the clock; the creator is a department, never a person.
#pragma once
#include <string>

#include "render/docx/output.h"

namespace kitei::render::docx {

struct Properties {
  std::string title;
  std::string creator;
  std::string identifier;  // 文書番号
  std::string version;
  std::string classification;
  std::string category;
  std::string status;
  std::string organisation;
  std::size_t revision = 1;  // how many versions there have been
  std::optional<base::Date> created;
  std::optional<base::Date> modified;
};

Properties properties_of(const Output& output, const model::Document& document);
Properties properties_of(const Output& output);  // of a binder

std::string core_part(const Output& output, const Properties& properties);
std::string extended_part(const Properties& properties);
std::string custom_part(const Output& output, const Properties& properties);

}  // namespace kitei::render::docx
