#include "scenarios/bus/search/insertion.hpp"

#include <algorithm>
#include <optional>

namespace budian::bus {
namespace {

struct Spot {
  std::int64_t cost = Place::nowhere;
  std::size_t at = 0;
};

class Insertion {
 public:
  Insertion(const Draft& draft, Row stop, Blinks& blinks)
      : draft_(draft),
        model_(draft.model()),
        stop_(model_.stop(stop)),
        blinks_(blinks),
        are_mixed_(model_.destinations().are_mixed()),
        ride_limit_(stop_.ride_limit) {}

  /// In a trip that runs already.
  Place best_in_trips() {
    for (const Row school : model_.destinations().partners(stop_.school)) {
      for (const Row row : draft_.trips_to(school)) {
        if (!draft_.trips()[row].is_empty()) try_trip(row);
      }
    }
    return best_;
  }

  Place best(std::size_t most_buses) {
    (void)best_in_trips();
    // A trip of its own costs its way to school at least, so most of the time a place in a trip is
    // cheaper than any of them, and none need be looked at.
    const std::int64_t alone = cost_alone();
    if (model_.can_be_chained(stop_.school) && best_.cost > alone) {
      for (Row duty = 0; duty < draft_.duties().size(); ++duty) {
        if (!draft_.duties()[duty].is_empty()) try_duty(duty);
      }
    }
    if (draft_.buses() < most_buses && best_.cost > alone) try_new_duties();
    return best_;
  }

 private:
  [[nodiscard]] std::int64_t cost_alone() const {
    std::int64_t cost = 0;
    for (std::size_t h = 0; h < model_.halves(); ++h) {
      cost += draft_.tariff().from(h, stop_.site)[model_.school_site(stop_.school)];
    }
    return draft_.tariff().least_paid(cost);
  }

  void try_trip(Row row) {
    const DraftTrip& trip = draft_.trips()[row];
    std::int64_t cost = 0;
    const std::int32_t load = trip.load + stop_.pupils;
    if (load > trip.seats) {
      if (load > draft_.most_seats()) return;
      const auto extra = larger_bus(draft_.duties()[trip.duty], load);
      if (!extra) return;
      cost = *extra;
    }
    if (draft_.least_pupils() > 0) {
      cost +=
          draft_.tariff().scaled(draft_.weight_of_small(load) - draft_.weight_of_small(trip.load));
    }
    if (!are_mixed_) {
      try_as_it_is(row, cost);
      return;
    }
    for (const Row destination : model_.destinations().with(trip.destination, stop_.school)) {
      try_destination(row, destination, cost);
    }
  }

  /// In a trip to its school; `cost`: of the larger bus.
  void try_as_it_is(Row row, std::int64_t cost) {
    const DraftTrip& trip = draft_.trips()[row];
    const Tariff& tariff = draft_.tariff();
    const Row type = draft_.duties()[trip.duty].type;
    std::array<std::size_t, 2> at{};
    for (std::size_t h = 0; h < model_.halves(); ++h) {
      const Spot spot = cheapest_spot(trip.runs[h], h, tariff.bound_for(type, best_.cost - cost));
      if (spot.cost == Place::nowhere) return;
      at[h] = spot.at;
      cost += tariff.paid_by(type, spot.cost);
    }
    if (cost >= best_.cost) return;
    best_ = {cost, row, stop_.school, no_row, at, no_row};
  }

  /// In a trip that goes there, or would from then on; `cost`: of the larger bus.
  [[gnu::noinline]] void try_destination(Row row, Row destination, std::int64_t cost) {
    const DraftTrip& trip = draft_.trips()[row];
    Place place;
    place.trip = row;
    place.destination = destination;
    const Tariff& tariff = draft_.tariff();
    const Row type = draft_.duties()[trip.duty].type;
    for (std::size_t h = 0; h < model_.halves(); ++h) {
      ride_limit_ = stop_.ride_limit - model_.destinations().onward(destination, h, stop_.school);
      const DraftRun* run = &trip.runs[h];
      std::optional<Draft::Reshaped> reshaped;
      if (destination != trip.destination) {
        reshaped = draft_.reshaped(trip, row, h, destination);
        if (!reshaped) return;
        run = &reshaped->run;
        cost += tariff.paid_by(type, reshaped->cost);
      }
      const Spot spot = cheapest_spot(*run, h, tariff.bound_for(type, best_.cost - cost));
      if (spot.cost == Place::nowhere) return;
      place.at[h] = spot.at;
      cost += tariff.paid_by(type, spot.cost);
    }
    if (cost >= best_.cost) return;
    place.cost = cost;
    best_ = place;
  }

  /// What it costs to drive a duty with a bus for this load; empty when none is left.
  [[nodiscard]] std::optional<std::int64_t> larger_bus(const DraftDuty& duty,
                                                       std::int32_t load) const {
    const Row larger = draft_.type_for(duty, load);
    if (larger == no_row) return std::nullopt;
    return draft_.tariff().scaled(draft_.cost_as(duty, larger) - draft_.cost_as(duty, duty.type));
  }

  /// The cheapest position in one half of a trip that costs less than `bound`: most of all work.
  [[gnu::always_inline]] Spot cheapest_spot(const DraftRun& run, std::size_t h,
                                            std::int64_t bound) {
    const std::size_t count = run.stops.size();
    Spot best{bound, run.sites.size()};
    const std::int64_t first = first_spot(run, h);
    if (first < best.cost && !blinks_.blink()) best = {first, 0};
    const std::int32_t* from = draft_.tariff().from(h, stop_.site);
    const std::int32_t* into = draft_.tariff().into(h, stop_.site);
    const Row* sites = run.sites.data();
    const std::int32_t* legs = run.leg_costs.data();
    for (std::size_t at = 1; at <= count; ++at) {
      const std::int32_t cost = into[sites[at - 1]] + from[sites[at]] - legs[at - 1];
      if (cost >= best.cost || !fits(run, h, at) || blinks_.blink()) continue;
      best = {cost, at};
    }
    if (best.at == run.sites.size()) best.cost = Place::nowhere;
    return best;
  }

  /// Between two stops, or before the school: those before it ride longer, the bus begins earlier.
  [[nodiscard]] bool fits(const DraftRun& run, std::size_t h, std::size_t at) const {
    const Leg there = model_.half(h).into(stop_.site)[run.sites[at - 1]];
    const Leg on = model_.half(h).from(stop_.site)[run.sites[at]];
    const std::int64_t longer =
        std::int64_t{there.time} + on.time - run.legs[at - 1].time + stop_.boarding;
    return longer <= run.spare[at - 1] && longer <= run.room && there.time < no_leg &&
           on.time + run.rest[at] <= ride_limit_;
  }

  /// Before all others: nobody rides longer, but the bus comes from elsewhere and begins earlier.
  [[nodiscard]] std::int64_t first_spot(const DraftRun& run, std::size_t h) const {
    const Leg on = model_.half(h).from(stop_.site)[run.sites.front()];
    const bool from_home = run.before == no_row;
    const Leg there = from_home ? Leg{} : model_.half(h).into(stop_.site)[run.before];
    const std::int64_t earlier =
        std::int64_t{there.time} + on.time - run.dead.time + stop_.boarding;
    if (earlier > run.room || there.time >= no_leg) return Place::nowhere;
    if (on.time + run.rest.front() > ride_limit_) return Place::nowhere;
    const Tariff& tariff = draft_.tariff();
    return (from_home ? 0 : std::int64_t{tariff.into(h, stop_.site)[run.before]}) +
           tariff.from(h, stop_.site)[run.sites.front()] - run.dead_cost;
  }

  /// A trip of its own in a bus that drives others.
  void try_duty(Row row) {
    const DraftDuty& duty = draft_.duties()[row];
    const auto& calls = duty.calls[0];
    const Destination& first = model_.destinations()[calls.front().destination];
    if (model_.contractor(first.schools.front()) != model_.contractor(stop_.school)) return;
    const Opening& opening = draft_.opening(stop_.school, 0);
    std::size_t rank = 0;
    while (rank < calls.size() && calls[rank].begin - model_.unload() < opening.earliest()) ++rank;
    for (; rank <= calls.size(); ++rank) {
      if (rank > 0 && calls[rank - 1].earliest > opening.latest) return;
      try_rank(row, rank);
    }
  }

  void try_rank(Row row, std::size_t rank) {
    const DraftDuty& duty = draft_.duties()[row];
    std::int64_t ways = 0;
    if (!add_gap(duty, 0, rank, ways)) return;
    if (model_.halves() > 1 && !add_gap(duty, 1, afternoon_rank(duty, rank), ways)) return;
    std::int64_t cost = draft_.tariff().paid_by(duty.type, ways);
    if (stop_.pupils > draft_.seats(duty.type)) {
      const auto larger = larger_bus(duty, stop_.pupils);
      if (!larger) return;
      cost += *larger;
    }
    cost += draft_.tariff().scaled(draft_.weight_of_small(stop_.pupils));
    if (cost >= best_.cost || blinks_.blink()) return;
    best_ = {cost, no_row, no_row, row, {rank, 0}, no_row};
  }

  /// By the end of lessons; where that is the same, in the order of the morning.
  [[nodiscard]] std::size_t afternoon_rank(const DraftDuty& duty, std::size_t rank) const {
    const std::int64_t own = draft_.opening(stop_.school, 1).latest;
    std::size_t before = 0;
    for (std::size_t i = 0; i < duty.calls[0].size(); ++i) {
      const std::int64_t other = draft_.opening(duty.calls[0][i].destination, 1).latest;
      before += other < own || (other == own && i < rank);
    }
    return before;
  }

  /// Does a trip of this stop alone fit before the trip of this rank? Adds what it costs.
  bool add_gap(const DraftDuty& duty, std::size_t h, std::size_t rank, std::int64_t& cost) const {
    const HalfDay& half = model_.half(h);
    const auto& calls = duty.calls[h];
    const Call* ahead = rank > 0 ? &calls[rank - 1] : nullptr;
    const Call* behind = rank < calls.size() ? &calls[rank] : nullptr;
    const std::int64_t bell = draft_.opening(stop_.school, h).latest;
    const std::int64_t earliest = draft_.opening(stop_.school, h).earliest();
    std::int64_t latest = bell;
    if (behind != nullptr) latest = std::min(latest, behind->begin - model_.unload());
    // First what needs no table of travel.
    const std::int64_t after = stop_.boarding + model_.unload();
    if (latest < earliest) return false;
    if (ahead != nullptr && latest - after < ahead->earliest) return false;
    const Row school = model_.school_site(stop_.school);
    const Row home = duty.depot == no_row ? no_row : model_.depots()[duty.depot];
    const Row from_site = ahead != nullptr ? ahead->school_site : home;
    const Row to_site = behind != nullptr ? behind->first_site : home;
    const Leg there = from_site == no_row ? Leg{} : half.into(stop_.site)[from_site];
    const Leg loaded = half.from(stop_.site)[school];
    const Leg on = to_site == no_row ? Leg{} : half.from(school)[to_site];
    if (loaded.time > stop_.ride_limit || there.time >= no_leg || on.time >= no_leg) return false;
    if (behind != nullptr) latest = std::min(bell, behind->begin - on.time - model_.unload());
    if (latest < earliest) return false;
    if (ahead != nullptr && latest - loaded.time - after - there.time < ahead->earliest)
      return false;
    const Tariff& tariff = draft_.tariff();
    if (from_site != no_row) cost += tariff.into(h, stop_.site)[from_site];
    cost += tariff.from(h, stop_.site)[school];
    if (to_site != no_row) cost += tariff.from(h, school)[to_site];
    cost -= behind != nullptr ? behind->dead_cost : duty.home_cost[h];
    return true;
  }

  void try_new_duties() {
    DraftDuty duty;
    if (model_.depots().empty()) {
      try_new_duty(duty);
      return;
    }
    for (Row depot = 0; depot < model_.depots().size(); ++depot) {
      if (!draft_.depot_has_room(depot)) continue;
      duty.depot = depot;
      try_new_duty(duty);
    }
  }

  void try_new_duty(DraftDuty& duty) {
    const Row home = duty.depot == no_row ? no_row : model_.depots()[duty.depot];
    const Row school = model_.school_site(stop_.school);
    for (std::size_t h = 0; h < model_.halves(); ++h) {
      const HalfDay& half = model_.half(h);
      const Leg loaded = half.from(stop_.site)[school];
      const Leg there = home == no_row ? Leg{} : half.from(home)[stop_.site];
      const Leg back = home == no_row ? Leg{} : half.from(school)[home];
      if (there.time >= no_leg || back.time >= no_leg || loaded.time > stop_.ride_limit) return;
      duty.time[h] = std::int64_t{there.time} + loaded.time + back.time;
      duty.length[h] = std::int64_t{there.length} + loaded.length + back.length;
    }
    const Row type = draft_.type_for(duty, stop_.pupils);
    if (type == no_row) return;
    const std::int64_t cost =
        draft_.tariff().scaled(draft_.cost_as(duty, type) + draft_.weight_of_small(stop_.pupils));
    if (cost >= best_.cost) return;
    best_ = {cost, no_row, no_row, no_row, {0, 0}, duty.depot};
  }

  const Draft& draft_;
  const Model& model_;
  const Model::Stop& stop_;
  Blinks& blinks_;
  bool are_mixed_;
  std::int64_t ride_limit_;  ///< to the first school of the trip that is tried
  Place best_;
};

}  // namespace

Place best_place_in_trips(const Draft& draft, Row stop, Blinks& blinks) {
  return Insertion(draft, stop, blinks).best_in_trips();
}

Place best_place(const Draft& draft, Row stop, std::size_t most_buses, Blinks& blinks) {
  return Insertion(draft, stop, blinks).best(most_buses);
}

}  // namespace budian::bus
