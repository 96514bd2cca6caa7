// Routes changed by hand: judged, mended, used in a run.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/commands/program.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

/// The routes of a run, and where they lie.
class Hand {
 public:
  Hand() : folder(shared_runs()) {
    fs::copy(merge_run(), folder.path() / "out", fs::copy_options::recursive);
    routes = Json::parse(content(folder.path() / "out/merge_under_30/routes.json"));
  }
  Called check(const std::string& more = "") const {
    std::ofstream(folder.path() / "out/merge_under_30/mine.json") << routes.dump();
    return call(folder, "routes check out/merge_under_30/mine.json --lang en " + more);
  }
  Json& morning(int vehicle) {
    for (Json& route : routes["routes"]) {
      if (route["vehicle"] == vehicle && route["half"] == "morning") return route;
    }
    throw std::out_of_range("vehicle");
  }
  [[nodiscard]] std::vector<std::string> broken() const {
    std::vector<std::string> keys;
    const auto result = Json::parse(check("--json").out);
    for (const auto& violation : result["violations"]) {
      keys.push_back(violation["key"]);
    }
    return keys;
  }

  ScratchFolder folder;
  Json routes;
};

TEST_CASE("Routes as they were written are sound and cost what the run says") {
  const Hand hand;
  const Called judged = hand.check("--json");
  CHECK(judged.exit == 0);
  const auto json = Json::parse(judged.out);
  CHECK(json["violations"].empty());
  CHECK(json["plan"] == json["searched"]);
  CHECK(json["plan"]["vehicles"] == hand.routes["summary"]["vehicles"]);
  CHECK(json["plan"]["pupils"] == hand.routes["summary"]["pickup"][0]);
  CHECK(json["plan"]["cost_yuan_a_year"] == hand.routes["summary"]["cost_yuan_a_year"]);
}

TEST_CASE("What a hand has broken is told with vehicle, stop and amount, and exit 3") {
  Hand hand;
  // Vehicle 1 leaves its first stop out: its pupils are not served.
  Json& steps = hand.morning(1)["steps"];
  const Json first = steps[0];
  REQUIRE(first["type"] == "pickup");
  const auto is_first = [&](const Json& step) { return step["id"] == first["id"]; };
  Json rest = Json::array();
  for (const Json& step : steps) {
    if (!is_first(step)) rest.push_back(step);
  }
  steps = rest;
  // The afternoon still names it.
  const Called orphan = hand.check();
  CHECK(orphan.exit == 2);
  CHECK(orphan.says("go home with a vehicle that did not bring them"));
  hand.routes["routes"].erase(
      std::remove_if(hand.routes["routes"].begin(), hand.routes["routes"].end(),
                     [](const Json& r) { return r["vehicle"] == 1 && r["half"] == "afternoon"; }),
      hand.routes["routes"].end());
  const Called judged = hand.check();
  CHECK(judged.exit == 3);
  const std::int64_t id = first["id"];
  CHECK(judged.says("no vehicle serves stop " + std::to_string(id)));
  CHECK(hand.broken() == std::vector<std::string>{"routes.broken.stop_not_served"});
  // Who is brought but not taken home, or never let out.
  Hand forgetful;
  for (Json& route : forgetful.routes["routes"]) {
    if (route["vehicle"] == 2 && route["half"] == "afternoon") {
      route["steps"].erase(route["steps"].size() - 1);
    }
  }
  CHECK(forgetful.broken() == std::vector<std::string>{"routes.broken.afternoon_stops"});
  Hand locked_in;
  Json& ride = locked_in.morning(2)["steps"];
  ride.erase(ride.size() - 1);
  CHECK(locked_in.check().says("get on but never off"));
  // A vehicle too small: its loads, less the pupils of the stop that was left out.
  std::int64_t most = 0;
  for (const Json& step : hand.morning(1)["steps"]) {
    if (step["type"] != "pickup") continue;
    const std::int64_t load = step["load"][0];
    const std::int64_t gone = step["line"] == first["line"] ? std::int64_t{first["load"][0]} : 0;
    most = std::max(most, load - gone);
  }
  hand.morning(1)["description"] = "19座";
  const auto keys = hand.broken();
  CHECK(std::count(keys.begin(), keys.end(), "routes.broken.overload") == (most > 17 ? 1 : 0));
}

TEST_CASE("A file of another plan, or no such file, is bad input with each place") {
  Hand hand;
  hand.morning(2)["description"] = "双层";
  hand.morning(3)["steps"][0]["description"] = "别处";
  const Called judged = hand.check();
  CHECK(judged.exit == 2);
  CHECK(judged.says("there is no bus type “双层”"));
  CHECK(judged.says("the file says “别处”"));
  hand.morning(4)["steps"][0]["id"] = 9999;
  CHECK(hand.check().says("get off where they did not get on"));
  std::ofstream(hand.folder.path() / "broken.json") << "{\"routes\": [\n{\"vehicle\": }]}";
  const std::string where = " --county " + county() + " --scenario " + scenario("merge_under_30");
  const Called broken = call(hand.folder, "routes check broken.json --lang en" + where);
  CHECK(broken.exit == 2);
  CHECK(broken.says("not valid JSON"));
  CHECK(call(hand.folder, "routes check broken.json --lang en").says("no manifest.json"));
  CHECK(call(hand.folder, "routes check none.json").exit == 2);
  CHECK(call(hand.folder, "routes").exit == 1);
}

TEST_CASE(
    "Bells that the search moved stand in the routes, and are judged when a hand moves them") {
  const ScratchFolder folder;
  std::string own = content(sample() / "county/scenarios/merge_under_30.toml");
  const std::string head = "[bus]\n";
  own.insert(own.find(head) + head.size(), "bell_earlier_minutes = 10\nbell_later_minutes = 10\n");
  std::ofstream(folder.path() / "bells.toml") << own;
  REQUIRE(call(folder, "run " + county() + " bells.toml -o out").exit == 0);
  const Json outcome = Json::parse(content(folder.path() / "out/bells/outcome.json"));
  Json routes = Json::parse(content(folder.path() / "out/bells/routes.json"));
  const Json& moved = outcome["buses"]["moved_bells"];
  REQUIRE(routes["bells"].size() == moved.size());
  REQUIRE(!moved.empty());
  std::size_t told = 0;
  for (const Json& finding : outcome["findings"]) {
    const std::string key = finding["message"]["key"];
    told += key == "finding.bell_earlier" || key == "finding.bell_later";
  }
  CHECK(told == moved.size());
  for (const Json& bell : moved) {
    const double later = bell["later_s"];
    CHECK((later >= -600 && later <= 600 && later != 0));
  }
  const std::string where = " --county " + county() + " --scenario bells.toml --lang en";
  const auto write = [&] { std::ofstream(folder.path() / "mine.json") << routes.dump(); };
  write();
  CHECK(call(folder, "routes check mine.json" + where).says("Nothing is broken"));
  // Schools begin at 8:00 or 7:40; 9:00 is more than ten minutes away from both.
  routes["bells"][0]["arrive"] = "09:00";
  write();
  const Called broken = call(folder, "routes check mine.json" + where);
  CHECK(broken.exit == 3);
  CHECK(broken.says("minutes outside of what the scenario allows"));
  CHECK_FALSE(broken.says("? yuan"));
  routes["bells"][0]["arrive"] = "9 o'clock";
  routes["bells"].push_back({{"school", "Nowhere"}, {"arrive", "08:00"}, {"stage", "senior"}});
  write();
  const Called unread = call(folder, "routes check mine.json" + where);
  CHECK(unread.exit == 2);
  CHECK(unread.says("bells/0/arrive"));
  CHECK(unread.says("primary or junior is wanted"));
  routes["bells"][0]["arrive"] = "08:00";
  routes["bells"].erase(routes["bells"].size() - 1);
  routes["bells"].push_back(routes["bells"][0]);
  write();
  CHECK(call(folder, "routes check mine.json" + where).says("is said twice"));
  routes["bells"] = Json::array({{{"school", "Nowhere"}, {"arrive", "08:00"}}});
  write();
  CHECK(call(folder, "routes check mine.json" + where).says("no bus of this plan goes to"));
}

TEST_CASE("The rest is searched anew around vehicles that stay, and a scenario can use them") {
  Hand hand;
  // By hand in the short form: the first two trips of vehicle 1 in buses of their own, the others
  // as they are.
  const Json& steps = hand.morning(1)["steps"];
  std::vector<std::int64_t> ids;
  for (const Json& step : steps) {
    if (step["type"] == "pickup" && step["line"] == steps[0]["line"]) ids.push_back(step["id"]);
  }
  const Json mine{{"routes", Json::array({{{"vehicle", 7},
                                           {"description", "56座"},
                                           {"trips", Json::array({Json(ids)})}}})}};
  std::ofstream(hand.folder.path() / "mine.json") << mine.dump();
  const std::string where = " --county " + county() + " --scenario " + scenario("merge_under_30");
  const Called improved =
      call(hand.folder, "routes improve mine.json --keep 7 -o better.json --lang en" + where);
  REQUIRE(improved.exit == 0);
  const auto better = Json::parse(content(hand.folder.path() / "better.json"));
  CHECK(better["routes"][0]["description"] == "56座");
  CHECK(better["routes"][0]["locked"] == true);
  CHECK(better["summary"]["pickup"] == hand.routes["summary"]["pickup"]);
  CHECK(call(hand.folder, "routes check better.json" + where).exit == 0);
  CHECK(call(hand.folder, "routes improve mine.json --keep 8 -o x.json" + where).exit == 2);

  // The same plan in a scenario: everyone is served, vehicle 7's trip as it was drawn.
  std::string own_scenario = content(sample() / "county/scenarios/merge_under_30.toml");
  const std::string head = "[bus]\n";
  REQUIRE(own_scenario.find(head) != std::string::npos);
  own_scenario.insert(own_scenario.find(head) + head.size(), "routes = \"mine.json\"\n");
  std::ofstream(hand.folder.path() / "drawn.toml") << own_scenario;
  REQUIRE(call(hand.folder, "run " + county() + " drawn.toml -o own").exit == 0);
  const auto own = Json::parse(content(hand.folder.path() / "own/drawn/routes.json"));
  CHECK(own["routes"][0]["description"] == "56座");
  CHECK(own["summary"]["pickup"] == hand.routes["summary"]["pickup"]);
  CHECK(own["summary"]["cost_yuan_a_year"] >= hand.routes["summary"]["cost_yuan_a_year"]);
  // What breaks a limit is no plan.
  std::ofstream(hand.folder.path() / "mine.json")
      << Json{{"routes", Json::array({{{"vehicle", 7},
                                       {"description", "19座"},
                                       {"trips", Json::array({Json(ids), Json(ids)})}}})}}
             .dump();
  const Called refused = call(hand.folder, "run " + county() + " drawn.toml -o again --lang en");
  CHECK(refused.exit == 2);
  CHECK(refused.says("is served already"));
  CHECK_FALSE(fs::exists(hand.folder.path() / "again"));
}

}  // namespace
}  // namespace budian
