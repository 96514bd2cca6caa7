// What moves with the pupils of a school.
#include "scenarios/plan_maker.hpp"
#include "scenarios/staff/people.hpp"

namespace budian {
namespace {

/// Does the planner's file let this resource move?
bool moves(const Moving& moving, Resource resource) {
  switch (resource) {
    case Resource::teaching_area:
    case Resource::sports_area:
    case Resource::multimedia_rooms:
    case Resource::site_area:
    case Resource::building_area:
    case Resource::music_rooms:
    case Resource::art_rooms:
      return moving.buildings;
    case Resource::equipment_value:
      return moving.equipment;
    case Resource::computers:
      return moving.computers;
    case Resource::books:
      return moving.books;
    default:
      return moving.teachers;
  }
}

/// Takes `leaving / before` of an amount away and shares it among receivers by pupils; what
/// rounding leaves goes to the first. Nothing is lost or made.
void share_out(std::int64_t& from, const std::vector<std::int64_t*>& to,
               const std::vector<std::int64_t>& heads, std::int64_t leaving, std::int64_t before) {
  const std::int64_t going = from * leaving / before;
  std::int64_t given = 0;
  for (std::size_t i = 1; i < to.size(); ++i) {
    const std::int64_t part = going * heads[i] / leaving;
    *to[i] += part;
    given += part;
  }
  *to[0] += going - given;
  from -= going;
}

/// Whoever takes people of unknown number no longer knows its own.
void pass_on_untold(const School& from, Stage stage, School& to) {
  const auto s = row(stage);
  for (std::size_t r = 0; r < resource_count; ++r) {
    auto& untold = to.resources.untold[r][s];
    if (is_by_stage(static_cast<Resource>(r))) untold = untold || from.resources.untold[r][s];
  }
  to.staff_untold[s] = to.staff_untold[s] || from.staff_untold[s];
}

}  // namespace

void PlanMaker::move_resources(const Displacement& displacement, const Leaving& all,
                               const ByStage<Leaving>& by_stage) {
  const auto& receivers = all.receivers;
  if (receivers.empty() || all.leaving == Heads(0)) return;
  move_teachers(displacement, by_stage);
  auto& from = schools_[displacement.school].school;
  std::vector<std::int64_t> heads;
  heads.reserve(receivers.size());
  for (const auto& [id, received] : receivers) heads.push_back(received.count());
  const auto share = [&](std::int64_t& amount, auto&& target) {
    std::vector<std::int64_t*> to;
    to.reserve(receivers.size());
    for (const auto& [id, received] : receivers) to.push_back(target(schools_[id].school));
    share_out(amount, to, heads, all.leaving.count(), all.before.count());
  };
  for (std::size_t r = 0; r < resource_count; ++r) {
    if (!moves(scenario_.moving, static_cast<Resource>(r))) continue;
    share(from.resources.campus[r], [r](School& school) { return &school.resources.campus[r]; });
    // Something of unknown number has come along.
    if (!from.resources.untold[r][0]) continue;
    for (const auto& [id, received] : receivers) schools_[id].school.resources.untold[r][0] = true;
  }
  if (!displacement.closes) return;
  std::int64_t boarders = from.boarders.count();
  std::vector<std::int64_t> taken(receivers.size(), 0);
  std::vector<std::int64_t*> to;
  to.reserve(taken.size());
  for (auto& count : taken) to.push_back(&count);
  share_out(boarders, to, heads, all.leaving.count(), all.before.count());
  for (std::size_t i = 0; i < receivers.size(); ++i)
    schools_[receivers[i].first].school.boarders += Heads(taken[i]);
  from.boarders = Heads(boarders);
}

/// Teachers belong to a stage: they go where its pupils go, in proportion to them. Of a school that
/// stays a teacher leaves only for a whole teacher's share of the pupils; what is known of those
/// who leave and of those who stay is as near to proportion as persons can be.
void PlanMaker::move_teachers(const Displacement& displacement, const ByStage<Leaving>& by_stage) {
  if (!scenario_.moving.teachers) return;
  auto& from = schools_[displacement.school];
  for (const auto stage : stages) {
    const auto s = row(stage);
    const auto& [receivers, leaving, before] = by_stage[s];
    if (receivers.empty() || leaving == Heads(0)) continue;
    const staff::People all = staff::people_of(from.school, stage);
    staff::People group = all;
    if (leaving < before) {
      staff::SettledCounts settled{};
      const std::int64_t teachers = all.teachers() * leaving.count() / before.count();
      settled[row(Resource::full_time_teachers)] = teachers;
      group = all.teachers() > 0 ? staff::part_of(all, teachers, all.teachers(), settled)
                                 : staff::part_of(all, leaving.count(), before.count());
    }
    staff::take(group, stage, from.school);
    std::int64_t heads = leaving.count();
    for (const auto& [id, received] : receivers) {
      const staff::People part = staff::part_of(group, received.count(), heads);
      staff::add(part, stage, schools_[id].school);
      group = group - part;
      heads -= received.count();
      schools_[id].teachers_told[s] = schools_[id].teachers_told[s] && from.teachers_told[s];
      schools_[id].staff_told[s] = schools_[id].staff_told[s] && from.staff_told[s];
      pass_on_untold(from.school, stage, schools_[id].school);
    }
    if (displacement.closes) from.teachers_told[s] = from.staff_told[s] = true;  // nobody is left
  }
}

}  // namespace budian
