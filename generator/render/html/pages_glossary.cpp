// The glossary as an index: terms in the order of their readings (五十音), in groups あ か さ … わ, then A–Z, then the rest, with
// the documents that use each of them.
#include <algorithm>
#include <string_view>
#include <tuple>

#include "base/unicode.h"
#include "base/utf8.h"
#include "render/html/pages.h"
#include "render/html/urls.h"

namespace kitei::render::html {
namespace {

using templates::List;
using templates::Map;
using templates::refer;

// A word of every day (記録) is in every document of a large handbook; the page stays a page.
constexpr std::size_t kMostDocuments = 30;

struct Row {
  char32_t first;  // of the group's kana
  std::string_view head;
};
// By code point of hiragana without sound marks and small forms.
constexpr Row kRows[] = {{U'わ', "わ"}, {U'ら', "ら"}, {U'や', "や"}, {U'ま', "ま"}, {U'は', "は"},
                         {U'な', "な"}, {U'た', "た"}, {U'さ', "さ"}, {U'か', "か"}, {U'ぁ', "あ"}};

// The place of a term: rank of its group, head of the group, and the key inside it.
struct Place {
  int rank = 0;
  std::string head;
  std::string key;
  bool operator<(const Place& other) const {
    return std::tie(rank, head, key) < std::tie(other.rank, other.head, other.key);
  }
};

Place place_of(const model::Term& term, base::Language language) {
  const std::string words = base::nfkc(base::trim(term.reading.empty() ? term.term : term.reading));
  Place place;
  place.key = base::sort_key(words);
  char32_t first = words.empty() ? 0 : base::code_point_at(words, 0).value;
  if (first >= 0x30A1 && first <= 0x30F6) first -= 0x60;  // katakana
  if (first == U'ゔ') first = U'う';
  if (first >= U'ぁ' && first <= U'ゖ') {
    const bool small_k = first == U'ゕ' || first == U'ゖ';
    for (const Row& row : kRows) {
      if (first < row.first && !small_k) continue;
      place.head = small_k ? "か" : row.head;
      return place;
    }
  }
  const bool latin = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
  if (latin) {
    place.rank = 1;
    place.head = language == base::Language::Japanese ? "A–Z" : std::string(1, static_cast<char>(first & ~0x20U));
    return place;
  }
  place.rank = 2;
  place.head = language == base::Language::Japanese ? "その他" : "#";
  return place;
}

}  // namespace

PageContent glossary_page(const PageScope& page) {
  PageContent content = start_page(page, "glossary.html", interface_word(page, "glossary-title"), "glossary");
  const model::Handbook& handbook = page.view.handbook();
  std::vector<std::pair<Place, const model::Term*>> sorted;
  for (const model::Term& term : handbook.registers.terms) sorted.emplace_back(place_of(term, page.language()), &term);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  List groups;
  List rows;
  std::string head;
  int count = 0;
  const auto close_group = [&] {
    if (rows.empty()) return;
    Map group;
    group.set("head", head);
    group.set("anchor", "group-" + std::to_string(++count));
    group.set("terms", std::move(rows));
    groups.push_back(std::move(group));
    rows = List();
  };
  for (const auto& [place, term] : sorted) {
    if (place.head != head) close_group();
    head = place.head;
    Map row;
    row.set("anchor", fragment_id("term", term->term));
    row.set("term", refer(term->term));
    row.set("reading", refer(term->reading));
    row.set("definition", refer(term->definition));
    List aliases;
    for (const std::string& alias : term->aliases) aliases.push_back(alias);
    row.set("aliases", std::move(aliases));
    std::vector<std::size_t> documents;
    std::size_t more = 0;
    if (const auto found = handbook.term_users.find(term->term); found != handbook.term_users.end()) {
      const std::size_t shown = std::min(found->second.size(), kMostDocuments);
      documents.assign(found->second.begin(), found->second.begin() + static_cast<std::ptrdiff_t>(shown));
      more = found->second.size() - shown;
    }
    row.set("more", more > 0 ? std::to_string(more) : std::string());
    row.set("documents", document_rows(page, std::move(documents)));
    rows.push_back(std::move(row));
  }
  close_group();
  content.values.set("groups", std::move(groups));
  return content;
}

}  // namespace kitei::render::html
