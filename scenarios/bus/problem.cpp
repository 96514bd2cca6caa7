#include "scenarios/bus/problem.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace budian::bus {
namespace {

constexpr Milliseconds day = Milliseconds(24LL * 60 * 60 * 1000);

void require(bool holds, const char* what) {
  if (!holds) throw std::invalid_argument(what);
}

bool is_length_of_time(Milliseconds time) { return time >= Milliseconds(0); }
bool is_time_of_day(Milliseconds time) { return time >= Milliseconds(0) && time < day; }

void require_table(const SiteTravel& travel) {
  const std::size_t cells = travel.sites * travel.sites;
  require(travel.time.size() == cells && travel.length.size() == cells,
          "bus problem: travel tables are not square over the sites");
  for (std::size_t cell = 0; cell < cells; ++cell) {
    require(travel.time[cell] >= no_travel && travel.length[cell] >= no_travel,
            "bus problem: negative travel");
    require((travel.time[cell] == no_travel) == (travel.length[cell] == no_travel),
            "bus problem: a pair of sites has a time or a length but not both");
  }
  for (std::size_t site = 0; site < travel.sites; ++site) {
    const std::size_t cell = site * travel.sites + site;
    require(travel.time[cell] == 0 && travel.length[cell] == 0,
            "bus problem: travel from a site to itself is not zero");
  }
}

void require_school(const School& school, std::size_t sites) {
  require(school.site.row() < sites, "bus problem: a school stands at an unknown site");
  require(is_time_of_day(school.arrive) && is_time_of_day(school.depart),
          "bus problem: a bell is not a time of day");
  require(school.arrive < school.depart, "bus problem: a school ends before it begins");
  require(is_length_of_time(school.early) && is_length_of_time(school.late),
          "bus problem: a window at a school is negative");
  require(is_length_of_time(school.bell_earlier) && is_length_of_time(school.bell_later) &&
              is_time_of_day(school.arrive - school.bell_earlier) &&
              is_time_of_day(school.depart + school.bell_later),
          "bus problem: a bell may be moved by a negative time or out of the day");
}

void require_type(const BusType& type) {
  require(type.pupil_seats > Heads(0), "bus problem: a bus type has no pupil seats");
  require(type.pupil_seats <= type.nominal_seats,
          "bus problem: a bus type has more pupil seats than seats");
  require(type.attendants >= 0, "bus problem: a bus type has a negative number of attendants");
  require(type.fixed_cost_a_year >= Fen(0) && type.cost_a_kilometre >= Fen(0) &&
              type.cost_an_hour >= Fen(0),
          "bus problem: a bus type has a negative cost");
  require(type.available >= -1, "bus problem: a bus type has a negative number of buses");
}

void require_parameters(const Parameters& parameters) {
  require(is_length_of_time(parameters.dwell) && is_length_of_time(parameters.dwell_a_pupil) &&
              is_length_of_time(parameters.unload),
          "bus problem: a dwell time is negative");
  require(parameters.least_pupils >= Heads(0) && parameters.pupil_hour >= Fen(0) &&
              parameters.pupil_hour_over_target >= Fen(0),
          "bus problem: a least number of pupils or a weight is negative");
  require(parameters.service_days >= 0 && parameters.trips_a_day >= 0,
          "bus problem: service days or trips a day are negative");
  require(parameters.bell_step > Milliseconds(0), "bus problem: bells move by no step");
}

}  // namespace

Problem::Problem(Parts parts) : parts_(std::move(parts)) {
  require_table(travel());
  require_parameters(parameters());
  for (const School& school : schools()) require_school(school, travel().sites);
  for (const BusType& type : types()) require_type(type);
  for (const Depot& depot : depots()) {
    require(depot.site.row() < travel().sites, "bus problem: a depot stands at an unknown site");
    require(depot.available >= -1, "bus problem: a depot has a negative number of buses");
  }
  for (const Stop& stop : stops()) {
    require(stop.site.row() < travel().sites, "bus problem: a stop stands at an unknown site");
    require(schools().contains(stop.school), "bus problem: a stop belongs to an unknown school");
    require(stop.pupils > Heads(0), "bus problem: a stop has no pupils");
    require(is_length_of_time(stop.ride_limit) && is_length_of_time(stop.ride_target),
            "bus problem: a ride limit or target is negative");
    require(!stop.boarding || is_length_of_time(*stop.boarding),
            "bus problem: boarding takes a negative time");
  }
  sharing_.resize(schools().size() * schools().size());
  for (const auto& [a, b] : parts_.may_share) {
    require(schools().contains(a) && schools().contains(b) && a != b,
            "bus problem: an unknown school shares a bus, or one with itself");
    sharing_[a.row() * schools().size() + b.row()] = true;
    sharing_[b.row() * schools().size() + a.row()] = true;
  }
}

Milliseconds Problem::boarding(StopId stop) const {
  if (stops()[stop].boarding) return *stops()[stop].boarding;
  return parameters().dwell + parameters().dwell_a_pupil * stops()[stop].pupils.count();
}

bool Problem::has_bell_choice() const {
  return std::any_of(schools().begin(), schools().end(), [](const School& school) {
    return school.bell_earlier + school.bell_later > Milliseconds(0);
  });
}

std::int64_t Problem::mornings() const {
  return std::int64_t{parameters().service_days} * mornings_a_day(parameters().trips_a_day);
}

std::int64_t Problem::afternoons() const {
  return std::int64_t{parameters().service_days} * afternoons_a_day(parameters().trips_a_day);
}

}  // namespace budian::bus
