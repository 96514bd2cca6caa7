// The checklist and the risks read rolls and forecast of the county's files where nothing is
// stated.
#include <catch2/catch.hpp>

#include "tests/scenarios/appraisal/appraised.hpp"

namespace budian::appraisal {
namespace {

ByGrade roll_of(std::int64_t pupils) {
  ByGrade roll{};
  roll[0] = Heads(pupils);
  return roll;
}

/// The files tell the roll of the year before and one year of forecast.
Appraised knowing(const std::string& toml, std::int64_t before, std::int64_t ahead) {
  Appraised appraised(toml);
  auto& history = appraised.ground.history;
  history.year = 2025;
  history.rolls[2024] = Table<SchoolId, std::optional<ByGrade>>(4, roll_of(before));
  forecast::PupilForecast forecast;
  forecast.base_year = 2025;
  forecast.held.assign(4, {true});
  for (int year = 0; year < 2; ++year) {
    auto& made = forecast.years.emplace_back();
    made.known.fill(true);
    for (auto& rolls : made.rolls) rolls = Table<SchoolId, ByGrade>(4, roll_of(ahead));
  }
  appraised.ground.forecast = forecast;
  appraised.outcome = appraised.outcome_of(appraised.scenario);
  return appraised;
}

const StepResult& years_step(const Appraised& appraised) {
  const auto& items = appraised.ground.appraisal.procedure;
  for (const auto& step : appraised.plan().procedure.at(0).steps) {
    if (items[step.item].check == ProcedureCheck::small_for_years) return step;
  }
  throw std::out_of_range("small_for_years");
}

double one_year_rolls(const Appraised& appraised) {
  const auto& rules = appraised.ground.appraisal.risks;
  for (const auto& result : appraised.plan().risks) {
    if (rules[result.rule].code == "one_year_roll") return result.value.value();
  }
  throw std::out_of_range("one_year_roll");
}

}  // namespace

TEST_CASE("Where the planner states nothing, the county's rolls and forecast decide") {
  const Appraised small = knowing(close_points, 22, 18);
  CHECK(years_step(small).state == StepState::passed);
  CHECK(years_step(small).figures.key == "procedure.figures.years");
  CHECK(one_year_rolls(small) == 0);
  // A line that is an assumption fails nobody: 31 last year leaves the step open, and is a risk.
  const Appraised large = knowing(close_points, 31, 18);
  CHECK(years_step(large).state == StepState::open);
  CHECK(one_year_rolls(large) == 1);
}

TEST_CASE("A statement goes before the files, and what differs is told") {
  const std::string stating = close_points +
                              "[[procedure]]\nschool = \"P\"\nearlier_rolls = [22]\n"
                              "forecast = 18\n";
  CHECK(years_step(knowing(stating, 22, 18)).figures.key == "procedure.figures.years");
  const Appraised differs = knowing(stating, 31, 18);
  CHECK(years_step(differs).state == StepState::passed);
  CHECK(one_year_rolls(differs) == 0);
  CHECK(years_step(differs).figures == Message{"procedure.figures.years_differ",
                                               {{"pupils", std::int64_t{20}},
                                                {"earlier", std::int64_t{22}},
                                                {"forecast", std::int64_t{18}},
                                                {"most", 30.0},
                                                {"earlier_in_files", std::int64_t{31}},
                                                {"forecast_in_files", std::int64_t{18}}}});
}

}  // namespace budian::appraisal
