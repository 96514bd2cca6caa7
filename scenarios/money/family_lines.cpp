// What families bear beside fares: lunch at school, and the time of adults.
#include <algorithm>

#include "scenarios/money/bill_parts.hpp"
#include "scenarios/money/lines.hpp"
#include "scenarios/outcome.hpp"

namespace budian::money {
namespace {

void write_lunches(BillWriter& writer) {
  const auto& basis = writer.basis;
  std::int64_t rural = 0, seat = 0;
  for (std::size_t i = 0; i < basis.plan.groups.size(); ++i) {
    const auto& group = basis.plan.groups[i];
    if (!eats_at_school(basis.rules, group, basis.journeys[i]).value_or(false)) continue;
    const bool is_rural = basis.plan.schools[group.school].school.is_rural;
    (is_rural ? rural : seat) += group.pupils.count();
  }
  const auto line = [&](const char* key, std::int64_t pupils, bool is_rural) {
    School school;
    school.is_rural = is_rural;
    writer.add(
        make_line(Topic::family_meals, {key, {}}, static_cast<double>(pupils), "money.unit.pupil",
                  lunch_a_year(writer.rules, school), writer.rules.family.source),
        Payer::family);
  };
  line("money.line.lunch_rural", rural, true);
  line("money.line.lunch_seat", seat, false);
  writer.add(boarder_meals(writer.rules, all_new_boarders(basis.plan).count()), Payer::family);
}

void write_time(BillWriter& writer) {
  const auto& basis = writer.basis;
  Milliseconds on_foot, to_the_bus;
  for (std::size_t i = 0; i < basis.plan.groups.size(); ++i) {
    const auto& group = basis.plan.groups[i];
    const auto time = accompanied_a_year(basis.rules, group, basis.journeys[i]);
    if (time) (group.way == Way::bus ? to_the_bus : on_foot) += *time;
  }
  const auto line = [&](const char* key, Milliseconds time) {
    writer.add(make_line(Topic::family_time, {key, {}}, in_minutes(time) / 60, "money.unit.hour",
                         writer.rules.family.adult_hour, writer.rules.family.source),
               Payer::family);
  };
  line("money.line.time_on_foot", on_foot);
  line("money.line.time_to_bus", to_the_bus);
}

}  // namespace

void add_family_lines(BillWriter& writer) {
  write_lunches(writer);
  write_time(writer);
}

std::optional<bool> eats_at_school(const Rules& rules, const PupilGroup& group,
                                   const GroupJourney& journey) {
  // Four trips a day: the buses bring their riders home at noon.
  constexpr int trips_with_noon = 4;
  if (group.way == Way::bus) return rules.bus.trips_a_day < trips_with_noon;
  if (group.way == Way::public_line || group.way == Way::boarding) return true;
  if (!journey.road) return std::nullopt;
  return *journey.road > rules.bill.family.home_for_lunch_within;
}

Line boarder_meals(const BillRules& rules, std::int64_t boarders) {
  const auto& family = rules.family;
  return make_line(Topic::family_meals, {"money.line.boarder_meals", {}},
                   static_cast<double>(boarders), "money.unit.boarder",
                   family.boarder_meals_a_day * family.lunch_days, family.source);
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
  Milliseconds a_trip = *journey.door_to_door * 2;
  if (group.way == Way::bus) {
    if (!journey.walk_to_stop || !journey.wait) return std::nullopt;
    // The adult walks to the stop and back, but waits once; the child goes alone from the bus.
    a_trip = *journey.walk_to_stop * 2 + *journey.wait;
  }
  return a_trip * family.accompanied_trips_a_day * rules.bus.service_days * group.pupils.count();
}

}  // namespace budian::money
