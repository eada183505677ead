#include "source/reference_syntax.h"

#include <array>
#include <utility>

#include "base/unicode.h"
#include "base/utf8.h"

namespace kitei::source {
namespace {

using enum model::ReferenceKind;
constexpr std::array<std::pair<std::string_view, model::ReferenceKind>, 5> kPrefixes{{
    {"control:", Control},
    {"requirement:", Requirement},
    {"record:", Record},
    {"law:", Law},
    {"term:", Term},
}};

bool is_address(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint c = base::code_point_at(text, at);
    if (c.value != '-' && c.value != '_' && c.value != '.' && c.value != ':' && !base::is_word_character(c.value)) {
      return false;
    }
    at += c.length;
  }
  return !text.empty();
}

bool is_version(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t#@\"'<>`*|") == std::string_view::npos;
}

}  // namespace

std::optional<model::Reference> read_reference(std::string_view inside) {
  if (inside.find_first_of("[]\n") != std::string_view::npos) return std::nullopt;
  model::Reference reference;
  for (const auto& [prefix, kind] : kPrefixes) {
    if (!inside.starts_with(prefix)) continue;
    const std::string_view name = base::trim(inside.substr(prefix.size()));
    if (name.empty()) return std::nullopt;
    reference.kind = kind;
    reference.name = name;
    reference.text = name;
    return reference;
  }
  std::string_view rest = inside;
  if (const auto at = rest.find('@'); at != std::string_view::npos) {
    if (!is_version(rest.substr(at + 1))) return std::nullopt;
    reference.version = model::parse_version(rest.substr(at + 1));
    rest = rest.substr(0, at);
  }
  if (const auto hash = rest.find('#'); hash != std::string_view::npos) {
    if (!is_address(rest.substr(hash + 1))) return std::nullopt;
    reference.address.text = base::nfc(rest.substr(hash + 1));
    rest = rest.substr(0, hash);
  }
  if (!model::is_valid_document_id(rest)) return std::nullopt;
  reference.name = rest;
  reference.text = rest;
  return reference;
}

std::optional<WrittenReference> read_bracketed_reference(std::string_view text) {
  if (!text.starts_with("[[")) return std::nullopt;
  const std::size_t end = text.find_first_of("[]\n", 2);
  if (end == std::string_view::npos || text.substr(end, 2) != "]]") return std::nullopt;
  auto reference = read_reference(text.substr(2, end - 2));
  if (!reference) return std::nullopt;
  return WrittenReference{end + 2, std::move(*reference)};
}

}  // namespace kitei::source
