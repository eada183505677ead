#include "resolve/links.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/nearest.h"
#include "base/path.h"
#include "base/utf8.h"

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

base::Message nearest_path(const std::string& path, const model::Handbook& handbook) {
  std::vector<std::string_view> names;
  for (const model::Document& document : handbook.documents) names.push_back(document.path);
  return base::did_you_mean(base::nearest_name(path, names));
}

void set_clause_target(Target& target, const model::Document& document, const std::string& fragment,
                       base::Position position, ReferenceTargets& targets) {
  const model::Document* at = &document;
  const model::ClauseEntry* entry = fragment.empty() ? nullptr : targets.find_moved_clause(at, fragment, position);
  target = {TargetKind::Document, at->id.text, {}, {}};
  if (entry) target.address = model::address_of(entry->clause);
}

}  // namespace

void follow_link(model::Link& link, base::Position position, ReferenceTargets& targets) {
  if (link.target.kind != TargetKind::None) return targets.keep_if_known(link.target);
  const std::string scheme = url_scheme(link.destination);
  static constexpr std::array<std::string_view, 5> kSchemes{"http", "https", "mailto", "ftp", "tel"};
  if (!scheme.empty()) {
    if (std::find(kSchemes.begin(), kSchemes.end(), scheme) != kSchemes.end()) {
      link.target = {TargetKind::External, link.destination, {}, {}};
      return;
    }
    targets.report("broken-link", position,
                   {fmt::format("links of the kind '{}:' are not allowed", scheme),
                    fmt::format("「{}:」で始まるリンクは使えません", scheme)},
                   {"use http, https, mailto, tel, or a relative path", "http・https・mailto・tel、または相対パスを使ってください"});
    return;
  }
  const auto hash = link.destination.find('#');
  const std::string path = percent_decoded(std::string_view(link.destination).substr(0, hash));
  const std::string fragment =
      hash == std::string::npos ? std::string{} : percent_decoded(std::string_view(link.destination).substr(hash + 1));
  if (path.empty()) return set_clause_target(link.target, targets.document(), fragment, position, targets);
  const auto joined = base::join_path(base::parent_path(targets.document().path_of(position)), path);
  if (joined) {
    const auto document = targets.lookup().tables->document_by_path.find(*joined);
    if (document != targets.lookup().tables->document_by_path.end()) {
      targets.lookup().note(document->second);
      return set_clause_target(link.target, *document->second, fragment, position, targets);
    }
    if (base::extension(*joined) != "md" && targets.lookup().file_exists(*joined)) {
      link.target = {TargetKind::Asset, *joined, {}, {}};
      return;
    }
  }
  targets.lookup().note(nullptr);
  targets.report("broken-link", position,
                 {fmt::format("'{}' does not exist in the handbook", link.destination),
                  fmt::format("リンク先「{}」が規程集にありません", link.destination)},
                 nearest_path(joined.value_or(path), targets.handbook()));
}

void follow_image(model::Image& image, base::Position position, ReferenceTargets& targets) {
  if (image.target.kind != TargetKind::None) return;
  static constexpr std::array<std::string_view, 6> kExtensions{"png", "jpg", "jpeg", "gif", "webp", "svg"};
  if (!url_scheme(image.source).empty() || image.source.starts_with("//")) {
    targets.report("broken-image", position,
                   {fmt::format("image '{}' is not in the handbook", image.source),
                    fmt::format("画像「{}」は規程集の中のファイルではありません", image.source)},
                   {"copy the file into assets/: pages load nothing from elsewhere",
                    "ファイルを assets/ に置いてください。ページは外部の画像を読み込みません"});
    return;
  }
  const auto joined = base::join_path(base::parent_path(targets.document().path_of(position)), percent_decoded(image.source));
  const bool known_kind =
      joined && std::find(kExtensions.begin(), kExtensions.end(), base::extension(*joined)) != kExtensions.end();
  if (known_kind && targets.lookup().file_exists(*joined)) {
    image.target = {TargetKind::Asset, *joined, {}, {}};
    return;
  }
  targets.lookup().note(nullptr);
  targets.report("broken-image", position,
                 {fmt::format("image '{}' does not exist in the handbook", image.source),
                  fmt::format("画像「{}」が規程集にありません", image.source)},
                 {"images are PNG, JPEG, GIF, WebP or SVG files inside the handbook",
                  "規程集の中の PNG・JPEG・GIF・WebP・SVG ファイルを指定してください"});
}

}  // namespace kitei::resolve
