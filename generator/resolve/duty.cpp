#include "resolve/duty.h"

#include <fmt/format.h>

#include <string_view>

#include "base/nearest.h"
#include "base/utf8.h"
#include "model/cadence.h"
#include "resolve/lookup.h"

namespace kitei::resolve {
namespace {

class DutyReader {
 public:
  DutyReader(model::Document& document, const std::vector<model::RegisterEntry>& roles)
      : document_(document), roles_(roles) {}

  base::Diagnostics run() {
    if (!document_.every.empty()) check_cadence(document_.every, document_.position_of("every"));
    if (!document_.by.empty()) read_roles(document_.by, document_.position_of("by"));
    auto entry = document_.clauses.begin();
    for (model::Block& block : document_.body.blocks) {
      auto* heading = base::get_if<model::Heading>(&block.node);
      if (!heading) continue;
      // Every heading of the body has its entry, in this order.
      while (entry != document_.clauses.end() && entry->clause != heading->clause) ++entry;
      if (entry == document_.clauses.end()) break;
      model::Duty duty = read(*heading->attributes);
      heading->duty = duty == model::Duty{} ? base::Rare<model::Duty>() : base::Rare(std::move(duty));
      entry->duty = heading->duty;
      ++entry;
    }
    return std::move(diagnostics_);
  }

 private:
  model::Duty read(const model::Attributes& attributes) {
    model::Duty duty;
    if (const std::string* effective = attributes.value("effective")) {
      duty.effective = base::parse_date(*effective);
      if (!duty.effective) report_date(*effective, attributes.position_of("effective"));
    }
    if (const std::string* every = attributes.value("every")) {
      check_cadence(*every, attributes.position_of("every"));
      duty.every = *every;
    }
    if (const std::string* by = attributes.value("by")) duty.by = read_roles(*by, attributes.position_of("by"));
    return duty;
  }

  void check_cadence(const std::string& every, base::Position position) {
    if (model::parse_cadence(every)) return;
    report("cadence-invalid", position,
           {fmt::format("'{}' is no cadence", every), fmt::format("「{}」は頻度として読めません", every)},
           {"write a number and y, m, w or d, e.g. 1y, 6m, 1w; or as-needed",
            "1y、6m、1wのように数とy・m・w・dで書くか、年2回、毎月、随時などと書いてください"});
  }

  void report_date(const std::string& date, base::Position position) {
    report("attribute-invalid", position,
           {fmt::format("'{}' is no date", date), fmt::format("「{}」は日付として読めません", date)},
           {"write an existing day as 2026-04-01", "2026-04-01のように、実在する日を書いてください"});
  }

  // One role, or several with "、" or "," between them, by id or title.
  std::string read_roles(const std::string& by, base::Position position) {
    std::string titles;
    for (std::size_t from = 0; from <= by.size();) {
      std::size_t to = by.size(), next = by.size() + 1;
      for (const std::string_view separator : {"、", ",", "，"}) {
        const std::size_t at = by.find(separator, from);
        if (at < to) {
          to = at;
          next = at + separator.size();
        }
      }
      const std::string_view piece = std::string_view(by).substr(from, to - from);
      const std::string_view name = base::trim(piece);
      if (!name.empty()) {
        base::Position place = position;
        if (place.known()) place = place.behind(static_cast<std::size_t>(name.data() - by.data()));
        if (!titles.empty()) titles += "、";
        titles += title_of(name, place);
      }
      from = next;
    }
    return titles;
  }

  std::string title_of(std::string_view name, base::Position position) {
    const std::string key = name_key(name);
    for (const model::RegisterEntry& role : roles_) {
      if (name_key(role.id) == key || name_key(role.title) == key) return role.title;
    }
    if (!roles_.empty()) {
      std::vector<std::string_view> names;
      for (const model::RegisterEntry& role : roles_) names.insert(names.end(), {role.title, role.id});
      const std::string nearest = base::nearest_name(name, names);
      report("unknown-role", position,
             {fmt::format("there is no role '{}'", name), fmt::format("役割「{}」は役割一覧にありません", name)},
             nearest.empty() ? base::Message{"add it to roles.yaml", "roles.yamlに追加してください"}
                             : base::Message{fmt::format("did you mean '{}'?", nearest),
                                             fmt::format("「{}」ではありませんか", nearest)});
    }
    return std::string(name);
  }

  void report(std::string_view code, base::Position position, base::Message message, base::Message hint) {
    diagnostics_.push_back(
        {std::string(code), document_.path_of(position), position, std::move(message), std::move(hint)});
  }

  model::Document& document_;
  const std::vector<model::RegisterEntry>& roles_;
  base::Diagnostics diagnostics_;
};

}  // namespace

base::Diagnostics read_duties(model::Document& document, const std::vector<model::RegisterEntry>& roles) {
  return DutyReader(document, roles).run();
}

}  // namespace kitei::resolve
