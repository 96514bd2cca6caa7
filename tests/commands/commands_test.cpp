// The built program: exit codes, files, messages.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "gis/layer_file.hpp"
#include "tests/commands/program.hpp"

namespace budian {
namespace {

/// Codes of the findings that a check prints as JSON, and how often each stands there.
std::map<std::string, int> codes_of(const Called& check) {
  std::map<std::string, int> codes;
  for (const auto& finding : nlohmann::json::parse(check.out)) ++codes[finding["code"]];
  return codes;
}

TEST_CASE("A wrong call exits with 1 and shows what helps") {
  const ScratchFolder folder;
  CHECK(call(folder, "").exit == 1);
  CHECK(call(folder, "run").says("用法"));
  CHECK(call(folder, "fly").exit == 1);
  CHECK(call(folder, "run --lang fr").exit == 1);
  CHECK(call(folder, "sample x --scale 61").exit == 1);
}

TEST_CASE("Help is there in both languages") {
  const ScratchFolder folder;
  CHECK(call(folder, "--help").says("虚构的示例县"));
  CHECK(call(folder, "--lang en --help").says("invented sample county"));
  CHECK(call(folder, "run --help").exit == 0);
}

TEST_CASE("A county that does not exist is bad input") {
  const ScratchFolder folder;
  const auto called = call(folder, "run nothing/county.toml -o out --lang en");
  CHECK(called.exit == 2);
  CHECK(called.says("nothing/county.toml"));
  CHECK_FALSE(fs::exists(folder.path() / "out"));
}

TEST_CASE("A sample does not overwrite files that differ from it") {
  const ScratchFolder folder;
  REQUIRE(call(folder, "sample x").exit == 0);
  CHECK(call(folder, "sample x").exit == 0);  // the same bytes again
  const Called other = call(folder, "--lang en sample x --seed 2");
  CHECK(other.exit == 2);
  CHECK(other.says("--replace"));
  CHECK(call(folder, "check x/county.toml").exit == 0);  // still whole
  CHECK(call(folder, "sample x --seed 2 --replace").exit == 0);
  CHECK_FALSE(fs::exists(folder.path() / ".x.writing"));
}

// Its files are in order; what its roads lack is told, as it would be of any county.
TEST_CASE("The clean sample county has no problems but those of its roads") {
  const ScratchFolder folder;
  const auto called = call(folder, "check --json " + county() + " " + scenario("merge_under_30"));
  CHECK(called.exit == 0);
  auto codes = codes_of(called);
  // Three hamlets lie in the hills without a road; a village road ends before the dyke road.
  CHECK(codes["network.no_road"] == 3);
  CHECK(codes["network.gap"] > 0);
  for (const auto& [code, count] : codes) CHECK(code.rfind("network.", 0) == 0);
}

TEST_CASE("Problems come as JSON with both languages, and exit 2") {
  const ScratchFolder folder;
  const auto wrong = folder.write(
      "wrong.toml",
      "title = \"x\"\n[[measure]]\ndo = \"merge\"\nfrom = [\"无此校\"]\ninto = \"无此校\"\n");
  const auto called = call(folder, "check " + county() + " '" + wrong.string() + "' --json");
  CHECK(called.exit == 2);
  const auto json = nlohmann::json::parse(called.out);
  const auto errors = std::count_if(
      json.begin(), json.end(), [](const auto& finding) { return finding["severity"] == "error"; });
  REQUIRE(errors == 2);  // and they come first
  CHECK(json[0]["row"] == 2);
  CHECK(json[0]["row_counts"] == "line");
  CHECK(json[0]["severity"] == "error");
  for (const auto* language : {"zh", "en"}) {
    CHECK_FALSE(json[0][language]["what"].get<std::string>().empty());
  }
}

TEST_CASE("A check writes a page, a layer and JSON, and says where they are") {
  const ScratchFolder folder;
  REQUIRE(call(folder, "sample bad").exit == 0);
  fs::remove(folder.path() / "bad" / "schools.shx");
  fs::remove(folder.path() / "bad" / "schools.prj");
  const auto called = call(folder, "check bad/county.toml -o findings --lang en");
  CHECK(called.exit == 2);
  CHECK(called.says("place.crs") == false);  // sentences, no codes
  CHECK(called.says("crs = \"EPSG:4490\""));
  CHECK(called.says("1 error(s), 0 warning(s), 1 note(s)."));
  const auto json = nlohmann::json::parse(content(folder.path() / "findings" / "findings.json"));
  REQUIRE(json.size() == 2);
  CHECK(json[0]["code"] == "place.crs_proposed");  // the worst first
  CHECK(json[1]["code"] == "layer.shp.no_index");
  const std::string page = content(folder.path() / "findings" / "findings.html");
  CHECK(page.find("layer.shp.no_index") != std::string::npos);
  CHECK(page.find("<svg") != std::string::npos);
  CHECK(page.find("<script") == std::string::npos);
  CHECK(fs::exists(folder.path() / "findings" / "findings.gpkg"));
  CHECK_FALSE(fs::exists(folder.path() / "bad" / "schools.shx"));  // the originals stay as they are
  CHECK(call(folder, "check bad/county.toml --accept").exit == 0);
  CHECK(call(folder, "run bad/county.toml -o out").exit == 2);
  CHECK(call(folder, "run bad/county.toml -o out --accept").exit == 0);
  CHECK(call(folder, "run --replay out/manifest.json -o again").exit == 0);  // accepts again
}

TEST_CASE("A clean copy has nothing wrong and gives the results of the original") {
  const ScratchFolder folder;
  const auto fixed = call(folder, "check " + county() + " --fix clean --lang en");
  REQUIRE(fixed.exit == 0);
  CHECK(fixed.says("clean/county.toml"));
  CHECK(codes_of(call(folder, "check clean/county.toml --json")) ==
        codes_of(call(folder, "check --json " + county())));
  const std::string plan = " " + scenario("merge_under_30") + " -o two";
  REQUIRE(call(folder, "run clean/county.toml" + plan).exit == 0);
  CHECK(content(merge_run() / "comparison.csv") ==
        content(folder.path() / "two" / "comparison.csv"));
}

TEST_CASE("What can be put right is right in the clean copy and stands in its log") {
  const ScratchFolder folder;
  REQUIRE(call(folder, "sample bad").exit == 0);
  fs::remove(folder.path() / "bad" / "schools.shx");
  fs::remove(folder.path() / "bad" / "schools.prj");
  const auto refused = call(folder, "check bad/county.toml --fix clean --lang en");
  CHECK(refused.exit == 2);
  CHECK(refused.says("no clean copy was written"));
  CHECK_FALSE(fs::exists(folder.path() / "clean"));
  REQUIRE(call(folder, "check bad/county.toml --accept --fix clean").exit == 0);
  CHECK(codes_of(call(folder, "check clean/county.toml --json")) ==
        codes_of(call(folder, "check --json " + county())));
  const std::string log = content(folder.path() / "clean" / "changes.csv");
  CHECK(log.find("layer.shp.no_index") != std::string::npos);
  CHECK(log.find("place.crs_accepted") != std::string::npos);
  CHECK(log.find("XXMC → name") != std::string::npos);
  CHECK(log.find("275") != std::string::npos);
}

TEST_CASE("Mistakes of all scenario files are reported in one run and nothing is written") {
  const ScratchFolder folder;
  folder.write("a.toml", "title = \"a\"\nlimts = 1\n");
  folder.write("b.toml", "titel = \"b\"\n");
  const auto called = call(folder, "run " + county() + " a.toml b.toml -o out --lang en");
  CHECK(called.exit == 2);
  CHECK(called.says("limts"));
  CHECK(called.says("titel"));
  CHECK_FALSE(fs::exists(folder.path() / "out"));
}

TEST_CASE("A run writes everything, the same bytes each time, and can be replayed") {
  // As deep as the other run: the same ways to the county.
  const ScratchFolder folder(shared_runs());
  const auto first =
      call(folder, "run " + county() + " " + scenario("merge_under_30") + " -o out --shapefiles");
  REQUIRE(first.exit == 0);
  CHECK(first.err.empty());
  CHECK(first.says("撤并"));
  const auto files = files_of(folder.path() / "out");
  for (const auto* name :
       {"tables.xlsx", "comparison.csv", "manifest.json", "today/layers.gpkg", "today/outcome.json",
        "merge_under_30/layers.gpkg", "merge_under_30/routes.geojson", "merge_under_30/routes.json",
        "merge_under_30/outcome.json", "merge_under_30/shapefiles/schools.shp"}) {
    INFO(name);
    CHECK(files.contains(name));
  }
  const auto is_same = [&](const std::map<std::string, std::string>& others) {
    REQUIRE(files.size() == others.size());
    for (const auto& [name, bytes] : files) {
      INFO(name);
      CHECK(bytes == others.at(name));
    }
  };
  is_same(files_of(merge_run()));
  REQUIRE(call(folder, "run --replay out/manifest.json -o two").exit == 0);
  is_same(files_of(folder.path() / "two"));
}

TEST_CASE("A replay says which input has changed since") {
  const ScratchFolder folder;
  // As they lie beside each other in shared_runs().
  fs::create_directories(folder.path() / "sample");
  fs::create_directories(folder.path() / "merge");
  fs::copy(sample() / "county", folder.path() / "sample/county", fs::copy_options::recursive);
  fs::copy(merge_run(), folder.path() / "merge/out", fs::copy_options::recursive);
  const std::string changed = "sample/county/county.toml";
  std::ofstream(folder.path() / changed, std::ios::app) << "\n# changed\n";
  const auto called = call(folder, "run --replay merge/out/manifest.json -o again --lang en");
  CHECK(called.exit == 2);
  CHECK(called.says("county.toml has changed since"));
  CHECK_FALSE(fs::exists(folder.path() / "again"));
}

TEST_CASE(
    "A table of journeys lists every pair, or the nearest, with a reason where there is none") {
  const ScratchFolder folder;
  REQUIRE(call(folder, "travel " + county() + " --from schools --to schools --lang en -o all.csv")
              .exit == 0);
  const std::string all = content(folder.path() / "all.csv");
  const auto lines = [](const std::string& csv) {
    return static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n'));
  };
  CHECK(all.find("from_code,from_name,to_code,to_name,metres,seconds,walk_metres,why_none") <= 3);
  CHECK(lines(all) == 1 + 275 * 275);  // the sample has 275 schools
  CHECK(call(folder, "travel " + county() + " --nearest 2 --limit 30min --lang en -o near.csv")
            .exit == 0);
  CHECK(content(folder.path() / "near.csv").find("beyond the limit") != std::string::npos);
  CHECK(call(folder, "travel " + county() + " --mode bus --nearest 1 --paths -o rides.gpkg").exit ==
        0);
  CHECK(fs::file_size(folder.path() / "rides.gpkg") > 0);
}

TEST_CASE("A table between the county's own files is the one between its layers") {
  const ScratchFolder folder;
  const std::string files = " --from '" + (sample() / "county" / "settlements.shp").string() +
                            "' --to '" + (sample() / "county" / "schools.shp").string() + "'";
  REQUIRE(call(folder, "travel " + county() + " --nearest 1 -o layers.csv").exit == 0);
  REQUIRE(call(folder, "travel " + county() + files + " --nearest 1 -o files.csv").exit == 0);
  CHECK(content(folder.path() / "layers.csv") == content(folder.path() / "files.csv"));
}

TEST_CASE("Of the nearest, what lies at the very place comes first, without a way") {
  const ScratchFolder folder;
  REQUIRE(call(folder, "travel " + county() + " --from schools --nearest 1 -o own.csv").exit == 0);
  std::istringstream lines(content(folder.path() / "own.csv"));
  std::string line;
  std::getline(lines, line);
  int rows = 0;
  while (std::getline(lines, line)) {
    ++rows;
    CHECK(line.find(",0.000,0.000,0.000,") != std::string::npos);
  }
  CHECK(rows == 275);
}

TEST_CASE("A table as JSON has the form of a table service") {
  const ScratchFolder folder;
  const auto called = call(folder, "travel " + county() + " --from schools --mode car --json");
  REQUIRE(called.exit == 0);
  const auto table = nlohmann::json::parse(called.out);
  CHECK(table["code"] == "Ok");
  CHECK(table["sources"].size() == 275);
  CHECK(table["durations"].size() == 275);
  CHECK(table["durations"][3][3] == 0.0);
  CHECK(table["distances"][7].size() == 275);
  CHECK(table["sources"][0]["location"].size() == 2);
}

TEST_CASE("Bands and service areas hold every pupil once") {
  const ScratchFolder folder;
  REQUIRE(call(folder, "travel " + county() + " --bands 1,2,5km -o reach.gpkg").exit == 0);
  const auto pupils = [&](const std::string& layer, std::size_t features) {
    const FeatureLayer read = read_layer({folder.path() / "reach.gpkg", layer, "", ""});
    const auto column = static_cast<std::size_t>(
        std::find(read.fields.begin(), read.fields.end(), "pupils") - read.fields.begin());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < std::min(features, read.features.size()); ++i)
      sum += std::get<std::int64_t>(read.features[i].cells[column]);
    return sum;
  };
  // The sample has 93,764 pupils. Those of the last band, beyond 5 km, belong to no service area.
  CHECK(pupils("bands", 4) == 93764);
  CHECK(pupils("service_areas", 275) == pupils("bands", 3));
  CHECK(pupils("bands", 1) > 0);
}

/// Rows of a CSV by "from_code to_code": the other cells.
std::map<std::string, std::vector<std::string>> rows_of(const fs::path& csv) {
  std::map<std::string, std::vector<std::string>> rows;
  std::istringstream lines(content(csv));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::istringstream rest(line);
    for (std::string cell; std::getline(rest, cell, ',');) cells.push_back(cell);
    cells.resize(12);  // empty ones at the end
    const std::string pair = cells[0] + " " + cells[2];
    rows[pair] = std::move(cells);
  }
  return rows;
}

// The table of changes against two whole tables: of the county, and of one without the road.
TEST_CASE("What a closed road changes is what differs between the tables with and without it") {
  const ScratchFolder folder;
  const std::string to = " --mode walk --limit 6km ";
  REQUIRE(call(folder, "travel " + county() + to + "-o before.csv").exit == 0);
  const auto called =
      call(folder, "travel " + county() + to + "--close 河堤路 --lang en -o changes.csv");
  REQUIRE(called.exit == 0);
  fs::copy(sample() / "county", folder.path() / "county", fs::copy_options::recursive);
  std::string file = content(folder.path() / "county" / "county.toml");
  const std::string roads = "file = \"roads.shp\"\n";
  REQUIRE(file.find(roads) != std::string::npos);
  file.insert(file.find(roads), "where = \"DLMC IS NULL OR DLMC <> '河堤路'\"\n");
  std::ofstream(folder.path() / "county" / "county.toml") << file;
  REQUIRE(call(folder, "travel county/county.toml" + to + "-o after.csv").exit == 0);
  const auto before = rows_of(folder.path() / "before.csv");
  const auto after = rows_of(folder.path() / "after.csv");
  const auto changes = rows_of(folder.path() / "changes.csv");
  CHECK(changes.size() > 3);
  for (const auto& [pair, cells] : changes) {
    REQUIRE(after.at(pair)[4] == cells[4]);   // metres
    REQUIRE(before.at(pair)[4] == cells[8]);  // metres before
  }
  std::size_t differing = 0;
  for (const auto& [pair, cells] : before) differing += cells[4] == after.at(pair)[4] ? 0U : 1U;
  CHECK(differing == changes.size());
  // The nearest school of each origin, by the whole tables.
  const auto nearest_of = [](const std::map<std::string, std::vector<std::string>>& table) {
    std::map<std::string, double> nearest;
    for (const auto& [pair, cells] : table) {
      if (cells[4].empty()) continue;
      const double metres = std::stod(cells[4]);
      const auto [held, is_new] = nearest.emplace(cells[0], metres);
      if (!is_new) held->second = std::min(held->second, metres);
    }
    return nearest;
  };
  const auto nearest_after = nearest_of(after);
  std::size_t further = 0;
  for (const auto& [origin, metres] : nearest_of(before)) {
    const auto now = nearest_after.find(origin);
    if (now != nearest_after.end() && now->second > metres) ++further;
  }
  CHECK(further > 0);
  CHECK(call(folder,
             "travel " + county() + to + "--close 河堤路 --nearest 1 --lang en -o nearest.csv")
            .says(std::to_string(further) + " origins have further to go"));
}

TEST_CASE("New roads are read from any layer, and areas and JSON are of the roads afterwards") {
  const ScratchFolder folder;
  folder.write("new.geojson", R"({"type": "FeatureCollection", "features": [{"type": "Feature",
    "properties": {"class": "county"}, "geometry": {"type": "LineString",
    "coordinates": [[117.20, 28.60], [117.25, 28.64], [117.30, 28.70]]}}]})");
  const std::string change = "travel " + county() + " --mode bus --add new.geojson ";
  REQUIRE(call(folder, change + "--nearest 1 --paths -o rides.gpkg").exit == 0);
  const FeatureLayer rides = read_layer({folder.path() / "rides.gpkg", "journeys", "", ""});
  CHECK_FALSE(rides.features.empty());
  CHECK(std::find(rides.fields.begin(), rides.fields.end(), "seconds_more") != rides.fields.end());
  const auto with = call(folder, change + "--from schools --json");
  const auto without = call(folder, "travel " + county() + " --mode bus --from schools --json");
  REQUIRE(with.exit == 0);
  CHECK(with.out != without.out);
  CHECK(call(folder, change + "--bands 10,20min -o reach.gpkg").exit == 0);
}

TEST_CASE("Changes of roads that cannot be are refused, all in one go") {
  const ScratchFolder folder;
  const auto called = call(
      folder,
      "travel " + county() +
          " --close 没有这条路 --speed 河堤路 --speed 河堤路=900 --speed 河堤路=nan --close 100,20 "
          "--add nothing.shp --lang en -o x.csv");
  CHECK(called.exit == 2);
  CHECK(called.says("没有这条路"));
  CHECK(called.says("河堤路=900"));
  CHECK(called.says("河堤路=nan"));
  CHECK(called.says("100,20"));
  CHECK(called.says("nothing.shp"));
  CHECK_FALSE(fs::exists(folder.path() / "x.csv"));
}

TEST_CASE("A wrong table is refused in a sentence and nothing is written") {
  const ScratchFolder folder;
  const auto refused = [&](const std::string& rest) {
    const auto called = call(folder, "travel " + county() + " --lang en " + rest);
    CHECK(called.exit == 2);
    return called;
  };
  CHECK(refused("--limit 5 -o x.csv").says("5km"));
  CHECK(refused("--limit 1e20km -o x.csv").says("5km"));
  CHECK(refused("--from villages -o x.csv").says("settlements"));
  CHECK(refused("-o x.txt").says(".gpkg"));
  CHECK(refused("--bands 10,5min -o x.gpkg").says("rising"));
  CHECK(refused("--bands 5,10min -o x.csv").says(".gpkg"));
  CHECK_FALSE(fs::exists(folder.path() / "x.csv"));
  CHECK(call(folder, "travel " + county()).exit == 1);
}

TEST_CASE("A folder that is not ours is not overwritten") {
  const ScratchFolder folder;
  folder.write("mine/diary.txt", "precious");
  const auto called = call(folder, "run " + county() + " -o mine --lang en");
  CHECK(called.exit == 2);
  CHECK(content(folder.path() / "mine" / "diary.txt") == "precious");
}

TEST_CASE("With --strict broken limits exit with 3, and the output is written") {
  const ScratchFolder folder;
  const auto called = call(folder, "run " + county() + " -o out --strict --json");
  CHECK(called.exit == 3);
  CHECK(fs::exists(folder.path() / "out" / "comparison.csv"));
  const auto json = nlohmann::json::parse(called.out);
  CHECK(json[0]["values"]["today"] == 275);
}

}  // namespace
}  // namespace budian
