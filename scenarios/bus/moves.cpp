#include "scenarios/bus/moves.hpp"

#include <algorithm>
#include <utility>

namespace budian::bus {
namespace {

using Place = Stops::difference_type;

Place place(const Draft& draft, StopId stop) { return static_cast<Place>(draft.place_of(stop)); }

Stops without(const Stops& stops, Place from, Place count) {
  Stops rest(stops.begin(), stops.begin() + from);
  rest.insert(rest.end(), stops.begin() + from + count, stops.end());
  return rest;
}

Stops with(const Stops& stops, Place at, const Stops& run) {
  Stops all(stops.begin(), stops.begin() + at);
  all.insert(all.end(), run.begin(), run.end());
  all.insert(all.end(), stops.begin() + at, stops.end());
  return all;
}

Stops joined(Stops head, Stops::const_iterator from, Stops::const_iterator to) {
  head.insert(head.end(), from, to);
  return head;
}

bool fits(const Draft& draft, std::size_t trip, Heads more) {
  return draft.value(trip).load + more <= draft.valuation().seats();
}

Heads heads(const Draft& draft, const Stops& run) {
  Heads sum;
  for (const StopId stop : run) sum += draft.problem().stops()[stop].pupils;
  return sum;
}

}  // namespace

void BestChange::offer(std::size_t a, Stops stops_a, std::size_t b, Stops stops_b) {
  const auto value_a = draft_.valuation().value(draft_.trip(a).school, stops_a);
  if (!value_a) return;
  const auto value_b = draft_.valuation().value(draft_.trip(b).school, stops_b);
  if (!value_b) return;
  const Score gain =
      (value_a->score + value_b->score) - (draft_.value(a).score + draft_.value(b).score);
  if (gain < best_.gain) best_ = {a, b, std::move(stops_a), std::move(stops_b), gain};
}

void BestChange::offer(std::size_t a, Stops stops_a) {
  const auto value = draft_.valuation().value(draft_.trip(a).school, stops_a);
  if (!value) return;
  const Score gain = value->score - draft_.value(a).score;
  if (gain < best_.gain) best_ = {a, a, std::move(stops_a), {}, gain};
}

void relocate(const Draft& draft, StopId stop, StopId neighbour, BestChange& best) {
  const std::size_t a = draft.trip_of(stop);
  const std::size_t b = draft.trip_of(neighbour);
  if (a == b || !fits(draft, b, draft.problem().stops()[stop].pupils)) return;
  const Stops rest = without(draft.trip(a).stops, place(draft, stop), 1);
  const Place at = place(draft, neighbour);
  for (const Place after : {Place{0}, Place{1}}) {
    best.offer(a, rest, b, with(draft.trip(b).stops, at + after, {stop}));
  }
}

void or_opt(const Draft& draft, StopId stop, StopId neighbour, BestChange& best) {
  const std::size_t a = draft.trip_of(stop);
  const std::size_t b = draft.trip_of(neighbour);
  const Stops& from = draft.trip(a).stops;
  const Place start = place(draft, stop);
  for (Place count = a == b ? 1 : 2; count <= 3; ++count) {
    if (start + count > static_cast<Place>(from.size())) return;
    Stops run(from.begin() + start, from.begin() + start + count);
    if (std::find(run.begin(), run.end(), neighbour) != run.end()) return;
    if (a != b && !fits(draft, b, heads(draft, run))) return;
    const Stops rest = without(from, start, count);
    const Stops& target = a == b ? rest : draft.trip(b).stops;
    const Place at = std::find(target.begin(), target.end(), neighbour) - target.begin();
    for (int turned = 0; turned < 2; ++turned) {
      for (const Place after : {Place{0}, Place{1}}) {
        Stops with_run = with(target, at + after, run);
        a == b ? best.offer(a, std::move(with_run)) : best.offer(a, rest, b, std::move(with_run));
      }
      std::reverse(run.begin(), run.end());
    }
  }
}

void swap_stops(const Draft& draft, StopId stop, StopId neighbour, BestChange& best) {
  const std::size_t a = draft.trip_of(stop);
  const std::size_t b = draft.trip_of(neighbour);
  if (a == b) return;
  Stops stops_a = draft.trip(a).stops;
  const Stops& target = draft.trip(b).stops;
  const Place here = place(draft, stop);
  const Place there = place(draft, neighbour);
  for (const Place beside : {Place{-1}, Place{0}, Place{1}}) {
    const Place at = there + beside;
    if (at < 0 || at >= static_cast<Place>(target.size())) continue;
    Stops stops_b = target;
    std::swap(stops_a[static_cast<std::size_t>(here)], stops_b[static_cast<std::size_t>(at)]);
    best.offer(a, stops_a, b, std::move(stops_b));
    stops_a = draft.trip(a).stops;
  }
}

void two_opt(const Draft& draft, StopId stop, StopId neighbour, BestChange& best) {
  const std::size_t a = draft.trip_of(stop);
  if (draft.trip_of(neighbour) != a) return;
  // In braces: minmax of two temporaries would give references to them.
  const auto [low, high] = std::minmax({place(draft, stop), place(draft, neighbour)});
  for (const Place begin : {low, low + 1}) {
    if (high - begin < 1) continue;
    Stops turned = draft.trip(a).stops;
    std::reverse(turned.begin() + begin, turned.begin() + high + 1);
    best.offer(a, std::move(turned));
  }
}

void two_opt_star(const Draft& draft, StopId stop, StopId neighbour, BestChange& best) {
  const std::size_t a = draft.trip_of(stop);
  const std::size_t b = draft.trip_of(neighbour);
  if (a == b) return;
  const Stops& first = draft.trip(a).stops;
  const Stops& second = draft.trip(b).stops;
  const auto cut_a = first.begin() + place(draft, stop) + 1;
  const auto cut_b = second.begin() + place(draft, neighbour);
  best.offer(a, joined(Stops(first.begin(), cut_a), cut_b, second.end()), b,
             joined(Stops(second.begin(), cut_b), cut_a, first.end()));
}

Change best_insertion(const Draft& draft, const Neighbours& neighbours, StopId stop) {
  Change best;
  bool any = false;
  std::vector<std::size_t> tried;
  for (const StopId neighbour : neighbours.of(stop)) {
    const std::size_t row = draft.trip_of(neighbour);
    if (row == Draft::nowhere || std::find(tried.begin(), tried.end(), row) != tried.end())
      continue;
    tried.push_back(row);
    if (!fits(draft, row, draft.problem().stops()[stop].pupils)) continue;
    const Stops& target = draft.trip(row).stops;
    for (Place at = 0; at <= static_cast<Place>(target.size()); ++at) {
      Stops longer = with(target, at, {stop});
      const auto value = draft.valuation().value(draft.trip(row).school, longer);
      if (!value) continue;
      const Score gain = value->score - draft.value(row).score;
      if (any && !(gain < best.gain)) continue;
      best = {row, row, std::move(longer), {}, gain};
      any = true;
    }
  }
  return best;
}

bool eliminate(Draft& draft, const Neighbours& neighbours, std::size_t trip) {
  Draft emptied = draft;
  Stops stops = draft.trip(trip).stops;
  emptied.set(trip, {});
  std::stable_sort(stops.begin(), stops.end(), [&](StopId x, StopId y) {
    return draft.problem().stops()[x].pupils > draft.problem().stops()[y].pupils;
  });
  for (const StopId stop : stops) {
    const Change change = best_insertion(emptied, neighbours, stop);
    if (change.stops_a.empty()) return false;
    emptied.apply(change);
  }
  if (!(emptied.score() < draft.score())) return false;
  draft = std::move(emptied);
  return true;
}

}  // namespace budian::bus
