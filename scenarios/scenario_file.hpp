// Scenario files (TOML) to Scenario.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "gis/toml_reader.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// Today's situation: no measures, the default limits of scenarios/standards/limits.toml.
Scenario empty_scenario();
/// Reads a scenario over the defaults. Every unknown key, wrong type or missing key of the file is
/// reported at once, with its line and a suggestion (InputError).
Scenario read_scenario(std::string_view text, const std::string& file);
/// A table with the keys of a measure that opens a school.
OpenSchool read_open_school(TomlTable& table);
/// Keys years_below, forecast_below, forecast_variant and forecast_year; empty: none of them is
/// there.
std::optional<forecast::LastingRule> read_lasting(TomlTable& table);
/// The tables [limits], [moving], [bus], [boarding], [staff], [gtfs], [access], [[procedure]] and
/// the seed; keys that are not there keep their value.
void read_parameters(TomlTable& root, Scenario& scenario);
/// The existing bus stops that the scenario names, onto the county's plane. Throws InputError.
void read_given_stops(Scenario& scenario, const County& county);
Scenario read_scenario_file(const std::filesystem::path& file);

}  // namespace budian
