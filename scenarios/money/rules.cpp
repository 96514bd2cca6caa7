#include "scenarios/money/rules.hpp"

#include <algorithm>
#include <cmath>

#include "gis/embedded.hpp"
#include "gis/toml_reader.hpp"
#include "scenarios/money/funding_reader.hpp"
#include "scenarios/money/overlaid_table.hpp"
#include "scenarios/sources.hpp"

BUDIAN_EMBEDDED(money_rules)

namespace budian::money {
namespace {

constexpr std::array<const char*, 16> rates_cited{
    "bus.type",         "bus.driver",      "bus.attendant", "bus.insurance_and_inspection",
    "bus.service_days", "public_funds",    "staffing",      "unit_costs",
    "horizon",          "boarding_grants", "boarding_care", "meal_grants",
    "staff_pay",        "building_works",  "idle_sites",    "family"};

/// Keys of [unit_costs].
struct UnitCostKey {
  const char* key;
  Resource resource;
};
constexpr UnitCostKey unit_cost_keys[] = {
    {"teaching_area_yuan_a_m2", Resource::teaching_area},
    {"sports_area_yuan_a_m2", Resource::sports_area},
    {"equipment_yuan_a_yuan", Resource::equipment_value},
    {"computer_yuan", Resource::computers},
    {"book_yuan", Resource::books},
    {"multimedia_room_yuan", Resource::multimedia_rooms},
    {"site_area_yuan_a_m2", Resource::site_area},
    {"building_area_yuan_a_m2", Resource::building_area},
    {"music_room_yuan", Resource::music_rooms},
    {"art_room_yuan", Resource::art_rooms},
};

class RulesReader {
 public:
  RulesReader(std::string_view text, std::string file, const std::optional<Rules>& base)
      : file_(std::move(file)),
        document_(text, file_),
        root_(document_.root()),
        cited_(read_cited_sources(root_)),
        all_required_(!base),
        rules_(base.value_or(Rules{})) {}

  Rules read() {
    read_bus();
    read_funding();
    check_cited();
    read_public_funds();
    read_staffing();
    read_unit_costs();
    read_horizon();
    read_bill();
    document_.finish();
    put_together_fixed_costs(rules_.bus);
    return rules_;
  }

 private:
  std::optional<OverlaidTable> table(std::string_view key) {
    if (all_required_) root_.require(key);
    auto found = root_.table(key);
    if (!found) return std::nullopt;
    return OverlaidTable(*found, all_required_);
  }

  void check_cited() {
    std::vector<std::string> known(rates_cited.begin(), rates_cited.end());
    for (auto& rule : cited_rules(rules_.funding)) known.push_back(std::move(rule));
    auto tables = root_.tables("source");
    for (std::size_t i = 0; i < cited_.size(); ++i) {
      if (std::find(known.begin(), known.end(), cited_[i].rule) != known.end()) continue;
      std::string words;
      for (const auto& rule : known) words += (words.empty() ? "" : ", ") + rule;
      tables[i].problem("for", {"toml.unknown_word", {{"word", cited_[i].rule}, {"known", words}}});
    }
  }

  /// The file's own source of a rule. Where the file changes a rule without one, the file itself is
  /// the source, as an assumption: the number must not go on under the old document's name.
  void cite(std::string_view rule, bool changed, Source& source) {
    for (const auto& cited : cited_) {
      if (cited.rule != rule) continue;
      source = cited.source;
      return;
    }
    if (all_required_) {
      root_.problem("source", {"money.source_missing", {{"rule", std::string(rule)}}});
    } else if (changed) {
      source = Source{{file_, file_}, "", Certainty::assumption};
    }
  }

  void read_rate(OverlaidTable& bus, const std::string& rule, Rate& rate) {
    const std::string key = rule + "_yuan_a_year";
    bus.money(key, rate.amount);
    cite("bus." + rule, bus.has(key), rate.source);
  }

  void read_bus() {
    auto bus = table("bus");
    if (!bus) return;
    const bool types = bus->given("type");
    if (types) read_types(bus->table());
    if (bus->has("depot")) read_depots(bus->table());
    cite("bus.type", types, rules_.bus.types_source);
    read_rate(*bus, "driver", rules_.bus.driver_a_year);
    read_rate(*bus, "attendant", rules_.bus.attendant_a_year);
    read_rate(*bus, "insurance_and_inspection", rules_.bus.insurance_and_inspection_a_year);
    bus->count("service_days", 1, rules_.bus.service_days);
    bus->count("trips_a_day", 1, rules_.bus.trips_a_day);
    cite("bus.service_days", bus->has("service_days") || bus->has("trips_a_day"),
         rules_.bus.days_source);
  }

  void read_types(TomlTable& bus) {
    rules_.bus.types.clear();
    rules_.bus.purchases.clear();
    for (auto& table : bus.tables("type")) read_type(OverlaidTable(table, true));
  }

  void read_depots(TomlTable& bus) {
    rules_.bus.depots.clear();
    for (auto& table : bus.tables("depot")) {
      BusDepot depot;
      OverlaidTable overlaid(table, true);
      if (overlaid.given("name")) depot.name = table.text("name").value_or("");
      if (overlaid.given("place")) {
        const auto place = table.numbers("place");
        const bool sound =
            place.size() == 2 && std::abs(place[0]) <= 180 && std::abs(place[1]) <= 90;
        if (sound) depot.place = {place[0], place[1]};
        if (!sound) table.problem("place", {"scenario.place", {}});
      }
      if (overlaid.has("available")) overlaid.count("available", 0, depot.available);
      rules_.bus.depots.push_back(std::move(depot));
    }
  }

  void read_type(OverlaidTable table) {
    bus::BusType type;
    Purchase purchase;
    if (table.given("name")) type.name = table.table().text("name").value_or("");
    std::int64_t nominal = 0;
    table.whole("nominal_seats", 7, nominal);
    table.count("attendants", 1, type.attendants);
    // The approved number holds the driver and the attendants too (GB 24407-2012).
    std::int64_t seats = nominal - 1 - type.attendants;
    if (table.has("pupil_seats")) {
      std::int64_t stated = seats;
      table.whole("pupil_seats", 1, stated);
      if (stated > seats) {
        table.table().problem("pupil_seats", {"money.too_many_seats", {{"seats", seats}}});
      }
      seats = stated;
    }
    type.nominal_seats = Heads(nominal);
    type.pupil_seats = Heads(seats);
    table.money("price_yuan", purchase.price);
    table.count("life_years", 1, purchase.life_years);
    table.money("yuan_a_kilometre", type.cost_a_kilometre);
    if (table.has("available")) table.count("available", 0, type.available);
    rules_.bus.types.push_back(std::move(type));
    rules_.bus.purchases.push_back(purchase);
  }

  void read_funding() {
    rules_.funding = read_bus_funding(root_, rules_.funding, all_required_,
                                      [this](const std::string& rule, bool changed,
                                             Source& source) { cite(rule, changed, source); });
  }

  void read_public_funds() {
    auto funds = table("public_funds");
    if (!funds) return;
    PublicFunds& rule = rules_.public_funds;
    ByStage<double> rates{in_yuan(rule.a_pupil_year[0]), in_yuan(rule.a_pupil_year[1])};
    funds->by_stage("yuan_a_pupil_year", rates);
    for (const Stage stage : stages) rule.a_pupil_year[row(stage)] = yuan(rates[row(stage)]);
    funds->money("yuan_a_boarder_year", rule.a_boarder_year);
    funds->heads("small_school_least", rule.small_school_least);
    funds->share("province_and_centre_share", rule.province_and_centre_share);
    cite("public_funds", true, rule.source);
  }

  void read_staffing() {
    auto staffing = table("staffing");
    if (!staffing) return;
    StaffingNorm& norm = rules_.staffing;
    staffing->by_stage("pupils_a_post", norm.pupils_a_post);
    staffing->number("posts_a_class_small", norm.posts_a_class_small);
    staffing->heads("small_school_below", norm.small_school_below);
    cite("staffing", true, norm.source);
  }

  /// A resource that the file leaves out has no price: its shortfall is told in things only.
  void read_unit_costs() {
    auto costs = table("unit_costs");
    if (!costs) return;
    for (const auto& [key, resource] : unit_cost_keys) {
      if (!costs->has(key)) continue;
      auto& each = rules_.unit_costs.each[row(resource)];
      Fen price = each.value_or(Fen(0));
      costs->money(key, price);
      each = price;
    }
    cite("unit_costs", true, rules_.unit_costs.source);
  }

  void read_horizon() {
    auto horizon = table("horizon");
    if (!horizon) return;
    Horizon& rule = rules_.horizon;
    horizon->count("first_school_year", 2000, rule.first_school_year);
    horizon->count("years", 1, rule.years);
    horizon->share("autumn_share", rule.autumn_share);
    horizon->share("price_growth", rule.price_growth);
    horizon->share("discount_rate", rule.discount_rate);
    // A year written where a number of years is meant, or 30 for 30 %, would run off every scale.
    constexpr int last_year = 2100, most_years = 60;
    constexpr double most_growth = 0.5;
    const auto at_most = [&](const char* key, auto most, auto& value) {
      if (value <= most) return;
      horizon->table().problem(key, {"money.at_most", {{"most", static_cast<double>(most)}}});
      value = most;
    };
    at_most("first_school_year", last_year, rule.first_school_year);
    at_most("years", most_years, rule.years);
    at_most("price_growth", most_growth, rule.price_growth);
    at_most("discount_rate", most_growth, rule.discount_rate);
    cite("horizon", true, rule.source);
  }

  void read_bill() {
    const RuleTables from{
        [this](std::string_view key) { return table(key); },
        [this](std::string_view rule, Source& source) { cite(rule, true, source); }};
    read_bill_rules(from, rules_.bill);
  }

  std::string file_;
  TomlDocument document_;
  TomlTable root_;
  std::vector<CitedSource> cited_;
  bool all_required_;
  Rules rules_;
};

}  // namespace

Fen Purchase::a_year() const {
  const std::int64_t years = life_years;
  return Fen((price.count() * 2 + years) / (2 * years));
}

Rules read_rules(std::string_view text, const std::string& file, const std::optional<Rules>& base) {
  return RulesReader(text, file, base).read();
}

Rules built_in_rules() {
  return read_rules(embedded_money_rules(), "scenarios/standards/money.toml");
}

void put_together_fixed_costs(BusRates& rates) {
  for (std::size_t i = 0; i < rates.types.size(); ++i) {
    rates.types[i].fixed_cost_a_year = rates.purchases[i].a_year() + rates.driver_a_year.amount +
                                       rates.attendant_a_year.amount * rates.types[i].attendants +
                                       rates.insurance_and_inspection_a_year.amount;
  }
}

ByStage<Heads> funded_pupils(const PublicFunds& rules, const School& school) {
  ByStage<Heads> funded{pupils_of_stage(school.pupils, Stage::primary),
                        pupils_of_stage(school.pupils, Stage::junior)};
  const Heads roll = total(school.pupils);
  if (roll <= Heads(0) || !school.is_rural || roll >= rules.small_school_least) return funded;
  const Stage larger = funded[0] >= funded[1] ? Stage::primary : Stage::junior;
  funded[row(larger)] += rules.small_school_least - roll;
  return funded;
}

Fen public_funds_of(const PublicFunds& rules, const School& school) {
  const auto funded = funded_pupils(rules, school);
  Fen sum = rules.a_boarder_year * school.boarders.count();
  for (const Stage stage : stages) {
    sum += rules.a_pupil_year[row(stage)] * funded[row(stage)].count();
  }
  return sum;
}

bool tells_classes(const School& school, Stage stage) {
  bool any = false, all = true;
  for (int grade = 0; grade < grade_count; ++grade) {
    const auto g = static_cast<std::size_t>(grade);
    if (stage_of_grade(grade) != stage || school.pupils[g] <= Heads(0)) continue;
    any = any || school.classes[g] > 0;
    all = all && school.classes[g] > 0;
  }
  const bool may_combine = school.kind == SchoolKind::teaching_point;
  return all || (may_combine && any);
}

ByStage<std::optional<double>> posts_by_stage(const StaffingNorm& norm, const School& school) {
  const bool small = total(school.pupils) < norm.small_school_below;
  ByStage<std::optional<double>> posts{0, 0};
  for (const Stage stage : stages) {
    const Heads pupils = pupils_of_stage(school.pupils, stage);
    if (pupils <= Heads(0) || norm.pupils_a_post[row(stage)] <= 0) continue;
    int classes = 0;
    for (int grade = 0; grade < grade_count; ++grade) {
      if (stage_of_grade(grade) == stage)
        classes += school.classes[static_cast<std::size_t>(grade)];
    }
    const double by_pupils = static_cast<double>(pupils.count()) / norm.pupils_a_post[row(stage)];
    auto& of_stage = posts[row(stage)];
    of_stage = small ? std::max(by_pupils, classes * norm.posts_a_class_small) : by_pupils;
    const bool by_classes = small && norm.posts_a_class_small > 0;
    if (by_classes && !tells_classes(school, stage)) of_stage = std::nullopt;
  }
  return posts;
}

std::optional<double> posts_of(const StaffingNorm& norm, const School& school) {
  const auto posts = posts_by_stage(norm, school);
  if (!posts[0] || !posts[1]) return std::nullopt;
  return *posts[0] + *posts[1];
}

}  // namespace budian::money
