#include "cli/load/stored_document.h"

#include <algorithm>
#include <set>

#include "archive/document.h"
#include "archive/handbook.h"
#include "cli/load/document_files.h"

namespace kitei::cli {
namespace {

bool is_unrevised(std::span<const base::Diagnostic> findings) {
  return std::any_of(findings.begin(), findings.end(), [](const base::Diagnostic& finding) { return finding.code == "revision-missing"; });
}

void write_uses(base::BinaryWriter& out, const resolve::DocumentUses& uses) {
  for (const auto* list : {&uses.in_text, &uses.documents, &uses.names}) {
    out.number(list->size());
    std::uint32_t last = 0;  // they ascend
    for (const std::uint32_t value : *list) {
      out.number(value - last);
      last = value;
    }
  }
  out.number(uses.terms.size());
  for (const std::string& term : uses.terms) out.text(term);
  out.number(uses.everything);
  out.number(uses.in_links);
}

resolve::DocumentUses read_uses(base::BinaryReader& in) {
  resolve::DocumentUses uses;
  for (auto* list : {&uses.in_text, &uses.documents, &uses.names}) {
    list->resize(in.count());
    std::uint32_t last = 0;
    for (std::uint32_t& value : *list) value = last += static_cast<std::uint32_t>(in.number());
  }
  uses.terms.resize(in.count());
  for (std::string& term : uses.terms) term = in.text();
  uses.everything = in.number() != 0;
  uses.in_links = in.number() != 0;
  return uses;
}

}  // namespace

BesideNewest beside_newest(const model::Edition& working, const model::Document& document) {
  if (working.untouched.empty() && working.carried_over.empty()) return {};
  const std::string id = document.id.folded();
  return {working.untouched.contains(id), working.carried_over.contains(id)};
}

void write_name(base::BinaryWriter& out, const model::Document& document) {
  out.text(document.path);
  out.text(document.id.text);
  out.text(document.number);
  out.text(document.title);
  out.text(document.kind);
  out.text(document.classification);
  out.text(document.part_of.text);
  out.text(document.version.text);
  out.number(static_cast<unsigned>(document.status));
  out.number(document.numbering ? static_cast<unsigned>(*document.numbering) + 1 : 0);
  out.number(document.aliases.size());
  for (const model::DocumentId& alias : document.aliases) out.text(alias.text);
}

void read_name(base::BinaryReader& in, model::Document& document) {
  document.path = in.text();
  document.id.text = in.text();
  document.number = in.text();
  document.title = in.text();
  document.kind = in.text();
  document.classification = in.text();
  document.part_of.text = in.text();
  document.version = model::parse_version(in.text());
  document.status = static_cast<model::Status>(in.number());
  if (const std::uint64_t scheme = in.number(); scheme > 0) document.numbering = static_cast<model::Scheme>(scheme - 1);
  document.aliases.resize(in.count());
  for (model::DocumentId& alias : document.aliases) alias.text = in.text();
  document.files.push_back(document.path);
}

void write_stored(base::BinaryWriter& out, const StoredDocument& stored) {
  base::BinaryWriter card;
  write_uses(card, stored.uses);
  archive::write_document(card, stored.document);
  archive::write_outline(card, stored.document);
  std::set<FileKey> files;
  collect_files(stored.document, files);
  card.number(files.size());
  for (const auto& [origin, path] : files) card.text(path);
  card.number(stored.beside_newest.untouched);
  card.number(stored.beside_newest.carried_over);
  card.number(is_unrevised(stored.findings));
  out.text(card.bytes());
  out.text(stored.bytes);
  archive::write_diagnostics(out, stored.findings);
}

StoredText read_stored_text(base::BinaryReader& in) {
  base::BinaryReader card(in.text());
  StoredText text;
  text.uses = read_uses(card);
  text.bytes = in.text();
  text.findings = archive::read_diagnostics(in);
  if (card.failed()) in.fail();
  return text;
}

StoredCard read_stored_card(base::BinaryReader& in) {
  base::BinaryReader bytes(in.text());
  StoredCard card;
  card.uses = read_uses(bytes);
  card.document = archive::read_document(bytes);
  archive::read_outline(bytes, card.document);
  card.files.resize(bytes.count());
  for (std::string& path : card.files) path = bytes.text();
  card.beside_newest.untouched = bytes.number() != 0;
  card.beside_newest.carried_over = bytes.number() != 0;
  card.is_unrevised = bytes.number() != 0;
  if (!bytes.at_end()) in.fail();
  return card;
}

}  // namespace kitei::cli
