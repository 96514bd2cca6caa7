// Is a school below a line for long enough?
#pragma once

#include "scenarios/forecast/lasting_rule.hpp"
#include "scenarios/groundwork.hpp"

namespace budian::forecast {

enum class Lasting : std::uint8_t { below, not_below, unknown };
struct LastingVerdict {
  Lasting state = Lasting::below;
  Message why;  ///< with the rolls; empty where it is below
};

/// Of a school that is below the line today. One known roll at or above the line decides, whatever
/// is not known of the others.
LastingVerdict stays_below(const Groundwork& ground, SchoolId school, Heads line,
                           const LastingRule& rule);

/// Rolls of the years before the county's own, the last first, as far back as every year is told.
std::vector<Heads> earlier_rolls(const Groundwork& ground, SchoolId school);
/// The highest roll that any year of the forecast has in the middle variant; empty where a year is
/// not known.
std::optional<Heads> highest_forecast(const Groundwork& ground, SchoolId school);

}  // namespace budian::forecast
