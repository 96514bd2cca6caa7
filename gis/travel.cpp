#include "gis/travel.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

#include "gis/extent.hpp"
#include "gis/gates.hpp"
#include "gis/journey_changes.hpp"
#include "gis/spatial_index.hpp"

namespace budian {
namespace {

using Update = TravelMatrix::Update;
using Rows = std::vector<std::uint32_t>;

/// The ground from which doors may reach changed edges.
class TouchedGround {
 public:
  TouchedGround(const Network& network, const std::vector<EdgeId>& edges) {
    const double reach = in_metres(network.profile().reach) + in_metres(network.profile().join);
    std::vector<BoxedRow> boxes;
    for (const EdgeId id : edges) {
      Extent extent;
      for (const Point point : network.piece(id, Millimetres(0), network.edges()[id].length))
        extent.add(point);
      boxes.emplace_back(widened(box_around(extent.low, extent.high), reach),
                         static_cast<std::uint32_t>(id.row()));
    }
    tree_ = BoxTree(boxes);
  }
  [[nodiscard]] Rows rows_of(const std::vector<AttachedPlace>& places) const {
    Rows rows;
    for (std::uint32_t row = 0; row < places.size(); ++row) {
      if (tree_.qbegin(boost::geometry::index::intersects(box_around(places[row].place, 0.0))) !=
          tree_.qend())
        rows.push_back(row);
    }
    return rows;
  }

 private:
  BoxTree tree_;
};

/// Those on touched ground, with their ways onto the network after.
AttachedRows attach_anew(const Network& network, const TouchedGround& ground,
                         const std::vector<AttachedPlace>& places) {
  AttachedRows anew;
  anew.rows = ground.rows_of(places);
  anew.places.resize(anew.rows.size());
  tbb::parallel_for(std::size_t{0}, anew.rows.size(), [&](std::size_t i) {
    const Point place = places[anew.rows[i]].place;
    anew.places[i] = {place, network.attach(place)};
  });
  return anew;
}

void move_places(const ChangedNetwork& changed, AttachedRows anew,
                 std::vector<AttachedPlace>& places) {
  if (!changed.cuts.empty()) {
    for (AttachedPlace& place : places) {
      for (Attachment& attachment : place.attachments) attachment = changed.moved(attachment);
    }
  }
  for (std::size_t i = 0; i < anew.rows.size(); ++i)
    places[anew.rows[i]] = std::move(anew.places[i]);
}

std::vector<AttachedPlace> some_of(const std::vector<AttachedPlace>& places, const Rows& rows) {
  std::vector<AttachedPlace> some;
  some.reserve(rows.size());
  for (const std::uint32_t row : rows) some.push_back(places[row]);
  return some;
}

/// Journeys of the stale pairs on the network after, as entries of origins or none: a table of
/// those origins and those destinations that have any. One search for each of the fewer ones.
class SearchedAgain {
 public:
  SearchedAgain(const Travel& after, const std::vector<Rows>& stale)
      : rows_of_destinations_(after.destinations.size(), 0) {
    for (std::uint32_t origin = 0; origin < stale.size(); ++origin) {
      if (!stale[origin].empty()) origins_.push_back(origin);
      for (const std::uint32_t destination : stale[origin]) rows_of_destinations_[destination] = 1;
    }
    for (std::uint32_t row = 0; row < rows_of_destinations_.size(); ++row) {
      if (rows_of_destinations_[row] == 0) continue;
      rows_of_destinations_[row] = static_cast<std::uint32_t>(destinations_.size());
      destinations_.push_back(row);
    }
    by_origin_ = origins_.size() < destinations_.size();
    const auto from = some_of(after.origins, origins_);
    const auto to = some_of(after.destinations, destinations_);
    matrix_ = by_origin_ ? measure_back(*after.network, to, from, after.least, after.limit)
                         : measure(*after.network, from, to, after.least, after.limit);
  }

  /// `i` counts the origins that have any.
  [[nodiscard]] std::optional<Journey> find(std::size_t i, std::uint32_t destination) const {
    const std::uint32_t row = rows_of_destinations_[destination];
    return by_origin_ ? matrix_.find(row, i) : matrix_.find(i, row);
  }

 private:
  Rows origins_;
  Rows destinations_;
  Rows rows_of_destinations_;
  bool by_origin_ = false;
  TravelMatrix matrix_;
};

std::vector<Update> updates_of(const Travel& after, const JourneyChanges& changes) {
  const SearchedAgain again(after, changes.stale);
  std::vector<Update> updates;
  std::size_t next = 0;
  for (std::uint32_t origin = 0; origin < changes.stale.size(); ++origin) {
    const std::size_t first = updates.size();
    for (const std::uint32_t destination : changes.stale[origin]) {
      const auto found = again.find(next, destination);
      const Journey journey = found.value_or(Journey());
      updates.push_back({origin,
                         {destination, static_cast<std::uint32_t>(journey.length.count()),
                          static_cast<std::uint32_t>(journey.time.count())},
                         found.has_value()});
    }
    if (!changes.stale[origin].empty()) ++next;
    const auto& better = changes.better[origin];
    updates.insert(updates.end(), better.begin(), better.end());
    if (updates.size() == first + better.size()) continue;
    std::sort(
        updates.begin() + static_cast<std::ptrdiff_t>(first), updates.end(),
        [](const Update& a, const Update& b) { return a.entry.destination < b.entry.destination; });
  }
  return updates;
}

/// Where places meet roads that change.
std::vector<EdgePoint> points_on(const Travel& travel, const std::vector<ChangedRoad>& roads) {
  RoadId last;
  for (const ChangedRoad& road : roads) last = std::max(last, road.id);
  std::vector<char> is_changed(last.row() + 1, 0);
  for (const ChangedRoad& road : roads) is_changed[road.id.row()] = 1;
  std::vector<char> marked(travel.network->edges().size(), 0);
  for (const EdgeId edge : travel.network->edges().ids()) {
    const RoadId road = travel.network->edges()[edge].road;
    marked[edge.row()] = road <= last ? is_changed[road.row()] : 0;
  }
  std::vector<EdgePoint> points;
  for (const auto* places : {&travel.origins, &travel.destinations}) {
    for (const AttachedPlace& place : *places) {
      for (const Attachment& attachment : place.attachments) {
        if (marked[attachment.edge.row()] != 0)
          points.push_back({attachment.edge, attachment.offset});
      }
    }
  }
  std::sort(points.begin(), points.end());
  return points;
}

/// Adds the pieces of cut edges on which a place has a nearest point that it did not have before: a
/// bent edge may have one on each piece.
void add_new_ways(const ChangedNetwork& changed, const std::vector<AttachedPlace>& before,
                  const AttachedRows& after, std::vector<EdgeId>& edges) {
  const std::vector<char> is_piece = marked_edges(*changed.network, changed.pieces());
  for (std::size_t i = 0; i < after.rows.size(); ++i) {
    const auto& held = before[after.rows[i]].attachments;
    for (const Attachment& way : after.places[i].attachments) {
      if (is_piece[way.edge.row()] == 0) continue;
      const auto is_held = [&](const Attachment& old) { return changed.moved(old) == way; };
      if (std::none_of(held.begin(), held.end(), is_held)) edges.push_back(way.edge);
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
}

/// With more gates it is less work to measure everything on the network after: tables of gates
/// would be as large as the table itself.
std::size_t most_gates(const Travel& travel) {
  return std::max<std::size_t>(64, travel.destinations.size());
}

void change(Travel& travel, ChangePart part, const ChangedNetwork& changed) {
  const bool worse = part == ChangePart::worse;
  std::vector<EdgeId> touched = worse ? changed.worse : changed.better;
  std::vector<EdgeId> edges = touched;
  const auto pieces = changed.pieces();
  touched.insert(touched.end(), pieces.begin(), pieces.end());
  const TouchedGround ground(*changed.network, touched);
  AttachedRows origins = attach_anew(*changed.network, ground, travel.origins);
  AttachedRows destinations = attach_anew(*changed.network, ground, travel.destinations);
  add_new_ways(changed, travel.origins, origins, edges);
  add_new_ways(changed, travel.destinations, destinations, edges);
  const bool anew = changed.gates_of(edges).size() > most_gates(travel);
  JourneyChanges changes;
  if (!anew) {
    changes = worse ? worse_journeys(travel, changed)
                    : better_journeys(travel, changed, edges, origins, destinations);
  }
  travel.network = changed.network;
  travel.prepared_origins.reset();
  travel.prepared_destinations.reset();
  move_places(changed, std::move(origins), travel.origins);
  move_places(changed, std::move(destinations), travel.destinations);
  if (anew) {
    travel.matrix =
        measure(*travel.network, travel.origins, travel.destinations, travel.least, travel.limit);
  } else {
    travel.matrix.update(updates_of(travel, changes));
  }
}

}  // namespace

Travel measure_travel(std::shared_ptr<const Network> network, const std::vector<Point>& origins,
                      const std::vector<Point>& destinations, Least least, TravelLimit limit) {
  Travel travel;
  travel.network = std::move(network);
  travel.origins = attach_all(*travel.network, origins);
  travel.destinations = attach_all(*travel.network, destinations);
  travel.least = least;
  travel.limit = limit;
  travel.matrix = measure(*travel.network, travel.origins, travel.destinations, least, limit);
  return travel;
}

void prepare(Travel& travel) {
  travel.prepared_origins = std::make_shared<const PreparedPlaces>(*travel.network, travel.origins,
                                                                   travel.least, Heading::there);
  travel.prepared_destinations = std::make_shared<const PreparedPlaces>(
      *travel.network, travel.destinations, travel.least, Heading::back);
}

Travel travel_after(Travel travel, const std::vector<ChangedRoad>& roads) {
  const std::vector<EdgePoint> points = points_on(travel, roads);
  for (const ChangePart part : {ChangePart::worse, ChangePart::better, ChangePart::added}) {
    const ChangedNetwork changed = change_roads(*travel.network, roads, part, points);
    if (changed.network) change(travel, part, changed);
  }
  return travel;
}

}  // namespace budian
