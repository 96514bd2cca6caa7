#include "scenarios/bus/service.hpp"

#include <set>

#include "scenarios/bus/road_side.hpp"

namespace budian {
namespace {

Profile profile(Mode mode, std::int64_t millimetres_a_second) {
  Profile result;
  result.mode = mode;
  for (auto& speed : result.speeds) speed = Speed{millimetres_a_second};
  result.cap = result.hazard_cap = Speed{millimetres_a_second};
  result.door_speed = Speed{1000};
  result.reach = metres(1000);
  return result;
}

/// A road of 3 km from A over B and C, a kilometre apart, to the school S; buses drive 10 m/s,
/// people walk 1 m/s. Pupils of grade 4 ride; at most 500 m to the stop, 10 minutes on the bus, 30
/// from door to door, 5 of them waiting.
class Valley {
 public:
  Valley() {
    county_.townships.push_back(
        {"01",
         "山口镇",
         {{{{-2000, -2000}, {8000, -2000}, {8000, 8000}, {-2000, 8000}, {-2000, -2000}}}}});
    Road road;
    road.line = {at('A'), at('S')};
    county_.roads.push_back(road);
    School school;
    school.code = "S";
    school.name = "山口小学";
    school.place = at('S');
    county_.schools.push_back(school);
    for (const auto band : grade_bands) {
      scenario.bus.walk_to_stop[row(band)] = metres(500);
      scenario.limits.ride[row(band)] = minutes(10);
      scenario.limits.door_to_door[row(band)] = minutes(30);
    }
    scenario.bus.wait = minutes(5);
    scenario.bus.dwell = seconds(30);
    scenario.bus.dwell_a_pupil = seconds(1);
    scenario.bus.unload = seconds(60);
    scenario.bus.bell = {minutes(8 * 60), minutes(7 * 60 + 40)};
    scenario.bus.dismissal = {minutes(16 * 60), minutes(17 * 60)};
    rules.bus.types = {{"42", Heads(42), Heads(40), 1, yuan(1000), yuan(2), -1}};
    rules.bus.service_days = 100;
    rules.bus.trips_a_day = 2;
  }

  void add_village(const std::string& name, Point place, int pupils, int grade = 3) {
    PupilGroup group;
    if (county_.settlements.empty() || county_.settlements.rows().back().name != name) {
      county_.settlements.push_back({name, name, place, TownshipId(0), 0, std::nullopt, Heads(0)});
    }
    group.settlement = SettlementId(county_.settlements.size() - 1);
    group.grade = grade;
    group.pupils = Heads(pupils);
    group.way = Way::bus;
    groups_.push_back(group);
  }
  void add_village(char letter, int pupils) {
    add_village(std::string("村") + letter, at(letter), pupils);
  }
  /// Who go to the second school, at C.
  void add_village_of_second(char letter, int pupils) {
    if (county_.schools.size() == 1) {
      School school = county_.schools[SchoolId(0)];
      school.code = "C";
      school.name = "山腰小学";
      school.place = at('C');
      county_.schools.push_back(school);
    }
    add_village(std::string("村") + letter + "二", at(letter), pupils);
    groups_.back().school = SchoolId(1);
  }
  /// On the plane of the tests to longitude and latitude, and back by the rules of the county.
  void add_depot(char letter) {
    county_.plane = plane_of_epsg(4548, {117, 32});
    const Projection from_plane("EPSG:4548", "EPSG:4490");
    const Point place = from_plane(at(letter));
    rules.bus.depots.push_back({"车场", {place.x, place.y}, -1});
  }
  void add_road(Line line, RoadClass road_class = RoadClass::national, bool hazard = false) {
    Road road;
    road.line = std::move(line);
    road.road_class = road_class;
    road.hazard = hazard;
    county_.roads.push_back(road);
  }
  void forget_roads() { county_.roads = {}; }
  [[nodiscard]] static Point at(char letter) {
    return {letter == 'S' ? 3000.0 : (letter - 'A') * 1000.0, 0};
  }

  [[nodiscard]] PlannedBuses plan() const {
    TravelRules travel;
    travel.walk = profile(Mode::walk, 1000);
    travel.bus = profile(Mode::bus, 10000);
    travel.walking_speed.fill(Speed{1000});
    travel.straight_detour_factor = 1;
    travel.limit = metres(40000);
    travel.ground_cells = 100;
    const Groundwork ground = prepare(county_, travel, rules, {});
    Plan plan;
    for (const School& school : county_.schools) {
      PlannedSchool planned;
      planned.school = school;
      plan.schools.push_back(planned);
    }
    plan.groups = groups_;
    return plan_buses(scenario, plan, ground);
  }

  Scenario scenario;
  money::Rules rules;

 private:
  County county_;
  std::vector<PupilGroup> groups_;
};

double geometry_metres(const BusLine& line) { return length_metres(line.morning.geometry); }

TEST_CASE("Three villages on one road share a bus") {
  Valley valley;
  valley.add_village('A', 5);
  valley.add_village('B', 20);
  valley.add_village('C', 10);
  valley.scenario.bus.stops_between_villages = false;
  const auto planned = valley.plan();
  const BusService& service = planned.service;
  CHECK(planned.findings.empty());
  REQUIRE(service.lines.size() == 1);
  const BusLine& line = service.lines.front();
  CHECK(line.name == "1");
  // As on the straight road of routes_test.cpp: 390 s for the furthest, in both directions.
  CHECK(line.at_school() == minutes(8 * 60));
  CHECK(line.morning.longest_ride == seconds(390));
  CHECK(line.afternoon.longest_ride == seconds(390));
  CHECK(geometry_metres(line) == Approx(3000));
  CHECK(service.riders == Heads(35));
  CHECK(service.longest_ride == seconds(390));
  // (5 × 390 + 20 × 240 + 10 × 100) / 35 s = 7,750 / 35 s = 221,428 ms
  CHECK(service.mean_ride == Milliseconds(221'428));
  CHECK(service.a_morning.loaded == metres(3000));
  CHECK(service.a_morning.empty == Millimetres(0));
  CHECK(service.yearly_cost == yuan(2200));
  REQUIRE(service.sites.size() == 3);
  CHECK(service.sites.front().name == "村A");
  CHECK(service.boardings.size() == 3);
}

TEST_CASE("With one trip a day pupils are brought and nobody is fetched") {
  Valley valley;
  valley.add_village('A', 5);
  valley.add_village('B', 20);
  valley.rules.bus.trips_a_day = 1;
  const BusService service = valley.plan().service;
  REQUIRE(service.lines.size() == 1);
  CHECK(!service.lines.front().afternoon.runs());
  CHECK(service.lines.front().late == Milliseconds(0));
  CHECK(service.an_afternoon.length() == Millimetres(0));
  CHECK(service.riders == Heads(25));
}

TEST_CASE("Two villages within reach of one stop board together") {
  // The second village stands 300 m down the road from B: one of the two stops is enough.
  Valley valley;
  valley.add_village('B', 10);
  valley.add_village("桥头", {valley.at('B').x + 300, valley.at('B').y}, 10);
  const auto service = valley.plan().service;
  CHECK(service.stops.size() == 1);
  REQUIRE(service.boardings.size() == 2);
  CHECK(service.boardings[0].walk + service.boardings[1].walk == metres(300));
  valley.scenario.bus.walk_to_stop.fill(metres(149));
  CHECK(valley.plan().service.stops.size() == 2);
}

TEST_CASE("Villages too far apart for one of their stops board half-way between them") {
  Valley valley;
  valley.add_village("上庄", {500, 0}, 10);
  valley.add_village("下庄", {1400, 0}, 10);
  const auto service = valley.plan().service;
  REQUIRE(service.stops.size() == 1);
  CHECK(service.sites.front().name == "上庄往下庄450米");
  CHECK(service.sites.front().place == Point{950, 0});
  for (const BusBoarding& boarding : service.boardings) CHECK(boarding.walk == metres(450));
  valley.scenario.bus.walk_to_stop.fill(metres(449));
  CHECK(valley.plan().service.stops.size() == 2);
  valley.scenario.bus.walk_to_stop.fill(metres(500));
  valley.scenario.bus.stops_between_villages = false;
  CHECK(valley.plan().service.stops.size() == 2);
}

TEST_CASE("Where limits differ by grade they board where the shorter walk ends") {
  Valley valley;
  valley.add_village("上庄", {500, 0}, 10, 0);
  valley.add_village("下庄", {1700, 0}, 10, 4);
  valley.scenario.bus.walk_to_stop[row(GradeBand::upper_primary)] = metres(800);
  const auto service = valley.plan().service;
  REQUIRE(service.stops.size() == 1);
  CHECK(service.sites.front().place == Point{999, 0});  // of 500 m a metre is kept for rounding
  REQUIRE(service.boardings.size() == 2);
  CHECK(service.boardings[0].walk == metres(499));
  CHECK(service.boardings[1].walk == metres(701));
}

TEST_CASE("Between villages no bus stops on hazards, or off the roads that it may use") {
  Valley valley;
  valley.forget_roads();
  valley.add_road({{0, 0}, {800, 0}});
  valley.add_road({{800, 0}, {1100, 0}}, RoadClass::village, true);
  valley.add_road({{1100, 0}, {3000, 0}});
  valley.add_village("上庄", {500, 0}, 10);
  valley.add_village("下庄", {1400, 0}, 10);
  CHECK(valley.plan().service.stops.size() == 2);
  valley.scenario.bus.stops_on_hazards = true;
  CHECK(valley.plan().service.stops.size() == 1);
}

TEST_CASE("A village off the road walks to the nearest point of it") {
  Valley valley;
  valley.add_village("岭上", {1500, 400}, 10);
  const auto service = valley.plan().service;
  REQUIRE(service.boardings.size() == 1);
  CHECK(service.boardings.front().walk == metres(400));
  CHECK(service.sites.front().place == Point{1500, 0});
}

TEST_CASE("Villages on side roads board at the junction that all of them reach") {
  // At B side roads lead 400 m north and south; each village can walk to the junction, none to
  // another's road end.
  Valley valley;
  valley.add_road({{1000, 0}, {1000, 400}}, RoadClass::village);
  valley.add_road({{1000, 0}, {1000, -400}}, RoadClass::village);
  valley.add_village("北庄", {1000, 400}, 10);
  valley.add_village("南庄", {1000, -400}, 10);
  const auto service = valley.plan().service;
  REQUIRE(service.stops.size() == 1);
  CHECK(service.sites.front().name == "北庄路口");
  CHECK(service.sites.front().place == Point{1000, 0});
  for (const BusBoarding& boarding : service.boardings) CHECK(boarding.walk == metres(400));
  CHECK(service.a_morning.loaded == metres(2000));
  valley.scenario.bus.stops_at_junctions = false;
  CHECK(valley.plan().service.sites.front().name == "北庄往南庄400米");  // the same place
  valley.scenario.bus.stops_between_villages = false;
  CHECK(valley.plan().service.stops.size() == 2);
  valley.scenario.bus.stops_at_junctions = true;
  valley.scenario.bus.walk_to_stop.fill(metres(399));
  CHECK(valley.plan().service.stops.size() == 2);
}

TEST_CASE("Who lives on the left of a main road crosses it to the bus, the others from it") {
  Valley valley;
  valley.forget_roads();
  valley.add_road({{0, 0}, {3000, 0}}, RoadClass::county);
  valley.add_village("北庄", {1000, 200}, 7);
  valley.add_village("南庄", {2000, -200}, 4);
  valley.scenario.bus.stops_between_villages = false;
  auto line = valley.plan().service.lines.front();
  REQUIRE(line.morning.calls.size() == 3);
  // To school the bus drives east, so the north is on its left; home it drives west.
  CHECK(line.morning.calls[0].across == Heads(7));
  CHECK(line.morning.calls[1].across == Heads(0));
  REQUIRE(line.afternoon.calls.size() == 3);
  CHECK(line.afternoon.calls[1].across == Heads(4));
  CHECK(line.afternoon.calls[2].across == Heads(0));
  valley.scenario.bus.crossing_roads = {true, false, false, false, false};
  line = valley.plan().service.lines.front();
  CHECK(line.morning.calls[0].across == Heads(0));
}

TEST_CASE("Nobody crosses where the bus turns back, or where homes stand by the road") {
  const Point west{-100, 0}, here{0, 0}, east{100, 0};
  CHECK(lives_across(west, here, east, {0, 50}));
  CHECK_FALSE(lives_across(west, here, east, {0, -50}));
  CHECK_FALSE(lives_across(west, here, east, {30, 10}));
  CHECK_FALSE(lives_across(west, here, west, {0, 50}));
  CHECK(lives_across(here, here, east, {0, 50}));  // the way begins here
  CHECK(lives_across(west, here, here, {0, 50}));  // or ends
  CHECK_FALSE(lives_across(here, here, here, {0, 50}));
}

TEST_CASE("Buses stop on allowed roads, off hazards, or say that there is no such place") {
  Valley valley;
  valley.add_road({{1000, 0}, {1000, 400}}, RoadClass::village);
  valley.add_village("北庄", {1000, 400}, 10);
  CHECK(valley.plan().service.sites.front().place == Point{1000, 400});
  // The valley's own road is of the class that Road has without one: village.
  valley.scenario.bus.stop_roads = {true, true, true, false, false};
  auto planned = valley.plan();
  CHECK(planned.service.lines.empty());
  REQUIRE(planned.findings.size() == 1);
  CHECK(planned.findings.front().message.key == "bus.no_allowed_stop");
  valley.add_road({{800, 500}, {3000, 500}, {3000, 0}}, RoadClass::county);
  planned = valley.plan();
  REQUIRE(planned.service.sites.size() == 1);
  CHECK(planned.service.sites.front().place == Point{1000, 500});
  CHECK(planned.service.boardings.front().walk == metres(100));

  Valley cliff;
  cliff.add_road({{1000, 0}, {1000, 400}}, RoadClass::village, true);
  cliff.add_village("北庄", {1000, 400}, 10);
  CHECK(cliff.plan().service.sites.front().place == Point{1000, 0});
  cliff.scenario.bus.stops_on_hazards = true;
  CHECK(cliff.plan().service.sites.front().place == Point{1000, 400});
}

TEST_CASE("Existing stops are used where they do, and alone where only they count") {
  Valley valley;
  valley.add_village('A', 5);
  valley.add_village("岭下", {300, 300}, 5);
  valley.scenario.bus.given_stops = {{"17", "凉亭站", {200, 10}}, {"18", "远站", {2600, 10}}};
  // Both villages can walk to 200 m down the road; one stop is fewer than two.
  auto service = valley.plan().service;
  REQUIRE(service.sites.size() == 1);
  CHECK(service.sites.front().name != "远站");
  valley.scenario.bus.given_stops_only = true;
  service = valley.plan().service;
  REQUIRE(service.sites.size() == 1);
  CHECK(service.sites.front().name == "凉亭站");
  CHECK(service.sites.front().place == Point{200, 0});
  CHECK(service.riders == Heads(10));
  valley.scenario.bus.given_stops = {{"18", "远站", {2600, 10}}};
  const auto planned = valley.plan();
  CHECK(planned.service.lines.empty());
  CHECK(planned.findings.size() == 2);
}

TEST_CASE("A village too far from any road has no stop, and is told how far it is") {
  Valley valley;
  for (const double off :
       {600.0, 1400.0}) {  // within the network's reach of a kilometre, and beyond it
    Valley here = valley;
    here.add_village("岭上", {1500, off}, 10);
    const auto planned = here.plan();
    CHECK(planned.service.lines.empty());
    CHECK(planned.service.riders == Heads(0));
    REQUIRE(planned.findings.size() == 1);
    const Finding& finding = planned.findings.front();
    CHECK(finding.message.key == "bus.stop_too_far");
    CHECK(finding.message.arguments.front() ==
          std::pair<std::string, Argument>{"metres", static_cast<std::int64_t>(off)});
    CHECK(finding.pupils == Heads(10));
    CHECK(finding.severity == Severity::serious);
  }
}

TEST_CASE("A ride that is too long even alone says which limit would do") {
  // 3 km at 10 m/s are 300 s; 4 minutes are allowed, 5 would do.
  Valley valley;
  valley.scenario.limits.ride.fill(minutes(4));
  valley.add_village('A', 5);
  const auto planned = valley.plan();
  REQUIRE(planned.findings.size() == 1);
  CHECK(planned.findings.front().message.key == "bus.ride_limit");
  CHECK(planned.findings.front().message.arguments[0].second == Argument{std::int64_t{5}});
  CHECK(planned.findings.front().message.arguments[1].second == Argument{std::int64_t{4}});
  valley.scenario.limits.ride.fill(minutes(5));
  CHECK(valley.plan().findings.empty());
}

TEST_CASE("Walk and wait count towards the door-to-door limit") {
  // 400 s on foot, 300 s of waiting, 150 s on the bus: 850 s, 14 minutes and 10 seconds.
  Valley valley;
  valley.add_village("岭上", {1500, 400}, 10);
  valley.scenario.limits.door_to_door.fill(minutes(14));
  const auto planned = valley.plan();
  REQUIRE(planned.findings.size() == 1);
  CHECK(planned.findings.front().message.key == "bus.door_to_door_limit");
  CHECK(planned.findings.front().message.arguments[1].second == Argument{std::int64_t{15}});
  valley.scenario.limits.door_to_door.fill(minutes(15));
  CHECK(valley.plan().findings.empty());
}

TEST_CASE("The door-to-door limit also bounds the ride on a shared bus") {
  // A's pupils have 300 s on the bus after 300 s of waiting: only the straight ride keeps that.
  Valley valley;
  valley.add_village('A', 5);
  valley.add_village('B', 5);
  valley.scenario.limits.door_to_door.fill(minutes(10));
  const auto service = valley.plan().service;
  CHECK(service.lines.size() == 2);
  CHECK(service.riders == Heads(10));
}

TEST_CASE("A village with more pupils than the largest bus has seats fills several") {
  Valley valley;
  valley.add_village('A', 90);  // 40 seats: 40 + 40 + 10
  const auto service = valley.plan().service;
  CHECK(service.stops.size() == 3);
  CHECK(service.riders == Heads(90));
  CHECK(service.routes.duties.size() == 3);
}

TEST_CASE("Without a bus everyone is reported") {
  Valley valley;
  valley.add_village('A', 5);
  valley.rules.bus.types.clear();
  const auto planned = valley.plan();
  CHECK(planned.service.riders == Heads(0));
  REQUIRE(planned.findings.size() == 1);
  CHECK(planned.findings.front().message.key == "bus.no_bus");
}

TEST_CASE("Where the only bus has no time, the finding says which hours would do") {
  // 40 at A fill the bus; the 5 at B need a second trip. By 8:00 with A's pupils the bus opens its
  // doors at A at 7:53:50 (300 s of driving, 70 s of boarding). Before that: at B for 35 s, 200 s
  // to school, 60 s to unload, 300 s to A: at school 6 minutes before 7:53:50, 12:10 before the
  // bell.
  Valley valley;
  valley.add_village('A', 40);
  valley.add_village('B', 5);
  valley.rules.bus.types.front().available = 1;
  const auto planned = valley.plan();
  CHECK(planned.service.routes.duties.size() == 1);
  REQUIRE(planned.findings.size() == 1);
  const Message& message = planned.findings.front().message;
  REQUIRE(message.key == "bus.window_too_tight");
  const std::int64_t early = std::get<std::int64_t>(message.arguments[0].second);
  const std::int64_t late = std::get<std::int64_t>(message.arguments[1].second);
  CHECK(std::max(early, late) <= 13);
  // What it says is enough, and a minute less is not.
  valley.scenario.bus.early_arrival = minutes(static_cast<double>(early));
  valley.scenario.bus.late_departure = minutes(static_cast<double>(late));
  CHECK(valley.plan().findings.empty());
  valley.scenario.bus.early_arrival = minutes(static_cast<double>(early - 1));
  CHECK(valley.plan().findings.size() == 1);
}

TEST_CASE("A school to which both stages ride rings the primary bell") {
  Valley valley;
  valley.add_village("村A", valley.at('A'), 5, 7);
  CHECK(valley.plan().service.lines.front().at_school() == minutes(7 * 60 + 40));
  valley.add_village("村A", valley.at('A'), 5, 2);
  const auto service = valley.plan().service;
  REQUIRE(service.lines.size() == 1);
  CHECK(service.lines.front().at_school() == minutes(8 * 60));
}

TEST_CASE("Stages that are kept apart ride in buses of their own, each to its own bell") {
  Valley valley;
  valley.add_village("村A", valley.at('A'), 5, 7);
  valley.add_village("村A", valley.at('A'), 5, 2);
  valley.scenario.bus.stages_apart = true;
  valley.scenario.bus.chain_trips = false;
  const auto service = valley.plan().service;
  REQUIRE(service.lines.size() == 2);
  std::set<Milliseconds> at_school;
  for (const BusLine& line : service.lines) {
    at_school.insert(line.at_school());
    CHECK(line.load == Heads(5));
  }
  CHECK(at_school == std::set<Milliseconds>{minutes(7 * 60 + 40), minutes(8 * 60)});
}

TEST_CASE("A school's own hours count before the county's") {
  Valley valley;
  valley.add_village('A', 5);
  SchoolHours hours;
  hours.school = "山口小学";
  hours.arrive = minutes(8 * 60 + 10);
  hours.leave = minutes(15 * 60 + 30);
  valley.scenario.bus.hours = {hours};
  const auto service = valley.plan().service;
  CHECK(service.lines.front().at_school() == minutes(8 * 60 + 10));
  CHECK(service.lines.front().from_school() == minutes(15 * 60 + 30));
  valley.scenario.bus.hours.front().stage = Stage::junior;
  CHECK(valley.plan().service.lines.front().at_school() == minutes(8 * 60));
}

TEST_CASE("With mixed loads one line calls at both schools of its pupils") {
  Valley valley;
  valley.add_village('A', 5);
  valley.add_village_of_second('B', 8);
  valley.scenario.bus.chain_trips = false;
  valley.scenario.bus.early_arrival = valley.scenario.bus.late_departure = minutes(10);
  CHECK(valley.plan().service.lines.size() == 2);
  valley.scenario.bus.mixed_loads = true;
  const auto service = valley.plan().service;
  REQUIRE(service.lines.size() == 1);
  const BusLine& line = service.lines.front();
  CHECK(line.schools() == std::vector<SchoolId>{SchoolId(1), SchoolId(0)});
  REQUIRE(line.morning.calls.size() == 4);
  const BusCall& first = line.morning.calls[2];
  CHECK(!first.stop);
  CHECK(first.school == SchoolId(1));
  CHECK(first.off == std::vector<GradeHeads>{{SchoolId(1), 3, Heads(8)}});
  CHECK(first.load == Heads(5));
  // The last school at 8:00, the first 100 s of driving and 60 s of standing before.
  CHECK(first.arrive == minutes(480) - seconds(160));
  CHECK(line.early == seconds(160));
  CHECK(line.afternoon.calls.front().school == SchoolId(0));
  CHECK(line.afternoon.calls.front().leave == minutes(960));
  CHECK(line.late == seconds(160));
  CHECK(line.afternoon.calls[1].school == SchoolId(1));
  CHECK(line.morning.loaded == metres(3000));
  CHECK(length_metres(line.morning.geometry) == Approx(3000));
  valley.scenario.bus.kept_apart = {{{"山口小学", "C"}, 1}};
  CHECK(valley.plan().service.lines.size() == 2);
}

TEST_CASE("Buses come from their depot and go back to it") {
  // Depot at S: 3 km empty to A in the morning, back at S with the pupils; the same at night.
  Valley valley;
  valley.add_village('A', 5);
  valley.add_depot('S');
  const auto service = valley.plan().service;
  REQUIRE(service.lines.size() == 1);
  CHECK(in_metres(service.a_morning.empty) == Approx(3000).margin(0.01));
  CHECK(service.lines.front().morning.empty == service.a_morning.empty);
  CHECK(in_metres(service.an_afternoon.empty) == Approx(3000).margin(0.01));
}

TEST_CASE("A line that would have too few pupils does not run, and says so") {
  Valley valley;
  valley.add_village('A', 5);
  valley.add_village('B', 4);
  valley.scenario.bus.least_pupils = Heads(10);
  const auto planned = valley.plan();
  CHECK(planned.service.lines.empty());
  REQUIRE(planned.findings.size() == 2);
  CHECK(planned.findings.front().message.key == "bus.below_minimum");
  valley.scenario.bus.least_pupils = Heads(9);
  CHECK(valley.plan().service.lines.size() == 1);
}

TEST_CASE("Without roads buses drive straight lines from the villages") {
  Valley valley;
  valley.forget_roads();
  valley.add_village('A', 5);
  valley.add_village('B', 20);
  const auto planned = valley.plan();
  CHECK(planned.findings.empty());
  REQUIRE(planned.service.lines.size() == 1);
  CHECK(geometry_metres(planned.service.lines.front()) == Approx(3000));
  CHECK(planned.service.a_morning.loaded == metres(3000));
}

TEST_CASE("Nobody rides, nothing is planned") {
  const auto planned = Valley().plan();
  CHECK(planned.service.lines.empty());
  CHECK(planned.findings.empty());
}

}  // namespace
}  // namespace budian
