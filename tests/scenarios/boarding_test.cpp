#include <algorithm>
#include <catch2/catch.hpp>

#include "scenarios/evaluate.hpp"
#include "scenarios/scenario_file.hpp"
#include "scenarios/school_travel.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/grid_county.hpp"

namespace budian {
namespace {

/// P has pupils of grade 1 and of grade 4; W, the township's school, is too far for all on foot.
const std::string close_p =
    "[limits]\nwalk_km = { lower_primary = 0.1, upper_primary = 0.1, junior = 5 }\n"
    "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n";

/// P's pupils of grades 1 and 4, and nobody else.
void set_pupils(County& county, std::int64_t younger, std::int64_t older) {
  School& point = county.schools[school_named(county.schools, "P")];
  point.pupils = {};
  point.classes = {};
  point.pupils[0] = Heads(younger);
  point.pupils[3] = Heads(older);
  point.classes[0] = younger > 0 ? 1 : 0;
  point.classes[3] = 1;
}

Groundwork ground_with_upper_pupils(std::int64_t younger = 10) {
  County county = grid_county();
  set_pupils(county, younger, 20);
  return ground_of(std::move(county));
}

struct Boarded {
  explicit Boarded(const std::string& boarding, std::int64_t younger = 10)
      : ground(ground_with_upper_pupils(younger)),
        scenario(scenario_of(close_p + boarding)),
        outcome(evaluate(scenario, apply(scenario, ground), ground)) {}
  Groundwork ground;
  Scenario scenario;
  Outcome outcome;
  [[nodiscard]] Heads who(Way way, int grade) const {
    Heads heads;
    for (const auto& group : outcome.plan.groups) {
      if (group.displaced() && group.way == way && group.grade == grade) heads += group.pupils;
    }
    return heads;
  }
  [[nodiscard]] const PlannedSchool& at(const char* name) const {
    return outcome.plan.schools[school_named(ground.county.schools, name)];
  }
  [[nodiscard]] Heads new_boarders_at(const char* name) const {
    return new_boarders(outcome.plan)[school_named(ground.county.schools, name)];
  }
  [[nodiscard]] Fen paid(money::Topic topic, money::Payer payer) const {
    return sum_of(outcome.ledger, topic, payer);
  }
};

}  // namespace

TEST_CASE("Who is old enough boards where there are beds, the younger ride") {
  const Boarded none("");
  CHECK(none.who(Way::bus, 3) == Heads(20));
  const Boarded some("[[boarding.place]]\nschool = \"W\"\nbeds = 100\n");
  CHECK(some.who(Way::boarding, 3) == Heads(20));
  CHECK(some.who(Way::bus, 0) == Heads(10));
  CHECK(some.new_boarders_at("W") == Heads(20));
  CHECK(some.at("W").school.boarders == none.at("W").school.boarders + Heads(20));
  CHECK(some.outcome.plan.buses.riders == Heads(10));
  const auto& upper = some.outcome.county_by_band[row(GradeBand::upper_primary)];
  CHECK(upper.boarders == Heads(20));
  // Their roads count as before, no day's time of theirs does.
  const auto& riding = none.outcome.county_by_band[row(GradeBand::upper_primary)];
  CHECK(upper.by_distance == riding.by_distance);
  Heads timed;
  for (const Heads heads : upper.by_time) timed += heads;
  CHECK(timed == upper.pupils - Heads(20));
}

TEST_CASE("No more pupils board than there are beds, and whoever rides found too few left") {
  for (const int beds : {1, 3, 8, 15}) {
    const Boarded made("[[boarding.place]]\nschool = \"W\"\nbeds = " + std::to_string(beds) + "\n");
    const Heads boarders = made.who(Way::boarding, 3);
    CHECK(boarders <= Heads(beds));
    CHECK(boarders + made.who(Way::bus, 3) == Heads(20));
    for (const auto& group : made.outcome.plan.groups) {
      if (group.displaced() && group.way == Way::bus && group.grade == 3)
        CHECK(group.pupils > Heads(beds) - boarders);
    }
  }
}

TEST_CASE("Beds meant for the pupils of another school stay empty") {
  const Boarded made("[[boarding.place]]\nschool = \"W\"\nbeds = 100\nfrom = [\"E\"]\n");
  CHECK(made.who(Way::boarding, 3) == Heads(0));
  const Boarded meant("[[boarding.place]]\nschool = \"W\"\nbeds = 100\nfrom = [\"P\"]\n");
  CHECK(meant.who(Way::boarding, 3) == Heads(20));
}

TEST_CASE("Whom a bus brings soon enough rides every day, the others board") {
  const std::string beds = "[[boarding.place]]\nschool = \"W\"\nbeds = 100\n";
  const Boarded day(""), all(beds);
  Heads before = all.who(Way::boarding, 3);
  for (const int minutes_over : {0, 9, 11, 12, 14, 15, 60}) {
    CAPTURE(minutes_over);
    const Boarded made(beds + "ride_over_minutes = " + std::to_string(minutes_over) + "\n");
    const SchoolTravel travel(made.ground, {});
    for (const auto& group : made.outcome.plan.groups) {
      if (!group.displaced() || group.grade != 3) continue;
      const auto ride = travel.direct_ride(group.settlement, group.school);
      REQUIRE(ride);
      CHECK((group.way == Way::bus) == (*ride <= minutes(minutes_over)));
    }
    CHECK(made.who(Way::bus, 0) == Heads(10));  // too young for a bed
    CHECK(made.who(Way::boarding, 3) <= before);
    CHECK(made.who(Way::boarding, 3) + made.who(Way::bus, 3) == Heads(20));
    before = made.who(Way::boarding, 3);
  }
  CHECK(before == Heads(0));
  CHECK(day.who(Way::bus, 3) == Heads(20));
}

TEST_CASE("A short ride to another school comes before a bed") {
  County county = grid_county();
  set_pupils(county, 0, 40);
  const Groundwork ground = ground_of(std::move(county));
  const SchoolTravel travel(ground, {});
  const SchoolId w = school_named(ground.county.schools, "W");
  const SchoolId e = school_named(ground.county.schools, "E");
  Heads riders, boarders;
  for (const int minutes_over : {8, 9, 10, 12, 14}) {
    const Scenario scenario =
        scenario_of("[limits]\nreceivers = \"any\"\nwalk_km = { upper_primary = 0.1 }\n" +
                    std::string("[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n"
                                "[[boarding.place]]\nschool = \"W\"\nbeds = 100\n"
                                "ride_over_minutes = ") +
                    std::to_string(minutes_over) + "\n");
    const Plan plan = apply(scenario, ground);
    CHECK(plan.closures.size() == 1);
    for (const auto& group : plan.groups) {
      if (!group.displaced()) continue;
      const Milliseconds to_w = travel.direct_ride(group.settlement, w).value();
      const Milliseconds to_e = travel.direct_ride(group.settlement, e).value();
      const Milliseconds shorter = std::min(to_w, to_e);
      const bool rides = shorter <= minutes(minutes_over);
      CHECK((group.way == Way::bus) == rides);
      if (rides) CHECK(travel.direct_ride(group.settlement, group.school) == shorter);
      if (!rides) CHECK(group.school == w);
      (rides ? riders : boarders) += group.pupils;
    }
  }
  // Both happen.
  CHECK(riders > Heads(0));
  CHECK(boarders > Heads(0));
}

TEST_CASE("Whom no bus may bring boards, however short the ride would be") {
  const std::string beds =
      "[[boarding.place]]\nschool = \"W\"\nbeds = 100\nride_over_minutes = 60\n";
  const std::string short_rides = "[limits.ride_minutes]\nupper_primary = 0.1\n";
  for (const std::string& terms : {short_rides, std::string("[bus]\nriders = \"nobody\"\n")}) {
    CAPTURE(terms);
    const Boarded made(terms + beds, 0);
    CHECK(made.who(Way::boarding, 3) == Heads(20));
    // Without a bed the closure is refused.
    CHECK(Boarded(terms, 0).outcome.plan.closures.empty());
  }
}

TEST_CASE("Who finds no bus left boards") {
  Groundwork ground = ground_with_upper_pupils(0);
  for (auto& type : ground.money.bus.types) type.available = 0;
  const Scenario scenario = scenario_of(
      close_p + "[[boarding.place]]\nschool = \"W\"\nbeds = 100\nride_over_minutes = 60\n");
  const Plan plan = apply(scenario, ground);
  REQUIRE(plan.closures.size() == 1);
  for (const auto& group : plan.groups) {
    if (group.displaced()) CHECK(group.way == Way::boarding);
  }
}

TEST_CASE(
    "Of two places of beds after the bus the nearer is taken, whatever the order of schools") {
  // Where P's pupils live W is nearer than E to nearly all; E stands before W in one county.
  for (const bool e_first : {false, true}) {
    County county = grid_county();
    if (e_first) {
      std::vector<School> schools(county.schools.begin(), county.schools.end());
      std::swap(schools[0], schools[1]);
      schools[2].parent = SchoolId(1);
      county.schools = Table<SchoolId, School>(std::move(schools));
    }
    set_pupils(county, 0, 40);
    const Groundwork ground = ground_of(std::move(county));
    const Scenario scenario = scenario_of(
        "[limits]\nreceivers = \"any\"\nwalk_km = { upper_primary = 0.1 }\n"
        "[[measure]]\ndo = \"close_schools\"\nschools = [\"P\"]\n"
        "[[boarding.place]]\nschool = \"E\"\nbeds = 100\nride_over_minutes = 1\n"
        "[[boarding.place]]\nschool = \"W\"\nbeds = 100\nride_over_minutes = 1\n");
    const Plan plan = apply(scenario, ground);
    const SchoolTravel travel(ground, {});
    Heads boarders;
    for (const auto& group : plan.groups) {
      if (!group.displaced()) continue;
      CHECK(group.way == Way::boarding);
      boarders += group.pupils;
      const auto road = [&](const char* name) {
        return travel.on_foot(group.settlement, school_named(ground.county.schools, name))->length;
      };
      CHECK(ground.county.schools[group.school].name == (road("W") < road("E") ? "W" : "E"));
    }
    CHECK(boarders == Heads(40));
  }
}

TEST_CASE("Only the pupils of the schools that are named ride first") {
  const std::string beds =
      "[[boarding.place]]\nschool = \"W\"\nbeds = 100\nride_over_minutes = 60\nrides_first = ";
  CHECK(Boarded(beds + "[\"E\"]\n").who(Way::boarding, 3) == Heads(20));
  CHECK(Boarded(beds + "[\"P\"]\n").who(Way::boarding, 3) == Heads(0));
}

TEST_CASE("Boarders cost beds that are built, carers, public funds and meals, and no bus") {
  const Boarded day("");
  const Boarded made("[[boarding.place]]\nschool = \"W\"\nbeds = 60\nfree_beds = 5\n");
  const auto& rules = made.ground.money;
  using money::Payer;
  using money::Topic;
  // 20 boarders are one carer; 15 of their beds are built.
  CHECK(made.paid(Topic::boarding_care, Payer::county) == rules.bill.boarding_care.carer_a_year);
  CHECK(day.paid(Topic::boarding_care, Payer::county) == Fen(0));
  const Fen built = made.paid(Topic::buildings_once, Payer::county) -
                    day.paid(Topic::buildings_once, Payer::county);
  const double m2 = 15 * rules.bill.building_works.m2_a_boarder;
  CHECK(built == yuan(m2 * in_yuan(*rules.unit_costs.of(Resource::building_area))));
  const auto funds = [](const Boarded& of) {
    return of.paid(Topic::public_funds, Payer::county) +
           of.paid(Topic::public_funds, Payer::province_and_centre);
  };
  CHECK(funds(made) - funds(day) == rules.public_funds.a_boarder_year * 20);
  const auto& family = rules.bill.family;
  CHECK(made.paid(Topic::family_meals, Payer::family) -
            day.paid(Topic::family_meals, Payer::family) ==
        family.boarder_meals_a_day * family.lunch_days * 20);
  CHECK(bus_cost(made.outcome.ledger) <= bus_cost(day.outcome.ledger));
  // What the closure changes is on its bill, the county's public funds of boarders beside it.
  REQUIRE(made.outcome.closure_bills.size() == 2);
  Fen care;
  for (const auto& line : made.outcome.closure_bills.front().lines) {
    if (line.topic == Topic::boarding_care) care += line.amount;
  }
  CHECK(care == rules.bill.boarding_care.carer_a_year);
}

TEST_CASE("A boarder whose school is opened at home comes home") {
  const Boarded made(
      "[[measure]]\ndo = \"open\"\ncode = \"N\"\nname = \"N\"\nkind = 211\n"
      "place = " +
      [] {
        // Where P stood: on the grid's plane (4 km, 0).
        const County county = grid_county();
        const Projection to_degrees("EPSG:" + std::to_string(county.plane.epsg), "EPSG:4490");
        const Point place = to_degrees(county.schools[school_named(county.schools, "P")].place);
        return "[" + std::to_string(place.x) + ", " + std::to_string(place.y) + "]\n";
      }() +
      "grades = [1, 4]\nclassrooms = 4\n"
      "[[boarding.place]]\nschool = \"W\"\nbeds = 100\n");
  CHECK(made.new_boarders_at("W") == made.who(Way::boarding, 3));
  CHECK(made.who(Way::boarding, 3) < Heads(20));
  for (const auto& group : made.outcome.plan.groups) {
    if (group.way == Way::boarding)
      CHECK(group.school == school_named(made.ground.county.schools, "W"));
  }
}

TEST_CASE("Grades 1-3 do not board, and no bed is free that does not exist") {
  const auto faults = [](const std::string& toml) {
    return faults_of([&] { (void)scenario_of(toml); });
  };
  // Line 1 is the title, 2 the table's head, then a key a line.
  CHECK(faults("[[boarding.place]]\nschool = \"W\"\nbeds = 5\nfree_beds = 6\ngrades = [3, 4]\n") ==
        Faults{{"scenario.free_beds", 5}, {"scenario.too_young_to_board", 6}});
  CHECK(faults("[[boarding.place]]\nschool = \"W\"\nbeds = 0\n") == Faults{{"toml.positive", 4}});
  CHECK(faults("[[boarding.place]]\nschool = \"W\"\nbeds = 1\nride_over_minutes = -1\n") ==
        Faults{{"toml.not_negative", 5}});
  CHECK(faults("[[boarding.place]]\nschool = \"W\"\nbeds = 1\nrides_first = [\"P\"]\n") ==
        Faults{{"scenario.rides_first", 5}});
  const Groundwork ground = ground_with_upper_pupils();
  const std::string place = "[[boarding.place]]\nschool = \"W\"\nbeds = 5\n";
  for (const std::string& unknown :
       {std::string("[[boarding.place]]\nschool = \"Q\"\nbeds = 5\n"),
        place + "from = [\"P\"]\nride_over_minutes = 9\nrides_first = [\"E\"]\n",
        place + "from = [\"Q\"]\n", place + "ride_over_minutes = 9\nrides_first = [\"Q\"]\n"}) {
    CHECK_THROWS_AS(apply(scenario_of(unknown), ground), InputError);
  }
}

TEST_CASE("Where a county lets grade 1 board, the procedure says that it must not") {
  const Boarded made(
      "[boarding]\nfrom_grade = 1\n[[boarding.place]]\nschool = \"W\"\nbeds = 100\n");
  CHECK(made.who(Way::boarding, 0) == Heads(10));
  bool failed = false;
  for (const auto& checklist : made.outcome.appraisal.procedure) {
    for (const auto& step : checklist.steps)
      failed = failed || step.figures.key == "procedure.figures.young_boarders";
  }
  CHECK(failed);
}

}  // namespace budian
