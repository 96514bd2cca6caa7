#include "scenarios/money/bill_lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "scenarios/money/lines.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/staff/rules.hpp"

namespace budian::money {
namespace {

constexpr std::array<const char*, 2> stage_names{"money.stage.primary", "money.stage.junior"};

/// Quotient of whole numbers, halves up.
std::int64_t rounded(std::int64_t numerator, std::int64_t denominator) {
  return (2 * numerator + denominator) / (2 * denominator);
}

bool posts_are_cut(const BillBasis& basis) {
  const bool by_rules = basis.rules.bill.staff_pay.posts_are_cut;
  return basis.staff ? basis.staff->posts_are_cut.value_or(by_rules) : by_rules;
}

/// Posts of the plan less those of today, over the schools where both are known.
struct PostsChange {
  double posts = 0;
  std::int64_t not_known = 0;  ///< schools
};
PostsChange posts_change(const BillBasis& basis) {
  PostsChange change;
  for (const auto id : basis.plan.schools.ids()) {
    const auto& planned = basis.plan.schools[id];
    if (!planned.school.is_public) continue;
    const auto& norm = basis.rules.staffing;
    const auto after = planned.open ? posts_of(norm, planned.school) : 0;
    const auto before = planned.existed ? posts_of(norm, basis.county.schools[id]) : 0;
    if (!after || !before) {
      ++change.not_known;
    } else {
      change.posts += *after - *before;
    }
  }
  return change;
}

class BillLines {
 public:
  BillLines(const BillBasis& basis, std::vector<Line>& ledger)
      : basis_(basis), bill_(basis.rules.bill), ledger_(ledger) {}

  void write() {
    write_boarding_grants();
    write_meal_grants();
    write_posts();
    write_visits();
    for (const auto id : basis_.plan.schools.ids()) write_site(id);
    write_lunches();
    write_time();
  }

 private:
  void add(Line line, Payer payer, std::optional<SchoolId> school = {}) {
    if (line.quantity == 0 || line.rate == Fen(0)) return;
    line.payer = payer;
    line.school = school;
    if (school) line.township = basis_.plan.schools[*school].school.township;
    ledger_.push_back(std::move(line));
  }

  void add_shared(Topic topic, const Message& text, std::int64_t quantity, Fen rate, double share,
                  const Source& source) {
    const SharedRate parts = shared_rate(rate, share);
    const auto line = [&](Fen part) {
      return make_line(topic, text, static_cast<double>(quantity), "money.unit.pupil", part,
                       source);
    };
    add(line(parts.centre), Payer::province_and_centre);
    add(line(parts.county), Payer::county);
  }

  /// How many of a school's poor pupils board is not in the files: its boarders are taken to be as
  /// poor as all its pupils, and spread over its stages by pupils.
  void write_boarding_grants() {
    const auto poor = poor_of_groups(basis_.county, basis_.plan);
    std::vector<ByStage<std::int64_t>> by_school(basis_.plan.schools.size());
    for (std::size_t i = 0; i < poor.size(); ++i) {
      const auto& group = basis_.plan.groups[i];
      if (!poor[i]) continue;
      by_school[group.school.row()][row(stage_of_grade(group.grade))] += poor[i]->count();
    }
    ByStage<std::int64_t> boarding{}, at_home{};
    for (const auto id : basis_.plan.schools.ids()) {
      const School& school = basis_.plan.schools[id].school;
      const std::int64_t pupils = total(school.pupils).count();
      if (!basis_.plan.schools[id].open || pupils <= 0) continue;
      for (const Stage stage : stages) {
        const std::int64_t poor_here = by_school[id.row()][row(stage)];
        const std::int64_t board =
            std::min(poor_here, rounded(school.boarders.count() * poor_here, pupils));
        boarding[row(stage)] += board;
        at_home[row(stage)] += poor_here - board;
      }
    }
    const auto& rule = bill_.boarding_grants;
    for (const Stage stage : stages) {
      const auto s = row(stage);
      const std::pair<std::string, Argument> name{"stage", std::string(stage_names[s])};
      add_shared(Topic::boarding_grants, {"money.line.poor_boarders", {name}}, boarding[s],
                 rule.boarder_a_year[s], rule.province_and_centre_share, rule.source);
      add_shared(Topic::boarding_grants, {"money.line.poor_day_pupils", {name}}, at_home[s],
                 rule.day_pupil_a_year[s], rule.province_and_centre_share, rule.source);
    }
  }

  void write_meal_grants() {
    std::int64_t pupils = 0;
    for (const auto& planned : basis_.plan.schools) {
      if (planned.open && planned.school.is_rural) pupils += total(planned.school.pupils).count();
    }
    const auto& rule = bill_.meal_grants;
    add_shared(Topic::meal_grants, {"money.line.meal_grants", {}}, pupils, rule.a_year(),
               rule.province_and_centre_share, rule.source);
  }

  /// Against today: what posts cost in all is no part of this bill.
  void write_posts() {
    if (!posts_are_cut(basis_)) return;
    const PostsChange change = posts_change(basis_);
    add(make_line(Topic::staff_posts, {"money.line.posts", {}}, change.posts, "money.unit.post",
                  bill_.staff_pay.a_post_year, bill_.staff_pay.source),
        Payer::county);
  }

  /// By the township of the schools that are visited.
  void write_visits() {
    if (basis_.staff == nullptr) return;
    const auto& rules = basis_.staff->itinerant;
    std::map<TownshipId, std::pair<std::int64_t, double>> townships;  // days and kilometres
    for (const auto& visit : basis_.plan.staffing.visits) {
      auto& [days, km] = townships[basis_.plan.schools[visit.to].school.township];
      days += visit.days_a_year;
      km += static_cast<double>(2 * visit.days_a_year) * in_kilometres(visit.road);
    }
    for (const auto& [township, sum] : townships) {
      const std::pair<std::string, Argument> name{"township",
                                                  basis_.county.townships[township].name};
      const auto visit_line = [&](const char* key, double quantity, const char* unit, Fen rate) {
        Line line =
            make_line(Topic::itinerant_teachers, {key, {name}}, quantity, unit, rate, rules.source);
        line.township = township;
        add(std::move(line), rules.payer);
      };
      visit_line("money.line.visits", static_cast<double>(sum.first), "money.unit.teacher_day",
                 rules.allowance_a_day);
      visit_line("money.line.visit_travel", sum.second, "money.unit.kilometre", rules.travel_a_km);
    }
  }

  void write_site(SchoolId id) {
    const auto& planned = basis_.plan.schools[id];
    const std::pair<std::string, Argument> name{"school", planned.school.name};
    if (!planned.open) {
      if (!planned.existed) return;
      const auto& rule = bill_.idle_sites;
      const auto site = [&](const char* key, Fen rate) {
        add(make_line(Topic::idle_sites, {key, {name}}, 1, "money.unit.site_year", rate,
                      rule.source),
            rule.payer, id);
      };
      site("money.line.idle_upkeep", rule.upkeep_a_year);
      site("money.line.idle_reuse", -rule.reuse_a_year);
      return;
    }
    const School none;
    const School& before = planned.existed ? basis_.county.schools[id] : none;
    const auto& rule = bill_.building_works;
    const int rooms = std::max(0, planned.school.classrooms - before.classrooms);
    write_building({"money.line.classrooms", {name, {"rooms", std::int64_t{rooms}}}},
                   rooms * rule.m2_a_classroom, id);
    const auto beds =
        std::max<std::int64_t>(0, planned.school.boarders.count() - before.boarders.count());
    write_building({"money.line.dormitories", {name, {"beds", beds}}},
                   static_cast<double>(beds) * rule.m2_a_boarder, id);
  }

  /// The price once, and the same price by the year: two topics, never in one sum.
  void write_building(const Message& text, double m2, SchoolId id) {
    const auto& price = basis_.rules.unit_costs.of(Resource::building_area);
    if (!price || m2 <= 0) return;
    const auto& rule = bill_.building_works;
    const Fen a_year = annuity(*price, basis_.rules.horizon.discount_rate, rule.life_years);
    add(make_line(Topic::buildings_once, text, m2, "money.unit.m2", *price, rule.source),
        rule.payer, id);
    add(make_line(Topic::buildings_a_year, text, m2, "money.unit.m2", a_year, rule.source),
        rule.payer, id);
  }

  void write_lunches() {
    std::int64_t rural = 0, seat = 0;
    for (std::size_t i = 0; i < basis_.plan.groups.size(); ++i) {
      const auto& group = basis_.plan.groups[i];
      if (!eats_at_school(basis_.rules, group, basis_.journeys[i]).value_or(false)) continue;
      const bool is_rural = basis_.plan.schools[group.school].school.is_rural;
      (is_rural ? rural : seat) += group.pupils.count();
    }
    const auto line = [&](const char* key, std::int64_t pupils, bool is_rural) {
      School school;
      school.is_rural = is_rural;
      add(make_line(Topic::family_meals, {key, {}}, static_cast<double>(pupils), "money.unit.pupil",
                    lunch_a_year(bill_, school), bill_.family.source),
          Payer::family);
    };
    line("money.line.lunch_rural", rural, true);
    line("money.line.lunch_seat", seat, false);
  }

  void write_time() {
    Milliseconds on_foot, to_the_bus;
    for (std::size_t i = 0; i < basis_.plan.groups.size(); ++i) {
      const auto& group = basis_.plan.groups[i];
      const auto time = accompanied_a_year(basis_.rules, group, basis_.journeys[i]);
      if (time) (group.way == Way::bus ? to_the_bus : on_foot) += *time;
    }
    const auto line = [&](const char* key, Milliseconds time) {
      add(make_line(Topic::family_time, {key, {}}, in_minutes(time) / 60, "money.unit.hour",
                    bill_.family.adult_hour, bill_.family.source),
          Payer::family);
    };
    line("money.line.time_on_foot", on_foot);
    line("money.line.time_to_bus", to_the_bus);
  }

  const BillBasis& basis_;
  const BillRules& bill_;
  std::vector<Line>& ledger_;
};

/// Pupils for whom something is not known.
struct Unknown {
  Heads poverty, way;
  Heads public_fares;  ///< who ride public lines
};
Unknown unknown_of(const BillBasis& basis) {
  Unknown unknown;
  const auto poor = poor_of_groups(basis.county, basis.plan);
  for (std::size_t i = 0; i < poor.size(); ++i) {
    const auto& group = basis.plan.groups[i];
    if (!poor[i]) unknown.poverty += group.pupils;
    const bool known = eats_at_school(basis.rules, group, basis.journeys[i]) &&
                       (group.way == Way::public_line ||
                        accompanied_a_year(basis.rules, group, basis.journeys[i]));
    if (!known) unknown.way += group.pupils;
    if (group.way == Way::public_line) unknown.public_fares += group.pupils;
  }
  return unknown;
}

}  // namespace

void add_bill_lines(const BillBasis& basis, std::vector<Line>& ledger) {
  BillLines(basis, ledger).write();
  std::stable_sort(ledger.begin(), ledger.end(),
                   [](const Line& a, const Line& b) { return a.topic < b.topic; });
}

std::vector<Message> bill_notes(const BillBasis& basis) {
  const auto& bill = basis.rules.bill;
  std::vector<Message> notes{{"bill.note.vehicles", {}}};
  const auto unknown = unknown_of(basis);
  if (unknown.poverty > Heads(0)) {
    notes.push_back({"bill.note.poor_not_told", {{"pupils", unknown.poverty.count()}}});
  }
  if (unknown.way > Heads(0)) {
    notes.push_back({"bill.note.way_unknown", {{"pupils", unknown.way.count()}}});
  }
  if (unknown.public_fares > Heads(0)) {
    notes.push_back({"bill.note.public_lines", {{"pupils", unknown.public_fares.count()}}});
  }
  if (!basis.rules.unit_costs.of(Resource::building_area)) {
    notes.push_back({"bill.note.no_building_price", {}});
  }
  const std::int64_t not_known = posts_change(basis).not_known;
  if (posts_are_cut(basis) && not_known > 0)
    notes.push_back({"bill.note.posts_not_told", {{"schools", not_known}}});
  notes.push_back({posts_are_cut(basis) ? "bill.note.posts_cut" : "bill.note.posts_kept",
                   {{"yuan", in_yuan(bill.staff_pay.a_post_year)}}});
  if (bill.idle_sites.reuse_a_year == Fen(0)) notes.push_back({"bill.note.no_reuse", {}});
  notes.push_back({"bill.note.lunch", {}});
  notes.push_back({"bill.note.poor_boarders", {}});
  notes.push_back({"bill.note.later_years", {}});
  notes.push_back({"bill.note.time_apart", {}});
  return notes;
}

std::vector<std::optional<Heads>> poor_of_groups(const County& county, const Plan& plan) {
  std::vector<std::size_t> order(plan.groups.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto place = [&](std::size_t i) {
    const auto& group = plan.groups[i];
    return std::tuple(group.settlement, group.grade, group.before, group.school);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  std::vector<std::int64_t> pupils(county.settlements.size(), 0), so_far(pupils);
  for (const auto& group : plan.groups) pupils[group.settlement.row()] += group.pupils.count();
  std::vector<std::optional<Heads>> poor(plan.groups.size());
  for (const std::size_t i : order) {
    const auto& group = plan.groups[i];
    const auto& told = county.settlements[group.settlement].poor;
    const std::int64_t all = pupils[group.settlement.row()];
    if (!told || all <= 0) continue;
    const std::int64_t count = std::min(told->count(), all);
    std::int64_t& counted = so_far[group.settlement.row()];
    const std::int64_t before = rounded(counted * count, all);
    counted += group.pupils.count();
    poor[i] = Heads(rounded(counted * count, all) - before);
  }
  return poor;
}

std::optional<bool> eats_at_school(const Rules& rules, const PupilGroup& group,
                                   const GroupJourney& journey) {
  // Four trips a day: the buses bring their riders home at noon.
  constexpr int trips_with_noon = 4;
  if (group.way == Way::bus) return rules.bus.trips_a_day < trips_with_noon;
  if (group.way == Way::public_line) return true;
  if (!journey.road) return std::nullopt;
  return *journey.road > rules.bill.family.home_for_lunch_within;
}

Fen lunch_a_year(const BillRules& rules, const School& school) {
  const auto& family = rules.family;
  const Fen full = family.lunch_a_day * family.lunch_days;
  return school.is_rural ? std::max(Fen(0), full - rules.meal_grants.a_year()) : full;
}

std::optional<Milliseconds> accompanied_a_year(const Rules& rules, const PupilGroup& group,
                                               const GroupJourney& journey) {
  const auto& family = rules.bill.family;
  if (group.grade >= family.accompanied_grades) return Milliseconds(0);
  // Of a public line only the whole time is known, not whether an adult rides along.
  if (!journey.door_to_door || group.way == Way::public_line) return std::nullopt;
  const Milliseconds one_way = *journey.door_to_door - journey.ride.value_or(Milliseconds(0));
  // The adult goes the way twice: there with the child, and back.
  return one_way * 2 * family.accompanied_trips_a_day * rules.bus.service_days *
         group.pupils.count();
}

double annuity_factor(double rate, int years) {
  if (rate == 0) return years;
  return (1 - std::pow(1 + rate, -years)) / rate;
}

Fen annuity(Fen price, double rate, int life_years) {
  return Fen(std::llround(static_cast<double>(price.count()) / annuity_factor(rate, life_years)));
}

}  // namespace budian::money
