// A school-bus problem: immutable, complete, checked once in its constructor. Knows nothing of
// counties or roads, only sites and the travel between them; problem, answer (routes.hpp) and
// search (search.hpp) are separate types.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis/ids.hpp"
#include "gis/units.hpp"

namespace budian::bus {

using SiteId = Id<struct SiteTag>;  ///< stops first, then schools
using StopId = Id<struct StopTag>;
using BellId = Id<struct BellTag>;  ///< a school served by buses
using BusTypeId = Id<struct BusTypeTag>;
using DepotId = Id<struct DepotTag>;

inline constexpr Milliseconds no_ride_target = Milliseconds(24LL * 60 * 60 * 1000);

/// Pupils of one school who board at one stop.
struct Stop {
  SiteId site;
  BellId school;
  Heads pupils;
  Milliseconds
      ride_limit;  ///< the strictest of its pupils: from leaving the stop to reaching the school
  Milliseconds ride_target = no_ride_target;  ///< that it should keep, see Parameters
  std::optional<Milliseconds> boarding = {};  ///< instead of what Parameters make of its pupils
};

struct School {
  SiteId site;
  Milliseconds arrive;   ///< morning: pupils are at school at this time of day
  Milliseconds depart;   ///< afternoon: lessons end at this time of day
  Milliseconds early{};  ///< pupils may be brought so long before `arrive`
  Milliseconds late{};   ///< pupils may be fetched so long after `depart`
  int contractor = 0;    ///< whose buses serve it; one bus serves the schools of one contractor
  // The bell may be chosen: so much earlier or later, lessons ending as much earlier or later.
  Milliseconds bell_earlier{};
  Milliseconds bell_later{};
};

/// GB 24407 bus type; seats net of driver and attendants.
struct BusType {
  std::string name;
  Heads nominal_seats;
  Heads pupil_seats;
  int attendants = 1;
  Fen fixed_cost_a_year;  ///< purchase annuity, crew, insurance, inspection
  Fen cost_a_kilometre;
  int available = -1;     ///< -1: as many as needed
  Fen cost_an_hour = {};  ///< of driving, with pupils and empty
};

/// Where buses stand at night. Without any a bus sleeps where its day begins and ends, and the way
/// there is not counted.
struct Depot {
  SiteId site;
  int available = -1;  ///< buses that it has room for; -1: as many as needed
};

/// Square table over sites: row-major [from * sites + to]; unreachable pairs are `no_travel`.
inline constexpr std::int64_t no_travel = -1;
struct SiteTravel {
  std::size_t sites = 0;
  std::vector<std::int64_t> time;    ///< ms
  std::vector<std::int64_t> length;  ///< mm
  bool is_quickest = true;           ///< no way over a third site takes less time
};

/// Of so many trips a day, to school and home in turn.
constexpr int mornings_a_day(int trips_a_day) { return (trips_a_day + 1) / 2; }
constexpr int afternoons_a_day(int trips_a_day) { return trips_a_day / 2; }

struct Parameters {
  Milliseconds dwell;  ///< at each stop
  Milliseconds dwell_a_pupil;
  Milliseconds unload;      ///< at a school
  int service_days = 0;     ///< a year
  int trips_a_day = 2;      ///< to school and home in turn; 1: pupils are only brought
  bool chain_trips = true;  ///< one bus may drive several trips one after the other
  std::int64_t seed = 1;
  /// The number of buses comes before their cost; otherwise a bus costs what its type costs.
  bool fewest_buses_first = true;
  /// A trip with fewer pupils does not run.
  Heads least_pupils = {};
  /// What an hour of riding weighs beside the yearly cost, for each pupil and ride, and on top of
  /// it an hour beyond the ride target. No money: `yearly_cost` leaves it out.
  Fen pupil_hour = {};
  Fen pupil_hour_over_target = {};
  /// Bells are moved by whole steps; a person may choose any time within the window.
  Milliseconds bell_step = minutes(5);
};

/// Two schools whose pupils may sit in one bus at the same time.
using SchoolPair = std::pair<BellId, BellId>;

/// What a problem is made of.
struct Parts {
  Table<StopId, Stop> stops;
  Table<BellId, School> schools;
  Table<BusTypeId, BusType> types;
  Table<DepotId, Depot> depots;
  SiteTravel travel;
  Parameters parameters;
  std::vector<SchoolPair> may_share = {};  ///< mixed loads; all other schools never share a bus
};

class Problem {
 public:
  /// Throws std::invalid_argument when the parts do not fit together.
  explicit Problem(Parts parts);

  [[nodiscard]] const Table<StopId, Stop>& stops() const { return parts_.stops; }
  [[nodiscard]] const Table<BellId, School>& schools() const { return parts_.schools; }
  [[nodiscard]] const Table<BusTypeId, BusType>& types() const { return parts_.types; }
  [[nodiscard]] const Table<DepotId, Depot>& depots() const { return parts_.depots; }
  [[nodiscard]] const Parameters& parameters() const { return parts_.parameters; }
  [[nodiscard]] const SiteTravel& travel() const { return parts_.travel; }
  [[nodiscard]] const Parts& parts() const { return parts_; }
  /// Are pupils also taken home?
  [[nodiscard]] bool has_afternoon() const {
    return afternoons_a_day(parts_.parameters.trips_a_day) > 0;
  }
  /// How often a year a bus drives its morning, and its afternoon.
  [[nodiscard]] std::int64_t mornings() const;
  [[nodiscard]] std::int64_t afternoons() const;
  [[nodiscard]] bool has_way(SiteId from, SiteId to) const {
    return at(parts_.travel.time, from, to) != no_travel;
  }
  /// Only where has_way.
  [[nodiscard]] Milliseconds time(SiteId from, SiteId to) const {
    return Milliseconds(at(parts_.travel.time, from, to));
  }
  [[nodiscard]] Millimetres length(SiteId from, SiteId to) const {
    return Millimetres(at(parts_.travel.length, from, to));
  }
  [[nodiscard]] Milliseconds boarding(StopId stop) const;
  /// From reaching (afternoon: leaving) one school of a trip to reaching (leaving) the next: the
  /// bus stands, then drives. Only where has_way.
  [[nodiscard]] Milliseconds onward(SiteId from, SiteId to) const {
    return from == to ? Milliseconds(0) : parameters().unload + time(from, to);
  }
  /// May pupils of both sit in one bus at the same time? A school shares with itself.
  [[nodiscard]] bool may_share(BellId a, BellId b) const {
    return a == b || sharing_[a.row() * schools().size() + b.row()];
  }
  [[nodiscard]] bool has_mixed_loads() const { return !parts_.may_share.empty(); }
  /// May the bell of some school be chosen?
  [[nodiscard]] bool has_bell_choice() const;

 private:
  [[nodiscard]] std::int64_t at(const std::vector<std::int64_t>& table, SiteId from,
                                SiteId to) const {
    return table[from.row() * parts_.travel.sites + to.row()];
  }
  Parts parts_;
  std::vector<bool> sharing_;  ///< [school * schools + school]
};

}  // namespace budian::bus
