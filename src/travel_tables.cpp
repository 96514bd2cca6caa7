#include "src/travel_tables.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "gis/journey_details.hpp"
#include "src/output_folder.hpp"
#include "src/travel_request.hpp"

namespace budian {
namespace {

/// Tables with more pairs than this are asked for by --nearest.
constexpr std::size_t most_pairs = 20'000'000;

/// "5km", "800m", "30min"; nothing: no limit.
TravelLimit limit_of(const std::string& written) {
  if (written.empty()) return {};
  double number = 0;
  const auto [end, failed] =
      std::from_chars(written.data(), written.data() + written.size(), number);
  const std::string unit(end, written.data() + written.size());
  const bool is_time = unit == "min";
  const double factor = is_time ? 60e3 : unit == "km" ? 1e6 : unit == "m" ? 1e3 : 0;
  if (failed == std::errc() && number > 0 && factor > 0 &&
      number * factor <= static_cast<double>(TravelLimit::most)) {
    return is_time ? TravelLimit(minutes(number)) : TravelLimit(metres(number * factor / 1e3));
  }
  refuse("--limit", {"travel.bad_limit", {{"value", written}}});
}

/// What is asked of the table, on the roads or without any.
class TableMaker {
 public:
  TableMaker(const TravelArguments& arguments, const County& county, const TravelRules& rules,
             const std::vector<ChangedRoad>& changes)
      : arguments_(arguments),
        profile_(profile_of(arguments, rules)),
        limit_(limit_of(arguments.limit)) {
    table_.origins = places_of(arguments.from, arguments.from_layer, county);
    table_.destinations = places_of(arguments.to, arguments.to_layer, county);
    const bool every_pair =
        arguments.nearest == 0 || arguments.json || county.roads.empty() || !changes.empty();
    if (every_pair && table_.origins.size() * table_.destinations.size() > most_pairs) {
      refuse(arguments.county,
             {"travel.too_many",
              {{"pairs",
                static_cast<std::int64_t>(table_.origins.size() * table_.destinations.size())}}});
    }
    for (std::uint32_t d = 0; d < table_.destinations.size(); ++d) {
      const Point place = table_.destinations[d].place;
      at_place_.emplace(std::pair(place.x, place.y), d);
    }
    if (county.roads.empty()) {
      straight_ = measure_straight(points_of(table_.origins), points_of(table_.destinations),
                                   rules.straight_detour_factor, straight_speed(), limit_.length);
      return;
    }
    network_ = std::make_shared<const Network>(county.roads, profile_, county.water);
    if (!changes.empty()) {
      before_ = measure_travel(network_, points_of(table_.origins), points_of(table_.destinations),
                               least(), limit_);
      Travel after = travel_after(*before_, changes);
      network_ = after.network;
      origins_ = std::move(after.origins);
      destinations_ = std::move(after.destinations);
      after_ = std::move(after.matrix);
      table_.has_before = true;
      table_.least = least();
      return;
    }
    origins_ = attach_all(*network_, points_of(table_.origins));
    destinations_ = attach_all(*network_, points_of(table_.destinations));
  }

  [[nodiscard]] bool has_roads() const { return network_ != nullptr; }
  [[nodiscard]] std::vector<double> origin_snaps() const { return snaps(origins_, table_.origins); }
  [[nodiscard]] std::vector<double> destination_snaps() const {
    return snaps(destinations_, table_.destinations);
  }

  TravelTable make() {
    const auto pairs = table_.has_before ? changed_pairs() : pairs_by_destination();
    if (network_) {
      measure_on_roads(pairs);
    } else {
      measure_straight_lines(pairs);
    }
    if (!table_.has_before) add_lone_origins();
    std::sort(table_.rows.begin(), table_.rows.end(), [](const TravelRow& a, const TravelRow& b) {
      return std::pair(a.origin, a.destination) < std::pair(b.origin, b.destination);
    });
    return std::move(table_);
  }

 private:
  using Pairs = std::vector<std::vector<std::uint32_t>>;  ///< origins of each destination

  [[nodiscard]] Least least() const {
    return profile_.mode == Mode::walk ? Least::length : Least::time;
  }
  [[nodiscard]] bool is_here(std::uint32_t origin, std::uint32_t destination) const {
    return table_.origins[origin].place == table_.destinations[destination].place;
  }
  [[nodiscard]] Speed straight_speed() const {
    return profile_.speeds[row(RoadClass::village)].value_or(profile_.door_speed);
  }
  [[nodiscard]] std::vector<double> snaps(const std::vector<AttachedPlace>& attached,
                                          const std::vector<NamedPlace>& places) const {
    std::vector<double> result(places.size(), -1);
    for (std::size_t i = 0; i < attached.size(); ++i) {
      if (!attached[i].attachments.empty())
        result[i] = in_metres(attached[i].attachments.front().leg) / profile_.door_detour;
    }
    return result;
  }

  [[nodiscard]] Pairs pairs_by_destination() const {
    Pairs pairs(table_.destinations.size());
    if (arguments_.nearest == 0) {
      std::vector<std::uint32_t> all(table_.origins.size());
      for (std::uint32_t o = 0; o < all.size(); ++o) all[o] = o;
      std::fill(pairs.begin(), pairs.end(), all);
      return pairs;
    }
    const TravelMatrix nearest = nearest_table();
    for (std::uint32_t o = 0; o < nearest.origins(); ++o) {
      for (const std::uint32_t d : nearest_of_origin(nearest, o)) pairs[d].push_back(o);
    }
    return pairs;
  }

  /// Journeys that are other ones after the change. Where the nearest are asked for: those before
  /// and those after, of every origin for which these are not all the same.
  [[nodiscard]] Pairs changed_pairs() const {
    Pairs pairs(table_.destinations.size());
    const auto differs = [this](std::uint32_t o, std::uint32_t d) {
      return !is_here(o, d) && before_->matrix.find(o, d) != after_.find(o, d);
    };
    for (std::uint32_t o = 0; o < table_.origins.size(); ++o) {
      if (arguments_.nearest == 0) {
        for (std::uint32_t d = 0; d < pairs.size(); ++d) {
          if (differs(o, d)) pairs[d].push_back(o);
        }
        continue;
      }
      const auto was = nearest_of_origin(before_->matrix, o);
      std::vector<std::uint32_t> either = nearest_of_origin(after_, o);
      bool any = was != either;
      either.insert(either.end(), was.begin(), was.end());
      std::sort(either.begin(), either.end());
      either.erase(std::unique(either.begin(), either.end()), either.end());
      for (const std::uint32_t d : either) any = any || differs(o, d);
      for (const std::uint32_t d : either) {
        if (any) pairs[d].push_back(o);
      }
    }
    return pairs;
  }

  /// Destinations at the very place first: there is no way to go.
  [[nodiscard]] std::vector<std::uint32_t> nearest_of_origin(const TravelMatrix& nearest,
                                                             std::uint32_t origin) const {
    const Point place = table_.origins[origin].place;
    std::vector<std::uint32_t> chosen;
    const auto here = at_place_.equal_range({place.x, place.y});
    for (auto same = here.first; same != here.second; ++same) chosen.push_back(same->second);
    std::vector<TravelMatrix::Entry> entries(nearest.row(origin).begin(),
                                             nearest.row(origin).end());
    std::stable_sort(entries.begin(), entries.end(), [this](const auto& a, const auto& b) {
      return least() == Least::time ? std::pair(a.time, a.length) < std::pair(b.time, b.length)
                                    : std::pair(a.length, a.time) < std::pair(b.length, b.time);
    });
    for (const auto& entry : entries) {
      if (std::find(chosen.begin(), chosen.end(), entry.destination) == chosen.end())
        chosen.push_back(entry.destination);
    }
    chosen.resize(std::min(chosen.size(), arguments_.nearest));
    return chosen;
  }

  [[nodiscard]] TravelMatrix nearest_table() const {
    if (network_) {
      return measure_nearest(*network_, origins_, destinations_, least(), limit_,
                             arguments_.nearest);
    }
    return straight_;
  }

  void measure_on_roads(const Pairs& pairs) {
    std::vector<std::vector<TravelRow>> rows(pairs.size());
    tbb::enumerable_thread_specific<JourneyDetails> details(
        [&] { return JourneyDetails(*network_, origins_, least(), limit_); });
    tbb::parallel_for(std::size_t{0}, pairs.size(), [&](std::size_t d) {
      if (pairs[d].empty()) return;
      const auto found = details.local().to(destinations_[d], pairs[d]);
      for (std::size_t i = 0; i < found.size(); ++i) {
        TravelRow row{pairs[d][i], static_cast<std::uint32_t>(d), found[i], {}};
        // Nobody goes to the road and back to come to where they are.
        if (is_here(row.origin, *row.destination))
          row.detail = {Journey{}, Millimetres(0), std::nullopt};
        if (before_) row.before = before_of(row);
        row.way = way_of(row);
        rows[d].push_back(std::move(row));
      }
    });
    for (auto& of_destination : rows) {
      for (TravelRow& row : of_destination) table_.rows.push_back(std::move(row));
    }
  }

  [[nodiscard]] std::optional<Journey> before_of(const TravelRow& row) const {
    if (is_here(row.origin, *row.destination)) return Journey{};
    return before_->matrix.find(row.origin, *row.destination);
  }

  [[nodiscard]] Line way_of(const TravelRow& row) const {
    if (!row.detail.journey || row.detail.journey->length == Millimetres(0)) return {};
    if (!arguments_.paths)
      return {table_.origins[row.origin].place, table_.destinations[*row.destination].place};
    const Journey& journey = *row.detail.journey;
    return path(*network_, origins_[row.origin], destinations_[*row.destination], least(),
                TravelLimit(journey.length, journey.time));
  }

  void measure_straight_lines(const Pairs& pairs) {
    for (std::uint32_t d = 0; d < pairs.size(); ++d) {
      for (const std::uint32_t o : pairs[d]) {
        TravelRow row{o, d, {}, {}};
        row.detail.journey = straight_.find(o, d);
        if (row.detail.journey && row.detail.journey->time > limit_.time)
          row.detail.journey.reset();
        if (row.detail.journey) {
          if (profile_.mode == Mode::walk) row.detail.walk = row.detail.journey->length;
          row.way = {table_.origins[o].place, table_.destinations[d].place};
        } else {
          row.detail.reason = Unreachable::beyond_limit;
        }
        table_.rows.push_back(std::move(row));
      }
    }
  }

  /// Whoever reaches nothing is in the table, too, with a reason.
  void add_lone_origins() {
    std::vector<char> seen(table_.origins.size(), 0);
    for (const TravelRow& row : table_.rows) seen[row.origin] = 1;
    for (std::uint32_t o = 0; o < seen.size(); ++o) {
      if (seen[o] != 0) continue;
      TravelRow row{o, std::nullopt, {}, {}};
      row.detail.reason = network_ ? why_alone(o) : Unreachable::beyond_limit;
      table_.rows.push_back(std::move(row));
    }
  }

  /// Why not even the destination nearest as the crow flies, of those with a road, is reached.
  [[nodiscard]] Unreachable why_alone(std::uint32_t origin) const {
    const Point place = origins_[origin].place;
    const AttachedPlace* nearest = &destinations_.front();
    for (const AttachedPlace& destination : destinations_) {
      const bool better =
          destination.attachments.empty() == nearest->attachments.empty()
              ? distance_metres(place, destination.place) < distance_metres(place, nearest->place)
              : nearest->attachments.empty();
      if (better) nearest = &destination;
    }
    return why_unreachable(*network_, origins_[origin], *nearest, least());
  }

  const TravelArguments& arguments_;
  Profile profile_;
  TravelLimit limit_;
  TravelTable table_;
  std::shared_ptr<const Network> network_;  ///< after a change of roads, where there is one
  std::optional<Travel> before_;
  TravelMatrix after_;
  TravelMatrix straight_;  ///< where there are no roads
  std::vector<AttachedPlace> origins_;
  std::vector<AttachedPlace> destinations_;
  std::multimap<std::pair<double, double>, std::uint32_t> at_place_;  ///< destinations
};

}  // namespace

MeasuredTable measure_table(const TravelArguments& arguments, const County& county,
                            const TravelRules& rules, const std::vector<ChangedRoad>& changes) {
  TableMaker maker(arguments, county, rules, changes);
  MeasuredTable measured;
  measured.has_roads = maker.has_roads();
  measured.origin_snaps = maker.origin_snaps();
  measured.destination_snaps = maker.destination_snaps();
  measured.table = maker.make();
  return measured;
}

}  // namespace budian
