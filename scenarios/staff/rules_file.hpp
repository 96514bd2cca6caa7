// The [staff] table of a scenario and its measures about staff.
#pragma once

#include "gis/toml_reader.hpp"
#include "scenarios/staff/rules.hpp"

namespace budian::staff {

/// Keys that the table does not name keep their value.
void read_staff_rules(TomlTable& root, StaffRules& rules);

ShareTeachers read_share_teachers(TomlTable& measure, const StaffRules& rules);
ShareResources read_share_resources(TomlTable& measure, const StaffRules& rules);
SendItinerantTeachers read_itinerant(TomlTable& measure, const StaffRules& rules);

}  // namespace budian::staff
