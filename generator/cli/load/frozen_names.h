// How frozen editions but the newest call their documents, and the timeline of all, in one file: <output>/.kitei/frozen-names. An
// edit asks no more of them, and so does not depend on how many documents they have, but on how often these were revised.
//
// A document that the next newer edition holds alike is left out: with the same names (archive::write_names) and permanent addresses,
// and led to by the same ids. What is not left out has the whole of which it is a part beside it. Whoever goes from the newest
// edition to the oldest, or asks the newest edition that holds something, finds the same as in whole editions; whoever asks what an
// edition holds must ask Edition::leaves_out() too.
#pragma once
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/load/text_facts.h"
#include "cli/machine/file_table.h"
#include "model/edition.h"

namespace kitei::cli {

struct OlderEdition {
  Hash key{};                   // EditionCache::key_of
  model::EditionRecord record;  // without its files
  model::Handbook handbook;     // names, of the documents that are not left out
  TextFacts facts;              // the days of all its documents, the addresses of those
  std::string left_out;         // Edition::left_out
};

struct FrozenNames {
  std::vector<OlderEdition> older;            // oldest first
  std::vector<model::TimelineEntry> timeline;
};

// What was kept of exactly these editions, which are called by their keys in any order; else nothing.
std::optional<FrozenNames> find_frozen_names(const std::filesystem::path& output, std::vector<Hash> keys);

// An edition of which everything is known.
struct WholeEdition {
  const model::Edition& edition;
  const Hash& key;
  const TextFacts& facts;
};

// Keeps it, unless that is done. Only a help for the next build: when it cannot be written there is none.
void keep_frozen_names(const std::filesystem::path& output, std::span<const WholeEdition> oldest_first,
                       std::span<const model::TimelineEntry> timeline);

}  // namespace kitei::cli
