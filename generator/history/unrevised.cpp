#include "history/unrevised.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/date.h"
#include "history/freeze.h"
#include "source/variables.h"

namespace kitei::history {
namespace {

// The document that carries the version: itself, or the one that it is a part of.
const model::Document& head_of(const model::Document& document, const model::Handbook& handbook) {
  const model::Document* head = document.part_of.empty() ? nullptr : handbook.find_own(document.part_of.folded());
  return head ? *head : document;
}

// ---- what is compared
// ------------------------------------------------------------------------------------------------

// A generated list of documents changes with every document in it, which is no change of the one that shows it. Lists of
// records, roles, contacts … are text.
void drop_document_lists(model::Blocks& blocks) {
  for (model::Block& block : blocks) {
    auto* table = base::get_if<model::Table>(&block.node);
    if (table && table->generated && table->generated->name == "documents") table->rows.clear();
    model::for_each_part(
        block, [](model::Inlines&) {}, [](model::Blocks& inner) { drop_document_lists(inner); });
  }
}

// All words of the body in reading order. References that are not resolved yet count by what the author wrote.
std::string words_of(const model::Body& body) {
  model::Body copy = body;
  drop_document_lists(copy.blocks);
  auto name_references = [](model::Inlines& inlines) {
    model::for_each_inline(inlines, [](model::Inline& node) {
      auto* reference = base::get_if<model::Reference>(&node.node);
      if (!reference || reference->mention) return;
      reference->text = fmt::format("[[{}#{}@{}]]", reference->name, reference->address.text, reference->version.text);
    });
  };
  model::for_each_inlines(copy.blocks, name_references);
  std::string words = model::plain_text(copy.blocks);
  for (model::Footnote& note : copy.footnotes) {
    model::for_each_inlines(note.content, name_references);
    words += "\n" + model::plain_text(note.content);
  }
  return words;
}

using Values = std::vector<std::pair<std::string_view, std::string>>;

Values significant_values(const model::Document& document) {
  Values values;
  auto add = [&](std::string_view key, std::string value) { values.emplace_back(key, std::move(value)); };
  auto add_list = [&](std::string_view key, const auto& list, auto text) {
    std::string joined;
    for (const auto& item : list) joined += (joined.empty() ? "" : ", ") + text(item);
    add(key, std::move(joined));
  };
  add("number", document.number);
  add("title", document.title);
  add("kind", document.kind);
  add("classification", document.classification);
  add("scope", document.scope);
  add("department", document.department);
  add("owner", document.owner);
  add("approver", document.approver);
  add("effective_date", document.effective_date ? base::iso_date(*document.effective_date) : std::string());
  add_list("audience", document.audience, [](const std::string& id) { return id; });
  add_list("controls", document.controls, [](const model::ControlReference& c) { return c.written; });
  add_list("implements", document.implements, [](const model::DocumentReference& r) { return r.id.text; });
  add("every", document.every);
  add("by", document.by);
  add("numbering", document.numbering ? std::to_string(static_cast<int>(*document.numbering)) : std::string());
  add("file", document.file);
  return values;
}

// ---- which variables stand in a document
// --------------------------------------------------------------------------------

std::set<std::string> variables_in(const model::Document& document, const base::FileTree& files) {
  std::set<std::string> names;
  for (const std::string& path : document.files) {
    const std::string* bytes = base::find_file(files, path);
    if (!bytes) continue;
    for (std::size_t at = bytes->find("{{"); at != std::string::npos; at = bytes->find("{{", at + 2)) {
      if (at > 0 && (*bytes)[at - 1] == '\\') continue;
      if (const auto variable = source::read_variable(std::string_view(*bytes).substr(at))) {
        names.emplace(variable->inside);
      }
    }
  }
  return names;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  if (from.empty()) return text;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

struct Finding {
  const model::Document* document = nullptr;
  const model::Edition* edition = nullptr;
  model::Version version;
  std::vector<std::string> keys;            // of the front matter
  std::set<std::string> changed_variables;  // that stand in it
  std::set<std::string> changed_parts;      // that it includes, by path
};

class RevisionCheck {
 public:
  RevisionCheck(const model::Edition& draft, const base::FileTree& files, const std::vector<model::Edition>& frozen)
      : draft_(draft), working_(draft.handbook), files_(files), frozen_(frozen) {}

  Revisions run(const std::function<bool(std::size_t document)>& is_known) {
    for (std::size_t i = 0; i < working_.documents.size(); ++i) {
      if (!is_known || !is_known(i)) look_at(working_.documents[i]);
    }
    Revisions revisions;
    for (const Finding& finding : findings_) revisions.diagnostics.push_back(report(finding));
    revisions.carried_over = std::move(carried_);
    return revisions;
  }

 private:
  void look_at(const model::Document& document) {
    const std::string id = document.id.folded();
    const model::Document* before = nullptr;
    std::size_t e = frozen_.size();
    while (!before && e-- > 0) {
      before = frozen_[e].handbook.find_own(id);
      for (std::size_t k = 0; !before && k < document.aliases.size(); ++k) {
        before = frozen_[e].handbook.find_own(document.aliases[k].folded());
      }
    }
    if (!before) return;
    const model::Version& version = head_of(document, working_).version;
    if (version != head_of(*before, frozen_[e].handbook).version) return;

    Finding finding{&document, &frozen_[e], version, {}, {}, {}};
    if (!draft_.untouched.contains(id)) {
      finding.keys = changed_keys(*before, document);
      // Most documents stay as they are: the same source and the same text in it. Words tell where they differ in anything else.
      const bool same_text = before->sha256 == document.sha256 && before->part_sha256 == document.part_sha256 && before->body == document.body;
      const bool text_changed = !same_text && words_before(*before, frozen_[e], document) != words_of(document.body);
      if (text_changed || !finding.keys.empty()) return add(std::move(finding), *before);
    }
    if (e + 1 == frozen_.size() && before->status == document.status) carried_.insert(id);
  }

  void add(Finding finding, const model::Document& before) {
    for (const std::string& name : variables_in(*finding.document, files_)) {
      if (value_of(finding.edition->handbook.config, name) != value_of(working_.config, name)) finding.changed_variables.insert(name);
    }
    finding.changed_parts = changed_parts(before, *finding.document);
    findings_.push_back(std::move(finding));
  }

  static std::vector<std::string> changed_keys(const model::Document& before, const model::Document& after) {
    const Values old = significant_values(before), now = significant_values(after);
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < now.size(); ++i) {
      if (old[i].second != now[i].second) keys.emplace_back(now[i].first);
    }
    return keys;
  }

  // Files that both sides include with different text, or only one of them.
  static std::set<std::string> changed_parts(const model::Document& before, const model::Document& after) {
    const auto parts_of = [](const model::Document& document) {
      std::set<std::pair<std::string, std::string>> parts;
      for (std::size_t i = 0; i < document.part_sha256.size(); ++i) {
        parts.emplace(document.files[i + 1], document.part_sha256[i]);
      }
      return parts;
    };
    const auto old = parts_of(before), now = parts_of(after);
    std::set<std::string> changed;
    for (const auto& part : old) {
      if (!now.contains(part)) changed.insert(part.first);
    }
    for (const auto& part : now) {
      if (!old.contains(part)) changed.insert(part.first);
    }
    return changed;
  }

  // {{ edition }} has another value in every edition, which is no change of the document.
  std::string words_before(const model::Document& before, const model::Edition& edition, const model::Document& now) const {
    std::string text = words_of(before.body);
    if (!variables_in(now, files_).contains("edition")) return text;
    return replaced(std::move(text), edition.handbook.config.edition, working_.config.edition);
  }

  static std::string value_of(const model::Config& config, const std::string& name) {
    if (name == "organisation") return config.organisation;
    const auto found = config.variables.find(name);
    return found == config.variables.end() ? std::string() : found->second;
  }

  base::Diagnostic report(const Finding& finding) const {
    const model::Document& document = *finding.document;
    const std::string& edition = finding.edition->id;
    const std::string what_en = finding.keys.empty() ? "its text" : fmt::format("{}", fmt::join(finding.keys, ", "));
    const std::string what_ja = finding.keys.empty() ? "本文" : fmt::format("{}", fmt::join(finding.keys, "、"));
    return {"revision-missing",
            document.path,
            document.position_of("version"),
            {fmt::format("'{}' has changed since edition {} ({}), but its version is still {}", document.id.text,
                         edition, what_en, finding.version.text),
             fmt::format("「{}」は発行版 {} から変更されています（{}）が、版数が {} のままです", document.id.text,
                         edition, what_ja, finding.version.text)},
            hint(finding),
            base::Severity::Error};
  }

  base::Message hint(const Finding& finding) const {
    const std::string_view id = head_of(*finding.document, working_).id.text;
    base::Message hint;
    for (const std::string& name : finding.changed_variables) {
      std::vector<std::string> touched;
      for (const Finding& other : findings_) {
        if (other.changed_variables.contains(name)) touched.push_back(other.document->id.text.str());
      }
      const std::string before = value_of(finding.edition->handbook.config, name),
                        now = value_of(working_.config, name);
      hint.en += fmt::format("the variable '{}' changed from '{}' to '{}' and stands in {}; ", name, before, now,
                             fmt::join(touched, ", "));
      hint.ja += fmt::format("変数「{}」が「{}」から「{}」に変わり、{} に影響しています。", name, before, now,
                             fmt::join(touched, "、"));
    }
    for (const std::string& path : finding.changed_parts) {
      std::vector<std::string> touched;
      for (const Finding& other : findings_) {
        if (other.changed_parts.contains(path)) touched.push_back(other.document->id.text.str());
      }
      hint.en += fmt::format("the part '{}' changed and is included in {}; ", path, fmt::join(touched, ", "));
      hint.ja += fmt::format("部品「{}」が変わり、{} に影響しています。", path, fmt::join(touched, "、"));
    }
    hint.en += fmt::format("raise the version, for example with kitei revise {} --summary …", id);
    hint.ja += fmt::format("「kitei revise {} --summary …」などで版数を上げてください", id);
    return hint;
  }

  const model::Edition& draft_;
  const model::Handbook& working_;  // the draft's
  const base::FileTree& files_;
  const std::vector<model::Edition>& frozen_;
  std::vector<Finding> findings_;
  std::set<std::string> carried_;
};

}  // namespace

Revisions check_revisions(const model::Edition& working, const base::FileTree& working_files,
                          const std::vector<model::Edition>& frozen_oldest_first,
                          const std::function<bool(std::size_t document)>& is_known) {
  if (frozen_oldest_first.empty()) return {};
  return RevisionCheck(working, working_files, frozen_oldest_first).run(is_known);
}

base::Diagnostics check_edition_id(const model::Handbook& working, const base::FileTree& working_files,
                                   const std::vector<model::Edition>& frozen) {
  const std::string& id = working.config.edition;
  const auto same = std::find_if(frozen.begin(), frozen.end(), [&](const model::Edition& edition) { return edition.id == id; });
  if (same == frozen.end() || !same->record || same_sources(working_files, *same->record)) return {};
  return {{"edition-frozen",
           "handbook.yaml",
           working.config.position_of("edition"),
           {fmt::format("edition {} is released already, and the working tree differs from it: it is built as 'draft'", id),
            fmt::format("発行版 {} は発行済みで、作業中の規程集と内容が異なるため、draft として作成します", id)},
           {"write the id of the next edition", "次の発行版の番号を書いてください"},
           base::Severity::Warning}};
}

base::Diagnostics check_vanished(const model::Handbook& working,
                                 const std::vector<model::Edition>& frozen_oldest_first) {
  base::Diagnostics diagnostics;
  if (frozen_oldest_first.empty()) return diagnostics;
  std::optional<std::set<std::string>> replaced;  // folded ids; most often nobody asks
  const auto is_accounted = [&](const std::string& id) {
    if (working.index_by_id.contains(id)) return true;
    if (!replaced) {
      replaced.emplace();
      for (const model::Document& document : working.documents) {
        for (const model::DocumentReference& old : document.replaces) replaced->insert(old.id.folded());
      }
    }
    return replaced->contains(id);
  };
  const model::Edition& newest = frozen_oldest_first.back();
  for (const model::Document& document : newest.handbook.documents) {
    const model::Document& head = head_of(document, newest.handbook);
    const bool ended = head.status == model::Status::Retired || head.retired_date || !document.replaced_by.empty();
    if (ended || is_accounted(document.id.folded())) continue;
    diagnostics.push_back(
        {"document-vanished",
         "editions/" + newest.id + "/" + document.path,
         {1, 1, 0},
         {fmt::format("'{}' ({}) is in edition {}, but not in the working tree, and nothing says why", document.id.text,
                      document.title, newest.id),
          fmt::format("「{}」（{}）は発行版 {} にありますが、作業中の規程集になく、理由も書かれていません",
                      document.id.text, document.title, newest.id)},
         {fmt::format(
              "bring it back with 'status: retired' and 'retired_date', or name '{}' in 'replaces' of its successor or "
              "in 'aliases' of the document that it has become",
              document.id.text),
          fmt::format("「status: retired」と「retired_date」を付けて戻すか、後継文書の replaces、または改番後の文書の "
                      "aliases に「{}」を書いてください",
                      document.id.text)},
         base::Severity::Warning});
  }
  return diagnostics;
}

}  // namespace kitei::history
