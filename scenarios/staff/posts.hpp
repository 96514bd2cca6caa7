// 编制: posts by the staffing norm, and who is there to fill them, today and under a plan.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/groundwork.hpp"
#include "scenarios/plan.hpp"
#include "scenarios/staff/rules.hpp"

namespace budian::staff {

/// What a school has and should have. Of a closed school what is left there.
struct Staffed {
  Heads pupils;
  double posts = 0;            ///< 教职工编制 by the norm
  double teachers_needed = 0;  ///< of the posts, for full-time teachers
  std::int64_t staff = 0;      ///< 教职工; 0 where the county does not report them
  std::int64_t teachers = 0;   ///< full-time
  [[nodiscard]] double surplus() const { return static_cast<double>(teachers) - teachers_needed; }
  Staffed& operator+=(const Staffed& other);
};

/// Public schools only: private ones have no posts.
struct SchoolPosts {
  SchoolId school;
  TownshipId township;
  Staffed before, after;
};
std::vector<SchoolPosts> school_posts(const Groundwork& ground, const Plan& plan,
                                      const StaffRules& rules);

/// Sums of schools. Lacking and spare are summed school by school: a teacher too many here does not
/// fill a post there.
struct PostsSum {
  std::int64_t schools = 0;  ///< with pupils under the plan
  Staffed before, after;
  double lacking_before = 0, lacking_after = 0;
  double spare_before = 0, spare_after = 0;
  /// Posts that the plan frees (policy §4.4); negative: posts more than today. No money: those who
  /// hold them stay on the payroll.
  [[nodiscard]] double freed() const { return before.posts - after.posts; }
};
PostsSum sum_of(const std::vector<SchoolPosts>& posts);
PostsSum sum_of(const std::vector<SchoolPosts>& posts, TownshipId township);

/// Is there anything that a measure's teachers or things should reach? Otherwise what is lacking is
/// not known: no standard of the county has a line for the thing.
bool has_norm(const Groundwork& ground, const SharingResult& result);
/// Message key of whether a campus meets its line before and after a transfer:
/// "staffbook.line.met", "…reached", "…lost", "…missed", or "…none" without a line.
const char* line_key(const std::optional<double>& line, std::int64_t before, std::int64_t after);

/// The plan as a standard may count it that lets small rural schools count itinerant teachers:
/// heads who visit, as arts and PE teachers. The plan itself where it does not.
Plan with_visitors(const Plan& plan, const StaffRules& rules, const std::string& standard);

}  // namespace budian::staff
