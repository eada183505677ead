// `kitei render`: one Markdown body on stdout, without a handbook. Diagnostics go to stderr; a body beyond the limits is 1.
#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <iterator>

#include "base/utf8.h"
#include "check/severity.h"
#include "cli/commands.h"
#include "cli/machine/disk.h"
#include "cli/machine/world.h"
#include "cli/terminal/report.h"
#include "render/html/body.h"
#include "source/body.h"
#include "source/front_matter.h"

namespace kitei::cli {

int run_render(const Arguments& arguments, base::Language language) {
  const std::string& name = arguments.names.front();
  const std::string bytes =
      name == "-" ? std::string(std::istreambuf_iterator<char>(std::cin), {}) : read_file(name);
  base::Read<model::Body> body;
  if (const auto invalid = base::find_invalid_utf8(bytes)) {
    const std::string_view before = std::string_view(bytes).substr(0, *invalid);
    const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
    body.diagnostics.push_back({"source-unreadable", name, {line, static_cast<std::uint32_t>(*invalid - line_start + 1), 0},
                                {"the file is not UTF-8", "ファイルが UTF-8 ではありません"},
                                {"save it as UTF-8", "UTF-8 で保存してください"}});
  } else {
    source::BodyOptions options;
    options.dialect = source::Dialect::Plain;
    options.path = name;
    body = source::read_body(bytes, options);
  }
  check::grade(body.diagnostics, {});
  base::sort_diagnostics(body.diagnostics);
  std::fputs(human_report(body.diagnostics, language, [&](std::string_view) { return &bytes; }, "", Frame::None).c_str(), stderr);
  if (count(body.diagnostics).errors > 0) return 1;
  const std::string out = arguments.format == "text" ? model::plain_text(body.value.blocks) + "\n"
                                                     : render::html::render_body(body.value, {});
  std::fwrite(out.data(), 1, out.size(), stdout);
  return 0;
}

}  // namespace kitei::cli
