// Plans for a goal by the built program.
#include <nlohmann/json.hpp>

#include "tests/commands/program.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

Called plan(const ScratchFolder& folder, const std::string& goal, const std::string& more = "") {
  std::ofstream(folder.path() / "goal.toml") << goal;
  return call(folder, "plan " + county() + " goal.toml -o out --lang en " + more);
}

/// Few candidates, so that the search is short.
const std::string few =
    "title = { zh = \"少\", en = \"few\" }\n[candidates]\nfewer_than = 13\nmerge_into = 0\n"
    "[bounds]\nmost_schools = 272\n[work]\nrounds = 2\nsettle = 2\n";

const Json& best_of(const Json& json) {
  for (const auto& each : json["plans"]) {
    if (each["is_best"] == true) return each;
  }
  return json;
}

}  // namespace

TEST_CASE("A plan's scenario file, run by itself, gives the figures that the plan tells") {
  const ScratchFolder folder;
  const Called called = plan(folder, few);
  REQUIRE(called.exit == 0);
  CHECK(called.says("best for the goal"));
  const Json json = Json::parse(content(folder.path() / "out" / "plan.json"));
  const Json& best = best_of(json);
  REQUIRE(best["figures"]["schools_open"] == 272);
  CHECK(best["figures"]["closures"] == 3);
  const std::string file = best["file"].get<std::string>();
  const Called run = call(folder, "run " + county() + " out/" + file + " -o ran --json");
  REQUIRE(run.exit == 0);
  const std::string name = fs::path(file).stem().string();
  const Json outcome = Json::parse(content(folder.path() / "ran" / name / "outcome.json"));
  CHECK(outcome["buses"]["yearly_cost_yuan"].get<double>() ==
        Approx(best["figures"]["bus_yuan_a_year"].get<double>()).epsilon(1e-9));
  const auto rows = Json::parse(run.out);
  double open = 0;
  for (const auto& row : rows) {
    if (row["measure"] == "measure.schools") open = row["values"][name].get<double>();
  }
  CHECK(open == 272);
  // Each teaching point stands in the list, with a reason.
  CHECK(json["schools"].size() == 83);
  for (const auto& school : json["schools"]) CHECK_FALSE(school["reasons"].empty());
}

TEST_CASE("A goal that no plan can keep is told, and is a failure only where that is asked") {
  const ScratchFolder folder;
  std::string goal = few;
  goal.replace(goal.find("272"), 3, "100");
  const Called told = plan(folder, goal);
  CHECK(told.exit == 0);
  CHECK(told.says("No plan keeps all of the goal's bounds"));
  CHECK(plan(folder, goal, "--strict").exit == 3);
}

TEST_CASE("A goal with mistakes is refused with its lines, and nothing is written") {
  const ScratchFolder folder;
  const Called called =
      plan(folder, "title = \"t\"\n[goal]\naim = \"cheapest\"\n[work]\nsettle = 0\n");
  CHECK(called.exit == 2);
  CHECK(called.says("goal.toml"));
  CHECK(called.says("least_cost"));
  CHECK_FALSE(fs::exists(folder.path() / "out"));
  const Called unknown = plan(folder, "title = \"t\"\n[candidates]\nkeep = [\"nobody\"]\n");
  CHECK(unknown.exit == 2);
  CHECK(unknown.says("nobody"));
}

TEST_CASE("Decisions tried by hand are answered line by line, and can be saved and run") {
  const ScratchFolder folder;
  std::ofstream(folder.path() / "goal.toml") << few;
  const Json json = [&] {
    const Called planned = plan(folder, few);
    REQUIRE(planned.exit == 0);
    return Json::parse(content(folder.path() / "out" / "plan.json"));
  }();
  const std::string school = best_of(json)["decisions"].front()["code"].get<std::string>();
  std::ofstream(folder.path() / "orders.txt") << "close " + school +
                                                     "\nnonsense\nsave mine.toml\n"
                                                     "undo\nquit\n";
  const Called tried = call(folder, "try " + county() + " goal.toml --lang en < orders.txt");
  REQUIRE(tried.exit == 0);
  CHECK(tried.says("took"));
  CHECK(tried.says("is not understood"));
  CHECK(tried.says("Wrote mine.toml"));
  CHECK(content(folder.path() / "mine.toml").find(school) != std::string::npos);
}

}  // namespace budian
