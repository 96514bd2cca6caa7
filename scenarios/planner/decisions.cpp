#include "scenarios/planner/decisions.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "scenarios/forecast/lasting.hpp"
#include "scenarios/school_travel.hpp"

namespace budian::planner {
namespace {

/// Schools in the order of their codes, whatever the order of the file's rows.
using CodeOrder = std::tuple<std::string, std::string, SchoolId>;
CodeOrder by_code(const County& county, SchoolId school) {
  return {county.schools[school].code, county.schools[school].name, school};
}

/// The county's schools with the pupils that were placed, where the files tell no rolls.
Table<SchoolId, School> with_rolls(const Groundwork& ground) {
  return Table<SchoolId, School>(schools_today(ground));
}

/// Does a list name a school or township?
template <class Row>
bool names(const std::vector<std::string>& list, const Row& row) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& name) { return name == row.code || name == row.name; });
}

/// Ids of the rows that a list names; what it does not know is left to check_goal.
template <class Id, class Row>
std::set<Id> named(const Table<Id, Row>& rows, const std::vector<std::string>& list) {
  std::set<Id> found;
  for (const auto id : rows.ids()) {
    if (names(list, rows[id])) found.insert(id);
  }
  return found;
}

bool teaches_all(const School& receiver, const ByGrade& leaving) {
  for (int grade = 0; grade < grade_count; ++grade) {
    if (leaving[static_cast<std::size_t>(grade)] > Heads(0) && !may_teach(receiver, grade))
      return false;
  }
  return true;
}

/// Schools whose pupils the base scenario's own measures move, or to which they send them.
std::vector<std::string> names_in(const std::vector<MeasureEntry>& measures) {
  std::vector<std::string> names;
  const auto add = [&](const std::vector<std::string>& more) {
    names.insert(names.end(), more.begin(), more.end());
  };
  for (const auto& entry : measures) {
    if (const auto* close = std::get_if<CloseByName>(&entry.measure)) add(close->schools);
    if (const auto* turn = std::get_if<TurnIntoTeachingPoint>(&entry.measure)) add({turn->school});
    if (const auto* move = std::get_if<MoveGrades>(&entry.measure)) add({move->from, move->into});
    if (const auto* merge = std::get_if<Merge>(&entry.measure)) {
      add(merge->from);
      add({merge->into});
    }
  }
  return names;
}

class Neighbours {
 public:
  Neighbours(const Groundwork& ground, const Table<SchoolId, School>& schools)
      : ground_(ground), schools_(schools), travel_(ground, {}) {
    for (const auto& group : ground.placement.groups) homes_[group.school].push_back(&group);
  }

  /// Schools that could take all pupils of a school, those with the least walking first: Σ heads ×
  /// length on foot, where every home has a way.
  [[nodiscard]] std::vector<SchoolId> of(SchoolId from, bool any_township) const {
    const County& county = ground_.county;
    std::vector<std::tuple<std::int64_t, CodeOrder>> near;
    for (const auto id : county.schools.ids()) {
      const School& receiver = schools_[id];
      const bool here = any_township || receiver.township == county.schools[from].township;
      if (id == from || !here || !receiver.is_public ||
          !teaches_all(receiver, schools_[from].pupils))
        continue;
      if (const auto metres = walking(from, id)) near.emplace_back(*metres, by_code(county, id));
    }
    std::sort(near.begin(), near.end());
    std::vector<SchoolId> result;
    for (const auto& [metres, order] : near) result.push_back(std::get<SchoolId>(order));
    return result;
  }

 private:
  [[nodiscard]] std::optional<std::int64_t> walking(SchoolId from, SchoolId into) const {
    std::int64_t sum = 0;
    const auto homes = homes_.find(from);
    if (homes == homes_.end()) return std::nullopt;
    for (const PupilGroup* group : homes->second) {
      const auto way = travel_.on_foot(group->settlement, into);
      const auto ride = travel_.direct_ride(group->settlement, into);
      if (!way && !ride) return std::nullopt;
      // A school that can only be ridden to stands behind all to which one can walk.
      sum += group->pupils.count() *
             (way ? way->length.count() : std::int64_t{1'000'000'000} + ride->count());
    }
    return sum;
  }

  const Groundwork& ground_;
  const Table<SchoolId, School>& schools_;
  SchoolTravel travel_;
  std::map<SchoolId, std::vector<const PupilGroup*>> homes_;
};

std::vector<int> grades_kept(const Goal& goal, const School& school) {
  std::vector<int> kept;
  for (const int grade : goal.candidates.keep_grades) {
    const auto g = static_cast<std::size_t>(grade - 1);
    if (school.pupils[g] > Heads(0) || school.classes[g] > 0) kept.push_back(grade);
  }
  return kept;
}

/// A full primary school with pupils in grades that would stay and in grades that would leave.
bool may_become_point(const Goal& goal, const School& school) {
  const auto kept = grades_kept(goal, school);
  if (school.kind != SchoolKind::primary || kept.empty()) return false;
  for (int grade = 1; grade <= 6; ++grade) {
    const bool leaves = std::find(kept.begin(), kept.end(), grade) == kept.end();
    if (leaves && school.pupils[static_cast<std::size_t>(grade - 1)] > Heads(0)) return true;
  }
  return false;
}

void add_to(Scenario& scenario, const Addition& addition) {
  if (const auto* line = std::get_if<PublicLine>(&addition)) {
    scenario.bus.public_lines.push_back(*line);
  } else {
    scenario.measures.push_back({std::get<OpenSchool>(addition), 0});
  }
}

/// Who of the school's pupils may board at the goal's places, a choice each.
std::set<Boarders> boarders_of(const Goal& goal, const County& county, const School& school) {
  std::set<Boarders> boarders;
  for (const BoardingPlace& place : goal.candidates.boarding) {
    const bool old_enough = std::any_of(place.grades.begin(), place.grades.end(), [&](int grade) {
      return school.pupils[static_cast<std::size_t>(grade - 1)] > Heads(0);
    });
    const bool itself = names({place.school}, school);
    const auto at = named(county.schools, {place.school});
    const bool receives = goal.base.limits.receivers == Receivers::any ||
                          std::any_of(at.begin(), at.end(), [&](SchoolId id) {
                            return county.schools[id].township == school.township;
                          });
    const bool meant = place.from.empty() || names(place.from, school);
    if (!old_enough || itself || !receives || !meant) continue;
    boarders.insert(Boarders::all);
    if (place.ride_over && *place.ride_over > Milliseconds(0)) boarders.insert(Boarders::far);
  }
  return boarders;
}

/// A place of the goal for the pupils of the schools whose decisions let them board there.
void add_beds(BoardingPlace place, const std::vector<std::pair<SchoolId, Boarders>>& boarding,
              const County& county, Scenario& scenario) {
  const auto goal_from = std::exchange(place.from, {});
  for (const auto& [id, boarders] : boarding) {
    const School& school = county.schools[id];
    if (!goal_from.empty() && !names(goal_from, school)) continue;
    place.from.push_back(written_name(county, id));
    if (boarders == Boarders::far) place.rides_first.push_back(place.from.back());
  }
  if (place.from.empty()) return;
  if (place.rides_first.empty()) place.ride_over = std::nullopt;
  scenario.boarding.places.push_back(std::move(place));
}

/// The smallest first, as a rule takes them; of equals by code, so that the order of the file's
/// rows does not matter.
std::vector<SchoolId> in_order(const Decisions& decisions, const County& county,
                               const Table<SchoolId, School>& schools) {
  std::vector<SchoolId> order;
  for (const auto& [school, decision] : decisions) order.push_back(school);
  std::sort(order.begin(), order.end(), [&](SchoolId a, SchoolId b) {
    return std::tuple(total(schools[a].pupils), by_code(county, a)) <
           std::tuple(total(schools[b].pupils), by_code(county, b));
  });
  return order;
}

/// Is it below the line for as long as the goal asks?
bool lasts(const Goal& goal, const Groundwork& ground, SchoolId school) {
  const auto& wanted = goal.candidates;
  if (!wanted.lasting) return true;
  return forecast::stays_below(ground, school, wanted.fewer_than, *wanted.lasting).state ==
         forecast::Lasting::below;
}

}  // namespace

Scenario with_all_candidates(const Goal& goal) {
  Scenario scenario = goal.base;
  for (const auto& addition : goal.candidates.additions) add_to(scenario, addition);
  const auto& boarding = goal.candidates.boarding;
  scenario.boarding.places.insert(scenario.boarding.places.end(), boarding.begin(), boarding.end());
  return scenario;
}

bool keeps_grade(const Candidates& candidates, int grade) {
  const auto& kept = candidates.keep_grades;
  return std::find(kept.begin(), kept.end(), grade + 1) != kept.end();
}

bool may_teach(const School& school, int grade) {
  const auto g = static_cast<std::size_t>(grade);
  const bool known = school.kind == SchoolKind::teaching_point ||
                     std::any_of(school.classes.begin(), school.classes.end(),
                                 [](int classes) { return classes > 0; });
  const bool here = school.pupils[g] > Heads(0) || school.classes[g] > 0;
  return here || (!known && kind_holds_grade(school.kind, grade));
}

bool Candidate::may(Choice choice) const {
  return std::any_of(choices.begin(), choices.end(),
                     [&](const Decision& each) { return each.choice == choice; });
}

bool Candidate::may_merge_into(SchoolId to) const {
  return std::any_of(choices.begin(), choices.end(), [&](const Decision& each) {
    return each.choice == Choice::merge && each.into == to;
  });
}

Decisions consistent(Decisions decisions) {
  for (auto& [school, decision] : decisions) {
    if (decision.choice != Choice::merge) continue;
    const auto receiver = decisions.find(decision.into);
    const bool stays = receiver == decisions.end() ||
                       receiver->second.choice == Choice::teaching_point ||
                       receiver->second.choice == Choice::visit;
    if (!stays) decision = {Choice::close, {}, decision.boarders};
  }
  return decisions;
}

const std::string& written_name(const County& county, SchoolId school) {
  const School& named = county.schools[school];
  const auto same = std::count_if(county.schools.begin(), county.schools.end(),
                                  [&](const School& other) { return other.code == named.code; });
  return named.code.empty() || same > 1 ? named.name : named.code;
}

Scenario scenario_of(const Goal& goal, const Decisions& decisions, const Rooms& rooms,
                     const Groundwork& ground) {
  const County& county = ground.county;
  const auto schools = with_rolls(ground);
  Scenario scenario = goal.base;
  const auto add = [&](Measure measure) { scenario.measures.push_back({std::move(measure), 0}); };
  for (const std::size_t row : decisions.additions)
    add_to(scenario, goal.candidates.additions[row]);
  for (const auto& [school, classrooms] : rooms)
    add(ExpandSeats{written_name(county, school), classrooms});
  CloseByName closing;
  staff::DistrictTerms visited;
  std::vector<std::pair<SchoolId, Boarders>> boarding;
  for (const SchoolId school : in_order(decisions, county, schools)) {
    const Decision& decision = decisions.at(school);
    const std::string& name = written_name(county, school);
    if (decision.boarders != Boarders::nobody) boarding.emplace_back(school, decision.boarders);
    switch (decision.choice) {
      case Choice::close:
        closing.schools.push_back(name);
        break;
      case Choice::merge:
        add(Merge{{name}, written_name(county, decision.into)});
        break;
      case Choice::teaching_point:
        add(TurnIntoTeachingPoint{name, grades_kept(goal, schools[school]), {}});
        break;
      case Choice::visit:
        visited.takers.push_back(name);
        break;
    }
  }
  if (!closing.schools.empty()) add(std::move(closing));
  visited.farthest = scenario.staff.farthest;
  if (!visited.takers.empty()) add(staff::SendItinerantTeachers{std::move(visited)});
  for (const BoardingPlace& place : goal.candidates.boarding)
    add_beds(place, boarding, county, scenario);
  return scenario;
}

std::vector<Candidate> candidates_of(const Goal& goal, const Groundwork& ground) {
  const County& county = ground.county;
  const auto& wanted = goal.candidates;
  auto kept = named(county.schools, wanted.keep);
  kept.merge(named(county.schools, names_in(goal.base.measures)));
  const auto closed = named(county.schools, wanted.close);
  const auto townships = named(county.townships, wanted.townships);
  const auto schools = with_rolls(ground);
  const Neighbours neighbours(ground, schools);
  std::vector<Candidate> candidates;
  for (const auto id : county.schools.ids()) {
    const School& school = schools[id];
    const bool must = closed.contains(id) && !kept.contains(id);
    const bool kind =
        std::find(wanted.kinds.begin(), wanted.kinds.end(), school.kind) != wanted.kinds.end();
    const bool here = wanted.townships.empty() || townships.contains(school.township);
    const bool may = kind && here && school.is_public && !school.keep && !kept.contains(id) &&
                     total(school.pupils) < wanted.fewer_than && lasts(goal, ground, id);
    if ((!may && !must) || total(school.pupils) == Heads(0)) continue;
    Candidate candidate{id, {{Choice::close, {}}}, must};
    const auto near = neighbours.of(id, goal.base.limits.receivers == Receivers::any);
    for (std::size_t k = 0; k < std::min(near.size(), wanted.merge_into); ++k)
      candidate.choices.push_back({Choice::merge, near[k]});
    const auto by_day = candidate.choices;
    for (const Boarders boarders : boarders_of(goal, county, school)) {
      for (Decision choice : by_day) {
        choice.boarders = boarders;
        candidate.choices.push_back(choice);
      }
    }
    if (!must && wanted.visiting_teachers) candidate.choices.push_back({Choice::visit, {}});
    if (!must && may_become_point(goal, school))
      candidate.choices.push_back({Choice::teaching_point, {}});
    candidates.push_back(std::move(candidate));
  }
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    return by_code(county, a.school) < by_code(county, b.school);
  });
  return candidates;
}

}  // namespace budian::planner
