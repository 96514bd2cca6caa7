// The least number of trips under seats and ride limits: a linear program over all trips of a
// school, of which only those that matter are ever written down.
#include <ClpSimplex.hpp>
#include <CoinPackedVector.hpp>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "scenarios/bus/bounds.hpp"
#include "scenarios/bus/servable.hpp"

namespace budian::bus {
namespace {

constexpr std::size_t most_stops = 64;       // a set of stops is a word of 64 bits
constexpr std::size_t most_labels = 60'000;  // a second or so
constexpr std::size_t beam = 300;            // of one length, where any valuable trip will do
constexpr double tolerance = 1e-6;           // ten times what the program's solver leaves open
using StopSet = std::uint64_t;

/// The stops of one school that a bus can serve.
struct SchoolStops {
  std::vector<StopId> ids;
  BellId school;
  Heads seats;
};

/// A trip from one of its stops to the school. Longer ones begin with it.
struct Label {
  std::size_t first = 0;
  StopSet stops = 0;
  Milliseconds rest;  ///< from opening the doors at the first stop to being at school
  Heads load;
  double value = 0;  ///< of its stops
};

/// Looks for trips whose stops are worth more than a trip.
class Pricing {
 public:
  Pricing(const Problem& problem, const SchoolStops& stops, const std::vector<double>& worth)
      : problem_(problem), stops_(stops), worth_(worth), by_first_(stops.ids.size()) {}

  /// A valuable trip from each first stop: the most valuable one where all trips are looked through
  /// (empty when there are too many), otherwise the best of those that looked best on the way.
  [[nodiscard]] std::optional<std::vector<Label>> best_trips(bool all) {
    std::vector<Label> fresh;
    for (std::size_t i = 0; i < stops_.ids.size(); ++i) extend(std::nullopt, i, fresh);
    while (!fresh.empty()) {
      std::vector<Label> next;
      for (const Label& label : fresh) {
        if (!is_kept(label)) continue;
        for (std::size_t i = 0; i < stops_.ids.size(); ++i) {
          if ((label.stops >> i & 1U) == 0) extend(label, i, next);
        }
        if (all && made_ > most_labels) return std::nullopt;
      }
      fresh = std::move(next);
      if (!all) keep_best(fresh);
    }
    std::vector<Label> best;
    for (const auto& labels : by_first_) {
      const auto most =
          std::max_element(labels.begin(), labels.end(),
                           [](const Label& a, const Label& b) { return a.value < b.value; });
      if (most != labels.end()) best.push_back(*most);
    }
    return best;
  }

 private:
  static void keep_best(std::vector<Label>& labels) {
    if (labels.size() <= beam) return;
    std::stable_sort(labels.begin(), labels.end(),
                     [](const Label& a, const Label& b) { return a.value > b.value; });
    labels.resize(beam);
  }

  void extend(const std::optional<Label>& trip, std::size_t stop_row, std::vector<Label>& fresh) {
    const StopId id = stops_.ids[stop_row];
    const Stop& stop = problem_.stops()[id];
    const SiteId next = trip ? problem_.stops()[stops_.ids[trip->first]].site
                             : problem_.schools()[stops_.school].site;
    if (!problem_.has_way(stop.site, next)) return;
    Label label = trip.value_or(Label{});
    label.load += stop.pupils;
    const Milliseconds ride = problem_.time(stop.site, next) + label.rest;
    if (label.load > stops_.seats || ride > stop.ride_limit) return;
    label.first = stop_row;
    label.stops |= StopSet{1} << stop_row;
    label.rest = ride + problem_.boarding(id);
    label.value += worth_[stop_row];
    keep(label, fresh);
  }

  /// Unless another one can do all that this one can, and is worth as much.
  void keep(const Label& label, std::vector<Label>& fresh) {
    const auto is_as_good = [](const Label& a, const Label& b) {
      return a.rest <= b.rest && a.load <= b.load && (a.stops & ~b.stops) == 0 &&
             a.value >= b.value - tolerance;
    };
    auto& labels = by_first_[label.first];
    for (const Label& other : labels) {
      if (is_as_good(other, label)) return;
    }
    labels.erase(std::remove_if(labels.begin(), labels.end(),
                                [&](const Label& other) { return is_as_good(label, other); }),
                 labels.end());
    labels.push_back(label);
    fresh.push_back(label);
    ++made_;
  }

  [[nodiscard]] bool is_kept(const Label& label) const {
    const auto& labels = by_first_[label.first];
    return std::any_of(labels.begin(), labels.end(), [&](const Label& other) {
      return other.stops == label.stops && other.rest == label.rest;
    });
  }

  const Problem& problem_;
  const SchoolStops& stops_;
  const std::vector<double>& worth_;
  std::vector<std::vector<Label>> by_first_;
  std::size_t made_ = 0;
};

/// Fewest trips that cover all stops, trips in parts allowed.
class Covering {
 public:
  explicit Covering(std::size_t stops) : stops_(stops) {
    program_.setLogLevel(0);
    program_.resize(static_cast<int>(stops), 0);
    for (std::size_t i = 0; i < stops; ++i) {
      program_.setRowBounds(static_cast<int>(i), 1.0, COIN_DBL_MAX);
      add(StopSet{1} << i);
    }
  }
  void add(StopSet trip) {
    CoinPackedVector column;
    for (std::size_t i = 0; i < stops_; ++i) {
      if ((trip >> i & 1U) != 0) column.insert(static_cast<int>(i), 1.0);
    }
    program_.addColumn(column.getNumElements(), column.getIndices(), column.getElements(), 0.0,
                       COIN_DBL_MAX, 1.0);
  }
  /// What each stop is worth in trips.
  std::vector<double> worth() {
    program_.primal();
    const double* duals = program_.dualRowSolution();
    std::vector<double> result(duals, duals + stops_);
    for (double& value : result) value = std::max(0.0, value);
    return result;
  }

 private:
  std::size_t stops_;
  ClpSimplex program_;
};

double most_valuable(const std::vector<Label>& trips) {
  double most = 1;
  for (const Label& trip : trips) most = std::max(most, trip.value);
  return most;
}

/// Fewest trips, a whole number; empty where there are too many trips to look through, or where it
/// is not more than `known`.
std::optional<std::int64_t> covering_bound(const Problem& problem, const SchoolStops& stops,
                                           std::int64_t known) {
  const auto whole = [](double trips) {
    return static_cast<std::int64_t>(std::ceil(trips - tolerance));
  };
  Covering covering(stops.ids.size());
  double bound = 0;
  for (;;) {
    const std::vector<double> worth = covering.worth();
    const double all = std::accumulate(worth.begin(), worth.end(), 0.0);
    if (whole(all) <= known) return std::nullopt;
    auto trips = Pricing(problem, stops, worth).best_trips(false);
    if (most_valuable(*trips) <= 1 + tolerance) {
      trips = Pricing(problem, stops, worth).best_trips(true);
      if (!trips) return std::nullopt;
      // Worths over the most valuable trip's are worths under which no trip is worth more than
      // itself (Farley 1990, doi:10.1287/opre.38.5.922).
      bound = std::max(bound, all / most_valuable(*trips));
      const bool solved = most_valuable(*trips) <= 1 + tolerance;
      if (solved || whole(bound) >= whole(all)) return whole(bound);
    }
    for (const Label& trip : *trips) {
      if (trip.value > 1 + tolerance) covering.add(trip.stops);
    }
  }
}

}  // namespace

TripBound least_trips_by_rides(const Problem& problem) {
  TripBound bound = least_trips_by_seats(problem);
  for (const BellId school : problem.schools().ids()) {
    SchoolStops stops{{}, school, most_seats(problem.types().rows())};
    for (const StopId id : problem.stops().ids()) {
      if (problem.stops()[id].school != school || why_not_alone(problem, id)) continue;
      stops.ids.push_back(id);
    }
    if (stops.ids.empty() || stops.ids.size() > most_stops) continue;
    std::int64_t& least = bound[school.row()];
    least = std::max(least, covering_bound(problem, stops, least).value_or(0));
  }
  return bound;
}

}  // namespace budian::bus
