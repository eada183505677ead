// Paths inside a tree: relative, with '/'. Nothing here touches a disk.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace kitei::base {

// "a/b/c.md" → "a/b"; "c.md" → "".
std::string_view parent_path(std::string_view path);
// "a/b/c.md" → "c.md".
std::string_view file_name(std::string_view path);
// "c.tar.gz" → "gz" in lower case; "" without one.
std::string extension(std::string_view path);

// The tree path that `target`, written in a file of folder `folder`, points at; nothing when it leaves the tree, is
// absolute or empty. "regulations", "../forms/x.md" → "forms/x.md".
std::optional<std::string> join_path(std::string_view folder, std::string_view target);

// The relative URL path from a page to another file of the same tree: "2026.1/procedure/A.html", "id/A.html" →
// "../../id/A.html". Not yet percent-encoded.
std::string relative_path(std::string_view from_page, std::string_view to_file);

// An ASCII file name for any id: letters, digits, '.', '-' stay, every other byte (also '_') becomes _xx; a leading dot
// too. Injective, so two ids never share a file.
std::string ascii_file_name(std::string_view id);

// A name as a Japanese office expects it in a pack: UTF-8 kept, each of \ / : * ? " < > | and controls replaced by '_',
// blanks and dots trimmed at the ends, at most `max_code_points`.
std::string office_file_name(std::string_view name, std::size_t max_code_points);

// Names Windows keeps for devices (CON, NUL, COM1 …), without regard to case or extension.
bool is_reserved_name(std::string_view name);

}  // namespace kitei::base
