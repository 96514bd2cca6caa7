#include "maps/phasing_outputs.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "maps/scenario_text.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/ground_variants.hpp"
#include "scenarios/money/bill.hpp"
#include "scenarios/scenario_file.hpp"
#include "tests/scenarios/forecast/two_points.hpp"

namespace budian {
namespace {

using forecast::two_points;
using forecast::two_years;

const std::string plan_text =
    "title = { zh = \"两点\", en = \"Two points\" }\nseed = 3\n" + forecast::close_both +
    "[[measure]]\n  do='expand'  # stays\nschool = \"W\"\nclassrooms = 1\n";

struct Phased {
  Groundwork ground = two_points();
  Scenario scenario = read_scenario(plan_text, "two.toml");
  forecast::PhasedPlan plan = phase_plan(scenario, ground, two_years(yuan(150'000)));
  [[nodiscard]] PhasingStudy study() const { return {ground.county, plan, "two"}; }
};
const Phased& made() {
  static const Phased phased;
  return phased;
}

Fen paid_by_county(const Outcome& outcome, std::optional<money::Topic> topic) {
  return topic ? money::sum_of(outcome.ledger, *topic, money::Payer::county)
               : money::sums_of(outcome.ledger, money::Payer::county).operating;
}

}  // namespace

TEST_CASE("A year's scenario file, run with the pupils of that year, gives the told figures") {
  for (const auto& year : made().plan.years) {
    const std::string toml = year_toml(year, plan_text, made().ground.county);
    const Scenario scenario = read_scenario(toml, "year.toml");
    CHECK(scenario.seed == 3);
    CHECK(scenario.title.en == "Two points (" + std::to_string(year.year) + ")");
    CHECK(scenario.measures.size() == 2);  // the expansion, and what closes
    auto pupils = made().ground.forecast->groups_in(year.year, forecast::Variant::middle);
    REQUIRE(pupils);
    const Groundwork ground = with_pupils(made().ground, *pupils);
    const Outcome outcome = evaluate(scenario, apply(scenario, ground), ground);
    const Scenario nothing = read_scenario("title = \"0\"\n", "0.toml");
    const Outcome without = evaluate(nothing, apply(nothing, ground), ground);
    CHECK(outcome.plan.closures.size() == year.closed.size());
    CHECK(static_cast<std::int64_t>(outcome.plan.buses.routes.duties.size()) == year.buses);
    CHECK(outcome.plan.buses.riders == year.riders);
    CHECK(money::bus_cost(outcome.ledger) == year.bus_cost);
    CHECK(paid_by_county(outcome, money::Topic::bus_share) == year.money.buses);
    // Without closures no bus runs; the room that the plan adds anyway is no yearly cost.
    CHECK(paid_by_county(outcome, {}) - paid_by_county(without, {}) ==
          year.money.buses + year.money.other);
  }
}

TEST_CASE("Only what closes schools leaves a plan's text") {
  const std::string toml = year_toml(made().plan.years[0], plan_text, made().ground.county);
  CHECK(toml.find("fewer_than") == std::string::npos);
  CHECK(toml.find("do='expand'  # stays") != std::string::npos);
  CHECK(toml.find("[limits]") != std::string::npos);
  CHECK(toml.find("do = \"close_schools\"") != std::string::npos);
}

TEST_CASE("The table of years, its CSV and JSON tell the same") {
  const auto study = made().study();
  const TextTable table = phased_years(study, Language::en);
  REQUIRE(table.size() == 3);
  const auto json = nlohmann::json::parse(phases_json(study, Language::en));
  for (std::size_t row = 0; row < 2; ++row) {
    const auto& line = table[row + 1];
    const auto& year = json["years"][row];
    CHECK(line[0] == std::to_string(2026 + row));
    CHECK(line[1] == std::to_string(row + 1));
    CHECK(line[2] == "1");
    CHECK(line[5] == "100000.00");
    CHECK(line[9] == "within");
    CHECK(year["closed"].size() == row + 1);
    CHECK(year["buses"] == 1);
    CHECK(year["county_yuan"]["counted"] == 100000);
    CHECK(year["within_budget"] == true);
  }
  CHECK(json["budget_yuan_a_year"] == 150000);
  CHECK(json["rounds"] == 2);
  const std::string csv = phases_csv(study, Language::zh);
  CHECK(csv.find("2027,2,1,10,100000.00,100000.00,0.00,") != std::string::npos);
}

TEST_CASE("A year beyond the budget is told with its money") {
  Phased broken = made();
  broken.plan.years[1].over_budget = true;
  broken.plan.settled = false;
  const auto remarks = phasing_remarks(broken.study(), Language::en);
  const auto told = std::find_if(remarks.begin(), remarks.end(), [](const std::string& remark) {
    return remark.find("2027 takes 100000.00 yuan, beyond the budget of 150000.00") == 0;
  });
  CHECK(told != remarks.end());
}

}  // namespace budian
