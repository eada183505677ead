// What the text store keeps of one document, and how that becomes bytes and comes back. A card is read without its source and its
// findings, which are behind it; a name, which every build of texts reads of all documents, lies apart.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/binary.h"
#include "base/diagnostic.h"
#include "model/edition.h"
#include "resolve/handbook.h"

namespace kitei::cli {

// A source as it was read, and what came of it.
struct StoredText {
  std::string bytes;
  base::Diagnostics findings;  // those with its path, as they were found: check::as_found(), whatever it allows
  resolve::DocumentUses uses;
};

// How a document of the working tree stands to the newest frozen edition.
struct BesideNewest {
  bool untouched = false;     // Edition::untouched
  bool carried_over = false;  // Edition::carried_over
};

// What others may ask of a document without reading its text.
struct StoredCard {
  model::Document document;        // all but its body
  resolve::DocumentUses uses;
  std::vector<std::string> files;  // of the handbook, that its pages show: images, downloads, the form itself
  BesideNewest beside_newest;
  bool is_unrevised = false;       // it was found to be revision-missing, whatever it allows
};

// A document as the store keeps it.
struct StoredDocument {
  std::string_view bytes;
  std::span<const base::Diagnostic> findings;
  const resolve::DocumentUses& uses;
  const model::Document& document;  // resolved
  BesideNewest beside_newest{};
};

BesideNewest beside_newest(const model::Edition& working, const model::Document& document);

// What a document is called: path, id, number, title, kind, classification, aliases, part_of, version, status and numbering. All else
// stays as it is.
void write_name(base::BinaryWriter& out, const model::Document& document);
void read_name(base::BinaryReader& in, model::Document& document);

// Damaged bytes give a failed reader.
void write_stored(base::BinaryWriter& out, const StoredDocument& stored);
StoredText read_stored_text(base::BinaryReader& in);
StoredCard read_stored_card(base::BinaryReader& in);

}  // namespace kitei::cli
