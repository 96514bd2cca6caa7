#include <random>

#include "scenarios/appraisal/parts.hpp"
#include "scenarios/resolve.hpp"
#include "tests/scenarios/appraisal/appraised.hpp"
#include "tests/support/faults.hpp"

namespace budian::appraisal {
namespace {

const StepResult& step(const Appraised& appraised, ProcedureCheck check, std::size_t closure = 0) {
  const auto& items = appraised.ground.appraisal.procedure;
  for (const auto& each : appraised.plan().procedure.at(closure).steps) {
    if (items[each.item].check == check) return each;
  }
  throw std::out_of_range("check");
}
StepState state(const Appraised& appraised, ProcedureCheck check) {
  return step(appraised, check).state;
}
std::int64_t argument(const StepResult& result, const std::string& name) {
  for (const auto& [key, value] : result.figures.arguments) {
    if (key == name) return std::get<std::int64_t>(value);
  }
  throw std::out_of_range(name);
}
ClosureVerdict verdict(const Appraised& appraised) {
  return appraised.plan().procedure.at(0).verdict;
}

std::string stating(const std::string& words) {
  return close_points + "[[procedure]]\nschool = \"P\"\n" + words;
}
const std::string all_moving =
    "[moving]\nteachers = true\nbooks = true\ncomputers = true\nequipment = true\n"
    "buildings = false\n";
const std::string everything =
    "plan_drafted = \"2026-01-05\"\nargued = \"2026-01-20\"\n"
    "published_from = \"2026-02-01\"\npublished_until = \"2026-03-02\"\n"
    "hearing = \"2026-02-20\"\nparents_for = 15\nparents_against = 4\n"
    "township_opinion = \"agrees\"\napproved = \"2026-03-20\"\nfiled = \"2026-04-01\"\n"
    "transition_until = \"2027-07-01\"\nidle_building = \"幼儿园\"\n"
    "earlier_rolls = [22]\nforecast = 18\n";

Faults faults(const std::string& toml) {
  return faults_of([&] {
    const Scenario scenario = scenario_of(toml);
    (void)resolve(scenario, grid_county());
  });
}

}  // namespace

TEST_CASE("What the planner has not stated is open, and so is the closure") {
  const Appraised appraised(close_points);
  CHECK(state(appraised, ProcedureCheck::hearing) == StepState::open);
  CHECK(state(appraised, ProcedureCheck::parents) == StepState::open);
  CHECK(state(appraised, ProcedureCheck::small_for_years) == StepState::open);
  CHECK(state(appraised, ProcedureCheck::small_roll) == StepState::passed);  // 20 < 30
  CHECK(state(appraised, ProcedureCheck::township_keeps_junior) == StepState::does_not_apply);
  CHECK(verdict(appraised) == ClosureVerdict::open);
}

TEST_CASE("A closure of which everything is stated is complete") {
  const Appraised appraised(stating(everything) + all_moving, [](County& county) {
    county.schools[SchoolId(1)].keep = true;          // so the county tells which are to be kept
    county.schools[SchoolId(3)].boarders = Heads(5);  // and who boards
  });
  for (const auto& each : appraised.plan().procedure.at(0).steps) {
    INFO(each.figures.key);
    CHECK(each.state != StepState::open);
    CHECK(each.state != StepState::failed);
  }
  CHECK(verdict(appraised) == ClosureVerdict::complete);
}

TEST_CASE("Where most parents oppose it a closure is not permissible, on a tie it may be") {
  const Appraised opposed(stating("parents_for = 3\nparents_against = 4\n"));
  CHECK(state(opposed, ProcedureCheck::parents) == StepState::failed);
  CHECK(verdict(opposed) == ClosureVerdict::not_permissible);
  CHECK(std::any_of(opposed.outcome.findings.begin(), opposed.outcome.findings.end(),
                    [](const Finding& f) { return f.message.key == "procedure.not_permissible"; }));
  const Appraised tied(stating("parents_for = 6\nparents_against = 6\n"));
  CHECK(state(tied, ProcedureCheck::parents) == StepState::passed);
  // Of 20 pupils 10 parents are half: 5 and 4 are too few to decide, 5 and 5 are enough.
  const Appraised few(stating("parents_for = 5\nparents_against = 4\n"));
  CHECK(state(few, ProcedureCheck::parents) == StepState::open);
  const Appraised half(stating("parents_for = 5\nparents_against = 5\n"));
  CHECK(state(half, ProcedureCheck::parents) == StepState::passed);
  const Appraised nobody(stating("parents_for = 0\nparents_against = 0\n"));
  CHECK(state(nobody, ProcedureCheck::parents) == StepState::open);
}

TEST_CASE("What becomes of the resources is named only where the scenario says all of it") {
  CHECK(state(Appraised(close_points + all_moving), ProcedureCheck::resources_named) ==
        StepState::passed);
  const Appraised silent(close_points);
  CHECK(state(silent, ProcedureCheck::resources_named) == StepState::open);
  CHECK(step(silent, ProcedureCheck::resources_named).figures.key ==
        "procedure.figures.resources_default");
  // Four of five are by default.
  CHECK(state(Appraised(close_points + "[moving]\nbooks = false\n"),
              ProcedureCheck::resources_named) == StepState::open);
}

TEST_CASE("Thirty days of publication are Hebei's: a county whose own rule binds fails by them") {
  const std::string short_time =
      stating("published_from = \"2026-03-01\"\npublished_until = \"2026-03-29\"\n");
  const Appraised elsewhere(short_time);
  CHECK(state(elsewhere, ProcedureCheck::published) == StepState::open);
  CHECK(argument(step(elsewhere, ProcedureCheck::published), "days") == 29);
  Appraised bound(short_time);
  for (auto& item : bound.ground.appraisal.procedure) item.mandatory = true;
  const Outcome outcome = bound.outcome_of(bound.scenario);
  bound.outcome = outcome;
  CHECK(state(bound, ProcedureCheck::published) == StepState::failed);
  // A step that need not be kept fails the closure, but does not forbid it.
  CHECK(verdict(bound) == ClosureVerdict::failed);
}

TEST_CASE("A plan is published for thirty days, first and last counted") {
  const auto published = [](const char* until) {
    return Appraised(stating(std::string("published_from = \"2026-03-01\"\npublished_until = \"") +
                             until + "\"\n"));
  };
  CHECK(state(published("2026-03-30"), ProcedureCheck::published) == StepState::passed);
  CHECK(state(published("2026-03-29"), ProcedureCheck::published) == StepState::open);
}

TEST_CASE("An approval before the hearing fails") {
  const Appraised early(stating("hearing = \"2026-03-10\"\napproved = \"2026-03-09\"\n"));
  CHECK(state(early, ProcedureCheck::approved) == StepState::failed);
  const Appraised same(stating("hearing = \"2026-03-10\"\napproved = \"2026-03-10\"\n"));
  CHECK(state(same, ProcedureCheck::approved) == StepState::passed);
}

TEST_CASE("A school that was large a year ago is not small for years") {
  const Appraised was(stating("earlier_rolls = [31]\nforecast = 10\n"));
  // The line is an assumption: nobody fails by it.
  CHECK(state(was, ProcedureCheck::small_for_years) == StepState::open);
  const Appraised will(stating("earlier_rolls = [20]\nforecast = 30\n"));
  CHECK(state(will, ProcedureCheck::small_for_years) == StepState::open);
  const Appraised half(stating("earlier_rolls = [20]\n"));
  CHECK(state(half, ProcedureCheck::small_for_years) == StepState::open);
  // Two years running: that it was large before does not count.
  const Appraised shrunk(stating("earlier_rolls = [24, 35]\nforecast = 15\n"));
  CHECK(state(shrunk, ProcedureCheck::small_for_years) == StepState::passed);
}

TEST_CASE("Seats must stand at the receiver: missing rooms fail, rooms to be built leave it open") {
  // W has 6 grades of 45 and takes 10 in each of two: 55 need 2 classes, 8 in all.
  const std::string anyway = "[limits]\nseats = false\n";
  const auto six_rooms = [](County& county) { county.schools[SchoolId(0)].classrooms = 6; };
  const Appraised full(close_points + anyway, six_rooms);
  CHECK(state(full, ProcedureCheck::seats_first) == StepState::failed);
  CHECK(argument(step(full, ProcedureCheck::seats_first), "missing") == 2);
  // Eight classes that fit are no comfort in six rooms.
  CHECK(state(full, ProcedureCheck::class_sizes) == StepState::failed);
  CHECK(verdict(full) == ClosureVerdict::not_permissible);
  const Appraised built(
      "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = 2\n" + close_points, six_rooms);
  CHECK(state(built, ProcedureCheck::seats_first) == StepState::open);
  CHECK(argument(step(built, ProcedureCheck::seats_first), "build") == 2);
  const Appraised roomy(close_points);  // 12 rooms
  CHECK(state(roomy, ProcedureCheck::seats_first) == StepState::passed);
}

TEST_CASE("Rooms that the plan adds come on top of what a crowded school manages with") {
  // Six grades of 90 need 12 classes and stand in 10 rooms; two grades grow by 10 and need 3 each.
  const auto crowded = [](County& county) {
    School& west = county.schools[SchoolId(0)];
    for (std::size_t grade = 0; grade < 6; ++grade) {
      west.pupils[grade] = Heads(90);
      west.classes[grade] = 2;
    }
    west.classrooms = 10;
  };
  const Appraised built(
      "[[measure]]\ndo = \"expand\"\nschool = \"W\"\nclassrooms = 2\n" + close_points, crowded);
  CHECK(state(built, ProcedureCheck::seats_first) == StepState::open);
  CHECK(argument(step(built, ProcedureCheck::seats_first), "build") == 2);
  CHECK(argument(step(built, ProcedureCheck::seats_first), "missing") == 0);
}

TEST_CASE("Which grades of boarders leave is not in the files: the step stays open") {
  const Appraised boarding(close_points,
                           [](County& county) { county.schools[SchoolId(2)].boarders = Heads(5); });
  CHECK(state(boarding, ProcedureCheck::no_lower_boarding) == StepState::open);
  // Where nobody boards anywhere, boarders are not told; where others board, P has none.
  CHECK(state(Appraised(close_points), ProcedureCheck::no_lower_boarding) == StepState::open);
  const Appraised others(close_points,
                         [](County& county) { county.schools[SchoolId(3)].boarders = Heads(5); });
  CHECK(state(others, ProcedureCheck::no_lower_boarding) == StepState::passed);
}

TEST_CASE("Where the county marks no school, whether one is to be kept is not told") {
  CHECK(state(Appraised(close_points), ProcedureCheck::keep_flag) == StepState::open);
  const Appraised told(close_points,
                       [](County& county) { county.schools[SchoolId(1)].keep = true; });
  CHECK(state(told, ProcedureCheck::keep_flag) == StepState::passed);
}

TEST_CASE("A school that is marked to be kept must be kept") {
  const Appraised kept("[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n",
                       [](County& county) { county.schools[SchoolId(2)].keep = true; });
  CHECK(state(kept, ProcedureCheck::keep_flag) == StepState::failed);
  CHECK(verdict(kept) == ClosureVerdict::not_permissible);
}

TEST_CASE("The only junior school of a township must stay") {
  const auto two_junior_schools = [](std::size_t township) {
    return [township](County& county) {
      School other = county.schools[SchoolId(3)];
      other.code = other.name = "J2";
      other.place = {5000, 2000};
      other.classrooms = 20;
      other.township = TownshipId(township);
      county.schools.push_back(other);
    };
  };
  const std::string closing =
      "[[measure]]\ndo = \"close_schools\"\nschools = [\"J\"]\n[limits]\nreceivers = \"any\"\n";
  const Appraised only(closing, two_junior_schools(1));
  REQUIRE(only.plan().procedure.size() == 1);
  CHECK(state(only, ProcedureCheck::township_keeps_junior) == StepState::failed);
  const Appraised one_of_two(closing, two_junior_schools(0));
  REQUIRE(one_of_two.plan().procedure.size() == 1);
  CHECK(state(one_of_two, ProcedureCheck::township_keeps_junior) == StepState::passed);
}

TEST_CASE("Class sizes at a receiver that does not tell its classes are not known") {
  const Appraised silent(close_points,
                         [](County& county) { county.schools[SchoolId(0)].classes = {}; });
  CHECK(state(silent, ProcedureCheck::class_sizes) == StepState::open);
  // W has 45 pupils a grade and takes 10 more in grades 1 and 2.
  CHECK(argument(step(silent, ProcedureCheck::class_sizes), "pupils") == 110);
}

TEST_CASE("Buses are judged by the regulations, and apart from that by the scenario's own limits") {
  const Appraised lawful(close_points);
  CHECK(state(lawful, ProcedureCheck::buses_served) == StepState::passed);
  CHECK(state(lawful, ProcedureCheck::bus_seats) == StepState::passed);
  CHECK(state(lawful, ProcedureCheck::bus_speeds) == StepState::passed);
  // Village roads of 20 km/h against a law of 15.
  Appraised strict(close_points);
  for (auto& item : strict.ground.appraisal.procedure) {
    if (item.check == ProcedureCheck::bus_speeds) item.most = 15;
  }
  const Outcome slow = strict.outcome_of(strict.scenario);
  strict.outcome = slow;
  CHECK(state(strict, ProcedureCheck::bus_speeds) == StepState::failed);
  CHECK(verdict(strict) == ClosureVerdict::not_permissible);
  const auto& items = lawful.ground.appraisal.procedure;
  for (const auto& item : items) {
    if (item.check == ProcedureCheck::bus_seats || item.check == ProcedureCheck::bus_speeds)
      CHECK(item.source.certainty == Certainty::verified);
    if (item.check == ProcedureCheck::buses_within_limits) {
      CHECK(item.source.certainty == Certainty::assumption);
      CHECK_FALSE(item.mandatory);
    }
  }
}

TEST_CASE("Where nobody's time is known no longest time is told, and nothing passes by it") {
  const Appraised appraised(close_points);
  Outcome cut = appraised.outcome;
  for (auto& journey : cut.journeys) {
    journey.on_foot = journey.door_to_door = journey.ride = std::nullopt;
  }
  const SchoolTravel travel(appraised.ground, {});
  const Situation situation{appraised.scenario, cut.plan, appraised.ground, travel};
  const auto& items = appraised.ground.appraisal.procedure;
  const auto lists = checklists_of(trips_of(situation, cut), items);
  REQUIRE(lists.size() == 1);
  CHECK(lists[0].must_keep == StepState::open);
  for (const auto& each : lists[0].steps) {
    INFO(each.figures.key);
    CHECK(std::none_of(each.figures.arguments.begin(), each.figures.arguments.end(),
                       [](const auto& argument) { return argument.first == "longest"; }));
    if (items[each.item].check == ProcedureCheck::lower_grades_time)
      CHECK(each.figures.key == "procedure.figures.lower_unknown");
    if (items[each.item].check == ProcedureCheck::buses_within_limits)
      CHECK(each.state != StepState::passed);
  }
}

/// The must-keep test in the words of policy §4.3, from the plan's groups and journeys alone.
struct MustKeepOracle {
  const Appraised& town;
  const Closure& closure;

  [[nodiscard]] bool someone_is_late_without_a_bus() const {
    const auto& groups = town.outcome.plan.groups;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (groups[i].before != closure.school || !groups[i].displaced() || groups[i].grade > 2)
        continue;
      const auto& journey = town.outcome.journeys[i];
      if (groups[i].way == Way::bus && journey.ride) continue;
      const auto& time = groups[i].way == Way::bus ? journey.on_foot : journey.door_to_door;
      if (time && *time > minutes(30)) return true;
    }
    return false;
  }
  /// Classes of 45 that a receiver makes of its pupils before and after, against the rooms that
  /// stand today; none are built in these towns.
  [[nodiscard]] bool a_seat_is_missing() const {
    for (const auto& [id, heads] : closure.receivers) {
      const auto classes = [](const School& school) {
        std::int64_t count = 0;
        for (std::size_t g = 0; g < 6; ++g) count += (school.pupils[g].count() + 44) / 45;
        return count;
      };
      const School& today = town.ground.county.schools[id];
      const auto after = classes(town.outcome.plan.schools[id].school);
      if (today.classrooms > 0 && after > std::max<std::int64_t>(today.classrooms, classes(today)))
        return true;
    }
    return false;
  }
};

TEST_CASE("The must-keep test is the policy's words, on random small towns") {
  std::mt19937 random(27);
  int failing = 0, keeping = 0;
  for (int round = 0; round < 24; ++round) {
    const int rolls = 3 + static_cast<int>(random() % 24);
    const int rooms = 6 + static_cast<int>(random() % 4);
    const bool buses = random() % 2 == 0;
    const std::string limits =
        "[limits]\nseats = false\nreceivers = \"any\"\nwalk_km = { lower_primary = " +
        std::to_string(1 + random() % 3) + " }\ndoor_to_door_minutes = { lower_primary = 200 }\n" +
        "ride_minutes = { lower_primary = 200 }\n";
    const Appraised town("[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 99\n" + limits +
                             (buses ? "" : "[bus]\nriders = \"nobody\"\n"),
                         [&](County& county) {
                           for (std::size_t g = 0; g < 2; ++g) {
                             county.schools[SchoolId(2)].pupils[g] = Heads(rolls);
                           }
                           county.schools[SchoolId(0)].classrooms = rooms;
                         });
    for (const auto& list : town.plan().procedure) {
      const MustKeepOracle oracle{town, town.outcome.plan.closures[list.closure]};
      const bool fails = oracle.someone_is_late_without_a_bus() || oracle.a_seat_is_missing();
      INFO(round << ' ' << rolls << ' ' << rooms << ' ' << buses);
      CHECK((list.must_keep == StepState::failed) == fails);
      if (fails) CHECK(list.verdict == ClosureVerdict::not_permissible);
      ++(fails ? failing : keeping);
    }
  }
  CHECK(failing > 0);
  CHECK(keeping > 0);
}

TEST_CASE("A statement about a school that stays is noted") {
  const Appraised appraised("[[procedure]]\nschool = \"W\"\n");
  CHECK(std::any_of(appraised.outcome.findings.begin(), appraised.outcome.findings.end(),
                    [](const Finding& f) { return f.message.key == "procedure.no_closure"; }));
}

TEST_CASE("A school that only loses grades is not asked whether it is small, or for its building") {
  const Appraised appraised(
      "[[measure]]\ndo = \"turn_into_teaching_point\"\nschool = \"E\"\n"
      "grades = [1, 2, 3, 4, 5]\n[limits]\nreceivers = \"any\"\n"
      "door_to_door_minutes = { upper_primary = 300 }\n"
      "ride_minutes = { upper_primary = 300 }\n");
  REQUIRE(appraised.plan().procedure.size() == 1);
  CHECK(state(appraised, ProcedureCheck::small_roll) == StepState::does_not_apply);
  CHECK(state(appraised, ProcedureCheck::small_for_years) == StepState::does_not_apply);
  CHECK(state(appraised, ProcedureCheck::idle_building) == StepState::does_not_apply);
  // Only grade 6 leaves.
  CHECK(state(appraised, ProcedureCheck::lower_grades_time) == StepState::does_not_apply);
}

TEST_CASE("Mistakes of the procedure tables are told with their line") {
  // The title is line 1.
  CHECK(faults("[[procedure]]\nschool = \"PP\"\n") == Faults{{"scenario.unknown_school_guess", 2}});
  CHECK(faults("[[procedure]]\nhearing = \"2026-01-01\"\n") == Faults{{"toml.missing", 2}});
  CHECK(faults("[[procedure]]\nschool = \"P\"\nhearing = \"2026-02-30\"\n") ==
        Faults{{"procedure.no_date", 4}});
  CHECK(faults("[[procedure]]\nschool = \"P\"\npublished_from = \"2026-02-02\"\n"
               "published_until = \"2026-02-01\"\n") == Faults{{"procedure.turned", 5}});
  CHECK(faults("[[procedure]]\nschool = \"P\"\nparents_for = -1\n") ==
        Faults{{"toml.not_negative", 4}});
  CHECK(faults("[[procedure]]\nschool = \"P\"\ntownship_opinion = \"maybe\"\n") ==
        Faults{{"toml.unknown_word", 4}});
  CHECK(faults("[[procedure]]\nschool = \"P\"\nhaering = \"2026-01-01\"\n") ==
        Faults{{"toml.unknown_key_guess", 4}});
  CHECK(faults("[[procedure]]\nschool = \"P\"\n[[procedure]]\nschool = \"P\"\n") ==
        Faults{{"procedure.twice", 4}});
}

}  // namespace budian::appraisal
