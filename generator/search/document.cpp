#include "search/document.h"

#include <algorithm>
#include <vector>

#include "search/encode.h"
#include "search/text.h"

namespace kitei::search {
namespace {

// The controls of the front matter, of clauses and of references, each once.
std::string controls_of(const model::Document& document, const std::vector<std::string_view>& referred) {
  std::vector<std::string> controls(referred.begin(), referred.end());
  for (const model::ControlReference& reference : document.controls) controls.push_back(reference.id.text());
  for (const model::ClauseEntry& entry : document.clauses) {
    for (const model::ControlId& id : entry.controls) controls.push_back(id.text());
  }
  std::sort(controls.begin(), controls.end());
  controls.erase(std::unique(controls.begin(), controls.end()), controls.end());
  std::string out;
  for (const std::string& control : controls) {
    const std::size_t colon = control.find(':');
    if (colon == std::string::npos || colon + 1 == control.size()) continue;  // names a catalogue at most
    if (!out.empty()) out += '\n';
    out += control;
  }
  return out;
}

}  // namespace

DocumentIndex index_document(const model::Document& document) {
  std::vector<std::string_view> referred;
  std::string clauses;
  read_clauses(document.body, referred, [&](const Clause& clause) {
    clauses += clauses.empty() ? "[" : ",[";
    append_string(clauses, clause.address);
    clauses += ',';
    append_string(clauses, clause.number);
    clauses += ',';
    append_string(clauses, clause.title);
    clauses += ',';
    append_string(clauses, clause.text);
    clauses += ']';
  });
  std::string aliases;
  for (const model::DocumentId& alias : document.aliases) aliases += (aliases.empty() ? "" : "\n") + alias.text;
  DocumentIndex index{document.id.text.str(), document.kind, {}};
  std::string& record = index.record;
  record.reserve(clauses.size() + 256);
  record += '[';
  append_string(record, document.number == document.id.text ? std::string_view() : std::string_view(document.number));
  for (const std::string& part : {document.title, aliases, controls_of(document, referred)}) {
    record += ',';
    append_string(record, part);
  }
  record += ",[";
  record += clauses;
  record += "]]";
  return index;
}

bool is_searched(const model::Document& document) { return document.status != model::Status::Retired; }

bool RecordStrings::next(std::string_view& text) {
  const std::size_t open = rest_.find('"');
  if (open == std::string_view::npos) return false;
  rest_.remove_prefix(open + 1);
  std::size_t quote = rest_.find('"');
  std::size_t slash = rest_.substr(0, quote).find('\\');
  if (slash == std::string_view::npos) {
    text = rest_.substr(0, quote);
    rest_.remove_prefix(std::min(rest_.size(), quote + 1));
    return true;
  }
  // What append_string writes: \n, \" and \\, and \u with the number of an ASCII character.
  scratch_.clear();
  std::size_t done = 0;
  while (slash != std::string_view::npos && slash + 1 < rest_.size()) {
    scratch_ += rest_.substr(done, slash - done);
    const char c = rest_[slash + 1];
    done = slash + 2;
    if (c == 'u' && done + 4 <= rest_.size()) {
      const auto value = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
      scratch_ += static_cast<char>(value(rest_[done + 2]) * 16 + value(rest_[done + 3]));
      done += 4;
    } else {
      scratch_ += c == 'n' ? '\n' : c;
    }
    if (quote < done) quote = rest_.find('"', done);
    slash = quote == std::string_view::npos ? quote : rest_.substr(0, quote).find('\\', done);
  }
  if (quote == std::string_view::npos) quote = rest_.size();
  scratch_ += rest_.substr(done, quote - done);
  rest_.remove_prefix(std::min(rest_.size(), quote + 1));
  text = scratch_;
  return true;
}

}  // namespace kitei::search
