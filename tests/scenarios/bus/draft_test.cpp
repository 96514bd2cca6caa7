// The search's own routes: what is cached, undone and priced agrees with what is counted from
// scratch.
#include "scenarios/bus/search/draft.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/bus/search/insertion.hpp"
#include "scenarios/bus/search/ruin.hpp"
#include "tests/scenarios/bus/instances.hpp"

namespace budian::bus {
namespace {

Parts parts_of(std::uint64_t seed) {
  RandomShape shape;
  shape.stops = 5 + static_cast<int>(seed % 30);
  shape.schools = 1 + static_cast<int>(seed % 4);
  shape.one_way = seed % 3 == 0;
  shape.limit_minutes = 45;
  shape.wait_minutes = static_cast<double>(seed % 3) * 10;
  Parts parts = random_parts(seed, shape);
  for (std::size_t i = 0; i < seed % 3; ++i) parts.depots.push_back({SiteId(i), -1});
  if (seed % 5 == 0) parts.parameters.trips_a_day = 1;
  if (seed % 2 == 0) parts.types[BusTypeId(1)].cost_an_hour = yuan(40);
  return parts;
}

class Workshop {
 public:
  explicit Workshop(std::uint64_t seed)
      : problem_(parts_of(seed)),
        model_(problem_, problem_.stops().ids()),
        chance_(seed),
        blinks_(0.01, chance_),
        draft_(model_, model_.yearly()) {}

  void fill() {
    std::vector<Row> left;
    for (Row stop = 0; stop < model_.size(); ++stop) {
      if (draft_.trip_of(stop) == no_row) left.push_back(stop);
    }
    for (const Row stop : left) {
      const Place place = best_place(draft_, stop, model_.size(), blinks_);
      if (place.found()) draft_.put(stop, place);
    }
  }
  void ruin() {
    std::vector<Row> absent;
    const Row seed = static_cast<Row>(chance_.below(model_.size()));
    chance_.happens(0.5) ? take_strings(draft_, seed, chance_, absent)
                         : take_trips(draft_, seed, chance_, absent);
  }
  [[nodiscard]] Routes routes() const {
    Routes routes = draft_.routes();
    std::sort(routes.duties.begin(), routes.duties.end(), [](const Duty& a, const Duty& b) {
      return a.trips.front().stops < b.trips.front().stops;
    });
    return routes;
  }

  const Problem problem_;
  const Model model_;
  Chance chance_;
  Blinks blinks_;
  Draft draft_;
};

/// Violations other than stops that are absent for the moment.
std::size_t broken(const Problem& problem, const Routes& routes) {
  const auto violations = check(problem, routes);
  return static_cast<std::size_t>(std::count_if(
      violations.begin(), violations.end(),
      [](const Violation& violation) { return violation.kind != ViolationKind::stop_not_served; }));
}

/// Fen; each type is rounded once in the yearly cost.
double cost_of(const Draft& draft) { return static_cast<double>(draft.cost()) / 1e6; }

TEST_CASE("A draft costs what its routes cost, and breaks nothing") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Workshop shop(seed);
    for (int round = 0; round < 20; ++round) {
      shop.fill();
      const Routes routes = shop.routes();
      CAPTURE(seed, round);
      REQUIRE(broken(shop.problem_, routes) == 0);
      REQUIRE(shop.draft_.buses() == routes.duties.size());
      const auto yearly = static_cast<double>(yearly_cost(shop.problem_, routes).count());
      // Cost by the hour is kept in whole millionths of a fen a millisecond.
      REQUIRE(std::abs(cost_of(shop.draft_) - yearly) <= 4 + yearly * 1e-6);
      shop.draft_.mark();
      shop.ruin();
    }
  }
}

TEST_CASE("What is undone was never done") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Workshop shop(seed);
    shop.fill();
    for (int round = 0; round < 20; ++round) {
      const Routes before = shop.routes();
      const std::int64_t cost = shop.draft_.cost();
      const double mean = shop.draft_.mean_trip();
      shop.draft_.mark();
      shop.ruin();
      shop.fill();
      shop.ruin();
      shop.draft_.undo();
      CAPTURE(seed, round);
      REQUIRE(shop.routes() == before);
      REQUIRE(shop.draft_.cost() == cost);
      REQUIRE(shop.draft_.mean_trip() == mean);
      REQUIRE(shop.draft_.buses() == before.duties.size());
      shop.draft_.mark();
      shop.ruin();
      shop.fill();
    }
  }
}

TEST_CASE("With one bus type a place costs what putting the stop there adds") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Parts parts = parts_of(seed);
    parts.types = Table<BusTypeId, BusType>(1, parts.types[BusTypeId(2)]);
    const Problem problem(parts);
    const Model model(problem, problem.stops().ids());
    Chance chance(seed);
    Blinks blinks(0.01, chance);
    Draft draft(model, model.yearly());
    for (Row stop = 0; stop < model.size(); ++stop) {
      const Place place = best_place(draft, stop, model.size(), blinks);
      if (!place.found()) continue;
      const std::int64_t before = draft.cost();
      draft.put(stop, place);
      const double added = static_cast<double>(draft.cost() - before);
      const auto unit = static_cast<double>(model.yearly().unit());
      CAPTURE(seed, stop);
      // Each of at most six legs of the table is rounded down to its unit.
      REQUIRE(std::abs(static_cast<double>(place.cost) * unit - added) <= 13 * unit);
    }
  }
}

TEST_CASE("Another tariff changes what a draft costs, not what it is") {
  Workshop shop(7);
  shop.fill();
  const Routes before = shop.routes();
  const std::int64_t yearly = shop.draft_.cost();
  shop.draft_.set_tariff(shop.model_.by_time());
  std::int64_t driving = 0;
  for (const Duty& duty : before.duties) {
    driving +=
        (morning_way(shop.problem_, duty).driving + afternoon_way(shop.problem_, duty).driving)
            .count();
  }
  CHECK(shop.draft_.cost() == driving);
  shop.draft_.set_tariff(shop.model_.yearly());
  CHECK(shop.routes() == before);
  CHECK(shop.draft_.cost() == yearly);
}

}  // namespace
}  // namespace budian::bus
