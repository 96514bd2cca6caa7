// What the planner says about the procedure of a closure: the steps that no figure can decide
// (国办发〔2012〕48号, 国办发〔2018〕27号).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis/units.hpp"
#include "scenarios/school_calendar.hpp"

namespace budian {

/// One [[procedure]] table of a scenario. What is empty has not been stated.
struct StatedProcedure {
  std::string school;  ///< name or code
  std::optional<Day> plan_drafted, argued, published_from, published_until, hearing, approved,
      filed, transition_until;
  std::optional<Heads> parents_for, parents_against;
  std::optional<bool> township_agrees;
  std::string idle_building;         ///< what becomes of it
  std::vector<Heads> earlier_rolls;  ///< of the years before, the last one first
  std::optional<Heads> forecast;     ///< roll that is forecast
  std::int64_t line = 0;             ///< of the scenario file
};

/// All of them; mistakes are added to the problems of the document.
std::vector<StatedProcedure> read_stated_procedures(TomlTable& root);

}  // namespace budian
