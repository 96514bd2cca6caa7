#include "gis/catchment.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "gis/grouped_rows.hpp"
#include "gis/raster.hpp"
#include "gis/shortest_paths.hpp"
#include "gis/spatial_index.hpp"

namespace budian {
namespace {

constexpr std::size_t block = 512;  ///< cells that one task works through

template <class Task>
void for_each_cell(std::size_t cells, const Task& task) {
  tbb::parallel_for(std::size_t{0}, (cells + block - 1) / block, [&](std::size_t part) {
    const std::size_t end = std::min(cells, (part + 1) * block);
    for (std::size_t cell = part * block; cell < end; ++cell) task(cell);
  });
}

Box box_of(const std::vector<MultiPolygon>& areas) {
  Box box;
  boost::geometry::assign_inverse(box);
  for (const MultiPolygon& area : areas) {
    for (const Polygon& polygon : area) {
      for (const Line& ring : polygon) {
        for (const Point p : ring) boost::geometry::expand(box, BoxCorner(p.x, p.y));
      }
    }
  }
  return box;
}

std::size_t count_of(double span, double cell) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(span / cell - 1e-9)));
}

/// The nearest so far: least cost, then the lowest row.
struct Nearest {
  std::int64_t cost = std::numeric_limits<std::int64_t>::max();
  std::int32_t destination = nobody;

  void offer(std::int64_t to_cost, std::size_t row) {
    const auto to = static_cast<std::int32_t>(row);
    if (to_cost < cost || (to_cost == cost && to < destination)) *this = {to_cost, to};
  }
};

GroundAccess access_of(const std::vector<Nearest>& nearest, std::int64_t limit) {
  GroundAccess access;
  access.destination.assign(nearest.size(), nobody);
  access.cost.assign(nearest.size(), 0);
  for (std::size_t cell = 0; cell < nearest.size(); ++cell) {
    if (nearest[cell].destination == nobody || nearest[cell].cost > limit) continue;
    access.destination[cell] = nearest[cell].destination;
    access.cost[cell] = nearest[cell].cost;
  }
  return access;
}

/// What a cell needs of door_ways and along_one_edge: one measure only.
class CellSearch {
 public:
  CellSearch(const Network& network, const std::vector<AttachedPlace>& destinations, Least least,
             TravelLimit limit)
      : network_(network),
        least_(least),
        paths_(network),
        by_edge_(destinations_by_edge(destinations)) {
    paths_.run_all(destinations, least, ShortestPaths::Way::against, limit);
  }

  [[nodiscard]] Nearest nearest(const AttachedPlace& place) const {
    Nearest best;
    for (const Attachment& attachment : place.attachments) {
      const std::int64_t leg = leg_cost(attachment.leg);
      if (leg > best.cost) break;  // sorted by leg: no later one is nearer
      const Edge& edge = network_.edges()[attachment.edge];
      const std::int64_t back = cost_to_offset(attachment.edge, attachment.offset);
      const std::int64_t ahead = cost_to_offset(attachment.edge, edge.length) - back;
      const bool at_from = attachment.offset == Millimetres(0);
      const bool at_to = attachment.offset == edge.length;
      if (edge.backward || at_from) offer(best, edge.from, leg + back);
      if (edge.forward || at_to) offer(best, edge.to, leg + ahead);
      for (const OnEdge& there : by_edge_[attachment.edge.row()]) {
        const Millimetres road = there.offset - attachment.offset;
        if (road > Millimetres(0) ? !edge.forward : (road < Millimetres(0) && !edge.backward))
          continue;
        const std::int64_t along = cost_to_offset(attachment.edge, there.offset) - back;
        best.offer(leg + std::abs(along) + there.leg, there.destination);
      }
    }
    return best;
  }

 private:
  struct OnEdge {
    std::uint32_t destination = 0;
    std::int64_t leg = 0;  ///< its cost
    Millimetres offset;
  };

  [[nodiscard]] GroupedRows<OnEdge> destinations_by_edge(
      const std::vector<AttachedPlace>& destinations) const {
    std::vector<std::pair<std::uint32_t, OnEdge>> keyed;
    for (std::uint32_t row = 0; row < destinations.size(); ++row) {
      for (const Attachment& a : destinations[row].attachments) {
        keyed.emplace_back(static_cast<std::uint32_t>(a.edge.row()),
                           OnEdge{row, leg_cost(a.leg), a.offset});
      }
    }
    return {keyed, network_.edges().size()};
  }
  [[nodiscard]] std::int64_t leg_cost(Millimetres leg) const {
    return least_ == Least::length ? leg.count() : network_.leg_time(leg).count();
  }
  [[nodiscard]] std::int64_t cost_to_offset(EdgeId edge, Millimetres offset) const {
    return least_ == Least::length ? offset.count() : network_.time_to_offset(edge, offset).count();
  }
  void offer(Nearest& best, NodeId node, std::int64_t to_node) const {
    if (!paths_.reached(node)) return;
    best.offer(to_node + paths_.cost(node), paths_.owner(node));
  }

  const Network& network_;
  Least least_;
  ShortestPaths paths_;
  GroupedRows<OnEdge> by_edge_;
};

}  // namespace

GroundCells make_ground_cells(const County& county, const Network* network,
                              std::size_t target_cells) {
  GroundCells cells;
  std::vector<MultiPolygon> areas;
  double ground = 0;
  for (const Township& township : county.townships) {
    areas.push_back(township.area);
    ground += area_square_metres(township.area);
  }
  if (ground <= 0 || target_cells == 0) return cells;
  const Box box = box_of(areas);
  cells.origin = {box.min_corner().x(), box.min_corner().y()};
  cells.cell_metres = std::sqrt(ground / static_cast<double>(target_cells));
  cells.columns = count_of(box.max_corner().x() - cells.origin.x, cells.cell_metres);
  cells.rows = count_of(box.max_corner().y() - cells.origin.y, cells.cell_metres);
  cells.township.assign(cells.size(), TownshipId(0));
  cells.inside.assign(cells.size(), 0);
  cells.places.resize(cells.size());
  const AreaIndex index(areas);
  for_each_cell(cells.size(), [&](std::size_t cell) {
    const std::size_t column = cell % cells.columns;
    const std::size_t row = cell / cells.columns;
    const Point centre{cells.origin.x + (static_cast<double>(column) + 0.5) * cells.cell_metres,
                       cells.origin.y + (static_cast<double>(row) + 0.5) * cells.cell_metres};
    cells.places[cell].place = centre;
    const std::ptrdiff_t township = index.find(centre);
    if (township < 0) return;
    cells.inside[cell] = 1;
    cells.township[cell] = TownshipId(static_cast<std::size_t>(township));
    if (network != nullptr) cells.places[cell].attachments = network->attach(centre);
  });
  return cells;
}

GroundAccess nearest_destination(const GroundCells& cells, const Network& network,
                                 const std::vector<AttachedPlace>& destinations, Least least,
                                 TravelLimit limit) {
  const CellSearch search(network, destinations, least, limit);
  std::vector<Nearest> nearest(cells.size());
  for_each_cell(cells.size(),
                [&](std::size_t cell) { nearest[cell] = search.nearest(cells.places[cell]); });
  return access_of(nearest, limit.of_cost(least));
}

std::vector<std::int32_t> bands_of(const GroundAccess& access,
                                   const std::vector<std::int64_t>& bounds) {
  std::vector<std::int32_t> bands(access.destination.size(), nobody);
  for (std::size_t cell = 0; cell < bands.size(); ++cell) {
    if (access.destination[cell] == nobody) continue;
    const auto bound = std::lower_bound(bounds.begin(), bounds.end(), access.cost[cell]);
    if (bound != bounds.end()) bands[cell] = static_cast<std::int32_t>(bound - bounds.begin());
  }
  return bands;
}

GroundAccess nearest_destination_straight(const GroundCells& cells,
                                          const std::vector<Point>& destinations,
                                          double detour_factor, Millimetres limit) {
  std::vector<BoxedRow> boxes;
  for (std::uint32_t row = 0; row < destinations.size(); ++row) {
    boxes.emplace_back(box_around(destinations[row], 0.0), row);
  }
  const BoxTree tree(boxes);
  std::vector<Nearest> nearest(cells.size());
  for_each_cell(cells.size(), [&](std::size_t cell) {
    if (cells.inside[cell] == 0) return;
    const Point place = cells.places[cell].place;
    const BoxCorner corner(place.x, place.y);
    const auto all = static_cast<unsigned>(tree.size());
    for (auto hit = tree.qbegin(boost::geometry::index::nearest(corner, all)); hit != tree.qend();
         ++hit) {
      const double straight = distance_metres(place, destinations[hit->second]);
      const std::int64_t length = metres(straight * detour_factor).count();
      if (length > nearest[cell].cost) break;
      nearest[cell].offer(length, hit->second);
    }
  });
  return access_of(nearest, limit.count());
}

namespace {

/// Draws the borders of a labelled grid without stair-steps. Every border runs over the middles of
/// the cell sides it follows instead of over their corners; only corners where three areas meet, or
/// two that touch diagonally, stay. The rule looks at the grid alone, so both neighbours draw their
/// common border through the same points.
class BorderSmoothing {
 public:
  BorderSmoothing(const GroundCells& cells, const std::vector<std::int32_t>& labels)
      : cells_(cells), labels_(labels) {}

  [[nodiscard]] Line smooth(const Line& ring) const;

 private:
  /// In half cells, so that the middles of sides are whole numbers.
  struct HalfCell {
    std::int64_t x = 0;
    std::int64_t y = 0;
    bool fixed = false;
  };
  [[nodiscard]] std::int32_t label(std::int64_t column, std::int64_t row) const;
  [[nodiscard]] bool is_junction(std::int64_t x, std::int64_t y) const;
  [[nodiscard]] std::vector<HalfCell> trace(const Line& ring) const;
  [[nodiscard]] HalfCell corner(Point point) const;

  const GroundCells& cells_;
  const std::vector<std::int32_t>& labels_;
};

std::int32_t BorderSmoothing::label(std::int64_t column, std::int64_t row) const {
  const auto columns = static_cast<std::int64_t>(cells_.columns);
  const auto rows = static_cast<std::int64_t>(cells_.rows);
  if (column < 0 || row < 0 || column >= columns || row >= rows) return nobody;
  return labels_[static_cast<std::size_t>(row * columns + column)];
}

bool BorderSmoothing::is_junction(std::int64_t x, std::int64_t y) const {
  const std::int32_t south_west = label(x - 1, y - 1);
  const std::int32_t south_east = label(x, y - 1);
  const std::int32_t north_east = label(x, y);
  const std::int32_t north_west = label(x - 1, y);
  // Going round the corner, a plain border is crossed twice; a junction more often.
  const int changes = (south_west != south_east) + (south_east != north_east) +
                      (north_east != north_west) + (north_west != south_west);
  return changes > 2;
}

BorderSmoothing::HalfCell BorderSmoothing::corner(Point point) const {
  return {2 * std::llround((point.x - cells_.origin.x) / cells_.cell_metres),
          2 * std::llround((point.y - cells_.origin.y) / cells_.cell_metres), false};
}

std::vector<BorderSmoothing::HalfCell> BorderSmoothing::trace(const Line& ring) const {
  std::vector<HalfCell> points;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    HalfCell at = corner(ring[i - 1]);
    const HalfCell end = corner(ring[i]);
    const std::int64_t dx = (end.x > at.x) - (end.x < at.x);
    const std::int64_t dy = (end.y > at.y) - (end.y < at.y);
    while (at.x != end.x || at.y != end.y) {
      if (is_junction(at.x / 2, at.y / 2)) points.push_back({at.x, at.y, true});
      points.push_back({at.x + dx, at.y + dy, false});
      at.x += 2 * dx;
      at.y += 2 * dy;
    }
  }
  return points;
}

Line BorderSmoothing::smooth(const Line& ring) const {
  const std::vector<HalfCell> points = trace(ring);
  Line line;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const HalfCell& before = points[(i + points.size() - 1) % points.size()];
    const HalfCell& here = points[i];
    const HalfCell& after = points[(i + 1) % points.size()];
    const std::int64_t turn =
        (here.x - before.x) * (after.y - here.y) - (here.y - before.y) * (after.x - here.x);
    if (turn == 0 && !here.fixed) continue;
    const double half = cells_.cell_metres / 2;
    line.push_back({cells_.origin.x + half * static_cast<double>(here.x),
                    cells_.origin.y + half * static_cast<double>(here.y)});
  }
  if (!line.empty()) line.push_back(line.front());
  return line;
}

}  // namespace

std::vector<LabelledArea> polygons_of(const GroundCells& cells,
                                      const std::vector<std::int32_t>& labels) {
  std::vector<GridPolygon> grid =
      polygonize(labels, cells.columns, cells.rows, cells.origin, cells.cell_metres, nobody);
  const BorderSmoothing borders(cells, labels);
  std::vector<LabelledArea> result(grid.size());
  tbb::parallel_for(std::size_t{0}, grid.size(), [&](std::size_t row) {
    for (Polygon& polygon : grid[row].area) {
      for (Line& ring : polygon) ring = borders.smooth(ring);
    }
    // Rings that touch themselves at a corner are sorted out here; the ground stays the same.
    result[row] = {grid[row].label, valid(grid[row].area)};
  });
  return result;
}

}  // namespace budian
