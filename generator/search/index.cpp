#include "search/index.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "base/utf8.h"
#include "search/encode.h"
#include "search/fold.h"

namespace kitei::search {
namespace {

constexpr std::size_t kDocumentsPerShard = 4;
constexpr unsigned kFewestShardBits = 3;
constexpr unsigned kMostShardBits = 12;
constexpr std::size_t kShardBlocks = 128;
constexpr std::size_t kGroupBytes = 16 << 10;
constexpr std::size_t kLargestGroup = 32;

std::string call(std::string_view sort, std::size_t number, std::string_view data) {
  return fmt::format("KITEI_SEARCH(\"{}\",{},{})\n", sort, number, data);
}

// Where the grams of a shard lie in a document's sorted grams. Their numbers are spread evenly, so that a first guess is
// nearly right.
const std::uint32_t* first_of(const std::vector<std::uint32_t>& grams, std::uint64_t bound) {
  const std::uint32_t* begin = grams.data();
  const std::uint32_t* end = begin + grams.size();
  const std::uint32_t* at = begin + std::min<std::uint64_t>(grams.size(), (bound * grams.size()) >> 32);
  while (at > begin && at[-1] >= bound) --at;
  while (at < end && *at < bound) ++at;
  return at;
}

// The grams of some shards, each with its documents, grouped in two passes: how many documents has each gram, then which.
// Documents come in ascending order, so that each list is sorted as it is filled.
class Lists {
 public:
  Lists(const Documents& documents, std::uint64_t from, std::uint64_t to) : slots_(1024) {
    for (std::uint32_t i = 0; i < documents.size(); ++i) {
      const std::vector<std::uint32_t>& grams = documents[i]->grams;
      const std::uint32_t* end = grams.data() + grams.size();
      for (const std::uint32_t* gram = first_of(grams, from); gram != end && *gram < to; ++gram) {
        const std::uint32_t list = list_of(*gram);
        ++lists_[list].count;
        pairs_.push_back({list, i});
      }
    }
    std::uint32_t next = 0;
    for (List& list : lists_) {
      list.end = next;
      next += list.count;
    }
    numbers_.resize(pairs_.size());
    for (const Pair& pair : pairs_) numbers_[lists_[pair.list].end++] = pair.document;
    std::sort(lists_.begin(), lists_.end(), [](const List& a, const List& b) { return a.gram < b.gram; });
  }

  struct List {
    std::uint32_t gram;
    std::uint32_t count;
    std::uint32_t end;
  };
  const std::vector<List>& lists() const { return lists_; }
  const std::uint32_t* numbers(const List& list) const { return numbers_.data() + list.end - list.count; }

 private:
  struct Pair {
    std::uint32_t list;
    std::uint32_t document;
  };

  // Open addressing by the lower bits, which the shard does not fix; a slot holds the number of a list and one more.
  std::uint32_t list_of(std::uint32_t gram) {
    std::size_t at = gram & (slots_.size() - 1);
    for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (lists_[slots_[at] - 1].gram == gram) return slots_[at] - 1;
    }
    lists_.push_back({gram, 0, 0});
    slots_[at] = static_cast<std::uint32_t>(lists_.size());
    if (lists_.size() * 2 > slots_.size()) grow();
    return static_cast<std::uint32_t>(lists_.size() - 1);
  }

  void grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::uint32_t i = 0; i < lists_.size(); ++i) {
      std::size_t at = lists_[i].gram & (slots_.size() - 1);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = i + 1;
    }
  }

  std::vector<std::uint32_t> slots_;
  std::vector<List> lists_;
  std::vector<Pair> pairs_;
  std::vector<std::uint32_t> numbers_;
};

std::string controls_of(const model::Handbook& handbook) {
  // [catalogue, title of the catalogue, ways of mention without blanks, id, title, id, title …]
  std::string out = "[";
  for (const model::Catalog& catalog : handbook.catalogs) {
    if (&catalog != &handbook.catalogs.front()) out += ',';
    out += '[';
    append_string(out, catalog.id);
    out += ',';
    append_string(out, catalog.title);
    std::string forms;
    for (const std::string& form : catalog.mentions) {
      if (form.find(' ') == std::string::npos && form.find("{id}") != std::string::npos) forms += (forms.empty() ? "" : "\n") + form;
    }
    out += ',';
    append_string(out, forms);
    for (const model::Control& control : catalog.controls) {
      for (const std::string* part : {&control.id, &control.title}) {
        out += ',';
        append_string(out, *part);
      }
    }
    out += ']';
  }
  return out + "]";
}

std::string terms_of(const model::Handbook& handbook) {
  std::string out = "[";
  for (const model::Term& term : handbook.registers.terms) {
    if (out.size() > 1) out += ',';
    out += '[';
    append_string(out, term.term);
    out += ',';
    append_string(out, term.reading);
    for (const std::string& alias : term.aliases) {
      out += ',';
      append_string(out, alias);
    }
    out += ']';
  }
  return out + "]";
}

}  // namespace

Documents in_order(const std::vector<DocumentIndex>& documents) {
  std::vector<std::pair<std::string, const DocumentIndex*>> keyed;
  keyed.reserve(documents.size());
  for (const DocumentIndex& document : documents) keyed.emplace_back(base::ascii_lower(document.id), &document);
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Documents out;
  out.reserve(keyed.size());
  for (const auto& [key, document] : keyed) out.push_back(document);
  return out;
}

Layout layout_of(const Documents& documents) {
  Layout layout;
  layout.documents = documents.size();
  const std::size_t shards = std::bit_ceil(std::max<std::size_t>(1, documents.size() / kDocumentsPerShard));
  layout.shard_bits = std::clamp(static_cast<unsigned>(std::countr_zero(shards)), kFewestShardBits, kMostShardBits);
  std::size_t bytes = 0;
  for (const DocumentIndex* document : documents) bytes += document->record.size();
  const std::size_t mean = documents.empty() ? 1 : std::max<std::size_t>(1, bytes / documents.size());
  layout.group_size = std::min(kLargestGroup, std::bit_floor(std::max<std::size_t>(1, kGroupBytes / mean)));
  return layout;
}

std::vector<std::string> shard_files(const Documents& documents, const Layout& layout, std::size_t first, std::size_t count) {
  const unsigned shift = 32 - layout.shard_bits;
  const Lists lists(documents, static_cast<std::uint64_t>(first) << shift, static_cast<std::uint64_t>(first + count) << shift);
  std::vector<std::string> files;
  auto list = lists.lists().begin();
  std::string data;
  for (std::size_t shard = first; shard < first + count; ++shard) {
    data = "\"";
    for (; list != lists.lists().end() && list->gram >> shift == shard; ++list) {
      data += ' ';
      append_key(data, list->gram);
      append_list(data, lists.numbers(*list), list->count, documents.size());
    }
    data += " \"";
    files.push_back(call("grams", shard, data));
  }
  return files;
}

std::string group_file(const Documents& documents, const Layout& layout, std::size_t group) {
  std::string data = "[";
  const std::size_t from = group * layout.group_size;
  for (std::size_t i = from; i < std::min(documents.size(), from + layout.group_size); ++i) {
    if (i > from) data += ",\n";
    data += documents[i]->record;
  }
  return call("texts", group, data + "]");
}

std::string head_file(const Documents& documents, const model::Handbook& handbook) {
  // Ids one after the other, each with what it shares with the one before: digit of the kind, digit of the shared length, rest.
  std::string ids;
  std::string_view before;
  for (const DocumentIndex* document : documents) {
    std::size_t shared = 0;
    const std::size_t limit = std::min<std::size_t>({before.size(), document->id.size(), 63});
    while (shared < limit && before[shared] == document->id[shared]) ++shared;
    const auto& kinds = handbook.config.kinds;
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const model::Kind& k) { return k.id == document->kind; });
    ids += digit(static_cast<std::size_t>(kind - kinds.begin()));
    ids += digit(shared);
    ids += document->id.substr(shared);
    ids += ' ';
    before = document->id;
  }
  std::string data = "{\"ids\":";
  append_string(data, ids);
  data += ",\n\"kinds\":[";
  for (const model::Kind& kind : handbook.config.kinds) {
    if (&kind != &handbook.config.kinds.front()) data += ',';
    data += '[';
    append_string(data, kind.id);
    data += ',';
    append_string(data, kind.label.in(handbook.config.language));
    data += ']';
  }
  data += "],\n\"terms\":" + terms_of(handbook) + ",\n\"controls\":" + controls_of(handbook) + "}";
  return call("head", 0, data);
}

std::string file_name(std::string_view bytes) { return "search/" + content_name(bytes) + ".js"; }

EditionIndex write_index(const Documents& documents, const model::Handbook& handbook, const base::ForEach& for_each) {
  const Layout layout = layout_of(documents);
  const std::size_t shards = layout.shards();
  const std::size_t groups = layout.groups();
  EditionIndex index;
  index.files.resize(shards + groups + 1);
  // Each block of shards goes once through all documents; blocks are few, so that the whole stays linear.
  const std::size_t block = std::max<std::size_t>(1, shards / kShardBlocks);
  for_each(shards / block, [&](std::size_t i) {
    std::vector<std::string> made = shard_files(documents, layout, i * block, block);
    for (std::size_t k = 0; k < block; ++k) index.files[i * block + k].bytes = std::move(made[k]);
  });
  for_each(groups + 1, [&](std::size_t i) {
    index.files[shards + i].bytes = i < groups ? group_file(documents, layout, i) : head_file(documents, handbook);
  });
  for_each(index.files.size(), [&](std::size_t i) { index.files[i].path = file_name(index.files[i].bytes); });
  std::size_t text_bytes = 0;
  for (std::size_t i = shards; i < shards + groups; ++i) text_bytes += index.files[i].bytes.size();
  std::string names;
  for (const File& file : index.files) names += std::string_view(file.path).substr(7, kNameLength);
  index.entry = call("index", layout.documents,
                     fmt::format("{{\"shardBits\":{},\"groupSize\":{},\"groupKB\":{},\"names\":\"{}\"}}", layout.shard_bits,
                                 layout.group_size, text_bytes / std::max<std::size_t>(1, groups) / 1000 + 1, names));
  return index;
}

std::vector<std::size_t> changed_shards(const DocumentIndex& before, const DocumentIndex& after, const Layout& layout) {
  std::vector<std::uint32_t> changed;
  std::set_symmetric_difference(before.grams.begin(), before.grams.end(), after.grams.begin(), after.grams.end(),
                                std::back_inserter(changed));
  std::vector<std::size_t> shards;
  for (const std::uint32_t gram : changed) {
    const std::size_t shard = gram >> (32 - layout.shard_bits);
    if (shards.empty() || shards.back() != shard) shards.push_back(shard);
  }
  return shards;
}

}  // namespace kitei::search
