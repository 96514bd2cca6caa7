#include "scenarios/bus/search/ruin.hpp"

#include <algorithm>
#include <cmath>

namespace budian::bus {
namespace {

// The values of the paper.
constexpr double mean_stops_taken = 10;
constexpr double longest_string = 10;
constexpr double split_probability = 0.5;
constexpr double gap_stays = 0.5;

/// A string of a trip around one of its stops; when it is split, some stops inside it stay.
std::vector<Row> string_of(const std::vector<Row>& stops, Row around, double most, Chance& chance) {
  const std::size_t count = stops.size();
  const double longest = std::min(static_cast<double>(count), most);
  const std::size_t length = std::min(count, static_cast<std::size_t>(chance.unit() * longest + 1));
  std::size_t kept = 0;
  if (length < count && chance.happens(split_probability)) {
    while (length + kept < count && !chance.happens(gap_stays)) ++kept;
  }
  const std::size_t span = length + kept;
  const auto at =
      static_cast<std::size_t>(std::find(stops.begin(), stops.end(), around) - stops.begin());
  const std::size_t low = at + 1 >= span ? at + 1 - span : 0;
  const std::size_t high = std::min(at, count - span);
  const std::size_t begin = low + chance.below(high - low + 1);
  const std::size_t gap = begin + (kept > 0 ? chance.below(length + 1) : length);
  std::vector<Row> taken;
  for (std::size_t i = begin; i < begin + span; ++i) {
    if (i < gap || i >= gap + kept) taken.push_back(stops[i]);
  }
  return taken;
}

}  // namespace

void take_strings(Draft& draft, Row seed, Chance& chance, std::vector<Row>& absent) {
  const double most = std::min(longest_string, draft.mean_trip());
  const double most_strings = 4 * mean_stops_taken / (1 + most) - 1;
  const auto strings = static_cast<std::size_t>(chance.unit() * most_strings + 1);
  std::vector<Row> ruined;
  const auto take_around = [&](Row stop) {
    const Row trip = draft.trip_of(stop);
    if (trip == no_row || std::find(ruined.begin(), ruined.end(), trip) != ruined.end()) return;
    ruined.push_back(trip);
    const auto& halves = draft.trips()[trip].runs;
    const std::size_t h = draft.model().halves() > 1 ? chance.below(2) : 0;
    const std::vector<Row> taken = string_of(halves[h].stops, stop, most, chance);
    draft.take(trip, taken);
    absent.insert(absent.end(), taken.begin(), taken.end());
  };
  take_around(seed);
  for (const Row near : draft.model().neighbours(seed)) {
    if (ruined.size() >= strings) return;
    take_around(near);
  }
}

void move_bell(Draft& draft, Row school, Chance& chance, std::vector<Row>& absent) {
  const auto& bells = draft.model().bells(school);
  if (bells.size() < 2) return;
  const std::int64_t later = bells[chance.below(bells.size())];
  if (later == draft.bell(school)) return;
  draft.set_bell(school, later);
  for (Row duty = 0; duty < draft.duties().size(); ++duty) {
    const DraftDuty& driven = draft.duties()[duty];
    if (driven.is_empty() || driven.keeps_limits || !draft.calls_at(driven, school)) continue;
    const std::vector<Row> trips = driven.trips[0];
    for (const Row trip : trips) {
      if (draft.calls_at(draft.trips()[trip], school)) draft.dissolve_trip(trip, absent);
    }
  }
}

void take_trips(Draft& draft, Row seed, Chance& chance, std::vector<Row>& absent) {
  const std::size_t trips = 1 + chance.below(3);
  std::size_t taken_trips = 0;
  const auto take_around = [&](Row stop) {
    const Row trip = draft.trip_of(stop);
    if (trip == no_row) return;
    draft.dissolve_trip(trip, absent);
    ++taken_trips;
  };
  take_around(seed);
  for (const Row near : draft.model().neighbours(seed)) {
    if (taken_trips >= trips) return;
    take_around(near);
  }
}

}  // namespace budian::bus
