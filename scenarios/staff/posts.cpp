#include "scenarios/staff/posts.hpp"

#include <algorithm>

namespace budian::staff {
namespace {

Staffed staffed(const Groundwork& ground, const School& school, bool open, double share) {
  Staffed result;
  if (open) {
    result.pupils = total(school.pupils);
    result.posts = money::posts_of(ground.money.staffing, school);
  }
  result.teachers_needed = result.posts * share;
  for (const Stage stage : stages) {
    result.staff += school.staff[row(stage)].count();
    result.teachers += school.resources.by_stage[row(Resource::full_time_teachers)][row(stage)];
  }
  return result;
}

void add(PostsSum& sum, const SchoolPosts& school) {
  if (school.after.pupils > Heads(0)) ++sum.schools;
  sum.before += school.before;
  sum.after += school.after;
  sum.lacking_before += std::max(0.0, -school.before.surplus());
  sum.lacking_after += std::max(0.0, -school.after.surplus());
  sum.spare_before += std::max(0.0, school.before.surplus());
  sum.spare_after += std::max(0.0, school.after.surplus());
}

}  // namespace

Staffed& Staffed::operator+=(const Staffed& other) {
  pupils += other.pupils;
  posts += other.posts;
  teachers_needed += other.teachers_needed;
  staff += other.staff;
  teachers += other.teachers;
  return *this;
}

std::vector<SchoolPosts> school_posts(const Groundwork& ground, const Plan& plan,
                                      const StaffRules& rules) {
  const std::vector<School> today = schools_today(ground);
  std::vector<SchoolPosts> result;
  for (const SchoolId id : plan.schools.ids()) {
    const PlannedSchool& planned = plan.schools[id];
    if (!planned.school.is_public) continue;
    SchoolPosts posts;
    posts.school = id;
    posts.township = planned.school.township;
    const double share = rules.full_time_share_of_posts;
    if (id.row() < today.size()) posts.before = staffed(ground, today[id.row()], true, share);
    posts.after = staffed(ground, planned.school, planned.open, share);
    result.push_back(posts);
  }
  return result;
}

PostsSum sum_of(const std::vector<SchoolPosts>& posts) {
  PostsSum sum;
  for (const SchoolPosts& school : posts) add(sum, school);
  return sum;
}

PostsSum sum_of(const std::vector<SchoolPosts>& posts, TownshipId township) {
  PostsSum sum;
  for (const SchoolPosts& school : posts) {
    if (school.township == township) add(sum, school);
  }
  return sum;
}

bool has_norm(const Groundwork& ground, const SharingResult& result) {
  if (result.stage) return true;
  for (const StandardRules& standard : ground.standards) {
    for (const IndicatorRule& rule : standard.indicators) {
      const bool is_it = rule.resource == result.resources.front() && !rule.counts_all_staff;
      if (!is_it || !by_pupils(rule.per)) continue;
      for (const Stage stage : stages) {
        if (rule.line(stage, true) || rule.line(stage, false)) return true;
      }
    }
  }
  return false;
}

const char* line_key(const std::optional<double>& line, std::int64_t before, std::int64_t after) {
  constexpr double hair = 1e-9;
  if (!line) return "staffbook.line.none";
  const bool was = static_cast<double>(before) >= *line - hair;
  const bool is = static_cast<double>(after) >= *line - hair;
  if (was) return is ? "staffbook.line.met" : "staffbook.line.lost";
  return is ? "staffbook.line.reached" : "staffbook.line.missed";
}

Plan with_visitors(const Plan& plan, const StaffRules& rules, const std::string& standard) {
  const ItinerantRules& visits = rules.itinerant;
  Plan counted = plan;
  const auto& codes = visits.counts_for;
  if (std::find(codes.begin(), codes.end(), standard) == codes.end()) return counted;
  for (const Visit& visit : plan.staffing.visits) {
    School& school = counted.schools[visit.to].school;
    const Heads roll = total(school.pupils);
    if (!school.is_rural || roll < visits.counts_from || roll >= visits.counts_below) continue;
    school.resources.by_stage[row(Resource::arts_pe_teachers)][row(visit.stage)] += visit.teachers;
  }
  return counted;
}

}  // namespace budian::staff
