#include "source/list_markers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kitei::source {
namespace {

using adapters::yaml::Kind;
using adapters::yaml::Value;
using model::ListMarker;

struct MarkerName {
  std::string_view sign;
  ListMarker marker;
};
constexpr std::array<MarkerName, 16> kMarkers{{{"1.", ListMarker::Decimal},
                                               {"(1)", ListMarker::ParenDecimal},
                                               {"（1）", ListMarker::ParenDecimal},
                                               {"①", ListMarker::Circled},
                                               {"a)", ListMarker::LowerAlpha},
                                               {"ア", ListMarker::Kana},
                                               {"(ア)", ListMarker::ParenKana},
                                               {"（ア）", ListMarker::ParenKana},
                                               {"(a)", ListMarker::ParenAlpha},
                                               {"（a）", ListMarker::ParenAlpha},
                                               {"(i)", ListMarker::ParenRoman},
                                               {"（i）", ListMarker::ParenRoman},
                                               {"イ", ListMarker::Iroha},
                                               {"いろは", ListMarker::Iroha},
                                               {"イロハ", ListMarker::Iroha},
                                               {"一", ListMarker::Kanji}}};
constexpr std::array<std::pair<std::string_view, model::Scheme>, 3> kSchemes{
    {{"outline", model::Scheme::Outline}, {"articles", model::Scheme::Articles}, {"none", model::Scheme::None}}};

void report(adapters::Fields& fields, base::Position position, std::string_view found) {
  fields.context().report(
      position,
      {fmt::format("list_markers: '{}' is none of the markers", found),
       fmt::format("「list_markers」（箇条書きの記号）の「{}」は使えません", found)},
      {"write lists of first markers, outermost first: articles: [\"(1)\", \"ア\", \"(ア)\"]; known are 1. (1) ① a) ア (ア) (a) (i) イ 一",
       "外側から順に、articles: [\"(1)\", \"ア\", \"(ア)\"] のように書いてください。使えるのは 1. (1) ① a) ア (ア) (a) (i) イ 一 です"});
}

std::vector<ListMarker> read_markers(adapters::Fields& fields, const Value& value) {
  std::vector<ListMarker> out;
  if (value.kind != Kind::Sequence || value.items.empty()) report(fields, value.position, value.text);
  for (const Value& item : value.items) {
    const auto known = std::find_if(kMarkers.begin(), kMarkers.end(), [&](const MarkerName& m) { return m.sign == item.text; });
    if (item.kind == Kind::Scalar && known != kMarkers.end()) {
      out.push_back(known->marker);
    } else {
      report(fields, item.position, item.text);
    }
  }
  return out;
}

}  // namespace

void read_list_markers(adapters::Fields& fields, model::Config& config) {
  const Value* given = fields.find("list_markers");
  if (!given) return;
  if (given->kind != Kind::Map) {
    config.list_markers.fill(read_markers(fields, *given));
    return;
  }
  for (const adapters::yaml::Entry& entry : given->entries) {
    const auto scheme = std::find_if(kSchemes.begin(), kSchemes.end(), [&](const auto& known) { return known.first == entry.key; });
    if (scheme == kSchemes.end()) {
      report(fields, entry.position, entry.key);
      continue;
    }
    config.list_markers[static_cast<std::size_t>(scheme->second)] = read_markers(fields, entry.value);
  }
}

}  // namespace kitei::source
