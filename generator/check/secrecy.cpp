#include <fmt/format.h>

#include "check/families.h"

namespace kitei::check {

// A document addressed to readers who may not see documents of its classification.
void check_audiences(const model::Document& document, const model::Config& config, base::Diagnostics& found) {
  const auto secrecy = config.rank_of(document.classification);
  if (!secrecy) return;  // an unknown classification is reported where it stands
  for (const std::string& id : document.audience) {
    const model::Audience* audience = config.find_audience(id);
    if (!audience) continue;
    const auto clearance = config.rank_of(audience->clearance);
    if (!clearance || *secrecy <= *clearance) continue;
    found.push_back({"classification-leak", document.path, document.position_of("audience"),
                     {fmt::format("'{}' is {}, but its audience {} may only read up to {}", document.id.text,
                                  config.label_of(document.classification), audience->label,
                                  config.label_of(audience->clearance)),
                      fmt::format("「{}」は{}ですが、対象者「{}」が読めるのは{}までです", document.id.text,
                                  config.label_of(document.classification), audience->label,
                                  config.label_of(audience->clearance))},
                     {"change the audience or the classification", "対象者または機密区分を見直してください"}});
  }
}

base::Diagnostics check_sites(const model::Handbook& handbook) {
  base::Diagnostics found;
  const model::Config& config = handbook.config;
  const auto usual = config.rank_of(config.default_classification);
  const model::Document* above = nullptr;
  for (const model::Document& document : handbook.documents) {
    const auto rank = config.rank_of(document.classification);
    if (!above && rank && usual && *rank > *usual) above = &document;
  }
  if (above && config.sites_by_default) {
    found.push_back({"sites-missing", above->path, above->position_of("classification"),
                     {fmt::format("'{}' is {}, and the only site shows everything to everybody", above->id.text,
                                  config.label_of(above->classification)),
                      fmt::format("「{}」は{}ですが、サイトは一つで、誰でもすべて読めます", above->id.text,
                                  config.label_of(above->classification))},
                     {"list `sites:` with a clearance each in handbook.yaml",
                      "handbook.yaml の sites: に閲覧区分ごとのサイトを書いてください"}});
  }
  return found;
}

}  // namespace kitei::check
