// One journey looked at closely: why there is none, and which way it takes.
#include <algorithm>

#include "gis/door_ways.hpp"
#include "gis/shortest_paths.hpp"
#include "gis/travel_matrix.hpp"

namespace budian {
namespace {

/// How the best journey leaves its origin: over a node, or straight along an edge to the
/// destination.
struct Departure {
  Journey journey;
  Attachment attachment;
  std::optional<DoorWay> over;
  std::optional<Attachment> arrival;  ///< on the same edge
};

class Choice {
 public:
  explicit Choice(Least least) : least_(least) {}
  void offer(const Departure& departure) {
    if (!best_ || is_less(departure.journey, best_->journey, least_)) best_ = departure;
  }
  [[nodiscard]] const std::optional<Departure>& best() const { return best_; }

 private:
  Least least_;
  std::optional<Departure> best_;
};

std::optional<Departure> best_departure(const Network& network, const ShortestPaths& to_destination,
                                        const AttachedPlace& origin,
                                        const AttachedPlace& destination, Least least) {
  Choice choice(least);
  for (const Attachment& attachment : origin.attachments) {
    for (const DoorWay& way : door_ways(network, attachment, true)) {
      if (!to_destination.found(way.node)) continue;
      const Journey whole = way.journey + to_destination.journey(way.node);
      choice.offer({whole, attachment, way, std::nullopt});
    }
    for (const Attachment& arrival : destination.attachments) {
      if (arrival.edge != attachment.edge) continue;
      const auto direct = along_one_edge(network, attachment, arrival);
      if (direct) choice.offer({*direct, attachment, std::nullopt, arrival});
    }
  }
  return choice.best();
}

ShortestPaths search_to(const Network& network, const AttachedPlace& destination, Least least,
                        TravelLimit limit) {
  ShortestPaths paths(network);
  paths.run(destination, least, ShortestPaths::Way::against, limit);
  return paths;
}

bool share_component(const Network& network, const AttachedPlace& a, const AttachedPlace& b) {
  const auto components = [&network](const AttachedPlace& place) {
    std::vector<std::uint32_t> result;
    for (const Attachment& attachment : place.attachments) {
      result.push_back(network.component(network.edges()[attachment.edge].from));
    }
    std::sort(result.begin(), result.end());
    return result;
  };
  const auto of_a = components(a);
  const auto of_b = components(b);
  return std::any_of(of_a.begin(), of_a.end(), [&of_b](std::uint32_t component) {
    return std::binary_search(of_b.begin(), of_b.end(), component);
  });
}

void append(Line& line, const Line& piece) {
  for (const Point point : piece) {
    if (line.empty() || line.back() != point) line.push_back(point);
  }
}

/// The edges from a node on, and the way from the last node to the door.
void append_onward(const Network& network, const ShortestPaths& to_destination,
                   const AttachedPlace& destination, NodeId node, Line& line) {
  for (const EdgeId id : to_destination.edges_to(node)) {
    const Edge& edge = network.edges()[id];
    const bool ahead = edge.from == node;
    append(line, ahead ? network.piece(id, Millimetres(0), edge.length)
                       : network.piece(id, edge.length, Millimetres(0)));
    node = ahead ? edge.to : edge.from;
  }
  for (const Attachment& attachment : destination.attachments) {
    for (const DoorWay& way : door_ways(network, attachment, false)) {
      if (way.node != node || way.journey != to_destination.journey(node)) continue;
      append(line, network.piece(attachment.edge, way.offset, attachment.offset));
      return;
    }
  }
}

}  // namespace

Unreachable why_unreachable(const Network& network, const AttachedPlace& origin,
                            const AttachedPlace& destination, Least least) {
  if (origin.attachments.empty()) {
    return network.is_cut_off_by_water(origin.place) ? Unreachable::water_at_origin
                                                     : Unreachable::no_road_at_origin;
  }
  if (destination.attachments.empty()) {
    return network.is_cut_off_by_water(destination.place) ? Unreachable::water_at_destination
                                                          : Unreachable::no_road_at_destination;
  }
  if (!share_component(network, origin, destination)) return Unreachable::other_component;
  const ShortestPaths paths = search_to(network, destination, least, {});
  const bool any = best_departure(network, paths, origin, destination, least).has_value();
  return any ? Unreachable::beyond_limit : Unreachable::one_way_trap;
}

Line path(const Network& network, const AttachedPlace& origin, const AttachedPlace& destination,
          Least least, TravelLimit limit) {
  // Only what is made least bounds the search: then the best way is among those found.
  const TravelLimit near =
      least == Least::length ? TravelLimit(limit.length) : TravelLimit(limit.time);
  const ShortestPaths paths = search_to(network, destination, least, near);
  const auto departure = best_departure(network, paths, origin, destination, least);
  if (!departure || !limit.allows(departure->journey)) return {};
  const Attachment& start = departure->attachment;
  Line line{origin.place};
  if (departure->over) {
    append(line, network.piece(start.edge, start.offset, departure->over->offset));
    append_onward(network, paths, destination, departure->over->node, line);
  } else {
    append(line, network.piece(start.edge, start.offset, departure->arrival->offset));
  }
  append(line, {destination.place});
  return line;
}

}  // namespace budian
