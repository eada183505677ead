#include "history/freeze.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "adapters/hash.h"
#include "history/record.h"

namespace kitei::history {
namespace {

constexpr std::string_view kFolder = "editions/";
constexpr std::string_view kAltered = "frozen-edition-altered";

bool is_hidden(std::string_view path) { return path.starts_with('.') || path.find("/.") != std::string_view::npos; }

std::vector<std::pair<std::string, std::string>> hashes_of(const base::FileTree& files) {
  std::vector<std::pair<std::string, std::string>> hashes;
  for (const auto& [path, bytes] : files) {
    if (is_source(path)) hashes.emplace_back(path, adapters::sha256_of_text_form(bytes));
  }
  return hashes;
}

base::Diagnostic altered(std::string path, base::Message message, base::Message hint) {
  return {std::string(kAltered), std::move(path), {1, 1, 0},
          std::move(message),    std::move(hint), base::Severity::Error};
}

}  // namespace

bool is_source(std::string_view path) {
  return !is_hidden(path) && path != kEditionRecord && !path.starts_with(kFolder) && !path.starts_with("output/");
}

base::FileTree freeze(const base::FileTree& sources, const FreezeRequest& request) {
  base::FileTree frozen;
  for (const auto& [path, bytes] : sources) {
    if (is_source(path)) frozen.emplace(path, bytes);
  }
  model::EditionRecord record;
  record.id = request.id;
  record.effective = request.effective;
  record.note = request.note;
  record.program_version = request.program_version;
  record.files = hashes_of(frozen);
  frozen.emplace(std::string(kEditionRecord), write_edition_record(record));
  return frozen;
}

SplitTree split_editions(base::FileTree whole) {
  SplitTree split;
  while (!whole.empty()) {
    auto node = whole.extract(whole.begin());
    const std::string& path = node.key();
    if (!path.starts_with(kFolder)) {
      split.working.insert(split.working.end(), std::move(node));
      continue;
    }
    const auto slash = path.find('/', kFolder.size());
    if (slash == std::string::npos || is_hidden(path.substr(0, slash))) continue;
    base::FileTree& edition = split.editions[path.substr(kFolder.size(), slash - kFolder.size())];
    node.key() = path.substr(slash + 1);
    edition.insert(edition.end(), std::move(node));
  }
  return split;
}

base::Diagnostics check_integrity(const base::FileTree& files, const model::EditionRecord& record,
                                  std::string_view path_prefix) {
  base::Diagnostics diagnostics;
  auto report = [&](const std::string& path, base::Message message, base::Message hint) {
    diagnostics.push_back(altered(std::string(path_prefix) + path, std::move(message), std::move(hint)));
  };
  const base::Message restore{
      "restore the file from a backup or from version control; changes belong into the next edition",
      "バックアップまたはバージョン管理から元に戻してください。変更は次の発行版で行います"};
  for (const auto& [path, expected] : record.files) {
    const std::string* bytes = base::find_file(files, path);
    if (!bytes) {
      report(path,
             {fmt::format("the edition {} is published, but '{}' is missing from it", record.id, path),
              fmt::format("発行済みの版 {} から「{}」がなくなっています", record.id, path)},
             restore);
      continue;
    }
    if (adapters::sha256_of_text_form(*bytes) == expected) continue;
    report(path,
           {fmt::format("the edition {} is published, but '{}' has changed since", record.id, path),
            fmt::format("発行済みの版 {} の「{}」が、発行後に変更されています", record.id, path)},
           restore);
  }
  for (const auto& [path, bytes] : files) {
    if (!is_source(path)) continue;
    const auto known = std::lower_bound(record.files.begin(), record.files.end(), path,
                                        [](const auto& entry, const std::string& p) { return entry.first < p; });
    if (known != record.files.end() && known->first == path) continue;
    report(path,
           {fmt::format("the edition {} is published, but '{}' was added since", record.id, path),
            fmt::format("発行済みの版 {} に「{}」が追加されています", record.id, path)},
           {"take the file out of the edition's folder; new documents belong into the next edition",
            "この版のフォルダーから取り除いてください。新しい文書は次の発行版に入れます"});
  }
  return diagnostics;
}

base::Read<std::vector<FrozenFiles>> read_frozen_editions(std::map<std::string, base::FileTree> editions) {
  base::Read<std::vector<FrozenFiles>> read;
  for (auto& [id, files] : editions) {
    const std::string prefix = std::string(kFolder) + id + "/";
    const std::string record_path = prefix + std::string(kEditionRecord);
    const std::string* text = base::find_file(files, kEditionRecord);
    if (!text) {
      read.diagnostics.push_back(
          altered(record_path,
                  {fmt::format("the edition {} has no edition.yaml", id),
                   fmt::format("発行版 {} に edition.yaml がありません", id)},
                  {"editions are made by 'kitei release'; restore the file, or remove the folder",
                   "発行版は「kitei release」で作ります。ファイルを元に戻すか、フォルダーを削除してください"}));
      continue;
    }
    auto record = read_edition_record(*text, record_path);
    const bool readable = std::none_of(record.diagnostics.begin(), record.diagnostics.end(),
                                       [](const base::Diagnostic& d) { return d.code == kAltered; });
    base::append(read.diagnostics, std::move(record.diagnostics));
    if (!readable) continue;
    if (record.value.id != id) {
      read.diagnostics.push_back(
          altered(record_path,
                  {fmt::format("the folder is named '{}', but the edition in it is '{}'", id, record.value.id),
                   fmt::format("フォルダー名は「{}」ですが、中の発行版は「{}」です", id, record.value.id)},
                  {"a published edition keeps its name", "発行済みの版の名前は変えられません"}));
      continue;
    }
    base::append(read.diagnostics, check_integrity(files, record.value, prefix));
    files.erase(std::string(kEditionRecord));
    read.value.push_back({std::move(record.value), std::move(files)});
  }
  std::sort(read.value.begin(), read.value.end(),
            [](const FrozenFiles& a, const FrozenFiles& b) { return is_older(a.record, b.record); });
  return read;
}

bool same_sources(const base::FileTree& working, const model::EditionRecord& record) {
  return hashes_of(working) == record.files;
}

}  // namespace kitei::history
