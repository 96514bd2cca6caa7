// The moves of the local search: each offers its best change around one stop.
#pragma once

#include "scenarios/bus/draft.hpp"

namespace budian::bus {

/// Keeps the best of the changes that are offered.
class BestChange {
 public:
  explicit BestChange(const Draft& draft) : draft_(draft) {}
  /// Offers new stops for trips `a` and `b`; ignored when a limit would break or nothing would be
  /// gained.
  void offer(std::size_t a, Stops stops_a, std::size_t b, Stops stops_b);
  void offer(std::size_t a, Stops stops_a);
  [[nodiscard]] bool found() const { return best_.gain < Score{}; }
  [[nodiscard]] const Change& change() const { return best_; }

 private:
  const Draft& draft_;
  Change best_;
};

/// `stop`, moved next to `neighbour` in another trip.
void relocate(const Draft& draft, StopId stop, StopId neighbour, BestChange& best);
/// A run of one to three stops that starts at `stop`, moved next to `neighbour`, also turned round;
/// in the same trip or, from two stops on, in another one (or-opt).
void or_opt(const Draft& draft, StopId stop, StopId neighbour, BestChange& best);
/// `stop` and the stop beside `neighbour` in another trip change places.
void swap_stops(const Draft& draft, StopId stop, StopId neighbour, BestChange& best);
/// The stretch between `stop` and `neighbour` of the same trip turned round.
void two_opt(const Draft& draft, StopId stop, StopId neighbour, BestChange& best);
/// Two trips exchange their ends so that `neighbour` follows `stop` (2-opt*).
void two_opt_star(const Draft& draft, StopId stop, StopId neighbour, BestChange& best);
/// All stops of a trip moved into other trips, each to its best place. False, and nothing changed,
/// when one does not fit.
bool eliminate(Draft& draft, const Neighbours& neighbours, std::size_t trip);

/// Best place for a stop that stands in no trip, among the trips of its neighbours.
Change best_insertion(const Draft& draft, const Neighbours& neighbours, StopId stop);

/// Applies the best change around every stop until none gains, then tries to eliminate trips, until
/// nothing helps.
void improve(Draft& draft, const Neighbours& neighbours, const Stops& stops);

}  // namespace budian::bus
