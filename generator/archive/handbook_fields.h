// The members of a handbook beside its documents: configuration, catalogues, registers, indexes; see stream.h.
#pragma once
#include "archive/document_fields.h"
#include "base/diagnostic.h"
#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::archive {

void fields(auto& archive, Is<base::Message> auto& value) {
  auto& [en, ja] = value;
  archive(en, ja);
}
void fields(auto& archive, Is<base::Diagnostic> auto& value) {
  auto& [code, path, position, message, hint, severity] = value;
  archive(code, path, position, message, hint, severity);
}

// ---- configuration
// ---------------------------------------------------------------------------------------------------

void fields(auto& archive, Is<model::Kind> auto& value) {
  auto& [id, label, like, prefix, numbering, folders] = value;
  archive(id, label, like, prefix, numbering, folders);
}
void fields(auto& archive, Is<model::Classification> auto& value) {
  auto& [id, label] = value;
  archive(id, label);
}
void fields(auto& archive, Is<model::Site> auto& value) {
  auto& [id, clearance] = value;
  archive(id, clearance);
}
void fields(auto& archive, Is<model::Audience> auto& value) {
  auto& [id, label, clearance] = value;
  archive(id, label, clearance);
}
void fields(auto& archive, Is<model::Pack> auto& value) {
  auto& [id, audience, title, kinds, acknowledgement] = value;
  archive(id, audience, title, kinds, acknowledgement);
}
void fields(auto& archive, Is<model::Config> auto& value) {
  auto& [title, organisation, language, edition, utc_offset_minutes, base_url, theme, default_catalog, variables,
         classifications, default_classification, sites, sites_by_default, audiences, packs, kinds, list_markers,
         approval_boxes, fiscal_year_start, editions_keep, git_repository, git_tags, docx_reference,
         docx_revision_author, glossary_link, checks, positions] = value;
  archive(title, organisation, language, edition, utc_offset_minutes, base_url, theme, default_catalog, variables,
          classifications, default_classification, sites, sites_by_default, audiences, packs, kinds, list_markers,
          approval_boxes, fiscal_year_start, editions_keep, git_repository, git_tags, docx_reference,
          docx_revision_author, glossary_link, checks, positions);
}

// ---- catalogues and registers
// ----------------------------------------------------------------------------------------

void fields(auto& archive, Is<model::Level> auto& value) {
  auto& [number, title, summary] = value;
  archive(number, title, summary);
}
void fields(auto& archive, Is<model::Control> auto& value) {
  auto& [id, title, title_aliases, summary, group, attributes, maps, level, criteria, position] = value;
  archive(id, title, title_aliases, summary, group, attributes, maps, level, criteria, position);
}
void fields(auto& archive, Is<model::ControlGroup> auto& value) {
  auto& [id, title, depth] = value;
  archive(id, title, depth);
}
void fields(auto& archive, Is<model::Axis> auto& value) {
  auto& [id, label, values] = value;
  archive(id, label, values);
}
void fields(auto& archive, Is<model::Catalog> auto& value) {
  auto& [id, title, mentions, axes, levels, groups, controls, path, index_by_key] = value;
  archive(id, title, mentions, axes, levels, groups, controls, path, index_by_key);
}
void fields(auto& archive, Is<model::Applicability> auto& value) {
  auto& [control, applicable, reason, status, position] = value;
  archive(control, applicable, reason, status, position);
}
void fields(auto& archive, Is<model::StatementOfApplicability> auto& value) {
  auto& [document, catalog, entries, path] = value;
  archive(document, catalog, entries, path);  // the text of a register is empty
}
void fields(auto& archive, Is<model::Record> auto& value) {
  auto& [id, title, form, owner, retention, classification, position] = value;
  archive(id, title, form, owner, retention, classification, position);
}
void fields(auto& archive, Is<model::Term> auto& value) {
  auto& [term, reading, definition, aliases, position] = value;
  archive(term, reading, definition, aliases, position);
}
void fields(auto& archive, Is<model::RegisterEntry> auto& value) {
  auto& [id, title, entries, position] = value;
  archive(id, title, entries, position);
}
void fields(auto& archive, Is<model::Registers> auto& value) {
  auto& [records, terms, roles, laws, contacts, external] = value;
  archive(records, terms, roles, laws, contacts, external);
}

// ---- the handbook
// ----------------------------------------------------------------------------------------------------

void fields(auto& archive, Is<model::Implementer> auto& value) {
  auto& [document, address] = value;
  archive(document, address);
}
void fields(auto& archive, Is<model::Backlinks> auto& value) {
  auto& [implemented_by, referred_by, parts, replaced_by] = value;
  archive(implemented_by, referred_by, parts, replaced_by);
}
void fields(auto& archive, Is<model::Handbook> auto& value) {
  auto& [config, documents, catalogs, soa, registers, backlinks, implementers, record_users, term_users,
         index_by_id] = value;
  archive(config, documents, catalogs, soa, registers, backlinks, implementers, record_users, term_users, index_by_id);
}
void fields(auto& archive, Is<model::EditionRecord> auto& value) {
  auto& [id, effective, note, program_version, files] = value;
  archive(id, effective, note, program_version, files);
}
void fields(auto& archive, Is<model::TimelineEntry> auto& value) {
  auto& [id, version, edition, newest_edition, from, until] = value;
  archive(id, version, edition, newest_edition, from, until);
}

}  // namespace kitei::archive
