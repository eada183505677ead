#include "resolve/restrict.h"

#include <algorithm>

#include "resolve/generated.h"
#include "resolve/handbook.h"

namespace kitei::resolve {
namespace {

bool above(const model::Config& config, std::string_view classification, std::string_view clearance) {
  const std::size_t top = config.classifications.size();
  return config.rank_of(classification).value_or(top) > config.rank_of(clearance).value_or(0);
}

class Censor {
 public:
  Censor(const Withheld& withheld, base::Language language) : withheld_(withheld), text_(withheld_text(language)) {}

  bool hides(std::string_view document_id) const {
    return withheld_.documents.contains(model::DocumentId{std::string(document_id)}.folded());
  }

  void blocks(model::Blocks& blocks) const {
    model::for_each_inlines(blocks, [&](model::Inlines& inlines) { this->inlines(inlines); });
  }

  void references(std::vector<model::DocumentReference>& references) const {
    for (model::DocumentReference& reference : references) {
      if (!hides(reference.id.text)) continue;
      reference = {{}, {}, true, reference.position};
    }
  }

 private:
  bool hides(const model::Target& target) const {
    if (target.kind == model::TargetKind::Document) return hides(target.id);
    return target.kind == model::TargetKind::Record && withheld_.records.contains(target.id.str());
  }

  void inlines(model::Inlines& inlines) const {
    for (model::Inline& node : inlines) {
      if (auto* link = base::get_if<model::Link>(&node.node); link && hides(link->target)) {
        node.node = withheld_reference();
      } else if (auto* reference = base::get_if<model::Reference>(&node.node); reference && hides(reference->target)) {
        node.node = withheld_reference();
      } else if (model::Inlines* content = model::content_of(node)) {
        this->inlines(*content);
      }
    }
  }

  model::Reference withheld_reference() const {
    model::Reference reference;
    reference.text = std::string(text_);
    reference.target.kind = model::TargetKind::Withheld;
    return reference;
  }

  const Withheld& withheld_;
  std::string_view text_;
};

// The indexes of `part`, which is `whole` without the documents that are withheld.
void build_indexes_of_part(model::Handbook& part, const model::Handbook& whole, const Withheld& withheld, const std::vector<DocumentUses>& uses) {
  std::vector<std::optional<std::uint32_t>> places(whole.documents.size());
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!is_withheld(withheld, whole.documents[i])) places[i] = next++;
  }
  index_ids(part);
  index_links(part, uses_in_part(part, uses, places), base::in_order);
}

}  // namespace

// Where every classification may be read, even one that the working handbook does not know is no secret.
bool sees_everything(const model::Config& config, std::string_view clearance) {
  return config.rank_of(clearance).value_or(0) + 1 >= config.classifications.size();
}

std::string_view withheld_text(base::Language language) {
  return language == base::Language::Japanese ? "（非公開文書）" : "(document not available here)";
}

void withhold(Withheld& withheld, const model::Handbook& handbook, const model::Config& config, std::string_view clearance) {
  if (sees_everything(config, clearance)) return;
  for (const model::Document& document : handbook.documents) {
    if (!above(config, document.classification, clearance)) continue;
    withheld.documents.insert(document.id.folded());
    for (const model::DocumentId& alias : document.aliases) withheld.documents.insert(alias.folded());
  }
  // What is part of a withheld document is withheld with it, whatever edition said so.
  for (const model::Document& document : handbook.documents) {
    if (withheld.documents.contains(document.part_of.folded())) withheld.documents.insert(document.id.folded());
  }
  for (const model::Record& record : handbook.registers.records) {
    if (!record.classification.empty() && above(config, record.classification, clearance)) withheld.records.insert(record.id);
  }
}

bool is_withheld(const Withheld& withheld, const model::Document& document) {
  return !withheld.documents.empty() && withheld.documents.contains(document.id.folded());
}

bool leads_plainly(const DocumentUses& uses, const model::Handbook& handbook, const Withheld& withheld) {
  return !uses.in_links || std::none_of(uses.documents.begin(), uses.documents.end(), [&](std::uint32_t document) {
    return is_withheld(withheld, handbook.documents[document]);
  });
}

void restrict_document(model::Document& document, const Withheld& withheld, base::Language language) {
  const Censor censor(withheld, language);
  censor.blocks(document.body.blocks);
  for (model::Footnote& note : document.body.footnotes) censor.blocks(note.content);
  for (auto* list : {&document.implements, &document.related, &document.replaces, &document.replaced_by}) {
    censor.references(*list);
  }
  if (censor.hides(document.part_of.text)) document.part_of = {};
  std::erase_if(document.moved_to, [&](const auto& move) {
    return censor.hides(std::string_view(move.second).substr(0, move.second.find('#')));
  });
  for (model::GoneClause& gone : document.gone) {
    if (gone.target.kind == model::TargetKind::Document && censor.hides(gone.target.id)) {
      gone.target = {model::TargetKind::Withheld, {}, {}, {}};
      gone.text = withheld_text(language);
    }
  }
  std::erase_if(document.records, [&](const model::RecordReference& record) {
    return withheld.records.contains(record.id.str());
  });
}

model::Handbook restrict_handbook(const model::Handbook& handbook, const Withheld& withheld, const model::Config& config,
                                  std::string_view clearance, const std::vector<DocumentUses>* uses) {
  model::Handbook out = handbook;
  out.config.variables.clear();  // already in the texts; a value only used in a secret document must not travel
  if (sees_everything(config, clearance)) return out;
  const Censor censor(withheld, out.config.language);
  std::erase_if(out.documents, [&](const model::Document& document) { return is_withheld(withheld, document); });
  for (model::Document& document : out.documents) restrict_document(document, withheld, out.config.language);
  std::erase_if(out.registers.records, [&](const model::Record& record) { return withheld.records.contains(record.id); });
  for (model::Record& record : out.registers.records) {
    if (censor.hides(record.form.id.text)) record.form = {{}, {}, true, record.form.position};
  }
  for (auto* entries : {&out.registers.roles, &out.registers.laws, &out.registers.contacts, &out.registers.external}) {
    std::erase_if(*entries, [&](const model::RegisterEntry& entry) {
      return std::any_of(entry.fields.begin(), entry.fields.end(), [&](const auto& field) {
        return field.first == "classification" && above(config, field.second, clearance);
      });
    });
  }
  if (out.soa && above(config, out.soa->document.classification, clearance)) out.soa.reset();
  // Other audiences, sites and packs are nobody's business here.
  auto too_high = [&](const auto& entry) { return above(config, entry.clearance, clearance); };
  std::erase_if(out.config.audiences, too_high);
  std::erase_if(out.config.sites, too_high);
  out.config.packs.clear();
  if (uses) build_indexes_of_part(out, handbook, withheld, *uses);
  else build_indexes(out);
  fill_generated_tables(out);  // without what has gone
  return out;
}

std::vector<std::size_t> replace_restricted(model::Handbook& part, const model::Handbook& handbook, const std::vector<std::size_t>& read,
                                            const Withheld& withheld, const std::vector<DocumentUses>& uses) {
  std::vector<std::size_t> places;
  for (const std::size_t index : read) {
    const model::Document& document = handbook.documents[index];
    if (is_withheld(withheld, document)) continue;
    places.push_back(part.index_by_id.at(document.id.folded()));
    model::Document& place = part.documents[places.back()];
    place = document;
    restrict_document(place, withheld, part.config.language);
  }
  build_indexes_of_part(part, handbook, withheld, uses);
  for (const std::size_t place : places) fill_generated_tables(part.documents[place], part);
  return places;
}

}  // namespace kitei::resolve
