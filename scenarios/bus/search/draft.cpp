#include "scenarios/bus/search/draft.hpp"

#include <algorithm>

namespace budian::bus {
namespace {

/// A pupil missing in a small trip weighs as much as so many steps: enough to fill the trip or to
/// empty it wherever that can be.
constexpr double steps_a_missing_pupil = 10;

constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max() / 4;

template <class T>
void insert_at(std::vector<T>& list, std::size_t at, T value) {
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), value);
}

std::int32_t seats_of(const BusType& type) {
  constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::int32_t>(std::min(type.pupil_seats.count(), most));
}

}  // namespace

Draft::Draft(const Model& model, const Tariff& tariff)
    : model_(&model),
      tariff_(&tariff),
      by_school_(model.schools()),
      trip_of_(model.size(), no_row),
      used_types_(model.problem().types().size(), 0),
      used_depots_(model.depots().size(), 0),
      bells_(model.schools(), 0),
      openings_(model.destinations().size()) {
  for (Row row = 0; row < openings_.size(); ++row) {
    for (std::size_t h = 0; h < model.halves(); ++h)
      openings_[row][h] = model.opening(row, h, bells_);
  }
  for (const BusType& type : model.problem().types()) {
    const bool exists = type.available != 0;
    seats_.push_back(exists ? seats_of(type) : 0);
    most_seats_ = std::max(most_seats_, seats_.back());
  }
  least_pupils_ = static_cast<std::int32_t>(
      std::min<std::int64_t>(model.problem().parameters().least_pupils.count(), 1'000'000));
  weigh_missing_pupils();
}

void Draft::weigh_missing_pupils() {
  if (least_pupils_ == 0) return;
  missing_pupil_ = static_cast<std::int64_t>(steps_a_missing_pupil * model_->step(*tariff_));
}

std::int64_t Draft::cost_as(const DraftDuty& duty, Row type) const {
  const Price& paid = tariff_->price(type);
  std::int64_t cost = paid.fixed;
  for (std::size_t h = 0; h < model_->halves(); ++h) {
    cost += duty.time[h] * paid.a_millisecond[h] + duty.length[h] * paid.a_millimetre[h];
  }
  return cost;
}

Row Draft::type_for(const DraftDuty& duty, std::int32_t load) const {
  Row best = no_row;
  std::int64_t least = 0;
  for (Row type = 0; type < seats_.size(); ++type) {
    if (seats_[type] < load) continue;
    const int available = model_->problem().types()[BusTypeId(type)].available;
    const bool left = available < 0 || type == duty.type || used_types_[type] < available;
    if (!left) continue;
    const std::int64_t cost = cost_as(duty, type);
    const bool better =
        best == no_row || cost < least || (cost == least && seats_[type] < seats_[best]);
    if (!better) continue;
    best = type;
    least = cost;
  }
  return best;
}

bool Draft::depot_has_room(Row depot) const {
  const int available = model_->problem().depots()[DepotId(depot)].available;
  return available < 0 || used_depots_[depot] < available;
}

double Draft::mean_trip() const {
  return static_cast<double>(served_) / static_cast<double>(std::max<std::size_t>(1, trip_count_));
}

void Draft::set_tariff(const Tariff& tariff) {
  tariff_ = &tariff;
  weigh_missing_pupils();
  mark();
  for (DraftTrip& trip : trips_) {
    for (std::size_t h = 0; h < model_->halves(); ++h) refresh_run(trip, h);
  }
  for (Row duty = 0; duty < duties_.size(); ++duty) {
    if (duties_[duty].is_empty()) continue;
    count_bus(duties_[duty], -1);
    refresh_duty(duty);
    count_bus(duties_[duty], 1);
  }
}

void Draft::mark() {
  saved_trips_.clear();
  saved_duties_.clear();
  saved_bells_.clear();
}

void Draft::touch_trip(Row trip) { saved_trips_.keep(trip, trips_[trip]); }

void Draft::touch_duty(Row duty) {
  if (!saved_duties_.keep(duty, duties_[duty])) return;
  // The place of a trip in its duty is part of the trip.
  for (const Row trip : duties_[duty].trips[0]) touch_trip(trip);
}

void Draft::undo() {
  for (const auto& [row, unused] : saved_trips_.kept()) {
    const DraftTrip& trip = trips_[row];
    for (const Row stop : trip.runs[0].stops) trip_of_[stop] = no_row;
    served_ -= trip.runs[0].stops.size();
    if (!trip.is_empty()) --trip_count_;
  }
  for (auto& [row, trip] : saved_trips_.kept()) {
    std::swap(trips_[row], trip);
    for (const Row stop : trips_[row].runs[0].stops) trip_of_[stop] = row;
    served_ += trips_[row].runs[0].stops.size();
    if (!trips_[row].is_empty()) ++trip_count_;
  }
  for (auto& [row, duty] : saved_duties_.kept()) {
    count_bus(duties_[row], -1);
    std::swap(duties_[row], duty);
    count_bus(duties_[row], 1);
  }
  for (const auto& [school, later] : saved_bells_.kept()) write_bell(school, later);
  mark();
}

void Draft::write_bell(Row school, std::int64_t later) {
  bells_[school] = later;
  for (const Row row : model_->destinations().calling_at(school)) {
    for (std::size_t h = 0; h < model_->halves(); ++h) {
      openings_[row][h] = model_->opening(row, h, bells_);
    }
  }
}

void Draft::set_bell(Row school, std::int64_t later) {
  saved_bells_.keep(school, bells_[school]);
  write_bell(school, later);
  for (Row duty = 0; duty < duties_.size(); ++duty) {
    if (!calls_at(duties_[duty], school)) continue;
    touch_duty(duty);
    count_bus(duties_[duty], -1);
    refresh_duty(duty);
    count_bus(duties_[duty], 1);
  }
}

bool Draft::calls_at(const DraftDuty& duty, Row school) const {
  return std::any_of(duty.trips[0].begin(), duty.trips[0].end(),
                     [&](Row trip) { return calls_at(trips_[trip], school); });
}

bool Draft::calls_at(const DraftTrip& trip, Row school) const {
  const auto& schools = model_->destinations()[trip.destination].schools;
  return std::find(schools.begin(), schools.end(), school) != schools.end();
}

bool Draft::keeps_limits() const {
  for (const auto& [row, unused] : saved_duties_.kept()) {
    if (!duties_[row].is_empty() && !duties_[row].keeps_limits) return false;
  }
  return true;
}

void Draft::count_bus(const DraftDuty& duty, int sign) {
  if (duty.is_empty()) return;
  buses_ = sign > 0 ? buses_ + 1 : buses_ - 1;
  cost_ += sign * duty.cost;
  if (duty.type != no_row) used_types_[duty.type] += sign;
  if (duty.depot != no_row) used_depots_[duty.depot] += sign;
}

Row Draft::free_trip(Row school) {
  for (const Row trip : by_school_[school]) {
    if (trips_[trip].is_empty()) return trip;
  }
  const Row trip = static_cast<Row>(trips_.size());
  trips_.emplace_back();
  for (DraftRun& run : trips_.back().runs) {
    run.sites = {model_->school_site(school)};
    run.rest = {0};
  }
  by_school_[school].push_back(trip);
  return trip;
}

Row Draft::free_duty() {
  for (Row duty = 0; duty < duties_.size(); ++duty) {
    if (duties_[duty].is_empty()) return duty;
  }
  duties_.emplace_back();
  return static_cast<Row>(duties_.size() - 1);
}

void Draft::put(Row stop, const Place& place) {
  Row row = place.trip;
  std::array<std::size_t, 2> at = place.at;
  if (row == no_row) {
    row = free_trip(model_->stop(stop).school);
    const Row duty = place.duty == no_row ? free_duty() : place.duty;
    touch_trip(row);
    touch_duty(duty);
    if (place.duty == no_row) {
      duties_[duty] = {};
      duties_[duty].depot = place.depot;
    } else {
      count_bus(duties_[duty], -1);
    }
    insert_at(duties_[duty].trips[0], at[0], row);
    trips_[row].duty = duty;
    trips_[row].destination = model_->stop(stop).school;
    ++trip_count_;
    at = {0, 0};
  } else {
    touch_trip(row);
    touch_duty(trips_[row].duty);
    count_bus(duties_[trips_[row].duty], -1);
    if (place.destination != no_row) trips_[row].destination = place.destination;
  }
  DraftTrip& trip = trips_[row];
  for (std::size_t h = 0; h < model_->halves(); ++h) {
    insert_at(trip.runs[h].stops, at[h], stop);
    refresh_run(trip, h);
  }
  trip.load += model_->stop(stop).pupils;
  trip_of_[stop] = row;
  ++served_;
  refresh_duty(trip.duty);
  count_bus(duties_[trip.duty], 1);
}

void Draft::take(Row row, const std::vector<Row>& stops) {
  DraftTrip& trip = trips_[row];
  touch_trip(row);
  touch_duty(trip.duty);
  DraftDuty& duty = duties_[trip.duty];
  count_bus(duty, -1);
  for (const Row stop : stops) {
    trip_of_[stop] = no_row;
    trip.load -= model_->stop(stop).pupils;
  }
  served_ -= stops.size();
  for (std::size_t h = 0; h < model_->halves(); ++h) {
    auto& list = trip.runs[h].stops;
    list.erase(std::remove_if(list.begin(), list.end(),
                              [&](Row stop) { return trip_of_[stop] == no_row; }),
               list.end());
  }
  if (!trip.runs[0].stops.empty()) drop_needless_schools(trip);
  for (std::size_t h = 0; h < model_->halves(); ++h) refresh_run(trip, h);
  if (trip.runs[0].stops.empty()) {
    auto& list = duty.trips[0];
    list.erase(std::find(list.begin(), list.end(), row));
    --trip_count_;
  }
  if (!duty.is_empty()) refresh_duty(trip.duty);
  count_bus(duty, 1);
  if (trip.runs[0].stops.empty()) trip.duty = no_row;
}

void Draft::dissolve(Row duty, std::vector<Row>& stops) {
  const std::vector<Row> trips = duties_[duty].trips[0];
  for (const Row trip : trips) dissolve_trip(trip, stops);
}

void Draft::dissolve_trip(Row trip, std::vector<Row>& stops) {
  const std::vector<Row> taken = trips_[trip].runs[0].stops;
  take(trip, taken);
  stops.insert(stops.end(), taken.begin(), taken.end());
}

/// Schools to which nobody goes any more.
void Draft::drop_needless_schools(DraftTrip& trip) const {
  const Destinations& destinations = model_->destinations();
  if (!destinations[trip.destination].is_mixed()) return;
  const std::vector<Row> schools = destinations[trip.destination].schools;
  for (const Row school : schools) {
    const auto& stops = trip.runs[0].stops;
    const bool wanted = std::any_of(stops.begin(), stops.end(),
                                    [&](Row stop) { return model_->stop(stop).school == school; });
    if (!wanted) trip.destination = destinations.without(trip.destination, school);
  }
}

void Draft::refresh_run(DraftTrip& trip, std::size_t h) { fill(trip.runs[h], h, trip.destination); }

void Draft::fill(DraftRun& run, std::size_t h, Row row) const {
  const HalfDay& half = model_->half(h);
  const Destination& destination = model_->destinations()[row];
  const std::size_t count = run.stops.size();
  run.sites.resize(count + 1);
  run.legs.resize(count);
  run.leg_costs.resize(count);
  run.rest.resize(count + 1);
  run.spare.resize(count);
  run.sites[count] = destination.first_site;
  run.rest[count] = 0;
  run.time = destination.halves[h].time;
  run.length = destination.halves[h].length;
  for (std::size_t i = count; i-- > 0;) {
    const Model::Stop& stop = model_->stop(run.stops[i]);
    run.sites[i] = stop.site;
    const Leg leg = half.from(stop.site)[run.sites[i + 1]];
    run.legs[i] = leg;
    run.leg_costs[i] = tariff_->from(h, stop.site)[run.sites[i + 1]];
    run.time += leg.time;
    run.length += leg.length;
    const std::int64_t ride = leg.time + run.rest[i + 1];
    run.spare[i] = stop.ride_limit - ride;
    if (destination.is_mixed()) {
      run.spare[i] -= model_->destinations().onward(row, h, stop.school);
    }
    run.rest[i] = ride + stop.boarding;
  }
  run.burden = 0;
  if (!tariff_->rides().is_zero()) weigh_rides(run, h);
  for (std::size_t i = 1; i < count; ++i) run.spare[i] = std::min(run.spare[i], run.spare[i - 1]);
}

/// While `spare` still holds each stop's own.
void Draft::weigh_rides(DraftRun& run, std::size_t h) const {
  const RideWeight& weight = tariff_->rides();
  for (std::size_t i = 0; i < run.stops.size(); ++i) {
    const Model::Stop& stop = model_->stop(run.stops[i]);
    const std::int64_t ride = stop.ride_limit - run.spare[i];
    const std::int64_t over = std::max<std::int64_t>(0, ride - stop.ride_target);
    run.burden += stop.pupils * (ride * weight.riding[h] + over * weight.over_target[h]);
  }
}

void Draft::order_afternoon(DraftDuty& duty) const {
  duty.trips[1] = duty.trips[0];
  const auto earlier = [&](Row a, Row b) {
    return openings_[trips_[a].destination][1].latest < openings_[trips_[b].destination][1].latest;
  };
  if (std::is_sorted(duty.trips[1].begin(), duty.trips[1].end(), earlier)) return;
  std::stable_sort(duty.trips[1].begin(), duty.trips[1].end(), earlier);
}

void Draft::refresh_duty(Row row) {
  DraftDuty& duty = duties_[row];
  duty.keeps_limits = true;
  std::int32_t load = 0;  // of its fullest trip
  for (const Row trip : duty.trips[0]) load = std::max(load, trips_[trip].load);
  if (model_->halves() > 1) order_afternoon(duty);
  for (std::size_t h = 0; h < model_->halves(); ++h) {
    duty.keeps_limits = refresh_half(duty, h) && duty.keeps_limits;
  }
  // Its own bus counts as left, because the duty gave it back before it changed.
  duty.type = type_for(duty, load);
  if (duty.type == no_row) {
    duty.keeps_limits = false;
    return;
  }
  duty.cost = cost_as(duty, duty.type);
  for (const Row row_of_trip : duty.trips[0]) {
    DraftTrip& trip = trips_[row_of_trip];
    trip.seats = seats_[duty.type];
    duty.cost += weight_of_small(trip.load) + trip.runs[0].burden + trip.runs[1].burden;
  }
}

bool Draft::refresh_half(DraftDuty& duty, std::size_t h) {
  const bool has_ways = drive(duty, h);
  return set_times(duty, h) && has_ways;
}

/// Where the bus comes from before each trip, and how far it drives. False where a way is missing
/// or a ride is too long.
bool Draft::drive(DraftDuty& duty, std::size_t h) {
  const HalfDay& half = model_->half(h);
  bool sound = true;
  duty.time[h] = duty.length[h] = 0;
  Row before = duty.depot == no_row ? no_row : model_->depots()[duty.depot];
  for (const Row row : duty.trips[h]) {
    DraftTrip& trip = trips_[row];
    DraftRun& run = trip.runs[h];
    run.before = before;
    run.dead = before == no_row ? Leg{} : half.from(before)[run.sites.front()];
    run.dead_cost = before == no_row ? 0 : tariff_->from(h, before)[run.sites.front()];
    before = model_->destinations()[trip.destination].last_site;
    duty.time[h] += run.time + run.dead.time;
    duty.length[h] += run.length + run.dead.length;
    sound = sound && run.dead.time < no_leg && run.spare.back() >= 0;
  }
  if (duty.depot != no_row) {
    const Leg home = half.from(before)[model_->depots()[duty.depot]];
    duty.home_cost[h] = tariff_->from(h, before)[model_->depots()[duty.depot]];
    duty.time[h] += home.time;
    duty.length[h] += home.length;
    sound = sound && home.time < no_leg;
  }
  return sound;
}

/// When each trip runs: backwards from the last one, each as late as its bell and the next trip
/// allow; then forwards, how much earlier each may be. The last trip comes at its bell. False where
/// a trip would have to come before its school's window.
bool Draft::set_times(DraftDuty& duty, std::size_t h) {
  const auto& order = duty.trips[h];
  auto& calls = duty.calls[h];
  calls.resize(order.size());
  bool sound = true;
  std::int64_t next = unlimited;
  for (std::size_t k = order.size(); k-- > 0;) {
    const DraftTrip& trip = trips_[order[k]];
    const DraftRun& run = trip.runs[h];
    Call& call = calls[k];
    const Destination& destination = model_->destinations()[trip.destination];
    const Approach& approach = destination.halves[h];
    const Opening& opening = openings_[trip.destination][h];
    call = {0,
            std::min(opening.latest, next - approach.onward),
            opening.earliest() + approach.onward,
            trip.destination,
            destination.last_site,
            run.sites.front(),
            run.dead_cost};
    call.begin = call.latest - run.rest.front();
    sound = sound && call.latest + approach.onward >= call.earliest;
    next = call.begin - run.dead.time - model_->unload();
  }
  std::int64_t room = unlimited;
  for (std::size_t k = 0; k < order.size(); ++k) {
    DraftRun& run = trips_[order[k]].runs[h];
    if (k > 0) room = calls[k].begin - run.dead.time - model_->unload() - calls[k - 1].earliest;
    run.room = room;
    const std::int64_t at_last =
        calls[k].latest + model_->destinations()[calls[k].destination].halves[h].onward;
    calls[k].earliest = std::max(calls[k].earliest, at_last - room);
  }
  return sound;
}

/// Does the trip stay where it is among the trips of its duty in this half of the day?
bool Draft::keeps_place(const DraftDuty& duty, std::size_t k, std::size_t h,
                        Row destination) const {
  if (h == 0) return true;
  const auto latest = [&](Row row) { return openings_[row][h].latest; };
  const auto& calls = duty.calls[h];
  const bool after = k == 0 || latest(calls[k - 1].destination) <= latest(destination);
  const bool before =
      k + 1 == calls.size() || latest(destination) <= latest(calls[k + 1].destination);
  return after && before;
}

std::optional<Draft::Reshaped> Draft::reshaped(const DraftTrip& trip, Row row, std::size_t h,
                                               Row destination) const {
  const DraftDuty& duty = duties_[trip.duty];
  const auto& order = duty.trips[h];
  const auto& calls = duty.calls[h];
  const auto k =
      static_cast<std::size_t>(std::find(order.begin(), order.end(), row) - order.begin());
  if (!keeps_place(duty, k, h, destination)) return std::nullopt;
  const Destination& now = model_->destinations()[trip.destination];
  const Destination& then = model_->destinations()[destination];
  const Approach& approach = then.halves[h];
  Reshaped result{trip.runs[h], tariff_->onward(model_->problem(), then, h) -
                                    tariff_->onward(model_->problem(), now, h)};
  DraftRun& run = result.run;
  for (const std::int32_t cost : run.leg_costs) result.cost -= cost;
  fill(run, h, destination);
  for (const std::int32_t cost : run.leg_costs) result.cost += cost;
  if (run.spare.back() < 0) return std::nullopt;

  const Opening& opening = openings_[destination][h];
  std::int64_t latest = opening.latest;
  if (k + 1 < order.size()) {
    const Row next = calls[k + 1].first_site;
    const Leg dead = model_->half(h).from(then.last_site)[next];
    if (dead.time >= no_leg) return std::nullopt;
    result.cost += tariff_->from(h, then.last_site)[next] - calls[k + 1].dead_cost;
    latest = std::min(latest, calls[k + 1].begin - dead.time - model_->unload() - approach.onward);
  } else if (duty.depot != no_row) {
    const Row home = model_->depots()[duty.depot];
    if (model_->half(h).from(then.last_site)[home].time >= no_leg) return std::nullopt;
    result.cost += tariff_->from(h, then.last_site)[home] - duty.home_cost[h];
  }
  if (latest < opening.earliest()) return std::nullopt;
  if (k > 0) {
    const std::int64_t begin = latest - run.rest.front();
    run.room = begin - run.dead.time - model_->unload() - calls[k - 1].earliest;
    if (run.room < 0) return std::nullopt;
  }
  return result;
}

Routes Draft::routes() const {
  Routes routes;
  const auto ids = [&](const std::vector<Row>& rows) {
    std::vector<StopId> stops;
    for (const Row row : rows) stops.push_back(model_->stop(row).id);
    return stops;
  };
  for (const DraftDuty& duty : duties_) {
    if (duty.is_empty()) continue;
    Duty driven;
    driven.type = BusTypeId(duty.type);
    if (duty.depot != no_row) driven.depot = DepotId(duty.depot);
    for (const Row row : duty.trips[0]) {
      const DraftTrip& trip = trips_[row];
      Trip run{{}, ids(trip.runs[0].stops), {}, {}};
      for (const Row school : model_->destinations()[trip.destination].schools) {
        run.further.emplace_back(school);
      }
      run.school = run.further.front();
      run.further.erase(run.further.begin());
      if (model_->halves() > 1) {
        run.afternoon = ids(trip.runs[1].stops);
        std::reverse(run.afternoon.begin(), run.afternoon.end());
      }
      driven.trips.push_back(std::move(run));
    }
    routes.duties.push_back(std::move(driven));
  }
  for (const std::int64_t later : bells_) routes.bells.push_back(Milliseconds(later));
  if (!are_moved(routes.bells)) routes.bells = {};
  return routes;
}

}  // namespace budian::bus
