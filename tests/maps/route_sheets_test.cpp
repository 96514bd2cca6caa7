#include "maps/route_sheets.hpp"

#include <catch2/catch.hpp>

#include "tests/support/small_outcome.hpp"

namespace budian {
namespace {

const bus::StopId first_stop(0), second_stop(1);

BusCall stop_at(bus::StopId stop, SchoolId school, std::vector<GradeHeads> on) {
  BusCall call;
  call.stop = stop;
  call.school = school;
  call.on = std::move(on);
  return call;
}

BusCall school_at(SchoolId school, std::vector<GradeHeads> off) {
  BusCall call;
  call.school = school;
  call.off = std::move(off);
  return call;
}

/// Two stops, then schools 0 and 2; in the afternoon school 2, school 0, stop 2, stop 1.
BusLine mixed_line() {
  const SchoolId a(0), b(2);
  BusLine line;
  line.morning.calls = {stop_at(first_stop, a, {{a, 0, Heads(3)}}),
                        stop_at(second_stop, b, {{b, 6, Heads(2)}}),
                        school_at(a, {{a, 0, Heads(3)}}), school_at(b, {{b, 6, Heads(2)}})};
  line.afternoon.calls = {line.morning.calls[3], line.morning.calls[2], line.morning.calls[1],
                          line.morning.calls[0]};
  return line;
}

}  // namespace

TEST_CASE("The calls of morning and afternoon are paired by place, in the order of the morning") {
  const BusLine line = mixed_line();
  const auto pairs = paired_calls(line);
  REQUIRE(pairs.size() == 4);
  CHECK(pairs[0].morning == &line.morning.calls[0]);
  CHECK(pairs[0].afternoon == &line.afternoon.calls[3]);
  CHECK(pairs[0].afternoon_order == 3);
  CHECK(pairs[2].afternoon_order == 1);
  CHECK(pairs[3].pupils() == std::vector<GradeHeads>{{SchoolId(2), 6, Heads(2)}});
}

TEST_CASE("What only one half of the day calls at is paired with nothing") {
  BusLine line = mixed_line();
  line.afternoon.calls.erase(line.afternoon.calls.begin() + 1);  // school 0
  line.morning.calls.erase(line.morning.calls.begin() + 1);      // the second stop
  const auto pairs = paired_calls(line);
  REQUIRE(pairs.size() == 4);
  CHECK(pairs[1].afternoon == nullptr);
  CHECK(pairs[3].morning == nullptr);
  CHECK(pairs[3].either().stop == second_stop);
}

TEST_CASE("A line names all schools that it calls at, and whose pupils get on") {
  const SmallStudy small = small_study();
  const Plan& plan = small.outcomes[1].plan;
  const BusLine line = mixed_line();
  CHECK(line.schools() == std::vector<SchoolId>{SchoolId(0), SchoolId(2)});
  const std::string a = plan.schools[SchoolId(0)].school.name;
  const std::string b = plan.schools[SchoolId(2)].school.name;
  CHECK(school_names(line, plan, Language::zh) == a + "、" + b);
  const std::vector<GradeHeads> both{
      {SchoolId(0), 0, Heads(3)}, {SchoolId(0), 4, Heads(1)}, {SchoolId(2), 6, Heads(2)}};
  CHECK(grades_text(both, line, plan, Language::zh) ==
        a + "：一年级 3、五年级 1；" + b + "：七年级 2");
  // A line of one school need not name it.
  CHECK(grades_text(both, small.outcomes[1].plan.buses.lines[0], plan, Language::en) ==
        "grade 1: 3, grade 5: 1; grade 7: 2");
}

TEST_CASE("A bus drives its lines by the clock, each half of the day for itself") {
  BusService buses;
  buses.lines = {mixed_line(), mixed_line(), mixed_line()};
  buses.lines[2].duty = 1;
  buses.lines[0].morning.calls[0].arrive = minutes(440);
  buses.lines[1].morning.calls[0].arrive = minutes(420);
  buses.lines[1].afternoon = {};
  const auto morning = runs_of(buses, 0, &BusLine::morning);
  REQUIRE(morning.size() == 2);
  CHECK(morning[0].line == &buses.lines[1]);
  CHECK(runs_of(buses, 0, &BusLine::afternoon).size() == 1);
}

}  // namespace budian
