// The file: a magic line, the key, a section with each edition and then the timeline.
#include "cli/load/frozen_names.h"

#include <algorithm>
#include <utility>

#include "adapters/sha256.h"
#include "archive/handbook.h"
#include "cli/load/section.h"
#include "cli/machine/disk.h"

namespace kitei::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "kitei names 1\n";

fs::path place_in(const fs::path& output) { return output / ".kitei" / "frozen-names"; }

Hash key_of(std::vector<Hash> keys) {
  std::sort(keys.begin(), keys.end());
  base::BinaryWriter key;
  for (const Hash& each : keys) key.raw(each.data(), each.size());
  return adapters::sha256(key.bytes());
}

// Takes what stands before the section off the front; false: it is not of this key.
bool take_head(std::string_view& bytes, const Hash& key) {
  const std::string_view as_bytes(reinterpret_cast<const char*>(key.data()), key.size());
  if (!bytes.starts_with(kMagic) || bytes.substr(kMagic.size(), key.size()) != as_bytes) return false;
  bytes.remove_prefix(kMagic.size() + key.size());
  return true;
}

std::optional<std::size_t> place_of(const model::Handbook& handbook, const std::string& id) {
  const auto found = handbook.index_by_id.find(id);
  return found == handbook.index_by_id.end() ? std::nullopt : std::optional(found->second);
}

// Whether the next newer edition holds this document alike.
bool is_repeated(const WholeEdition& edition, std::size_t document, const WholeEdition& newer) {
  const model::Handbook& then = edition.edition.handbook;
  const model::Handbook& later = newer.edition.handbook;
  const model::Document& own = then.documents[document];
  const auto other = place_of(later, own.id.folded());
  if (!other || later.documents[*other].sha256 != own.sha256 || edition.facts.addresses[document] != newer.facts.addresses[*other]) return false;
  const auto leads_alike = [&](const model::DocumentId& id) { return place_of(then, id.folded()) == document && place_of(later, id.folded()) == other; };
  if (!leads_alike(own.id) || !std::all_of(own.aliases.begin(), own.aliases.end(), leads_alike)) return false;
  base::BinaryWriter names, other_names;
  archive::write_name(names, own);
  archive::write_name(other_names, later.documents[*other]);
  return names.bytes() == other_names.bytes();
}

// What is part of a whole is withheld with it, and so is looked at beside it.
void keep_heads(const model::Handbook& handbook, std::vector<char>& wanted) {
  for (bool more = true; std::exchange(more, false);) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const model::DocumentId& head = handbook.documents[i].part_of;
      const auto place = wanted[i] && !head.empty() ? place_of(handbook, head.folded()) : std::nullopt;
      if (place && !std::exchange(wanted[*place], true)) more = true;
    }
  }
}

// By document of each edition but the newest.
std::vector<std::vector<char>> find_wanted(std::span<const WholeEdition> oldest_first, std::span<const model::TimelineEntry> timeline) {
  std::vector<std::vector<char>> wanted;
  for (std::size_t e = 0; e + 1 < oldest_first.size(); ++e) {
    const model::Edition& edition = oldest_first[e].edition;
    std::vector<char>& own = wanted.emplace_back(edition.handbook.documents.size());
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = !is_repeated(oldest_first[e], i, oldest_first[e + 1]);
    for (const model::TimelineEntry& entry : timeline) {
      const auto holder = entry.newest_edition == edition.id ? place_of(edition.handbook, entry.id.folded()) : std::nullopt;
      if (holder) own[*holder] = true;
    }
    keep_heads(edition.handbook, own);
  }
  return wanted;
}

// Edition::left_out.
std::string ids_of_others(const model::Handbook& handbook, const std::vector<char>& wanted) {
  std::vector<std::string_view> ids;
  for (const auto& [id, document] : handbook.index_by_id) {
    if (!wanted[document]) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end());
  std::string lines;
  for (const std::string_view id : ids) (lines += id) += '\n';
  return lines;
}

}  // namespace

std::optional<FrozenNames> find_frozen_names(const fs::path& output, std::vector<Hash> keys) {
  const std::size_t count = keys.size();
  MappedFile file(place_in(output));
  if (!file.is_open()) return std::nullopt;
  std::string_view rest(file.bytes().data(), file.bytes().size());
  if (!take_head(rest, key_of(std::move(keys)))) return std::nullopt;
  const auto section = take_section(rest);
  if (!section || !rest.empty()) return std::nullopt;
  base::BinaryReader in(*section);
  FrozenNames names;
  names.older.resize(in.count());
  for (OlderEdition& edition : names.older) {
    in.raw(edition.key.data(), edition.key.size());
    edition.record = archive::read_edition_record(in);
    edition.handbook = archive::read_names(in);
    edition.facts = read_facts(in);
    edition.left_out = in.text();
    if (edition.facts.addresses.size() != edition.handbook.documents.size()) return std::nullopt;
    for (model::Document& document : edition.handbook.documents) document.origin = edition.record.id;
  }
  names.timeline = archive::read_timeline(in);
  if (in.failed() || !in.at_end() || names.older.size() + 1 != count) return std::nullopt;
  return names;
}

void keep_frozen_names(const fs::path& output, std::span<const WholeEdition> oldest_first, std::span<const model::TimelineEntry> timeline) {
  if (oldest_first.empty()) return;
  std::vector<Hash> keys;
  for (const WholeEdition& each : oldest_first) keys.push_back(each.key);
  const Hash key = key_of(std::move(keys));
  if (const MappedFile file(place_in(output)); file.is_open()) {
    std::string_view bytes(file.bytes().data(), file.bytes().size());
    if (take_head(bytes, key) && take_section(bytes) && bytes.empty()) return;
  }
  const std::vector<std::vector<char>> wanted = find_wanted(oldest_first, timeline);
  base::BinaryWriter section, out;
  section.number(wanted.size());
  for (std::size_t e = 0; e < wanted.size(); ++e) {
    const WholeEdition& each = oldest_first[e];
    section.raw(each.key.data(), each.key.size());
    model::EditionRecord record = *each.edition.record;
    record.files.clear();
    archive::write_edition_record(section, record);
    archive::write_names(section, each.edition.handbook, [&](std::size_t i) { return wanted[e][i] != 0; });
    TextFacts facts{each.facts.days, {}};
    for (std::size_t i = 0; i < wanted[e].size(); ++i) {
      if (wanted[e][i]) facts.addresses.push_back(each.facts.addresses[i]);
    }
    write_facts(section, facts);
    section.text(ids_of_others(each.edition.handbook, wanted[e]));
  }
  archive::write_timeline(section, timeline);
  out.raw(key.data(), key.size());
  write_section(out, section);
  const std::string_view pieces[] = {kMagic, out.bytes()};
  replace_file(place_in(output), pieces);
}

}  // namespace kitei::cli
