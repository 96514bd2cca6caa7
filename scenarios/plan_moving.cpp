// What moves with the pupils of a school.
#include "scenarios/plan_maker.hpp"

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

}  // namespace

void PlanMaker::move_resources(const Displacement& displacement, const Leaving& all,
                               const ByStage<Leaving>& by_stage) {
  const auto& [receivers, leaving, before] = all;
  if (receivers.empty() || leaving == Heads(0)) return;
  move_teachers(displacement, by_stage);
  auto& from = schools_[displacement.school].school;
  std::vector<std::int64_t> heads;
  heads.reserve(receivers.size());
  for (const auto& [id, received] : receivers) heads.push_back(received.count());
  const auto share = [&](std::int64_t& amount, auto&& target) {
    std::vector<std::int64_t*> to;
    to.reserve(receivers.size());
    for (const auto& [id, received] : receivers) to.push_back(target(schools_[id].school));
    share_out(amount, to, heads, leaving.count(), before.count());
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
  share_out(boarders, to, heads, leaving.count(), before.count());
  for (std::size_t i = 0; i < receivers.size(); ++i)
    schools_[receivers[i].first].school.boarders += Heads(taken[i]);
  from.boarders = Heads(boarders);
}

/// Teachers belong to a stage: they go where its pupils go, in proportion to them.
void PlanMaker::move_teachers(const Displacement& displacement, const ByStage<Leaving>& by_stage) {
  if (!scenario_.moving.teachers) return;
  auto& from = schools_[displacement.school].school;
  for (const auto stage : stages) {
    const auto s = row(stage);
    const auto& [receivers, leaving, before] = by_stage[s];
    if (receivers.empty() || leaving == Heads(0)) continue;
    std::vector<std::int64_t> heads;
    for (const auto& [id, received] : receivers) heads.push_back(received.count());
    const auto share = [&](std::int64_t& amount, std::vector<std::int64_t>& taken) {
      std::vector<std::int64_t*> to;
      for (auto& count : taken) to.push_back(&count);
      share_out(amount, to, heads, leaving.count(), before.count());
    };
    for (std::size_t r = 0; r < resource_count; ++r) {
      std::vector<std::int64_t> taken(receivers.size(), 0);
      share(from.resources.by_stage[r][s], taken);
      for (std::size_t i = 0; i < taken.size(); ++i) {
        auto& to = schools_[receivers[i].first].school.resources;
        to.by_stage[r][s] += taken[i];
        to.untold[r][s] = to.untold[r][s] || from.resources.untold[r][s];
      }
    }
    std::int64_t staff = from.staff[s].count();
    std::vector<std::int64_t> taken(receivers.size(), 0);
    share(staff, taken);
    for (std::size_t i = 0; i < taken.size(); ++i) {
      School& to = schools_[receivers[i].first].school;
      to.staff[s] += Heads(taken[i]);
      to.staff_untold[s] = to.staff_untold[s] || from.staff_untold[s];
    }
    from.staff[s] = Heads(staff);
  }
}

}  // namespace budian
