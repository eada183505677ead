#include "base/path.h"

#include <array>
#include <algorithm>
#include <vector>

#include "base/utf8.h"

namespace kitei::base {
namespace {

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const auto slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return parts;
}

}  // namespace

std::string_view parent_path(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view file_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string extension(std::string_view path) {
  const std::string_view name = file_name(path);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string{} : ascii_lower(name.substr(dot + 1));
}

std::optional<std::string> join_path(std::string_view folder, std::string_view target) {
  if (target.empty() || target.front() == '/' || target.find('\\') != std::string_view::npos ||
      target.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  std::vector<std::string_view> parts = split(folder);
  for (const std::string_view part : split(target)) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
      continue;
    }
    if (parts.empty()) return std::nullopt;
    parts.pop_back();
  }
  std::string out;
  for (const std::string_view part : parts) {
    if (!out.empty()) out += '/';
    out += part;
  }
  if (out.empty()) return std::nullopt;
  return out;
}

std::string relative_path(std::string_view from_page, std::string_view to_file) {
  std::string_view from = parent_path(from_page);
  std::string_view to = to_file.ends_with('/') ? to_file.substr(0, to_file.size() - 1) : to_file;
  // Folders that both share, but never the last part of `to`, which names the file.
  while (!from.empty()) {
    const std::string_view folder = from.substr(0, from.find('/'));
    if (to.size() <= folder.size() || to[folder.size()] != '/' || !to.starts_with(folder)) break;
    to.remove_prefix(folder.size() + 1);
    from.remove_prefix(std::min(from.size(), folder.size() + 1));
  }
  std::string out;
  if (!from.empty()) {
    const auto up = static_cast<std::size_t>(std::count(from.begin(), from.end(), '/')) + 1;
    out.reserve(up * 3 + to.size());
    for (std::size_t i = 0; i < up; ++i) out += "../";
  }
  out += to;
  return out;
}

std::string ascii_file_name(std::string_view id) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const char c = id[i];
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
                       (c == '.' && i > 0);
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '_';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::string office_file_name(std::string_view name, std::size_t max_code_points) {
  constexpr std::string_view kForbidden = "\\/:*?\"<>|";
  std::u32string out;
  for (const char32_t c : decode_utf8(name)) {
    const bool bad = c < 0x20 || c == 0x7F || (c < 0x80 && kForbidden.find(static_cast<char>(c)) != std::string_view::npos);
    out += bad ? U'_' : c;
  }
  auto trimmed = [](char32_t c) { return c == U' ' || c == U'.' || c == U'\u3000'; };
  if (out.size() > max_code_points) out.resize(max_code_points);
  while (!out.empty() && trimmed(out.back())) out.pop_back();
  while (!out.empty() && trimmed(out.front())) out.erase(out.begin());
  return encode_utf8(out);
}

bool is_reserved_name(std::string_view name) {
  constexpr std::array<std::string_view, 22> kNames{"con",  "prn",  "aux",  "nul",  "com1", "com2", "com3", "com4",
                                                    "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3",
                                                    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"};
  const std::string stem = ascii_lower(name.substr(0, name.find('.')));
  return std::find(kNames.begin(), kNames.end(), stem) != kNames.end();
}

}  // namespace kitei::base
