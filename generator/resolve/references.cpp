#include "resolve/references.h"

#include <fmt/format.h>

#include <array>

#include "base/nearest.h"
#include "base/path.h"
#include "base/utf8.h"
#include "resolve/mentions.h"
#include "resolve/moves.h"
#include "resolve/written_references.h"

namespace kitei::resolve {
namespace {

using model::Target;
using model::TargetKind;

std::string percent_decoded(std::string_view text) {
  auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                   : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// "https", "mailto" … of a URL with a scheme, in lower case; "" for a relative one. A drive letter is no scheme.
std::string url_scheme(std::string_view url) {
  const auto colon = url.find(':');
  if (colon == std::string_view::npos || colon < 2) return {};
  for (const char c : url.substr(0, colon)) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' || c == '-' ||
                       c == '.';
    if (!plain) return {};
  }
  return base::ascii_lower(url.substr(0, colon));
}

base::Message did_you_mean(std::string_view name) {
  if (name.empty()) return {};
  return {fmt::format("did you mean '{}'?", name), fmt::format("「{}」ではありませんか", name)};
}

class Follower {
 public:
  Follower(model::Document& document, const Lookup& lookup) : document_(document), lookup_(lookup) {}

  base::Diagnostics run() {
    follow_front_matter();
    follow_gone_clauses();
    follow_clause_controls();
    follow_blocks(document_.body.blocks);
    for (model::Footnote& note : document_.body.footnotes) follow_blocks(note.content);
    base::append(diagnostics_, link_written_references(document_, lookup_));
    return std::move(diagnostics_);
  }

 private:
  const model::Handbook& handbook() const { return lookup_.handbook; }
  bool japanese() const { return handbook().config.language == base::Language::Japanese; }

  void report(std::string code, base::Position position, base::Message message, base::Message hint = {},
              base::Severity severity = base::Severity::Error) {
    diagnostics_.push_back(
        {std::move(code), document_.path_of(position), position, std::move(message), std::move(hint), severity});
  }

  // ---- front matter --------------------------------------------------------------------------------------------------

  void follow_front_matter() {
    for (model::ControlReference& control : document_.controls) {
      control.id = resolve_control(control.written, control.position).value_or(model::ControlId{});
    }
    for (auto* list : {&document_.implements, &document_.related, &document_.replaces, &document_.replaced_by}) follow(*list);
    for (model::RecordReference& record : document_.records) {
      if (const model::Record* found = lookup_.find_record(record.name)) {
        record.id = found->id;
      } else {
        report_unknown_record(record.name, record.position);
      }
    }
    if (!document_.part_of.empty() && !handbook().find(document_.part_of.text)) {
      report_unknown_document(document_.part_of.text, document_.position_of("part_of"));
    }
    if (!document_.file.empty() && !lookup_.file_exists(document_.file)) {
      report("broken-link", document_.position_of("file"),
             {fmt::format("file '{}' does not exist", document_.file),
              fmt::format("ファイル「{}」がありません", document_.file)},
             {"give a path under the handbook's folder, e.g. assets/form.xlsx",
              "規程集フォルダーからのパス（例: assets/form.xlsx）を書いてください"});
    }
  }

  void follow(std::vector<model::DocumentReference>& references) {
    for (model::DocumentReference& reference : references) {
      if (reference.withheld) continue;
      const model::Document* found = handbook().find(reference.id.text);
      if (!found) {
        report_unknown_document(reference.id.text, reference.position);
        continue;
      }
      reference.id = found->id;
      check_version(*found, reference.version, reference.position);
    }
  }

  // What became of the clauses that are gone, for the page where their old addresses still lead.
  void follow_gone_clauses() {
    document_.gone.clear();
    for (const auto& [address, written] : document_.moved_to) {
      const base::Position position = document_.position_of("moved_to." + address);
      const WrittenMove move = read_move(written);
      const model::Document* target = move.document.empty() ? &document_ : handbook().find(move.document);
      if (still_here(address, position)) continue;
      if (!target) {
        report_unknown_document(move.document, position);
        continue;
      }
      const auto place = follow_move(document_, address, lookup_);
      if (!place) {
        find_clause(*target, move.address, position);  // reports that it is not there
        continue;
      }
      model::GoneClause& gone = document_.gone.emplace_back();
      gone.address = {address};
      gone.target = {TargetKind::Document, place->document->id.text, {}, {}};
      gone.text = document_text(*place->document);
      if (place->clause) {
        gone.target.address = model::address_of(place->clause->clause);
        const bool own = place->document->id == document_.id;
        gone.text = own ? clause_text(*place->clause) : fmt::format("{} {}", place->document->title, clause_text(*place->clause));
      }
    }
    for (const std::string& address : document_.removed) {
      if (document_.moved_to.contains(address) || still_here(address, document_.position_of("removed"))) continue;
      document_.gone.push_back({{address}, {}, {}});
    }
    std::sort(document_.gone.begin(), document_.gone.end(),
              [](const model::GoneClause& a, const model::GoneClause& b) { return a.address < b.address; });
    document_.gone.erase(std::unique(document_.gone.begin(), document_.gone.end(),
                                     [](const model::GoneClause& a, const model::GoneClause& b) { return a.address == b.address; }),
                         document_.gone.end());
  }

  // An address that is said to be gone and is not.
  bool still_here(const std::string& address, base::Position position) {
    const model::ClauseEntry* clause = document_.find_clause(address);
    if (!clause) return false;
    report("duplicate-anchor", position,
           {fmt::format("'#{}' is said to have moved or gone, but {} has it", address, clause_text(*clause)),
            fmt::format("「#{}」は移動又は削除したとありますが、{}がこのアドレスを持っています", address, clause_text(*clause))},
           {"take the line out, or give the clause another address", "この行を消すか、条項に別のアドレスを付けてください"},
           base::Severity::Warning);
    return true;
  }

  void follow_clause_controls() {
    auto entry = document_.clauses.begin();
    for (const model::Block& block : document_.body.blocks) {
      const auto* heading = base::get_if<model::Heading>(&block.node);
      if (!heading) continue;
      while (entry->clause != heading->clause) ++entry;  // every heading of the body has its entry, in this order
      const std::string* written = heading->attributes->value("controls");
      if (!written) continue;
      for (const std::string& id : split_list(*written)) {
        if (const auto control = resolve_control(id, heading->attributes->position)) entry->controls.push_back(*control);
      }
    }
  }

  static std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    std::string part;
    for (const char c : std::string(text) + " ") {
      if (c != ' ' && c != ',' && c != '\t') {
        part += c;
      } else if (!part.empty()) {
        parts.push_back(std::move(part));
        part.clear();
      }
    }
    return parts;
  }

  // ---- targets -------------------------------------------------------------------------------------------------------

  std::optional<model::ControlId> resolve_control(std::string_view written, base::Position position) {
    const Lookup::FoundControl found = lookup_.find_control(written);
    if (found.control) return model::ControlId{found.catalog->id, found.control->id};
    report_unknown_control(written, found.catalog, position);
    return std::nullopt;
  }

  void report_unknown_control(std::string_view written, const model::Catalog* catalog, base::Position position) {
    if (!catalog) {
      std::vector<std::string_view> names;
      for (const model::Catalog& known : handbook().catalogs) names.push_back(known.id);
      const auto colon = written.find(':');
      const std::string name(colon == std::string_view::npos ? std::string_view(handbook().config.default_catalog)
                                                             : written.substr(0, colon));
      base::Message hint = did_you_mean(base::nearest_name(name, names));
      if (hint.empty()) {
        hint = {"put the catalogue into catalogs/, or set default_catalog in handbook.yaml",
                "catalogs/ にカタログを置くか、handbook.yaml の default_catalog を指定してください"};
      }
      report("unknown-control", position,
             {fmt::format("control '{}': there is no catalogue '{}'", written, name),
              fmt::format("管理策「{}」: カタログ「{}」がありません", written, name)},
             hint);
      return;
    }
    std::vector<std::string_view> names;
    for (const model::Control& control : catalog->controls) names.push_back(control.id);
    report("unknown-control", position,
           {fmt::format("control '{}' is not in catalogue '{}'", written, catalog->id),
            fmt::format("管理策「{}」はカタログ「{}」にありません", written, catalog->id)},
           did_you_mean(base::nearest_name(written, names)));
  }

  void report_unknown_document(std::string_view id, base::Position position) {
    std::vector<std::string_view> names;
    for (const model::Document& document : handbook().documents) names.push_back(document.id.text);
    report("unknown-document", position,
           {fmt::format("there is no document '{}'", id), fmt::format("文書「{}」はありません", id)},
           did_you_mean(base::nearest_name(id, names)));
  }

  void report_unknown_record(std::string_view name, base::Position position) {
    std::vector<std::string_view> names;
    for (const model::Record& record : handbook().registers.records) names.push_back(record.title);
    base::Message hint = did_you_mean(base::nearest_name(name, names));
    if (hint.empty()) hint = {"add it to records.yaml", "records.yaml に追加してください"};
    report("unknown-record", position,
           {fmt::format("there is no record '{}'", name), fmt::format("記録「{}」は記録一覧にありません", name)}, hint,
           base::Severity::Warning);
  }

  // The newest revision after `version` that readers must look at; nullptr when there is none.
  static const model::Revision* material_since(const model::Document& target, const model::Version& version) {
    const auto found = std::find_if(target.revisions.begin(), target.revisions.end(), [&](const model::Revision& revision) {
      return revision.change == model::Significance::Material && revision.version > version;
    });
    return found == target.revisions.end() ? nullptr : &*found;
  }

  void check_version(const model::Document& target, const model::Version& version, base::Position position) {
    if (version.empty()) return;
    if (target.version == version || target.find_revision(version)) {
      const model::Revision* revision = material_since(target, version);
      if (!revision) return;
      report("suspect-link", position,
             {fmt::format("'{}' has changed materially since version {}: {} {}", target.id.text, version.text,
                          revision->version.text, revision->summary),
              fmt::format("「{}」（{}）は、{}版の後に内容が変わっています（{}版 {}）", target.id.text, target.title, version.text,
                          revision->version.text, revision->summary)},
             {fmt::format("read the change, then write '@{}'", target.version.text),
              fmt::format("改正を読んで確かめ、「@{}」に書き換えてください", target.version.text)},
             base::Severity::Warning);
      return;
    }
    report("version-mismatch", position,
           {fmt::format("'{}' never had a version {}", target.id.text, version.text),
            fmt::format("「{}」に版数 {} はありません", target.id.text, version.text)},
           {fmt::format("its version is now {}", target.version.text), fmt::format("現在の版数は {} です", target.version.text)},
           base::Severity::Warning);
  }

  // The clause that `address` of `target` names, or that it has become (`target` is then where that is); nothing, with a
  // report, when there is none, and where the clause went to a whole document.
  const model::ClauseEntry* find_moved_clause(const model::Document*& target, std::string_view address, base::Position position) {
    if (const model::ClauseEntry* entry = target->find_clause(address)) return entry;
    const auto place = follow_move(*target, address, lookup_);
    if (!place) return find_clause(*target, address, position);
    const std::string now = place->clause ? fmt::format("{}#{}", place->document->id.text, model::address_of(place->clause->clause).text)
                                          : place->document->id.text.str();
    report("clause-moved", position,
           {fmt::format("'#{}' of '{}' has moved to '{}'", address, target->id.text, now),
            fmt::format("「{}」の「#{}」は「{}」に移りました", target->id.text, address, now)},
           {fmt::format("write '{}'", now), fmt::format("「{}」に書き換えてください", now)}, base::Severity::Info);
    target = place->document;
    return place->clause;
  }

  // The clause of `target` that `address` names, or nothing with a report.
  const model::ClauseEntry* find_clause(const model::Document& target, std::string_view address, base::Position position) {
    if (lookup_.on_clause_of) lookup_.on_clause_of(target);
    if (const model::ClauseEntry* entry = target.find_clause(address)) return entry;
    if (is_removed(target, address)) {
      report("broken-anchor", position,
             {fmt::format("the clause '#{}' of '{}' has been removed", address, target.id.text),
              fmt::format("「{}」の条項「#{}」は削除されました", target.id.text, address)});
      return nullptr;
    }
    std::vector<std::string_view> names;
    for (const model::ClauseEntry& entry : target.clauses) {
      if (!entry.clause.address.empty()) names.push_back(entry.clause.address.text);
      if (!entry.clause.structural.empty()) names.push_back(entry.clause.structural.text);
    }
    for (const model::ClauseEntry& entry : target.captions) names.push_back(entry.clause.address.text);
    report("broken-anchor", position,
           {fmt::format("'{}' has no clause with the address '#{}'", target.id.text, address),
            fmt::format("「{}」にアドレス「#{}」の条項はありません", target.id.text, address)},
           did_you_mean(base::nearest_name(address, names)));
    return nullptr;
  }

  // ---- text of a reference -------------------------------------------------------------------------------------------

  std::string document_text(const model::Document& target) const {
    if (target.number.empty() || target.number == target.title) return target.title;
    return japanese() ? fmt::format("{}（{}）", target.title, target.number)
                      : fmt::format("{} ({})", target.title, target.number);
  }

  std::string clause_text(const model::ClauseEntry& entry) const {
    // In brackets, or the heading would run into the sentence: 手順 4（利用者が守ること）と.
    const bool bracketed = entry.clause.kind == model::ClauseKind::Article ||
                           entry.clause.kind == model::ClauseKind::Heading || entry.clause.kind == model::ClauseKind::None;
    if (entry.clause.label.empty()) return entry.title.str();
    // 附則 is its own heading: 附則 附則 says nothing more.
    if (entry.clause.kind == model::ClauseKind::Supplement) return (entry.title == "附則" ? entry.clause.label : entry.title).str();
    if (entry.title.empty()) return entry.clause.label.str();
    if (!bracketed) return fmt::format("{} {}", entry.clause.label, entry.title);
    return japanese() ? fmt::format("{}（{}）", entry.clause.label, entry.title)
                      : fmt::format("{} ({})", entry.clause.label, entry.title);
  }

  // The same in another document.
  std::string clause_text_in(const model::Document& target, const model::ClauseEntry& entry) const {
    return fmt::format("{}{}{}", target.title, japanese() ? " " : ", ", clause_text(entry));
  }

  // ---- inlines -------------------------------------------------------------------------------------------------------

  // A document of an earlier edition comes with its targets (resolve_handbook): they stay as far as they exist here too.
  void keep_if_known(Target& target) const {
    if (target.kind == TargetKind::Document) {
      const model::Document* document = handbook().find(target.id);
      if (!document) {
        target = {};
      } else if (!target.address.empty() && !document->find_clause(target.address.text)) {
        target.address = {};
      }
    } else if (target.kind == TargetKind::Control) {
      if (!lookup_.find_control(target.id).control) target = {};
    } else if (target.kind == TargetKind::Record) {
      if (!lookup_.find_record(target.id)) target = {};
    }
  }

  void follow_reference(model::Reference& reference, base::Position position) {
    if (reference.target.kind == TargetKind::Withheld) return;
    if (reference.mention) return keep_if_known(reference.target);
    reference.target = {};
    switch (reference.kind) {
      case model::ReferenceKind::Document: return follow_document(reference, position);
      case model::ReferenceKind::Control: {
        const Lookup::FoundControl found = lookup_.find_control(reference.name);
        if (!found.control) return report_unknown_control(reference.name, found.catalog, position);
        return set_control(reference, found);
      }
      case model::ReferenceKind::Requirement: {
        const Lookup::FoundControl found = lookup_.find_requirement(reference.name);
        if (!found.control) {
          report("unknown-control", position,
                 {fmt::format("requirement '{}' is in no catalogue", reference.name),
                  fmt::format("箇条「{}」はどのカタログにもありません", reference.name)},
                 {"put the standard's main text as a catalogue into catalogs/",
                  "規格本文の箇条をカタログとして catalogs/ に置いてください"});
          return;
        }
        return set_control(reference, found);
      }
      case model::ReferenceKind::Record: {
        const model::Record* record = lookup_.find_record(reference.name);
        if (!record) return report_unknown_record(reference.name, position);
        reference.text = record->title;
        reference.target = {TargetKind::Record, record->id, {}, {}};
        return;
      }
      case model::ReferenceKind::Law:
        return follow_register(reference, position, lookup_.law_by_name, TargetKind::Law, "unknown-law", "law", "法令");
      case model::ReferenceKind::Term:
        return follow_register(reference, position, lookup_.term_by_name, TargetKind::Term, "unknown-term", "term", "用語");
    }
  }

  void set_control(model::Reference& reference, const Lookup::FoundControl& found) {
    reference.text = fmt::format("{} {}", found.control->id, found.control->title);
    reference.target = {TargetKind::Control, model::ControlId{found.catalog->id, found.control->id}.text(), {}, {}};
  }

  std::string nearest_entry(std::string_view name, TargetKind kind) const {
    std::vector<std::string_view> names;
    const model::Registers& registers = handbook().registers;
    if (kind == TargetKind::Law) {
      for (const model::RegisterEntry& law : registers.laws) names.insert(names.end(), {law.title, law.id});
    } else {
      for (const model::Term& term : registers.terms) {
        names.push_back(term.term);
        names.insert(names.end(), term.aliases.begin(), term.aliases.end());
      }
    }
    return base::nearest_name(name, names);
  }

  void follow_register(model::Reference& reference, base::Position position,
                       const std::unordered_map<std::string, std::string>& by_name, TargetKind kind, std::string code,
                       std::string_view word, std::string_view ja_word) {
    const auto found = by_name.find(name_key(reference.name));
    if (found == by_name.end()) {
      report(std::move(code), position,
             {fmt::format("there is no {} '{}'", word, reference.name),
              fmt::format("{}「{}」は登録されていません", ja_word, reference.name)},
             did_you_mean(nearest_entry(reference.name, kind)), base::Severity::Warning);
      reference.text = reference.name;
      return;
    }
    reference.text = reference.name;
    if (kind == TargetKind::Law) {
      for (const model::RegisterEntry& law : handbook().registers.laws) {
        if (law.id == found->second) reference.text = law.title;
      }
    }
    reference.target = {kind, found->second, {}, {}};
  }

  void follow_document(model::Reference& reference, base::Position position) {
    const model::Document* target = handbook().find(reference.name);
    if (!target) return report_unknown_document(reference.name, position);
    check_version(*target, reference.version, position);
    reference.target = {TargetKind::Document, target->id.text, {}, reference.version};
    reference.text = document_text(*target);
    constexpr std::string_view kRange = "..";
    const std::string_view address = reference.address.text;
    if (const auto dots = address.find(kRange); dots != std::string_view::npos && dots > 0) {
      follow_range(reference, *target, address.substr(0, dots), address.substr(dots + kRange.size()), position);
    } else if (!address.empty()) {
      const model::Document* asked = target;
      const model::ClauseEntry* entry = find_moved_clause(target, address, position);
      if (target != asked) {
        reference.target = {TargetKind::Document, target->id.text, {}, {}};
        reference.text = document_text(*target);
      }
      if (!entry) return;
      reference.target.address = model::address_of(entry->clause);
      reference.text = target->id == document_.id ? clause_text(*entry) : clause_text_in(*target, *entry);
    }
    if (!reference.version.empty() && !reference.target.version.empty()) {
      reference.text.append(japanese() ? fmt::format(" {}版", reference.version.text) : fmt::format(" v{}", reference.version.text));
    }
  }

  // [[ID#art-5..art-8]]: 第5条から第8条まで, leading to the first.
  void follow_range(model::Reference& reference, const model::Document& target, std::string_view from, std::string_view to,
                    base::Position position) {
    const model::ClauseEntry* first = find_clause(target, from, position);
    const model::ClauseEntry* last = find_clause(target, to, position);
    if (!first || !last) return;
    // Clauses lie in one list, in reading order; tables and figures in another one.
    const auto is_caption = [](const model::ClauseEntry& entry) { return entry.clause.kind == model::ClauseKind::None; };
    if (is_caption(*first) != is_caption(*last) || last <= first) {
      report("broken-anchor", position,
             {fmt::format("the range '#{}..{}' does not run forwards", from, to),
              fmt::format("範囲「#{}..{}」の前後が逆です", from, to)},
             {fmt::format("write '#{}..{}'", to, from), fmt::format("「#{}..{}」としてください", to, from)});
      return;
    }
    const std::string_view begin = first->clause.label.empty() ? first->title : first->clause.label;
    std::string_view end = last->clause.label.empty() ? last->title : last->clause.label;
    if (japanese()) end = end.substr(shared_holder(begin, end));
    const std::string text = japanese() ? fmt::format("{}から{}まで", begin, end) : fmt::format("{} to {}", begin, end);
    reference.target.address = model::address_of(first->clause);
    reference.text = target.id == document_.id ? text : fmt::format("{} {}", target.title, text);
  }

  // How much of 第5条第2項第3号 the words 第5条第2項第1号 before it make needless: the bytes of 第5条第2項.
  static std::size_t shared_holder(std::string_view before, std::string_view after) {
    constexpr std::string_view kFirst = "第";
    std::size_t same = 0;
    while (same < before.size() && same < after.size() && before[same] == after[same]) ++same;
    for (std::size_t at = std::min(same, after.size()); at > 0; --at) {
      if (after.substr(at).starts_with(kFirst) && before.substr(at).starts_with(kFirst)) return at;
    }
    return 0;
  }

  void follow_link(model::Link& link, base::Position position) {
    if (link.target.kind != TargetKind::None) return keep_if_known(link.target);
    const std::string scheme = url_scheme(link.destination);
    static constexpr std::array<std::string_view, 5> kSchemes{"http", "https", "mailto", "ftp", "tel"};
    if (!scheme.empty()) {
      if (std::find(kSchemes.begin(), kSchemes.end(), scheme) != kSchemes.end()) {
        link.target = {TargetKind::External, link.destination, {}, {}};
        return;
      }
      report("broken-link", position,
             {fmt::format("links of the kind '{}:' are not allowed", scheme),
              fmt::format("「{}:」で始まるリンクは使えません", scheme)},
             {"use http, https, mailto, tel, or a relative path", "http・https・mailto・tel、または相対パスを使ってください"});
      return;
    }
    const auto hash = link.destination.find('#');
    const std::string path = percent_decoded(std::string_view(link.destination).substr(0, hash));
    const std::string fragment =
        hash == std::string::npos ? std::string{} : percent_decoded(std::string_view(link.destination).substr(hash + 1));
    if (path.empty()) return set_clause_target(link.target, document_, fragment, position);
    const auto joined = base::join_path(base::parent_path(document_.path_of(position)), path);
    if (joined) {
      const auto document = lookup_.document_by_path.find(*joined);
      if (document != lookup_.document_by_path.end()) {
        return set_clause_target(link.target, *document->second, fragment, position);
      }
      if (base::extension(*joined) != "md" && lookup_.file_exists(*joined)) {
        link.target = {TargetKind::Asset, *joined, {}, {}};
        return;
      }
    }
    report("broken-link", position,
           {fmt::format("'{}' does not exist in the handbook", link.destination),
            fmt::format("リンク先「{}」が規程集にありません", link.destination)},
           nearest_path(joined.value_or(path)));
  }

  base::Message nearest_path(const std::string& path) const {
    std::vector<std::string_view> names;
    for (const model::Document& document : handbook().documents) names.push_back(document.path);
    return did_you_mean(base::nearest_name(path, names));
  }

  void set_clause_target(Target& target, const model::Document& document, const std::string& fragment,
                         base::Position position) {
    const model::Document* at = &document;
    const model::ClauseEntry* entry = fragment.empty() ? nullptr : find_moved_clause(at, fragment, position);
    target = {TargetKind::Document, at->id.text, {}, {}};
    if (entry) target.address = model::address_of(entry->clause);
  }

  void follow_image(model::Image& image, base::Position position) {
    if (image.target.kind != TargetKind::None) return;
    static constexpr std::array<std::string_view, 6> kExtensions{"png", "jpg", "jpeg", "gif", "webp", "svg"};
    if (!url_scheme(image.source).empty() || image.source.starts_with("//")) {
      report("broken-image", position,
             {fmt::format("image '{}' is not in the handbook", image.source),
              fmt::format("画像「{}」は規程集の中のファイルではありません", image.source)},
             {"copy the file into assets/: pages load nothing from elsewhere",
              "ファイルを assets/ に置いてください。ページは外部の画像を読み込みません"});
      return;
    }
    const auto joined = base::join_path(base::parent_path(document_.path_of(position)), percent_decoded(image.source));
    const bool known_kind =
        joined && std::find(kExtensions.begin(), kExtensions.end(), base::extension(*joined)) != kExtensions.end();
    if (known_kind && lookup_.file_exists(*joined)) {
      image.target = {TargetKind::Asset, *joined, {}, {}};
      return;
    }
    report("broken-image", position,
           {fmt::format("image '{}' does not exist in the handbook", image.source),
            fmt::format("画像「{}」が規程集にありません", image.source)},
           {"images are PNG, JPEG, GIF, WebP or SVG files inside the handbook",
            "規程集の中の PNG・JPEG・GIF・WebP・SVG ファイルを指定してください"});
  }

  void follow_blocks(model::Blocks& blocks) {
    for (model::Block& block : blocks) {
      if (auto* figure = base::get_if<model::Figure>(&block.node)) follow_image(figure->image, block.position);
      model::for_each_part(
          block, [&](model::Inlines& inlines) { follow_inlines(inlines, Mentions::Linked); },
          [&](model::Blocks& inner) { follow_blocks(inner); });
    }
  }

  // Inside a link nothing else becomes one.
  enum class Mentions { Linked, Plain };

  void follow_inlines(model::Inlines& inlines, Mentions mentions) {
    model::Inlines out;
    bool replaced = false;
    for (std::size_t i = 0; i < inlines.size(); ++i) {
      model::Inline& node = inlines[i];
      if (auto* text = base::get_if<model::Text>(&node.node)) {
        if (mentions == Mentions::Linked) {
          std::vector<model::Inline> split =
              find_mentions(*text, node.position, lookup_, document_.path_of(node.position), diagnostics_);
          if (!split.empty()) {
            if (!replaced) {
              out.reserve(inlines.size() - 1 + split.size());
              std::move(inlines.begin(), inlines.begin() + static_cast<std::ptrdiff_t>(i), std::back_inserter(out));
            }
            replaced = true;
            out.insert(out.end(), std::make_move_iterator(split.begin()), std::make_move_iterator(split.end()));
            continue;
          }
        }
      } else if (auto* reference = base::get_if<model::Reference>(&node.node)) {
        follow_reference(*reference, node.position);
      } else if (auto* link = base::get_if<model::Link>(&node.node)) {
        follow_link(*link, node.position);
        follow_inlines(link->content, Mentions::Plain);
      } else if (auto* image = base::get_if<model::Image>(&node.node)) {
        follow_image(*image, node.position);
      } else if (model::Inlines* content = model::content_of(node)) {
        follow_inlines(*content, mentions);
      }
      if (replaced) out.push_back(std::move(node));
    }
    if (replaced) inlines = std::move(out);
  }

  model::Document& document_;
  const Lookup& lookup_;
  base::Diagnostics diagnostics_;
};

}  // namespace

base::Diagnostics follow_references(model::Document& document, const Lookup& lookup) {
  return Follower(document, lookup).run();
}

}  // namespace kitei::resolve
