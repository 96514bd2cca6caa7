#include "scenarios/sweep/analysis.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

namespace budian::sweep {
namespace {

Parameter listed(Name name, std::vector<double> values) {
  Parameter parameter;
  parameter.name = name;
  parameter.values = std::move(values);
  return parameter;
}

Figure cost(std::optional<double> value) { return {"measure.bus_cost", "", "unit.yuan", 0, value}; }

/// Threshold 20 or 30, factor 1 or 2: cost = 10 × threshold + 100 × factor; P closes from 30 on,
/// Q wherever the factor is 2, R always.
Record record_of(const Sweep& sweep, std::size_t run) {
  const Setting setting = setting_of(sweep, run);
  Record record;
  record.run = run;
  record.scenario = "s";
  record.values = {setting.values[0].value_or(30), setting.values[1].value_or(1)};
  record.figures = {cost(10 * record.values[0] + 100 * record.values[1])};
  record.schools.push_back({"R", "R", "West", Fate::closed, {}});
  if (record.values[0] >= 30) record.schools.push_back({"P", "P", "West", Fate::closed, {}});
  const bool closes = record.values[1] > 1;
  record.schools.push_back({"Q", "Q", "East", closes ? Fate::closed : Fate::refused, {}});
  return record;
}

std::vector<Record> all_records(const Sweep& sweep) {
  std::vector<Record> records;
  for (std::size_t run = 0; run < run_count(sweep); ++run) {
    records.push_back(record_of(sweep, run));
  }
  return records;
}

Sweep small_sweep(Design design) {
  Sweep sweep;
  sweep.scenarios = {"s.toml"};
  sweep.design = design;
  sweep.parameters = {listed(Name::fewer_than, {20, 30}),
                      listed(Name::bus_kilometre_factor, {1, 2})};
  return sweep;
}

const SchoolTally& school(const ScenarioResult& result, const std::string& code) {
  const auto found = std::find_if(result.schools.begin(), result.schools.end(),
                                  [&](const SchoolTally& each) { return each.code == code; });
  REQUIRE(found != result.schools.end());
  return *found;
}

}  // namespace

TEST_CASE("The tornado of a small grid, by hand") {
  // Costs: 20/1 300, 20/2 400, 30/1 400, 30/2 500; base 400.
  const Sweep sweep = small_sweep(Design::grid);
  const ScenarioResult result = analyse(sweep, all_records(sweep));
  REQUIRE(result.tornados.size() == 1);
  const auto& bars = result.tornados[0].bars;
  REQUIRE(bars.size() == 2);
  // Threshold: (300 + 400) ÷ 2 = 350 against (400 + 500) ÷ 2 = 450; factor: 350 against 450 too,
  // so that the order of the file decides.
  CHECK(bars[0].parameter == 0);
  CHECK(bars[0].low_value == 20);
  CHECK(bars[0].high_value == 30);
  CHECK(bars[0].low == 350.0);
  CHECK(bars[0].high == 450.0);
  CHECK(bars[1].low == 350.0);
  CHECK(bars[1].high == 450.0);
}

TEST_CASE("One at a time a bar joins the runs in which only its parameter differs, and the base") {
  // Runs: base (30, 1) 400; 20 → 300; 30 → 400; factor 1 → 400; factor 2 → 500.
  const Sweep sweep = small_sweep(Design::one_at_a_time);
  const ScenarioResult result = analyse(sweep, all_records(sweep));
  const auto& bars = result.tornados.at(0).bars;
  CHECK(bars[0].low == 300.0);
  CHECK(bars[0].high == 400.0);  // the run and the base
  CHECK(bars[1].low == 400.0);
  CHECK(bars[1].high == 500.0);
}

TEST_CASE("Ranges are values of runs, the base is beside them") {
  const Sweep sweep = small_sweep(Design::grid);
  const auto range = analyse(sweep, all_records(sweep)).ranges.at(0);
  CHECK(range.base.value == 400.0);
  CHECK(range.known == 4);
  CHECK(range.least == 300.0);
  // Nearest rank of 300, 400, 400, 500: the 10 % and 50 % points are the 1st and the 2nd.
  CHECK(range.p10 == 300.0);
  CHECK(range.median == 400.0);
  CHECK(range.p90 == 500.0);
  CHECK(range.most == 500.0);
}

TEST_CASE("What a run does not know is counted apart, and is no nought") {
  const Sweep sweep = small_sweep(Design::grid);
  auto records = all_records(sweep);
  records[1].figures[0].value.reset();
  const ScenarioResult result = analyse(sweep, records);
  CHECK(result.ranges[0].known == 3);
  CHECK(result.ranges[0].unknown == 1);
  CHECK(result.ranges[0].least == 400.0);
  // Run 1 has threshold 20 and factor 1: both low means are not known.
  for (const auto& bar : result.tornados.at(0).bars) {
    CHECK_FALSE(bar.low);
    CHECK(bar.high == 450.0);
  }
}

TEST_CASE("Of draws, a difference in less than half of the runs is perhaps chance") {
  // Six draws 1 … 6: the lower half is 1, 2, 3. P closes in the draws told.
  Sweep sweep;
  sweep.scenarios = {"s.toml"};
  sweep.design = Design::random;
  sweep.runs = 6;
  sweep.parameters.resize(1);
  sweep.parameters[0].name = Name::rolls_factor;
  sweep.parameters[0].spread = Spread{Shape::uniform, 0.5, 6.5, 3.5};
  const auto perhaps = [&](const std::vector<std::size_t>& closing_draws) {
    std::vector<Record> records(7);
    for (std::size_t run = 0; run < records.size(); ++run) {
      records[run].run = run;
      records[run].scenario = "s";
      records[run].values = {run == 0 ? 1.0 : static_cast<double>(run)};
      const bool closes =
          std::find(closing_draws.begin(), closing_draws.end(), run) != closing_draws.end();
      if (closes) records[run].schools.push_back({"P", "P", "T", Fate::closed, {}});
    }
    const auto deciding = school(analyse(sweep, records), "P").deciding;
    REQUIRE(deciding.size() == 1);
    return deciding[0].perhaps_by_chance;
  };
  CHECK(perhaps({6}));           // 0 of 3 and 1 of 3
  CHECK_FALSE(perhaps({5, 6}));  // 0 of 3 and 2 of 3
  CHECK(perhaps({1, 5, 6}));     // 1 of 3 and 2 of 3
}

TEST_CASE("In a grid no difference is chance, for all else is the same on both sides") {
  // Factors 1, 2, 3 with thresholds 20 and 30; P closes at 30 with factor 3 only: 0 and 1 of 3.
  Sweep sweep = small_sweep(Design::grid);
  sweep.parameters[1].values = {1, 2, 3};
  auto records = all_records(sweep);
  for (Record& record : records) {
    if (record.values[1] < 3) std::erase_if(record.schools, [](auto& s) { return s.code == "P"; });
  }
  const auto deciding = school(analyse(sweep, records), "P").deciding;
  REQUIRE(deciding.size() == 2);
  const auto threshold = std::find_if(deciding.begin(), deciding.end(),
                                      [](const Deciding& d) { return d.parameter == 0; });
  CHECK(threshold->closed_low == 0);
  CHECK(threshold->closed_high == 1);
  CHECK(threshold->runs_high == 3);
  CHECK_FALSE(threshold->perhaps_by_chance);
}

TEST_CASE("A school is told as closed in so many runs, with the parameter that decides") {
  const Sweep sweep = small_sweep(Design::grid);
  const ScenarioResult result = analyse(sweep, all_records(sweep));
  CHECK(result.runs == 4);
  const auto& always = school(result, "R");
  CHECK(always.count(Fate::closed) == 4);
  CHECK(always.deciding.empty());
  const auto& by_threshold = school(result, "P");
  CHECK(by_threshold.count(Fate::closed) == 2);
  CHECK(by_threshold.base == Fate::closed);
  REQUIRE(by_threshold.deciding.size() == 1);
  CHECK(by_threshold.deciding[0].parameter == 0);
  CHECK(by_threshold.deciding[0].closed_low == 0);
  CHECK(by_threshold.deciding[0].closed_high == 2);
  CHECK(by_threshold.deciding[0].runs_high == 2);
  const auto& by_factor = school(result, "Q");
  CHECK(by_factor.count(Fate::closed) == 2);
  CHECK(by_factor.count(Fate::refused) == 2);
  CHECK(by_factor.base == Fate::refused);
  REQUIRE(by_factor.deciding.size() == 1);
  CHECK(by_factor.deciding[0].parameter == 1);
  // Most often closed first.
  CHECK(result.schools.front().code == "R");
}

TEST_CASE("Of draws the lower and the upper half are set against each other") {
  Sweep sweep;
  sweep.scenarios = {"s.toml"};
  sweep.design = Design::random;
  sweep.runs = 4;
  Parameter drawn;
  drawn.name = Name::bus_speed_factor;
  drawn.spread = Spread{Shape::uniform, 0.5, 1, 0.75};
  sweep.parameters = {drawn};
  std::vector<Record> records;
  const std::vector<double> values{1, 0.6, 0.9, 0.7, 0.8};  // of the base, then of four runs
  for (std::size_t run = 0; run < values.size(); ++run) {
    Record record;
    record.run = run;
    record.scenario = "s";
    record.values = {values[run]};
    record.figures = {cost(1000 * values[run])};
    records.push_back(record);
  }
  const auto bar = analyse(sweep, records).tornados.at(0).bars.at(0);
  CHECK(bar.low_value == Approx(0.65));  // 0.6 and 0.7
  CHECK(bar.low == Approx(650));
  CHECK(bar.high_value == Approx(0.85));
  CHECK(bar.high == Approx(850));
}

}  // namespace budian::sweep
