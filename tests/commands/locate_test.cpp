// Location models by the built program.
#include <nlohmann/json.hpp>

#include "gis/layer_file.hpp"
#include "tests/commands/program.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

Called locate(const ScratchFolder& folder, const std::string& model, const std::string& more = "") {
  std::ofstream(folder.path() / "model.toml") << model;
  return call(folder, "locate " + county() + " model.toml --lang en " + more);
}

std::int64_t sum_of(const FeatureLayer& layer, const std::string& field) {
  const auto at = std::find(layer.fields.begin(), layer.fields.end(), field);
  REQUIRE(at != layer.fields.end());
  std::int64_t sum = 0;
  for (const Feature& feature : layer.features) {
    const Cell& cell = feature.cells[static_cast<std::size_t>(at - layer.fields.begin())];
    if (const auto* number = std::get_if<std::int64_t>(&cell)) sum += *number;
  }
  return sum;
}

}  // namespace

TEST_CASE("A median of the sample county is proven, and its files say who goes where") {
  const ScratchFolder folder;
  const Called called = locate(folder,
                               "[model]\nstage = \"primary\"\ngoals = [\"least_distance\"]\n"
                               "exactly = 150\nleave_out_unreachable = true\n",
                               "-o out");
  REQUIRE(called.exit == 0);
  CHECK(called.says("150 sites are open"));
  CHECK(called.says("Proven"));
  const Json json = Json::parse(content(folder.path() / "out" / "location.json"));
  CHECK(json["state"] == "solved");
  CHECK(json["goals"][0]["value_pupil_m"] == json["goals"][0]["bound_pupil_m"]);
  // The sums of the allotment are those of the sites, and the goal is theirs.
  std::int64_t allotted = 0, served = 0;
  double metres = 0;
  for (const auto& row : json["allotment"]) {
    allotted += row["pupils"].get<std::int64_t>();
    metres += row["pupils"].get<double>() * row["m"].get<double>();
  }
  int open = 0;
  for (const auto& site : json["sites"]) {
    if (site["required"].get<bool>()) CHECK(site["open"] == true);
    if (!site["open"].get<bool>()) continue;
    ++open;
    served += site["pupils"].get<std::int64_t>();
  }
  CHECK(open == 150);
  CHECK(allotted == served);
  CHECK(json["goals"][0]["value_pupil_m"].get<double>() == Approx(metres));
  // The layers say the same.
  const auto layer = [&](const char* name) {
    return read_layer({folder.path() / "out" / "location.gpkg", name, "", ""});
  };
  const FeatureLayer sites = layer("sites"), ways = layer("service_ways"),
                     settlements = layer("served_settlements");
  CHECK(sites.features.size() == json["sites"].size());
  CHECK(ways.features.size() == json["allotment"].size());
  CHECK(sum_of(ways, "pupils") == allotted);
  CHECK(sum_of(sites, "pupils") == allotted);
  CHECK(sum_of(settlements, "pupils") - sum_of(settlements, "not_served") == allotted);
}

TEST_CASE("Limits that clash are told in words, and are a failure only where that is asked") {
  const ScratchFolder folder;
  const std::string model =
      "[model]\nstage = \"junior\"\ngoals = [\"least_distance\"]\nat_most = 2\n"
      "leave_out_unreachable = true\n[distance_limits_m]\njunior = 60000\n"
      "[sites]\nkeep_flags = false\n[sizes]\nclass_size = 45\n";
  // 23,000 pupils never fit into two schools, whatever the distances.
  const Called called = locate(folder, model, "--strict");
  CHECK(called.exit == 3);
  CHECK(called.says("the seats"));
  CHECK(called.says("the greatest number of sites"));
  // Of as many sites as no county has.
  const Called more = locate(folder,
                             "[model]\nstage = \"junior\"\ngoals = [\"least_distance\"]\n"
                             "at_least = 400\nleave_out_unreachable = true\n");
  CHECK(more.exit == 0);
  CHECK(more.says("the least number of sites"));
}

TEST_CASE("Model files that are wrong are refused with line, field and value") {
  const ScratchFolder folder;
  const auto refused = [&](const std::string& model, const std::string& words) {
    const Called called = locate(folder, model);
    CAPTURE(called.err);
    CHECK(called.exit == 2);
    CHECK(called.says(words));
  };
  const std::string head = "[model]\nstage = \"primary\"\n";
  refused(head + "goals = [\"shortest\"]\n", "there is no goal 'shortest'");
  refused(head, "goals");
  refused(head + "goals = [\"least_distance\", \"fewest_sites\"]\n", "comes last");
  refused(head + "goals = [\"most_covered\"]\n", "cover_m");
  refused(head + "goals = [\"least_distance\"]\nexactly = 3\nat_most = 4\n", "exactly");
  refused(head + "goals = [\"least_distance\"]\nexactly = -3\n", "model.toml");
  refused(head + "goals = [\"least_distance\"]\nexcatly = 3\n", "exactly");
  refused(head + "goals = [\"least_distance\"]\n[sites]\nrequired = [\"Nowhere\"]\n",
          "no site has the name or code 'Nowhere'");
  refused(head + "goals = [\"least_distance\"]\n[sizes]\nmore_classrooms = 2\n", "class_size");
}

}  // namespace budian
