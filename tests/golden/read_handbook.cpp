#include "golden/read_handbook.h"

#include <fstream>
#include <iterator>

#include "catalog/catalog.h"
#include "resolve/handbook.h"
#include "source/config.h"
#include "source/document.h"
#include "source/registers.h"

namespace kitei::tests {

namespace fs = std::filesystem;

base::FileTree read_tree(const fs::path& folder) {
  base::FileTree files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files[fs::relative(entry.path(), folder).generic_string()] = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  return files;
}

base::Read<model::Handbook> read_handbook(const base::FileTree& files) {
  base::Diagnostics diagnostics;
  model::Sources sources;
  const std::string* bytes = base::find_file(files, source::kConfigPath);
  base::Read<model::Config> config = source::read_config(bytes ? *bytes : std::string{});
  base::append(diagnostics, std::move(config.diagnostics));
  sources.config = std::move(config.value);
  for (const auto& [path, text] : files) {
    if (path.starts_with("catalogs/")) sources.catalogs.push_back(catalog::read_catalog(path, text).value);
    if (!source::is_document_path(path)) continue;
    base::Read<std::optional<model::Document>> read = source::read_document(path, text, sources.config, {&files, nullptr});
    base::append(diagnostics, std::move(read.diagnostics));
    if (read.value) sources.documents.push_back(std::move(*read.value));
  }
  base::Read<model::Registers> registers = source::read_registers(files, sources.config);
  base::append(diagnostics, std::move(registers.diagnostics));
  sources.registers = std::move(registers.value);
  auto exists = [&](std::string_view file) { return files.contains(file); };
  base::Read<model::Handbook> out = resolve::resolve_handbook(std::move(sources), exists, base::in_order);
  base::append(diagnostics, std::move(out.diagnostics));
  base::sort_diagnostics(diagnostics);
  out.diagnostics = std::move(diagnostics);
  return out;
}

}  // namespace kitei::tests
