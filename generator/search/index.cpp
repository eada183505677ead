#include "search/index.h"

#include <algorithm>
#include <bit>

#include "base/utf8.h"
#include "search/document.h"
#include "search/encode.h"
#include "search/head.h"

namespace kitei::search {
namespace {

constexpr std::size_t kShardBlocks = 128;

// A gram in one chunk.
struct Entry {
  std::uint32_t gram;
  std::uint32_t chunk;
  std::uint32_t documents;
};

// Where the grams from `bound` on begin in a chunk. Their numbers are spread evenly, so that a first guess is nearly right.
const Gram* first_of(const std::vector<Gram>& grams, std::uint64_t bound) {
  const Gram* begin = grams.data();
  const Gram* end = begin + grams.size();
  const Gram* at = begin + std::min<std::uint64_t>(grams.size(), (bound * grams.size()) >> 32);
  while (at > begin && at[-1].number >= bound) --at;
  while (at < end && at->number < bound) ++at;
  return at;
}

// The entries of all chunks with from <= gram < to, by gram and chunk. Put in place by the bits below those that they share
// and then by insertion, which moves little: chunk by chunk, so that those of one gram keep the order of chunks.
std::vector<Entry> entries_between(const std::vector<std::vector<Gram>>& chunks, std::uint64_t from, std::uint64_t to) {
  struct Range {
    const Gram* begin;
    const Gram* end;
  };
  std::vector<Range> ranges;
  std::size_t total = 0;
  for (const std::vector<Gram>& grams : chunks) {
    ranges.push_back({first_of(grams, from), first_of(grams, to)});
    total += static_cast<std::size_t>(ranges.back().end - ranges.back().begin);
  }
  const unsigned width = static_cast<unsigned>(std::bit_width(to - from - 1));  // of what differs
  const unsigned bits = std::min(width, static_cast<unsigned>(std::bit_width(total)));
  const auto bucket = [&](const Gram& gram) { return (gram.number - from) >> (width - bits); };
  std::vector<std::uint32_t> places((std::size_t{1} << bits) + 1);
  for (const Range& range : ranges) {
    for (const Gram* gram = range.begin; gram != range.end; ++gram) ++places[bucket(*gram) + 1];
  }
  for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
  std::vector<Entry> entries(total);
  for (std::uint32_t chunk = 0; chunk < ranges.size(); ++chunk) {
    for (const Gram* gram = ranges[chunk].begin; gram != ranges[chunk].end; ++gram) {
      entries[places[bucket(*gram)]++] = {gram->number, chunk, gram->documents};
    }
  }
  for (std::size_t i = 1; i < entries.size(); ++i) {
    const Entry entry = entries[i];
    std::size_t at = i;
    for (; at > 0 && entries[at - 1].gram > entry.gram; --at) entries[at] = entries[at - 1];
    entries[at] = entry;
  }
  return entries;
}

// The documents of a gram, whose entries are given, as append_list writes them.
void append_documents(std::string& out, const Entry* begin, const Entry* end, std::size_t documents, std::vector<std::uint32_t>& scratch) {
  scratch.clear();
  std::size_t count = 0;
  for (const Entry* entry = begin; entry != end; ++entry) count += static_cast<std::size_t>(std::popcount(entry->documents));
  if (count > bitmap_length(documents)) {
    scratch.resize((documents + kChunk - 1) / kChunk);
    for (const Entry* entry = begin; entry != end; ++entry) scratch[entry->chunk] = entry->documents;
    return append_bitmap(out, scratch, documents);
  }
  for (const Entry* entry = begin; entry != end; ++entry) {
    for (std::uint32_t bits = entry->documents; bits != 0; bits &= bits - 1) {
      scratch.push_back(entry->chunk * static_cast<std::uint32_t>(kChunk) + static_cast<std::uint32_t>(std::countr_zero(bits)));
    }
  }
  append_list(out, scratch, documents);
}

}  // namespace

std::vector<const model::Document*> searched_documents(const model::Handbook& handbook) {
  std::vector<std::pair<std::string, const model::Document*>> keyed;
  keyed.reserve(handbook.documents.size());
  for (const model::Document& document : handbook.documents) {
    if (is_searched(document)) keyed.emplace_back(base::ascii_lower(document.id.text), &document);
  }
  std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const model::Document*> out;
  out.reserve(keyed.size());
  for (const auto& [key, document] : keyed) out.push_back(document);
  return out;
}

std::string group_file(std::size_t first_document, std::span<const std::string> records) {
  std::string out = script_head("texts", first_document);
  std::size_t size = out.size() + 8;
  for (const std::string& record : records) size += record.size() + 2;
  out.reserve(size);
  out += "[\n";
  for (const std::string& record : records) {
    out += record;
    out += &record == &records.back() ? "\n" : ",\n";
  }
  out += ']';
  out += kScriptEnd;
  return out;
}

std::vector<std::string> shard_files(const std::vector<std::vector<Gram>>& chunks, const Layout& layout, std::size_t first, std::size_t count) {
  const unsigned shift = 32 - layout.shard_bits;
  const std::vector<Entry> entries =
      entries_between(chunks, static_cast<std::uint64_t>(first) << shift, static_cast<std::uint64_t>(first + count) << shift);
  const Entry* at = entries.data();
  const Entry* const end = at + entries.size();
  std::vector<std::uint32_t> scratch;
  std::vector<std::string> files;
  std::string data;
  for (std::size_t shard = first; shard < first + count; ++shard) {
    data.assign(1, '"');
    while (at != end && layout.shard_of(at->gram) == shard) {
      const Entry* next = at + 1;
      while (next != end && next->gram == at->gram) ++next;
      data += ' ';
      append_key(data, at->gram);
      append_documents(data, at, next, layout.documents, scratch);
      at = next;
    }
    data += " \"";
    files.push_back(script("grams", shard, data));
  }
  return files;
}

namespace {

std::string write_documents(const std::vector<const model::Document*>& documents, const model::Handbook& handbook, const RecordOf& record_of,
                            const base::ForEach& for_each, const base::FileSink& sink) {
  Layout layout = layout_for(documents.size());
  const auto give = [&](std::string bytes) {
    std::string name = content_name(bytes);
    sink(path_of(name), std::move(bytes));
    return name;
  };
  std::vector<std::vector<Gram>> chunks(layout.chunks());
  std::vector<std::string> group_names(chunks.size());
  for_each(chunks.size(), [&](std::size_t chunk) {
    GramTable grams(handbook.catalogs);
    std::vector<std::string> records(layout.chunk_size(chunk));
    for (std::size_t i = 0; i < records.size(); ++i) {
      records[i] = record_of(chunk * kChunk + i);
      grams.add(i, documents[chunk * kChunk + i]->id.text, records[i]);
      layout.chunk_bytes[chunk] += records[i].size();
    }
    chunks[chunk] = grams.sorted();
    const std::size_t size = layout.group_size(chunk);
    for (std::size_t from = 0; from < records.size(); from += size) {
      const std::size_t to = std::min(records.size(), from + size);
      group_names[chunk] += give(group_file(chunk * kChunk + from, std::span(records).subspan(from, to - from)));
    }
  });
  // Each block of shards goes once through all chunks; blocks are few, so that the whole stays linear.
  const std::size_t block = std::max<std::size_t>(1, layout.shards() / kShardBlocks);
  layout.names.resize(layout.shards() * kNameLength);
  for_each(layout.shards() / block, [&](std::size_t i) {
    std::size_t at = i * block * kNameLength;
    for (std::string& file : shard_files(chunks, layout, i * block, block)) {
      give(std::move(file)).copy(layout.names.data() + at, kNameLength);
      at += kNameLength;
    }
  });
  for (const std::string& names : group_names) layout.names += names;
  layout.head = head_text(documents, handbook);
  return layout_text(layout);
}

}  // namespace

std::string write_index(const model::Handbook& handbook, const base::ForEach& for_each, const base::FileSink& sink) {
  const std::vector<const model::Document*> documents = searched_documents(handbook);
  return write_documents(documents, handbook, [&](std::size_t place) { return index_document(*documents[place]).record; }, for_each, sink);
}

std::string write_index(const model::Handbook& handbook, const RecordOf& record_of, const base::ForEach& for_each, const base::FileSink& sink) {
  return write_documents(searched_documents(handbook), handbook, record_of, for_each, sink);
}

}  // namespace kitei::search
