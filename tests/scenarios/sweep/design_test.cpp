#include "scenarios/sweep/design.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "scenarios/sweep/draw.hpp"

namespace budian::sweep {
namespace {

Parameter parameter_of(Name name, std::vector<double> values, const std::string& of = "") {
  Parameter parameter;
  parameter.name = name;
  parameter.values = std::move(values);
  parameter.of = of;
  return parameter;
}

Parameter drawn(Name name, Spread spread, const std::string& of = "") {
  Parameter parameter;
  parameter.name = name;
  parameter.spread = spread;
  parameter.of = of;
  return parameter;
}

Sweep random_sweep(std::size_t runs) {
  Sweep sweep;
  sweep.scenarios = {"a.toml", "b.toml"};
  sweep.design = Design::random;
  sweep.runs = runs;
  sweep.parameters = {drawn(Name::bus_speed_factor, {Shape::uniform, 0.6, 1.0, 0.8}),
                      drawn(Name::fewer_than, {Shape::triangular, 20, 50, 30}),
                      drawn(Name::rolls_factor, {Shape::normal, 0.9, 1.1, 1.0}, "township")};
  return sweep;
}

using Values = std::vector<std::optional<double>>;

}  // namespace

TEST_CASE("A grid has every value with every other, the last parameter fastest, after its base") {
  Sweep sweep;
  sweep.scenarios = {"a.toml"};
  sweep.design = Design::grid;
  sweep.parameters = {parameter_of(Name::fewer_than, {20, 30, 40}),
                      parameter_of(Name::ride_limit_factor, {0.5, 1})};
  REQUIRE(run_count(sweep) == 7);  // 3 × 2 and the base
  CHECK(setting_of(sweep, 0).values == Values{std::nullopt, std::nullopt});
  CHECK(setting_of(sweep, 0).is_base());
  CHECK(setting_of(sweep, 1).values == Values{20.0, 0.5});
  CHECK(setting_of(sweep, 2).values == Values{20.0, 1.0});
  CHECK(setting_of(sweep, 6).values == Values{40.0, 1.0});
  std::set<Values> all;
  for (std::size_t run = 0; run < 7; ++run) all.insert(setting_of(sweep, run).values);
  CHECK(all.size() == 7);
}

TEST_CASE("One at a time each value stands alone, of a spread its two ends") {
  Sweep sweep;
  sweep.scenarios = {"a.toml", "b.toml"};
  sweep.design = Design::one_at_a_time;
  sweep.parameters = {parameter_of(Name::fewer_than, {20, 40}),
                      drawn(Name::bus_speed_factor, {Shape::uniform, 0.6, 1.1, 0.85})};
  CHECK(runs_a_scenario(sweep) == 5);
  REQUIRE(run_count(sweep) == 10);
  CHECK(setting_of(sweep, 2).values == Values{40.0, std::nullopt});
  CHECK(setting_of(sweep, 3).values == Values{std::nullopt, 0.6});
  // The second scenario has the same rows.
  CHECK(setting_of(sweep, 9).scenario == 1);
  CHECK(setting_of(sweep, 9).values == Values{std::nullopt, 1.1});
}

TEST_CASE("What a run draws depends on seed, row and the parameter's name, on nothing else") {
  const Sweep sweep = random_sweep(50);
  Sweep longer = sweep;
  longer.runs = 500;
  std::swap(longer.parameters[0], longer.parameters[1]);
  std::set<double> different;
  for (std::size_t run = 1; run <= 50; ++run) {
    const auto setting = setting_of(sweep, run);
    CHECK(setting.values[0] == setting_of(longer, run).values[1]);
    CHECK(setting.values[1] == setting_of(longer, run).values[0]);
    // Both scenarios face the same draws.
    CHECK(setting.values == setting_of(sweep, run + runs_a_scenario(sweep)).values);
    CHECK_FALSE(setting.values[2]);  // each township draws for itself
    different.insert(*setting.values[0]);
  }
  CHECK(different.size() == 50);
  Sweep reseeded = sweep;
  reseeded.seed = 2;
  CHECK(setting_of(reseeded, 1).values != setting_of(sweep, 1).values);
  const Parameter& rolls = sweep.parameters[2];
  CHECK(township_value(sweep, rolls, 1, "01") == township_value(longer, rolls, 1, "01"));
  CHECK(township_value(sweep, rolls, 1, "01") != township_value(sweep, rolls, 1, "02"));
}

TEST_CASE("Every run is in exactly one shard") {
  for (const std::size_t of : {1U, 2U, 3U, 7U}) {
    for (std::size_t run = 0; run < 30; ++run) {
      std::size_t holders = 0;
      for (std::size_t number = 1; number <= of; ++number) {
        if (Shard{number, of}.holds(run)) ++holders;
      }
      CHECK(holders == 1);
    }
  }
  CHECK(Shard{2, 3}.holds(1));  // run r is in shard i of n when r mod n = i - 1
  CHECK(shard_of("2/3")->number == 2);
  CHECK(shard_of("2/3")->of == 3);
  for (const char* wrong : {"", "2", "0/3", "4/3", "a/3", "1/", "/2", "1/2x", "-1/2"}) {
    CAPTURE(wrong);
    CHECK_FALSE(shard_of(wrong));
  }
}

TEST_CASE("Quantiles of the spreads are those of their formulas") {
  const Spread uniform{Shape::uniform, 10, 20, 15};
  CHECK(value_at(uniform, false, 0.25) == 12.5);
  // Of a triangle from 0 to 10 with its top at 4 the share below x is x² ÷ 40 up to 4 (0.4 there),
  // then 1 − (10 − x)² ÷ 60.
  const Spread triangle{Shape::triangular, 0, 10, 4};
  CHECK(value_at(triangle, false, 0.1) == 2);  // 4 ÷ 40
  CHECK(value_at(triangle, false, 0.4) == 4);
  CHECK(value_at(triangle, false, 0.85) == 7);  // 1 − 9 ÷ 60
  // Nine tenths of a normal one lie between low and high: as it is cut at three deviations
  // (0.27 % are cut away), the 5 % point lies a hair within low.
  const Spread normal{Shape::normal, 0.9, 1.1, 1.0};
  CHECK(value_at(normal, false, 0.5) == 1);
  CHECK(value_at(normal, false, 0.05) == Approx(0.9).margin(0.001));
  CHECK(value_at(normal, false, 0.95) == Approx(1.1).margin(0.001));
  // 3 deviations: 0.1 ÷ 1.644854 × 3 = 0.182387 to either side.
  CHECK(ends_of(normal, false).least == Approx(1 - 0.182387).margin(2e-6));
  CHECK(ends_of(normal, false).most == Approx(1 + 0.182387).margin(2e-6));
}

TEST_CASE("Draws spread evenly: each tenth of a uniform spread gets about a tenth of them") {
  const Sweep sweep = random_sweep(10000);
  std::array<int, 10> tenths{};
  for (std::size_t run = 1; run <= 10000; ++run) {
    const double value = *setting_of(sweep, run).values[0];
    REQUIRE(value >= 0.6);
    REQUIRE(value <= 1.0);
    ++tenths[std::min<std::size_t>(static_cast<std::size_t>((value - 0.6) / 0.04), 9)];
  }
  // Chi-square with 9 degrees of freedom exceeds 27.88 once in a thousand times.
  double chi = 0;
  for (const int count : tenths) chi += (count - 1000.0) * (count - 1000.0) / 1000.0;
  CHECK(chi < 27.88);
}

TEST_CASE("Parameters, rows and townships are drawn without regard to each other") {
  Sweep sweep = random_sweep(4000);
  sweep.parameters.push_back(drawn(Name::bus_price_factor, {Shape::uniform, 0.8, 1.2, 1}));
  const auto& rolls = sweep.parameters[2];
  std::vector<std::array<double, 5>> rows;
  for (std::size_t run = 1; run <= 4000; ++run) {
    const auto values = setting_of(sweep, run).values;
    rows.push_back({*values[0], *values[1], *values[3], township_value(sweep, rolls, run, "01"),
                    township_value(sweep, rolls, run, "02")});
  }
  const auto correlation = [&](std::size_t a, std::size_t b, std::size_t lag) {
    double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
    const auto n = static_cast<double>(rows.size() - lag);
    for (std::size_t i = lag; i < rows.size(); ++i) {
      const double x = rows[i][a];
      const double y = rows[i - lag][b];
      sa += x, sb += y, saa += x * x, sbb += y * y, sab += x * y;
    }
    return (n * sab - sa * sb) / std::sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
  };
  // Of independent draws it is about normal with deviation 1 ÷ √4000 = 0.0158; 4 of them.
  for (std::size_t a = 0; a < 5; ++a) {
    for (std::size_t b = 0; b < 5; ++b) {
      CAPTURE(a, b);
      if (a != b) CHECK(std::abs(correlation(a, b, 0)) < 0.063);
      CHECK(std::abs(correlation(a, b, 1)) < 0.063);
    }
  }
}

TEST_CASE("Counted values are whole") {
  const Sweep sweep = random_sweep(200);
  for (std::size_t run = 1; run <= 200; ++run) {
    const double value = *setting_of(sweep, run).values[1];
    CHECK(value == std::floor(value));
    CHECK(value >= 20);
    CHECK(value <= 50);
  }
}

}  // namespace budian::sweep
