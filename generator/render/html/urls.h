// Where each page of a site lies, and how pages link to each other. Pure functions from ids to paths.
//
// Two kinds of path, both with '/', never percent-encoded: inside an edition's folder ("procedure/AB-P-515.html") and
// inside the site ("2026.1/procedure/AB-P-515.html", "id/AB-P-515.html"). Only href() makes a URL: relative,
// percent-encoded, always naming a file. File names are ASCII; fragments keep Japanese letters.
#pragma once
#include <string>
#include <string_view>

#include "model/identifiers.h"

namespace kitei::render::html {

// Inside an edition's folder.
std::string catalog_path(std::string_view catalog);         // controls/iso27001-2022/index.html
std::string control_path(const model::ControlId& control);  // controls/iso27001-2022/5.15.html
std::string kind_path(std::string_view kind);               // procedure/index.html

// Inside the site.
std::string history_path(const model::DocumentId& id);                                 // id/AB-P-515.html
std::string version_path(const model::DocumentId& id, const model::Version& version);  // id/AB-P-515@1.2.html
std::string_view id_of_path(std::string_view path);                                    // AB-P-515, of one of these two
std::string comparison_path(std::string_view from, std::string_view to);  // changes/2025.1_2026.1/index.html
std::string redline_path(std::string_view from, std::string_view to, const model::DocumentId& id);
std::string word_path(std::string_view edition, const model::DocumentId& id);  // docx/2026.1/AB-P-515.docx

// The id attribute of a register's entry: prefix, '-', and the text with every ASCII character but letters, digits and
// '-' as _xx; no dots, no blanks.
std::string fragment_id(std::string_view prefix, std::string_view text);

// The link from one file of the site to another; `fragment` without '#', may be empty.
void append_href(std::string& out, std::string_view from_page, std::string_view to_file, std::string_view fragment = {});
std::string href(std::string_view from_page, std::string_view to_file, std::string_view fragment = {});

// The file under assets/ of a theme or handbook file: its name, eight digits of its SHA-256 (lower-case hex), its
// extension: "logo-1a2b3c4d.png". Files with the same content and name share one.
std::string asset_name(std::string_view path, std::string_view sha256);

}  // namespace kitei::render::html
