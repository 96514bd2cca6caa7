#include <charconv>
#include <cmath>
#include <set>

#include "gis/county_layers.hpp"
#include "gis/field_words.hpp"

namespace budian {
namespace {

/// What a value of the class column stands for; no class: the line is no road for us.
struct ClassWord {
  bool known = false;
  std::optional<RoadClass> road_class;
};

ClassWord class_of(const std::string& written, const std::map<std::string, std::string>& words) {
  const auto* ours = value_of(words, written);
  const std::string word = ours ? *ours : written;
  if (word == "national") return {true, RoadClass::national};
  if (word == "county") return {true, RoadClass::county};
  if (word == "township") return {true, RoadClass::township};
  if (word == "village") return {true, RoadClass::village};
  if (word == "path") return {true, RoadClass::path};
  return {word == "none", std::nullopt};
}

Direction direction_of(LayerRows& rows, std::size_t row) {
  const std::string word = rows.text(row, "oneway");
  if (word == "-1" || word == "B" || word == "TF" || word == "reverse") return Direction::backward;
  if (word == "F" || word == "FT" || word == "reversible" || word == "alternating") {
    return word.front() == 'F' ? Direction::forward : Direction::both;
  }
  return rows.flag(row, "oneway", false) ? Direction::forward : Direction::both;
}

int level_of(LayerRows& rows, std::size_t row) {
  const std::string written = rows.text(row, "level");
  const auto stated = written.empty() ? std::nullopt : rows.number(row, "level");
  if (stated && *stated != 0) return static_cast<int>(*stated);
  const auto stands = [&](const char* key) {
    const std::string word = rows.text(row, key);
    return !word.empty() && word != "no" && word != "0" && word != "否" && word != "F";
  };
  return stands("bridge") ? 1 : stands("tunnel") ? -1 : 0;
}

/// A sign in km/h; words ("walk", "none") and miles are left to the class speed.
std::optional<Speed> speed_of(LayerRows& rows, std::size_t row) {
  const std::string written = rows.text(row, "speed_kmh");
  if (written.empty() || written.find_first_not_of("0123456789.") != std::string::npos)
    return std::nullopt;
  double speed = 0;
  std::from_chars(written.data(), written.data() + written.size(), speed);
  if (speed == 0) return std::nullopt;  // how some tables say that there is no sign
  if (speed < 1 || speed > 200) {
    rows.problem(row, "speed_kmh", {"county.road_speed", {{"value", written}}}, Severity::warning);
    return std::nullopt;
  }
  return kilometres_per_hour(speed);
}

/// Of several columns the first one that says something counts, as OpenStreetMap has it:
/// motor_vehicle before vehicle before access.
bool may_use(const LayerRows& rows, std::size_t row, const char* key) {
  static const std::set<std::string> forbidding{"no",           "private",  "military", "emergency",
                                                "agricultural", "forestry", "否",       "0"};
  return !forbidding.contains(rows.first_text(row, key));
}

Road read_road(LayerRows& rows, std::size_t row, RoadClass road_class) {
  Road road;
  road.name = rows.text(row, "name");
  road.road_class = road_class;
  road.direction = direction_of(rows, row);
  road.speed = speed_of(rows, row);
  road.level = level_of(rows, row);
  road.walkable = may_use(rows, row, "foot");
  road.drivable = may_use(rows, row, "vehicles");
  road.hazard = rows.flag(row, "hazard", false);
  return road;
}

void add_parts(Table<RoadId, Road>& roads, const Road& road, const MultiLine& parts,
               const LayerProjection& projection) {
  for (const auto& part : parts) {
    Road piece = road;
    for (const auto& point : part) {
      const Point moved = projection(point);
      if (!std::isnan(moved.x)) piece.line.push_back(moved);
    }
    if (piece.line.size() >= 2) roads.push_back(std::move(piece));
  }
}

}  // namespace

void read_roads(CountyReading reading, LayerRows& rows) {
  const auto projection = projection_of(reading, rows);
  if (!projection) return;
  std::set<std::string> unknown;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string written = rows.text(row, "class");
    const ClassWord word = class_of(written, reading.spec.roads->values);
    if (!word.known && unknown.insert(written).second) {
      rows.problem(row, "class", {"county.unknown_road_class", {{"value", written}}});
    }
    if (!word.road_class) continue;
    const auto* parts = std::get_if<MultiLine>(&rows.geometry(row));
    if (!parts) {
      rows.problem(row, "", {"county.no_line", {}}, Severity::warning);
      continue;
    }
    add_parts(reading.county.roads, read_road(rows, row, *word.road_class), *parts, *projection);
  }
}

}  // namespace budian
