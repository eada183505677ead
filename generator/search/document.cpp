#include "search/document.h"

#include <algorithm>
#include <bit>
#include <set>

#include "search/encode.h"
#include "search/fold.h"
#include "search/text.h"

namespace kitei::search {
namespace {

// Collects grams without repeats: open addressing, since of a document's thousands of grams more than half are repeats.
class GramSet {
 public:
  explicit GramSet(std::size_t expected) : slots_(std::bit_ceil(std::max<std::size_t>(64, expected))) {}

  void add(std::uint32_t gram) {
    if (gram == 0) gram = 1;  // 0 marks a free slot
    std::uint32_t& slot = find(gram);
    if (slot == gram) return;
    slot = gram;
    grams_.push_back(gram);
    if (grams_.size() * 2 > slots_.size()) grow();
  }

  // Ascending. The numbers are spread evenly: after one step by their highest bits they are nearly in order, so that the
  // second step, insertion, moves little.
  std::vector<std::uint32_t> sorted() const {
    const unsigned shift = 33 - static_cast<unsigned>(std::bit_width(std::max<std::size_t>(2, grams_.size())));
    std::vector<std::uint32_t> places((std::size_t{1} << (32 - shift)) + 1);
    for (const std::uint32_t gram : grams_) ++places[(gram >> shift) + 1];
    for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
    std::vector<std::uint32_t> out(grams_.size());
    for (const std::uint32_t gram : grams_) out[places[gram >> shift]++] = gram;
    for (std::size_t i = 1; i < out.size(); ++i) {
      const std::uint32_t gram = out[i];
      std::size_t at = i;
      for (; at > 0 && out[at - 1] > gram; --at) out[at] = out[at - 1];
      out[at] = gram;
    }
    return out;
  }

 private:
  std::uint32_t& find(std::uint32_t gram) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = gram & mask;
    while (slots_[at] != 0 && slots_[at] != gram) at = (at + 1) & mask;
    return slots_[at];
  }

  void grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (const std::uint32_t gram : grams_) find(gram) = gram;
  }

  std::vector<std::uint32_t> slots_;
  std::vector<std::uint32_t> grams_;
};

void add_text(GramSet& grams, Field field, std::string_view text) {
  for_each_gram(field, fold(text), [&](std::uint32_t gram) { grams.add(gram); });
}

void add_keyword(GramSet& grams, std::string_view word) {
  const std::u16string folded = fold(word);
  if (!folded.empty() && folded.find(u' ') == std::u16string::npos) grams.add(gram_of(Field::Keyword, folded));
}

void collect_controls(std::set<model::ControlId>& controls, const model::Blocks& blocks) {
  model::for_each_inlines(blocks, [&](const model::Inlines& inlines) {
    model::for_each_inline(inlines, [&](const model::Inline& node) {
      const auto* reference = base::get_if<model::Reference>(&node.node);
      if (!reference || reference->target.kind != model::TargetKind::Control) return;
      const std::string& id = reference->target.id;
      const std::size_t colon = id.find(':');
      if (colon != std::string::npos) controls.insert({id.substr(0, colon), id.substr(colon + 1)});
    });
  });
}

// The controls that a document implements or mentions, in every way of writing that its catalogue knows and has no blank.
void add_controls(GramSet& grams, const model::Document& document, const model::Handbook& handbook) {
  std::set<model::ControlId> controls;
  for (const model::ControlReference& reference : document.controls) controls.insert(reference.id);
  for (const model::ClauseEntry& entry : document.clauses) controls.insert(entry.controls.begin(), entry.controls.end());
  collect_controls(controls, document.body.blocks);
  for (const model::Footnote& note : document.body.footnotes) collect_controls(controls, note.content);
  constexpr std::string_view kPlace = "{id}";
  for (const model::ControlId& control : controls) {
    if (control.id.empty()) continue;
    add_keyword(grams, control.id);
    add_keyword(grams, control.text());
    const model::Catalog* catalog = handbook.find_catalog(control.catalog);
    if (!catalog) continue;
    for (std::string form : catalog->mentions) {
      const std::size_t place = form.find(kPlace);
      if (place != std::string::npos) add_keyword(grams, form.replace(place, kPlace.size(), control.id));
    }
  }
}

std::string record_of(const model::Document& document, const std::vector<Clause>& clauses) {
  std::string out = "[";
  append_string(out, document.number == document.id.text ? std::string_view() : std::string_view(document.number));
  out += ',';
  append_string(out, document.title);
  out += ",[";
  for (const Clause& clause : clauses) {
    if (&clause != &clauses.front()) out += ',';
    out += '[';
    for (const std::string* part : {&clause.address, &clause.number, &clause.title}) {
      append_string(out, *part);
      out += ',';
    }
    append_string(out, clause.text);
    out += ']';
  }
  out += "]]";
  return out;
}

}  // namespace

DocumentIndex index_document(const model::Document& document, const model::Handbook& handbook) {
  const std::vector<Clause> clauses = clauses_of(document.body);
  DocumentIndex index;
  index.id = document.id.text;
  index.kind = document.kind;
  index.number = document.number;
  index.title = document.title;
  index.record = record_of(document, clauses);
  GramSet grams(index.record.size());
  for (const std::string* text : {&document.title, &document.number}) {
    add_text(grams, Field::Text, *text);
    add_text(grams, Field::Title, *text);
  }
  for (const Clause& clause : clauses) {
    add_text(grams, Field::Text, clause.title);
    add_text(grams, Field::Heading, clause.title);
    add_text(grams, Field::Text, clause.text);
  }
  add_keyword(grams, document.id.text);
  add_keyword(grams, document.number);
  for (const model::DocumentId& alias : document.aliases) add_keyword(grams, alias.text);
  add_controls(grams, document, handbook);
  index.grams = grams.sorted();
  return index;
}

bool is_searched(const model::Document& document) { return document.status != model::Status::Retired; }

}  // namespace kitei::search
