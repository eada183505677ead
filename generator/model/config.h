// handbook.yaml as values. Ids refer to each other by text; `rank_of` puts classifications in order of secrecy.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/identifiers.h"
#include "model/list_marker.h"

namespace kitei::model {

enum class Scheme { Outline, Articles, None };

// The five kinds that every handbook has; a kind of `kinds:` behaves like one of them.
enum class BaseKind { Policy, Regulation, Procedure, Handbook, Form };

struct Kind {
  std::string id;  // "policy"; also the folder of its pages
  base::Message label;  // 基本方針 / Policy
  BaseKind like = BaseKind::Procedure;
  std::string prefix;  // for `kitei new`
  Scheme numbering = Scheme::Outline;
  std::vector<std::string> folders{};  // names beside the id and its plural that make documents be of this kind
};

struct Classification {
  std::string id;
  std::string label;
};

struct Site {
  std::string id;
  std::string clearance;
};

struct Audience {
  std::string id;
  std::string label;
  std::string clearance;
};

struct Pack {
  std::string id;
  std::string audience;
  std::string title;
  std::vector<std::string> kinds;  // empty: every kind
  bool acknowledgement = false;
};

struct Config {
  std::string title;
  std::string organisation;
  base::Language language = base::Language::Japanese;
  std::string edition;
  int utc_offset_minutes = 540;
  std::string base_url;
  std::string theme = "default";
  std::string default_catalog;
  std::map<std::string, std::string> variables;
  std::vector<Classification> classifications;  // in order of increasing secrecy; never empty after reading
  std::string default_classification;           // never empty after reading
  std::vector<Site> sites;                      // never empty after reading; the first is the main one
  bool sites_by_default = true;                 // false once the author has written `sites:`
  std::vector<Audience> audiences;
  std::vector<Pack> packs;
  std::vector<Kind> kinds;  // the five base kinds first, then those of `kinds:`
  std::array<std::vector<ListMarker>, 3> list_markers;  // by Scheme, outermost list first; empty: the usual ones
  std::vector<std::string> approval_boxes;
  int fiscal_year_start = 4;
  int editions_keep = 5;
  std::string git_repository;  // empty: frozen editions are folders under editions/
  std::string git_tags;
  std::string docx_reference;
  std::string docx_revision_author;
  bool glossary_link = true;  // the first use of a term in a document leads to the glossary
  std::map<std::string, base::Severity> checks;
  std::map<std::string, base::Position> positions;  // top-level key (English name) → place of its value

  // The place of a classification in the order of secrecy, 0 = least; nothing for an unknown id.
  std::optional<std::size_t> rank_of(std::string_view classification) const;
  std::string_view label_of(std::string_view classification) const;  // the id itself when unknown
  base::Position position_of(std::string_view key) const;  // else of the first line
  const Kind* find_kind(std::string_view id) const;
  const Audience* find_audience(std::string_view id) const;
};

// What a document shows of the settings where it stands alone, as a Word file or in a pack: title, organisation, language, the names
// of kinds and classifications, approval boxes. All else is as in a Config{}.
Config settings_of_documents(const Config& config);

}  // namespace kitei::model
