// Sweeps through the built program, on a county of five villages with a school each.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/commands/program.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

const char* const townships = R"({"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"code": "01", "name": "青禾镇"}, "geometry": {"type": "Polygon",
  "coordinates": [[[116.8,32.5],[116.9,32.5],[116.9,32.6],[116.8,32.6],[116.8,32.5]]]}},
 {"type": "Feature", "properties": {"code": "02", "name": "柳湾乡"}, "geometry": {"type": "Polygon",
  "coordinates": [[[116.9,32.5],[117.0,32.5],[117.0,32.6],[116.9,32.6],[116.9,32.5]]]}}]})";
const char* const schools = R"(code,name,kind,parent,X,Y,G1,G2,G3,G4,G5,G6,rooms
S1,青禾中心小学,211,,116.85,32.55,40,41,42,43,44,45,12
S2,柳湾中心小学,211,,116.95,32.55,40,41,42,43,44,45,12
P1,东坡教学点,218,S1,116.815,32.55,5,6,5,6,0,0,4
P2,北岗教学点,218,S1,116.85,32.59,7,8,7,6,0,0,4
P3,南洼教学点,218,S2,116.95,32.51,9,8,9,8,0,0,4
)";
const char* const settlements = R"(code,name,X,Y,G1,G2,G3,G4,G5,G6
V1,东坡村,116.816,32.55,5,6,5,6,0,0
V2,青禾街,116.85,32.551,40,41,42,43,44,45
V3,北岗村,116.85,32.588,7,8,7,6,0,0
V4,柳湾街,116.951,32.55,40,41,42,43,44,45
V5,南洼村,116.95,32.512,9,8,9,8,0,0
)";
const char* const roads = R"({"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"class": "village"}, "geometry": {"type": "LineString",
  "coordinates": [[116.81,32.55],[116.85,32.55],[116.95,32.55],[116.99,32.55]]}},
 {"type": "Feature", "properties": {"class": "village"}, "geometry": {"type": "LineString",
  "coordinates": [[116.85,32.51],[116.85,32.55],[116.85,32.59]]}},
 {"type": "Feature", "properties": {"class": "village"}, "geometry": {"type": "LineString",
  "coordinates": [[116.95,32.51],[116.95,32.55],[116.95,32.59]]}}]})";
const char* const county_toml = R"([county]
name = "试验县"
invented = true
[townships]
file = "townships.geojson"
fields = { code = "code", name = "name" }
[schools]
file = "schools.csv"
crs = "EPSG:4490"
[schools.fields]
code = "code"
name = "name"
kind = "kind"
parent = "parent"
classrooms = "rooms"
pupils = ["G1", "G2", "G3", "G4", "G5", "G6", "", "", ""]
[settlements]
file = "settlements.csv"
crs = "EPSG:4490"
fields = { code = "code", name = "name", pupils = ["G1", "G2", "G3", "G4", "G5", "G6", "", "", ""] }
[roads]
file = "roads.geojson"
fields = { class = "class" }
)";

/// Points under 25 pupils close: P1 with 22. P2 has 28, P3 34.
const char* const merge =
    "title = \"并点\"\n[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 25\n";

const char* const grid_sweep = R"(title = "试"
scenario = "merge.toml"
design = "grid"
[[parameter]]
name = "fewer_than"
values = [10, 25, 35]
[[parameter]]
name = "bus_kilometre_factor"
values = [1, 2]
)";

const char* const drawn_sweep = R"(title = "试"
scenario = "merge.toml"
design = "random"
runs = 5
[[parameter]]
name = "bus_speed_factor"
distribution = "uniform"
low = 0.6
high = 1
[[parameter]]
name = "rolls_factor"
by = "township"
distribution = "normal"
low = 0.9
high = 1.1
)";

struct SweepCounty {
  ScratchFolder folder;
  explicit SweepCounty(const std::string& sweep) {
    folder.write("townships.geojson", townships);
    folder.write("schools.csv", schools);
    folder.write("settlements.csv", settlements);
    folder.write("roads.geojson", roads);
    folder.write("county.toml", county_toml);
    folder.write("merge.toml", merge);
    folder.write("sweep.toml", sweep);
  }
  [[nodiscard]] Called run(const std::string& more) const {
    return call(folder, "sweep county.toml sweep.toml --lang en " + more);
  }
  [[nodiscard]] Called gather(const std::string& more) const {
    return call(folder, "sweep gather --lang en " + more);
  }
  [[nodiscard]] Json json(const std::string& file) const {
    return Json::parse(content(folder.path() / file));
  }
};

std::vector<std::string> names(const std::map<std::string, std::string>& files) {
  std::vector<std::string> list;
  for (const auto& [name, bytes] : files) list.push_back(name);
  return list;
}

/// Values by figure; those of a standard by "figure@code".
std::map<std::string, Json> figures_of(const Json& record) {
  std::map<std::string, Json> figures;
  for (const auto& figure : record["figures"]) {
    const std::string standard = figure["standard"];
    const std::string key = figure["figure"];
    figures[standard.empty() ? key : key + "@" + standard] = figure["value"];
  }
  return figures;
}

std::string closed_in(const Json& record) {
  std::string codes;
  for (const auto& school : record["schools"]) {
    if (school["fate"] == "closed") codes += school["code"].get<std::string>();
  }
  return codes;
}

}  // namespace

TEST_CASE("A grid sweep has a file a run, tables, and says how often each school closes") {
  const SweepCounty county(grid_sweep);
  const auto called = county.run("-o out");
  INFO(called.err);
  REQUIRE(called.exit == 0);
  auto found = names(files_of(county.folder.path() / "out"));
  // A program built without its pages writes none.
  if (std::erase(found, "sweep.html") == 0) WARN("no page: built with BUDIAN_WEB=OFF?");
  CHECK(found == std::vector<std::string>{
                     "closures.csv", "runs/000000.json", "runs/000001.json", "runs/000002.json",
                     "runs/000003.json", "runs/000004.json", "runs/000005.json", "runs/000006.json",
                     "sweep.csv", "sweep.json", "sweep.xlsx", "sweep_inputs.json"});
  // Under 10 nothing closes, under 25 P1 (22 pupils), under 35 all three (22, 28, 34).
  const std::vector<std::string> closed{"P1", "", "", "P1", "P1", "P1P2P3", "P1P2P3"};
  for (std::size_t run = 0; run < closed.size(); ++run) {
    const Json record = county.json("out/runs/00000" + std::to_string(run) + ".json");
    CHECK(closed_in(record) == closed[run]);
    CHECK(record["run"] == run);
  }
  const Json summary = county.json("out/sweep.json");
  const Json& tallies = summary["scenarios"][0]["schools"];
  REQUIRE(tallies.size() == 3);
  CHECK(tallies[0]["code"] == "P1");
  CHECK(tallies[0]["closed"] == 4);
  CHECK(tallies[0]["base"] == "closed");
  CHECK(tallies[0]["deciding"][0]["parameter"] == "fewer_than");
  CHECK(tallies[1]["closed"] == 2);
  CHECK(tallies[1]["base"] == "stays");
  CHECK(called.says("4 of 6"));
  CHECK(called.says("2 of 6"));
}

TEST_CASE("The base run has the figures of budian run, to the digit") {
  const SweepCounty county(grid_sweep);
  REQUIRE(county.run("-o out").exit == 0);
  const auto run = call(county.folder, "run county.toml merge.toml -o one --json");
  REQUIRE(run.exit == 0);
  const Json base = county.json("out/runs/000000.json");
  std::size_t compared = 0;
  std::map<std::string, std::vector<Json>> by_key;  // rows of standards bear the same key
  for (const auto& figure : base["figures"]) {
    by_key[figure["figure"]].push_back(figure["value"]);
  }
  std::map<std::string, std::size_t> seen;
  const Json rows = Json::parse(run.out);
  for (const auto& row : rows) {
    const std::string key = row["measure"];
    if (key.rfind("kind.", 0) == 0) continue;  // schools by kind are no figure of a sweep
    CAPTURE(key);
    REQUIRE(by_key.count(key) == 1);
    REQUIRE(seen[key] < by_key[key].size());
    CHECK(by_key[key][seen[key]++] == row["values"]["merge"]);
    ++compared;
  }
  CHECK(compared > 40);
}

TEST_CASE("A parameter moves what it should: each bus kilometre at twice the price") {
  const SweepCounty county(grid_sweep);
  REQUIRE(county.run("-o out").exit == 0);
  // Runs 3 and 4: threshold 25, kilometres at their price and at twice the price. Same plan, and a
  // bus has the same fixed cost, so the difference is what the kilometres cost.
  auto once = figures_of(county.json("out/runs/000003.json"));
  auto twice = figures_of(county.json("out/runs/000004.json"));
  CHECK(once["measure.buses"] == twice["measure.buses"]);
  REQUIRE(once["measure.riders"] > 0);
  const double km_a_day = once["measure.bus_km_a_day"];
  CHECK(once["measure.bus_km_a_day"] == twice["measure.bus_km_a_day"]);
  const double difference =
      twice["measure.bus_cost"].get<double>() - once["measure.bus_cost"].get<double>();
  // 22 pupils in one trip need the bus of 25 seats (23 beside driver and attendant); it costs 2.00
  // yuan a kilometre and runs on 190 days (scenarios/standards/money.toml).
  CHECK(difference / (km_a_day * 190) == Approx(2.0).epsilon(1e-4));
}

TEST_CASE("Three shards, gathered, are the sweep in one go, to the byte") {
  const SweepCounty county(drawn_sweep);
  REQUIRE(county.run("-o whole").exit == 0);
  for (const char* shard : {"1", "2", "3"}) {
    const auto called =
        county.run(std::string("-o part") + shard + " --threads 1 --shard " + shard + "/3");
    REQUIRE(called.exit == 0);
    CHECK_FALSE(fs::exists(county.folder.path() / (std::string("part") + shard) / "sweep.json"));
  }
  const auto lacking = county.gather("part3 part1 -o joined");
  CHECK(lacking.exit == 2);
  CHECK(lacking.says("2 run(s) are missing: 1, 4"));  // r mod 3 = 1 is shard 2
  const auto partial = county.gather("part3 part1 -o some --partial");
  CHECK(partial.exit == 0);
  CHECK(partial.says("2 run(s) are missing"));
  REQUIRE(county.gather("part3 part1 part2 -o joined").exit == 0);
  CHECK(files_of(county.folder.path() / "joined") == files_of(county.folder.path() / "whole"));
}

TEST_CASE("A sweep that was killed goes on where it stood, with the same result") {
  const SweepCounty county(drawn_sweep);
  REQUIRE(county.run("-o out").exit == 0);
  const auto whole = files_of(county.folder.path() / "out");
  const auto runs = county.folder.path() / "out" / "runs";
  fs::remove(runs / "000002.json");
  fs::remove(county.folder.path() / "out" / "sweep.json");
  // What a kill can leave: a folder aside with half a file, and a file that is cut off.
  fs::create_directories(runs / ".000002.json.writing");
  std::ofstream(runs / ".000002.json.writing" / "000002.json") << "{\"inputs\": \"12";
  std::ofstream(runs / "000004.json") << content(runs / "000003.json").substr(0, 200);
  const auto kept = fs::last_write_time(runs / "000001.json");
  const auto again = county.run("-o out");
  REQUIRE(again.exit == 0);
  CHECK(again.says("4 were there and 2 were computed"));
  CHECK(fs::last_write_time(runs / "000001.json") == kept);
  CHECK(files_of(county.folder.path() / "out") == whole);
}

TEST_CASE("Runs of other inputs are not gone on with, nor joined") {
  const SweepCounty county(drawn_sweep);
  REQUIRE(county.run("-o out --shard 1/6").exit == 0);
  county.folder.write("merge.toml", std::string(merge) + "[limits]\nreceivers = \"any\"\n");
  const auto called = county.run("-o out --shard 2/6");
  CHECK(called.exit == 2);
  CHECK(called.says("other inputs"));
  REQUIRE(county.run("-o other --shard 2/6").exit == 0);
  const auto gathered = county.gather("out other -o all --partial");
  CHECK(gathered.exit == 2);
  CHECK(gathered.says("another sweep"));
}

TEST_CASE(
    "Shards may begin in one folder at the same moment, and a folder of others is left alone") {
  const SweepCounty county(drawn_sweep);
  // What another shard has made of it before its inputs are in place.
  fs::create_directories(county.folder.path() / "out" / "runs");
  fs::create_directories(county.folder.path() / "out" / ".sweep_inputs.2-of-6.json.writing");
  CHECK(county.run("-o out --shard 1/6").exit == 0);
  CHECK(fs::exists(county.folder.path() / "out" / "runs" / "000000.json"));
  fs::create_directories(county.folder.path() / "mine");
  std::ofstream(county.folder.path() / "mine" / "letter.txt") << "dear";
  const auto called = county.run("-o mine --shard 1/6");
  CHECK(called.exit == 2);
  CHECK(called.says("not empty"));
  CHECK(names(files_of(county.folder.path() / "mine")) == std::vector<std::string>{"letter.txt"});
}

TEST_CASE("A call or a file of a sweep that is wrong says what would be right") {
  const SweepCounty county(
      "title = \"t\"\nscenario = \"merge.toml\"\ndesign = \"grid\"\n"
      "[[parameter]]\nname = \"fewer_than\"\nmeasure = 2\nvalues = [9]\n");
  const auto called = county.run("-o out");
  CHECK(called.exit == 2);
  CHECK(called.says("sweep.toml, line 4"));
  CHECK(called.says("1 (25)"));
  // All that is wrong in a file, in one go.
  const SweepCounty wrong(std::string(grid_sweep) +
                          "[[parameter]]\nname = \"fewer_than\"\nmeasure = 1\nvalues = [0]\n");
  fs::remove(wrong.folder.path() / "merge.toml");
  const auto refused = wrong.run("-o out");
  CHECK(refused.exit == 2);
  CHECK(refused.says("sweep.toml, line 2, field scenario"));
  CHECK(refused.says("“merge.toml”"));
  CHECK(refused.says("sweep.toml, line 11, field parameter.name"));
  CHECK(refused.says("“fewer_than.1”"));
  CHECK(refused.says("sweep.toml, line 13, field parameter.values"));
  CHECK_FALSE(fs::exists(county.folder.path() / "out"));
  CHECK(county.run("-o out --shard 4/3").exit == 2);
  CHECK(call(county.folder, "sweep county.toml").exit == 1);
  CHECK(county.gather("nothing").exit == 2);
}

}  // namespace budian
