// cadence-conflict: one duty with two frequencies. What counts as one duty:
//   a clause (`every` of its heading) and the words of its heading and text (毎月 …);
//   a document (`every` of the front matter) and its title, and its clauses when none of them keeps that frequency;
//   a clause or document and a table row that names it beside a frequency (年間計画);
//   a record that two documents leave, by the same role or by nobody named.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "check/cadence_words.h"
#include "check/families.h"

namespace kitei::check {
namespace {

struct Duty {
  const model::Document* document = nullptr;
  const model::ClauseEntry* clause = nullptr;  // nullptr: the document as a whole
  model::Cadence cadence;
  std::string_view written;

  bool is_of_same(const Duty& other) const { return document == other.document && clause == other.clause; }
};

std::string name_of(const Duty& duty) {
  if (!duty.clause) return duty.document->id.text.str();
  return fmt::format("{}#{}", duty.document->id.text, duty.clause->clause.address.text);
}

// A cadence with an interval; 随時 contradicts nothing.
std::optional<model::Cadence> fixed_cadence(std::string_view text) {
  const auto cadence = model::parse_cadence(text);
  return cadence && cadence->unit != model::CadenceUnit::AsNeeded ? cadence : std::nullopt;
}

std::optional<Duty> duty_of(const model::Document& document) {
  if (document.every.empty() || document.status == model::Status::Retired) return std::nullopt;
  const auto cadence = fixed_cadence(document.every);
  return cadence ? std::optional<Duty>({&document, nullptr, *cadence, document.every}) : std::nullopt;
}

// The duties of its clauses and, last, its own. Asks nothing of the text, so that of another document need not be there.
std::vector<Duty> duties_of(const model::Document& document) {
  std::vector<Duty> duties;
  if (document.status == model::Status::Retired) return duties;
  for (const model::ClauseEntry& entry : document.clauses) {
    if (entry.duty->every.empty()) continue;
    if (const auto cadence = fixed_cadence(entry.duty->every)) duties.push_back({&document, &entry, *cadence, entry.duty->every});
  }
  if (const auto whole = duty_of(document)) duties.push_back(*whole);
  return duties;
}

// The duty that a reference names: that of the clause, or of the document when it has one only.
std::optional<Duty> duty_at(const model::Target& target, const model::Handbook& handbook) {
  const model::Document* document = handbook.find(target.id);
  if (!document) return std::nullopt;
  const std::vector<Duty> duties = duties_of(*document);
  if (target.address.empty()) {
    const bool several_clauses = duties.size() > 1 && duties[1].clause;
    return duties.empty() || several_clauses ? std::nullopt : std::optional(duties.back());
  }
  for (const Duty& duty : duties) {
    if (duty.clause && (duty.clause->clause.address == target.address || duty.clause->clause.structural == target.address)) return duty;
  }
  return std::nullopt;
}

base::Diagnostic conflict(const model::Document& document, base::Position position, base::Message message) {
  return {"cadence-conflict", document.path_of(position), position, std::move(message),
          {"decide on one frequency and write it in both places", "どちらの頻度にするか決め、両方をそろえてください"}};
}

class CadenceCheck {
 public:
  CadenceCheck(const model::Handbook& handbook, const model::Document& document, base::Diagnostics& found)
      : handbook_(handbook), document_(document), found_(found) {}

  void run() {
    const std::vector<Duty> duties = duties_of(document_);
    if (!duties.empty()) {
      check_clauses_words(duties);
      if (!duties.back().clause) check_whole(duties);
    }
    check_tables(document_.body.blocks);
  }

 private:
  void report(base::Position position, base::Message message) {
    found_.push_back(conflict(document_, position, std::move(message)));
  }

  // ---- a clause or document and its own words --------------------------------------------------------------------------

  // What the text of a clause says, as long as it says one frequency.
  struct Said {
    model::Cadence cadence;
    std::string words;
    base::Position position;
  };

  void check_clauses_words(const std::vector<Duty>& duties) {
    auto next = duties.begin();
    const Duty* duty = nullptr;  // of the clause that we are in, when its heading says no frequency
    std::vector<Said> said;
    const auto look_at = [&](const model::Inlines& inlines) {
      const Run run = reader_.read(inlines, Where::Paragraph);
      for (const FoundCadence& found : find_cadences(run.text)) said.push_back(said_at(run, found));
    };
    const auto leave = [&] {
      const bool one = std::all_of(said.begin(), said.end(), [&](const Said& s) { return s.cadence == said.front().cadence; });
      if (duty && one && !said.empty() && said.front().cadence != duty->cadence) report_words(*duty, said.front());
      said.clear();
      duty = nullptr;
    };
    for (const model::Block& block : document_.body.blocks) {
      if (const auto* heading = base::get_if<model::Heading>(&block.node)) {
        leave();
        // Headings and clauses stand in the same order.
        if (next == duties.end() || !next->clause || next->clause->clause != heading->clause) continue;
        if (!check_run(*next, reader_.read(heading->content, Where::Heading))) duty = &*next;
        ++next;
      } else if (duty && (base::holds_alternative<model::Paragraph>(block.node) || base::holds_alternative<model::List>(block.node))) {
        model::for_each_part(block, look_at, [&](const model::Blocks& inner) { model::for_each_inlines(inner, look_at); });
      }
    }
    leave();
  }

  static Said said_at(const Run& run, const FoundCadence& found) {
    return {found.cadence, std::string(run.text.substr(found.from, found.to - found.from)), run.at(found.from)};
  }

  // Whether the run says a frequency; one that is not the duty's is reported.
  bool check_run(const Duty& duty, const Run& run) {
    const auto found = find_cadences(run.text);
    if (found.empty()) return false;
    if (std::any_of(found.begin(), found.end(), [&](const auto& p) { return p.cadence == duty.cadence; })) return true;
    report_words(duty, said_at(run, found.front()));
    return true;
  }

  void report_words(const Duty& duty, const Said& said) {
    report(said.position, {fmt::format("the text says '{}', but `every` is {}", said.words, duty.written),
                           fmt::format("本文では「{}」ですが、every は {} です", said.words, duty.written)});
  }

  void check_whole(const std::vector<Duty>& duties) {
    const Duty& whole = duties.back();
    check_run(whole, reader_.read(document_.title, document_.position_of("title"), Where::Title));
    const Duty& other = duties.front();
    if (!other.clause || std::any_of(duties.begin(), duties.end() - 1, [&](const Duty& duty) { return duty.cadence == whole.cadence; })) return;
    const std::string_view address = other.clause->clause.address.text;
    report(document_.position_of("every"),
           {fmt::format("the document says every {}, but its clause #{} says {}", whole.written, address, other.written),
            fmt::format("文書の every は {} ですが、条項 #{} は {} です", whole.written, address, other.written)});
  }

  // ---- tables that list duties -----------------------------------------------------------------------------------------

  void check_tables(const model::Blocks& blocks) {
    for (const model::Block& block : blocks) {
      if (const auto* table = base::get_if<model::Table>(&block.node)) {
        for (const model::TableRow& row : table->rows) check_row(row);
      }
      model::for_each_part(
          block, [](const model::Inlines&) {}, [&](const model::Blocks& inner) { check_tables(inner); });
    }
  }

  void check_row(const model::TableRow& row) {
    std::vector<const model::Target*> targets;
    for (const model::TableCell& cell : row.cells) {
      model::for_each_inline(cell.content, [&](const model::Inline& node) {
        const model::Target* target = nullptr;
        if (const auto* reference = base::get_if<model::Reference>(&node.node)) target = &reference->target;
        if (const auto* link = base::get_if<model::Link>(&node.node)) target = &link->target;
        if (target && target->kind == model::TargetKind::Document) targets.push_back(target);
      });
    }
    if (targets.empty()) return;
    std::optional<model::Cadence> stated;
    std::string words;
    base::Position position;
    for (const model::TableCell& cell : row.cells) {
      const std::string text = model::plain_text(cell.content);
      const auto found = fixed_cadence(text);
      if (!found) continue;
      if (stated) return;  // two frequencies: it cannot be said which is meant
      stated = found;
      words = std::string(base::trim(text));
      position = cell.position;
    }
    if (!stated) return;
    std::optional<Duty> named;
    for (const model::Target* target : targets) {
      const auto duty = duty_at(*target, handbook_);
      if (!duty) continue;
      if (named && !named->is_of_same(*duty)) return;
      named = duty;
    }
    if (!named || named->cadence == *stated) return;
    report(position, {fmt::format("'{}' here, but {} is done every {}", words, name_of(*named), named->written),
                      fmt::format("ここでは「{}」ですが、{} の every は {} です", words, name_of(*named), named->written)});
  }

  const model::Handbook& handbook_;
  const model::Document& document_;
  base::Diagnostics& found_;
  RunReader reader_;
};

}  // namespace

void check_cadence(const model::Handbook& handbook, const model::Document& document, base::Diagnostics& found) {
  CadenceCheck(handbook, document, found).run();
}

// A clause may mention a record that is kept elsewhere; what a document leaves stands in its front matter.
base::Diagnostics check_record_cadences(const model::Handbook& handbook) {
  base::Diagnostics found;
  std::map<std::string_view, std::vector<Duty>> by_record;
  for (const model::Document& document : handbook.documents) {
    if (document.every.empty() || document.records.empty()) continue;
    const auto duty = duty_of(document);
    if (!duty) continue;
    for (const model::RecordReference& record : document.records) {
      if (!record.id.empty()) by_record[record.id].push_back(*duty);
    }
  }
  for (const auto& [id, duties] : by_record) {
    for (std::size_t i = 1; i < duties.size(); ++i) {
      const Duty& duty = duties[i];
      const auto end = duties.begin() + static_cast<std::ptrdiff_t>(i);
      const auto other = std::find_if(duties.begin(), end, [&](const Duty& earlier) {
        const std::string& a = earlier.document->by;
        const std::string& b = duty.document->by;
        return earlier.cadence != duty.cadence && (a.empty() || b.empty() || a == b);
      });
      if (other == end) continue;
      const model::Record* record = handbook.find_record(id);
      const std::string_view title = record ? std::string_view(record->title) : id;
      found.push_back(conflict(*duty.document, duty.document->position_of("every"),
                               {fmt::format("the record '{}' is made every {} here, but every {} in {}", title, duty.written, other->written, name_of(*other)),
                                fmt::format("記録「{}」はここでは {} ごとですが、{} では {} ごとです", title, duty.written, name_of(*other), other->written)}));
    }
  }
  return found;
}

}  // namespace kitei::check
