// One search on its own: ruin and recreate with simulated annealing.
#pragma once

#include <vector>

#include "scenarios/bus/search/insertion.hpp"

namespace budian::bus {

/// A search that can be copied and continued. It holds the draft that it works on and the best one.
class Lane {
 public:
  Lane(const Model& model, const Tariff& tariff, std::uint64_t seed);

  [[nodiscard]] const Draft& best() const { return best_; }
  /// Pupils that the best draft leaves behind.
  [[nodiscard]] std::int64_t left_behind() const { return left_behind_; }
  [[nodiscard]] const std::vector<Row>& unserved() const { return unserved_; }

  /// Puts each stop where it costs least.
  void construct();
  /// Rounds that try to serve everybody, then with a bus less, and so on; never below `fewest`.
  void save_buses(std::int64_t rounds, std::size_t fewest, double temperature);
  /// Goes back to the best draft and pays this tariff from here on.
  void begin_cost(const Tariff& tariff);
  /// Rounds that make the best draft cheaper, with no more buses than it has unless more may pay.
  void save_cost(std::int64_t rounds, bool more_buses_may_pay, double temperature);
  /// Takes trips with too few pupils out of the best draft; whoever was left behind gets the buses
  /// that become free. Gives back the stops that are left out because they are too few.
  std::vector<Row> drop_small_trips();
  /// No bell of the best draft is moved further than it needs to be for the same trips and cost.
  void restore_bells();
  /// Goes on from the best draft of another lane.
  void adopt(const Lane& other);

 private:
  void drop_bus();
  [[nodiscard]] Row smallest_trip() const;
  [[nodiscard]] bool a_bus_is_left(Row stop) const;
  void ruin();
  void recreate(std::size_t most_buses);
  void sort_absent();
  bool is_better_for_buses(std::int64_t cost_before, double temperature);
  void undo_round();
  void keep_best();
  [[nodiscard]] std::int64_t often_absent(const std::vector<Row>& stops) const;
  [[nodiscard]] std::int64_t heads(const std::vector<Row>& stops) const;

  const Model* model_;
  Chance chance_;
  Draft draft_;
  std::vector<Row> absent_;
  std::vector<Row> before_;  ///< absent before the round
  std::vector<std::int64_t> times_absent_;
  Draft best_;
  std::vector<Row> unserved_;
  std::int64_t left_behind_ = 0;
  std::vector<std::pair<std::int64_t, Row>> keys_;
};

}  // namespace budian::bus
