#include "scenarios/staff/posts.hpp"

#include <algorithm>

namespace budian::staff {
namespace {

ByStage<bool> tells(const School& school, const ByStage<std::int64_t>& counts) {
  ByStage<bool> told{};
  for (const Stage stage : stages)
    told[row(stage)] = pupils_of_stage(school.pupils, stage) == Heads(0) || counts[row(stage)] > 0;
  return told;
}

ByStage<std::int64_t> staff_of(const School& school) {
  return {school.staff[0].count(), school.staff[1].count()};
}

std::optional<std::int64_t> sum_where(const ByStage<std::int64_t>& counts,
                                      const ByStage<bool>& told) {
  if (!told[0] || !told[1]) return std::nullopt;
  return counts[0] + counts[1];
}

Staffed staffed(const Groundwork& ground, const PlannedSchool& planned, double share) {
  const School& school = planned.school;
  Staffed result;
  result.posts = 0;
  if (planned.open) {
    result.pupils = total(school.pupils);
    result.posts = money::posts_of(ground.money.staffing, school);
  }
  if (result.posts) result.teachers_needed = *result.posts * share;
  result.staff = sum_where(staff_of(school), planned.staff_told);
  result.teachers = sum_where(school.resources.by_stage[row(Resource::full_time_teachers)],
                              planned.teachers_told);
  return result;
}

std::optional<double> real(const std::optional<std::int64_t>& count) {
  if (!count) return std::nullopt;
  return static_cast<double>(*count);
}

void add(StaffedSum& sum, const Staffed& school) {
  sum.pupils += school.pupils;
  sum.posts.add(school.posts);
  sum.teachers_needed.add(school.teachers_needed);
  sum.staff.add(real(school.staff));
  sum.teachers.add(real(school.teachers));
  const std::optional<double> surplus = school.surplus();
  sum.surplus.add(surplus);
  sum.lacking.add(surplus ? std::optional(std::max(0.0, -*surplus)) : std::nullopt);
  sum.spare.add(surplus ? std::optional(std::max(0.0, *surplus)) : std::nullopt);
}

void add(PostsSum& sum, const SchoolPosts& school) {
  const auto& [id, township, before, after] = school;
  if (after.pupils > Heads(0)) ++sum.schools;
  add(sum.before, before);
  add(sum.after, after);
  const bool both = before.posts && after.posts;
  sum.freed.add(both ? std::optional(*before.posts - *after.posts) : std::nullopt);
  if (!both) ++sum.posts_not_told;
  if (!before.teachers || !after.teachers) ++sum.teachers_not_told;
}

}  // namespace

ByStage<bool> tells_teachers(const School& school) {
  return tells(school, school.resources.by_stage[row(Resource::full_time_teachers)]);
}

ByStage<bool> tells_staff(const School& school) { return tells(school, staff_of(school)); }

std::optional<double> Staffed::surplus() const {
  if (!teachers || !teachers_needed) return std::nullopt;
  return static_cast<double>(*teachers) - *teachers_needed;
}

void ToldSum::add(std::optional<double> value) {
  if (value) sum_ += *value;
  ++(value ? told_ : not_told_);
}
std::optional<double> ToldSum::told() const {
  if (told_ == 0 && not_told_ > 0) return std::nullopt;
  return sum_;
}
std::optional<double> ToldSum::whole() const {
  if (not_told_ > 0) return std::nullopt;
  return sum_;
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
    PlannedSchool before;
    before.open = id.row() < today.size();
    if (before.open) {
      before.school = today[id.row()];
      before.teachers_told = tells_teachers(before.school);
      before.staff_told = tells_staff(before.school);
    }
    posts.before = staffed(ground, before, share);
    posts.after = staffed(ground, planned, share);
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
