// What a site or pack of a given clearance may see: the handbook without the documents above it, and with every trace of
// them taken out of the others. All writers for that site work on the result, so nothing secret can reach them.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/edition.h"
#include "model/handbook.h"
#include "resolve/indexes.h"

namespace kitei::resolve {

// What a reader may not see, as folded ids.
struct Withheld {
  std::set<std::string> documents;
  std::set<std::string> records;

  bool operator==(const Withheld&) const = default;
};

// Whether nothing is above `clearance`: then a handbook may be shown as it is, and none of the functions below changes more
// than its variables.
bool sees_everything(const model::Config& config, std::string_view clearance);

// The text printed in place of a withheld document.
std::string_view withheld_text(base::Language language);

// Adds what is above `clearance` in one handbook. The order of secrecy is that of `config`, the working handbook's; a
// classification it does not know counts as the most secret one.
void withhold(Withheld& withheld, const model::Handbook& handbook, const model::Config& config, std::string_view clearance);

// Whether a document of a handbook is withheld.
bool is_withheld(const Withheld& withheld, const model::Document& document);

// Links and references of one document that is not withheld, in text and front matter: those to what is withheld lead nowhere
// and print withheld_text; ids, versions and titles of it are gone. Generated tables stay as they are.
void restrict_document(model::Document& document, const Withheld& withheld, base::Language language);

// A copy without what is withheld: documents, records, the statement of applicability when it is above the clearance;
// the others are restricted, their generated tables made anew. Entries of other registers with a `classification` above the clearance
// are left out, and so are the handbook's variables.
// `uses`, of all its documents, tells where those lead that are there without their texts; of these leads_plainly() must be true.
model::Handbook restrict_handbook(const model::Handbook& handbook, const Withheld& withheld, const model::Config& config,
                                  std::string_view clearance, const std::vector<DocumentUses>* uses = nullptr);

// Brings such a copy up to date after documents of the handbook (by their indexes, `uses` with them) were read again, while what is
// withheld stayed the same. Gives the places of these documents in the copy, of those that it holds.
std::vector<std::size_t> replace_restricted(model::Handbook& part, const model::Handbook& handbook, const std::vector<std::size_t>& read,
                                            const Withheld& withheld, const std::vector<DocumentUses>& uses);

// Whether with the links of a document that lead to what is withheld nothing goes but their words.
bool leads_plainly(const DocumentUses& uses, const model::Handbook& handbook, const Withheld& withheld);

}  // namespace kitei::resolve
