#include "search/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>

#include "search/encode.h"
#include "search/grams.h"

namespace kitei::search {
namespace {

constexpr std::size_t kDocumentsPerShard = 8;
constexpr unsigned kFewestShardBits = 3;
constexpr unsigned kMostShardBits = 10;
constexpr std::size_t kGroupBytes = 16 << 10;

// Takes `expected` from the beginning, if it stands there.
bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

bool take_number(std::string_view& text, std::size_t& number) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

}  // namespace

std::size_t Layout::chunks() const { return (documents + kChunk - 1) / kChunk; }

std::size_t Layout::chunk_size(std::size_t chunk) const { return std::min(kChunk, documents - chunk * kChunk); }

std::size_t Layout::group_size(std::size_t chunk) const {
  const std::size_t mean = std::max<std::size_t>(1, chunk_bytes[chunk] / chunk_size(chunk));
  return std::min(kChunk, std::bit_floor(std::max<std::size_t>(1, kGroupBytes / mean)));
}

std::size_t Layout::groups(std::size_t chunk) const {
  const std::size_t size = group_size(chunk);
  return (chunk_size(chunk) + size - 1) / size;
}

std::size_t Layout::place_of_group(std::size_t chunk, std::size_t group) const {
  std::size_t place = shards() + group;
  for (std::size_t i = 0; i < chunk; ++i) place += groups(i);
  return place;
}

Layout layout_for(std::size_t documents) {
  Layout layout;
  layout.documents = documents;
  const std::size_t shards = std::bit_ceil(std::max<std::size_t>(1, documents / kDocumentsPerShard));
  layout.shard_bits = std::clamp(static_cast<unsigned>(std::countr_zero(shards)), kFewestShardBits, kMostShardBits);
  layout.chunk_bytes.resize(layout.chunks());
  return layout;
}

std::string layout_text(const Layout& layout) {
  // The page is told the sizes of groups, so that there is one rule for them.
  std::string sizes;
  for (std::size_t i = 0; i < layout.chunks(); ++i) sizes += digit(layout.group_size(i));
  return script("index", layout.documents,
                fmt::format("{{\"shardBits\":{},\"groupSizes\":\"{}\",\"bytes\":[{}],\"names\":\"{}\",\"check\":\"{}\",\n{}}}", layout.shard_bits,
                            sizes, fmt::join(layout.chunk_bytes, ","), layout.names, content_name(layout.head), layout.head));
}

std::optional<Layout> read_layout(std::string_view text) {
  std::size_t documents = 0, bits = 0, bytes = 0;
  std::string_view rest = text;
  if (!take(rest, "KITEI_SEARCH(\"index\",") || !take_number(rest, documents) || !take(rest, ",{\"shardBits\":") ||
      !take_number(rest, bits) || documents / 10 > text.size()) {
    return std::nullopt;
  }
  Layout layout = layout_for(documents);
  constexpr std::string_view kBytes = "\"bytes\":[", kNames = "],\"names\":\"", kHead = ",\n", kEnd = "})\n";
  rest.remove_prefix(std::min(rest.size(), rest.find(kBytes)));
  if (!take(rest, kBytes)) return std::nullopt;
  for (std::size_t& length : layout.chunk_bytes) {
    if (!take_number(rest, bytes)) return std::nullopt;
    length = bytes;
    take(rest, ",");
  }
  if (!take(rest, kNames)) return std::nullopt;
  layout.names = rest.substr(0, rest.find('"'));
  rest.remove_prefix(std::min(rest.size(), rest.find(kHead)));
  if (!take(rest, kHead) || !rest.ends_with(kEnd)) return std::nullopt;
  layout.head = rest.substr(0, rest.size() - kEnd.size());
  if (layout_text(layout) != text || layout.names.size() != layout.files() * kNameLength) return std::nullopt;
  return layout;
}

std::string script(std::string_view sort, std::size_t number, std::string_view data) {
  std::string out = script_head(sort, number);
  out.reserve(out.size() + data.size() + kScriptEnd.size());
  out += data;
  out += kScriptEnd;
  return out;
}

std::string script_head(std::string_view sort, std::size_t number) {
  std::string out = "KITEI_SEARCH(\"";
  out += sort;
  out += "\",";
  out += std::to_string(number);
  out += ',';
  return out;
}

std::string path_of(std::string_view name) { return "search/" + std::string(name) + ".js"; }

}  // namespace kitei::search
