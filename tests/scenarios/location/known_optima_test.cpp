// Optima that others published, and graphs of the kind of the public p-median sets.
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "scenarios/location/solution.hpp"
#include "tests/support/graph_median.hpp"

namespace budian::location {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result;
  std::stringstream stream(line);
  std::string cell;
  while (std::getline(stream, cell, ',')) {
    cell.erase(std::remove(cell.begin(), cell.end(), '"'), cell.end());
    result.push_back(cell);
  }
  return result;
}

/// 205 census tracts and 16 sites of San Francisco; costs in tenths of a millimetre, so that the
/// published digits can be told apart.
constexpr double units_a_metre = 1e4;

std::optional<Parts> san_francisco() {
  const fs::path folder = fs::path(BUDIAN_SHARED_DATA) / "real" / "san-francisco";
  std::ifstream table(folder / "SF_network_distance_candidateStore_16_censusTract_205_new.csv");
  std::ifstream people(folder / "SF_demand_205_centroid_uniform_weight.csv");
  if (!table || !people) return std::nullopt;
  Parts parts;
  std::map<std::string, std::size_t> tracts, stores;
  std::string line;
  std::getline(people, line);
  while (std::getline(people, line)) {
    const auto row = cells(line);
    tracts.emplace(row[3], parts.demands.size());
    parts.demands.push_back({row[3], std::stoll(row[6])});
  }
  std::getline(table, line);
  while (std::getline(table, line)) {
    const auto row = cells(line);
    if (stores.emplace(row[1], parts.sites.size()).second) parts.sites.push_back({row[1]});
    parts.ways.push_back(
        {tracts.at(row[2]), stores.at(row[1]), std::llround(std::stod(row[0]) * units_a_metre)});
  }
  return parts;
}

std::vector<std::string> keys_of(const Problem& problem, const Solution& solution) {
  std::vector<std::string> keys;
  for (const SiteId site : solution.open) keys.push_back(problem.sites()[site].key);
  return keys;
}

}  // namespace

// Optima as PySAL spopt publishes them for these files; see ../shared/real/README.md.
TEST_CASE("The sites of San Francisco are those published, to the digit") {
  auto parts = san_francisco();
  if (!parts) {
    WARN("skipped: ../shared/real/san-francisco is not there");
    return;
  }
  const auto within = [&](double metres) {
    Parts limited = *parts;
    for (Demand& demand : limited.demands) demand.farthest = std::llround(metres * units_a_metre);
    return limited;
  };
  SECTION("eight sites cover all within 5,000 m") {
    Parts limited = within(5000);
    limited.goals = {{Aim::fewest_sites, 0}};
    const Solution found = solve(Problem(limited));
    CHECK(found.proven());
    CHECK(found.reached.front().value == 8);
  }
  SECTION("four sites cover 875,247 people within 5,000 m") {
    parts->least_sites = 4;
    parts->most_sites = 4;
    parts->goals = {{Aim::most_covered, std::llround(5000 * units_a_metre)}};
    const Solution found = solve(Problem(*parts));
    CHECK(found.proven());
    CHECK(found.reached.front().value == 875247);
  }
  SECTION("the four medians are 2, 11, 12 and 15, at 2,848,268,129.7145 person-metres") {
    parts->least_sites = 4;
    parts->most_sites = 4;
    parts->goals = {{Aim::least_distance, 0}};
    const Problem problem(*parts);
    const Solution found = solve(problem);
    CHECK(found.proven());
    CHECK(keys_of(problem, found) ==
          std::vector<std::string>{"Store_11", "Store_12", "Store_15", "Store_2"});
    // Rounded to a unit, a person's way is off by half of one at most: 0.00005 m × 944,143 people.
    const double metres = static_cast<double>(found.reached.front().value) / units_a_metre;
    CHECK(metres == Approx(2848268129.7145).margin(0.00005 * 1e6).epsilon(0));
  }
  SECTION("four centres leave nobody beyond 7,403.0638 m") {
    parts->least_sites = 4;
    parts->most_sites = 4;
    parts->goals = {{Aim::nearest_farthest, 0}};
    const Solution found = solve(Problem(*parts));
    CHECK(found.proven());
    CHECK(found.reached.front().value == 74030638);
  }
}

TEST_CASE("Medians of invented graphs are proven the best") {
  for (const auto& [nodes, number] : std::vector<std::pair<std::size_t, std::size_t>>{
           {100, 5}, {100, 10}, {100, 33}, {200, 5}, {200, 20}, {200, 67}}) {
    CAPTURE(nodes, number);
    Parts parts = graph_median(nodes, number, static_cast<unsigned>(nodes + number));
    parts.goals = {{Aim::least_distance, 0}};
    const Problem problem(parts);
    const Solution found = solve(problem);
    CHECK(found.proven());
    CHECK(broken_limits(problem, found).empty());
    CHECK(found.open.size() == number);
  }
}

}  // namespace budian::location
