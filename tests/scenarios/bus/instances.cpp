#include "tests/scenarios/bus/instances.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace budian::bus {
namespace {

constexpr Milliseconds clock_time(int hours, int minute) { return minutes(hours * 60.0 + minute); }

BusType bus_type(const char* name, int seats, double yuan_a_year, double yuan_a_kilometre) {
  return {name, Heads(seats + 2), Heads(seats), 1, yuan(yuan_a_year), yuan(yuan_a_kilometre), -1};
}

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  double unit() { return static_cast<double>(engine_() % 1'000'000) / 1e6; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }

 private:
  std::mt19937_64 engine_;
};

template <class Key>
std::vector<Key> shuffled_ids(std::vector<Key> ids, Dice& dice) {
  for (std::size_t i = ids.size(); i > 1; --i) {
    std::swap(ids[i - 1],
              ids[static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(i) - 1))]);
  }
  return ids;
}

}  // namespace

Parts straight_road() {
  Parts parts;
  const std::vector<double> from_school{1000, 2000, 3000, 0};
  parts.travel.sites = 4;
  for (const double a : from_school) {
    for (const double b : from_school) {
      parts.travel.length.push_back(metres(std::abs(a - b)).count());
      parts.travel.time.push_back(seconds(std::abs(a - b) / 10).count());
    }
  }
  parts.schools.push_back({SiteId(3), clock_time(8, 0), clock_time(16, 0)});
  const std::vector<int> pupils{10, 20, 5};
  for (std::size_t i = 0; i < 3; ++i) {
    parts.stops.push_back({SiteId(i), BellId(0), Heads(pupils[i]), minutes(10)});
  }
  parts.types.push_back(bus_type("42", 40, 1000, 2));
  parts.parameters = {seconds(30), seconds(1), seconds(60), 100, 2, true, 1};
  return parts;
}

Parts random_parts(std::uint64_t seed, const RandomShape& shape) {
  Dice dice(seed);
  Parts parts;
  std::vector<std::pair<double, double>> places;
  for (int i = 0; i < shape.stops + shape.schools; ++i) {
    const double x = dice.unit() * shape.kilometres * 1000;
    places.emplace_back(x, dice.unit() * shape.kilometres * 1000);
  }
  parts.travel.sites = places.size();
  for (std::size_t a = 0; a < places.size(); ++a) {
    for (std::size_t b = 0; b < places.size(); ++b) {
      const double straight =
          std::hypot(places[a].first - places[b].first, places[a].second - places[b].second);
      const double factor = shape.one_way && a != b ? 1 + dice.unit() / 2 : 1;
      parts.travel.length.push_back(metres(straight * factor).count());
      parts.travel.time.push_back(seconds(straight * factor / 8).count());
    }
  }
  for (int i = 0; i < shape.schools; ++i) {
    const SiteId site(static_cast<std::size_t>(shape.stops + i));
    parts.schools.push_back({site, clock_time(7, 30) + minutes(shape.bell_gap_minutes) * i,
                             clock_time(16, 0) + minutes(shape.bell_gap_minutes) * i,
                             minutes(shape.wait_minutes), minutes(shape.wait_minutes)});
  }
  for (int i = 0; i < shape.stops; ++i) {
    const auto school = static_cast<std::size_t>(dice.between(0, shape.schools - 1));
    parts.stops.push_back({SiteId(static_cast<std::size_t>(i)), BellId(school),
                           Heads(dice.between(3, 20)),
                           minutes(shape.limit_minutes * (0.7 + 0.6 * dice.unit()))});
  }
  parts.types.push_back(bus_type("19", 17, 90000, 1.5));
  parts.types.push_back(bus_type("36", 34, 110000, 2));
  parts.types.push_back(bus_type("56", 53, 140000, 3));
  if (shape.limited_fleet) {
    for (BusType& type : parts.types) type.available = static_cast<int>(dice.between(0, 2));
  }
  parts.parameters = {seconds(30), seconds(3), seconds(60), 190, 2, true, 1};
  return parts;
}

Routes with_afternoons(const Problem& problem, Routes routes) {
  for (Duty& duty : routes.duties) {
    for (Trip& trip : duty.trips) trip = with_afternoon(problem, std::move(trip));
  }
  return routes;
}

std::int64_t left_behind(const Problem& problem, const Routes& routes) {
  std::int64_t heads = 0;
  for (const Unserved& unserved : routes.unserved) {
    heads += problem.stops()[unserved.stop].pupils.count();
  }
  return heads;
}

Parts shuffled(const Parts& parts, std::uint64_t seed) {
  Dice dice(seed);
  Parts result = parts;
  result.stops = {};
  result.schools = {};
  result.types = {};
  std::vector<BellId> new_school(parts.schools.size());
  for (const BellId school : shuffled_ids(parts.schools.ids(), dice)) {
    new_school[school.row()] = result.schools.push_back(parts.schools[school]);
  }
  for (const StopId id : shuffled_ids(parts.stops.ids(), dice)) {
    Stop stop = parts.stops[id];
    stop.school = new_school[stop.school.row()];
    result.stops.push_back(stop);
  }
  for (const BusTypeId type : shuffled_ids(parts.types.ids(), dice)) {
    result.types.push_back(parts.types[type]);
  }
  for (auto& [a, b] : result.may_share) {
    a = new_school[a.row()];
    b = new_school[b.row()];
  }
  return result;
}

}  // namespace budian::bus
