// cadence-conflict: one duty with two frequencies. What counts as one duty:
//   a clause (`every` of its heading) and the words of its heading and text (毎月 …);
//   a document (`every` of the front matter) and its title, and its clauses when none of them keeps that frequency;
//   a clause or document and a table row that names it beside a frequency (年間計画);
//   a record that two documents leave, by the same role or by nobody named.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/utf8.h"
#include "check/cadence_words.h"
#include "check/handbook.h"
#include "check/prose.h"

namespace kitei::check {
namespace {

struct Duty {
  const model::Document* document = nullptr;
  const model::Heading* heading = nullptr;  // nullptr: the document as a whole
  model::Cadence cadence;
  std::string written;
  base::Position position;
};

std::string name_of(const Duty& duty) {
  if (!duty.heading) return duty.document->id.text;
  return fmt::format("{}#{}", duty.document->id.text, duty.heading->clause.address.text);
}

// A cadence with an interval; 随時 contradicts nothing.
std::optional<model::Cadence> fixed_cadence(std::string_view text) {
  const auto cadence = model::parse_cadence(text);
  return cadence && cadence->unit != model::CadenceUnit::AsNeeded ? cadence : std::nullopt;
}

std::vector<Duty> duties_of(const model::Document& document) {
  std::vector<Duty> duties;
  for (const model::Block& block : document.body.blocks) {
    const auto* heading = base::get_if<model::Heading>(&block.node);
    const std::string* every = heading ? heading->attributes.value("every") : nullptr;
    if (const auto cadence = every ? fixed_cadence(*every) : std::nullopt) {
      duties.push_back({&document, heading, *cadence, *every, heading->attributes.position_of("every")});
    }
  }
  if (const auto cadence = fixed_cadence(document.every)) {
    duties.push_back({&document, nullptr, *cadence, document.every, document.position_of("every")});
  }
  return duties;
}

class CadenceCheck {
 public:
  explicit CadenceCheck(const model::Handbook& handbook) : handbook_(handbook) {
    for (const model::Document& document : handbook.documents) {
      if (document.status == model::Status::Retired) continue;
      for (Duty& duty : duties_of(document)) duties_.push_back(std::move(duty));
    }
  }

  base::Diagnostics run() {
    for (const Duty& duty : duties_) {
      check_words(duty);
      if (!duty.heading) check_clauses(duty);
    }
    for (const model::Document& document : handbook_.documents) check_tables(document, document.body.blocks);
    check_records();
    return std::move(found_);
  }

 private:
  void report(const model::Document& document, base::Position position, base::Message message) {
    found_.push_back({"cadence-conflict", document.path_of(position), position, std::move(message),
                      {"decide on one frequency and write it in both places", "どちらの頻度にするか決め、両方をそろえてください"}});
  }

  // ---- a clause or document and its own words --------------------------------------------------------------------------

  void check_words(const Duty& duty) {
    Run title;
    title.text = duty.document->title;
    title.segments = {{0, duty.document->position_of("title")}};
    if (check_run(duty, duty.heading ? run_of(duty.heading->content, Where::Heading) : title)) return;
    if (!duty.heading) return;
    // The text of the clause: only when it says one frequency, and that is another.
    std::optional<std::pair<Run, FoundCadence>> first;
    bool one = true;
    bool inside = false;
    auto look_at = [&](const model::Inlines& inlines) {
      Run run = run_of(inlines, Where::Paragraph);
      for (const FoundCadence& found : find_cadences(run.text)) {
        if (first && first->second.cadence != found.cadence) one = false;
        if (!first) first.emplace(run, found);
      }
    };
    for (const model::Block& block : duty.document->body.blocks) {
      if (const auto* heading = base::get_if<model::Heading>(&block.node)) {
        inside = heading == duty.heading;
      } else if (inside && (base::holds_alternative<model::Paragraph>(block.node) || base::holds_alternative<model::List>(block.node))) {
        model::for_each_part(block, look_at, [&](const model::Blocks& inner) { model::for_each_inlines(inner, look_at); });
      }
    }
    if (!first || !one || first->second.cadence == duty.cadence) return;
    report_words(duty, first->first, first->second);
  }

  bool check_run(const Duty& duty, const Run& run) {
    const auto found = find_cadences(run.text);
    if (found.empty()) return false;
    if (std::any_of(found.begin(), found.end(), [&](const auto& p) { return p.cadence == duty.cadence; })) return true;
    report_words(duty, run, found.front());
    return true;
  }

  void report_words(const Duty& duty, const Run& run, const FoundCadence& found) {
    const std::string words = run.text.substr(found.from, found.to - found.from);
    report(*duty.document, run.at(found.from),
           {fmt::format("the text says '{}', but `every` is {}", words, duty.written),
            fmt::format("本文では「{}」ですが、every は {} です", words, duty.written)});
  }

  void check_clauses(const Duty& whole) {
    const Duty* other = nullptr;
    for (const Duty& duty : duties_) {
      if (duty.document != whole.document || !duty.heading) continue;
      if (duty.cadence == whole.cadence) return;
      if (!other) other = &duty;
    }
    if (!other) return;
    report(*whole.document, whole.position,
           {fmt::format("the document says every {}, but its clause #{} says {}", whole.written, other->heading->clause.address.text, other->written),
            fmt::format("文書の every は {} ですが、条項 #{} は {} です", whole.written, other->heading->clause.address.text, other->written)});
  }

  // ---- tables that list duties -----------------------------------------------------------------------------------------

  void check_tables(const model::Document& document, const model::Blocks& blocks) {
    for (const model::Block& block : blocks) {
      if (const auto* table = base::get_if<model::Table>(&block.node)) {
        for (const model::TableRow& row : table->rows) check_row(document, row);
      }
      model::for_each_part(
          block, [](const model::Inlines&) {}, [&](const model::Blocks& inner) { check_tables(document, inner); });
    }
  }

  void check_row(const model::Document& document, const model::TableRow& row) {
    std::set<const Duty*> named;
    std::optional<model::Cadence> stated;
    std::string words;
    base::Position position;
    unsigned cadences = 0;
    for (const model::TableCell& cell : row.cells) {
      const std::string text = model::plain_text(cell.content);
      if (const auto found = fixed_cadence(text)) {
        stated = found;
        words = std::string(base::trim(text));
        position = cell.position;
        ++cadences;
      }
      model::for_each_inline(cell.content, [&](const model::Inline& node) {
        const model::Target* target = nullptr;
        if (const auto* reference = base::get_if<model::Reference>(&node.node)) target = &reference->target;
        if (const auto* link = base::get_if<model::Link>(&node.node)) target = &link->target;
        if (!target || target->kind != model::TargetKind::Document) return;
        if (const Duty* duty = duty_at(*target)) named.insert(duty);
      });
    }
    if (cadences != 1 || named.size() != 1 || (*named.begin())->cadence == *stated) return;
    const Duty& duty = **named.begin();
    report(document, position,
           {fmt::format("'{}' here, but {} is done every {}", words, name_of(duty), duty.written),
            fmt::format("ここでは「{}」ですが、{} の every は {} です", words, name_of(duty), duty.written)});
  }

  // The duty that a reference names: that of the clause, or of the document when it has one only.
  const Duty* duty_at(const model::Target& target) const {
    const model::Document* document = handbook_.find(target.id);
    const Duty* only = nullptr;
    for (const Duty& duty : duties_) {
      if (duty.document != document) continue;
      if (!target.address.empty()) {
        if (duty.heading && (duty.heading->clause.address == target.address || duty.heading->clause.structural == target.address)) return &duty;
        continue;
      }
      if (!duty.heading) return &duty;
      if (only) return nullptr;
      only = &duty;
    }
    return target.address.empty() ? only : nullptr;
  }

  // ---- records ---------------------------------------------------------------------------------------------------------

  // A clause may mention a record that is kept elsewhere; what a document leaves stands in its front matter.
  void check_records() {
    std::map<std::string, std::vector<const Duty*>> by_record;
    for (const Duty& duty : duties_) {
      if (duty.heading) continue;
      for (const model::RecordReference& record : duty.document->records) {
        if (!record.id.empty()) by_record[record.id].push_back(&duty);
      }
    }
    for (const auto& [id, duties] : by_record) {
      for (std::size_t i = 1; i < duties.size(); ++i) {
        const Duty& duty = *duties[i];
        const auto end = duties.begin() + static_cast<std::ptrdiff_t>(i);
        const auto other = std::find_if(duties.begin(), end, [&](const Duty* earlier) {
          const std::string& a = earlier->document->by;
          const std::string& b = duty.document->by;
          return earlier->cadence != duty.cadence && (a.empty() || b.empty() || a == b);
        });
        if (other == end) continue;
        const model::Record* record = handbook_.find_record(id);
        const std::string& title = record ? record->title : id;
        report(*duty.document, duty.position,
               {fmt::format("the record '{}' is made every {} here, but every {} in {}", title, duty.written, (*other)->written, name_of(**other)),
                fmt::format("記録「{}」はここでは {} ごとですが、{} では {} ごとです", title, duty.written, name_of(**other), (*other)->written)});
      }
    }
  }

  const model::Handbook& handbook_;
  std::vector<Duty> duties_;
  base::Diagnostics found_;
};

}  // namespace

base::Diagnostics check_cadence(const model::Handbook& handbook) { return CadenceCheck(handbook).run(); }

}  // namespace kitei::check
