// Trips while they are being improved. Never leaves the search: the answer is made of immutable
// Routes.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/bus/valuation.hpp"

namespace budian::bus {

/// For each stop the nearest stops of the same school by travel time in the better direction,
/// nearest first; ties by row. Bounded, so that a pass over all moves grows with the number of
/// stops only.
class Neighbours {
 public:
  static constexpr std::size_t most = 16;
  /// Of the given stops; the others get no neighbours.
  Neighbours(const Problem& problem, const Stops& stops);
  [[nodiscard]] const Stops& of(StopId stop) const { return lists_[stop]; }

 private:
  Table<StopId, Stops> lists_;
};

/// Changes one or two trips at once.
struct Change {
  std::size_t a = 0;
  std::size_t b = 0;  ///< equal to `a`: only one trip changes
  Stops stops_a;
  Stops stops_b;
  Score gain;  ///< score after less score before; below zero is better
};

/// A set of trips, each of which keeps every limit. Trips may be empty; they are dropped at the
/// end.
class Draft {
 public:
  Draft(const Valuation& valuation, std::vector<Trip> trips);

  [[nodiscard]] const Valuation& valuation() const { return *valuation_; }
  [[nodiscard]] const Problem& problem() const { return valuation_->problem(); }
  [[nodiscard]] std::size_t size() const { return trips_.size(); }
  [[nodiscard]] const Trip& trip(std::size_t row) const { return trips_[row]; }
  [[nodiscard]] const TripValue& value(std::size_t row) const { return values_[row]; }
  /// Row of the trip that holds a stop; `nowhere` while it is taken out.
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  [[nodiscard]] std::size_t trip_of(StopId stop) const { return trip_of_[stop]; }
  [[nodiscard]] std::size_t place_of(StopId stop) const;
  /// Sum over trips, each with a bus of its own.
  [[nodiscard]] const Score& score() const { return score_; }
  /// Grows when a trip changes: tells moves what has been tried already.
  [[nodiscard]] std::size_t stamp(std::size_t row) const { return stamps_[row]; }
  [[nodiscard]] std::size_t latest_stamp() const { return clock_; }
  [[nodiscard]] std::vector<Trip> nonempty_trips() const;

  /// The trip must keep its limits with these stops (Valuation::value); otherwise false and nothing
  /// changes.
  bool set(std::size_t row, Stops stops);
  /// Opens a trip with one stop, which must be servable alone.
  void open(StopId stop);
  void apply(const Change& change);

 private:
  void put(std::size_t row, Stops stops, const TripValue& value);

  const Valuation* valuation_;
  std::vector<Trip> trips_;
  std::vector<TripValue> values_;
  std::vector<std::size_t> stamps_;
  std::size_t clock_ = 0;
  Table<StopId, std::size_t> trip_of_;
  Score score_;
};

}  // namespace budian::bus
