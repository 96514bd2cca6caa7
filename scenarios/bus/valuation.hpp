// What the search compares: the worth of one trip and of a whole set of trips.
#pragma once

#include <compare>
#include <optional>
#include <vector>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

using Stops = std::vector<StopId>;

/// Smaller is better, read from the top: pupils left behind, buses, yearly cost (fen), rides (ms ×
/// heads).
struct Score {
  std::int64_t left_behind = 0;
  std::int64_t buses = 0;
  std::int64_t cost = 0;
  std::int64_t rides = 0;
  friend auto operator<=>(const Score&, const Score&) = default;
  friend Score operator+(const Score& a, const Score& b) {
    return {a.left_behind + b.left_behind, a.buses + b.buses, a.cost + b.cost, a.rides + b.rides};
  }
  friend Score operator-(const Score& a, const Score& b) {
    return {a.left_behind - b.left_behind, a.buses - b.buses, a.cost - b.cost, a.rides - b.rides};
  }
};

/// A trip that keeps every limit. The score takes it as driven by a bus of its own, of the cheapest
/// type with enough seats.
struct TripValue {
  Heads load;
  Score score;
};

/// Judges trips for the search: seats of the largest bus, ride limits of the morning and of the
/// afternoon.
class Valuation {
 public:
  /// Trips may carry up to `seats`, or what the largest bus of the fleet carries if that is less.
  Valuation(const Problem& problem, Heads seats);

  [[nodiscard]] const Problem& problem() const { return problem_; }
  [[nodiscard]] Heads seats() const { return seats_; }
  /// Empty when the trip breaks a limit or has no way. An empty trip costs nothing.
  [[nodiscard]] std::optional<TripValue> value(BellId school, const Stops& stops) const;
  /// Yearly cost of a duty of this load and length with the cheapest type that has the seats.
  [[nodiscard]] Fen cheapest(Heads load, Millimetres length) const;

 private:
  [[nodiscard]] bool afternoon_keeps_limits(BellId school, const Stops& stops) const;

  const Problem& problem_;
  Heads seats_;
};

/// Yearly cost of one duty: fixed cost and kilometres of a bus type.
Fen duty_cost(const Problem& problem, BusTypeId type, Millimetres length);
/// Seats of the largest bus that the fleet has; zero without buses.
Heads largest_bus(const Problem& problem);

}  // namespace budian::bus
