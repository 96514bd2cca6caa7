// A county in which one bus does for two closed teaching points in some years and not in others.
#pragma once

#include <string>
#include <vector>

#include "scenarios/forecast/phased_years.hpp"
#include "tests/scenarios/forecast/years_county.hpp"

namespace budian::forecast {

inline const SchoolId north_point{1}, south_point{2};
/// A single bus may fetch both points, and drives once.
inline const std::string long_rides =
    "[bus]\nchain_trips = false\n[limits]\n"
    "ride_minutes = { lower_primary = 300, upper_primary = 300, junior = 300 }\n"
    "door_to_door_minutes = { lower_primary = 300, upper_primary = 300, junior = 300 }\n";
inline const std::string close_both =
    "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n" + long_rides;

/// Who enters grade 1 at a village in a school year: as many as were born six years before, and
/// nobody ever leaves. The villages of the points have 3 in 2025 and 2026, else 2.
inline int entrants_of(std::size_t village, int year) {
  if (village == 0) return 20;
  return year == 2025 || year == 2026 ? 3 : 2;
}
inline ByGrade cohorts_of(std::size_t village, int year, int first, int last) {
  ByGrade result{};
  for (int grade = first; grade <= last; ++grade) {
    result[static_cast<std::size_t>(grade)] = Heads(entrants_of(village, year - grade));
  }
  return result;
}
inline ByGrade operator+(ByGrade a, const ByGrade& b) {
  for (std::size_t grade = 0; grade < grade_count; ++grade) a[grade] += b[grade];
  return a;
}

/// Rolls of primary W, the points 3.5 km north and south of it (grades 1 and 2), and junior J.
inline std::vector<ByGrade> two_point_rolls(int year) {
  return {cohorts_of(0, year, 0, 5) + cohorts_of(1, year, 2, 5) + cohorts_of(2, year, 2, 5),
          cohorts_of(1, year, 0, 1), cohorts_of(2, year, 0, 1),
          cohorts_of(0, year, 6, 8) + cohorts_of(1, year, 6, 8) + cohorts_of(2, year, 6, 8)};
}

/// A bus has 10 seats and costs 100000 yuan a year, all of it the county's, however far it drives.
inline void make_buses_simple(money::Rules& rules) {
  bus::BusType type;
  type.name = "10";
  type.nominal_seats = Heads(12);
  type.pupil_seats = Heads(10);
  rules.bus.types = {type};
  rules.bus.purchases = {{Fen(0), 1}};
  rules.bus.driver_a_year.amount = yuan(100'000);
  rules.bus.attendant_a_year.amount = rules.bus.insurance_and_inspection_a_year.amount = Fen(0);
  money::put_together_fixed_costs(rules.bus);
  rules.funding.fares.clear();
  rules.funding.subsidies.clear();
  rules.funding.rest = money::Payer::county;
}

inline Groundwork two_points() {
  County county = years_county();
  county.townships = {};
  county.townships.push_back({"T", "T", box(-20e3, 20e3)});
  const auto rolls = two_point_rolls(this_year);
  const std::array<Point, 4> places{{{0, 0}, {0, 3500}, {0, -3500}, {500, 0}}};
  const std::array kinds{SchoolKind::primary, SchoolKind::teaching_point,
                         SchoolKind::teaching_point, SchoolKind::junior};
  constexpr std::array names{"W", "P", "Q", "J"};
  county.schools = {};
  for (std::size_t i = 0; i < names.size(); ++i) {
    county.schools.push_back(years_school(names[i], kinds[i], places[i], rolls[i]));
  }
  county.settlements = {};
  for (std::size_t village = 0; village < 3; ++village) {
    const Point place{0, places[village].y + 10};
    county.settlements.push_back(
        years_settlement(names[village], place, 0, cohorts_of(village, this_year, 0, 8)));
  }
  Groundwork ground = ground_of(std::move(county));
  ground.history.year = this_year;
  for (int year = this_year - 3; year < this_year; ++year) {
    const auto told = two_point_rolls(year);
    tell_rolls(ground.history, year, {told.begin(), told.end()});
  }
  for (int year = this_year - 9; year < this_year; ++year) {
    std::vector<std::optional<Heads>> births;
    for (std::size_t v = 0; v < 3; ++v) births.emplace_back(Heads(entrants_of(v, year + 6)));
    tell_births(ground.history, year, std::move(births));
  }
  make_buses_simple(ground.money);
  ground.forecast = forecast_pupils(ground, ground.history, built_in_rules());
  return ground;
}

inline PhasingTerms two_years(std::optional<Fen> budget) {
  PhasingTerms terms;
  terms.first_year = this_year + 1;
  terms.years = 2;
  terms.limits.budget_a_year = budget;
  return terms;
}

}  // namespace budian::forecast
