// The checks of one document, made ready once for a handbook: which of them are asked for, and the words of its glossary.
#pragma once
#include "base/date.h"
#include "base/diagnostic.h"
#include "check/families.h"
#include "check/handbook.h"
#include "model/handbook.h"

namespace kitei::check {

class DocumentChecks {
 public:
  DocumentChecks(const model::Handbook& handbook, base::Date today, Depth depth);

  // Its findings, by family. From several threads at once.
  base::Diagnostics check(const model::Document& document) const;

 private:
  bool looks_for_placeholders(const model::Document& document) const;
  void check_text(const model::Document& document, base::Diagnostics& found) const;
  void check_names(const model::Document& document, base::Diagnostics& found) const;

  const model::Handbook& handbook_;
  base::Date today_;
  bool odd_characters_, placeholders_, open_placeholders_, modal_verbs_, typed_numbers_, definitions_;
  bool supplements_, cadence_, kind_;
  GlossaryWords glossary_;
};

}  // namespace kitei::check
