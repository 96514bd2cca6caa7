// Goal files (TOML) to Goal.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "scenarios/planner/goal.hpp"

namespace budian::planner {

/// Reads a goal over the defaults of scenarios/standards/goal.toml; the scenario that it names,
/// from its own folder, with it. Every mistake of both files at once (InputError).
Goal read_goal(std::string_view text, const std::string& file);
Goal read_goal_file(const std::filesystem::path& file);

/// Names of schools, townships and standards that the goal writes and the county does not have, and
/// what contradicts itself (InputError, all at once).
void check_goal(const Goal& goal, const County& county,
                const std::vector<StandardRules>& standards);

}  // namespace budian::planner
