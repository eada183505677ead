// Bookmarks: the names under which clauses of a document can be reached inside a Word file.
//
// A name is made from the document's id and the clause's address alone, so it stays the same from build to build:
// ASCII, at most 40 characters, a letter first. Which clauses exist and which are linked to is collected before
// anything is written, so that no link ends nowhere and no 号 carries a bookmark that nobody uses.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/document.h"
#include "render/docx/input.h"

namespace kitei::render::docx {

class Bookmarks {
 public:
  // Of the documents that this file holds; in a binder names carry the document's id. `input` must outlive it.
  explicit Bookmarks(const Input& input);

  // The bookmark that a link to `address` of document `id` should name; empty when this file has no such place. An
  // empty address is the document's title.
  std::string find(std::string_view id, std::string_view address) const;

  // The bookmarks to set at a clause of the document; each is given once.
  std::vector<std::string> take(const model::Document& document, const model::Clause& clause);
  std::vector<std::string> take(const model::Document& document, const model::Address& address);

  // A number for w:bookmarkStart/@w:id.
  int next_id() { return next_id_++; }

 private:
  struct Mark {
    bool defined = false;  // there is a clause of this address
    bool wanted = false;   // a link leads to it
    bool taken = false;    // the bookmark is set
  };

  // A place in a document; the address stays in the document.
  struct Place {
    const model::Document* document = nullptr;
    std::string_view address{};  // "" = the title
    bool operator==(const Place&) const = default;
  };
  struct PlaceHash {
    std::size_t operator()(const Place& place) const {
      return std::hash<std::string_view>()(place.address) ^ (std::hash<const void*>()(place.document) >> 4);
    }
  };

  std::string name_of(const model::Document& document, std::string_view address) const;
  void collect(const model::Document& document);

  const Input& input_;
  std::unordered_map<Place, Mark, PlaceHash> marks_;
  int next_id_ = 1;
};

}  // namespace kitei::render::docx
