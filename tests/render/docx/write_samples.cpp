// Writes the sample documents as .docx for programs that are not ours, and looks at each with our own lint.
//   docx_samples FOLDER      exit status 1 when the lint finds something
#include <filesystem>
#include <fstream>
#include <iostream>

#include "pack/lint.h"
#include "render/docx/document.h"
#include "render/docx/sample.h"

int main(int argc, char** argv) {
  using namespace kitei;
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const model::Handbook handbook = sample::handbook();
  bool clean = true;
  const auto write = [&](const std::string& name, const std::string& bytes) {
    std::ofstream(folder / (name + ".docx"), std::ios::binary) << bytes;
    for (const pack::Finding& finding : pack::lint_docx_file(bytes)) {
      std::cout << name << ": " << finding.path << ": " << finding.message.en << " [" << finding.code << "]\n";
      clean = false;
    }
  };
  render::docx::DocxOptions options = sample::options();
  for (const model::Document& document : handbook.documents) {
    write(document.id.text.str(), render::docx::write_file(render::docx::input_of(handbook, document, options)));
  }
  write("binder", render::docx::write_file(render::docx::binder_input(handbook, options)));
  options.language = base::Language::English;
  options.draft = true;
  options.status_line = "In force from 2026-04-01";
  write("english-draft", render::docx::write_file(render::docx::input_of(handbook, handbook.documents[1], options)));
  write("empty-binder", render::docx::write_file(render::docx::binder_input(model::Handbook{}, options)));
  return clean ? 0 : 1;
}
