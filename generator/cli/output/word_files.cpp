#include "cli/output/word_files.h"

#include <vector>

#include "cli/output/word_key.h"
#include "render/docx/document.h"
#include "render/html/urls.h"

namespace kitei::cli {
namespace {

namespace docx = render::docx;

struct WordFile {
  std::string path;
  const model::Edition* edition;
  const model::Document* document;  // nullptr: the binder
  Hash key{};
};

std::vector<WordFile> word_files(const View& view) {
  std::vector<WordFile> files;
  // What is in force today lies under the edition that it comes from.
  for (const model::Edition& edition : view.editions) {
    files.push_back({"docx/" + edition.id + "/handbook.docx", &edition, nullptr});  // the longest work first
    for (const model::Document& document : edition.handbook.documents) {
      files.push_back({render::html::word_path(edition.id, document.id), &edition, &document});
    }
  }
  return files;
}

docx::Input input_of(const WordFile& file, const docx::DocxOptions& options) {
  const model::Handbook& handbook = file.edition->handbook;
  return file.document ? docx::input_of(handbook, *file.document, options) : docx::binder_input(handbook, options);
}

// A binder stands before the documents of its edition.
Hash key_of_binder(const std::vector<WordFile>& files, std::size_t binder, const docx::DocxOptions& options) {
  std::vector<Hash> documents;
  for (std::size_t i = binder + 1; i < files.size() && files[i].document; ++i) {
    if (files[i].document->status != model::Status::Retired) documents.push_back(files[i].key);
  }
  return binder_key(docx::common_input(files[binder].edition->handbook, options), documents);
}

}  // namespace

docx::DocxOptions word_options(const Loaded& loaded, const model::Edition& edition, const Share& share) {
  docx::DocxOptions options;
  options.edition = edition.id;
  options.language = edition.handbook.config.language;
  options.templates = &share.docx;
  options.asset = [&loaded](const std::string& origin, const std::string& path) { return asset_bytes(loaded, origin, path); };
  options.today = loaded.today;
  options.draft = edition.status == model::EditionStatus::Draft;
  options.carried_over = &edition.carried_over;
  return options;
}

bool is_word_file(const SeenEditions& editions, std::string_view path) {
  constexpr std::string_view kFolder = "docx/", kExtension = ".docx";
  if (!path.starts_with(kFolder) || !path.ends_with(kExtension)) return false;
  path.remove_prefix(kFolder.size());
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view id = path.substr(slash + 1, path.size() - slash - 1 - kExtension.size());
  for (const model::Edition& edition : editions) {
    if (edition.id != path.substr(0, slash)) continue;
    const model::Document* document = edition.handbook.find(id);
    return id == "handbook" || (document && document->id.text == id);
  }
  return false;
}

std::optional<std::string> make_word_file(const Loaded& loaded, const View& view, const Share& share, std::string_view path) {
  for (const WordFile& file : word_files(view)) {
    if (file.path == path) return docx::write_file(input_of(file, word_options(loaded, *file.edition, share)));
  }
  return std::nullopt;
}

Jobs word_jobs(const Loaded& loaded, const View& view, const Share& share, const std::string& root, const Parts& parts, KeyedFiles& keyed,
               Output& output, const base::ForEach& for_each) {
  std::vector<WordFile> files = word_files(view);
  std::erase_if(files, [&](const WordFile& file) {
    if (!parts.cover(root + file.path)) return true;
    const bool stands = view.group_of(*file.edition);
    if (stands) keyed.add_standing(root + file.path);
    return stands;
  });
  const auto options_of = [&](const WordFile& file) { return word_options(loaded, *file.edition, share); };
  std::vector<char> kept(files.size());
  for_each(files.size(), [&](std::size_t i) {
    WordFile& file = files[i];
    if (!file.document) return;
    file.key = word_key(input_of(file, options_of(file)));
    kept[i] = keyed.keep(root + file.path, file.key, output);
  });
  Jobs jobs;
  for (std::size_t i = 0; i < files.size(); ++i) {
    WordFile& file = files[i];
    if (!file.document) {
      file.key = key_of_binder(files, i, options_of(file));
      kept[i] = keyed.keep(root + file.path, file.key, output);
    }
    if (kept[i]) continue;
    jobs.push_back([&loaded, &share, &keyed, &output, file, path = root + file.path] {
      if (const auto same = keyed.find(file.key, output)) {  // of another site
        output.add(path, *same);
      } else {
        output.add(path, docx::write_file(input_of(file, word_options(loaded, *file.edition, share))));
      }
      keyed.add(path, file.key);
    });
  }
  return jobs;
}

}  // namespace kitei::cli
