#include "scenarios/bus/renew.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/bus/dispatch.hpp"
#include "scenarios/bus/moves.hpp"

namespace budian::bus {
namespace {

constexpr std::uint64_t most_trips_ruined = 4;
constexpr std::uint64_t longest_run = 8;
constexpr std::uint64_t new_trip_one_in = 8;

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

  /// Where chains count, a further trip may save a bus: now and then one is opened although the
  /// stop fits elsewhere.
  void recreate(Draft& draft, const Stops& taken) {
    for (const StopId stop : taken) {
      if (aim_ == Aim::buses && below(new_trip_one_in) == 0) {
        draft.open(stop);
        continue;
      }
      const Change change = best_insertion(draft, neighbours_, stop);
      if (change.stops_a.empty()) {
        draft.open(stop);
      } else {
        draft.apply(change);
      }
    }
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

/// The same buses and at most so much dearer than the best: falls from 2 % to nothing.
bool within_threshold(const Score& score, const Score& best, std::int64_t rounds_left,
                      std::int64_t rounds) {
  if (score.left_behind != best.left_behind || score.buses != best.buses) return score < best;
  return score.cost <= best.cost + best.cost / 50 * rounds_left / rounds;
}

}  // namespace

Draft renew(const Draft& draft, const Neighbours& neighbours, const Stops& stops, Renewal renewal,
            std::mt19937_64& random) {
  if (stops.empty()) return draft;
  Renovator renovator(neighbours, stops, renewal.aim, random);
  Draft current = draft;
  Draft best = draft;
  Score best_score = renovator.score(draft);
  Score current_score = best_score;
  for (std::int64_t round = 0; round < renewal.rounds; ++round) {
    Draft next = renovator.round(current);
    const Score score = renovator.score(next);
    const std::int64_t left = renewal.rounds - round - 1;
    if (!(score < current_score) && !within_threshold(score, best_score, left, renewal.rounds)) {
      continue;
    }
    current = Draft(next.valuation(), next.nonempty_trips());
    current_score = score;
    if (!(score < best_score)) continue;
    best = current;
    best_score = score;
  }
  return best;
}

}  // namespace budian::bus
