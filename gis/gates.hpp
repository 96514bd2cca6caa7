// Ways between places and gates (changed_network.hpp), and between gates over changed edges.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gis/grouped_rows.hpp"
#include "gis/journey_changes.hpp"
#include "gis/travel.hpp"

namespace budian {

/// Cost above, the other measure below (label_of): labels of joined ways are added.
using GateLabel = std::int64_t;
inline constexpr GateLabel no_way = std::int64_t{1} << 62;

/// A changed edge in one direction, or a way over the roads before.
struct GateArc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  GateLabel label = 0;
};

/// A way between a place's door and a gate, without passing another node.
struct GateDoor {
  std::uint32_t place = 0;
  std::uint32_t gate = 0;
  GateLabel label = 0;
};

/// A way to a destination that leaves the changed edges at a gate.
struct GateExit {
  std::uint32_t destination = 0;
  GateLabel label = 0;
};

class GateTables {
 public:
  enum class Between : std::uint8_t { no, yes };
  /// Measures on the roads before the change, up to the limit of what is made least; between gates
  /// only where asked for.
  GateTables(const Travel& before, std::vector<Gate> gates, Between between);

  [[nodiscard]] std::size_t size() const { return gates_.size(); }
  [[nodiscard]] bool joins(std::uint32_t gate) const { return gates_[gate].joins; }
  /// Labels of the ways from an origin, or from a gate, to every gate; `no_way` where there is
  /// none.
  void read_origin(std::size_t origin, std::vector<GateLabel>& labels) const {
    read(to_.row(origin), labels);
  }
  void read_gate(std::size_t gate, std::vector<GateLabel>& labels) const {
    read(between().row(first_gate_ + gate), labels);
  }
  /// Labels of the ways from every gate to a destination.
  void read_destination(std::size_t destination, std::vector<GateLabel>& labels) const {
    read(from().row(first_destination_ + destination), labels);
  }
  /// Of the table before.
  [[nodiscard]] GateLabel held(std::size_t origin, std::size_t destination) const {
    const auto journey = before_.matrix.find(origin, destination);
    return journey ? label_of(*journey, before_.least) : no_way;
  }

  /// The edges as arcs between gates, as they are on `network`.
  [[nodiscard]] std::vector<GateArc> arcs(const Network& network,
                                          const std::vector<EdgeId>& edges) const;
  /// Door ways to gates, over any edge or only over those marked; `leaving` the door or coming to
  /// it.
  [[nodiscard]] std::vector<GateDoor> doors(const Network& network, const AttachedRows& places,
                                            bool leaving,
                                            const std::vector<char>* marked = nullptr) const;

 private:
  void measure_prepared(const std::vector<AttachedPlace>& places, TravelLimit limit,
                        Between between);
  void measure_anew(const std::vector<AttachedPlace>& places, TravelLimit limit);
  [[nodiscard]] const TravelMatrix& between() const { return all_in_one_ ? to_ : between_; }
  [[nodiscard]] const TravelMatrix& from() const { return both_ways_in_one_ ? to_ : from_; }
  void read(std::span<const TravelMatrix::Entry> row, std::vector<GateLabel>& labels) const;

  const Travel& before_;
  std::vector<Gate> gates_;
  std::unordered_map<std::uint32_t, std::uint32_t> gate_of_node_;
  /// Origins × gates; without prepared places gates × gates below them, and destinations × gates
  /// below those where ways back are as long as ways there.
  TravelMatrix to_;
  TravelMatrix between_;
  TravelMatrix from_;
  bool all_in_one_ = false;
  bool both_ways_in_one_ = false;
  std::size_t first_gate_ = 0;
  std::size_t first_destination_ = 0;
};

/// 1 at the rows of the edges, 0 at the others.
std::vector<char> marked_edges(const Network& network, const std::vector<EdgeId>& edges);

/// Ways along a changed edge between two places that both attach to it.
struct DirectWay {
  std::uint32_t origin = 0;
  std::uint32_t destination = 0;
  GateLabel label = 0;
};
std::vector<DirectWay> direct_ways(const Network& network, const AttachedRows& origins,
                                   const AttachedRows& destinations, Least least,
                                   const std::vector<char>& marked);

}  // namespace budian
