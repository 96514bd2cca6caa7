// Location models by the built program.
#include <nlohmann/json.hpp>

#include "tests/commands/program.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

Called locate(const ScratchFolder& folder, const std::string& model, const std::string& more = "") {
  std::ofstream(folder.path() / "model.toml") << model;
  return call(folder, "locate " + county() + " model.toml --lang en " + more);
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
