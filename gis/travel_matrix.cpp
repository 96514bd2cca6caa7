#include "gis/travel_matrix.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <limits>

#include "gis/door_ways.hpp"
#include "gis/grouped_rows.hpp"
#include "gis/shortest_paths.hpp"
#include "gis/spatial_index.hpp"

namespace budian {
namespace {

using Entry = TravelMatrix::Entry;

Entry entry_of(std::size_t row, const Journey& journey) {
  return {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(journey.length.count()),
          static_cast<std::uint32_t>(journey.time.count())};
}

/// Cost above, the other measure below: the lesser number is the better journey.
std::uint64_t packed(std::uint64_t cost, std::uint64_t other) { return cost << 32 | other; }
constexpr std::uint64_t no_journey = std::numeric_limits<std::uint64_t>::max();

/// From an origin's door to a node, or the way in which it attaches to an edge.
struct OriginAtNode {
  std::uint32_t origin = 0;
  std::uint32_t length = 0;
  std::uint32_t time = 0;
};
struct OriginOnEdge {
  std::uint32_t origin = 0;
  Attachment attachment;
};

/// Journeys from the origins to the destinations, or back from these to the origins.
enum class Heading : std::uint8_t { there, back };

void append_node_ways(const Network& network, Heading heading, const AttachedPlace& place,
                      std::uint32_t origin,
                      std::vector<std::pair<std::uint32_t, OriginAtNode>>& result) {
  std::vector<DoorWay> ways;
  for (const Attachment& attachment : place.attachments) {
    for (const DoorWay& way : door_ways(network, attachment, heading == Heading::there))
      ways.push_back(way);
  }
  std::sort(ways.begin(), ways.end(), [](const DoorWay& a, const DoorWay& b) {
    if (a.node != b.node) return a.node < b.node;
    return is_less(a.journey, b.journey, Least::length);
  });
  const DoorWay* kept = nullptr;
  for (const DoorWay& way : ways) {
    // Neither shorter nor quicker than another way to the same node: never used.
    const bool same_node = kept != nullptr && kept->node == way.node;
    if (same_node && kept->journey.time <= way.journey.time) continue;
    kept = &way;
    const Entry entry = entry_of(origin, way.journey);
    result.emplace_back(static_cast<std::uint32_t>(way.node.row()),
                        OriginAtNode{origin, entry.length, entry.time});
  }
}

GroupedRows<OriginAtNode> origins_by_node(const Network& network, Heading heading,
                                          const std::vector<AttachedPlace>& origins) {
  std::vector<std::pair<std::uint32_t, OriginAtNode>> keyed;
  for (std::uint32_t origin = 0; origin < origins.size(); ++origin) {
    append_node_ways(network, heading, origins[origin], origin, keyed);
  }
  return {keyed, network.nodes().size()};
}

GroupedRows<OriginOnEdge> origins_by_edge(const Network& network,
                                          const std::vector<AttachedPlace>& origins) {
  std::vector<std::pair<std::uint32_t, OriginOnEdge>> keyed;
  for (std::uint32_t origin = 0; origin < origins.size(); ++origin) {
    for (const Attachment& attachment : origins[origin].attachments) {
      keyed.emplace_back(static_cast<std::uint32_t>(attachment.edge.row()),
                         OriginOnEdge{origin, attachment});
    }
  }
  return {keyed, network.edges().size()};
}

/// Most that a door way costs at the origins.
std::int64_t longest_of(const GroupedRows<OriginAtNode>& ways, Least least) {
  std::uint32_t longest = 0;
  for (const OriginAtNode& way : ways.rows()) {
    longest = std::max(longest, least == Least::length ? way.length : way.time);
  }
  return longest;
}

/// The origins as a search meets them.
struct Origins {
  Origins(const Network& network, Heading heading, const std::vector<AttachedPlace>& places,
          Least least)
      : count(places.size()),
        by_node(origins_by_node(network, heading, places)),
        by_edge(origins_by_edge(network, places)),
        longest_way(longest_of(by_node, least)) {}
  std::size_t count;
  GroupedRows<OriginAtNode> by_node;
  GroupedRows<OriginOnEdge> by_edge;
  std::int64_t longest_way;  ///< most that a door way costs
};

/// One destination after the other: the best journey of each origin that has one. Reusable.
class ColumnSearch {
 public:
  ColumnSearch(const Network& network, Heading heading, const Origins& origins, Least least,
               TravelLimit limit)
      : network_(&network),
        heading_(heading),
        origins_(&origins),
        paths_(network),
        best_(origins.count, no_journey),
        least_(least),
        limit_(limit) {}

  std::vector<Entry> column(const AttachedPlace& destination) {
    const bool there = heading_ == Heading::there;
    paths_.run(destination, least_, there ? ShortestPaths::Way::against : ShortestPaths::Way::along,
               limit_, origins_->longest_way);
    for (const std::uint32_t node : paths_.found_nodes()) {
      const Journey onward = paths_.journey(NodeId(node));
      const auto length = static_cast<std::uint64_t>(onward.length.count());
      const auto time = static_cast<std::uint64_t>(onward.time.count());
      for (const OriginAtNode& way : origins_->by_node[node]) {
        offer(way.origin, length + way.length, time + way.time);
      }
    }
    offer_direct_ways(destination);
    return collect();
  }

 private:
  void offer(std::uint32_t origin, std::uint64_t length, std::uint64_t time) {
    if ((length | time) >> 32U != 0) return;
    const std::uint64_t journey =
        least_ == Least::length ? packed(length, time) : packed(time, length);
    if (best_[origin] == no_journey) offered_.push_back(origin);
    best_[origin] = std::min(best_[origin], journey);
  }

  void offer_direct_ways(const AttachedPlace& destination) {
    for (const Attachment& attachment : destination.attachments) {
      for (const OriginOnEdge& way : origins_->by_edge[attachment.edge.row()]) {
        const auto direct = heading_ == Heading::there
                                ? along_one_edge(*network_, way.attachment, attachment)
                                : along_one_edge(*network_, attachment, way.attachment);
        if (!direct) continue;
        offer(way.origin, static_cast<std::uint64_t>(direct->length.count()),
              static_cast<std::uint64_t>(direct->time.count()));
      }
    }
  }

  /// In the order in which the search came upon the origins: a column needs none.
  std::vector<Entry> collect() {
    std::vector<Entry> column;
    column.reserve(offered_.size());
    for (const std::uint32_t origin : offered_) {
      const auto cost = static_cast<std::uint32_t>(best_[origin] >> 32);
      const auto other = static_cast<std::uint32_t>(best_[origin]);
      const Entry entry =
          least_ == Least::length ? Entry{origin, cost, other} : Entry{origin, other, cost};
      best_[origin] = no_journey;
      if (limit_.allows({Millimetres(entry.length), Milliseconds(entry.time)}))
        column.push_back(entry);
    }
    offered_.clear();
    return column;
  }

  const Network* network_;
  Heading heading_;
  const Origins* origins_;
  ShortestPaths paths_;
  std::vector<std::uint64_t> best_;
  std::vector<std::uint32_t> offered_;  ///< origins whose best_ is set
  Least least_;
  TravelLimit limit_;
};

TravelMatrix measure_heading(const Network& network, Heading heading,
                             const std::vector<AttachedPlace>& places,
                             const std::vector<AttachedPlace>& destinations, Least least,
                             TravelLimit limit) {
  const Origins origins(network, heading, places, least);
  tbb::enumerable_thread_specific<ColumnSearch> searches(
      [&] { return ColumnSearch(network, heading, origins, least, limit); });
  std::vector<std::vector<Entry>> columns(destinations.size());
  tbb::parallel_for(std::size_t{0}, destinations.size(),
                    [&](std::size_t d) { columns[d] = searches.local().column(destinations[d]); });
  return TravelMatrix::from_columns(columns, places.size());
}

}  // namespace

std::vector<AttachedPlace> attach_all(const Network& network, const std::vector<Point>& places) {
  std::vector<AttachedPlace> attached(places.size());
  tbb::parallel_for(std::size_t{0}, places.size(), [&](std::size_t row) {
    attached[row] = {places[row], network.attach(places[row])};
  });
  return attached;
}

TravelMatrix::TravelMatrix(std::vector<std::vector<Entry>> rows, std::size_t destinations)
    : starts_{0}, destinations_(destinations) {
  for (auto& row : rows) {
    std::sort(row.begin(), row.end(),
              [](const Entry& a, const Entry& b) { return a.destination < b.destination; });
    entries_.insert(entries_.end(), row.begin(), row.end());
    starts_.push_back(entries_.size());
  }
}

TravelMatrix TravelMatrix::from_columns(const std::vector<std::vector<Entry>>& columns,
                                        std::size_t origins) {
  TravelMatrix matrix;
  matrix.destinations_ = columns.size();
  matrix.starts_.assign(origins + 1, 0);
  for (const auto& column : columns) {
    for (const Entry& entry : column) ++matrix.starts_[entry.destination + 1];
  }
  for (std::size_t o = 0; o < origins; ++o) matrix.starts_[o + 1] += matrix.starts_[o];
  matrix.entries_.resize(matrix.starts_.back());
  std::vector<std::size_t> next(matrix.starts_.begin(), matrix.starts_.end() - 1);
  for (std::uint32_t d = 0; d < columns.size(); ++d) {
    for (const Entry& entry : columns[d]) {
      matrix.entries_[next[entry.destination]++] = {d, entry.length, entry.time};
    }
  }
  return matrix;
}

std::span<const TravelMatrix::Entry> TravelMatrix::row(std::size_t origin) const {
  return {entries_.data() + starts_[origin], entries_.data() + starts_[origin + 1]};
}

std::optional<Journey> TravelMatrix::find(std::size_t origin, std::size_t destination) const {
  const auto entries = row(origin);
  const auto found = std::lower_bound(
      entries.begin(), entries.end(), destination,
      [](const Entry& entry, std::size_t wanted) { return entry.destination < wanted; });
  if (found == entries.end() || found->destination != destination) return std::nullopt;
  return Journey{Millimetres(found->length), Milliseconds(found->time)};
}

TravelMatrix measure(const Network& network, const std::vector<AttachedPlace>& origins,
                     const std::vector<AttachedPlace>& destinations, Least least,
                     TravelLimit limit) {
  return measure_heading(network, Heading::there, origins, destinations, least, limit);
}

TravelMatrix measure_back(const Network& network, const std::vector<AttachedPlace>& origins,
                          const std::vector<AttachedPlace>& destinations, Least least,
                          TravelLimit limit) {
  return measure_heading(network, Heading::back, origins, destinations, least, limit);
}

TravelMatrix longer_of(const TravelMatrix& a, const TravelMatrix& b) {
  std::vector<std::vector<Entry>> rows(a.origins());
  for (std::size_t o = 0; o < rows.size(); ++o) {
    auto other = b.row(o).begin();
    for (const Entry& entry : a.row(o)) {
      while (other != b.row(o).end() && other->destination < entry.destination) ++other;
      if (other == b.row(o).end()) break;
      if (other->destination != entry.destination) continue;
      rows[o].push_back(other->time > entry.time ? *other : entry);
    }
  }
  return {std::move(rows), a.destinations()};
}

TravelMatrix measure_straight(const std::vector<Point>& origins,
                              const std::vector<Point>& destinations, double detour_factor,
                              Speed speed, Millimetres limit) {
  std::vector<BoxedRow> boxes;
  for (std::uint32_t d = 0; d < destinations.size(); ++d) {
    boxes.emplace_back(box_around(destinations[d], 0.0), d);
  }
  const BoxTree tree(boxes);
  std::vector<std::vector<Entry>> rows(origins.size());
  tbb::parallel_for(std::size_t{0}, origins.size(), [&](std::size_t o) {
    // One metre more than the limit: what lies in between is judged in whole millimetres below.
    const double reach = in_metres(limit) / detour_factor + 1.0;
    const auto around = boost::geometry::index::intersects(box_around(origins[o], reach));
    for (auto hit = tree.qbegin(around); hit != tree.qend(); ++hit) {
      const double straight = distance_metres(origins[o], destinations[hit->second]);
      const Millimetres length = metres(straight * detour_factor);
      if (length > limit) continue;
      rows[o].push_back(entry_of(hit->second, {length, travel_time(length, speed)}));
    }
  });
  return {std::move(rows), destinations.size()};
}

}  // namespace budian
