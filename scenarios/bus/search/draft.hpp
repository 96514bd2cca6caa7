// Routes while they are searched: changed in place, and back again when a change is not kept.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "scenarios/bus/routes.hpp"
#include "scenarios/bus/search/model.hpp"

namespace budian::bus {

/// A trip in one half of the day, towards the school.
struct DraftRun {
  std::vector<Row> stops;
  std::vector<Row> sites;               ///< of the stops, then of the school
  std::vector<Leg> legs;                ///< from each site to the next
  std::vector<std::int32_t> leg_costs;  ///< as the tariff's table has them
  /// From opening the doors at each stop to being at the first school; zero for the school.
  std::vector<std::int64_t> rest;
  /// How much longer the ways after a stop may become: the least of all stops up to it.
  std::vector<std::int64_t> spare;
  std::int64_t time = 0, length = 0;  ///< driven with pupils, to the last school
  std::int64_t burden = 0;            ///< what its rides weigh, in millionths of a fen a year

  // The trip's place in its duty.
  Row before = no_row;  ///< site that the bus comes from
  Leg dead;             ///< from there to the first stop
  std::int32_t dead_cost = 0;
  std::int64_t room = 0;  ///< how much earlier it may begin
};

struct DraftTrip {
  Row destination = 0;
  Row duty = no_row;
  std::int32_t load = 0;
  std::int32_t seats = 0;  ///< of its bus
  std::array<DraftRun, 2> runs;
  [[nodiscard]] bool is_empty() const { return load == 0; }
};

/// A trip as its duty sees it, in one half of the day.
struct Call {
  std::int64_t begin = 0;   ///< opens the doors at its first stop
  std::int64_t latest = 0;  ///< at the first school
  /// How early it can be made to be at the last school, moving the trips before it.
  std::int64_t earliest = 0;
  Row destination = 0;
  Row school_site = 0;  ///< of the last school
  Row first_site = 0;
  std::int32_t dead_cost = 0;  ///< of the way to it, as the tariff's table has it
};

struct DraftDuty {
  Row type = no_row;
  Row depot = no_row;
  std::array<std::vector<Row>, 2> trips;   ///< in the order of each half
  std::array<std::vector<Call>, 2> calls;  ///< of the trips
  std::int64_t time[2] = {0, 0}, length[2] = {0, 0};
  std::int64_t cost = 0;
  std::int32_t home_cost[2] = {0, 0};  ///< from the last school to the depot, as the table has it
  bool keeps_limits = true;
  [[nodiscard]] bool is_empty() const { return trips[0].empty(); }
};

/// Where a stop is put, and what it costs there, in the unit of the tariff's table.
struct Place {
  static constexpr std::int64_t nowhere = std::numeric_limits<std::int64_t>::max() / 4;
  std::int64_t cost = nowhere;
  Row trip = no_row;                       ///< an existing one
  Row destination = no_row;                ///< where it goes from then on
  Row duty = no_row;                       ///< of a new trip; none: a new duty
  std::array<std::size_t, 2> at = {0, 0};  ///< before this stop in each half; for a new trip: its
                                           ///< rank in the duty's morning
  Row depot = no_row;                      ///< of a new duty
  [[nodiscard]] bool found() const { return cost != nowhere; }
};

/// What rows held before they were changed. A copy of a draft begins with empty journals.
template <class T>
class Journal {
 public:
  Journal() = default;
  Journal(const Journal&) {}
  Journal& operator=(const Journal& other) {
    if (this != &other) clear();
    return *this;
  }
  ~Journal() = default;

  /// Keeps the value of a row unless it was kept before.
  bool keep(Row row, const T& value) {
    if (row >= marks_.size()) marks_.resize(row + 1, 0);
    if (marks_[row] == now_) return false;
    marks_[row] = now_;
    if (used_ == kept_.size()) kept_.emplace_back();
    kept_[used_].first = row;
    kept_[used_].second = value;  // into memory that earlier values left
    ++used_;
    return true;
  }
  void clear() {
    ++now_;
    used_ = 0;
  }
  [[nodiscard]] std::span<std::pair<Row, T>> kept() { return {kept_.data(), used_}; }
  [[nodiscard]] std::span<const std::pair<Row, T>> kept() const { return {kept_.data(), used_}; }

 private:
  std::uint64_t now_ = 1;
  std::vector<std::uint64_t> marks_;
  std::vector<std::pair<Row, T>> kept_;
  std::size_t used_ = 0;
};

class Draft {
 public:
  /// All stops absent.
  Draft(const Model& model, const Tariff& tariff);

  [[nodiscard]] const Model& model() const { return *model_; }
  [[nodiscard]] const std::vector<DraftTrip>& trips() const { return trips_; }
  [[nodiscard]] const std::vector<DraftDuty>& duties() const { return duties_; }
  /// Trips that were begun for a pupil of a school.
  [[nodiscard]] const std::vector<Row>& trips_to(Row school) const { return by_school_[school]; }
  [[nodiscard]] Row trip_of(Row stop) const { return trip_of_[stop]; }
  [[nodiscard]] std::int64_t cost() const { return cost_; }
  [[nodiscard]] std::size_t buses() const { return buses_; }
  [[nodiscard]] const Tariff& tariff() const { return *tariff_; }
  /// A bus type that takes this load on this duty, the cheapest of those that are left; none.
  [[nodiscard]] Row type_for(const DraftDuty& duty, std::int32_t load) const;
  [[nodiscard]] std::int32_t seats(Row type) const { return seats_[type]; }
  [[nodiscard]] std::int32_t most_seats() const { return most_seats_; }
  [[nodiscard]] std::int64_t cost_as(const DraftDuty& duty, Row type) const;
  [[nodiscard]] bool depot_has_room(Row depot) const;
  [[nodiscard]] double mean_trip() const;  ///< stops a trip
  /// What a trip with fewer pupils than it needs weighs; nothing for a larger one.
  [[nodiscard]] std::int64_t weight_of_small(std::int32_t load) const {
    return load < least_pupils_ ? (least_pupils_ - load) * missing_pupil_ : 0;
  }
  [[nodiscard]] std::int32_t least_pupils() const { return least_pupils_; }

  /// One half of a trip as it would be with another destination, and what that costs beyond the
  /// present one, in the unit of the tariff's table. Empty where limits or times forbid it.
  struct Reshaped {
    DraftRun run;
    std::int64_t cost = 0;
  };
  [[nodiscard]] std::optional<Reshaped> reshaped(const DraftTrip& trip, Row row, std::size_t h,
                                                 Row destination) const;

  /// How much later a school's bell rings.
  [[nodiscard]] std::int64_t bell(Row school) const { return bells_[school]; }
  [[nodiscard]] const Opening& opening(Row destination, std::size_t half) const {
    return openings_[destination][half];
  }

  /// What is done from here on can be undone.
  void mark();
  void undo();
  /// No limit is broken in any duty that was touched since the mark.
  [[nodiscard]] bool keeps_limits() const;
  void put(Row stop, const Place& place);
  /// Takes out the stops of one trip, in any order.
  void take(Row trip, const std::vector<Row>& stops);
  /// Lets a school's bell ring so much later. Duties to it may break limits from then on.
  void set_bell(Row school, std::int64_t later);
  [[nodiscard]] bool calls_at(const DraftTrip& trip, Row school) const;
  [[nodiscard]] bool calls_at(const DraftDuty& duty, Row school) const;
  /// Takes out all stops of a trip, or of a duty, and adds them to `stops`.
  void dissolve_trip(Row trip, std::vector<Row>& stops);
  void dissolve(Row duty, std::vector<Row>& stops);
  void set_tariff(const Tariff& tariff);

  [[nodiscard]] Routes routes() const;

 private:
  void touch_trip(Row trip);
  void touch_duty(Row duty);
  Row free_trip(Row school);
  Row free_duty();
  void refresh_run(DraftTrip& trip, std::size_t h);
  void weigh_rides(DraftRun& run, std::size_t h) const;
  void weigh_missing_pupils();
  void fill(DraftRun& run, std::size_t h, Row destination) const;
  void drop_needless_schools(DraftTrip& trip) const;
  [[nodiscard]] bool keeps_place(const DraftDuty& duty, std::size_t k, std::size_t h,
                                 Row destination) const;
  void refresh_duty(Row duty);
  bool refresh_half(DraftDuty& duty, std::size_t h);
  bool drive(DraftDuty& duty, std::size_t h);
  bool set_times(DraftDuty& duty, std::size_t h);
  void order_afternoon(DraftDuty& duty) const;
  void count_bus(const DraftDuty& duty, int sign);
  void write_bell(Row school, std::int64_t later);

  const Model* model_;
  const Tariff* tariff_;
  std::vector<std::int32_t> seats_;
  std::int32_t most_seats_ = 0;
  std::int32_t least_pupils_ = 0;
  std::int64_t missing_pupil_ = 0;  ///< see weight_of_small
  std::vector<DraftTrip> trips_;
  std::vector<DraftDuty> duties_;
  std::vector<std::vector<Row>> by_school_;
  std::vector<Row> trip_of_;
  std::vector<int> used_types_, used_depots_;
  std::size_t buses_ = 0;
  std::size_t trip_count_ = 0;
  std::size_t served_ = 0;
  std::int64_t cost_ = 0;
  std::vector<std::int64_t> bells_;               ///< how much later each school's rings
  std::vector<std::array<Opening, 2>> openings_;  ///< of each destination, by half

  Journal<std::int64_t> saved_bells_;
  Journal<DraftTrip> saved_trips_;
  Journal<DraftDuty> saved_duties_;
};

}  // namespace budian::bus
