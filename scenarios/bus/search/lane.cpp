#include "scenarios/bus/search/lane.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/bus/search/ruin.hpp"

namespace budian::bus {
namespace {

constexpr double blink_rate = 0.01;  // of the paper
constexpr double whole_trips_probability = 0.3;
constexpr double absent_seed_probability = 0.5;
constexpr double bell_probability = 0.1;

}  // namespace

Lane::Lane(const Model& model, const Tariff& tariff, std::uint64_t seed)
    : model_(&model),
      chance_(seed),
      draft_(model, tariff),
      times_absent_(model.size(), 1),
      best_(draft_) {}

void Lane::construct() {
  for (Row stop = 0; stop < model_->size(); ++stop) absent_.push_back(stop);
  std::stable_sort(absent_.begin(), absent_.end(), [&](Row a, Row b) {
    return model_->stop(a).to_school > model_->stop(b).to_school;
  });
  // A later stop may free the bus that an earlier one needed.
  for (std::size_t left = model_->size() + 1; absent_.size() < left;) {
    left = absent_.size();
    recreate(model_->size());
  }
  keep_best();
}

void Lane::save_buses(std::int64_t rounds, std::size_t fewest, double temperature) {
  for (std::int64_t round = 0; round < rounds; ++round) {
    if (absent_.empty()) {
      if (draft_.buses() <= fewest) return;
      drop_bus();
    }
    const std::size_t most = left_behind_ > 0 ? model_->size() : best_.buses() - 1;
    const std::int64_t cost_before = draft_.cost();
    before_ = absent_;
    draft_.mark();
    ruin();
    recreate(most);
    const bool kept = draft_.keeps_limits() && is_better_for_buses(cost_before, temperature);
    for (const Row stop : absent_) ++times_absent_[stop];
    if (!kept) {
      undo_round();
    } else if (heads(absent_) < left_behind_ || absent_.empty()) {
      keep_best();
    }
  }
}

/// Stops that were often left out weigh more (the paper's sum of absences).
bool Lane::is_better_for_buses(std::int64_t cost_before, double temperature) {
  const std::int64_t now = often_absent(absent_);
  const std::int64_t then = often_absent(before_);
  if (now != then) return now < then;
  const double threshold = -temperature * std::log(chance_.positive_unit());
  return static_cast<double>(draft_.cost() - cost_before) < threshold;
}

void Lane::begin_cost(const Tariff& tariff) {
  draft_ = best_;
  absent_ = unserved_;
  draft_.set_tariff(tariff);
  keep_best();
}

void Lane::save_cost(std::int64_t rounds, bool more_buses_may_pay, double temperature) {
  for (std::int64_t round = 0; round < rounds; ++round) {
    const std::int64_t cost_before = draft_.cost();
    before_ = absent_;
    draft_.mark();
    ruin();
    const bool any_number = more_buses_may_pay || left_behind_ > 0;
    recreate(any_number ? model_->size() : best_.buses());
    const std::int64_t left = heads(absent_);
    const double threshold = -temperature * std::log(chance_.positive_unit());
    const bool kept =
        draft_.keeps_limits() && left <= left_behind_ &&
        (left < left_behind_ || static_cast<double>(draft_.cost() - cost_before) < threshold);
    if (!kept) {
      undo_round();
      continue;
    }
    const bool fewer_buses = !more_buses_may_pay && draft_.buses() < best_.buses();
    if (left < left_behind_ || fewer_buses || draft_.cost() < best_.cost()) keep_best();
  }
}

void Lane::adopt(const Lane& other) {
  best_ = draft_ = other.best_;
  absent_ = unserved_ = other.unserved_;
  left_behind_ = other.left_behind_;
}

/// With too few pupils; none where all have enough.
Row Lane::smallest_trip() const {
  Row smallest = no_row;
  for (Row row = 0; row < draft_.trips().size(); ++row) {
    const DraftTrip& trip = draft_.trips()[row];
    if (trip.is_empty() || trip.load >= draft_.least_pupils()) continue;
    if (smallest == no_row || trip.load < draft_.trips()[smallest].load) smallest = row;
  }
  return smallest;
}

/// With seats for a stop, and room for it at a depot.
bool Lane::a_bus_is_left(Row stop) const {
  bool has_room = model_->depots().empty();
  for (Row depot = 0; depot < model_->depots().size(); ++depot) {
    has_room = has_room || draft_.depot_has_room(depot);
  }
  return has_room && draft_.type_for(DraftDuty{}, model_->stop(stop).pupils) != no_row;
}

std::vector<Row> Lane::drop_small_trips() {
  std::vector<Row> too_few;
  if (draft_.least_pupils() == 0) return too_few;
  draft_ = best_;
  std::vector<Row> left = unserved_;
  for (Row row = smallest_trip(); row != no_row; row = smallest_trip()) {
    std::vector<Row> stops = draft_.trips()[row].runs[0].stops;
    draft_.mark();
    const Row duty = draft_.trips()[row].duty;
    draft_.take(row, stops);
    // Where a detour is quicker than the way, the bus may be late without the trip.
    if (!draft_.keeps_limits()) draft_.dissolve(duty, stops);
    left.insert(left.end(), stops.begin(), stops.end());
  }
  unserved_.clear();
  Blinks never(1e-12, chance_);
  for (const Row stop : left) {
    const bool is_enough = model_->stop(stop).pupils >= draft_.least_pupils();
    draft_.mark();
    const Place place = is_enough ? best_place(draft_, stop, model_->size(), never)
                                  : best_place_in_trips(draft_, stop, never);
    if (place.found()) draft_.put(stop, place);
    if (place.found() && draft_.keeps_limits()) continue;
    draft_.undo();
    (is_enough || !a_bus_is_left(stop) ? unserved_ : too_few).push_back(stop);
  }
  best_ = draft_;
  return too_few;
}

void Lane::restore_bells() {
  if (!model_->has_bell_choice()) return;
  draft_ = best_;
  for (Row school = 0; school < model_->schools(); ++school) {
    std::vector<std::int64_t> nearer;
    for (const std::int64_t later : model_->bells(school)) {
      if (std::abs(later) < std::abs(draft_.bell(school))) nearer.push_back(later);
    }
    std::stable_sort(nearer.begin(), nearer.end(),
                     [](std::int64_t a, std::int64_t b) { return std::abs(a) < std::abs(b); });
    for (const std::int64_t later : nearer) {
      const std::int64_t cost = draft_.cost();
      draft_.mark();
      draft_.set_bell(school, later);
      if (draft_.keeps_limits() && draft_.cost() <= cost) break;
      draft_.undo();
    }
  }
  best_ = draft_;
}

/// The one whose stops were most easily placed so far.
void Lane::drop_bus() {
  draft_.mark();
  Row easiest = no_row;
  std::int64_t least = 0;
  for (Row duty = 0; duty < draft_.duties().size(); ++duty) {
    if (draft_.duties()[duty].is_empty()) continue;
    std::int64_t often = 0;
    for (const Row trip : draft_.duties()[duty].trips[0]) {
      often += often_absent(draft_.trips()[trip].runs[0].stops);
    }
    if (easiest != no_row && often >= least) continue;
    easiest = duty;
    least = often;
  }
  draft_.dissolve(easiest, absent_);
}

void Lane::ruin() {
  const bool absent = !absent_.empty() && chance_.happens(absent_seed_probability);
  const Row seed = absent ? absent_[chance_.below(absent_.size())]
                          : static_cast<Row>(chance_.below(model_->size()));
  if (model_->has_bell_choice() && chance_.happens(bell_probability)) {
    move_bell(draft_, model_->stop(seed).school, chance_, absent_);
  }
  if (model_->has_chains() && chance_.happens(whole_trips_probability)) {
    take_trips(draft_, seed, chance_, absent_);
  } else {
    take_strings(draft_, seed, chance_, absent_);
  }
}

/// By chance, most pupils, farthest or nearest; where buses are chained also by bell and by how
/// often they were left out.
void Lane::sort_absent() {
  const std::size_t order = chance_.below(model_->has_chains() ? 13 : 11);
  keys_.clear();
  for (const Row row : absent_) {
    const Model::Stop& stop = model_->stop(row);
    std::int64_t key = 0;
    if (order < 4) {
      key = static_cast<std::int64_t>(chance_.bits() >> 1);
    } else if (order < 8) {
      key = -std::int64_t{stop.pupils};
    } else if (order < 10) {
      key = -std::int64_t{stop.to_school};
    } else if (order < 11) {
      key = stop.to_school;
    } else if (order < 12) {
      key = draft_.opening(stop.school, 0).latest;
    } else {
      key = -times_absent_[row];
    }
    keys_.emplace_back(key, row);
  }
  std::sort(keys_.begin(), keys_.end());
  for (std::size_t i = 0; i < keys_.size(); ++i) absent_[i] = keys_[i].second;
}

void Lane::recreate(std::size_t most_buses) {
  Blinks blinks(blink_rate, chance_);
  sort_absent();
  std::size_t left = 0;
  for (const Row stop : absent_) {
    const Place place = best_place(draft_, stop, most_buses, blinks);
    if (place.found()) {
      draft_.put(stop, place);
    } else {
      absent_[left++] = stop;
    }
  }
  absent_.resize(left);
}

void Lane::undo_round() {
  draft_.undo();
  absent_ = before_;
}

void Lane::keep_best() {
  best_ = draft_;
  unserved_ = absent_;
  left_behind_ = heads(absent_);
}

std::int64_t Lane::often_absent(const std::vector<Row>& stops) const {
  std::int64_t often = 0;
  for (const Row stop : stops) often += times_absent_[stop];
  return often;
}

std::int64_t Lane::heads(const std::vector<Row>& stops) const {
  std::int64_t heads = 0;
  for (const Row stop : stops) heads += model_->stop(stop).pupils;
  return heads;
}

}  // namespace budian::bus
