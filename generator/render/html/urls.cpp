#include "render/html/urls.h"

#include <algorithm>

#include "base/escape.h"
#include "base/path.h"

namespace kitei::render::html {
namespace {

// An id as a file's stem beside an index.html; '_' is never followed by these letters in an escaped name, so no two ids
// meet.
std::string stem(std::string_view id) {
  std::string name = base::ascii_file_name(id);
  if (base::ascii_file_name(id) == "index" || base::is_reserved_name(name)) name.insert(0, "_x");
  return name;
}

}  // namespace

std::string catalog_path(std::string_view catalog) { return "controls/" + stem(catalog) + "/index.html"; }

std::string control_path(const model::ControlId& control) {
  return "controls/" + stem(control.catalog) + "/" + stem(control.id) + ".html";
}

std::string kind_path(std::string_view kind) { return std::string(kind) + "/index.html"; }

std::string history_path(const model::DocumentId& id) { return "id/" + id.text + ".html"; }

std::string version_path(const model::DocumentId& id, const model::Version& version) {
  return "id/" + id.text + "@" + base::ascii_file_name(version.text) + ".html";
}

// No id holds an '@'.
std::string_view id_of_path(std::string_view path) {
  const std::string_view name = base::file_name(path);
  return name.substr(0, std::min(name.find('@'), name.size() - std::string_view(".html").size()));
}

std::string comparison_path(std::string_view from, std::string_view to) {
  return "changes/" + std::string(from) + "_" + std::string(to) + "/index.html";
}

std::string redline_path(std::string_view from, std::string_view to, const model::DocumentId& id) {
  return "changes/" + std::string(from) + "_" + std::string(to) + "/" + id.text + ".html";
}

std::string word_path(std::string_view edition, const model::DocumentId& id) {
  return "docx/" + std::string(edition) + "/" + id.text + ".docx";
}

std::string fragment_id(std::string_view prefix, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = std::string(prefix) + "-";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || byte >= 0x80;
    if (plain) {
      out += c;
      continue;
    }
    out += '_';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

void append_href(std::string& out, std::string_view from_page, std::string_view to_file, std::string_view fragment) {
  base::append_url_path(out, base::relative_path(from_page, to_file));
  if (fragment.empty()) return;
  out += '#';
  base::append_url_path(out, fragment);
}

std::string href(std::string_view from_page, std::string_view to_file, std::string_view fragment) {
  std::string url;
  append_href(url, from_page, to_file, fragment);
  return url;
}

std::string asset_name(std::string_view path, std::string_view sha256) {
  const std::string_view name = base::file_name(path);
  const std::string extension = base::extension(path);
  const std::string_view bare = extension.empty() ? name : name.substr(0, name.size() - extension.size() - 1);
  std::string out = "assets/" + base::ascii_file_name(bare) + "-" + std::string(sha256.substr(0, 8));
  if (extension.empty()) return out;
  out += '.';
  out += base::ascii_file_name(extension);
  return out;
}

}  // namespace kitei::render::html
