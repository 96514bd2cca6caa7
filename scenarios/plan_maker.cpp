#include "scenarios/plan_maker.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "scenarios/forecast/lasting.hpp"
#include "scenarios/refusal.hpp"
#include "scenarios/staff/posts.hpp"
#include "scenarios/staff/sharing.hpp"

namespace budian {

namespace {

/// Pupils received by each school, most first.
std::vector<std::pair<SchoolId, Heads>> tally(const std::map<SchoolId, Heads>& received) {
  std::vector<std::pair<SchoolId, Heads>> result(received.begin(), received.end());
  std::stable_sort(result.begin(), result.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return result;
}

}  // namespace

PlanMaker::PlanMaker(const Scenario& scenario, const Groundwork& ground, const SchoolTravel& travel,
                     const Denials& denials)
    : scenario_(scenario),
      ground_(ground),
      travel_(travel),
      boarding_(boarding_places(scenario, ground.county)),
      judge_(scenario, ground.travel, travel, denials, public_rides(scenario, ground.county),
             boarding_),
      seats_(scenario.limits, schools_today(ground)),
      groups_(ground.placement.groups),
      bed_of_group_(groups_.size()),
      groups_of_school_(ground.county.schools.size()),
      schools_of_township_(ground.county.townships.size()) {
  for (auto& school : schools_today(ground)) {
    PlannedSchool planned{.school = std::move(school)};
    planned.teachers_told = staff::tells_teachers(planned.school);
    planned.staff_told = staff::tells_staff(planned.school);
    const SchoolId id = schools_.push_back(std::move(planned));
    schools_of_township_[schools_[id].school.township.row()].push_back(id);
  }
  seats_.set_beds(boarding_);
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

/// Where the rule asks for years: what speaks against it is remarked, what is not known refuses.
bool PlanMaker::stays_below(SchoolId school, const ResolvedRule& rule) {
  if (!rule.lasting) return true;
  const auto verdict = forecast::stays_below(ground_, school, rule.fewer_than, *rule.lasting);
  if (verdict.state == forecast::Lasting::below) return true;
  if (verdict.state == forecast::Lasting::not_below) {
    remarks_.push_back(verdict.why);
    return false;
  }
  Refusal refusal;
  refusal.school = school;
  refusal.measure = rule.measure;
  refusal.reason = verdict.why;
  refusal.would_help = {{"plan.help.years_unknown", {}}};
  refusal.pupils = roll(school);
  refusals_[school] = std::move(refusal);
  return false;
}

void PlanMaker::perform(const ResolvedRule& rule) {
  auto found = candidates(rule);
  std::erase_if(found, [&](SchoolId id) { return !stays_below(id, rule); });
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
  PlannedSchool planned{.school = opening.school, .existed = false, .changed = true};
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
    // Who rides or boards may walk to the nearer school.
    Offer offer;
    if (group.way != Way::walk) offer = offer_without_seat(i, opened);
    offer.school = opened;
    go(i, offer);
  }
  pinned_.insert(opened);
}

Offer PlanMaker::offer_without_seat(std::size_t i, SchoolId school) const {
  const auto& group = groups_[i];
  const Request request{
      group.settlement, group.grade, Heads(0), group.pupils, schools_[group.school].school.township,
      group.school,     true};
  return judge_.judge(request, school, schools_[school].school, seats_);
}

void PlanMaker::go(std::size_t i, const Offer& offer) {
  auto& group = groups_[i];
  const auto board = [&](std::size_t place, Heads heads) {
    seats_.add_boarders(place, heads);
    schools_[boarding_[place].school].school.boarders += heads;
  };
  if (bed_of_group_[i]) board(*bed_of_group_[i], -group.pupils);
  if (offer.bed) board(*offer.bed, group.pupils);
  bed_of_group_[i] = offer.bed;
  group.school = offer.school;
  group.way = offer.way;
}

bool PlanMaker::attempt(const Displacement& displacement, const std::set<SchoolId>& excluded) {
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
  refusal.classrooms.assign(refused.classrooms_missing.begin(), refused.classrooms_missing.end());
  refusals_[displacement.school] = std::move(refusal);
}

void PlanMaker::commit(const Displacement& displacement, const Draft& draft) {
  auto& from = schools_[displacement.school];
  Leaving all{{}, Heads(0), roll(displacement.school)};
  ByStage<Leaving> by_stage{};
  for (const auto stage : stages) {
    by_stage[row(stage)].before = pupils_of_stage(from.school.pupils, stage);
  }
  std::map<SchoolId, Heads> received;
  ByStage<std::map<SchoolId, Heads>> received_of_stage;
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
    go(i, offer);
    groups_of_school_[offer.school.row()].push_back(i);
    const auto stage = row(stage_of_grade(group.grade));
    received[offer.school] += group.pupils;
    received_of_stage[stage][offer.school] += group.pupils;
    all.leaving += group.pupils;
    by_stage[stage].leaving += group.pupils;
    moved.push_back(i);
    pinned_.insert(offer.school);
  }
  std::sort(moved.begin(), moved.end());
  auto& left = groups_of_school_[displacement.school.row()];
  std::erase_if(left,
                [&](std::size_t i) { return std::binary_search(moved.begin(), moved.end(), i); });
  all.receivers = tally(received);
  for (const auto stage : stages) {
    Leaving& of_stage = by_stage[row(stage)];
    of_stage.receivers = tally(received_of_stage[row(stage)]);
    // Teachers of a stage without pupils do not stay behind in a closed school.
    if (of_stage.before == Heads(0) && displacement.closes) of_stage = all;
  }
  move_resources(displacement, all, by_stage);
  const auto& receivers = all.receivers;
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
      {displacement.school, displacement.measure, displacement.closes, all.leaving, receivers});
}

/// Riders::all: whoever is beyond the walking limit of his own school rides, where a bus can keep
/// the limits.
void PlanMaker::send_far_pupils_by_bus() {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const auto& group = groups_[i];
    if (group.way != Way::walk) continue;
    const Offer offer = offer_without_seat(i, group.school);
    if (offer.obstacle == Obstacle::none || offer.obstacle == Obstacle::full) go(i, offer);
  }
}

void PlanMaker::grow_classes(Table<SchoolId, PlannedSchool>& schools) const {
  for (const auto& [id, grade] : grown_) {
    School& school = schools[id].school;
    // Classes that the files do not tell are not known after a merger either.
    if (id.row() < ground_.county.schools.size()) {
      const School& today = ground_.county.schools[id];
      if (today.pupils[grade] > Heads(0) && today.classes[grade] == 0) continue;
    }
    const std::int64_t size =
        scenario_.limits.class_size[row(stage_of_grade(static_cast<int>(grade)))].count();
    const auto needed = static_cast<int>((school.pupils[grade].count() + size - 1) / size);
    if (schools[id].open) school.classes[grade] = std::max(school.classes[grade], needed);
  }
}

/// On the schools as the plan would leave them if it ended here.
void PlanMaker::perform(const StaffStep& step) {
  if (!moves_staff_) return;
  Table<SchoolId, PlannedSchool> schools = schools_;
  grow_classes(schools);
  staff::perform(step, {ground_, scenario_.staff, travel_, schools, staffing_});
  for (const auto id : schools.ids()) {
    schools_[id].school.resources = schools[id].school.resources;
    schools_[id].school.staff = schools[id].school.staff;
    schools_[id].changed = schools[id].changed;
  }
}

Plan PlanMaker::finish() {
  grow_classes(schools_);
  for (const auto& place : boarding_) schools_[place.school].free_beds += place.free_beds;
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
  plan.staffing = std::move(staffing_);
  for (const auto& line : scenario_.bus.public_lines) {
    if (line.county_a_year > Fen(0)) plan.paid_lines.push_back({line.name, line.county_a_year});
  }
  return plan;
}

}  // namespace budian
