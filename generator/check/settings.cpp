// Settings of handbook.yaml that are understood but do nothing yet: said aloud, never ignored in silence.
#include "check/families.h"

namespace kitei::check {

base::Diagnostics check_settings(const model::Handbook& handbook) {
  base::Diagnostics found;
  if (!handbook.config.git_repository.empty() || !handbook.config.git_tags.empty()) {
    found.push_back({"setting-unsupported", "handbook.yaml", handbook.config.position_of("git"),
                     {"`git:` is not supported yet: editions in Git tags would be missing",
                      "git: にはまだ対応していません。Git タグの発行版が欠けてしまいます"},
                     {"freeze editions with kitei release; they are kept under editions/",
                      "kitei release で発行版を確定してください（editions/ に保存されます）"}});
  }
  if (!handbook.config.docx_reference.empty()) {
    found.push_back({"setting-unsupported", "handbook.yaml", handbook.config.position_of("docx"),
                     {"`docx.reference` is not supported yet: Word files have the usual styles",
                      "docx.reference にはまだ対応していません。Word 文書は標準の書式になります"},
                     {},
                     base::Severity::Warning});
  }
  return found;
}

}  // namespace kitei::check
