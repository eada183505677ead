#include "cli/incremental/edit_texts.h"

#include <atomic>
#include <string>

#include "archive/document.h"
#include "base/binary.h"
#include "cli/load/sources.h"
#include "resolve/handbook.h"
#include "resolve/wholes.h"
#include "source/document.h"

namespace kitei::cli {
namespace {

std::string bytes_of(const model::Document& card) {
  base::BinaryWriter out;
  archive::write_document(out, card);
  return out.take();
}

// The documents from `first` up to `end`, which are numbered as one. Their cards become bytes, to be compared in the end.
bool read_whole(Loaded& loaded, const StandingTexts& from, std::size_t first, std::size_t end, std::vector<std::string>& cards) {
  model::Handbook& handbook = loaded.working.handbook;
  std::vector<model::Document> whole;
  for (std::size_t i = first; i < end; ++i) {
    const model::Document& card = handbook.documents[i];
    const auto stored = from.store.text(i);
    if (!stored || from.read[i]) return false;
    auto read = source::read_document(card.path, stored->bytes, handbook.config, {&loaded.working_files, nullptr}).value;
    if (!read) return false;
    read->origin = card.origin;
    whole.push_back(std::move(*read));
  }
  resolve::join_parts(whole, handbook.config);
  std::vector<base::Diagnostics> found(whole.size());  // was said before
  resolve::number_whole(whole, handbook.config, found);
  for (std::size_t i = first; i < end; ++i) {
    cards[i] = bytes_of(handbook.documents[i]);
    handbook.documents[i] = std::move(whole[i - first]);
  }
  return true;
}

}  // namespace

bool read_standing_texts(Loaded& loaded, const StandingTexts& from, const base::ForEach& for_each) {
  model::Handbook& handbook = loaded.working.handbook;
  for (const model::Document& card : handbook.documents) {
    for (std::size_t part = 1; part < card.files.size(); ++part) from.files.bytes(card.files[part]);
  }
  for (std::size_t i = 0; i < loaded.inputs.size(); ++i) {
    const std::string path(loaded.inputs.path(i));
    if (!is_frozen_path(path) && !source::is_document_path(path)) from.files.bytes(path);
  }
  const std::size_t count = handbook.documents.size();
  std::vector<std::size_t> begins;  // of the wholes
  for (std::size_t i = 0; i < count; i = resolve::end_of_whole(handbook.documents, i)) begins.push_back(i);
  std::vector<std::string> cards(count);
  std::atomic<bool> good{true};
  for_each(begins.size(), [&](std::size_t i) {
    const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : count;
    if (good && !from.read[begins[i]] && !read_whole(loaded, from, begins[i], end, cards)) good = false;
  });
  if (!good) return false;
  for_each(count, [&](std::size_t i) {
    if (from.read[i]) return;
    model::Document& document = handbook.documents[i];
    resolve::DocumentUses uses;
    resolve::follow_alone(document, from.lookup, &uses);
    if (uses != from.uses[i] || !archive::is_document(cards[i], document)) good = false;
  });
  return good;
}

}  // namespace kitei::cli
