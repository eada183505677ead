#include "source/captions.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <span>
#include <utility>

#include "base/nearest.h"
#include "base/utf8.h"

namespace kitei::source {
namespace {

constexpr double kWidest = 1e6;

std::optional<std::size_t> prefix_of(std::string_view line, std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (!line.starts_with(word)) continue;
    for (const std::string_view colon : {":", "："}) {
      if (!line.substr(word.size()).starts_with(colon)) continue;
      std::size_t at = word.size() + colon.size();
      while (true) {
        const std::string_view rest = line.substr(at);
        if (rest.starts_with(' ') || rest.starts_with('\t')) {
          ++at;
        } else if (rest.starts_with("　")) {
          at += std::string_view("　").size();
        } else {
          break;
        }
      }
      if (at < line.size() && line[at] != '\n') return at;
    }
  }
  return std::nullopt;
}

std::optional<unsigned> read_count(std::string_view text, unsigned most) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value > most) return std::nullopt;
  return value;
}

using NameList = std::span<const std::string_view>;

class Attributes {
 public:
  Attributes(const WrittenCaption& written, const BodyOptions& options, base::Diagnostics& diagnostics)
      : written_(written), options_(options), diagnostics_(diagnostics) {}

  // Every key and flag that is not in the lists.
  void report_unknown(NameList keys, NameList flags) const {
    const model::Attributes& attributes = written_.caption.attributes;
    for (const auto& [key, value] : attributes.values) report_unless_known(key, keys, flags);
    for (const std::string& flag : attributes.flags) report_unless_known(flag, flags, keys);
  }

  const std::string* value(std::string_view key) const { return written_.caption.attributes.value(key); }

  void report(std::string_view part, base::Message message, base::Message hint) const {
    diagnostics_.push_back(
        {"table-shape", options_.path, written_.place_of(part), std::move(message), std::move(hint)});
  }

 private:
  void report_unless_known(std::string_view name, NameList known, NameList others) const {
    for (const std::string_view one : known) {
      if (one == name) return;
    }
    std::vector<std::string_view> names(known.begin(), known.end());
    names.insert(names.end(), others.begin(), others.end());
    const std::string nearest = base::nearest_name(name, names);
    base::Message hint;
    if (!nearest.empty()) {
      hint = {fmt::format("did you mean '{}'?", nearest), fmt::format("「{}」ではありませんか", nearest)};
    }
    diagnostics_.push_back({"unknown-key",
                            options_.path,
                            written_.place_of(name),
                            {fmt::format("'{}' is no attribute of such a caption", name),
                             fmt::format("「{}」という属性はこの題名にはありません", name)},
                            std::move(hint)});
  }

  const WrittenCaption& written_;
  const BodyOptions& options_;
  base::Diagnostics& diagnostics_;
};

void set_source(model::Caption& caption, const std::string* written, base::Position position) {
  if (written == nullptr || written->empty()) return;
  caption.source = {{model::Text{*written}, position}};
}

}  // namespace

std::optional<std::size_t> caption_prefix(std::string_view line, CaptionKind kind) {
  static constexpr std::array<std::string_view, 2> kTable{"表", "Table"};
  static constexpr std::array<std::string_view, 2> kFigure{"図", "Figure"};
  return prefix_of(line, kind == CaptionKind::Table ? kTable : kFigure);
}

std::optional<std::size_t> source_prefix(std::string_view line) {
  static constexpr std::array<std::string_view, 2> kWords{"出典", "Source"};
  return prefix_of(line, kWords);
}

base::Position WrittenCaption::place_of(std::string_view part) const {
  base::Position position = caption.attributes.position;
  const std::size_t at = attributes.find(part);
  if (position.known() && at != std::string_view::npos) position = position.behind(at);
  return position;
}

unsigned header_rows_of(const WrittenCaption& written, std::size_t rows, const BodyOptions& options,
                        base::Diagnostics& diagnostics) {
  const Attributes attributes(written, options, diagnostics);
  const std::string* value = attributes.value("header-rows");
  if (value == nullptr) return 1;
  const auto count = read_count(*value, 1000);
  if (!count || *count == 0 || *count > rows) {
    attributes.report("header-rows",
                      {fmt::format("'{}' is no number of header rows of a table with {} rows", *value, rows),
                       fmt::format("「{}」は見出し行の数として使えません（表は{}行です）", *value, rows)},
                      {"write a number from 1 on: header-rows=2", "1以上の数を書いてください（例 header-rows=2）"});
  }
  return count ? *count : 1;
}

void set_caption(model::Table& table, WrittenCaption written, const BodyOptions& options,
                 base::Diagnostics& diagnostics) {
  if (options.dialect == Dialect::Handbook) {
    static constexpr std::array<std::string_view, 4> kKeys{"header-rows", "header-columns", "widths", "source"};
    static constexpr std::array<std::string_view, 1> kFlags{"landscape"};
    const Attributes attributes(written, options, diagnostics);
    attributes.report_unknown(kKeys, kFlags);
    if (written.caption.attributes.has_flag("landscape")) table.turn = model::PageTurn::Landscape;
    if (const std::string* value = attributes.value("widths")) {
      if (auto widths = read_widths(*value)) {
        set_widths(table, std::move(*widths), written.place_of("widths"), options, diagnostics);
      } else {
        attributes.report("widths",
                          {fmt::format("'{}' is no list of positive numbers", *value),
                           fmt::format("「{}」は正の数を並べたものではありません", *value)},
                          {"write one number for each column: widths=\"2,1,1\"",
                           "列ごとに数を一つ書いてください（例 widths=\"2,1,1\"）"});
      }
    }
    if (const std::string* value = attributes.value("header-columns")) {
      const auto count = read_count(*value, static_cast<unsigned>(table.columns.size()));
      if (count) {
        set_header_columns(table, *count);
      } else {
        attributes.report(
            "header-columns",
            {fmt::format("'{}' is no number of header columns of a table with {} columns", *value, table.columns.size()),
             fmt::format("「{}」は見出し列の数として使えません（表は{}列です）", *value, table.columns.size())},
            {"write a number: header-columns=1", "数を書いてください（例 header-columns=1）"});
      }
    }
    set_source(written.caption, attributes.value("source"), written.place_of("source"));
  }
  table.caption = std::move(written.caption);
}

void set_caption(model::Figure& figure, WrittenCaption written, const BodyOptions& options,
                 base::Diagnostics& diagnostics) {
  if (options.dialect == Dialect::Handbook) {
    static constexpr std::array<std::string_view, 2> kKeys{"width", "source"};
    static constexpr std::array<std::string_view, 1> kFlags{"decorative"};
    const Attributes attributes(written, options, diagnostics);
    attributes.report_unknown(kKeys, kFlags);
    if (written.caption.attributes.has_flag("decorative")) figure.image.decorative = true;
    if (const std::string* value = attributes.value("width")) {
      if (const auto percent = read_percent(*value)) {
        figure.image.width = *percent;
      } else {
        diagnostics.push_back({"image-size",
                               options.path,
                               written.place_of("width"),
                               {fmt::format("'{}' is no width of a picture", *value),
                                fmt::format("「{}」は画像の幅として使えません", *value)},
                               {"write a share of the text's width from 1% to 100%: width=\"60%\"",
                                "本文の幅に対する割合を1%から100%で書いてください（例 width=\"60%\"）"}});
      }
    }
    set_source(written.caption, attributes.value("source"), written.place_of("source"));
  }
  figure.caption = std::move(written.caption);
}

std::optional<unsigned> read_percent(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  const auto value = read_count(text, 100);
  return value && *value > 0 ? value : std::nullopt;
}

bool set_image_attributes(model::Image& image, const model::Attributes& attributes) {
  if (!attributes.id.empty() || !attributes.classes.empty()) return false;
  for (const std::string& flag : attributes.flags) {
    if (flag != "decorative") return false;
  }
  unsigned width = image.width;
  for (const auto& [key, value] : attributes.values) {
    const auto percent = read_percent(value);
    if (key != "width" || !percent) return false;
    width = *percent;
  }
  image.width = width;
  image.decorative = image.decorative || attributes.has_flag("decorative");
  return true;
}

std::optional<std::vector<double>> read_widths(std::string_view text) {
  std::vector<double> widths;
  while (true) {
    const std::size_t end = std::min(text.find(','), text.size());
    const std::string_view part = base::trim(text.substr(0, end));
    double value = 0;
    const auto [stop, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || stop != part.data() + part.size() || !(value > 0) || value > kWidest) {
      return std::nullopt;
    }
    widths.push_back(value);
    if (end == text.size()) return widths;
    text.remove_prefix(end + 1);
  }
}

void set_widths(model::Table& table, std::vector<double> widths, base::Position position, const BodyOptions& options,
                base::Diagnostics& diagnostics) {
  if (widths.size() == table.columns.size()) {
    table.widths = std::move(widths);
    return;
  }
  diagnostics.push_back(
      {"table-shape",
       options.path,
       position,
       {fmt::format("{} widths are given for a table with {} columns", widths.size(), table.columns.size()),
        fmt::format("幅が{}個書かれていますが、表は{}列です", widths.size(), table.columns.size())},
       {"write one number for each column", "列ごとに数を一つ書いてください"}});
}

void set_header_columns(model::Table& table, unsigned columns) {
  for (std::size_t r = table.header_rows; r < table.rows.size(); ++r) {
    auto& cells = table.rows[r].cells;
    for (std::size_t c = 0; c < cells.size() && c < columns; ++c) {
      if (cells[c].row_span > 0 && cells[c].column_span > 0) cells[c].header = model::CellHeader::Row;
    }
  }
}

}  // namespace kitei::source
