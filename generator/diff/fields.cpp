// The front matter as pairs of key and text, compared key by key in the order of DESIGN's front matter.
#include <fmt/format.h>

#include <string>
#include <utility>

#include "diff/document.h"

namespace kitei::diff {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string text_of(const std::optional<base::Date>& date) { return date ? base::iso_date(*date) : std::string(); }

template <typename T, typename Text>
std::string joined(const std::vector<T>& values, Text&& text) {
  std::string out;
  for (const T& value : values) {
    if (!out.empty()) out += ", ";
    out += text(value);
  }
  return out;
}

std::string joined(const std::vector<std::string>& values) {
  return joined(values, [](const std::string& value) { return value; });
}

std::string joined(const std::vector<model::DocumentReference>& references) {
  return joined(references, [](const model::DocumentReference& reference) {
    return reference.version.empty() ? reference.id.text : reference.id.text + "@" + reference.version.text;
  });
}

std::string_view scheme_name(model::Scheme scheme) {
  switch (scheme) {
    case model::Scheme::Outline:
      return "outline";
    case model::Scheme::Articles:
      return "articles";
    case model::Scheme::None:
      return "none";
  }
  return "outline";
}

std::string approval_text(const model::Approval& approval) {
  std::vector<std::string> parts;
  for (const std::string& part : {approval.reference.str(), approval.method.str(), text_of(approval.date)}) {
    if (!part.empty()) parts.push_back(part);
  }
  return joined(parts);
}

std::string moves_text(const std::map<std::string, std::string>& moves) {
  std::string out;
  for (const auto& [from, to] : moves) {
    if (!out.empty()) out += ", ";
    out += from + " → " + to;
  }
  return out;
}

Fields fields_of(const model::Document& d) {
  return {
      {"id", d.id.text.str()},
      {"number", d.number},
      {"title", d.title},
      {"kind", d.kind},
      {"part_of", d.part_of.text.str()},
      {"version", d.version.text.str()},
      {"status", std::string(model::status_name(d.status))},
      {"classification", d.classification},
      {"scope", d.scope},
      {"department", d.department},
      {"owner", d.owner},
      {"author", d.author},
      {"reviewer", d.reviewer},
      {"approver", d.approver},
      {"approval", approval_text(d.approval)},
      {"established_date", text_of(d.established_date)},
      {"approved_date", text_of(d.approved_date)},
      {"effective_date", text_of(d.effective_date)},
      {"retired_date", text_of(d.retired_date)},
      {"next_review", text_of(d.next_review)},
      {"last_reviewed", text_of(d.last_reviewed)},
      {"review_cycle", d.review_cycle_months ? std::to_string(*d.review_cycle_months) : std::string()},
      {"audience", joined(d.audience)},
      {"controls",
       joined(d.controls, [](const model::ControlReference& c) { return c.id.id.empty() ? c.written.str() : c.id.text(); })},
      {"implements", joined(d.implements)},
      {"related", joined(d.related)},
      {"replaces", joined(d.replaces)},
      {"replaced_by", joined(d.replaced_by)},
      {"moved_to", moves_text(d.moved_to)},
      {"removed", joined(d.removed)},
      {"records", joined(d.records, [](const model::RecordReference& r) { return r.name.str(); })},
      {"every", d.every},
      {"by", d.by},
      {"tags", joined(d.tags)},
      {"numbering", d.numbering ? std::string(scheme_name(*d.numbering)) : std::string()},
      {"aliases", joined(d.aliases, [](const model::DocumentId& id) { return id.text.str(); })},
      {"file", d.file},
  };
}

}  // namespace

std::vector<model::FieldChange> diff_fields(const model::Document& before, const model::Document& after) {
  const Fields old = fields_of(before), now = fields_of(after);
  std::vector<model::FieldChange> changes;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (old[i].second != now[i].second) changes.push_back({now[i].first, old[i].second, now[i].second});
  }
  return changes;
}

}  // namespace kitei::diff
