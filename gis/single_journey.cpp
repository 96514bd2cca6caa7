// Journeys looked at closely: which way they take, how much of it is on foot, why there is none.
#include <algorithm>

#include "gis/door_ways.hpp"
#include "gis/journey_details.hpp"
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

/// Why a door has no attachment, in the words for one end of the journey.
Unreachable reason_at(const Network& network, const AttachedPlace& place, Unreachable no_road,
                      Unreachable water, Unreachable far_side) {
  const Barrier barrier = network.what_bars(place.place);
  return barrier == Barrier::water ? water : barrier == Barrier::far_side ? far_side : no_road;
}

/// Why there is certainly no journey, whatever the limit.
std::optional<Unreachable> certain_reason(const Network& network, const AttachedPlace& origin,
                                          const AttachedPlace& destination) {
  if (origin.attachments.empty()) {
    return reason_at(network, origin, Unreachable::no_road_at_origin, Unreachable::water_at_origin,
                     Unreachable::far_side_at_origin);
  }
  if (destination.attachments.empty()) {
    return reason_at(network, destination, Unreachable::no_road_at_destination,
                     Unreachable::water_at_destination, Unreachable::far_side_at_destination);
  }
  if (!share_component(network, origin, destination)) return Unreachable::other_component;
  return std::nullopt;
}

}  // namespace

JourneyDetails::JourneyDetails(const Network& network, const std::vector<AttachedPlace>& origins,
                               Least least, TravelLimit limit)
    : network_(network),
      origins_(origins),
      least_(least),
      limit_(limit),
      has_one_way_(network.has_one_way_edges()),
      paths_(network),
      legs_(network.nodes().size()),
      knows_leg_(network.nodes().size(), 0) {
  for (const AttachedPlace& origin : origins) {
    for (const Attachment& attachment : origin.attachments) {
      for (const DoorWay& way : door_ways(network, attachment, true))
        longest_way_ = std::max(longest_way_, cost(way.journey, least));
    }
  }
}

std::vector<JourneyDetail> JourneyDetails::to(const AttachedPlace& destination,
                                              const std::vector<std::uint32_t>& origins) {
  paths_.run(destination, least_, ShortestPaths::Way::against, limit_, longest_way_);
  unlimited_is_current_ = false;
  std::fill(knows_leg_.begin(), knows_leg_.end(), char{0});
  std::vector<JourneyDetail> details;
  details.reserve(origins.size());
  for (const std::uint32_t origin : origins)
    details.push_back(detail(origins_[origin], destination));
  return details;
}

JourneyDetail JourneyDetails::detail(const AttachedPlace& origin,
                                     const AttachedPlace& destination) {
  JourneyDetail detail;
  const auto departure = best_departure(network_, paths_, origin, destination, least_);
  if (!departure || !limit_.allows(departure->journey)) {
    detail.reason = departure ? Unreachable::beyond_limit : reason(origin, destination);
    return detail;
  }
  detail.journey = departure->journey;
  if (network_.profile().mode == Mode::walk) {
    detail.walk = departure->journey.length;
  } else {
    detail.walk = departure->attachment.leg +
                  (departure->arrival ? departure->arrival->leg
                                      : arriving_leg(destination, departure->over->node));
  }
  return detail;
}

// All nodes of one way share its end, so each node is walked over once.
Millimetres JourneyDetails::arriving_leg(const AttachedPlace& destination, NodeId node) {
  std::vector<NodeId> passed;
  while (knows_leg_[node.row()] == 0) {
    passed.push_back(node);
    const auto step = paths_.step_back(node);
    if (step) {
      node = step->node;
      continue;
    }
    for (const Attachment& attachment : destination.attachments) {
      for (const DoorWay& way : door_ways(network_, attachment, false)) {
        if (way.node != node || way.journey != paths_.journey(node)) continue;
        legs_[node.row()] = attachment.leg;
        knows_leg_[node.row()] = 1;
        break;
      }
      if (knows_leg_[node.row()] != 0) break;
    }
    knows_leg_[node.row()] = 1;
  }
  const Millimetres leg = legs_[node.row()];
  for (const NodeId on_way : passed) {
    legs_[on_way.row()] = leg;
    knows_leg_[on_way.row()] = 1;
  }
  return leg;
}

Unreachable JourneyDetails::reason(const AttachedPlace& origin, const AttachedPlace& destination) {
  if (const auto certain = certain_reason(network_, origin, destination)) return *certain;
  if (!has_one_way_) return Unreachable::beyond_limit;
  if (!unlimited_) unlimited_.emplace(network_);
  if (!unlimited_is_current_) {
    unlimited_->run(destination, least_, ShortestPaths::Way::against, {});
    unlimited_is_current_ = true;
  }
  return best_departure(network_, *unlimited_, origin, destination, least_)
             ? Unreachable::beyond_limit
             : Unreachable::one_way_trap;
}

Unreachable why_unreachable(const Network& network, const AttachedPlace& origin,
                            const AttachedPlace& destination, Least least) {
  if (const auto certain = certain_reason(network, origin, destination)) return *certain;
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
