#include "tests/support/public_instances.hpp"

#include <cmath>
#include <fstream>
#include <stdexcept>
#include <string>
#include <unordered_map>

namespace budian::bus {
namespace {

namespace fs = std::filesystem;

constexpr double feet_a_second = 29.3333333;
constexpr int seats = 66;
constexpr Milliseconds unload{154'400};

struct Point {
  double x, y;
};

/// 510 is 05:10.
Milliseconds bell_of(int hmm) { return minutes(hmm / 100 * 60 + hmm % 100); }

std::ifstream opened(const fs::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::string header;
  std::getline(stream, header);
  return stream;
}

/// Manhattan distance in feet, kept as thousandths of a foot; times are rounded up, so that whole
/// milliseconds never make a late bus look early.
SiteTravel travel_between(const std::vector<Point>& places) {
  SiteTravel travel;
  travel.sites = places.size();
  for (const Point& a : places) {
    for (const Point& b : places) {
      const double feet = std::abs(a.x - b.x) + std::abs(a.y - b.y);
      travel.length.push_back(std::llround(feet * 1000));
      travel.time.push_back(static_cast<std::int64_t>(std::ceil(feet / feet_a_second * 1000)));
    }
  }
  return travel;
}

struct Nodes {
  int dimension = 0;
  int capacity = 0;
  std::vector<double> x, y;
  std::vector<int> demand;
};

Nodes read_nodes(const fs::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  Nodes nodes;
  std::string word, colon;
  while (file >> word) {
    if (word == "DIMENSION") file >> colon >> nodes.dimension;
    if (word == "CAPACITY") file >> colon >> nodes.capacity;
    const auto size = static_cast<std::size_t>(nodes.dimension);
    if (word == "NODE_COORD_SECTION") {
      nodes.x.resize(size);
      nodes.y.resize(size);
      for (std::size_t i = 0; i < size; ++i) file >> word >> nodes.x[i] >> nodes.y[i];
    }
    if (word == "DEMAND_SECTION") {
      nodes.demand.resize(size);
      for (std::size_t i = 0; i < size; ++i) file >> word >> nodes.demand[i];
    }
  }
  return nodes;
}

}  // namespace

SchoolBusInstance read_school_bus_instance(const fs::path& folder, double ride_limit_s) {
  SchoolBusInstance instance;
  std::unordered_map<std::int64_t, std::size_t> school_rows;
  std::vector<Point> schools, places;
  auto& parts = instance.parts;
  std::ifstream school_file = opened(folder / "Schools.txt");
  std::int64_t id = 0, school = 0;
  double x = 0, y = 0;
  int early = 0, late = 0, pupils = 0;
  while (school_file >> id >> x >> y >> early >> late) {
    school_rows[id] = instance.school_ids.size();
    instance.school_ids.push_back(id);
    schools.push_back({x, y});
    // Pupils are off the bus at the bell; nobody waits. There is no afternoon.
    parts.schools.push_back({{}, bell_of(early) - unload, minutes(24 * 60 - 1)});
  }
  std::ifstream stop_file = opened(folder / "Stops.txt");
  while (stop_file >> id >> x >> y >> school >> pupils) {
    instance.stop_ids.push_back(id);
    parts.stops.push_back({SiteId(places.size()), BellId(school_rows.at(school)), Heads(pupils),
                           seconds(ride_limit_s)});
    places.push_back({x, y});
  }
  for (std::size_t row = 0; row < schools.size(); ++row) {
    parts.schools[BellId(row)].site = SiteId(places.size());
    places.push_back(schools[row]);
  }
  parts.travel = travel_between(places);
  BusType bus{"bus", Heads(seats), Heads(seats), 0, Fen(0), Fen(0)};
  bus.cost_an_hour = Fen(3'600'000);  // a fen a millisecond: the cost is the driving time
  parts.types.push_back(bus);
  parts.parameters = {seconds(19), Milliseconds(2600), unload, 1, 1, true, 1, true};
  return instance;
}

Parts read_cvrp_instance(const fs::path& file) {
  const Nodes nodes = read_nodes(file);
  Parts parts;
  const std::size_t size = nodes.x.size();
  parts.travel.sites = size;
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t b = 0; b < size; ++b) {
      const double dx = nodes.x[a] - nodes.x[b];
      const double dy = nodes.y[a] - nodes.y[b];
      parts.travel.length.push_back(std::llround(std::floor(std::sqrt(dx * dx + dy * dy) + 0.5)));
      parts.travel.time.push_back(parts.travel.length.back());
    }
  }
  parts.schools.push_back({SiteId(0), minutes(8 * 60), minutes(16 * 60)});
  parts.depots.push_back({SiteId(0)});
  for (std::size_t i = 1; i < size; ++i) {
    parts.stops.push_back({SiteId(i), BellId(0), Heads(nodes.demand[i]), minutes(8 * 60)});
  }
  parts.types.push_back({"vehicle", Heads(nodes.capacity), Heads(nodes.capacity), 0, Fen(0),
                         Fen(1'000'000)});  // a fen a millimetre
  parts.parameters = {{}, {}, {}, 1, 1, false, 1, false};
  return parts;
}

}  // namespace budian::bus
