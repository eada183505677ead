// What references look things up in: every document, control, record, law and term of a handbook by the names that authors
// use. Built once, then read by all threads.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/handbook.h"

namespace kitei::resolve {

// Tells whether the handbook's tree holds a file that is not a document (images, forms, downloads).
using FileExists = std::function<bool(std::string_view path)>;

// Lets names be looked up as they stand in a text.
struct NameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
};

// What a catalogue's controls are called in running text, around their number: 管理策 {id}.
struct ControlMention {
  const model::Catalog* catalog = nullptr;
  std::string_view before;  // never empty
  std::string_view after;
};

// What a text asked of other documents beside those that it leads to: whoever changes one of these may change what becomes of
// the text.
struct Asked {
  std::vector<const model::Document*> documents;  // of the lookup's handbook, in any order
  std::vector<std::uint32_t> names;               // marks of names, whether or not they were known, in any order
};

// A name in 【】, by its name_key.
std::uint32_t mark_of_name(std::string_view key);
// What stands before 第5条, a name or not, by its last four characters; nothing for less than four.
std::optional<std::uint32_t> mark_of_ending(std::string_view text);
// An id or a path that nobody has: whatever comes may have it, or be called nearly so.
std::uint32_t mark_of_unknown();

// The names of a handbook.
struct LookupTables {
  std::unordered_map<std::string, const model::Document*> document_by_path;
  std::unordered_map<std::string, const model::Document*> document_by_name;  // folded number and title
  std::unordered_map<std::string, const model::Record*> record_by_name;      // folded id and title
  std::unordered_map<std::string, std::string> law_by_name;                  // folded id and title → id
  std::unordered_map<std::string, std::string> term_by_name;                 // folded term and aliases → term

  // Titles, numbers and ids of documents, and of laws and external documents (nullptr), as written: what may stand before
  // 第5条 in running text. The lengths are those of the names in bytes, longest first, by the last byte of a name: most texts
  // end with none of them.
  std::unordered_map<std::string, const model::Document*, NameHash, std::equal_to<>> rules_by_name;
  std::array<std::vector<std::size_t>, 256> rule_name_lengths;
  std::vector<std::string> foreign_rule_names;  // of rules_by_name, those of no document

  std::vector<ControlMention> control_mentions;
};

// Small: each document may be followed with one of its own, which notes what it asked.
struct Lookup {
  const model::Handbook& handbook;
  FileExists file_exists;
  std::shared_ptr<const LookupTables> tables;

  // Most often nothing.
  Asked* asked = nullptr;

  // Notes that a document was looked up by its id or path; nullptr: that there is none.
  void note(const model::Document* found) const;

  // Is told of each document of which a text names a clause, for those who follow a text before they have read all others.
  // Most often nothing.
  std::function<void(const model::Document&)> on_clause_of{};

  // A control as written: "5.15" (default catalogue) or "catalogue:5.15". The catalogue is nullptr when it is unknown.
  struct FoundControl {
    const model::Catalog* catalog = nullptr;
    const model::Control* control = nullptr;
  };
  FoundControl find_control(std::string_view written) const;

  // A clause of the standard's main text (箇条): looked for in every catalogue but the default one.
  FoundControl find_requirement(std::string_view written) const;

  const model::Record* find_record(std::string_view name) const;
};

Lookup build_lookup(const model::Handbook& handbook, FileExists file_exists);

// How names are compared: NFKC, case folded, no blanks at the ends.
std::string name_key(std::string_view name);

}  // namespace kitei::resolve
