#include "search/grams.h"

#include <algorithm>

namespace kitei::search {
namespace {

constexpr unsigned kFirstBits = 14;  // room for a chunk of texts of some kilobytes each, still in the second-level cache
constexpr std::size_t kTail = 64;  // places behind the last, so that no search wraps round

// Calls `take` with each line of a text that is not empty.
template <typename Take>
void for_each_line(std::string_view text, Take&& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) take(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
}

}  // namespace

GramTable::GramTable(const std::vector<model::Catalog>& catalogs) : catalogs_(catalogs) { resize(kFirstBits); }

void GramTable::add(std::size_t place, std::string_view id, std::string_view record) {
  document_ = std::uint32_t{1} << place;
  recent_.fill(0);
  RecordStrings strings(record);
  std::string_view text;
  strings.next(text);
  const std::string number(text.empty() ? id : text);
  strings.next(text);
  add_text(text, Field::Title);
  add_text(number, Field::Title);
  add_keyword(id);
  add_keyword(number);
  strings.next(text);
  for_each_line(text, [&](std::string_view alias) { add_keyword(alias); });
  strings.next(text);
  for_each_line(text, [&](std::string_view control) { add_control(control); });
  while (strings.next(text) && strings.next(text) && strings.next(text)) {  // address, number, title
    add_text(text, Field::Heading);
    strings.next(text);
    add_text(text, Field::Text);
  }
}

void GramTable::add_text(std::string_view text, Field also) {
  folded_.clear();
  append_folded(folded_, text);
  // Whether these units have just been met; then everything that they end with has been added too.
  const auto seen = [recent = recent_.data()](GramState state, std::uint64_t units) {
    std::uint64_t& last = recent[state >> kRecentShift];
    if (last == units) return true;
    last = units;
    return false;
  };
  const auto add = [this](GramState state) { add_number(gram_number(state, Field::Text), document_); };
  for_each_end(folded_, [&](const GramEnd& end) {
    switch (end.longest) {
      case 4:
        if (seen(end.four, end.units)) return;
        if (end.has_four()) add(end.four);
        [[fallthrough]];
      case 3:
        if (seen(end.three, end.units & 0xFFFFFFFFFFFFu)) return;
        if (end.has_three()) add(end.three);
        [[fallthrough]];
      case 2:
        if (seen(end.two, end.units & 0xFFFFFFFFu)) return;
        add(end.two);
        [[fallthrough]];
      default:
        if (!seen(end.one, end.units & 0xFFFFu)) add(end.one);
    }
  });
  if (also == Field::Text) return;
  for_each_gram(folded_, [&](GramState state) { add_number(gram_number(state, also), document_); });
}

void GramTable::add_keyword(std::string_view word) {
  folded_.clear();
  append_folded(folded_, word);
  if (!folded_.empty() && folded_.find(u' ') == std::u16string::npos) add_number(gram_of(Field::Keyword, folded_), document_);
}

void GramTable::add_control(std::string_view control) {
  constexpr std::string_view kPlace = "{id}";
  const std::size_t colon = control.find(':');
  const std::string_view id = control.substr(colon + 1);
  add_keyword(id);
  add_keyword(control);
  for (const model::Catalog& catalog : catalogs_) {
    if (catalog.id != control.substr(0, colon)) continue;
    for (std::string form : catalog.mentions) {
      const std::size_t place = form.find(kPlace);
      if (place != std::string::npos) add_keyword(form.replace(place, kPlace.size(), id));
    }
    return;
  }
}

void GramTable::add_number(std::uint32_t number, std::uint32_t documents) {
  std::size_t at = number >> shift_;
  while (slots_[at].documents != 0 && slots_[at].number != number) ++at;
  Gram& slot = slots_[at];
  if (slot.documents != 0) {
    slot.documents |= documents;
    return;
  }
  slot = {number, documents};
  if (++used_ * 3 > slots_.size() * 2 || at + 2 >= slots_.size()) resize(33 - shift_);  // the last place stays free
}

void GramTable::resize(unsigned bits) {
  const std::vector<Gram> before = std::move(slots_);
  slots_.assign((std::size_t{1} << bits) + kTail, {});
  shift_ = 32 - bits;
  used_ = 0;
  for (const Gram& gram : before) {
    if (gram.documents != 0) add_number(gram.number, gram.documents);
  }
}

std::vector<Gram> GramTable::sorted() const {
  std::vector<Gram> out(used_ + 1);
  std::size_t count = 0;
  for (const Gram& gram : slots_) {  // nothing branches on which places are free
    out[count] = gram;
    count += gram.documents != 0 ? 1 : 0;
  }
  out.resize(used_);
  for (std::size_t i = 1; i < out.size(); ++i) {
    for (std::size_t at = i; at > 0 && out[at - 1].number > out[at].number; --at) std::swap(out[at - 1], out[at]);
  }
  return out;
}

std::vector<std::uint32_t> grams_of(std::string_view id, std::string_view record, const std::vector<model::Catalog>& catalogs) {
  GramTable table(catalogs);
  table.add(0, id, record);
  std::vector<std::uint32_t> numbers;
  for (const Gram& gram : table.sorted()) numbers.push_back(gram.number);
  return numbers;
}

}  // namespace kitei::search
