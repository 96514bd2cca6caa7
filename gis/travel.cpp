#include "gis/travel.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

#include "gis/extent.hpp"
#include "gis/journey_changes.hpp"
#include "gis/spatial_index.hpp"

namespace budian {
namespace {

using Entry = TravelMatrix::Entry;
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

void attach_anew(const Network& network, const Rows& rows, std::vector<AttachedPlace>& places) {
  tbb::parallel_for(std::size_t{0}, rows.size(), [&](std::size_t i) {
    AttachedPlace& place = places[rows[i]];
    place.attachments = network.attach(place.place);
  });
}

void move_attachments(const ChangedNetwork& changed, std::vector<AttachedPlace>& places) {
  if (changed.cuts.empty()) return;
  for (AttachedPlace& place : places) {
    for (Attachment& attachment : place.attachments) attachment = changed.moved(attachment);
  }
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

  [[nodiscard]] const Rows& origins() const { return origins_; }
  /// `i` counts origins().
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

void replace(std::vector<Entry>& row, std::uint32_t destination, const Entry* entry) {
  const auto at = std::lower_bound(
      row.begin(), row.end(), destination,
      [](const Entry& held, std::uint32_t wanted) { return held.destination < wanted; });
  const bool held = at != row.end() && at->destination == destination;
  if (held && entry != nullptr) {
    *at = *entry;
  } else if (held) {
    row.erase(at);
  } else if (entry != nullptr) {
    row.insert(at, *entry);
  }
}

/// The table with the changes; places and network of `after` are those it is asked on.
TravelMatrix changed_table(const TravelMatrix& before, const Travel& after,
                           const JourneyChanges& changes) {
  const SearchedAgain again(after, changes.stale);
  TravelMatrix::NewRows rows;
  std::size_t next = 0;
  for (std::uint32_t origin = 0; origin < before.origins(); ++origin) {
    const Rows& stale = changes.stale[origin];
    if (stale.empty() && changes.better[origin].empty()) continue;
    std::vector<Entry> row(before.row(origin).begin(), before.row(origin).end());
    for (const Entry& entry : changes.better[origin]) {
      const Journey journey{Millimetres(entry.length), Milliseconds(entry.time)};
      replace(row, entry.destination, after.limit.allows(journey) ? &entry : nullptr);
    }
    for (const std::uint32_t destination : stale) {
      const auto journey = again.find(next, destination);
      const Entry entry =
          journey ? Entry{destination, static_cast<std::uint32_t>(journey->length.count()),
                          static_cast<std::uint32_t>(journey->time.count())}
                  : Entry();
      replace(row, destination, journey ? &entry : nullptr);
    }
    if (!stale.empty()) ++next;
    rows.emplace_back(origin, std::move(row));
  }
  return before.with_rows(std::move(rows));
}

/// On the network after, with the table still to come.
Travel moved_to(const Travel& before, const ChangedNetwork& changed,
                std::shared_ptr<const Network> network) {
  Travel after{std::move(network), before.origins, before.destinations,
               before.least,       before.limit,   {}};
  move_attachments(changed, after.origins);
  move_attachments(changed, after.destinations);
  return after;
}

/// Where places meet roads that change.
std::vector<EdgePoint> points_on(const Travel& travel, const std::vector<ChangedRoad>& roads) {
  std::vector<RoadId> changed;
  for (const ChangedRoad& road : roads) changed.push_back(road.id);
  std::sort(changed.begin(), changed.end());
  std::vector<EdgePoint> points;
  for (const auto* places : {&travel.origins, &travel.destinations}) {
    for (const AttachedPlace& place : *places) {
      for (const Attachment& attachment : place.attachments) {
        const RoadId road = travel.network->edges()[attachment.edge].road;
        if (std::binary_search(changed.begin(), changed.end(), road))
          points.push_back({attachment.edge, attachment.offset});
      }
    }
  }
  std::sort(points.begin(), points.end());
  return points;
}

Travel after_worse(const Travel& before, const ChangedNetwork& changed) {
  const JourneyChanges changes = worse_journeys(before, changed);
  Travel after = moved_to(before, changed, changed.network);
  const TouchedGround ground(*changed.network, changed.worse);
  attach_anew(*after.network, ground.rows_of(after.origins), after.origins);
  attach_anew(*after.network, ground.rows_of(after.destinations), after.destinations);
  after.matrix = changed_table(before.matrix, after, changes);
  return after;
}

Travel after_better(const Travel& before, const ChangedNetwork& changed) {
  Travel after = moved_to(before, changed, changed.network);
  const TouchedGround ground(*changed.network, changed.better);
  const Rows origins = ground.rows_of(after.origins);
  const Rows destinations = ground.rows_of(after.destinations);
  attach_anew(*after.network, origins, after.origins);
  attach_anew(*after.network, destinations, after.destinations);
  const JourneyChanges changes =
      better_journeys(before, changed, {after.origins, after.destinations, origins, destinations});
  after.matrix = changed_table(before.matrix, after, changes);
  return after;
}

}  // namespace

Travel measure_travel(std::shared_ptr<const Network> network, const std::vector<Point>& origins,
                      const std::vector<Point>& destinations, Least least, TravelLimit limit) {
  Travel travel{
      network, attach_all(*network, origins), attach_all(*network, destinations), least, limit, {}};
  travel.matrix = measure(*network, travel.origins, travel.destinations, least, limit);
  return travel;
}

Travel travel_after(const Travel& before, const std::vector<ChangedRoad>& roads) {
  Travel travel = before;
  for (const ChangePart part : {ChangePart::worse, ChangePart::better, ChangePart::added}) {
    const ChangedNetwork changed =
        change_roads(*travel.network, roads, part, points_on(travel, roads));
    if (!changed.network) continue;
    travel =
        part == ChangePart::worse ? after_worse(travel, changed) : after_better(travel, changed);
  }
  return travel;
}

}  // namespace budian
