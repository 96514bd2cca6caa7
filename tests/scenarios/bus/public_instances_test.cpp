// Public instances, where the folder with them stands beside the project.
#include "tests/support/public_instances.hpp"

#include "scenarios/bus/bounds.hpp"
#include "scenarios/bus/search.hpp"

namespace budian::bus {
namespace {

const std::filesystem::path folder = std::filesystem::path(BUDIAN_SHARED_DATA) / "bench";

bool is_there(const std::filesystem::path& path) {
  if (std::filesystem::exists(path)) return true;
  WARN("skipped: " + path.filename().string() + " is not beside the project");
  return false;
}

/// A tenth of the usual work: well under a second each.
Effort little_work() {
  Effort effort;
  effort.rounds_factor = 0.1;
  return effort;
}

TEST_CASE("School buses of a public instance are sound and no more than published") {
  if (!is_there(folder / "school-bus")) return;
  // Published: 31 buses at 2,700 s and at 5,400 s; 33 and 30 for the other one (Bertsimas, Delarue
  // and Martin 2019, table of the benchmark).
  for (const auto& [name, limit, published] :
       std::vector<std::tuple<const char*, double, std::size_t>>{{"RSRB01", 2700, 31},
                                                                 {"RSRB01", 5400, 31},
                                                                 {"CSCB01", 2700, 33},
                                                                 {"CSCB01", 5400, 30}}) {
    const Problem problem(read_school_bus_instance(folder / "school-bus" / name, limit).parts);
    const Routes routes = solve(problem, little_work());
    CAPTURE(name, limit);
    CHECK(check(problem, routes).empty());
    CHECK(routes.unserved.empty());
    CHECK(routes.duties.size() <= published);
    CHECK(static_cast<std::int64_t>(routes.duties.size()) >=
          least_buses(problem, least_trips_by_rides(problem)));
  }
}

TEST_CASE("A capacitated instance is solved to within a few percent of the best known length") {
  if (!is_there(folder / "cvrp")) return;
  const Problem problem(read_cvrp_instance(folder / "cvrp" / "X-n106-k14.vrp"));
  const Routes routes = solve(problem, little_work());
  CHECK(check(problem, routes).empty());
  const std::int64_t length = yearly_cost(problem, routes).count();
  CHECK(length >= 26362);  // best known
  CHECK(length <= 26362 * 103 / 100);
}

}  // namespace
}  // namespace budian::bus
