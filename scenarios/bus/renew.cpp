#include "scenarios/bus/renew.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/bus/dispatch.hpp"
#include "scenarios/bus/moves.hpp"

namespace budian::bus {
namespace {

constexpr std::uint64_t most_trips_ruined = 4;
constexpr std::uint64_t longest_run = 8;
constexpr std::uint64_t odd_place_one_in = 8;

class Renovator {
 public:
  Renovator(const Neighbours& neighbours, const Stops& stops, Aim aim, std::mt19937_64& random)
      : neighbours_(neighbours), stops_(stops), aim_(aim), random_(random) {}

  [[nodiscard]] Score score(const Draft& draft) const {
    return aim_ == Aim::trips
               ? draft.score()
               : score_of(draft.problem(), dispatch(draft.problem(), draft.nonempty_trips()));
  }
  /// The draft after one round.
  [[nodiscard]] Draft round(const Draft& draft) {
    Draft next = draft;
    Stops taken = ruin(next);
    sort(next.problem(), taken);
    recreate(next, taken);
    return next;
  }

 private:
  /// Below `bound`. Not std::uniform_int_distribution: that differs between standard libraries.
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  Stops ruin(Draft& draft) {
    const StopId seed = stops_[below(stops_.size())];
    const std::uint64_t trips = 1 + below(most_trips_ruined);
    const bool whole = below(4) == 0;
    Stops taken = take_run(draft, seed, whole);
    std::uint64_t ruined = 1;
    for (const StopId neighbour : neighbours_.of(seed)) {
      if (ruined == trips) break;
      const std::size_t row = draft.trip_of(neighbour);
      if (row == Draft::nowhere || ruined_.contains(row)) continue;
      const Stops run = take_run(draft, neighbour, false);
      taken.insert(taken.end(), run.begin(), run.end());
      ++ruined;
    }
    ruined_.rows.clear();
    return taken;
  }

  /// A run of stops that holds `stop`, or the whole trip.
  Stops take_run(Draft& draft, StopId stop, bool whole) {
    const std::size_t row = draft.trip_of(stop);
    ruined_.rows.push_back(row);
    Stops rest = draft.trip(row).stops;
    const std::uint64_t size = rest.size();
    const std::uint64_t length = whole ? size : 1 + below(std::min(size, longest_run));
    const std::uint64_t at = draft.place_of(stop);
    const std::uint64_t low = at + 1 > length ? at + 1 - length : 0;
    const std::uint64_t high = std::min(at, size - length);
    const std::uint64_t begin = low + below(high - low + 1);
    const auto from = rest.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto to = from + static_cast<std::ptrdiff_t>(length);
    Stops run(from, to);
    rest.erase(from, to);
    // Taking a stop out may lengthen the rest where travel is not shortest: then the whole trip is
    // taken.
    if (!draft.set(row, rest)) {
      run.insert(run.end(), rest.begin(), rest.end());
      draft.set(row, {});
    }
    return run;
  }

  void sort(const Problem& problem, Stops& stops) {
    std::sort(stops.begin(), stops.end());
    for (std::size_t i = stops.size(); i > 1; --i) std::swap(stops[i - 1], stops[below(i)]);
    const auto far = [&](StopId stop) {
      const Stop& here = problem.stops()[stop];
      return problem.time(here.site, problem.schools()[here.school].site);
    };
    const std::uint64_t order = below(4);
    if (order == 0) {
      std::stable_sort(stops.begin(), stops.end(), [&](StopId a, StopId b) {
        return problem.stops()[a].pupils > problem.stops()[b].pupils;
      });
    } else if (order == 1) {
      std::stable_sort(stops.begin(), stops.end(),
                       [&](StopId a, StopId b) { return far(a) > far(b); });
    } else if (order == 2) {
      std::stable_sort(stops.begin(), stops.end(),
                       [&](StopId a, StopId b) { return far(a) < far(b); });
    }
  }

  /// Where chains count, the cheapest place is not always the best one: now and then a stop gets a
  /// trip of its own or any place in a neighbour's trip.
  void recreate(Draft& draft, const Stops& taken) {
    for (const StopId stop : taken) {
      const std::uint64_t whim = aim_ == Aim::buses ? below(odd_place_one_in) : odd_place_one_in;
      if (whim == 0) {
        draft.open(stop);
        continue;
      }
      if (whim == 1 && put_anywhere(draft, stop)) continue;
      const Change change = best_insertion(draft, neighbours_, stop);
      if (change.stops_a.empty()) {
        draft.open(stop);
      } else {
        draft.apply(change);
      }
    }
  }

  bool put_anywhere(Draft& draft, StopId stop) {
    const Stops& near = neighbours_.of(stop);
    if (near.empty()) return false;
    const std::size_t row = draft.trip_of(near[below(near.size())]);
    if (row == Draft::nowhere) return false;
    Stops stops = draft.trip(row).stops;
    const auto place = static_cast<std::ptrdiff_t>(below(stops.size() + 1));
    stops.insert(stops.begin() + place, stop);
    return draft.set(row, std::move(stops));
  }

  struct Rows {
    std::vector<std::size_t> rows;
    [[nodiscard]] bool contains(std::size_t row) const {
      return std::find(rows.begin(), rows.end(), row) != rows.end();
    }
  };

  const Neighbours& neighbours_;
  const Stops& stops_;
  Aim aim_;
  std::mt19937_64& random_;
  Rows ruined_;
};

/// Is a draft that is not better worth going on from? The same buses and at most so much dearer
/// than the best, which falls from 2 % to nothing; where chains count, now and then one bus more,
/// because two trips must change together to save one.
class Tolerance {
 public:
  Tolerance(Renewal renewal, std::mt19937_64& random) : renewal_(renewal), random_(random) {}

  bool accepts(const Score& score, const Score& best, std::int64_t round) {
    if (score.left_behind > best.left_behind || score.buses > best.buses + 1) return false;
    const std::int64_t left = renewal_.rounds - round - 1;
    if (score.buses == best.buses) {
      return score.cost <= best.cost + best.cost / 50 * left / renewal_.rounds;
    }
    return renewal_.aim == Aim::buses && left > renewal_.rounds / 4 && random_() % 8 == 0;
  }

 private:
  Renewal renewal_;
  std::mt19937_64& random_;
};

}  // namespace

Draft renew(const Draft& draft, const Neighbours& neighbours, const Stops& stops, Renewal renewal,
            std::mt19937_64& random) {
  if (stops.empty()) return draft;
  Renovator renovator(neighbours, stops, renewal.aim, random);
  Tolerance tolerance(renewal, random);
  Draft current = draft;
  Draft best = draft;
  Score best_score = renovator.score(draft);
  Score current_score = best_score;
  for (std::int64_t round = 0; round < renewal.rounds; ++round) {
    Draft next = renovator.round(current);
    const Score score = renovator.score(next);
    if (!(score < current_score) && !tolerance.accepts(score, best_score, round)) continue;
    current = Draft(next.valuation(), next.nonempty_trips());
    current_score = score;
    if (!(score < best_score)) continue;
    best = current;
    best_score = score;
  }
  return best;
}

}  // namespace budian::bus
