#include "scenarios/resolve.hpp"

#include <algorithm>

#include "scenarios/named.hpp"

namespace budian {
namespace {

class Resolver {
 public:
  Resolver(const Scenario& scenario, const County& county) : scenario_(scenario), county_(county) {
    for (const auto id : county.schools.ids()) add_name(id, county.schools[id], schools_);
    for (const auto id : county.townships.ids()) {
      add_name(id, county.townships[id], townships_);
    }
    const bool names_any = !scenario.bus.public_lines.empty() || !scenario.bus.door_riders.empty();
    if (names_any) name_settlements();
  }

  BusSchools bus_schools() {
    BusSchools result;
    row_ = scenario_.measures.size();
    for (const SchoolHours& hours : scenario_.bus.hours) {
      line_ = hours.line;
      result.hours.push_back(school(hours.school));
    }
    for (const KeptApart& pair : scenario_.bus.kept_apart) {
      line_ = pair.line;
      if (pair.schools[0].empty()) continue;  // told when it was read
      const auto a = school(pair.schools[0]);
      const auto b = school(pair.schools[1]);
      if (a && b) result.apart.insert(std::minmax(*a, *b));
    }
    return result;
  }

  std::vector<std::optional<SchoolId>> procedure_schools() {
    std::vector<std::optional<SchoolId>> result;
    std::set<SchoolId> stated;
    row_ = scenario_.measures.size();
    field_ = "procedure";
    for (const StatedProcedure& procedure : scenario_.procedure) {
      line_ = procedure.line;
      result.push_back(school(procedure.school));
      if (result.back() && !stated.insert(*result.back()).second) {
        problem({"procedure.twice", {{"school", procedure.school}}}, procedure.school);
      }
    }
    return result;
  }

  std::vector<ResolvedDoorRiders> door_riders() {
    std::vector<ResolvedDoorRiders> result;
    row_ = scenario_.measures.size();
    for (const DoorRiders& riders : scenario_.bus.door_riders) {
      line_ = riders.line;
      const auto from = settlement(riders.settlement);
      if (from) result.push_back({*from, riders.grade, riders.pupils});
    }
    return result;
  }

  /// Schools that the scenario opens, for whoever does not resolve the measures.
  void name_opened() {
    for (const auto& [measure, line] : scenario_.measures) {
      const auto* open = std::get_if<OpenSchool>(&measure);
      if (open == nullptr) continue;
      School school;
      school.code = open->code;
      school.name = open->name;
      opened_.push_back(school);
      add_name(SchoolId(county_.schools.size() + opened_.size() - 1), school, schools_);
    }
  }

  /// The shortest where several lines lead from a settlement to a school.
  PublicRides public_rides() {
    PublicRides rides;
    row_ = scenario_.measures.size();
    for (const PublicLine& line : scenario_.bus.public_lines) {
      line_ = line.line;
      const auto to = school(line.school);
      for (const std::string& name : line.settlements) {
        const auto from = settlement(name);
        if (!from || !to) continue;
        const auto [ride, is_new] = rides.insert({{*from, *to}, line.door_to_door});
        if (!is_new) ride->second = std::min(ride->second, line.door_to_door);
      }
    }
    return rides;
  }

  std::vector<ResolvedBoarding> boarding_places() {
    std::vector<ResolvedBoarding> result;
    row_ = scenario_.measures.size();
    field_ = "boarding";
    for (const BoardingPlace& place : scenario_.boarding.places) {
      line_ = place.line;
      const auto at = school(place.school);
      ResolvedBoarding resolved;
      resolved.school = at.value_or(SchoolId{});
      resolved.beds = place.beds;
      resolved.free_beds = place.free_beds;
      resolved.ride_over = place.ride_over;
      for (const int grade : place.grades)
        resolved.grades[static_cast<std::size_t>(grade - 1)] = true;
      bool known = at.has_value();
      const auto add = [&](const std::string& name, std::set<SchoolId>& ids) {
        const auto named = school(name);
        known = known && named.has_value();
        if (named) ids.insert(*named);
        return named;
      };
      for (const std::string& name : place.from) (void)add(name, resolved.from);
      for (const std::string& name : place.rides_first) {
        const auto named = add(name, resolved.rides_first);
        if (named && !resolved.is_for(*named))
          problem({"scenario.rides_first_not_from", {{"school", name}}}, name);
      }
      if (known) result.push_back(std::move(resolved));
    }
    field_ = "bus";
    return result;
  }

  std::vector<ResolvedMeasure> run() {
    std::vector<ResolvedMeasure> result;
    for (row_ = 0; row_ < scenario_.measures.size(); ++row_) {
      result.push_back(std::visit([this](const auto& measure) { return resolved(measure); },
                                  scenario_.measures[row_].measure));
    }
    check_closed_receivers(result);
    (void)bus_schools();
    (void)public_rides();
    (void)door_riders();
    (void)boarding_places();
    (void)procedure_schools();
    if (!problems_.empty()) throw InputError(std::move(problems_));
    return result;
  }

 private:
  ResolvedMeasure resolved(const CloseByRule& rule) {
    ResolvedRule result{rule.kinds, rule.fewer_than, {}, {}, row_, rule.lasting};
    for (const auto& name : rule.townships) {
      if (const auto id = township(name)) result.townships.insert(*id);
    }
    for (const auto& name : rule.keep) {
      if (const auto id = school(name)) result.keep.insert(*id);
    }
    return result;
  }

  ResolvedMeasure resolved(const CloseByName& closing) {
    std::vector<Displacement> result;
    for (const auto& name : closing.schools) add_closing(name, std::nullopt, result);
    return result;
  }

  ResolvedMeasure resolved(const Merge& merge) {
    std::vector<Displacement> result;
    const auto into = school(merge.into);
    for (const auto& name : merge.from) {
      const auto from = school(name);
      if (from && from == into) problem({"scenario.into_itself", {{"school", name}}}, name);
      if (from && from != into) add_closing(name, into, result);
    }
    return result;
  }

  ResolvedMeasure resolved(const TurnIntoTeachingPoint& turn) {
    std::vector<Displacement> result;
    const auto id = school(turn.school);
    if (!id) return result;
    Displacement displacement = from_school(*id);
    displacement.leaving.fill(true);
    for (const int grade : turn.grades)
      displacement.leaving[static_cast<std::size_t>(grade - 1)] = false;
    displacement.becomes_point = true;
    if (!turn.parent.empty()) displacement.parent = school(turn.parent);
    if (kind_of(*id) != SchoolKind::primary && kind_of(*id) != SchoolKind::teaching_point) {
      problem({"scenario.not_a_primary", {{"school", turn.school}}}, turn.school);
    }
    for (const int grade : turn.grades) check_grade(*id, grade);
    once(*id, turn.school);
    result.push_back(displacement);
    return result;
  }

  ResolvedMeasure resolved(const MoveGrades& move) {
    std::vector<Displacement> result;
    const auto from = school(move.from);
    const auto into = school(move.into);
    if (!from || !into) return result;
    if (*from == *into) problem({"scenario.into_itself", {{"school", move.from}}}, move.from);
    Displacement displacement = from_school(*from);
    displacement.into = into;
    for (const int grade : move.grades) {
      displacement.leaving[static_cast<std::size_t>(grade - 1)] = true;
      check_grade(*from, grade);
      check_grade(*into, grade);
    }
    result.push_back(displacement);
    return result;
  }

  ResolvedMeasure resolved(const OpenSchool& open) {
    Opening opening;
    School& added = opening.school;
    added.code = open.code;
    added.name = open.name;
    added.kind = open.kind;
    added.classrooms = open.classrooms;
    for (const int grade : open.grades) {
      added.classes[static_cast<std::size_t>(grade - 1)] = 1;
      if (!kind_holds_grade(open.kind, grade - 1)) {
        problem(
            {"scenario.grade_not_held", {{"school", open.name}, {"grade", std::int64_t{grade}}}},
            open.name);
      }
    }
    const Projection to_plane("EPSG:4490", "EPSG:" + std::to_string(county_.plane.epsg));
    added.place = to_plane({open.place.longitude, open.place.latitude});
    std::vector<MultiPolygon> areas;
    for (const auto& township : county_.townships) areas.push_back(township.area);
    const auto inside = AreaIndex(areas).find(added.place);
    if (inside < 0) {
      problem({"scenario.opened_outside", {{"school", open.name}}}, open.name);
    } else {
      added.township = TownshipId(static_cast<std::size_t>(inside));
    }
    if (schools_.contains(open.code))
      problem({"county.duplicate_code", {{"code", open.code}}}, open.code);
    opened_.push_back(added);
    add_name(SchoolId(county_.schools.size() + opened_.size() - 1), added, schools_);
    return opening;
  }

  ResolvedMeasure resolved(const ExpandSeats& expand) {
    const auto id = school(expand.school);
    return Expansion{id.value_or(SchoolId(0)), expand.classrooms};
  }

  /// A name of a township means all its schools.
  NamedSchools named(const std::vector<std::string>& names) {
    NamedSchools result;
    for (const auto& name : names) {
      if (townships_.contains(name) && schools_.contains(name)) {
        problem({"staff.township_or_school", {{"name", name}}}, name);
      } else if (townships_.contains(name)) {
        if (const auto id = township(name)) result.townships.insert(*id);
      } else if (const auto id = school(name)) {
        result.schools.insert(*id);
      }
    }
    return result;
  }

  template <class Sharing>
  ResolvedMeasure staff_step(const Sharing& sharing) {
    StaffStep step;
    step.what = sharing;
    step.measure = row_;
    for (const auto& name : sharing.district.townships) {
      if (const auto id = township(name)) step.townships.insert(*id);
    }
    if (!sharing.district.givers.empty()) step.givers = named(sharing.district.givers);
    if (!sharing.district.takers.empty()) step.takers = named(sharing.district.takers);
    step.keep = named(sharing.district.keep);
    return step;
  }
  ResolvedMeasure resolved(const staff::ShareTeachers& share) { return staff_step(share); }
  ResolvedMeasure resolved(const staff::ShareResources& share) { return staff_step(share); }
  ResolvedMeasure resolved(const staff::SendItinerantTeachers& send) { return staff_step(send); }

  void add_closing(const std::string& name, std::optional<SchoolId> into,
                   std::vector<Displacement>& result) {
    const auto id = school(name);
    if (!id) return;
    once(*id, name);
    Displacement displacement = from_school(*id);
    displacement.leaving.fill(true);
    displacement.closes = true;
    displacement.into = into;
    result.push_back(displacement);
  }

  [[nodiscard]] Displacement from_school(SchoolId id) {
    // Nobody goes there today: nothing could be told of who would have to leave.
    if (id.row() >= county_.schools.size()) {
      problem({"scenario.opened_leaves", {{"school", name_of(id)}}}, name_of(id));
    }
    Displacement displacement;
    displacement.school = id;
    displacement.measure = row_;
    return displacement;
  }

  [[nodiscard]] SchoolKind kind_of(SchoolId id) const {
    const std::size_t existing = county_.schools.size();
    return id.row() < existing ? county_.schools[id].kind : opened_[id.row() - existing].kind;
  }

  void check_grade(SchoolId id, int grade) {
    if (kind_holds_grade(kind_of(id), grade - 1)) return;
    problem({"scenario.grade_not_held", {{"school", name_of(id)}, {"grade", std::int64_t{grade}}}},
            name_of(id));
  }

  [[nodiscard]] std::string name_of(SchoolId id) const {
    const std::size_t existing = county_.schools.size();
    return id.row() < existing ? county_.schools[id].name : opened_[id.row() - existing].name;
  }

  void once(SchoolId id, const std::string& name) {
    if (!closed_.insert(id).second) problem({"scenario.twice", {{"school", name}}}, name);
  }

  void check_closed_receivers(const std::vector<ResolvedMeasure>& measures) {
    std::set<SchoolId> closing;
    for (const auto& measure : measures) {
      const auto* list = std::get_if<std::vector<Displacement>>(&measure);
      if (!list) continue;
      for (const auto& displacement : *list) {
        if (displacement.closes) closing.insert(displacement.school);
      }
    }
    for (const auto& measure : measures) {
      const auto* list = std::get_if<std::vector<Displacement>>(&measure);
      if (!list) continue;
      for (const auto& displacement : *list) {
        row_ = displacement.measure;
        if (displacement.into && closing.contains(*displacement.into)) {
          problem({"scenario.receiver_closes", {{"school", name_of(*displacement.into)}}},
                  name_of(*displacement.into));
        }
      }
    }
  }

  void name_settlements() {
    for (const auto id : county_.settlements.ids())
      add_name(id, county_.settlements[id], settlements_);
  }

  std::optional<SchoolId> school(const std::string& name) {
    return known(find_school(schools_, name), name);
  }
  std::optional<SettlementId> settlement(const std::string& name) {
    return known(find_named(settlements_, name, "scenario.unknown_settlement",
                            "scenario.ambiguous_settlement"),
                 name);
  }
  std::optional<TownshipId> township(const std::string& name) {
    return known(
        find_named(townships_, name, "scenario.unknown_township", "scenario.ambiguous_township"),
        name);
  }

  template <class Key>
  std::optional<Key> known(std::variant<Key, Message> found, const std::string& name) {
    if (const auto* id = std::get_if<Key>(&found)) return *id;
    problem(std::move(std::get<Message>(found)), name);
    return std::nullopt;
  }

  void problem(Message message, const std::string& value) {
    Problem problem;
    problem.file = scenario_.file;
    const bool in_measure = row_ < scenario_.measures.size();
    problem.row = in_measure ? scenario_.measures[row_].line : line_;
    problem.field = in_measure ? "measure" : field_;
    problem.value = value;
    problem.message = std::move(message);
    problems_.push_back(std::move(problem));
  }

  const Scenario& scenario_;
  const County& county_;
  std::size_t row_ = 0;
  std::int64_t line_ = -1;  ///< outside of the measures
  const char* field_ = "bus";
  Named<SchoolId> schools_;
  Named<TownshipId> townships_;
  Named<SettlementId> settlements_;
  std::vector<School> opened_;
  std::set<SchoolId> closed_;
  std::vector<Problem> problems_;
};

}  // namespace

PublicRides public_rides(const Scenario& scenario, const County& county) {
  if (scenario.bus.public_lines.empty()) return {};
  Resolver resolver(scenario, county);
  resolver.name_opened();
  return resolver.public_rides();
}

std::vector<ResolvedBoarding> boarding_places(const Scenario& scenario, const County& county) {
  if (scenario.boarding.places.empty()) return {};
  Resolver resolver(scenario, county);
  resolver.name_opened();
  return resolver.boarding_places();
}

BusSchools bus_schools(const Scenario& scenario, const County& county) {
  if (scenario.bus.hours.empty() && scenario.bus.kept_apart.empty()) return {};
  Resolver resolver(scenario, county);
  resolver.name_opened();
  return resolver.bus_schools();
}

std::vector<ResolvedDoorRiders> door_riders(const Scenario& scenario, const County& county) {
  if (scenario.bus.door_riders.empty()) return {};
  return Resolver(scenario, county).door_riders();
}

std::vector<std::optional<SchoolId>> procedure_schools(const Scenario& scenario,
                                                       const County& county) {
  if (scenario.procedure.empty()) return {};
  return Resolver(scenario, county).procedure_schools();
}

std::vector<ResolvedMeasure> resolve(const Scenario& scenario, const County& county) {
  return Resolver(scenario, county).run();
}

}  // namespace budian
