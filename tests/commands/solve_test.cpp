// Problems in the form of other routing programs.
#include <functional>
#include <nlohmann/json.hpp>

#include "tests/commands/program.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

/// Places 0, 1 and 2 lie 1, 2 and 3 km from the school, 3; the bus sleeps a kilometre further on,
/// at
/// 4. 100 s a kilometre; the bell rings at 8:00 (28,800 s).
Json straight_road() {
  const std::vector<std::int64_t> kilometres{1, 2, 3, 0, 4};
  Json durations = Json::array();
  Json distances = Json::array();
  for (const std::int64_t a : kilometres) {
    Json times = Json::array();
    Json lengths = Json::array();
    for (const std::int64_t b : kilometres) {
      times.push_back(std::abs(a - b) * 100);
      lengths.push_back(std::abs(a - b) * 1000);
    }
    durations.push_back(times);
    distances.push_back(lengths);
  }
  Json shipments = Json::array();
  const std::vector<std::int64_t> pupils{10, 20, 5};
  for (std::int64_t i = 0; i < 3; ++i) {
    shipments.push_back({{"pickup",
                          {{"id", i + 1},
                           {"location_index", i},
                           {"service", 30 + pupils[static_cast<std::size_t>(i)]},
                           {"description", "stop " + std::to_string(i)}}},
                         {"delivery",
                          {{"id", i + 11},
                           {"location_index", 3},
                           {"service", 60},
                           {"time_windows", Json::array({Json::array({27000, 28800})})}}},
                         {"amount", Json::array({pupils[static_cast<std::size_t>(i)]})}});
  }
  return {
      {"vehicles",
       Json::array(
           {{{"id", 7}, {"capacity", Json::array({40})}, {"start_index", 4}, {"end_index", 4}}})},
      {"shipments", shipments},
      {"matrices", {{"car", {{"durations", durations}, {"distances", distances}}}}}};
}

Called solve(const ScratchFolder& folder, const Json& problem, const std::string& more = "") {
  std::ofstream(folder.path() / "problem.json") << problem.dump();
  return call(folder, "routes solve problem.json -o solution.json --lang en " + more);
}
Json solution(const ScratchFolder& folder) {
  return Json::parse(content(folder.path() / "solution.json"));
}

TEST_CASE("A problem of another program is solved in its own form, step by step") {
  const ScratchFolder folder;
  const Called called = solve(folder, straight_road());
  REQUIRE(called.exit == 0);
  CHECK(called.says("1 vehicles, 1 trips, 35 pupils, cost 800"));
  const Json result = solution(folder);
  CHECK(result["code"] == 0);
  CHECK(result["unassigned"].empty());
  CHECK(result["summary"]["cost"] == 800);  // a second of driving costs 1 where nothing is said
  CHECK(result["summary"]["duration"] == 800);
  CHECK(result["summary"]["distance"] == 8000);
  REQUIRE(result["routes"].size() == 1);
  CHECK(result["routes"][0]["vehicle"] == 7);
  struct Step {
    const char* type;
    std::int64_t place, arrival, service, load, driven;
  };
  // Backwards from the bell: 40, 50 and 35 s at the stops, 100 s between them.
  const std::vector<Step> steps{
      {"start", 4, 28275, 0, 0, 0},       {"pickup", 2, 28375, 35, 5, 100},
      {"pickup", 1, 28510, 50, 25, 200},  {"pickup", 0, 28660, 40, 35, 300},
      {"delivery", 3, 28800, 0, 30, 400}, {"delivery", 3, 28800, 0, 10, 400},
      {"delivery", 3, 28800, 60, 0, 400}, {"end", 4, 29260, 0, 0, 800}};
  const Json& driven = result["routes"][0]["steps"];
  REQUIRE(driven.size() == steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    CAPTURE(i);
    CHECK(driven[i]["type"] == steps[i].type);
    CHECK(driven[i]["location_index"] == steps[i].place);
    CHECK(driven[i]["arrival"] == steps[i].arrival);
    CHECK(driven[i]["service"] == steps[i].service);
    CHECK(driven[i]["load"][0] == steps[i].load);
    CHECK(driven[i]["duration"] == steps[i].driven);
  }
  CHECK(driven[1]["description"] == "stop 2");
}

TEST_CASE("Who cannot be served in such a problem is named with the reason") {
  const ScratchFolder folder;
  Json problem = straight_road();
  problem["shipments"][2]["max_ride"] = 299;  // 300 s straight to school
  problem["shipments"][1]["amount"][0] = 41;
  REQUIRE(solve(folder, problem).exit == 0);
  const Json result = solution(folder);
  REQUIRE(result["unassigned"].size() == 4);
  CHECK(result["unassigned"][0]["id"] == 2);
  CHECK(result["unassigned"][0]["type"] == "pickup");
  CHECK(result["unassigned"][0]["reason"]["key"] == "vroom.unserved.too_many_pupils");
  CHECK(result["unassigned"][1]["id"] == 12);
  CHECK(result["unassigned"][2]["id"] == 3);
  CHECK(result["unassigned"][2]["reason"]["key"] == "vroom.unserved.ride_limit");
}

TEST_CASE("The costs of the vehicles add up to the whole, each rounded on its own") {
  const ScratchFolder folder;
  Json problem = straight_road();
  for (std::int64_t id = 8; id < 10; ++id) {
    problem["vehicles"].push_back(problem["vehicles"][0]);
    problem["vehicles"].back()["id"] = id;
  }
  for (Json& vehicle : problem["vehicles"]) {
    vehicle["capacity"] = Json::array({20});
    vehicle["costs"] = {{"per_hour", 17}};
  }
  problem["shipments"][1]["delivery"]["location_index"] = 0;
  const Called called = solve(folder, problem, "--apart");
  REQUIRE(called.exit == 0);
  const Json result = solution(folder);
  std::int64_t sum = 0;
  for (const Json& route : result["routes"]) sum += route["cost"].get<std::int64_t>();
  CHECK(result["summary"]["cost"] == sum);
  CHECK(called.says("cost " + std::to_string(sum)));
}

TEST_CASE("Pupils of two schools share a bus unless they are kept apart") {
  const ScratchFolder folder;
  Json problem = straight_road();
  problem["vehicles"].push_back(problem["vehicles"][0]);
  problem["vehicles"][1]["id"] = 8;
  problem["shipments"][1]["delivery"]["location_index"] = 0;  // a school at the first stop
  for (Json& shipment : problem["shipments"]) {
    shipment["delivery"]["time_windows"] = Json::array({Json::array({28500, 28800})});
  }
  REQUIRE(solve(folder, problem).exit == 0);
  CHECK(solution(folder)["routes"].size() == 1);
  REQUIRE(solve(folder, problem, "--apart").exit == 0);
  CHECK(solution(folder)["routes"].size() == 2);
}

TEST_CASE("What routes would have to forget is refused, all of it, with its place") {
  const ScratchFolder folder;
  Json problem = straight_road();
  problem["vehicles"][0]["skills"] = Json::array({1});
  problem["vehicles"][0]["end_index"] = 3;
  problem["vehicles"].push_back({{"id", 7}, {"capacity", Json::array({1, 2})}});
  problem["shipments"][0]["pickup"]["location_index"] = 5;
  problem["shipments"][1]["delivery"]["time_windows"] = Json::array({Json::array({9, 8})});
  problem["shipments"][2]["priority"] = 3;
  problem["matrices"]["car"]["durations"][1][1] = 3;
  problem["matrices"]["car"]["durations"][0][2] = -3;
  problem["jobs"] = Json::array({{{"id", 1}}});
  const Called called = solve(folder, problem);
  CHECK(called.exit == 2);
  for (const char* place :
       {"vehicles/0/skills", "vehicles/0:", "vehicles/1/capacity", "vehicles/1/id",
        "shipments/0/pickup/location_index", "shipments/1/delivery/time_windows",
        "shipments/2/priority", "car/durations/1/1", "car/durations/0/2", "jobs"}) {
    CAPTURE(place, called.out);
    CHECK(called.says(place));
  }
  CHECK_FALSE(std::filesystem::exists(folder.path() / "solution.json"));
  const auto refused = [&](const std::function<void(Json&)>& change, const std::string& words) {
    Json other = straight_road();
    change(other);
    const Called answer = solve(folder, other);
    CAPTURE(words, answer.err);
    CHECK(answer.exit == 2);
    CHECK(answer.says(words));
  };
  refused([](Json& p) { p["shipments"][0]["pickup"]["setup"] = 30; }, "pickup/setup");
  refused([](Json& p) { p["shipments"][0]["delivery"].erase("time_windows"); }, "one window");
  refused(
      [](Json& p) {
        p["matrices"]["car"].erase("distances");
        p["vehicles"][0]["costs"] = {{"per_km", 2}};
      },
      "the table of distances is needed");
  refused([](Json& p) { p["vehicles"][0]["costs"] = {{"per_km", 1000001}}; }, "costs/per_km");
  refused([](Json& p) { p["vehicles"][0]["costs"] = nullptr; }, "keys and values in braces");
  refused(
      [](Json& p) {
        for (Json& shipment : p["shipments"]) {
          shipment["delivery"]["time_windows"] = Json::array({Json::array({0, 100})});
        }
      },
      "before 0:00");
  std::string deep = R"({"vehicles": )";
  for (int i = 0; i < 100'000; ++i) deep += '[';
  std::ofstream(folder.path() / "problem.json") << deep;
  CHECK(call(folder, "routes solve problem.json -o solution.json --lang en").says("64 deep"));
  std::ofstream(folder.path() / "problem.json") << R"({"jobs": [], "jobs": []})";
  CHECK(call(folder, "routes solve problem.json -o solution.json --lang en").says("stands twice"));
  std::ofstream(folder.path() / "problem.json") << "{\"vehicles\": 3";
  CHECK(call(folder, "routes solve problem.json -o solution.json").exit == 2);
  CHECK(solve(folder, Json::array()).exit == 2);
  CHECK(solve(folder, Json::object()).says("there are no vehicles"));
  CHECK(call(folder, "routes solve problem.json").exit == 1);
}

}  // namespace
}  // namespace budian
