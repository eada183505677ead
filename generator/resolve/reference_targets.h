// Looks up what the references of one document name, and reports what the handbook does not have, with the nearest name.
#pragma once
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "model/document.h"
#include "resolve/lookup.h"

namespace kitei::resolve {

class ReferenceTargets {
 public:
  // Reports are added to `diagnostics`.
  ReferenceTargets(const model::Document& document, const Lookup& lookup, base::Diagnostics& diagnostics)
      : document_(document), lookup_(lookup), diagnostics_(diagnostics) {}

  const model::Document& document() const { return document_; }  // whose references they are
  const Lookup& lookup() const { return lookup_; }
  const model::Handbook& handbook() const { return lookup_.handbook; }
  base::Language language() const { return handbook().config.language; }

  void report(std::string code, base::Position position, base::Message message, base::Message hint = {},
              base::Severity severity = base::Severity::Error);

  // What is named at that position; nullptr, with a report, when there is no such thing.
  const model::Document* find_document(std::string_view id, base::Position position);
  const model::Record* find_record(std::string_view name, base::Position position);
  Lookup::FoundControl find_control(std::string_view written, base::Position position);
  const model::ClauseEntry* find_clause(const model::Document& target, std::string_view address, base::Position position);

  // The clause that `address` of `target` names, or that it has become (`target` is then where that is); nothing, with a
  // report, when there is none, and where the clause went to a whole document.
  const model::ClauseEntry* find_moved_clause(const model::Document*& target, std::string_view address, base::Position position);

  // Reports a pinned version that never was, or since which there were changes that readers must look at.
  void check_version(const model::Document& target, const model::Version& version, base::Position position);

  // A document of an earlier edition comes with its targets (resolve_handbook): they stay as far as they exist here too.
  void keep_if_known(model::Target& target) const;

 private:
  void report_unknown_control(std::string_view written, const model::Catalog* catalog, base::Position position);

  const model::Document& document_;
  const Lookup& lookup_;
  base::Diagnostics& diagnostics_;
};

}  // namespace kitei::resolve
