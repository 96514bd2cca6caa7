// Writes the workbook of the grid county and three plans, for recompute_workbook.py.
#include <iostream>

#include "maps/outputs.hpp"
#include "scenarios/evaluate.hpp"
#include "scenarios/scenario_file.hpp"
#include "tests/support/grid_county.hpp"

int main(int count, char** arguments) {
  using namespace budian;
  if (count != 2) {
    std::cerr << "usage: " << arguments[0] << " FILE.xlsx\n";
    return 1;
  }
  County county = grid_county();
  for (auto& settlement : county.settlements) settlement.poor = Heads(2);
  const Groundwork ground = ground_of(std::move(county));
  const std::string close = "[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n";
  const std::string expand = "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = 4\n";
  std::vector<Scenario> scenarios{empty_scenario(), scenario_of(close),
                                  scenario_of(expand + close)};
  scenarios[1].code = "close";
  scenarios[1].title = {"撤并“教学点”", "Close the \"point\""};  // quotes inside a formula's text
  scenarios[2].code = "expand";
  scenarios[2].title = {"扩建并撤并", "Expand and close"};
  std::vector<Outcome> outcomes;
  for (const auto& scenario : scenarios) {
    outcomes.push_back(evaluate(scenario, apply(scenario, ground), ground));
    outcomes.back().scenario = scenario.code;
    outcomes.back().title = scenario.title;
  }
  write_workbook(arguments[1], {ground, scenarios, outcomes}, Language::en);
}
