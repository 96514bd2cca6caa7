// A perfect grid county, in which distances, catchments, riders and costs are arithmetic.
#pragma once

#include <string>

#include "gis/county.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// Village roads on every kilometre, 8 km × 4 km, and a settlement on each of the 9 × 5 crossings
/// ("x,y", 100 people). West township is x ≤ 4, East is the rest. Full primaries W at (2,2) and E
/// at (7,2), 12 classrooms each, a teaching point P (grades 1-2, parent W) at (4,0) and a junior
/// school J at (4,2). Rolls: W and E 45 pupils a grade, P 10 a grade, J 60.
County grid_county();
/// With the built-in rules.
Groundwork ground_of(County county);
/// A scenario text over the defaults.
Scenario scenario_of(const std::string& toml);
SchoolId school_named(const Table<SchoolId, School>& schools, const std::string& name);
SettlementId settlement_named(const County& county, const std::string& name);

}  // namespace budian
