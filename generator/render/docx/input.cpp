#include "render/docx/input.h"

#include <unordered_set>

#include "base/image_size.h"
#include "render/docx/media.h"

namespace kitei::render::docx {
namespace {

class Collector {
 public:
  Collector(const model::Handbook& handbook, const DocxOptions& options, std::vector<const model::Document*> documents, bool binder)
      : handbook_(handbook), options_(options), held_(documents.begin(), documents.end()) {
    input_.documents = std::move(documents);
    input_.binder = binder;
    input_.options = options;
    input_.options.asset = nullptr;
    input_.options.carried_over = nullptr;
    input_.options.today.reset();
    input_.settings = model::settings_of_documents(handbook.config);
    for (const model::Document* document : input_.documents) collect(*document);
  }

  Input take() { return std::move(input_); }

 private:
  void collect(const model::Document& document) {
    document_ = &document;
    if (options_.carried_over && options_.carried_over->contains(document.id.folded())) input_.carried_over.insert(&document);
    add_name(document.id.text);
    if (!document.part_of.empty()) add_name(document.part_of.text);
    for (const model::ControlReference& reference : document.controls) add_control(reference.id);
    for (const model::ClauseEntry& entry : document.clauses) {
      for (const model::ControlId& id : entry.controls) add_control(id);
    }
    collect(document.body.blocks);
    for (const model::Footnote& note : document.body.footnotes) collect(note.content);
  }

  void collect(const model::Blocks& blocks) {
    for (const model::Block& block : blocks) {
      if (const auto* heading = base::get_if<model::Heading>(&block.node)) {
        if (heading->duty->effective) input_.options.today = options_.today;
      } else if (const auto* figure = base::get_if<model::Figure>(&block.node)) {
        add_picture(figure->image.target);
      }
      model::for_each_part(
          block, [&](const model::Inlines& inlines) { collect(inlines); }, [&](const model::Blocks& inner) { collect(inner); });
    }
  }

  void collect(const model::Inlines& inlines) {
    model::for_each_inline(inlines, [&](const model::Inline& node) {
      if (const auto* link = base::get_if<model::Link>(&node.node)) add_target(link->target);
      if (const auto* reference = base::get_if<model::Reference>(&node.node)) add_target(reference->target);
      if (const auto* image = base::get_if<model::Image>(&node.node)) add_picture(image->target);
    });
  }

  void add_target(const model::Target& target) {
    if (target.kind == model::TargetKind::Document) add_name(target.id);
  }

  void add_name(std::string_view id) {
    if (input_.names.contains(id)) return;
    const model::Document* found = handbook_.find(id);
    if (found) input_.names.emplace(id, Input::Named{held_.contains(found) ? found : nullptr, found->number, found->title});
  }

  void add_control(const model::ControlId& id) {
    if (const model::Catalog* catalog = handbook_.find_catalog(id.catalog)) {
      input_.catalogs.emplace(id.catalog.str(), catalog->title);
      if (const model::Control* control = catalog->find(id.id)) input_.controls.emplace(id, control->title);
    }
  }

  void add_picture(const model::Target& target) {
    if (target.kind != model::TargetKind::Asset || !options_.asset) return;
    const std::string* bytes = add_file(target.id.str());
    const auto size = bytes ? base::image_size(*bytes) : std::nullopt;
    if (!size || (size->format != base::ImageFormat::WebP && size->format != base::ImageFormat::Svg)) return;
    for (const std::string& beside : rasters_beside(target.id.str())) add_file(beside);
  }

  const std::string* add_file(const std::string& path) {
    const std::string* bytes = options_.asset(document_->origin, path);
    if (bytes) input_.pictures.emplace(std::pair(document_->origin, path), bytes);
    return bytes;
  }

  const model::Handbook& handbook_;
  const DocxOptions& options_;
  std::unordered_set<const model::Document*> held_;
  const model::Document* document_ = nullptr;
  Input input_;
};

}  // namespace

const Input::Named* Input::find(std::string_view id) const {
  const auto found = names.find(id);
  return found == names.end() ? nullptr : &found->second;
}

std::string_view Input::title_of(const model::ControlId& control) const {
  const auto found = controls.find(control);
  return found == controls.end() ? std::string_view() : found->second;
}

std::string_view Input::title_of_catalog(const std::string& catalog) const {
  const auto found = catalogs.find(catalog);
  return found == catalogs.end() ? std::string_view() : found->second;
}

const std::string* Input::picture(const std::string& origin, const std::string& path) const {
  const auto found = pictures.find({origin, path});
  return found == pictures.end() ? nullptr : found->second;
}

Input input_of(const model::Handbook& handbook, const model::Document& document, const DocxOptions& options) {
  return Collector(handbook, options, {&document}, false).take();
}

Input binder_input(const model::Handbook& handbook, const DocxOptions& options) {
  std::vector<const model::Document*> documents;
  for (const model::Document& document : handbook.documents) {
    if (document.status != model::Status::Retired) documents.push_back(&document);
  }
  return Collector(handbook, options, std::move(documents), true).take();
}

Input common_input(const model::Handbook& handbook, const DocxOptions& options) { return Collector(handbook, options, {}, false).take(); }

}  // namespace kitei::render::docx
