#include "scenarios/plan_maker.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "scenarios/refusal.hpp"

namespace budian {
namespace {

std::vector<School> schools_today(const Groundwork& ground) {
  std::vector<School> schools = ground.county.schools.rows();
  for (auto& school : schools) school.pupils = {};
  for (const auto& group : ground.placement.groups) {
    schools[group.school.row()].pupils[static_cast<std::size_t>(group.grade)] += group.pupils;
  }
  return schools;
}

/// Pupils received by each school, most first.
std::vector<std::pair<SchoolId, Heads>> tally(const std::map<SchoolId, Heads>& received) {
  std::vector<std::pair<SchoolId, Heads>> result(received.begin(), received.end());
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return result;
}

}  // namespace

PlanMaker::PlanMaker(const Scenario& scenario, const Groundwork& ground, const SchoolTravel& travel,
                     const Barred& barred)
    : scenario_(scenario),
      ground_(ground),
      travel_(travel),
      barred_(barred),
      judge_(scenario, ground.travel, travel),
      seats_(scenario.limits, schools_today(ground)),
      groups_(ground.placement.groups),
      groups_of_school_(ground.county.schools.size()),
      schools_of_township_(ground.county.townships.size()) {
  for (auto& school : schools_today(ground)) {
    const SchoolId id = schools_.push_back({std::move(school), true, true, false});
    schools_of_township_[schools_[id].school.township.row()].push_back(id);
  }
  for (std::size_t i = 0; i < groups_.size(); ++i)
    groups_of_school_[groups_[i].school.row()].push_back(i);
}

void PlanMaker::perform(const std::vector<ResolvedMeasure>& measures) {
  for (const auto& measure : measures) {
    std::visit([this](const auto& resolved) { perform(resolved); }, measure);
  }
  if (scenario_.bus.riders == Riders::all) send_far_pupils_by_bus();
}

Heads PlanMaker::roll(SchoolId school) const { return total(schools_[school].school.pupils); }

std::vector<SchoolId> PlanMaker::candidates(const ResolvedRule& rule) const {
  std::vector<SchoolId> found;
  for (const auto id : schools_.ids()) {
    const auto& planned = schools_[id];
    const bool kind =
        std::find(rule.kinds.begin(), rule.kinds.end(), planned.school.kind) != rule.kinds.end();
    const bool here = rule.townships.empty() || rule.townships.contains(planned.school.township);
    const bool stays = planned.school.keep || rule.keep.contains(id) || pinned_.contains(id);
    if (planned.open && planned.existed && planned.school.is_public && kind && here && !stays &&
        roll(id) < rule.fewer_than) {
      found.push_back(id);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [this](SchoolId a, SchoolId b) { return roll(a) < roll(b); });
  return found;
}

void PlanMaker::perform(const ResolvedRule& rule) {
  const auto found = candidates(rule);
  if (found.empty()) {
    remarks_.push_back(
        {"plan.rule_matches_nothing", {{"measure", static_cast<std::int64_t>(rule.measure + 1)}}});
  }
  // First nobody may go to a school that is itself to close; then the ones that could not close may
  // receive.
  std::set<SchoolId> excluded(found.begin(), found.end());
  std::vector<SchoolId> refused;
  const auto displacement_of = [&](SchoolId id) {
    Displacement displacement;
    displacement.school = id;
    displacement.leaving.fill(true);
    displacement.closes = true;
    displacement.measure = rule.measure;
    return displacement;
  };
  for (const auto id : found) {
    if (!attempt(displacement_of(id), excluded)) refused.push_back(id);
  }
  for (const auto id : refused) excluded.erase(id);
  for (const auto id : refused) {
    if (!pinned_.contains(id)) attempt(displacement_of(id), excluded);
  }
}

void PlanMaker::perform(const std::vector<Displacement>& displacements) {
  std::set<SchoolId> excluded;
  for (const auto& displacement : displacements) {
    if (displacement.closes) excluded.insert(displacement.school);
  }
  for (const auto& displacement : displacements) {
    if (schools_[displacement.school].open) attempt(displacement, excluded);
  }
}

void PlanMaker::perform(const Expansion& expansion) {
  auto& planned = schools_[expansion.school];
  planned.school.classrooms += expansion.classrooms;
  planned.changed = true;
  seats_.add_classrooms(expansion.school, expansion.classrooms);
}

void PlanMaker::perform(const Opening& opening) {
  PlannedSchool planned{opening.school, true, false, true};
  seats_.add_school(opening.school);
  const SchoolId id = schools_.push_back(std::move(planned));
  groups_of_school_.emplace_back();
  schools_of_township_[opening.school.township.row()].push_back(id);
  attract(id);
}

/// Pupils for whom the opened school is nearer than theirs go there, those who gain most first,
/// while there is room.
void PlanMaker::attract(SchoolId opened) {
  std::vector<std::tuple<std::int64_t, std::size_t>> gains;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const auto& group = groups_[i];
    if (!offers_grade(opened, group.grade)) continue;
    const auto there = travel_.on_foot(group.settlement, opened);
    const auto here = travel_.on_foot(group.settlement, group.school);
    if (!there || (here && there->length >= here->length)) continue;
    const std::int64_t gain = here ? (here->length - there->length).count() : there->length.count();
    gains.emplace_back(-gain, i);
  }
  std::sort(gains.begin(), gains.end());
  for (const auto& [gain, i] : gains) {
    auto& group = groups_[i];
    if (seats_.classrooms_short(opened, group.grade, group.pupils) > 0) continue;
    seats_.add(group.school, group.grade, -group.pupils);
    seats_.add(opened, group.grade, group.pupils);
    const auto grade = static_cast<std::size_t>(group.grade);
    schools_[group.school].school.pupils[grade] -= group.pupils;
    schools_[opened].school.pupils[grade] += group.pupils;
    grown_.emplace(opened, grade);
    auto& left = groups_of_school_[group.school.row()];
    left.erase(std::find(left.begin(), left.end(), i));
    groups_of_school_[opened.row()].push_back(i);
    group.school = opened;
  }
  pinned_.insert(opened);
}

bool PlanMaker::offers_grade(SchoolId school, int grade) const {
  const auto& planned = schools_[school];
  if (!planned.open || !planned.school.is_public || !kind_holds_grade(planned.school.kind, grade))
    return false;
  const auto g = static_cast<std::size_t>(grade);
  const bool known = std::any_of(planned.school.classes.begin(), planned.school.classes.end(),
                                 [](int classes) { return classes > 0; });
  if (planned.school.kind == SchoolKind::teaching_point || !planned.existed) {
    return planned.school.pupils[g] > Heads(0) || planned.school.classes[g] > 0;
  }
  return !known || planned.school.classes[g] > 0 || planned.school.pupils[g] > Heads(0);
}

std::vector<std::size_t> PlanMaker::leaving_groups(const Displacement& displacement) const {
  std::vector<std::size_t> leaving;
  for (const std::size_t i : groups_of_school_[displacement.school.row()]) {
    if (displacement.leaving[static_cast<std::size_t>(groups_[i].grade)]) leaving.push_back(i);
  }
  // The largest groups first: they are the hardest to seat.
  std::sort(leaving.begin(), leaving.end(), [this](std::size_t a, std::size_t b) {
    return std::pair(-groups_[a].pupils.count(), a) < std::pair(-groups_[b].pupils.count(), b);
  });
  return leaving;
}

Request PlanMaker::request_of(std::size_t group, const Displacement& displacement) const {
  return {groups_[group].settlement, groups_[group].grade, groups_[group].pupils,
          schools_[displacement.school].school.township, displacement.into.has_value()};
}

std::vector<SchoolId> PlanMaker::possible_receivers(const Displacement& displacement, int grade,
                                                    const std::set<SchoolId>& excluded) const {
  if (displacement.into) return {*displacement.into};
  std::vector<SchoolId> result;
  for (const auto id : schools_.ids()) {
    if (id != displacement.school && !excluded.contains(id) && offers_grade(id, grade))
      result.push_back(id);
  }
  return result;
}

PlanMaker::Draft PlanMaker::draft(const Displacement& displacement,
                                  const std::set<SchoolId>& excluded) {
  Draft result;
  std::array<std::vector<SchoolId>, grade_count> receivers;
  for (int grade = 0; grade < grade_count; ++grade) {
    receivers[static_cast<std::size_t>(grade)] = possible_receivers(displacement, grade, excluded);
  }
  for (const std::size_t i : leaving_groups(displacement)) {
    const Request request = request_of(i, displacement);
    std::vector<Offer> offers;
    const Offer* best = nullptr;
    const auto rank = [](const Offer& offer) {
      const std::int64_t cost = offer.way == Way::walk ? offer.road->count() : offer.ride->count();
      return std::tuple(offer.way, cost, offer.school);
    };
    const auto& possible = receivers[static_cast<std::size_t>(request.grade)];
    offers.reserve(possible.size());
    for (const auto id : possible) {
      offers.push_back(judge_.judge(request, id, schools_[id].school, seats_));
      const Offer& offer = offers.back();
      if (offer.obstacle == Obstacle::none && (!best || rank(offer) < rank(*best))) best = &offer;
    }
    if (best) {
      seats_.add(best->school, request.grade, request.heads);
      result.moves.emplace_back(i, *best);
      continue;
    }
    const Point home = ground_.county.settlements[request.settlement].place;
    const auto away = [&](const Offer& offer) {
      return std::pair(offer.road.value_or(distance(home, schools_[offer.school].school.place)),
                       offer.school);
    };
    std::sort(offers.begin(), offers.end(),
              [&](const Offer& a, const Offer& b) { return away(a) < away(b); });
    result.stuck.emplace_back(i, std::move(offers));
  }
  for (const auto& [i, offer] : result.moves)
    seats_.add(offer.school, groups_[i].grade, -groups_[i].pupils);
  return result;
}

bool PlanMaker::attempt(const Displacement& displacement, const std::set<SchoolId>& excluded) {
  const auto barred = barred_.find(displacement.school);
  if (barred != barred_.end()) {
    Refusal refusal;
    refusal.school = displacement.school;
    refusal.measure = displacement.measure;
    refusal.reason = barred->second;
    refusal.would_help = {{"plan.help.keep", {}}};
    refusals_[displacement.school] = refusal;
    return false;
  }
  const Draft planned = draft(displacement, excluded);
  if (!planned.stuck.empty()) {
    refuse(displacement, planned);
    return false;
  }
  refusals_.erase(displacement.school);
  commit(displacement, planned);
  return true;
}

/// If classrooms are all that is missing: how many where, for all groups of the draft together.
std::map<SchoolId, int> PlanMaker::classrooms_missing(const Draft& draft) const {
  Seats seats = seats_;
  std::map<SchoolId, int> missing;
  for (const auto& [i, offer] : draft.moves)
    seats.add(offer.school, groups_[i].grade, groups_[i].pupils);
  for (const auto& [i, offers] : draft.stuck) {
    const Offer* offer = cheapest_offer(offers, Obstacle::full);
    if (!offer) return {};
    seats.add(offer->school, groups_[i].grade, groups_[i].pupils);
    missing[offer->school] = 0;
  }
  for (auto& [school, classrooms] : missing) classrooms = seats.classrooms_short(school);
  return missing;
}

void PlanMaker::refuse(const Displacement& displacement, const Draft& draft) {
  Heads stuck;
  for (const auto& [i, offers] : draft.stuck) stuck += groups_[i].pupils;
  const auto& [first, offers] = draft.stuck.front();
  const RefusalCase refused{ground_,
                            scenario_,
                            schools_,
                            displacement.school,
                            groups_[first],
                            stuck,
                            classrooms_missing(draft)};
  Refusal refusal;
  refusal.school = displacement.school;
  refusal.measure = displacement.measure;
  refusal.reason = refusal_reason(refused, offers);
  refusal.tried = refusal_tried(refused, offers);
  std::vector<std::vector<Offer>> all_offers;
  for (const auto& [group, judged] : draft.stuck) all_offers.push_back(judged);
  refusal.would_help = refusal_would_help(refused, all_offers);
  refusal.settlement = groups_[first].settlement;
  refusal.grade = groups_[first].grade;
  refusal.pupils = stuck;
  refusals_[displacement.school] = std::move(refusal);
}

void PlanMaker::commit(const Displacement& displacement, const Draft& draft) {
  auto& from = schools_[displacement.school];
  const Heads before = roll(displacement.school);
  std::map<SchoolId, Heads> received;
  Heads leaving;
  std::vector<std::size_t> moved;
  for (const auto& [i, offer] : draft.moves) {
    auto& group = groups_[i];
    const auto grade = static_cast<std::size_t>(group.grade);
    seats_.add(group.school, group.grade, -group.pupils);
    seats_.add(offer.school, group.grade, group.pupils);
    from.school.pupils[grade] -= group.pupils;
    schools_[offer.school].school.pupils[grade] += group.pupils;
    schools_[offer.school].changed = true;
    grown_.emplace(offer.school, grade);
    group.school = offer.school;
    group.way = offer.way;
    groups_of_school_[offer.school.row()].push_back(i);
    received[offer.school] += group.pupils;
    leaving += group.pupils;
    moved.push_back(i);
    pinned_.insert(offer.school);
  }
  std::sort(moved.begin(), moved.end());
  auto& left = groups_of_school_[displacement.school.row()];
  std::erase_if(left,
                [&](std::size_t i) { return std::binary_search(moved.begin(), moved.end(), i); });
  const auto receivers = tally(received);
  move_resources(displacement, receivers, leaving, before);
  from.changed = true;
  from.open = !displacement.closes;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    if (displacement.leaving[grade]) from.school.classes[grade] = 0;
  }
  if (displacement.becomes_point) {
    from.school.kind = SchoolKind::teaching_point;
    from.school.parent = displacement.parent ? displacement.parent
                         : receivers.empty() ? from.school.parent
                                             : std::optional(receivers.front().first);
  }
  if (displacement.closes && !receivers.empty()) {
    for (auto& planned : schools_) {
      if (planned.school.parent == displacement.school)
        planned.school.parent = receivers.front().first;
    }
  }
  closures_.push_back(
      {displacement.school, displacement.measure, displacement.closes, leaving, receivers});
}

namespace {

/// Does the planner's file let this resource move?
bool moves(const Moving& moving, Resource resource) {
  switch (resource) {
    case Resource::teaching_area:
    case Resource::sports_area:
    case Resource::multimedia_rooms:
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

void PlanMaker::move_resources(const Displacement& displacement,
                               const std::vector<std::pair<SchoolId, Heads>>& receivers,
                               Heads leaving, Heads before) {
  if (receivers.empty() || leaving == Heads(0)) return;
  auto& from = schools_[displacement.school].school;
  std::vector<std::int64_t> heads;
  for (const auto& [id, received] : receivers) heads.push_back(received.count());
  const auto share = [&](std::int64_t& amount, auto&& target) {
    std::vector<std::int64_t*> to;
    for (const auto& [id, received] : receivers) to.push_back(target(schools_[id].school));
    share_out(amount, to, heads, leaving.count(), before.count());
  };
  for (std::size_t r = 0; r < resource_count; ++r) {
    if (!moves(scenario_.moving, static_cast<Resource>(r))) continue;
    share(from.resources.campus[r], [r](School& school) { return &school.resources.campus[r]; });
    for (const auto stage : stages) {
      const auto s = row(stage);
      share(from.resources.by_stage[r][s],
            [r, s](School& school) { return &school.resources.by_stage[r][s]; });
    }
  }
  if (!displacement.closes) return;
  std::int64_t boarders = from.boarders.count();
  std::vector<std::int64_t> taken(receivers.size(), 0);
  std::vector<std::int64_t*> to;
  for (auto& count : taken) to.push_back(&count);
  share_out(boarders, to, heads, leaving.count(), before.count());
  for (std::size_t i = 0; i < receivers.size(); ++i)
    schools_[receivers[i].first].school.boarders += Heads(taken[i]);
  from.boarders = Heads(boarders);
}

/// Riders::all: whoever is beyond the walking limit of his own school rides, where a bus can keep
/// the limits.
void PlanMaker::send_far_pupils_by_bus() {
  for (auto& group : groups_) {
    if (group.way == Way::bus) continue;
    Request request{group.settlement, group.grade, Heads(0), schools_[group.school].school.township,
                    true};
    const Offer offer = judge_.judge(request, group.school, schools_[group.school].school, seats_);
    if (offer.obstacle == Obstacle::none || offer.obstacle == Obstacle::full) group.way = offer.way;
  }
}

Plan PlanMaker::finish() {
  // A grade that received pupils may need more classes; all other classes stay as they are.
  for (const auto& [id, grade] : grown_) {
    School& school = schools_[id].school;
    const std::int64_t size =
        scenario_.limits.class_size[row(stage_of_grade(static_cast<int>(grade)))].count();
    const auto needed = static_cast<int>((school.pupils[grade].count() + size - 1) / size);
    if (schools_[id].open) school.classes[grade] = std::max(school.classes[grade], needed);
  }
  Plan plan;
  plan.schools = std::move(schools_);
  plan.groups = std::move(groups_);
  std::sort(plan.groups.begin(), plan.groups.end(), [](const PupilGroup& a, const PupilGroup& b) {
    return std::tuple(a.settlement, a.grade, a.school, a.before) <
           std::tuple(b.settlement, b.grade, b.school, b.before);
  });
  plan.closures = std::move(closures_);
  for (auto& [school, refusal] : refusals_) plan.refusals.push_back(std::move(refusal));
  plan.remarks = std::move(remarks_);
  return plan;
}

}  // namespace budian
