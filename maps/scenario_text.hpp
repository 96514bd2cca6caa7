// Scenarios as TOML.
#pragma once

#include <string>

#include "scenarios/forecast/phased_years.hpp"

namespace budian {

/// What stands under [[measure]]; names of schools stand behind their codes as comments. Empty for
/// measures that no command of the program makes.
std::string measure_toml(const Measure& measure, const County& county);

/// The text of a scenario's file, or of another that names the same files, for another folder: the
/// layer of bus stops is named with its whole path.
std::string with_full_paths(const Scenario& base, std::string text);

/// A year of a phasing: its title, the text of the plan's file without what closes schools, then
/// what closes them in the year's scenario.
std::string year_toml(const forecast::PhasedYear& year, const std::string& base_text,
                      const County& county);

}  // namespace budian
