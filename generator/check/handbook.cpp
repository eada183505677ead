#include "check/handbook.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "check/document.h"
#include "check/families.h"
#include "check/severity.h"

namespace kitei::check {

namespace {

using Family = std::function<base::Diagnostics()>;

std::vector<Family> families_of_cards(const model::Handbook& handbook, Depth depth) {
  std::vector<Family> families;
  if (is_reported("cadence-conflict", handbook.config, depth)) families.emplace_back([&] { return check_record_cadences(handbook); });
  families.emplace_back([&] { return check_controls(handbook); });
  families.emplace_back([&] { return check_sites(handbook); });
  families.emplace_back([&] { return check_settings(handbook); });
  return families;
}

// Those that read every text (kAcrossTexts) come first: they take longest.
std::vector<Family> families_of_whole(const model::Handbook& handbook, Depth depth) {
  const auto wanted = [&](std::string_view code) { return is_reported(code, handbook.config, depth); };
  std::vector<Family> families;
  if (wanted("term-variant")) families.emplace_back([&] { return check_variants(handbook); });
  if (wanted("unused-term")) families.emplace_back([&] { return check_unused_terms(handbook); });
  for (Family& family : families_of_cards(handbook, depth)) families.push_back(std::move(family));
  return families;
}

base::Diagnostics joined(std::vector<base::Diagnostics> found) {
  base::Diagnostics all;
  std::size_t count = 0;
  for (const base::Diagnostics& diagnostics : found) count += diagnostics.size();
  all.reserve(count);
  for (base::Diagnostics& diagnostics : found) base::append(all, std::move(diagnostics));
  return all;
}

}  // namespace

base::Diagnostics check_whole(const model::Handbook& handbook, Depth depth, const base::ForEach& for_each) {
  const std::vector<Family> families = families_of_whole(handbook, depth);
  std::vector<base::Diagnostics> found(families.size());
  for_each(families.size(), [&](std::size_t i) { found[i] = families[i](); });
  return joined(std::move(found));
}

base::Diagnostics check_whole_of_cards(const model::Handbook& handbook) {
  base::Diagnostics all;
  for (const Family& family : families_of_cards(handbook, Depth::Notes)) base::append(all, family());
  return all;
}

base::Diagnostics check_handbook(const model::Handbook& handbook, base::Date today, Depth depth, const base::ForEach& for_each,
                                 const AssetBytes& asset) {
  const std::vector<Family> families = families_of_whole(handbook, depth);
  const DocumentChecks checks(handbook, today, depth);
  constexpr std::size_t kRun = 64;  // documents whose findings are one list: many small ones would take more memory
  const std::vector<model::Document>& documents = handbook.documents;
  std::vector<base::Diagnostics> found(families.size() + (documents.size() + kRun - 1) / kRun);
  for_each(found.size(), [&](std::size_t i) {
    if (i < families.size()) {
      found[i] = families[i]();
      return;
    }
    const std::size_t from = (i - families.size()) * kRun;
    for (std::size_t d = from; d < std::min(documents.size(), from + kRun); ++d) {
      base::append(found[i], checks.check(documents[d]));
      if (asset) base::append(found[i], check_images(documents[d], asset));  // while the text is at hand
    }
  });
  return joined(std::move(found));
}

}  // namespace kitei::check
