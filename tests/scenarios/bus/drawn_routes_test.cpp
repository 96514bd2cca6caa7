#include "scenarios/bus/drawn_routes.hpp"

#include "gis/message.hpp"

namespace budian {
namespace {

/// Keys and places of all mistakes.
std::vector<std::pair<std::string, std::string>> mistakes(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> result;
  try {
    (void)read_drawn_routes(text, "f.json");
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) {
      result.emplace_back(problem.message.key, problem.field);
    }
  }
  return result;
}
using Mistakes = std::vector<std::pair<std::string, std::string>>;

std::vector<std::int64_t> ids(const std::vector<DrawnStop>& stops) {
  std::vector<std::int64_t> result;
  for (const DrawnStop& stop : stops) result.push_back(stop.id);
  return result;
}
using Ids = std::vector<std::int64_t>;

TEST_CASE("Steps are trips: where everyone is out, or another line begins") {
  const auto drawn = read_drawn_routes(
      R"({"routes": [{"vehicle": 4, "description": "36", "locked": true, "steps": [
        {"type": "start"}, {"type": "pickup", "id": 3, "description": "A"},
        {"type": "pickup", "id": 1}, {"type": "delivery", "id": 3}, {"type": "delivery", "id": 1},
        {"type": "pickup", "id": 2}, {"type": "delivery", "id": 2}]},
        {"vehicle": 4, "half": "afternoon", "steps": [
        {"type": "pickup", "id": 3}, {"type": "pickup", "id": 1},
        {"type": "delivery", "id": 1}, {"type": "delivery", "id": 3}]},
        {"vehicle": 9, "description": "19", "steps": [
        {"type": "pickup", "id": 5, "line": "x"}, {"type": "delivery", "id": 5, "line": "x"},
        {"type": "pickup", "id": 6, "line": "y"}, {"type": "delivery", "id": 6, "line": "y"}]}]})",
      "f.json");
  REQUIRE(drawn.duties.size() == 2);
  const DrawnDuty& duty = drawn.duties[0];
  CHECK(duty.vehicle == 4);
  CHECK(duty.type == "36");
  CHECK(duty.locked == true);
  REQUIRE(duty.trips.size() == 2);
  CHECK(ids(duty.trips[0].on) == Ids{3, 1});
  CHECK(ids(duty.trips[0].off) == Ids{3, 1});
  CHECK(ids(duty.trips[0].afternoon) == Ids{1, 3});
  CHECK(duty.trips[0].on[0].name == "A");
  CHECK(duty.trips[0].on[0].where == "routes/0/steps/1");
  CHECK(ids(duty.trips[1].on) == Ids{2});
  CHECK(duty.trips[1].afternoon.empty());
  CHECK(duty.goes_home);
  CHECK_FALSE(drawn.duties[1].goes_home);
  CHECK_FALSE(drawn.duties[1].locked);
  CHECK(drawn.duties[1].trips.size() == 2);
}

TEST_CASE("The short form lists the stops of each trip") {
  const auto drawn = read_drawn_routes(
      R"({"routes": [{"vehicle": 1, "description": "36", "depot": "D",
          "trips": [[3, 1], {"stops": [2, 4], "afternoon": [2, 4]}]}]})",
      "f.json");
  REQUIRE(drawn.duties.size() == 1);
  CHECK(drawn.duties[0].depot == "D");
  REQUIRE(drawn.duties[0].trips.size() == 2);
  CHECK(ids(drawn.duties[0].trips[0].on) == Ids{3, 1});
  CHECK(ids(drawn.duties[0].trips[1].on) == Ids{2, 4});
  CHECK(ids(drawn.duties[0].trips[1].afternoon) == Ids{2, 4});
}

TEST_CASE("Each mistake of a file of routes is told with its place, all in one go") {
  CHECK(mistakes("{") == Mistakes{{"routes.not_json", ""}});
  CHECK(mistakes("{\"routes\": [{\"vehicle\": 1e9999}]}") == Mistakes{{"routes.not_json", ""}});
  CHECK(mistakes("[]") == Mistakes{{"routes.no_routes", "routes"}});
  CHECK(mistakes("{\"routes\": 1}") == Mistakes{{"routes.no_routes", "routes"}});
  CHECK(mistakes(R"({"routes": [{"description": "36", "steps": []}, {"vehicle": 2}, 7,
      {"vehicle": 3, "trips": [[1, "b"], 4]},
      {"vehicle": 4, "steps": [{"type": "job", "id": 1}, {"type": "pickup"}]},
      {"vehicle": 5, "steps": [{"type": "delivery", "id": 8}]},
      {"vehicle": 6, "steps": [{"type": "pickup", "id": 1}, {"type": "pickup", "id": 2},
        {"type": "delivery", "id": 1}, {"type": "pickup", "id": 3}]},
      {"vehicle": 6, "half": "afternoon", "steps": [{"type": "delivery", "id": 9}]}]})") ==
        Mistakes{{"routes.no_whole", "routes/0/vehicle"},
                 {"routes.no_steps", "routes/1"},
                 {"routes.no_whole", "routes/2/vehicle"},
                 {"routes.no_id", "routes/3/trips/0/1"},
                 {"routes.no_steps", "routes/3/trips/1"},
                 {"routes.unknown_step", "routes/4/steps/0"},
                 {"routes.no_whole", "routes/4/steps/1/id"},
                 {"routes.off_without_on", "routes/5/steps/0"},
                 {"routes.on_after_off", "routes/6/steps/3"},
                 {"routes.on_without_off", "routes/6/steps/1"},
                 {"routes.on_without_off", "routes/6/steps/3"},
                 {"routes.home_without_morning", "routes/7/steps/0"}});
}

TEST_CASE("An afternoon may stand before its morning") {
  const auto drawn = read_drawn_routes(
      R"({"routes": [{"vehicle": 4, "half": "afternoon", "steps": [
        {"type": "pickup", "id": 3}, {"type": "delivery", "id": 3}]},
        {"vehicle": 4, "description": "36", "steps": [
        {"type": "pickup", "id": 3}, {"type": "delivery", "id": 3}]}]})",
      "f.json");
  REQUIRE(drawn.duties.size() == 1);
  CHECK(ids(drawn.duties[0].trips.front().afternoon) == Ids{3});
}

TEST_CASE("Values of another kind are mistakes, not crashes") {
  for (const char* text :
       {R"({"routes": [{"vehicle": 1, "half": 3, "steps": []}]})",
        R"({"routes": [{"vehicle": 1, "description": ["36"], "steps": []}]})",
        R"({"routes": [{"vehicle": 1, "steps": [{"type": 4, "id": 1}]}]})",
        R"({"routes": [{"vehicle": 1, "steps": [{"type": "pickup", "id": 1, "description": 3}]}]})",
        R"({"routes": [{"vehicle": 18446744073709551615, "steps": []}]})",
        R"({"routes": [{"vehicle": 1.5, "steps": [{"type": "pickup", "id": 1}]}]})"}) {
    CAPTURE(text);
    CHECK_FALSE(mistakes(text).empty());
  }
}

}  // namespace
}  // namespace budian
