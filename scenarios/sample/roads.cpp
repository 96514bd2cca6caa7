#include "scenarios/sample/roads.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace budian::sample {
namespace {

struct Shape {
  double amplitude;    ///< of the first bend, as a share of the length
  double step_metres;  ///< vertices are about so far apart
};

Shape shape_of(RoadGrade grade) {
  switch (grade) {
    case RoadGrade::national:
      return {0.045, 420.0};
    case RoadGrade::provincial:
      return {0.055, 420.0};
    case RoadGrade::county:
      return {0.075, 380.0};
    case RoadGrade::township:
      return {0.10, 300.0};
    case RoadGrade::street:
      return {0.02, 300.0};
    case RoadGrade::village:
      return {0.12, 240.0};
    case RoadGrade::path:
      return {0.14, 220.0};
  }
  return {0.1, 300.0};
}

/// Bends the piece from `line.back()` to `to` by moving its middle, again and again.
void bend(Line& line, Point to, double amplitude, double step, Random& random) {
  const Point from = line.back();
  const double length = distance_metres(from, to);
  if (length < step) {
    line.push_back(to);
    return;
  }
  const double off = amplitude * random.real(-1.0, 1.0);
  const Point middle{(from.x + to.x) / 2 - off * (to.y - from.y),
                     (from.y + to.y) / 2 + off * (to.x - from.x)};
  bend(line, middle, amplitude * 0.85, step, random);
  bend(line, to, amplitude * 0.85, step, random);
}

}  // namespace

RoadDrawing::RoadDrawing(const Townships& townships, const Terrain& terrain, Random random)
    : terrain_(&terrain), random_(random) {
  for (const SampleTownship& township : townships.rows()) add_node(township.seat);
}

std::uint32_t RoadDrawing::add_node(Point place) {
  nodes_.push_back(place);
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

Line RoadDrawing::winding(Point from, Point to, RoadGrade grade) {
  Line straight{from, to};
  const auto crossed = terrain_->crossings(straight).size();
  const Shape shape = shape_of(grade);
  for (const double share : {1.0, 0.6, 0.3}) {
    Line line{from};
    bend(line, to, shape.amplitude * share, shape.step_metres, random_);
    if (terrain_->crossings(line).size() <= crossed && !terrain_->meets_lake(line)) return line;
  }
  return straight;
}

void RoadDrawing::put(Line line, RoadGrade grade, const std::string& name, bool one_way,
                      bool bridge) {
  roads_.push_back({std::move(line), grade, name, one_way, bridge, false});
}

void RoadDrawing::draw(const Line& line, RoadGrade grade, const std::string& name, bool one_way) {
  const auto crossings = terrain_->crossings(line);
  if (crossings.empty()) {
    put(line, grade, name, one_way, false);
    const Point middle = line[line.size() / 2];
    const bool minor = grade >= RoadGrade::county && grade != RoadGrade::street;
    roads_.back().hazard = minor && terrain_->hilliness(middle) > 0.7 && random_.chance(0.12);
    return;
  }
  const double length = length_metres(line);
  double done = 0;
  for (std::size_t i = 0; i < crossings.size(); ++i) {
    const double start = std::max(done, crossings[i].at_metres - crossings[i].half_length);
    double end = std::min(length, crossings[i].at_metres + crossings[i].half_length);
    // A second crossing close behind belongs to the same bridge.
    while (i + 1 < crossings.size() &&
           crossings[i + 1].at_metres - crossings[i + 1].half_length < end + 60.0) {
      ++i;
      end = std::min(length, crossings[i].at_metres + crossings[i].half_length);
    }
    if (start > done) put(piece_of(line, done, start), grade, name, one_way, false);
    put(piece_of(line, start, end), grade, name, one_way, true);
    done = end;
  }
  if (done < length) put(piece_of(line, done, length), grade, name, one_way, false);
}

void RoadDrawing::draw_hazard(const Line& line, RoadGrade grade, const std::string& name) {
  put(line, grade, name, false, false);
  roads_.back().hazard = true;
}

void RoadDrawing::connect(std::uint32_t a, std::uint32_t b, RoadGrade grade,
                          const std::string& name) {
  const Line line = winding(nodes_[a], nodes_[b], grade);
  draw(line, grade, name);
  add_link(a, b, length_metres(line));
}

void draw_streets(const Townships& townships, RoadDrawing& drawing, Random random) {
  for (std::uint32_t row = 0; row < townships.size(); ++row) {
    const bool capital = townships.is_capital(row);
    const int half_columns = capital ? 6 : static_cast<int>(random.whole(1, 2));
    const int half_rows = capital ? 5 : static_cast<int>(random.whole(1, 2));
    const double gap = capital ? 205.0 : random.real(140.0, 190.0);
    const double turn = random.real(-0.3, 0.3);
    const Point seat = townships[row].seat;
    const auto place = [&](double east, double north) {
      return Point{seat.x + gap * (east * std::cos(turn) - north * std::sin(turn)),
                   seat.y + gap * (east * std::sin(turn) + north * std::cos(turn))};
    };
    const auto street = [&](int across, int half, bool northward) {
      // In a small town every street reaches beyond the ones that it crosses.
      const double short_of = half <= 2 ? 0.25 : -0.9;
      const double low = half + random.real(short_of, 0.4);
      const double high = half + random.real(short_of, 0.4);
      const double offset = across == 0 ? 0.0 : across + random.real(-0.15, 0.15);
      const auto at = [&](double along) {
        return northward ? place(offset, along) : place(along, offset);
      };
      const Line line{at(-low), at(0.0), at(high)};
      if (drawing.terrain().meets_water(line)) return;
      const bool one_way = capital && across != 0 && std::abs(across) <= 2 && northward;
      const Line turned{line.rbegin(), line.rend()};
      drawing.draw(one_way && across > 0 ? turned : line,
                   capital && across == 0 ? RoadGrade::county : RoadGrade::street, "", one_way);
    };
    for (int i = -half_columns; i <= half_columns; ++i) street(i, half_rows, true);
    for (int i = -half_rows; i <= half_rows; ++i) street(i, half_columns, false);
  }
}

}  // namespace budian::sample
