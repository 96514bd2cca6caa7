// Names and values of a sweep as people read them.
#pragma once

#include <string>
#include <vector>

#include "maps/messages.hpp"
#include "maps/sweep/sweep_frame.hpp"
#include "scenarios/sweep/analysis.hpp"

namespace budian {

/// "Closing threshold", "County's share of bus costs (county)".
std::string name_of(const sweep::Parameter& parameter, Language language);
/// "30", "0.85", "any township".
std::string value_of(const sweep::Parameter& parameter, double value, Language language);
/// "25, 30, 35", "uniform, 0.6 to 1".
std::string varied_text(const sweep::Parameter& parameter, Language language);
/// With its standard, without its unit.
std::string bare_name_of(const sweep::Figure& figure, const SweepFrame& frame, Language language);
/// With its standard and unit: "Displaced pupils (pupils)".
std::string name_of(const sweep::Figure& figure, const SweepFrame& frame, Language language);
/// As the comparison writes it; "-" where it is not known.
std::string figure_text(const sweep::Figure& figure, const std::optional<double>& value,
                        Language language);
/// "18 of 20".
std::string of_runs(std::size_t part, std::size_t all, Language language);
/// "Closing threshold: 20 → 0 of 4, 40 → 4 of 4; …"; "-" where nothing decides. What may be chance
/// comes last and is said to be so.
std::string deciding_text(const sweep::SchoolTally& school, const SweepFrame& frame,
                          Language language);
/// What figures at low and high are, and where chance may lie between them.
std::string means_text(sweep::Design design, Language language);
std::string fate_text(const std::optional<sweep::Fate>& fate, Language language);
std::string scenario_title(const SweepFrame& frame, const std::string& code, Language language);
/// Shown on the terminal and drawn as charts: the figures that a hearing asks for first.
bool is_headline(const sweep::Figure& figure);

}  // namespace budian
