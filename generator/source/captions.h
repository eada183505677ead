// Captions: what makes a paragraph one, and what their attributes say of the table or picture.
//
//   表: 題名 {#id landscape header-rows=2 header-columns=1 widths="2,1,1" source="…"}
//   図: 題名 {#id width="60%" decorative source="…"}
//   出典: …        a line under a caption of a picture, or under a table
//
// Codes: unknown-key (an attribute that captions do not have), table-shape (header rows or widths that do not fit).
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "model/block.h"
#include "source/body.h"

namespace kitei::source {

enum class CaptionKind { Table, Figure };

// The bytes of `表:` and the blanks behind it at the start of a line; nothing when it is no caption of that kind.
std::optional<std::size_t> caption_prefix(std::string_view line, CaptionKind kind);
// The same for `出典:`.
std::optional<std::size_t> source_prefix(std::string_view line);

// A caption as read, and its attributes as written (from the brace on), where faults are looked for.
struct WrittenCaption {
  model::Caption caption;
  std::string_view attributes;

  // The place of `part` among the attributes.
  base::Position place_of(std::string_view part) const;
};

// How many header rows the attributes ask for, 1 without them.
unsigned header_rows_of(const WrittenCaption& written, std::size_t rows, const BodyOptions& options,
                        base::Diagnostics& diagnostics);

// Gives the table its caption and what the caption's attributes say.
void set_caption(model::Table& table, WrittenCaption written, const BodyOptions& options,
                 base::Diagnostics& diagnostics);
void set_caption(model::Figure& figure, WrittenCaption written, const BodyOptions& options,
                 base::Diagnostics& diagnostics);

// "60%" or 60 → 60; nothing for anything else than 1 … 100.
std::optional<unsigned> read_percent(std::string_view text);
// `{decorative width="60%"}` right behind an image: whether these attributes are for images.
bool set_image_attributes(model::Image& image, const model::Attributes& attributes);

// "2,1,1" → numbers; nothing when one of them is no positive number.
std::optional<std::vector<double>> read_widths(std::string_view text);
// table-shape unless there is one for each column.
void set_widths(model::Table& table, std::vector<double> widths, base::Position position, const BodyOptions& options,
                base::Diagnostics& diagnostics);
// The leading columns whose cells name their rows.
void set_header_columns(model::Table& table, unsigned columns);

}  // namespace kitei::source
