#include "scenarios/sample/terrain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace budian::sample {
namespace {

constexpr double step_metres = 120.0;

struct Box {
  double left, right, bottom, top;
};

Box box_of(const Townships& townships) {
  Box box{1e18, -1e18, 1e18, -1e18};
  for (const SampleTownship& township : townships.rows()) {
    for (const Point point : township.outline) {
      box = {std::min(box.left, point.x), std::max(box.right, point.x),
             std::min(box.bottom, point.y), std::max(box.top, point.y)};
    }
  }
  return box;
}

/// One step of a river that heads for `heading` and swings from side to side.
Point downstream(Point from, double heading, double swing, std::uint64_t seed, double flowed) {
  const double bend = noise(seed, flowed / 3300.0, 0.5) + 0.45 * noise(seed, flowed / 9000.0, 7.5);
  const double direction = heading + swing * bend;
  return {from.x + step_metres * std::cos(direction), from.y + step_metres * std::sin(direction)};
}

bool is_in_ring(Point point, const Line& ring) {
  bool inside = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[i + 1];
    if ((a.y > point.y) != (b.y > point.y) &&
        point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) {
      inside = !inside;
    }
  }
  return inside;
}

/// A point far from every seat, river and border of the county, for a lake.
Point lake_place(const Townships& townships, const Terrain& terrain, std::uint32_t county,
                 Random& random) {
  Point best;
  double best_room = -1.0;
  for (int attempt = 0; attempt < 400; ++attempt) {
    const SampleTownship& near =
        townships[std::size_t{county} * townships_a_county + random.below(townships_a_county)];
    const double reach = townships.spacing();
    const Point place{near.seat.x + random.real(-reach, reach),
                      near.seat.y + random.real(-reach, reach)};
    const auto township = townships.find(place);
    if (township < 0 || townships[static_cast<std::size_t>(township)].county != county) continue;
    if (!townships.is_inside(place, 3200.0) || terrain.is_wet(place, 4600.0)) continue;
    double room = std::numeric_limits<double>::max();
    for (const SampleTownship& other : townships.rows()) {
      room = std::min(room, distance_metres(place, other.seat));
    }
    if (room > best_room) {
      best_room = room;
      best = place;
    }
  }
  return best_room > 0 ? best : townships[county * townships_a_county + 1].seat;
}

}  // namespace

Terrain::Terrain(const Townships& townships, const Random& random)
    : hills_seed_(random.branch(1).next()) {
  draw_rivers(townships, random.branch(2));
  draw_tributaries(townships, random.branch(3));
  draw_lakes(townships, random.branch(4));
}

void Terrain::add_river(River river) {
  courses_.add(river.course, static_cast<std::uint32_t>(rivers_.size()));
  rivers_.push_back(std::move(river));
}

void Terrain::draw_rivers(const Townships& townships, Random random) {
  const Box box = box_of(townships);
  const auto count = static_cast<int>(std::lround(std::sqrt(townships.counties())));
  for (int row = 0; row < count; ++row) {
    // Past the county seat where there is one county only; else evenly spread.
    const Point seat = townships[townships.capital(0)].seat;
    const double share = (row + 0.5) / count;
    const double goal = count == 1 ? seat.y + 2600.0 : box.bottom + (box.top - box.bottom) * share;
    const double slope = random.real(-0.22, 0.22);
    const double anchor = count == 1 ? seat.x : (box.left + box.right) / 2;
    const auto seed = random.next();
    River river{{}, random.real(85.0, 115.0), "示例河"};
    Point point{box.left - 6000.0, goal + slope * (box.left - 6000.0 - anchor)};
    for (double flowed = 0; point.x < box.right + 6000.0; flowed += step_metres) {
      river.course.push_back(point);
      const double wanted = goal + slope * (point.x - anchor);
      const double heading = std::clamp((wanted - point.y) / 9000.0, -0.8, 0.8);
      point = downstream(point, heading, 2.1, seed, flowed);
    }
    add_river(std::move(river));
  }
}

void Terrain::draw_tributaries(const Townships& townships, Random random) {
  for (std::uint32_t county = 0; county < townships.counties(); ++county) {
    Point sum;
    double top = -1e18;
    for (std::uint32_t i = 0; i < townships_a_county; ++i) {
      const Point seat = townships[county * townships_a_county + i].seat;
      sum = {sum.x + seat.x / townships_a_county, sum.y + seat.y / townships_a_county};
      top = std::max(top, seat.y);
    }
    Point point{sum.x + random.real(-11000.0, 11000.0), top + 2000.0};
    const auto seed = random.next();
    River river{{}, random.real(32.0, 48.0), "柳溪"};
    for (double flowed = 0; flowed < 60000.0; flowed += step_metres) {
      river.course.push_back(point);
      if (flowed > 3000.0 && courses_.distance_within(point, 260.0) < 180.0) break;
      point = downstream(point, -std::numbers::pi / 2, 1.5, seed, flowed);
    }
    add_river(std::move(river));
  }
}

void Terrain::draw_lakes(const Townships& townships, Random random) {
  for (std::uint32_t county = 0; county < townships.counties(); ++county) {
    const Point middle = lake_place(townships, *this, county, random);
    const auto seed = random.next();
    const double radius = random.real(2000.0, 2500.0);
    const double turn = random.real(0.0, std::numbers::pi);
    Lake lake{{}, "菱湖"};
    constexpr int corners = 120;
    for (int i = 0; i < corners; ++i) {
      const double angle = 2 * std::numbers::pi * i / corners;
      const double c = std::cos(angle);
      const double s = std::sin(angle);
      const double r = radius * (1.0 + 0.35 * noise(seed, 9 + 1.6 * c, 9 + 1.6 * s) +
                                 0.10 * noise(seed, 40 + 6 * c, 40 + 6 * s));
      const Point flat{r * 1.45 * c, r * 0.8 * s};
      lake.shore.push_back({middle.x + flat.x * std::cos(turn) - flat.y * std::sin(turn),
                            middle.y + flat.x * std::sin(turn) + flat.y * std::cos(turn)});
    }
    lake.shore.push_back(lake.shore.front());
    shores_.add(lake.shore, county);
    lakes_.push_back(std::move(lake));
  }
}

bool Terrain::is_wet(Point point, double clearance) const {
  constexpr double widest = 120.0;
  for (const auto& segment : courses_.near(point, point, clearance + widest)) {
    if (distance_from_segment(point, segment.a, segment.b) <
        clearance + rivers_[segment.owner].half_width) {
      return true;
    }
  }
  if (shores_.distance_within(point, clearance + 1.0) < clearance) return true;
  return std::any_of(lakes_.begin(), lakes_.end(), [point](const Lake& lake) {
    return std::abs(point.x - lake.shore.front().x) < 12000.0 &&
           std::abs(point.y - lake.shore.front().y) < 12000.0 && is_in_ring(point, lake.shore);
  });
}

bool Terrain::meets_lake(const Line& line) const {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    for (const auto& shore : shores_.near(line[i], line[i + 1], 0.0)) {
      if (meeting_share(line[i], line[i + 1], shore.a, shore.b) >= 0) return true;
    }
  }
  return false;
}

std::vector<RiverCrossing> Terrain::crossings(const Line& line) const {
  std::vector<RiverCrossing> found;
  double before = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Point a = line[i];
    const Point b = line[i + 1];
    const double length = distance_metres(a, b);
    for (const auto& bank : courses_.near(a, b, 0.0)) {
      const double share = meeting_share(a, b, bank.a, bank.b);
      if (share < 0) continue;
      const double sine =
          std::abs((b.x - a.x) * (bank.b.y - bank.a.y) - (b.y - a.y) * (bank.b.x - bank.a.x)) /
          (length * distance_metres(bank.a, bank.b));
      found.push_back(
          {before + share * length, rivers_[bank.owner].half_width / std::max(sine, 0.35) + 70.0});
    }
    before += length;
  }
  std::sort(found.begin(), found.end(), [](const RiverCrossing& p, const RiverCrossing& q) {
    return p.at_metres < q.at_metres;
  });
  return found;
}

double Terrain::hilliness(Point point) const {
  const double high = noise(hills_seed_, point.x / 15000.0, point.y / 15000.0) +
                      0.3 * noise(hills_seed_ + 1, point.x / 4000.0, point.y / 4000.0);
  return std::clamp((high - 0.25) / 0.5, 0.0, 1.0);
}

void move_seats_ashore(Townships& townships, const Terrain& terrain) {
  for (std::uint32_t row = 0; row < townships.size(); ++row) {
    const double clearance = townships.is_capital(row) ? 1500.0 : 800.0;
    const Point home = townships[row].seat;
    Point best = home;
    // Outward in rings until dry.
    for (int ring = 0; terrain.is_wet(best, clearance) && ring < 16 * 16; ++ring) {
      const double angle = 2 * std::numbers::pi * (ring % 16) / 16;
      const int rings = 1 + ring / 16;
      const double reach = 250.0 * rings;
      const Point place{home.x + reach * std::cos(angle), home.y + reach * std::sin(angle)};
      if (townships.find(place, 500.0) == static_cast<std::int64_t>(row)) best = place;
    }
    townships.move_seat(row, best);
  }
}

}  // namespace budian::sample
