#include "scenarios/bus/search/model.hpp"

#include <algorithm>
#include <numeric>

namespace budian::bus {
namespace {

Price yearly_price(const Problem& problem, const BusType& type) {
  Price price;
  price.fixed = type.fixed_cost_a_year.count() * 1'000'000;
  const std::int64_t often[2] = {problem.mornings(), problem.afternoons()};
  for (std::size_t h = 0; h < 2; ++h) {
    // Fen a kilometre are millionths of a fen a millimetre.
    price.a_millimetre[h] = type.cost_a_kilometre.count() * often[h];
    price.a_millisecond[h] = type.cost_an_hour.count() * often[h] * 10 / 36;
  }
  return price;
}

std::vector<Price> yearly_prices(const Problem& problem) {
  std::vector<Price> prices;
  for (const BusType& type : problem.types()) prices.push_back(yearly_price(problem, type));
  return prices;
}

RideWeight ride_weight(const Problem& problem) {
  RideWeight weight;
  const std::int64_t often[2] = {problem.mornings(), problem.afternoons()};
  for (std::size_t h = 0; h < 2; ++h) {
    weight.riding[h] = problem.parameters().pupil_hour.count() * often[h] * 10 / 36;
    weight.over_target[h] =
        problem.parameters().pupil_hour_over_target.count() * often[h] * 10 / 36;
  }
  return weight;
}

std::vector<HalfDay> halves_of(const Problem& problem) {
  std::vector<HalfDay> halves;
  halves.emplace_back(problem, false);
  if (problem.has_afternoon()) halves.emplace_back(problem, true);
  return halves;
}

/// A price for a kilometre at the speed of a bus on country roads, 30 km/h: how prices by length
/// and by time weigh against each other.
double in_proportion(const Price& price, std::size_t half) {
  constexpr double millimetres = 1e6;
  constexpr double milliseconds = 120e3;
  return static_cast<double>(price.a_millimetre[half]) * millimetres +
         static_cast<double>(price.a_millisecond[half]) * milliseconds;
}

/// Detours of three legs of this cost still fit into 32 bits.
constexpr std::int64_t most_in_table = std::int64_t{1} << 28;

/// Enough for any string of neighbours that a round takes out.
constexpr std::size_t most_neighbours = 250;

}  // namespace

Tariff::Tariff(const std::vector<HalfDay>& halves, std::size_t sites, std::vector<Price> prices,
               RideWeight rides)
    : sites_(sites), prices_(std::move(prices)), rides_(rides) {
  const auto types = static_cast<std::int64_t>(std::max<std::size_t>(1, prices_.size()));
  std::vector<std::int64_t> costs[2];
  std::int64_t most = 0;
  for (std::size_t h = 0; h < halves.size(); ++h) {
    Price mean;
    for (const Price& price : prices_) {
      mean.a_millisecond[h] += price.a_millisecond[h];
      mean.a_millimetre[h] += price.a_millimetre[h];
    }
    for (std::size_t a = 0; a < sites; ++a) {
      const Leg* legs = halves[h].from(static_cast<Row>(a));
      for (std::size_t b = 0; b < sites; ++b) {
        const std::int64_t cost = legs[b].time / types * mean.a_millisecond[h] +
                                  legs[b].time % types * mean.a_millisecond[h] / types +
                                  legs[b].length / types * mean.a_millimetre[h] +
                                  legs[b].length % types * mean.a_millimetre[h] / types;
        costs[h].push_back(legs[b].time >= no_leg ? std::numeric_limits<std::int64_t>::max()
                                                  : cost);
        if (legs[b].time < no_leg) most = std::max(most, cost);
      }
    }
  }
  for (const Price& price : prices_) {
    double paid = 0;
    double mean = 0;
    for (std::size_t h = 0; h < halves.size(); ++h) {
      for (const Price& other : prices_)
        mean += in_proportion(other, h) / static_cast<double>(types);
      paid += in_proportion(price, h);
    }
    shares_.push_back(mean > 0 && paid > 0 ? paid / mean : 1);
  }
  if (!shares_.empty()) least_share_ = *std::min_element(shares_.begin(), shares_.end());
  unit_ = most / most_in_table + 1;
  for (std::size_t h = 0; h < halves.size(); ++h) {
    into_[h].resize(sites * sites);
    for (std::size_t cell = 0; cell < costs[h].size(); ++cell) {
      const std::int64_t cost = std::min(costs[h][cell] / unit_, most_in_table);
      from_[h].push_back(static_cast<std::int32_t>(cost));
      into_[h][cell % sites * sites + cell / sites] = static_cast<std::int32_t>(cost);
    }
  }
}

std::int64_t Tariff::onward(const Problem& problem, const Destination& destination,
                            std::size_t half) const {
  std::int64_t cost = 0;
  Row site = destination.first_site;
  for (const Row school : destination.schools) {
    const Row next = static_cast<Row>(problem.schools()[BellId(school)].site.row());
    cost += from(half, site)[next];
    site = next;
  }
  return cost;
}

Model::Model(const Problem& problem, std::vector<StopId> stops)
    : problem_(problem),
      halves_(halves_of(problem)),
      destinations_(problem, halves_),
      unload_(problem.parameters().unload.count()),
      yearly_(halves_, problem.travel().sites, yearly_prices(problem), ride_weight(problem)),
      by_time_(halves_, problem.travel().sites,
               std::vector<Price>(problem.types().size(), Price{0, {1, 1}, {0, 0}})) {
  for (const School& school : problem.schools()) {
    school_sites_.push_back(static_cast<Row>(school.site.row()));
    contractors_.push_back(school.contractor);
  }
  for (const Depot& depot : problem.depots()) {
    depots_.push_back(static_cast<Row>(depot.site.row()));
  }
  read_stops(stops);
  read_bells();
  find_neighbours();
  find_chains();
}

void Model::read_stops(const std::vector<StopId>& stops) {
  for (const StopId id : stops) {
    const bus::Stop& given = problem_.stops()[id];
    Stop stop;
    stop.site = static_cast<Row>(given.site.row());
    stop.school = static_cast<Row>(given.school.row());
    stop.pupils = static_cast<std::int32_t>(given.pupils.count());
    stop.boarding = problem_.boarding(id).count();
    stop.ride_limit = std::min<std::int64_t>(given.ride_limit.count(), no_leg - 1);
    stop.ride_target = given.ride_target.count();
    for (const HalfDay& half : halves_) {
      stop.to_school =
          std::max(stop.to_school, half.from(stop.site)[school_sites_[stop.school]].time);
    }
    stop.id = id;
    stops_.push_back(stop);
  }
}

void Model::read_bells() {
  const std::int64_t step = problem_.parameters().bell_step.count();
  for (const School& school : problem_.schools()) {
    bells_.emplace_back();
    const std::int64_t first = -(school.bell_earlier.count() / step) * step;
    for (std::int64_t later = first; later <= school.bell_later.count(); later += step) {
      bells_.back().push_back(later);
    }
    has_bell_choice_ = has_bell_choice_ || bells_.back().size() > 1;
  }
}

Opening Model::opening(Row destination, std::size_t h,
                       const std::vector<std::int64_t>& later) const {
  const Destination& place = destinations_[destination];
  std::int64_t latest = std::numeric_limits<std::int64_t>::max();
  std::int64_t earliest = std::numeric_limits<std::int64_t>::min();
  for (std::size_t i = 0; i < place.schools.size(); ++i) {
    const Row school = place.schools[i];
    const std::int64_t own = half(h).latest(school, later[school]) - place.halves[h].reached[i];
    latest = std::min(latest, own);
    earliest = std::max(earliest, own - half(h).window(school));
  }
  return {latest, latest - earliest};
}

void Model::find_neighbours() {
  neighbours_.resize(size());
  const std::size_t most = std::min(most_neighbours, size() - std::min<std::size_t>(size(), 1));
  std::vector<std::pair<std::int64_t, Row>> near;
  for (Row a = 0; a < size(); ++a) {
    near.clear();
    for (Row b = 0; b < size(); ++b) {
      if (a == b) continue;
      const Leg& there = half(0).from(stop(a).site)[stop(b).site];
      const Leg& back = half(0).into(stop(a).site)[stop(b).site];
      near.emplace_back(std::int64_t{there.time} + back.time, b);
    }
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(most), near.end());
    for (std::size_t i = 0; i < most; ++i) neighbours_[a].push_back(near[i].second);
  }
}

/// The first school as early, the second as late as can be, with the quickest of the second's
/// stops and whatever bells.
bool Model::may_chain(const GroupedRows<Row>& stops, Row first, Row second) const {
  if (contractor(first) != contractor(second)) return false;
  for (const HalfDay& half : halves_) {
    // In the afternoon the order is another one: either may be first.
    const bool is_afternoon = &half != &halves_.front();
    const bool turned = is_afternoon && half.lowest(second) < half.highest(first);
    const bool straight = !is_afternoon || half.lowest(first) <= half.highest(second);
    const bool follows = (straight && may_follow(half, stops, first, second)) ||
                         (turned && may_follow(half, stops, second, first));
    if (!follows) return false;
  }
  return true;
}

bool Model::may_follow(const HalfDay& half, const GroupedRows<Row>& stops, Row before,
                       Row after) const {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const Row row : stops[after]) {
    const std::int64_t run =
        half.from(stop(row).site)[school_sites_[after]].time + stop(row).boarding;
    least = std::min(least, run + half.into(stop(row).site)[school_sites_[before]].time);
  }
  if (least == std::numeric_limits<std::int64_t>::max()) return false;
  const std::int64_t free = half.lowest(before) - half.window(before) + unload_;
  return free + least <= half.highest(after);
}

void Model::find_chains() {
  can_be_chained_.assign(schools(), false);
  if (!problem_.parameters().chain_trips) return;
  std::vector<Row> rows(size());
  std::iota(rows.begin(), rows.end(), Row{0});
  const auto stops = grouped(rows, schools(), [&](Row row) { return stop(row).school; });
  for (Row a = 0; a < schools(); ++a) {
    for (Row b = 0; b < schools(); ++b) {
      if (!may_chain(stops, a, b)) continue;
      can_be_chained_[a] = can_be_chained_[b] = true;
      has_chains_ = true;
    }
  }
}

double Model::step(const Tariff& tariff) const {
  double sum = 0;
  std::size_t count = 0;
  for (Row a = 0; a < size(); ++a) {
    for (std::size_t i = 0; i < std::min<std::size_t>(5, neighbours_[a].size()); ++i) {
      const Row near = stop(neighbours_[a][i]).site;
      for (std::size_t h = 0; h < halves(); ++h) {
        if (half(h).from(stop(a).site)[near].time >= no_leg) continue;
        sum += tariff.from(h, stop(a).site)[near];
        ++count;
      }
    }
  }
  const double mean = count == 0 ? 0 : sum / static_cast<double>(count);
  return std::max(1.0, mean * static_cast<double>(tariff.unit()));
}

}  // namespace budian::bus
