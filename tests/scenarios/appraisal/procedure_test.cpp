#include "scenarios/appraisal/parts.hpp"
#include "scenarios/resolve.hpp"
#include "tests/scenarios/appraisal/appraised.hpp"

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
const std::string everything =
    "plan_drafted = \"2026-01-05\"\nargued = \"2026-01-20\"\n"
    "published_from = \"2026-02-01\"\npublished_until = \"2026-03-02\"\n"
    "hearing = \"2026-02-20\"\nparents_for = 15\nparents_against = 4\n"
    "township_opinion = \"agrees\"\napproved = \"2026-03-20\"\nfiled = \"2026-04-01\"\n"
    "transition_until = \"2027-07-01\"\nidle_building = \"幼儿园\"\n"
    "earlier_rolls = [22]\nforecast = 18\n";

std::vector<std::pair<std::string, std::int64_t>> faults(const std::string& toml) {
  try {
    const Scenario scenario = scenario_of(toml);
    (void)resolve(scenario, grid_county());
  } catch (const InputError& error) {
    std::vector<std::pair<std::string, std::int64_t>> result;
    for (const auto& problem : error.problems()) {
      result.emplace_back(problem.message.key, problem.row);
    }
    return result;
  }
  return {};
}
using Faults = std::vector<std::pair<std::string, std::int64_t>>;

}  // namespace

TEST_CASE("What the planner has not stated is open, and so is the closure") {
  const Appraised appraised(close_points);
  CHECK(state(appraised, ProcedureCheck::hearing) == StepState::open);
  CHECK(state(appraised, ProcedureCheck::parents) == StepState::open);
  CHECK(state(appraised, ProcedureCheck::small_for_years) == StepState::open);
  CHECK(state(appraised, ProcedureCheck::small_roll) == StepState::passed);  // 20 < 30
  CHECK(state(appraised, ProcedureCheck::township_keeps_junior) == StepState::does_not_apply);
  CHECK(state(appraised, ProcedureCheck::no_lower_boarding) == StepState::passed);
  CHECK(verdict(appraised) == ClosureVerdict::open);
}

TEST_CASE("A closure of which everything is stated is complete") {
  const Appraised appraised(stating(everything), [](County& county) {
    county.schools[SchoolId(1)].keep = true;  // so the county tells which are to be kept
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

TEST_CASE("A plan is published for thirty days, first and last counted") {
  const auto published = [](const char* until) {
    return Appraised(stating(std::string("published_from = \"2026-03-01\"\npublished_until = \"") +
                             until + "\"\n"));
  };
  CHECK(state(published("2026-03-30"), ProcedureCheck::published) == StepState::passed);
  CHECK(state(published("2026-03-29"), ProcedureCheck::published) == StepState::failed);
  // A step that need not be kept fails the closure, but does not forbid it.
  CHECK(verdict(published("2026-03-29")) == ClosureVerdict::failed);
}

TEST_CASE("An approval before the hearing fails") {
  const Appraised early(stating("hearing = \"2026-03-10\"\napproved = \"2026-03-09\"\n"));
  CHECK(state(early, ProcedureCheck::approved) == StepState::failed);
  const Appraised same(stating("hearing = \"2026-03-10\"\napproved = \"2026-03-10\"\n"));
  CHECK(state(same, ProcedureCheck::approved) == StepState::passed);
}

TEST_CASE("A school that was large a year ago is not small for years") {
  const Appraised was(stating("earlier_rolls = [31]\nforecast = 10\n"));
  CHECK(state(was, ProcedureCheck::small_for_years) == StepState::failed);
  const Appraised will(stating("earlier_rolls = [20]\nforecast = 30\n"));
  CHECK(state(will, ProcedureCheck::small_for_years) == StepState::failed);
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

TEST_CASE("The time of grades 1 to 3 decides by the line, whoever goes on foot or by bus") {
  const Appraised appraised(close_points);
  const auto& time = step(appraised, ProcedureCheck::lower_grades_time);
  CHECK(argument(time, "pupils") == 20);
  Heads over;
  for (std::size_t i = 0; i < appraised.outcome.journeys.size(); ++i) {
    const auto& group = appraised.outcome.plan.groups[i];
    if (group.displaced() && *appraised.outcome.journeys[i].door_to_door > minutes(30))
      over += group.pupils;
  }
  CHECK(argument(time, "over") == over.count());
  CHECK(time.state == (over > Heads(0) ? StepState::failed : StepState::passed));
  // A limit of an hour lets the plan do what the document does not.
  const Appraised slow(close_points +
                       "[limits]\nwalk_km = { lower_primary = 9 }\n"
                       "door_to_door_minutes = { lower_primary = 200 }\n");
  CHECK(state(slow, ProcedureCheck::lower_grades_time) == StepState::failed);
  CHECK(verdict(slow) == ClosureVerdict::not_permissible);
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
