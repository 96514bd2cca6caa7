// Which points to close where everybody walks, as one whole-number program, written down from the
// rules and not from the planner: its answers are the best there are.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace budian::planner {

/// Schools as rows. A point may close; the others are full schools that stay.
struct WalkingCounty {
  struct Receiver {
    std::size_t school = 0;
    bool is_far = false;  ///< a long journey
  };
  struct Group {
    std::size_t school = 0;  ///< today
    std::int64_t heads = 0;
    bool is_far = false;              ///< a long journey today
    std::vector<Receiver> receivers;  ///< nearest first, without today's school
  };
  std::vector<char> is_point;        ///< by school
  std::vector<std::int64_t> rolls;   ///< by school, with pupils who are in no group
  std::vector<Group> groups;         ///< of the points
  std::int64_t funded_at_least = 0;  ///< pupils for whom a point gets funds, however few it has
  std::int64_t yuan_a_funded_pupil = 0, yuan_an_idle_site = 0;
};

struct ExactLimits {
  std::optional<std::int64_t> most_far;     ///< heads with a long journey
  std::optional<std::size_t> most_schools;  ///< that stay open
};

struct ExactPlan {
  std::int64_t value = 0;
  std::vector<std::size_t> closed;  ///< schools
};

/// What the county pays at the least, in yuan a year: for Σ max(roll, funded_at_least) over the
/// points that stay and the rolls of the others, and for each site that stands idle. Pupils of a
/// closed point go to the nearest school that stays. Empty: not proven, or there is no such plan.
std::optional<ExactPlan> least_cost(const WalkingCounty& county, const ExactLimits& limits);
/// Heads with a long journey at the least.
std::optional<ExactPlan> fewest_far(const WalkingCounty& county, const ExactLimits& limits);

}  // namespace budian::planner
