// Journeys from many places to many: by one search a destination, or by the hierarchy.
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <limits>

#include "gis/door_ways.hpp"
#include "gis/grouped_rows.hpp"
#include "gis/hierarchy.hpp"
#include "gis/large_memory.hpp"
#include "gis/nearest_search.hpp"
#include "gis/shortest_paths.hpp"
#include "gis/sweep.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {
namespace {

using Entry = TravelMatrix::Entry;
using Label = Hierarchy::Label;

/// What is asked for, of origins that are given beside it.
struct Request {
  const Network& network;
  Heading heading;
  const std::vector<AttachedPlace>& destinations;
  Least least;
  TravelLimit limit;
};

bool fits(const Journey& journey) {
  return journey.length.count() <= TravelLimit::most && journey.time.count() <= TravelLimit::most;
}

/// The best way between a door and each node that it meets the roads at; `leaving` the door or
/// coming to it.
std::vector<NodeWay> node_ways(const Network& network, const AttachedPlace& place, Least least,
                               bool leaving) {
  std::vector<NodeWay> ways;
  for (const Attachment& attachment : place.attachments) {
    for (const DoorWay& way : door_ways(network, attachment, leaving)) {
      if (!fits(way.journey)) continue;
      ways.push_back({static_cast<std::uint32_t>(way.node.row()), label_of(way.journey, least)});
    }
  }
  std::sort(ways.begin(), ways.end(), [](const NodeWay& a, const NodeWay& b) {
    return std::pair(a.node, a.label) < std::pair(b.node, b.label);
  });
  const auto same = [](const NodeWay& a, const NodeWay& b) { return a.node == b.node; };
  ways.erase(std::unique(ways.begin(), ways.end(), same), ways.end());
  return ways;
}

std::vector<std::vector<NodeWay>> all_node_ways(const Network& network, Least least,
                                                const std::vector<AttachedPlace>& places,
                                                bool leaving) {
  std::vector<std::vector<NodeWay>> ways(places.size());
  tbb::parallel_for(std::size_t{0}, places.size(), [&](std::size_t row) {
    ways[row] = node_ways(network, places[row], least, leaving);
  });
  return ways;
}

/// The way in which an origin attaches to an edge.
struct OriginOnEdge {
  std::uint32_t origin = 0;
  Attachment attachment;
};

GroupedRows<OriginOnEdge> by_edge_of(const Network& network,
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

/// Calls offer(origin, label) for each way to a destination along an edge that both attach to.
template <class Offer>
void offer_direct_ways(const Request& request, const GroupedRows<OriginOnEdge>& by_edge,
                       const AttachedPlace& destination, const Offer& offer) {
  for (const Attachment& attachment : destination.attachments) {
    for (const OriginOnEdge& way : by_edge[attachment.edge.row()]) {
      const auto direct = request.heading == Heading::there
                              ? along_one_edge(request.network, way.attachment, attachment)
                              : along_one_edge(request.network, attachment, way.attachment);
      if (direct && fits(*direct)) offer(way.origin, label_of(*direct, request.least));
    }
  }
}

Entry entry_of(const Request& request, std::size_t other_end, Label label) {
  const auto above = static_cast<std::uint32_t>(label >> 32);
  const auto below = static_cast<std::uint32_t>(label);
  const auto row = static_cast<std::uint32_t>(other_end);
  return request.least == Least::length ? Entry{row, above, below} : Entry{row, below, above};
}
bool is_allowed(const Request& request, const Entry& entry) {
  return request.limit.allows({Millimetres(entry.length), Milliseconds(entry.time)});
}
/// Appends a label as an entry, unless the limit does not allow it.
void append_entry(const Request& request, std::size_t other_end, Label label,
                  std::vector<Entry>& entries) {
  const Entry entry = entry_of(request, other_end, label);
  if (is_allowed(request, entry)) entries.push_back(entry);
}

/// The origins as a search meets them.
struct OriginsAtNodes {
  struct Way {
    std::uint32_t origin = 0;
    Label label = 0;
  };
  OriginsAtNodes(const Request& request, const std::vector<AttachedPlace>& origins)
      : count(origins.size()),
        by_node(ways_of(request, origins), request.network.nodes().size()),
        by_edge(by_edge_of(request.network, origins)) {
    for (const Way& way : by_node.rows()) longest_way = std::max(longest_way, way.label >> 32);
  }
  static std::vector<std::pair<std::uint32_t, Way>> ways_of(
      const Request& request, const std::vector<AttachedPlace>& origins) {
    const auto ways =
        all_node_ways(request.network, request.least, origins, request.heading == Heading::there);
    std::vector<std::pair<std::uint32_t, Way>> keyed;
    for (std::uint32_t origin = 0; origin < ways.size(); ++origin) {
      for (const NodeWay& way : ways[origin]) keyed.emplace_back(way.node, Way{origin, way.label});
    }
    return keyed;
  }
  std::size_t count;
  GroupedRows<Way> by_node;
  GroupedRows<OriginOnEdge> by_edge;
  std::int64_t longest_way = 0;  ///< most that a door way costs
};

/// One destination after the other: the best journey of each origin that has one. Reusable.
class ColumnSearch {
 public:
  ColumnSearch(const Request& request, const OriginsAtNodes& origins)
      : request_(request),
        origins_(origins),
        paths_(request.network),
        best_(origins.count, no_journey) {}

  std::vector<Entry> column(const AttachedPlace& destination) {
    const bool there = request_.heading == Heading::there;
    paths_.run(destination, request_.least,
               there ? ShortestPaths::Way::against : ShortestPaths::Way::along, request_.limit,
               origins_.longest_way);
    for (const std::uint32_t node : paths_.found_nodes()) {
      const Label onward = label_of(paths_.journey(NodeId(node)), request_.least);
      for (const auto& way : origins_.by_node[node]) offer(way.origin, onward + way.label);
    }
    offer_direct_ways(request_, origins_.by_edge, destination,
                      [this](std::uint32_t origin, Label label) { offer(origin, label); });
    return collect();
  }

 private:
  static constexpr Label no_journey = std::numeric_limits<Label>::max();

  void offer(std::uint32_t origin, Label label) {
    if (best_[origin] == no_journey) offered_.push_back(origin);
    best_[origin] = std::min(best_[origin], label);
  }

  /// In the order in which the search came upon the origins: a column needs none.
  std::vector<Entry> collect() {
    std::vector<Entry> column;
    column.reserve(offered_.size());
    for (const std::uint32_t origin : offered_) {
      append_entry(request_, origin, best_[origin], column);
      best_[origin] = no_journey;
    }
    offered_.clear();
    return column;
  }

  const Request& request_;
  const OriginsAtNodes& origins_;
  ShortestPaths paths_;
  std::vector<Label> best_;
  std::vector<std::uint32_t> offered_;  ///< origins whose best_ is set
};

TravelMatrix measure_by_search(const Request& request, const OriginsAtNodes& origins) {
  tbb::enumerable_thread_specific<ColumnSearch> searches(
      [&] { return ColumnSearch(request, origins); });
  std::vector<std::vector<Entry>> columns(request.destinations.size());
  tbb::parallel_for(std::size_t{0}, columns.size(), [&](std::size_t d) {
    columns[d] = searches.local().column(request.destinations[d]);
  });
  return TravelMatrix::from_columns(columns, origins.count);
}

}  // namespace

struct PreparedPlaces::Layout {
  Layout(const Network& of, const std::vector<AttachedPlace>& places, Least made_least, Heading to)
      : network(of),
        least(made_least),
        heading(to),
        count(places.size()),
        sweep(of.hierarchy(made_least), to,
              all_node_ways(of, made_least, places, to == Heading::there)),
        by_edge(by_edge_of(of, places)) {}
  const Network& network;
  Least least;
  Heading heading;
  std::size_t count;
  Sweep sweep;
  GroupedRows<OriginOnEdge> by_edge;
};

namespace {

/// 16 destinations after the other.
class BlockSweep {
 public:
  BlockSweep(const Request& request, const PreparedPlaces::Layout& origins)
      : request_(request),
        origins_(origins),
        destination_ways_(all_node_ways(request.network, request.least, request.destinations,
                                        request.heading != Heading::there)) {}

  struct Desk {
    Sweep::Desk sweep;
    Sweep::Rows labels;
  };
  [[nodiscard]] std::size_t blocks() const {
    return (destination_ways_.size() + Sweep::lanes - 1) / Sweep::lanes;
  }
  /// Writes the block into its columns of a full table.
  void run_into(TravelMatrix::Full& full, std::size_t block, Desk& desk) const {
    const std::size_t first = block * Sweep::lanes;
    const std::size_t count = sweep(block, desk);
    for (std::size_t origin = 0; origin < origins_.count; ++origin) {
      const Label* const labels = desk.labels.data() + Sweep::lanes * origin;
      Entry* const row = full.entries.data() + origin * full.destinations + first;
      for (std::size_t lane = 0; lane < count; ++lane) {
        if (labels[lane] >= Hierarchy::no_label) continue;
        const Entry entry = entry_of(request_, first + lane, labels[lane]);
        if (is_allowed(request_, entry)) row[lane] = entry;
      }
    }
  }
  [[nodiscard]] TravelMatrix::Part run(std::size_t block, Desk& desk) const {
    const std::size_t first = block * Sweep::lanes;
    const std::size_t count = sweep(block, desk);
    TravelMatrix::Part part;
    part.starts.reserve(origins_.count + 1);
    part.starts.push_back(0);
    part.entries.reserve(entries_in(desk.labels, count));
    use_large_pages(part.entries);
    for (std::size_t origin = 0; origin < origins_.count; ++origin) {
      const Label* const labels = desk.labels.data() + Sweep::lanes * origin;
      for (std::size_t lane = 0; lane < count; ++lane) {
        if (labels[lane] < Hierarchy::no_label)
          append_entry(request_, first + lane, labels[lane], part.entries);
      }
      part.starts.push_back(static_cast<std::uint32_t>(part.entries.size()));
    }
    return part;
  }

 private:
  /// Labels of a block, ways along shared edges included; gives the number of its destinations.
  std::size_t sweep(std::size_t block, Desk& desk) const {
    const std::size_t first = block * Sweep::lanes;
    const std::size_t count = std::min(Sweep::lanes, destination_ways_.size() - first);
    origins_.sweep.run({destination_ways_.data() + first, count}, desk.sweep, desk.labels);
    for (std::size_t lane = 0; lane < count; ++lane) {
      offer_direct_ways(request_, origins_.by_edge, request_.destinations[first + lane],
                        [&](std::uint32_t origin, Label direct) {
                          Label& label = desk.labels[Sweep::lanes * origin + lane];
                          label = std::min(label, direct);
                        });
    }
    return count;
  }
  /// At most: those within the limit of what is made least.
  [[nodiscard]] std::size_t entries_in(const Sweep::Rows& labels, std::size_t count) const {
    const std::int64_t most = request_.limit.of_cost(request_.least);
    std::size_t entries = 0;
    for (std::size_t row = 0; row < labels.size(); row += Sweep::lanes) {
      for (std::size_t lane = 0; lane < count; ++lane)
        entries += labels[row + lane] >> 32 <= most ? 1U : 0U;
    }
    return entries;
  }

  const Request& request_;
  const PreparedPlaces::Layout& origins_;
  std::vector<std::vector<NodeWay>> destination_ways_;
};

/// Searches over the whole network that cost as much as making a hierarchy (from 52 thousand to 1.5
/// million nodes), and as laying out a sweep over one that is there.
constexpr double searches_of_hierarchy = 120;
constexpr double searches_of_sweep = 15;
/// Roads are longer than straight lines: how far a limit reaches as the crow flies.
constexpr double usual_detour = 1.3;

/// Which share of the network a search within the limit sees, about.
double share_in_reach(const Network& network, const TravelLimit& limit) {
  double reach = in_metres(limit.length);
  const double fastest = static_cast<double>(network.fastest().millimetres_per_second) / 1000;
  reach = std::min(reach, in_seconds(limit.time) * fastest) / usual_detour;
  const double area = network.extent_square_metres();
  constexpr double pi = 3.14159265358979;
  return area > 0 ? std::min(1.0, pi * reach * reach / area) : 1;
}

/// Tables that are nearly full and no larger than this (some 200 MB) are written in place.
constexpr std::size_t most_full_entries = 16'000'000;
constexpr double nearly_full = 0.8;

TravelMatrix measure_by_hierarchy(const Request& request, const PreparedPlaces::Layout& layout) {
  const BlockSweep sweep(request, layout);
  tbb::enumerable_thread_specific<BlockSweep::Desk> desks;
  const std::size_t origins = layout.count;
  const std::size_t destinations = request.destinations.size();
  if (origins * destinations <= most_full_entries &&
      share_in_reach(request.network, request.limit) >= nearly_full) {
    TravelMatrix::Full full(origins, destinations);
    tbb::parallel_for(std::size_t{0}, sweep.blocks(),
                      [&](std::size_t block) { sweep.run_into(full, block, desks.local()); });
    return TravelMatrix::from_full(std::move(full));
  }
  std::vector<TravelMatrix::Part> parts(sweep.blocks());
  tbb::parallel_for(std::size_t{0}, parts.size(),
                    [&](std::size_t block) { parts[block] = sweep.run(block, desks.local()); });
  return TravelMatrix::from_parts(parts, origins, destinations);
}

Engine chosen(const Request& request) {
  const auto destinations = static_cast<double>(request.destinations.size());
  const double searches = destinations * share_in_reach(request.network, request.limit);
  const bool made = request.network.has_hierarchy(request.least);
  const double price = made ? searches_of_sweep : searches_of_hierarchy + searches_of_sweep;
  return searches > price ? Engine::hierarchy : Engine::search;
}

/// The limit, held to where the other measure could not outgrow its half of a label.
TravelLimit held(const Network& network, Least least, TravelLimit limit) {
  limit.length = std::min(limit.length, Millimetres(TravelLimit::most));
  limit.time = std::min(limit.time, Milliseconds(TravelLimit::most));
  const std::int64_t most = network.scale(least).most_cost / 2;
  if (least == Least::length) {
    limit.length = std::min(limit.length, Millimetres(most));
  } else {
    limit.time = std::min(limit.time, Milliseconds(most));
  }
  return limit;
}

TravelMatrix measure_heading(const Request& request, const std::vector<AttachedPlace>& origins,
                             Engine engine) {
  if (engine == Engine::automatic) engine = chosen(request);
  if (engine == Engine::search) return measure_by_search(request, {request, origins});
  return PreparedPlaces(request.network, origins, request.least, request.heading)
      .measure(request.destinations, request.limit);
}

/// For each origin the nearest destinations over all its nodes, and along its own edges.
class NearestRows {
 public:
  NearestRows(const Request& request, const std::vector<AttachedPlace>& origins, std::size_t keep)
      : request_(request),
        keep_(keep),
        origin_ways_(all_node_ways(request.network, request.least, origins, is_there())),
        direct_(direct_ways(origins)),
        search_({is_there() ? request.network.reversed() : request.network.graph(),
                 request.network.scale(request.least), request.least,
                 std::min({keep, std::size_t{255}, request.destinations.size()}), most_cost()},
                all_node_ways(request.network, request.least, request.destinations, !is_there())) {}

  [[nodiscard]] std::vector<Entry> row(std::size_t origin) const {
    using Found = std::pair<std::uint32_t, Label>;  // destination, label
    std::vector<Found> found;
    for (const NodeWay& way : origin_ways_[origin]) {
      for (const auto& held : search_.at(way.node))
        found.emplace_back(held.place, way.label + static_cast<Label>(held.label));
    }
    for (const Found& direct : direct_[origin]) found.push_back(direct);
    std::sort(found.begin(), found.end());
    const auto same = [](const Found& a, const Found& b) { return a.first == b.first; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    const auto better = [](const Found& a, const Found& b) {
      return std::pair(a.second, a.first) < std::pair(b.second, b.first);
    };
    const std::size_t count = std::min(keep_, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count),
                      found.end(), better);
    found.resize(count);
    std::vector<Entry> entries;
    for (const auto& [destination, label] : found)
      append_entry(request_, destination, label, entries);
    return entries;
  }

 private:
  [[nodiscard]] bool is_there() const { return request_.heading == Heading::there; }
  [[nodiscard]] std::uint32_t most_cost() const {
    const std::int64_t most = request_.limit.of_cost(request_.least);
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(most, 0, TravelLimit::most));
  }
  [[nodiscard]] GroupedRows<std::pair<std::uint32_t, Label>> direct_ways(
      const std::vector<AttachedPlace>& origins) const {
    const auto by_edge = by_edge_of(request_.network, origins);
    std::vector<std::pair<std::uint32_t, std::pair<std::uint32_t, Label>>> keyed;
    for (std::uint32_t d = 0; d < request_.destinations.size(); ++d) {
      offer_direct_ways(request_, by_edge, request_.destinations[d],
                        [&](std::uint32_t origin, Label label) {
                          keyed.emplace_back(origin, std::pair(d, label));
                        });
    }
    return {keyed, origins.size()};
  }

  const Request& request_;
  std::size_t keep_;
  std::vector<std::vector<NodeWay>> origin_ways_;
  GroupedRows<std::pair<std::uint32_t, Label>> direct_;
  NearestSearch search_;
};

}  // namespace

TravelMatrix measure_nearest(const Network& network, const std::vector<AttachedPlace>& origins,
                             const std::vector<AttachedPlace>& destinations, Least least,
                             TravelLimit limit, std::size_t keep) {
  const Request request{network, Heading::there, destinations, least, held(network, least, limit)};
  const NearestRows nearest(request, origins, keep);
  std::vector<std::vector<Entry>> rows(origins.size());
  tbb::parallel_for(std::size_t{0}, rows.size(),
                    [&](std::size_t origin) { rows[origin] = nearest.row(origin); });
  return {std::move(rows), destinations.size()};
}

TravelMatrix measure(const Network& network, const std::vector<AttachedPlace>& origins,
                     const std::vector<AttachedPlace>& destinations, Least least, TravelLimit limit,
                     Engine engine) {
  return measure_heading(
      {network, Heading::there, destinations, least, held(network, least, limit)}, origins, engine);
}

TravelMatrix measure_back(const Network& network, const std::vector<AttachedPlace>& origins,
                          const std::vector<AttachedPlace>& destinations, Least least,
                          TravelLimit limit, Engine engine) {
  return measure_heading({network, Heading::back, destinations, least, held(network, least, limit)},
                         origins, engine);
}

PreparedPlaces::PreparedPlaces(const Network& network, const std::vector<AttachedPlace>& places,
                               Least least, Heading heading)
    : layout_(std::make_unique<const Layout>(network, places, least, heading)) {}
PreparedPlaces::~PreparedPlaces() = default;
PreparedPlaces::PreparedPlaces(PreparedPlaces&&) noexcept = default;
PreparedPlaces& PreparedPlaces::operator=(PreparedPlaces&&) noexcept = default;

TravelMatrix PreparedPlaces::measure(const std::vector<AttachedPlace>& others,
                                     TravelLimit limit) const {
  const Layout& layout = *layout_;
  return measure_by_hierarchy({layout.network, layout.heading, others, layout.least,
                               held(layout.network, layout.least, limit)},
                              layout);
}

}  // namespace budian
