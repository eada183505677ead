#include "history/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "adapters/yaml.h"
#include "adapters/yaml_fields.h"
#include "base/utf8.h"

namespace kitei::history {
namespace {

constexpr std::string_view kCode = "frozen-edition-altered";

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

std::string yaml_quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint c = base::code_point_at(text, i);
    const std::string_view bytes = text.substr(i, c.length);
    i += c.length;
    switch (c.value) {
      case U'"':
        out += "\\\"";
        break;
      case U'\\':
        out += "\\\\";
        break;
      case U'\n':
        out += "\\n";
        break;
      case U'\r':
        out += "\\r";
        break;
      case U'\t':
        out += "\\t";
        break;
      default:
        if (c.value < 0x20 || (c.value >= 0x7F && c.value <= 0x9F)) {
          fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned>(c.value));
        } else if (c.value == 0x2028 || c.value == 0x2029 || c.value == 0xFEFF) {
          fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c.value));
        } else {
          out += bytes;
        }
    }
  }
  return out + "\"";
}

std::string yaml_scalar(std::string_view text) {
  constexpr std::array<std::string_view, 9> kWords{"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
  const std::string lower = base::ascii_lower(text);
  const bool word = std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
  // ASCII punctuation has too many meanings in YAML, and a first digit or point may begin a number or date.
  const bool safe = !text.empty() && !word && !(text.front() >= '0' && text.front() <= '9') &&
                    base::trim(text) == text && std::all_of(text.begin(), text.end(), [](char c) {
                      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                      return letter || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
                    });
  // Wide blanks, colons and controls beyond ASCII are legal, but read like faults.
  const bool odd = text.find("　") != std::string_view::npos || text.find("：") != std::string_view::npos ||
                   yaml_quoted(text).size() != text.size() + 2;
  return safe && !odd ? std::string(text) : yaml_quoted(text);
}

std::string write_edition_record(const model::EditionRecord& record) {
  std::string out = "# Written by kitei release. This edition is published: its files must not change.\n";
  auto line = [&](std::string_view key, const std::string& value) { out += fmt::format("{}: {}\n", key, value); };
  line("id", yaml_quoted(record.id));
  line("effective_date", base::iso_date(record.effective));
  line("note", yaml_quoted(record.note));
  line("program_version", yaml_quoted(record.program_version));
  if (record.files.empty()) {
    out += "files: {}\n";
    return out;
  }
  out += "files:\n";
  std::vector<std::pair<std::string, std::string>> files = record.files;
  std::sort(files.begin(), files.end());
  for (const auto& [path, hash] : files) out += fmt::format("  {}: {}\n", yaml_quoted(path), hash);
  return out;
}

base::Read<model::EditionRecord> read_edition_record(std::string_view text, std::string_view path) {
  base::Read<model::EditionRecord> read;
  auto parsed = adapters::parse_yaml(text, path, 1, kCode);
  base::append(read.diagnostics, std::move(parsed.diagnostics));
  if (!read.diagnostics.empty()) return read;
  const adapters::FieldContext context{path, kCode, &read.diagnostics};
  adapters::Fields fields(parsed.value, context, {}, {"edition.yaml", "edition.yaml"});
  read.value.id = fields.required_text("id");
  const auto effective = fields.date("effective_date");
  if (effective) {
    read.value.effective = *effective;
  } else if (fields.readable() && !fields.has("effective_date")) {
    context.report(fields.position(), {"edition.yaml: 'effective_date' is missing",
                                       "edition.yaml に effective_date（施行日）がありません"});
  }
  read.value.note = fields.text("note");
  read.value.program_version = fields.text("program_version");
  for (auto& [file, hash] : fields.text_map("files")) {
    if (!is_sha256(hash.text)) {
      context.report(hash.position, {fmt::format("'{}' has no SHA-256 (64 digits 0-9 a-f)", file.text),
                                     fmt::format("「{}」のSHA-256（0-9 a-f の64桁）がありません", file.text)});
      continue;
    }
    read.value.files.emplace_back(std::move(file.text), std::move(hash.text));
  }
  std::sort(read.value.files.begin(), read.value.files.end());
  fields.finish(adapters::UnknownKeys::Warn);
  return read;
}

}  // namespace kitei::history
