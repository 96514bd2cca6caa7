// The problem as the search reads it: plain arrays by row, prices, neighbours, destinations.
#pragma once

#include <cstdint>
#include <vector>

#include "gis/grouped_rows.hpp"
#include "scenarios/bus/search/destinations.hpp"

namespace budian::bus {

/// What a bus type costs, in millionths of a fen, a year.
struct Price {
  std::int64_t fixed = 0;
  std::int64_t a_millisecond[2] = {0, 0};  ///< by half of the day
  std::int64_t a_millimetre[2] = {0, 0};
};

/// What riding weighs, in millionths of a fen a year for a pupil and a millisecond.
struct RideWeight {
  std::int64_t riding[2] = {0, 0};       ///< by half of the day
  std::int64_t over_target[2] = {0, 0};  ///< on top of it
  [[nodiscard]] bool is_zero() const {
    return riding[0] + over_target[0] + riding[1] + over_target[1] == 0;
  }
};

/// What the search pays: exact prices, by which drafts are compared, and a small table by which
/// places in a draft are: the mean price of all types, scaled into 32 bits.
class Tariff {
 public:
  Tariff(const std::vector<HalfDay>& halves, std::size_t sites, std::vector<Price> prices,
         RideWeight rides = {});
  [[nodiscard]] const Price& price(Row type) const { return prices_[type]; }
  [[nodiscard]] const RideWeight& rides() const { return rides_; }
  [[nodiscard]] const std::int32_t* from(std::size_t half, Row site) const {
    return &from_[half][site * sites_];
  }
  [[nodiscard]] const std::int32_t* into(std::size_t half, Row site) const {
    return &into_[half][site * sites_];
  }
  /// Of driving on from the first school of a destination to its last, in the unit of the table.
  [[nodiscard]] std::int64_t onward(const Problem& problem, const Destination& destination,
                                    std::size_t half) const;
  /// An exact cost in the unit of the table.
  [[nodiscard]] std::int64_t scaled(std::int64_t cost) const { return cost / unit_; }
  [[nodiscard]] std::int64_t unit() const { return unit_; }
  /// What a bus type pays for a way of which the table has the cost: exact but for rounding where
  /// the prices of all types stand in one proportion.
  [[nodiscard]] std::int64_t paid_by(Row type, std::int64_t cost) const {
    return static_cast<std::int64_t>(static_cast<double>(cost) * shares_[type]);
  }
  [[nodiscard]] std::int64_t least_paid(std::int64_t cost) const {
    return static_cast<std::int64_t>(static_cast<double>(cost) * least_share_);
  }
  /// The least cost in the table for which a bus type pays at least so much.
  [[nodiscard]] std::int64_t bound_for(Row type, std::int64_t paid) const {
    const double bound = static_cast<double>(paid) / shares_[type];
    return bound < 4e18 ? static_cast<std::int64_t>(bound)
                        : std::int64_t{4'000'000'000'000'000'000};
  }

 private:
  std::size_t sites_;
  std::vector<Price> prices_;
  RideWeight rides_;
  std::int64_t unit_ = 1;
  std::vector<double> shares_;  ///< of a type's price in the mean one
  double least_share_ = 1;
  std::vector<std::int32_t> from_[2], into_[2];
};

class Model {
 public:
  /// `stops`: those that can be served at all.
  Model(const Problem& problem, std::vector<StopId> stops);

  struct Stop {
    Row site = 0;
    Row school = 0;
    std::int32_t pupils = 0;
    std::int64_t boarding = 0;    ///< ms
    std::int64_t ride_limit = 0;  ///< ms
    std::int64_t ride_target = 0;
    std::int32_t to_school = 0;  ///< ms, the longer of both halves
    StopId id;
  };
  [[nodiscard]] std::size_t size() const { return stops_.size(); }
  [[nodiscard]] const Stop& stop(Row row) const { return stops_[row]; }
  [[nodiscard]] std::size_t schools() const { return school_sites_.size(); }
  [[nodiscard]] Row school_site(Row school) const { return school_sites_[school]; }
  [[nodiscard]] int contractor(Row school) const { return contractors_[school]; }
  [[nodiscard]] const Destinations& destinations() const { return destinations_; }
  /// Of a destination, with bells that ring so much later, by school.
  [[nodiscard]] Opening opening(Row destination, std::size_t half,
                                const std::vector<std::int64_t>& later) const;
  /// How much later the bell of a school may ring, in its steps; just 0 where it may not be moved.
  [[nodiscard]] const std::vector<std::int64_t>& bells(Row school) const { return bells_[school]; }
  [[nodiscard]] bool has_bell_choice() const { return has_bell_choice_; }
  [[nodiscard]] std::size_t halves() const { return halves_.size(); }
  [[nodiscard]] const HalfDay& half(std::size_t h) const { return halves_[h]; }
  [[nodiscard]] std::int64_t unload() const { return unload_; }
  [[nodiscard]] const std::vector<Row>& depots() const { return depots_; }
  [[nodiscard]] const Problem& problem() const { return problem_; }
  /// Other stops near a stop, nearest first.
  [[nodiscard]] const std::vector<Row>& neighbours(Row stop) const { return neighbours_[stop]; }
  /// Could a bus to this school ever drive to another one, or to this one again?
  [[nodiscard]] bool can_be_chained(Row school) const { return can_be_chained_[school]; }
  [[nodiscard]] bool has_chains() const { return has_chains_; }
  /// What a year costs, and what only counts time.
  [[nodiscard]] const Tariff& yearly() const { return yearly_; }
  [[nodiscard]] const Tariff& by_time() const { return by_time_; }
  /// Mean cost of driving to a near neighbour: the scale of a small change.
  [[nodiscard]] double step(const Tariff& tariff) const;

 private:
  void read_stops(const std::vector<StopId>& stops);
  void read_bells();
  void find_neighbours();
  void find_chains();
  [[nodiscard]] bool may_chain(const GroupedRows<Row>& stops, Row first, Row second) const;
  [[nodiscard]] bool may_follow(const HalfDay& half, const GroupedRows<Row>& stops, Row before,
                                Row after) const;

  const Problem& problem_;
  std::vector<Stop> stops_;
  std::vector<Row> school_sites_;
  std::vector<int> contractors_;
  std::vector<HalfDay> halves_;
  Destinations destinations_;
  std::int64_t unload_;
  std::vector<Row> depots_;
  std::vector<std::vector<Row>> neighbours_;
  std::vector<bool> can_be_chained_;
  bool has_chains_ = false;
  std::vector<std::vector<std::int64_t>> bells_;
  bool has_bell_choice_ = false;
  Tariff yearly_, by_time_;
};

}  // namespace budian::bus
