// The grid county under a scenario, whole, beside its today.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "scenarios/appraisal/township_columns.hpp"
#include "scenarios/evaluate.hpp"
#include "tests/support/grid_county.hpp"

namespace budian::appraisal {

inline const std::string close_points =
    "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n";

struct Appraised {
  template <class Change>
  Appraised(const std::string& toml, Change change)
      : ground([&] {
          County county = grid_county();
          change(county);
          return ground_of(std::move(county));
        }()),
        scenario(scenario_of(toml)),
        today(outcome_of(scenario_of(""))),
        outcome(outcome_of(scenario)) {}
  explicit Appraised(const std::string& toml) : Appraised(toml, [](County&) {}) {}

  [[nodiscard]] Outcome outcome_of(const Scenario& planned) const {
    return evaluate(planned, apply(planned, ground), ground);
  }
  [[nodiscard]] const Appraisal& plan() const { return outcome.appraisal; }
  [[nodiscard]] std::vector<TownshipColumn> columns() const {
    return township_columns(ground.appraisal.lines, ground.standards);
  }
  [[nodiscard]] std::size_t column(const std::string& key) const {
    const auto all = columns();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const TownshipColumn& each) { return each.key == key; });
    REQUIRE(found != all.end());
    return static_cast<std::size_t>(found - all.begin());
  }
  [[nodiscard]] std::optional<double> figure(const Outcome& of, std::size_t township,
                                             const std::string& key) const {
    return of.appraisal.ledger.townships[TownshipId(township)][column(key)];
  }

  Groundwork ground;
  Scenario scenario;
  Outcome today, outcome;
};

}  // namespace budian::appraisal
