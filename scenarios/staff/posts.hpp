// 编制: posts by the staffing norm, and who is there to fill them, today and under a plan.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/groundwork.hpp"
#include "scenarios/plan.hpp"
#include "scenarios/staff/rules.hpp"

namespace budian::staff {

/// Does a school tell its full-time teachers, and its staff, by stage? No stage with pupils is
/// without anybody: 0 is "not reported".
ByStage<bool> tells_teachers(const School& school);
ByStage<bool> tells_staff(const School& school);

/// What a school has and should have; empty where the files do not tell it. Of a closed school what
/// is left there.
struct Staffed {
  Heads pupils;
  std::optional<double> posts;            ///< 教职工编制 by the norm
  std::optional<double> teachers_needed;  ///< of the posts, for full-time teachers
  std::optional<std::int64_t> staff;      ///< 教职工
  std::optional<std::int64_t> teachers;   ///< full-time
  [[nodiscard]] std::optional<double> surplus() const;
};

/// Public schools only: private ones have no posts.
struct SchoolPosts {
  SchoolId school;
  TownshipId township;
  Staffed before, after;
};
std::vector<SchoolPosts> school_posts(const Groundwork& ground, const Plan& plan,
                                      const StaffRules& rules);

/// A sum over the schools that tell something, and how many do not.
class ToldSum {
 public:
  void add(std::optional<double> value);
  [[nodiscard]] std::int64_t not_told() const { return not_told_; }
  /// Empty where no school tells it.
  [[nodiscard]] std::optional<double> told() const;
  /// Empty where any school does not.
  [[nodiscard]] std::optional<double> whole() const;

 private:
  double sum_ = 0;
  std::int64_t told_ = 0, not_told_ = 0;
};

/// Sums of schools. Lacking and spare are summed school by school: a teacher too many here does not
/// fill a post there.
struct StaffedSum {
  Heads pupils;
  ToldSum posts, teachers_needed, staff, teachers;
  ToldSum surplus, lacking, spare;
};
struct PostsSum {
  std::int64_t schools = 0;  ///< with pupils under the plan
  StaffedSum before, after;
  /// Posts that the plan frees (policy §4.4); negative: posts more than today. No money: those who
  /// hold them stay on the payroll.
  ToldSum freed;
  /// Schools that do not tell their teachers, or their classes, before or after.
  std::int64_t teachers_not_told = 0, posts_not_told = 0;
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
