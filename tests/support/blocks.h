// Hand-made document trees for the tests of layers that do not read Markdown.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "model/handbook.h"

namespace kitei::test {

inline model::Inlines text(std::string words, base::Position position = {1, 1, 0}) {
  return {{model::Text{std::move(words)}, position}};
}

inline model::Block heading(unsigned level, std::string words, model::Attributes attributes = {}) {
  model::Heading node;
  node.level = level;
  node.content = text(std::move(words));
  node.attributes = std::move(attributes);
  return {std::move(node), {1, 1, 0}};
}

inline model::Attributes with_id(std::string id) {
  model::Attributes attributes;
  attributes.id = {std::move(id)};
  attributes.position = {1, 5, 0};
  return attributes;
}

inline model::Attributes with_class(std::string name) {
  model::Attributes attributes;
  attributes.classes = {std::move(name)};
  return attributes;
}

inline model::Block paragraph(model::Inlines content) {
  model::Paragraph node;
  node.content = std::move(content);
  return {std::move(node), {1, 1, 0}};
}
inline model::Block paragraph(std::string words) { return paragraph(text(std::move(words))); }

inline model::ListItem item(model::Blocks content) {
  model::ListItem node;
  node.content = std::move(content);
  return node;
}

inline model::Block list(bool ordered, std::vector<model::ListItem> items) {
  model::List node;
  node.ordered = ordered;
  node.items = std::move(items);
  return {std::move(node), {1, 1, 0}};
}

inline model::Inline reference(std::string name, std::string address = {}, std::string version = {}) {
  model::Reference node;
  node.name = std::move(name);
  node.address = {std::move(address)};
  if (!version.empty()) node.version = model::parse_version(version);
  return {std::move(node), {7, 3, 0}};
}

inline model::Inline link(std::string destination, std::string words = "リンク") {
  model::Link node;
  node.destination = std::move(destination);
  node.content = text(std::move(words));
  return {std::move(node), {8, 2, 0}};
}

inline model::Document document(std::string id, model::Blocks blocks = {}, std::string kind = "procedure") {
  model::Document out;
  out.id = {id};
  out.number = id;
  out.title = id + "の題名";
  out.kind = std::move(kind);
  out.version = model::parse_version("1.0");
  out.classification = "internal";
  out.path = "procedures/" + id + ".md";
  out.files = {out.path};
  out.body.blocks = std::move(blocks);
  return out;
}

inline model::Config config() {
  model::Config out;
  out.title = "規程集";
  out.default_catalog = "test";
  out.classifications = {{"public", "公開"}, {"internal", "社外秘"}, {"restricted", "関係者外秘"}};
  out.default_classification = "internal";
  out.sites = {{"all", "restricted"}};
  using enum model::BaseKind;
  out.kinds = {{"policy", {"Policy", "基本方針"}, Policy, "", model::Scheme::Outline},
               {"regulation", {"Regulation", "関連規程"}, Regulation, "", model::Scheme::Articles},
               {"procedure", {"Procedure", "実施手順"}, Procedure, "", model::Scheme::Outline},
               {"handbook", {"Handbook", "ハンドブック"}, model::BaseKind::Handbook, "", model::Scheme::Outline},
               {"form", {"Form", "様式"}, Form, "", model::Scheme::None}};
  return out;
}

inline model::Catalog catalog() {
  model::Catalog out;
  out.id = "test";
  out.title = "テスト管理策";
  out.path = "catalogs/test.yaml";
  out.mentions = {"管理策 {id}", "A.{id}"};
  out.groups = {{"5", "組織", 0}};
  for (const char* id : {"5.1", "5.2", "5.15", "Ma1.1"}) {
    model::Control control;
    control.id = id;
    control.title = std::string("管理策の題") + id;
    control.position = {9, 9, 0};
    out.index_by_key.emplace(model::control_key(id), out.controls.size());
    out.controls.push_back(std::move(control));
  }
  return out;
}

inline model::Sources sources(std::vector<model::Document> documents) {
  model::Sources out;
  out.config = config();
  out.catalogs = {catalog()};
  out.documents = std::move(documents);
  return out;
}

// "code path:line:column message", one a line: what tests of diagnostics compare.
inline std::string listing(const base::Diagnostics& diagnostics) {
  std::string out;
  for (const base::Diagnostic& d : diagnostics) {
    out += d.code + " " + d.path + ":" + std::to_string(d.position.line) + ":" + std::to_string(d.position.column) + " " +
           d.message.en + "\n";
  }
  return out;
}

}  // namespace kitei::test
