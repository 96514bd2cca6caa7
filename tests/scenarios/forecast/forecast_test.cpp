#include <catch2/catch.hpp>
#include <random>

#include "scenarios/forecast/ratios.hpp"
#include "scenarios/forecast/rounding.hpp"
#include "tests/scenarios/forecast/years_county.hpp"

namespace budian::forecast {
namespace {

PupilForecast forecast_of(const Groundwork& ground, const History& history,
                          const Rules& rules = built_in_rules()) {
  auto result = forecast_pupils(ground, history, rules);
  REQUIRE(result);
  return *result;
}

Heads roll(const PupilForecast& forecast, SchoolId school, int year,
           Variant variant = Variant::middle) {
  const auto found = forecast.roll_of(school, year, variant);
  REQUIRE(found);
  return *found;
}

/// Rolls of past years in which nobody enters or leaves the county, but schools win and lose pupils
/// of each other by chance. Births are those who enter.
struct ClosedCounty {
  County county = years_county();
  History history;
  std::map<int, std::int64_t> entered;  ///< of the county, by year

  explicit ClosedCounty(unsigned seed) {
    std::mt19937 random(seed);
    history.year = this_year;
    for (int year = this_year - 14; year <= this_year + 5; ++year) {
      entered[year] = 60 + static_cast<std::int64_t>(random() % 60);
      const std::int64_t c = static_cast<std::int64_t>(random() % 30);
      const std::int64_t b = static_cast<std::int64_t>(random() % 20);
      tell_births(history, year - 6, {Heads(entered[year] - b - c), Heads(b), Heads(c)});
    }
    for (int year = this_year - 4; year <= this_year; ++year) {
      std::vector<std::optional<ByGrade>> rolls(4, ByGrade{});
      for (int grade = 0; grade < grade_count; ++grade) {
        const auto g = static_cast<std::size_t>(grade);
        const std::int64_t cohort = entered.at(year - grade);
        if (grade >= 6) {
          (*rolls[3])[g] = Heads(cohort);
          continue;
        }
        const std::int64_t e = static_cast<std::int64_t>(random() % 40);
        const std::int64_t p = grade < 2 ? 1 + static_cast<std::int64_t>(random() % 15) : 0;
        (*rolls[0])[g] = Heads(cohort - e - p);
        (*rolls[1])[g] = Heads(p);
        (*rolls[2])[g] = Heads(e);
      }
      if (year < this_year) {
        tell_rolls(history, year, rolls);
        continue;
      }
      for (const auto id : county.schools.ids()) county.schools[id].pupils = *rolls[id.row()];
    }
    for (auto& settlement : county.settlements) settlement.pupils.reset();
  }
};

}  // namespace

TEST_CASE("A place without pupils takes the rate around it, a very large one keeps its own") {
  CHECK(shrunk(0, 0, 0.9, 100) == 0.9);
  CHECK(shrunk(8e8, 1e9, 0.9, 100) == Approx(0.8).margin(1e-7));
  // As many pupils as the strength: half way between 0.8 and 0.9.
  CHECK(shrunk(80, 100, 0.9, 100) == Approx(0.85));
}

TEST_CASE(
    "Whole heads are shared out by largest remainder, and toward a goal without turning back") {
  // 2.5, 1.3, 0.2 of 4: floors 2, 1, 0; the one left goes to the largest remainder, 0.5.
  std::vector<std::int64_t> heads{2, 1, 0};
  share_out(heads, {2.5, 1.3, 0.2}, 4);
  CHECK(heads == std::vector<std::int64_t>{3, 1, 0});
  // Two of 3, 1, 0 go, from where most is too much: 3 - 1.5, then 1 - 0.2 against 2 - 1.5.
  share_out(heads, {1.5, 0.2, 0.0}, 2);
  CHECK(heads == std::vector<std::int64_t>{2, 0, 0});
}

TEST_CASE("Where every year is like the last, the years ahead are like this one in every group") {
  const Groundwork ground = ground_of(years_county());
  const PupilForecast forecast = forecast_of(ground, steady_history());
  CHECK(forecast.unknown.empty());
  CHECK(forecast.last_year() == this_year + 5);
  for (int year = this_year; year <= this_year + 5; ++year) {
    const auto groups = forecast.groups_in(year, Variant::middle);
    REQUIRE(groups);
    CHECK(*groups == ground.placement.groups);
  }
}

TEST_CASE("A constant ratio is forecast exactly: half go on, half of the births enter") {
  // 2024: G1 40 → 2025: G2 20, so the ratio is 1/2; births 2018: 80 → G1 2024: 40.
  const Groundwork ground = ground_of(point_county(64, 20));
  History history;
  history.year = this_year;
  tell_rolls(history, 2024, {by_grade({40, 16, 0, 0, 0, 0, 0, 0, 0})});
  tell_births(history, 2018, {Heads(80)});
  tell_births(history, 2019, {Heads(128)});
  tell_births(history, 2020, {Heads(32)});
  tell_births(history, 2021, {Heads(200)});
  const PupilForecast forecast = forecast_of(ground, history);
  const SchoolId s(0);
  // 2026: half of 32 enter, half of 64 go on. 2027: half of 200, half of 16.
  CHECK(forecast.pupils_of(s, 0, 2026, Variant::middle) == Heads(16));
  CHECK(forecast.pupils_of(s, 1, 2026, Variant::middle) == Heads(32));
  CHECK(roll(forecast, s, 2027) == Heads(100 + 8));
  // Births of 2022 are not told: grade 1 of 2028 is not known, grade 2 still is.
  CHECK_FALSE(forecast.pupils_of(s, 0, 2028, Variant::middle));
  CHECK(forecast.pupils_of(s, 1, 2028, Variant::middle) == Heads(50));
  CHECK_FALSE(forecast.roll_of(s, 2028, Variant::middle));
  CHECK_FALSE(forecast.groups_in(2028, Variant::middle));
  REQUIRE_FALSE(forecast.unknown.empty());
  CHECK(forecast.unknown.front().key == "forecast.no_births");
}

TEST_CASE("Who leaves a point after its last grade is found again in the school he goes on to") {
  const Groundwork ground = ground_of(years_county());
  const Catchments catchments(ground);
  // Step from grade 2 to 3: P and W are one unit, E is another; J teaches neither.
  const auto units = units_of(catchments, 1);
  CHECK(units[P.row()] == units[W.row()]);
  CHECK(units[E.row()] != units[W.row()]);
  // W alone would show 55 / 45; with P it is 55 / 55.
  const History history = steady_history();
  const RollBook rolls(catchments, history);
  const ProgressionRatios ratios(catchments, rolls, this_year, built_in_rules());
  CHECK(ratios.of_school(W, 1) == Approx(1.0));
  CHECK(ratios.of_school(P, 1) == Approx(1.0));
}

TEST_CASE("Without migration no pupil is lost or made, however schools win and lose them") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const ClosedCounty closed(seed);
    const Groundwork ground = ground_of(closed.county);
    const PupilForecast forecast = forecast_of(ground, closed.history);
    for (int year = this_year; year <= this_year + 5; ++year) {
      std::int64_t all = 0;  // the nine cohorts who are in school then
      for (int grade = 0; grade < grade_count; ++grade) all += closed.entered.at(year - grade);
      CHECK(forecast.pupils_in(year, Variant::middle) == Heads(all));
    }
  }
}

TEST_CASE("Where earlier cohorts told nothing of grade 7, it stays partly as it is") {
  // Grade 6 of W and E: 100, 10, 10, 100; grade 7 of J, which draws on both: always 100. Two years
  // can be tested, 2023 and 2024; in both "as now" is exact, so of the weights 1 (the cohort's,
  // from the prior's one year) and 2 the cohort has a third.
  const Groundwork ground = ground_of(years_county());
  History history = steady_history();
  for (const int year : {this_year - 2, this_year - 1}) {
    (*history.rolls.at(year)[W])[5] = Heads(5);
    (*history.rolls.at(year)[E])[5] = Heads(5);
  }
  // Ratio (100 + 100 + 100) / (100 + 10 + 10) = 2.5, cohort 250: 250 / 3 + 100 × 2 / 3 = 150.
  const PupilForecast forecast = forecast_of(ground, history);
  CHECK(forecast.pupils_of(J, 6, this_year + 1, Variant::middle) == Heads(150));
  // 120 of 300 were found in grade 6, so 40 of today's 100 will be, and 2.5 × 40 = 100 in grade 7;
  // as many as sit there today, not as the 150 of the year between.
  CHECK(forecast.pupils_of(J, 6, this_year + 2, Variant::middle) == Heads(100));
  // With one pair of years before, none can be tested: the cohort alone, 100 / 10 × 100.
  history.rolls.erase(this_year - 3);
  history.rolls.erase(this_year - 2);
  CHECK(forecast_of(ground, history).pupils_of(J, 6, this_year + 1, Variant::middle) ==
        Heads(1000));
}

TEST_CASE("Low is never above the middle nor high below it, in any group, and sums are sums") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const ClosedCounty closed(seed);
    const Groundwork ground = ground_of(closed.county);
    const PupilForecast forecast = forecast_of(ground, closed.history);
    for (const ForecastYear& year : forecast.years) {
      ByVariant<Table<SchoolId, ByGrade>> sums;
      for (auto& table : sums) table = Table<SchoolId, ByGrade>(ground.county.schools.size());
      for (const ForecastGroup& group : year.groups) {
        CHECK(group.heads[0] <= group.heads[1]);
        CHECK(group.heads[1] <= group.heads[2]);
        CHECK(group.heads[0] >= 0);
        for (const auto variant : variants) {
          sums[row(variant)][group.school][static_cast<std::size_t>(group.grade)] +=
              Heads(group.heads[row(variant)]);
        }
      }
      CHECK(sums == year.rolls);
    }
    CHECK(*forecast.pupils_in(this_year + 5, Variant::low) <
          *forecast.pupils_in(this_year + 5, Variant::high));
  }
}

TEST_CASE("Without births grade 1 is not known, and nobody takes it for none") {
  History history = steady_history();
  history.births.clear();
  const Groundwork ground = ground_of(years_county());
  const PupilForecast forecast = forecast_of(ground, history);
  CHECK_FALSE(forecast.roll_of(W, this_year + 1, Variant::middle));
  CHECK_FALSE(forecast.pupils_in(this_year + 1, Variant::middle));
  // Who is in J in the next years is in school already.
  CHECK(roll(forecast, J, this_year + 5) == Heads(300));
  CHECK(forecast.pupils_of(W, 5, this_year + 5, Variant::middle) == Heads(55));
  CHECK_FALSE(forecast.pupils_of(W, 4, this_year + 5, Variant::middle));
}

TEST_CASE("With neither earlier rolls nor births nothing is forecast") {
  const Groundwork ground = ground_of(years_county());
  CHECK_FALSE(forecast_pupils(ground, {}, built_in_rules()));
  History only_year;
  only_year.year = this_year;
  CHECK_FALSE(forecast_pupils(ground, only_year, built_in_rules()));
}

TEST_CASE(
    "A settlement whose births are not told makes the county's grade 1 unknown, unless its "
    "township tells them") {
  const Groundwork ground = ground_of(years_county());
  History history = steady_history();
  history.births.at(2020)[B].reset();
  CHECK_FALSE(forecast_of(ground, history).roll_of(W, 2026, Variant::middle));
  // West has 55: what A's 45 leave are B's 10.
  history.township_births[2020] =
      Table<TownshipId, std::optional<Heads>>(std::vector<std::optional<Heads>>{Heads(55), {}});
  CHECK(roll(forecast_of(ground, history), W, 2026) == total(of_w));
  CHECK(roll(forecast_of(ground, history), P, 2026) == total(of_p));
}

TEST_CASE("Migration comes on top of the cohorts, dwellings bring their pupils") {
  const Groundwork ground = ground_of(years_county());
  History history = steady_history();
  history.migration[TownshipId(1)] = -20;
  // East: 9 grades of 45 lose a fifth: 405 × 0.8 = 324; West has 9 × 55 = 495.
  CHECK(forecast_of(ground, history).pupils_in(2026, Variant::middle) == Heads(495 + 324));
  history.migration.clear();
  history.housing.push_back({C, 2026, Heads(90), {}});
  // 900 pupils and 90 more; 100 dwellings at 0.2 pupils are 20.
  CHECK(forecast_of(ground, history).pupils_in(2026, Variant::middle) == Heads(990));
  history.housing.back() = {C, 2026, {}, 100};
  CHECK(forecast_of(ground, history).pupils_in(2026, Variant::middle) == Heads(920));
}

TEST_CASE(
    "The order of settlements and schools changes no school's forecast total of a closed year") {
  const ClosedCounty closed(3);
  ClosedCounty turned = closed;
  std::swap(turned.county.settlements[A], turned.county.settlements[C]);
  for (auto& [year, births] : turned.history.births) std::swap(births[A], births[C]);
  const PupilForecast one = forecast_of(ground_of(closed.county), closed.history);
  const PupilForecast other = forecast_of(ground_of(turned.county), turned.history);
  for (const SchoolId school : {W, P, E, J}) {
    CHECK(roll(one, school, this_year + 1) == roll(other, school, this_year + 1));
  }
}

}  // namespace budian::forecast
