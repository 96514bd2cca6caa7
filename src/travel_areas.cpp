#include "src/travel_areas.hpp"

#include <algorithm>
#include <charconv>

#include "gis/catchment.hpp"
#include "scenarios/placement.hpp"
#include "src/output_folder.hpp"
#include "src/travel_request.hpp"

namespace budian {
namespace {

/// Upper ends of bands, in mm or ms.
struct Bands {
  Least least = Least::length;
  std::vector<double> numbers;  ///< km or minutes
  [[nodiscard]] std::vector<std::int64_t> bounds() const {
    std::vector<std::int64_t> result;
    for (const double number : numbers) {
      result.push_back(least == Least::time ? minutes(number).count()
                                            : metres(number * 1000).count());
    }
    return result;
  }
  [[nodiscard]] TravelLimit limit() const {
    return least == Least::time ? TravelLimit(minutes(numbers.back()))
                                : TravelLimit(metres(numbers.back() * 1000));
  }
  [[nodiscard]] std::string words(std::size_t band, Language language) const {
    if (band >= numbers.size()) return text("travel.band.beyond", language);
    return text(Message{least == Least::time ? "travel.band.minutes" : "travel.band.km",
                        {{"from", band == 0 ? 0.0 : numbers[band - 1]}, {"to", numbers[band]}}},
                language);
  }
};

Bands bands_in(const std::string& written) {
  Bands bands;
  const char* at = written.data();
  const char* const end = at + written.size();
  bool good = true;
  while (good) {
    double number = 0;
    const auto [next, failed] = std::from_chars(at, end, number);
    good = failed == std::errc() && number > (bands.numbers.empty() ? 0 : bands.numbers.back());
    bands.numbers.push_back(number);
    at = next;
    if (!good || at == end || *at != ',') break;
    ++at;
  }
  const std::string unit(at, end);
  bands.least = unit == "min" ? Least::time : Least::length;
  const double factor = bands.least == Least::time ? 60e3 : 1e6;
  good = good && bands.numbers.back() * factor <= static_cast<double>(TravelLimit::most);
  if (!good || (unit != "min" && unit != "km")) {
    refuse("--bands", {"travel.bad_bands", {{"value", written}}});
  }
  return bands;
}

/// Ground in bands around the destinations, and what belongs to each; with who lives there, each
/// settlement counted by its own exact way.
class AreaMaker {
 public:
  AreaMaker(const TravelArguments& arguments, const County& county, const TravelRules& rules)
      : county_(county),
        bands_(bands_in(arguments.bands)),
        network_(county.roads, profile_of(arguments, rules), county.water),
        cells_(make_ground_cells(county, &network_, useful_cells(county, rules))),
        places_(places_of(arguments.to, arguments.to_layer, county)),
        destinations_(attach_all(network_, points_of(places_))),
        access_(
            nearest_destination(cells_, network_, destinations_, bands_.least, bands_.limit())) {
    nearest_ = measure_nearest(network_, attach_all(network_, points_of(county.settlements)),
                               destinations_, bands_.least, bands_.limit(), 1);
    pupils_ = pupils_of_settlements(rules);
  }

  [[nodiscard]] std::vector<TravelArea> bands(Language language) const {
    std::vector<TravelArea> areas(bands_.numbers.size() + 1);
    for (std::size_t band = 0; band < areas.size(); ++band)
      areas[band].name = bands_.words(band, language);
    const auto bounds = bands_.bounds();
    for (auto& ground : polygons_of(cells_, bands_of(access_, bounds)))
      areas[static_cast<std::size_t>(ground.label)].area = std::move(ground.area);
    for (const SettlementId id : county_.settlements.ids()) {
      std::size_t band = bounds.size();
      for (const auto& entry : nearest_.row(id.row())) {
        const std::int64_t way = bands_.least == Least::time ? entry.time : entry.length;
        band = static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), way) -
                                        bounds.begin());
      }
      count(id, areas[band]);
    }
    return areas;
  }

  [[nodiscard]] std::vector<TravelArea> service_areas() const {
    std::vector<TravelArea> areas;
    for (const NamedPlace& place : places_) {
      areas.emplace_back();
      areas.back().code = place.code;
      areas.back().name = place.name;
    }
    for (auto& ground : polygons_of(cells_, access_.destination))
      areas[static_cast<std::size_t>(ground.label)].area = std::move(ground.area);
    for (const SettlementId id : county_.settlements.ids()) {
      for (const auto& entry : nearest_.row(id.row())) count(id, areas[entry.destination]);
    }
    return areas;
  }

 private:
  void count(SettlementId id, TravelArea& area) const {
    const Settlement& settlement = county_.settlements[id];
    ++area.settlements;
    area.people += settlement.population;
    area.pupils += pupils_[id].count();
  }

  /// Where the pupils live is what every run takes it to be: see scenarios/placement.hpp.
  [[nodiscard]] Table<SettlementId, Heads> pupils_of_settlements(const TravelRules& rules) const {
    Table<SettlementId, Heads> pupils(county_.settlements.size());
    const Network walk(county_.roads, rules.walk, county_.water);
    const TravelMatrix on_foot =
        measure(walk, attach_all(walk, points_of(county_.settlements)),
                attach_all(walk, points_of(county_.schools)), Least::length, rules.limit);
    for (const PupilGroup& group : place_pupils(county_, on_foot).groups)
      pupils[group.settlement] += group.pupils;
    return pupils;
  }

  const County& county_;
  Bands bands_;
  Network network_;
  GroundCells cells_;
  std::vector<NamedPlace> places_;
  std::vector<AttachedPlace> destinations_;
  GroundAccess access_;
  TravelMatrix nearest_;
  Table<SettlementId, Heads> pupils_;
};

}  // namespace

void require_bands(const TravelArguments& arguments) { (void)bands_in(arguments.bands); }

MeasuredAreas measure_areas(const TravelArguments& arguments, const County& county,
                            const TravelRules& rules, Language language) {
  const AreaMaker maker(arguments, county, rules);
  return {maker.bands(language), maker.service_areas()};
}

}  // namespace budian
