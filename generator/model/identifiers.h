// The small types for what people confuse: ids of documents and controls, addresses of clauses, versions.
// All are plain text as the author wrote it, plus the rules by which two of them are the same or come first.
#pragma once
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "base/compact_text.h"

namespace kitei::model {

// The permanent id of a document, e.g. "AB-P-515". Unique without regard to case.
struct DocumentId {
  base::CompactText text;

  bool empty() const { return text.empty(); }
  std::string folded() const;  // the key under which ids are the same
  auto operator<=>(const DocumentId&) const = default;
};

// [A-Za-z0-9][A-Za-z0-9._-]*, at most 64 bytes, no trailing dot, no name that Windows reserves, not "index".
bool is_valid_document_id(std::string_view text);

// The address of a clause inside its document, without '#': "grant", "art-3-2-1". Compared byte by byte, NFC.
struct Address {
  base::CompactText text;

  bool empty() const { return text.empty(); }
  auto operator<=>(const Address&) const = default;
};

// One entry of a catalogue: {"iso27001-2022", "5.15"}. `id` is in the catalogue's spelling once it is resolved.
struct ControlId {
  base::CompactText catalog;
  base::CompactText id;

  std::string text() const { return catalog + ":" + id; }
  auto operator<=>(const ControlId&) const = default;
};

// NFKC, no blanks at the ends: the form in which control numbers are compared (Ｍａ１.１ = Ma1.1).
std::string control_key(std::string_view id);

// Natural order: digit runs by value, else byte order ("5.2" before "5.10").
bool natural_less(std::string_view a, std::string_view b);

// A version of a document: "1.2", "初版", "第2版", "1.2版". Ordered by its numbers (初版 = 1, missing parts = 0); texts
// without a number order before all others.
struct Version {
  base::CompactText text;

  bool empty() const { return text.empty(); }
  bool operator==(const Version& other) const;
  std::strong_ordering operator<=>(const Version& other) const;
};

Version parse_version(std::string_view text);  // without blanks at the ends

// The numbers by which versions are ordered: "第1.2版" → 1, 2. Empty when the text is no version with a number.
std::vector<unsigned> version_numbers(std::string_view text);

// The version after this one: a material change raises the first number (1.2 → 2.0, 第2版 → 第3版) only when `whole`,
// else the last (1.2 → 1.3, 初版 → 第2版). Keeps the author's style of writing.
enum class Step { Next, Whole };
Version next_version(const Version& version, Step step);

}  // namespace kitei::model
