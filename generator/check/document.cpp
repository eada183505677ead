#include "check/document.h"

#include <fmt/format.h>

#include <string>

#include "check/severity.h"
#include "check/suspects.h"

namespace kitei::check {

DocumentChecks::DocumentChecks(const model::Handbook& handbook, base::Date today, Depth depth)
    : handbook_(handbook), today_(today) {
  const auto wanted = [&](std::string_view code) { return is_reported(code, handbook.config, depth); };
  odd_characters_ = wanted("odd-character");
  placeholders_ = wanted("placeholder");
  open_placeholders_ = is_reported("placeholder", handbook.config, depth, base::Severity::Info);
  modal_verbs_ = wanted("modal-verb");
  typed_numbers_ = wanted("hand-numbering");
  definitions_ = wanted("term-undefined") && !handbook.registers.terms.empty();
  supplements_ = wanted("supplement-mismatch");
  cadence_ = wanted("cadence-conflict");
  kind_ = wanted("controls-missing") || wanted("form-empty");
  if (definitions_) glossary_ = GlossaryWords(handbook.registers.terms);
}

base::Diagnostics DocumentChecks::check(const model::Document& document) const {
  base::Diagnostics found;
  check_text(document, found);
  check_names(document, found);
  if (supplements_) check_supplements(document, handbook_.config, found);
  if (cadence_) check_cadence(handbook_, document, found);
  if (kind_) check_kind(handbook_, document, found);
  check_dates(document, today_, found);
  check_approval(document, handbook_.config, found);
  check_audiences(document, handbook_.config, found);
  return found;
}

// In a draft they are for information only.
bool DocumentChecks::looks_for_placeholders(const model::Document& document) const {
  const bool open = document.status == model::Status::Draft || document.status == model::Status::Review;
  return open ? open_placeholders_ : placeholders_;
}

// Each text is made into words once, for all families.
void DocumentChecks::check_text(const model::Document& document, base::Diagnostics& found) const {
  const model::Config& config = handbook_.config;
  const bool placeholders = looks_for_placeholders(document);
  for_each_run(document, [&](const Run& run) {
    const Suspects suspects = suspects_in(run.text);
    if (odd_characters_ && suspects.odd_character) find_odd_characters(document, run, found);
    if (placeholders && suspects.placeholder) find_placeholders(document, run, found);
    if (modal_verbs_) find_modal_verbs(document, run, config, found);
    if (typed_numbers_) find_typed_number(document, run, config, found);
    if (definitions_) find_definition(document, run, glossary_, config, found);
  });
}

// The front matter, as far as people write it in their own words.
void DocumentChecks::check_names(const model::Document& document, base::Diagnostics& found) const {
  const bool placeholders = looks_for_placeholders(document);
  RunReader reader;
  for_each_name(document, [&](std::string_view key, const std::string& value) {
    const Suspects suspects = suspects_in(value);
    if ((!suspects.odd_character && !suspects.placeholder) || !document.positions.contains(key)) return;
    const Run run = reader.read(value, document.position_of(key), Where::Title);
    if (odd_characters_) find_odd_characters(document, run, found);
    if (placeholders) find_placeholders(document, run, found);
  });
  if (!odd_characters_) return;
  for (std::size_t i = 0; i < document.revisions.size(); ++i) {
    const model::Revision& revision = document.revisions[i];
    for (const auto& [key, text] : {std::pair<std::string_view, std::string_view>{"summary", revision.summary}, {"reason", revision.reason}}) {
      if (!suspects_in(text).odd_character) continue;
      const std::string place = fmt::format("revisions.{}.{}", i, key);
      find_odd_characters(document, reader.read(text, document.position_of(place), Where::Title), found);
    }
  }
}

bool binds(const model::Document& document, const model::Config& config) {
  const model::Kind* kind = config.find_kind(document.kind);
  return kind && (kind->like == model::BaseKind::Policy || kind->like == model::BaseKind::Regulation);
}

base::Diagnostics check_document(const model::Handbook& handbook, const model::Document& document, base::Date today, Depth depth) {
  return DocumentChecks(handbook, today, depth).check(document);
}

}  // namespace kitei::check
