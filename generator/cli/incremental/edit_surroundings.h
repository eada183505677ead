// What stands around documents that were edited: all of the handbook but its documents, and what the last build kept of these.
#pragma once
#include <optional>
#include <vector>

#include "base/file_tree.h"
#include "cli/incremental/last_build.h"
#include "cli/incremental/register_edit.h"
#include "cli/load/text_store.h"
#include "cli/output/site.h"
#include "model/allowance.h"
#include "model/handbook.h"

namespace kitei::cli {

// Whether the texts stand for themselves: none can show in another one, or anywhere but on its own pages, beside frozen editions
// on the page that compares it with the newest one, and in Word files and packs.
bool texts_stand_alone(const Parts& parts, const model::Config& config);

// Whether a part that is not there is allowed for a time: it may come.
bool waits_for_part(const std::vector<model::Allowance>& allowances);

// Whether it is said of each document alone what these allowances are of use for: none asks what all texts say together, or waits for
// a part that may come.
bool allowances_stand_alone(const std::vector<model::Allowance>& allowances, const model::Config& config);

struct EditSurroundings {
  base::FileTree files;        // configuration, catalogues, registers
  model::Handbook handbook;    // what they say; without documents and indexes
  TextStore store;             // as it was before the edit
  bool beside_frozen = false;  // there are frozen editions
  std::optional<RegisterEdit> registers{};  // of those that changed
};

// Of the handbook of `last`, which has a record. Nothing: it is not as it was, but for words in registers; texts do not stand alone; or
// nothing was kept of them, or (then `damaged` is set) nothing that can be used.
std::optional<EditSurroundings> read_surroundings(const Parts& parts, const LastBuild& last, bool& damaged);

}  // namespace kitei::cli
