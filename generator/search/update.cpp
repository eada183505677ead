#include "search/update.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "search/encode.h"
#include "search/grams.h"
#include "search/head.h"
#include "search/index.h"
#include "search/layout.h"

namespace kitei::search {
namespace {

// A document that came to a gram, or left it.
struct Change {
  std::uint32_t gram;
  std::uint32_t document;
  bool came;
};

// What becomes of a list. Documents are few; the list is put in order again by merging.
std::vector<std::uint32_t> changed_list(std::vector<std::uint32_t> numbers, const Change* begin, const Change* end) {
  for (const Change* change = begin; change != end; ++change) {
    const auto at = std::lower_bound(numbers.begin(), numbers.end(), change->document);
    if (change->came) {
      numbers.insert(at, change->document);
    } else if (at != numbers.end() && *at == change->document) {
      numbers.erase(at);
    }
  }
  return numbers;
}

std::string key_of(std::uint32_t gram) {
  std::string key;
  append_key(key, gram);
  return key;
}

std::uint32_t value_of_key(std::string_view key) {
  std::uint32_t value = 0;
  for (const char c : key) value = value << 6 | value_of(c);
  return value;
}

// A shard after the changes, which are sorted by gram and all its own. Keys are in the order of their values.
std::optional<std::string> changed_shard(std::string_view file, std::size_t shard, const Change* begin, const Change* end, std::size_t documents) {
  constexpr std::uint32_t kKeyBits = (1u << 30) - 1;
  const std::string frame = script("grams", shard, "\"\"");
  const std::string_view before = std::string_view(frame).substr(0, frame.size() - 3), after = " \")\n";
  if (!file.starts_with(before) || !file.ends_with(after)) return std::nullopt;
  std::string_view rest = file.substr(before.size(), file.size() - before.size() - after.size());
  std::string data = "\"";
  const auto append = [&](std::string_view key, const std::vector<std::uint32_t>& numbers) {
    if (numbers.empty()) return;
    data += ' ';
    data += key;
    append_list(data, numbers, documents);
  };
  while (begin != end || !rest.empty()) {
    const std::size_t length = rest.empty() ? 0 : std::min(rest.find(' ', 1), rest.size());
    if (length > 0 && length <= kKeyLength) return std::nullopt;
    const std::string_view key = length > 0 ? rest.substr(1, kKeyLength) : std::string_view();
    const std::uint32_t next = begin == end ? 0 : begin->gram & kKeyBits;
    if (begin == end || (length > 0 && value_of_key(key) < next)) {
      data += rest.substr(0, length);
      rest.remove_prefix(length);
      continue;
    }
    const Change* last = begin;
    while (last != end && last->gram == begin->gram) ++last;
    const bool known = length > 0 && value_of_key(key) == next;
    append(key_of(begin->gram), changed_list(known ? read_list(rest.substr(1 + kKeyLength, length - 1 - kKeyLength)) : std::vector<std::uint32_t>(), begin, last));
    if (known) rest.remove_prefix(length);
    begin = last;
  }
  return script("grams", shard, data + " \"");
}

// The records of a group file, or nothing when it is not one.
std::vector<std::string> records_of(std::string_view file) {
  std::vector<std::string> records;
  file.remove_prefix(std::min(file.size(), file.find('\n')));
  while (file.size() > 1) {
    file.remove_prefix(1);
    std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(line.size());
    if (line == "])") return records;
    if (line.ends_with(',')) line.remove_suffix(1);
    records.emplace_back(line);
  }
  return {};
}

class Update {
 public:
  Update(Layout layout, const ReadFile& read) : old_(std::move(layout)), new_(old_), read_(read) {}

  // The file at a place of the old index.
  std::optional<std::string> file(std::size_t place) const {
    const std::string_view name = std::string_view(old_.names).substr(place * kNameLength, kNameLength);
    std::optional<std::string> bytes = read_(path_of(name));
    if (bytes && content_name(*bytes) != name) return std::nullopt;
    return bytes;
  }

  // Puts the new texts in place and notes which grams came and went.
  bool change_texts(const std::map<std::size_t, const DocumentIndex*>& changed, const std::vector<model::Catalog>& catalogs) {
    for (auto at = changed.begin(); at != changed.end();) {
      const std::size_t chunk = at->first / kChunk;
      const std::size_t size = old_.group_size(chunk);
      const std::size_t first = at->first - at->first % kChunk % size;
      const std::size_t place = old_.place_of_group(chunk, first % kChunk / size);
      const std::optional<std::string> before = file(place);
      if (!before) return false;
      std::vector<std::string> records = records_of(*before);
      for (; at != changed.end() && at->first < first + records.size(); ++at) {
        std::string& record = records[at->first - first];
        note_grams(at->first, grams_of(at->second->id, record, catalogs), grams_of(at->second->id, at->second->record, catalogs));
        new_.chunk_bytes[chunk] += at->second->record.size() - record.size();
        record = at->second->record;
      }
      if (records.empty() || new_.group_size(chunk) != size) return false;
      put(place, group_file(first, records));
    }
    return true;
  }

  bool change_shards() {
    std::stable_sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.gram < b.gram; });
    const Change* const end = changes_.data() + changes_.size();
    for (const Change* from = changes_.data(); from != end;) {
      const std::size_t shard = old_.shard_of(from->gram);
      const Change* to = from;
      while (to != end && old_.shard_of(to->gram) == shard) ++to;
      const std::optional<std::string> before = file(shard);
      std::optional<std::string> after = before ? changed_shard(*before, shard, from, to, old_.documents) : std::nullopt;
      if (!after) return false;
      put(shard, std::move(*after));
      from = to;
    }
    return true;
  }

  IndexUpdate result() {
    IndexUpdate update;
    const auto names_of = [](const Layout& layout) {
      std::vector<std::string_view> names;
      for (std::size_t at = 0; at < layout.names.size(); at += kNameLength) names.push_back(std::string_view(layout.names).substr(at, kNameLength));
      std::sort(names.begin(), names.end());
      names.erase(std::unique(names.begin(), names.end()), names.end());
      return names;
    };
    const std::vector<std::string_view> before = names_of(old_), after = names_of(new_);
    for (auto& [name, bytes] : made_) {
      if (!std::binary_search(before.begin(), before.end(), name)) update.files.push_back({path_of(name), std::move(bytes)});
    }
    for (const std::string_view name : before) {
      if (!std::binary_search(after.begin(), after.end(), name)) update.gone.push_back(path_of(name));
    }
    update.entry = layout_text(new_);
    return update;
  }

 private:
  void note_grams(std::size_t document, const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& after) {
    const auto number = static_cast<std::uint32_t>(document);
    std::vector<std::uint32_t> found;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(found));
    for (const std::uint32_t gram : found) changes_.push_back({gram, number, false});
    found.clear();
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(found));
    for (const std::uint32_t gram : found) changes_.push_back({gram, number, true});
  }

  void put(std::size_t place, std::string bytes) {
    const std::string name = content_name(bytes);
    name.copy(new_.names.data() + place * kNameLength, kNameLength);
    made_.insert_or_assign(name, std::move(bytes));
  }

  Layout old_;
  Layout new_;
  const ReadFile& read_;
  std::vector<Change> changes_;
  std::map<std::string, std::string> made_;  // name → bytes
};

}  // namespace

std::optional<IndexUpdate> update_index(std::string_view entry, const std::vector<DocumentIndex>& changed,
                                        const model::Config& config, const std::vector<model::Catalog>& catalogs,
                                        const ReadFile& read) {
  std::optional<Layout> layout = read_layout(entry);
  if (!layout) return std::nullopt;
  std::map<std::size_t, const DocumentIndex*> by_place;
  for (const DocumentIndex& document : changed) {
    const std::optional<std::size_t> place = place_in_head(layout->head, document.id, document.kind, config);
    if (!place) return std::nullopt;
    by_place.emplace(*place, &document);
  }
  Update update(std::move(*layout), read);
  if (!update.change_texts(by_place, catalogs) || !update.change_shards()) return std::nullopt;
  return update.result();
}

std::optional<std::vector<std::string>> read_records(std::string_view entry, const ReadFile& read, const base::ForEach& for_each) {
  const std::optional<Layout> layout = read_layout(entry);
  if (!layout) return std::nullopt;
  std::vector<std::string> all(layout->documents);
  std::vector<char> whole(layout->chunks(), 0);
  for_each(layout->chunks(), [&](std::size_t chunk) {
    std::size_t at = chunk * kChunk;
    const std::size_t end = at + layout->chunk_size(chunk);
    for (std::size_t group = 0; group < layout->groups(chunk); ++group) {
      const std::string_view name = std::string_view(layout->names).substr(layout->place_of_group(chunk, group) * kNameLength, kNameLength);
      const std::optional<std::string> bytes = read(path_of(name));
      if (!bytes || content_name(*bytes) != name) return;
      std::vector<std::string> records = records_of(*bytes);
      if (records.size() > end - at) return;
      at = static_cast<std::size_t>(std::move(records.begin(), records.end(), all.begin() + static_cast<std::ptrdiff_t>(at)) - all.begin());
    }
    whole[chunk] = at == end;
  });
  if (std::find(whole.begin(), whole.end(), 0) != whole.end()) return std::nullopt;
  return all;
}

}  // namespace kitei::search
