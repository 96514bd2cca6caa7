// The report's ground: coordinates, areas, townships, roads, schools, settlements, and its words.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>

#include "maps/certainty_words.hpp"
#include "maps/report_parts.hpp"

namespace budian::report {
namespace {

constexpr std::size_t road_vertices_at_most = 120000;  // about 1 MB of the page

void widen(Point& low, Point& high, Point point) {
  low = {std::min(low.x, point.x), std::min(low.y, point.y)};
  high = {std::max(high.x, point.x), std::max(high.y, point.y)};
}

const char* basis_word(PlacementBasis basis) {
  switch (basis) {
    case PlacementBasis::rolls_over_population:
      return "rolls_over_population";
    case PlacementBasis::rolls_and_settlements:
      return "rolls_and_settlements";
    case PlacementBasis::settlements_only:
      return "settlements_only";
    case PlacementBasis::nothing:
      break;
  }
  return "nothing";
}

}  // namespace

std::size_t Texts::row(const std::string& zh, const std::string& en) {
  const auto [place, is_new] = rows_.try_emplace({zh, en}, texts_.size());
  if (is_new) texts_.emplace_back(zh, en);
  return place->second;
}

std::size_t Texts::row(const Message& message) {
  return row(text(message, Language::zh), text(message, Language::en));
}

Json Texts::rows(const std::vector<Message>& messages) {
  Json result = Json::array();
  for (const auto& message : messages) result.push_back(row(message));
  return result;
}

Json Texts::source(const Source& source) {
  return {{"document", row(source.document)},
          {"date", source.date},
          {"certainty", certainty_word(source.certainty)}};
}

Json Texts::all() const {
  Json result = Json::array();
  for (const auto& [zh, en] : texts_) result.push_back({zh, en});
  return result;
}

Frame::Frame(const County& county) {
  constexpr double far = std::numeric_limits<double>::infinity();
  low_ = {far, far};
  high_ = {-far, -far};
  for (const auto& township : county.townships) {
    for (const auto& polygon : township.area) {
      for (const auto& point : polygon.front()) widen(low_, high_, point);
    }
  }
  if (!(low_.x <= high_.x)) low_ = high_ = {0, 0};
  // A round origin keeps the numbers short and shows where the county lies.
  origin_x_ = static_cast<std::int64_t>(std::floor(low_.x / 1000)) * 1000;
  origin_y_ = static_cast<std::int64_t>(std::floor(low_.y / 1000)) * 1000;
}

Json outlines(const County& county, const Frame& frame) {
  Json json{{"extent", frame.extent()}, {"townships", Json::array()}};
  for (const auto& township : county.townships)
    json["townships"].push_back(frame.area(township.area));
  return json;
}

Json Frame::extent() const { return {x(low_), y(low_), x(high_), y(high_)}; }
std::int64_t Frame::x(Point point) const { return std::llround(point.x) - origin_x_; }
std::int64_t Frame::y(Point point) const { return std::llround(point.y) - origin_y_; }

double Frame::tolerance() const {
  constexpr double share_of_diagonal = 1.0 / 4000;  // a quarter of a pixel of a wide screen
  return std::max(1.0, distance_metres(low_, high_) * share_of_diagonal);
}

Json Frame::steps(const Line& line) const {
  Json result = Json::array();
  std::int64_t from_x = 0, from_y = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::int64_t to_x = x(line[i]), to_y = y(line[i]);
    if (i > 0 && to_x == from_x && to_y == from_y) continue;
    result.push_back(to_x - from_x);
    result.push_back(to_y - from_y);
    from_x = to_x;
    from_y = to_y;
  }
  return result;
}

Json Frame::line(const Line& line, double tolerance_metres) const {
  return steps(line.size() > 2 ? simplified(line, tolerance_metres) : line);
}

Json Frame::area(const MultiPolygon& area) const {
  Json result = Json::array();
  for (const auto& polygon : simplified(area, tolerance())) {
    Json rings = Json::array();
    for (const auto& ring : polygon) {
      Json vertices = steps(ring);
      if (vertices.size() >= 6) rings.push_back(std::move(vertices));
    }
    if (!rings.empty()) result.push_back(std::move(rings));
  }
  return result;
}

bool Areas::LessArea::operator()(const MultiPolygon& a, const MultiPolygon& b) const {
  constexpr auto less_point = [](Point p, Point q) {
    return std::tie(p.x, p.y) < std::tie(q.x, q.y);
  };
  constexpr auto less_ring = [=](const Line& r, const Line& s) {
    return std::lexicographical_compare(r.begin(), r.end(), s.begin(), s.end(), less_point);
  };
  const auto less_polygon = [=](const Polygon& p, const Polygon& q) {
    return std::lexicographical_compare(p.begin(), p.end(), q.begin(), q.end(), less_ring);
  };
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), less_polygon);
}

std::size_t Areas::row(const MultiPolygon& area) {
  // Most areas of a plan are today's: simplifying them again costs more than all the rest here.
  if (const auto known = known_.find(area); known != known_.end()) return known->second;
  Json drawn = frame_->area(area);
  const auto [place, is_new] = rows_.try_emplace(drawn.dump(), all_.size());
  if (is_new) all_.push_back(std::move(drawn));
  known_.emplace(area, place->second);
  return place->second;
}

Json metres_of(std::optional<Millimetres> length) {
  if (!length) return nullptr;
  return (length->count() + 500) / 1000;
}

Json minutes_of(std::optional<Milliseconds> time) {
  if (!time) return nullptr;
  const std::int64_t tenths = (time->count() + 3000) / 6000;
  return static_cast<double>(tenths) / 10.0;
}

double kilometres_of(Millimetres length) {
  const std::int64_t tenths = (length.count() + 50000) / 100000;
  return static_cast<double>(tenths) / 10.0;
}

Json number_of(std::optional<double> number, int decimals) {
  if (!number || !std::isfinite(*number)) return nullptr;
  const double factor = std::pow(10.0, decimals);
  return std::round(*number * factor) / factor;
}

Json county_part(Desk& desk) {
  const auto& ground = desk.study.ground;
  const auto& county = ground.county;
  double square_metres = 0, road_metres = 0;
  for (const auto& township : county.townships) square_metres += area_square_metres(township.area);
  for (const auto& road : county.roads) road_metres += length_metres(road.line);
  std::int64_t mismatch = 0;
  for (const auto heads : ground.placement.mismatch) mismatch += std::abs(heads.count());
  const std::string plane = county.plane.epsg == 0 ? county.plane.name
                                                   : "EPSG:" + std::to_string(county.plane.epsg) +
                                                         " " + county.plane.name;
  return {{"name", county.name},
          {"invented", county.is_invented},
          {"plane", plane},
          {"plane_why", desk.texts.key(county.plane.why)},
          {"has_roads", !county.roads.empty()},
          {"detour_factor", ground.travel.straight_detour_factor},
          {"placement", basis_word(ground.placement.basis)},
          {"placed_unreachable", ground.placement.unreachable.count()},
          {"placement_mismatch", mismatch},
          {"square_kilometres", number_of(square_metres / 1e6, 1)},
          {"road_kilometres", number_of(road_metres / 1e3, 0)},
          {"service_days", ground.money.bus.service_days}};
}

Json townships_part(const Desk& desk) {
  Json result = Json::array();
  for (const auto& township : desk.study.ground.county.townships) {
    result.push_back({{"code", township.code},
                      {"name", township.name},
                      {"area", desk.frame.area(township.area)}});
  }
  return result;
}

Json roads_part(const Desk& desk) {
  Json result = Json::array();
  std::size_t vertices = 0;
  for (std::size_t wanted = 0; wanted < row(RoadClass::path); ++wanted) {
    Json lines = Json::array();
    std::size_t more = 0;
    for (const auto& road : desk.study.ground.county.roads) {
      if (row(road.road_class) != wanted) continue;
      lines.push_back(desk.frame.line(road.line, desk.frame.tolerance()));
      more += lines.back().size() / 2;
    }
    // The small roads of a whole province would outweigh the rest of the page.
    if (vertices + more > road_vertices_at_most) break;
    vertices += more;
    if (!lines.empty()) result.push_back({{"class", wanted}, {"lines", std::move(lines)}});
  }
  return result;
}

Json water_part(const Desk& desk) {
  Json result = Json::array();
  for (const auto& area : desk.study.ground.county.water) {
    Json drawn = desk.frame.area(area);
    if (!drawn.empty()) result.push_back(std::move(drawn));
  }
  return result;
}

Json settlements_part(const Desk& desk) {
  Json names = Json::array(), townships = Json::array(), xs = Json::array(), ys = Json::array();
  for (const auto& settlement : desk.study.ground.county.settlements) {
    names.push_back(settlement.name);
    townships.push_back(settlement.township.row());
    xs.push_back(desk.frame.x(settlement.place));
    ys.push_back(desk.frame.y(settlement.place));
  }
  return {{"name", std::move(names)},
          {"township", std::move(townships)},
          {"x", std::move(xs)},
          {"y", std::move(ys)}};
}

Json school_part(const Desk& desk, const School& school) {
  return {{"code", school.code},
          {"name", school.name},
          {"kind", static_cast<int>(school.kind)},
          {"x", desk.frame.x(school.place)},
          {"y", desk.frame.y(school.place)},
          {"township", school.township.row()},
          {"public", school.is_public},
          {"keep", school.keep},
          {"parent", row_of(school.parent)}};
}

}  // namespace budian::report
