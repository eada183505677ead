// Each column asks for the width of its longest cell, one that is to be filled in by hand for a fair share. Where that is too much together, columns that ask for no more
// than their fair share get what they ask for, and the others divide the rest by the square root of their longest text,
// so that a column of long sentences does not squeeze a column of shorter ones.
#include "render/docx/table_widths.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "model/table_columns.h"
#include "render/docx/text_scan.h"

namespace kitei::render::docx {
namespace {

constexpr int kUnit = 95;       // a half-width character of TableText
constexpr int kCellRoom = 200;  // margins and borders
constexpr int kNarrowest = 480;

// The longest line that each column holds, in twips.
std::vector<double> wishes(const model::Table& table, int total) {
  std::vector<double> wish(table.columns.size(), kNarrowest);
  const std::vector<bool> blank = model::blank_columns(table);
  for (std::size_t i = 0; i < wish.size(); ++i) {
    if (blank[i]) wish[i] = static_cast<double>(total) / static_cast<double>(wish.size());
  }
  for (const model::TableRow& row : table.rows) {
    for (std::size_t i = 0; i < row.cells.size() && i < wish.size(); ++i) {
      const model::TableCell& cell = row.cells[i];
      if (cell.column_span != 1) continue;
      const std::string text = model::plain_text(cell);
      std::size_t longest = 0;
      for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        longest = std::max(longest, text_units(std::string_view(text).substr(at, end - at)));
        at = end + 1;
      }
      wish[i] = std::max(wish[i], static_cast<double>(longest) * kUnit + kCellRoom);
    }
  }
  return wish;
}

// Whole twips that add up to `total`; the last column takes what rounding leaves.
std::vector<int> scaled(const std::vector<double>& weights, int total) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<int> widths;
  double seen = 0;
  int given = 0;
  for (double weight : weights) {
    seen += weight;
    const int end = static_cast<int>(std::lround(seen / sum * total));
    widths.push_back(std::max(end - given, 1));
    given = end;
  }
  return widths;
}

}  // namespace

std::vector<int> column_widths(const model::Table& table, int total) {
  const std::size_t columns = table.columns.size();
  if (columns == 0) return {};
  if (table.widths.size() == columns) return scaled(table.widths, total);
  const std::vector<double> wish = wishes(table, total);
  if (std::accumulate(wish.begin(), wish.end(), 0.0) <= total) return scaled(wish, total);

  std::vector<double> width(columns, 0);
  double left = total;
  std::size_t open = columns;
  // Give the modest columns their wish; the fair share of the others grows with each round.
  for (bool changed = true; changed && open > 0;) {
    changed = false;
    const double share = left / static_cast<double>(open);
    for (std::size_t i = 0; i < columns; ++i) {
      if (width[i] > 0 || wish[i] > share) continue;
      width[i] = wish[i];
      left -= wish[i];
      --open;
      changed = true;
    }
  }
  double roots = 0;
  for (std::size_t i = 0; i < columns; ++i) {
    if (width[i] == 0) roots += std::sqrt(wish[i]);
  }
  for (std::size_t i = 0; i < columns; ++i) {
    if (width[i] == 0) width[i] = left * std::sqrt(wish[i]) / roots;
  }
  return scaled(width, total);
}

}  // namespace kitei::render::docx
