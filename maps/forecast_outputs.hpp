// The forecast of pupils as tables, CSV and JSON.
#pragma once

#include <string>
#include <vector>

#include "maps/messages.hpp"
#include "scenarios/groundwork.hpp"

namespace budian {

using TextTable = std::vector<std::vector<std::string>>;  ///< the first row is the header

/// Townships by residence, and the county: today, 1, 3 and 5 years ahead, "low / middle / high".
TextTable forecast_townships(const Groundwork& ground, Language language);
/// The same of each small school, with the range of the back-test in brackets.
TextTable forecast_schools(const Groundwork& ground, Language language);
/// Where low and high come from: the back-test's errors, each year ahead a sentence, or the rules.
std::vector<std::string> variant_words(const forecast::PupilForecast& forecast, Language language);
/// Errors by years ahead, grade band and size of school, beside those of "as today".
TextTable forecast_test(const Groundwork& ground, Language language);

/// A line a school and year. What is not known is empty.
std::string forecast_csv(const Groundwork& ground, Language language);
/// Everything, settlements by grade included; what is not known is null.
std::string forecast_json(const Groundwork& ground, Language language);

}  // namespace budian
