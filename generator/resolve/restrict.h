// What a site or pack of a given clearance may see: the handbook without the documents above it, and with every trace of
// them taken out of the others. All writers for that site work on the result, so nothing secret can reach them.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "model/edition.h"
#include "model/handbook.h"

namespace kitei::resolve {

// What a reader may not see, as folded ids.
struct Withheld {
  std::set<std::string> documents;
  std::set<std::string> records;
};

// Whether nothing is above `clearance`: then a handbook may be shown as it is, and none of the functions below changes more
// than its variables.
bool sees_everything(const model::Config& config, std::string_view clearance);

// The text printed in place of a withheld document.
std::string_view withheld_text(base::Language language);

// Adds what is above `clearance` in one handbook. The order of secrecy is that of `config`, the working handbook's; a
// classification it does not know counts as the most secret one.
void withhold(Withheld& withheld, const model::Handbook& handbook, const model::Config& config, std::string_view clearance);

// A copy without what is withheld: documents, records, the statement of applicability when it is above the clearance;
// links and references to them lead nowhere and print withheld_text; ids, versions and titles of them are gone. Entries of
// other registers with a `classification` above the clearance are left out, and so are the handbook's variables.
model::Handbook restrict_handbook(const model::Handbook& handbook, const Withheld& withheld, const model::Config& config,
                                  std::string_view clearance);

}  // namespace kitei::resolve
