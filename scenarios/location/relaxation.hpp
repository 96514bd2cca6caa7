// What a task costs at least, by prices on being served (Lagrangian relaxation of the assignment
// rows: Geoffrion 1974; for p-median Beasley 1993, doi:10.1016/0377-2217(93)90118-7; with sizes
// the knapsack of each site is relaxed in turn by a price of its places, so that every bound is
// that of a feasible dual and valid for any prices).
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "scenarios/location/needs.hpp"
#include "scenarios/location/task.hpp"

namespace budian::location {

/// What has been decided of a site.
enum class Fate : signed char { closed = -1, free = 0, open = 1 };

/// Prices in steps of a task's price unit, whole numbers, so that all sums are exact.
struct Prices {
  std::vector<double> served;  ///< by demand
  std::vector<double> needs;   ///< by need: of what is short of it; missing: none
  double bound = 0;            ///< in steps
  double step = 1;             ///< of the relaxation that they belong to
};

/// Those needs that have a price.
std::set<std::size_t> priced_needs(const Prices& prices);

/// What the relaxation says at some prices.
struct View {
  double bound = 0;             ///< in steps
  std::vector<double> worth;    ///< by site: what opening it changes
  std::vector<double> places;   ///< by site: price of its places, ≤ 0 where full
  std::vector<char> chosen;     ///< by site
  std::vector<double> surplus;  ///< by demand: 1 − how often it is served
  bool wants_flows = false;
  std::vector<Flow> flows;  ///< where they are asked for
};

/// Of a site: what deciding the other way costs beyond the bound, in steps; infinite where it
/// cannot be.
struct Regret {
  std::vector<double> opening, closing;
};

class Relaxation {
 public:
  explicit Relaxation(const Task& task);

  [[nodiscard]] const Task& task() const { return task_; }
  [[nodiscard]] double step() const { return step_; }
  [[nodiscard]] std::int64_t beyond() const { return beyond_; }
  /// The least whole value that a bound allows.
  [[nodiscard]] std::int64_t whole(double bound) const;
  /// Does the bound exclude everything cheaper than `value`?
  [[nodiscard]] bool excludes(double bound, std::int64_t value) const {
    return bound > static_cast<double>(value - 1) * step_;
  }
  /// The second cheapest way of each demand: where searches begin.
  [[nodiscard]] Prices first_prices() const;
  void look(const std::vector<double>& served, const std::vector<Fate>& fates, View& view) const;
  /// One that every answer meets; its place among all of them.
  std::size_t add(Need need);
  [[nodiscard]] const std::vector<Need>& needs() const { return needs_; }
  /// What follows is at these prices of needs: sites that help are cheaper by them, ways to these
  /// sites dearer, what is needed is paid.
  void charge(const std::vector<double>& prices) const;
  /// By how much what is chosen falls short of each of `needs`; of a view with flows.
  void find_shortfalls(const View& view, const std::vector<std::size_t>& needs,
                       double* shortfalls) const;
  /// Of the view that `look` last gave.
  [[nodiscard]] Regret regret(const View& view, const std::vector<Fate>& fates) const;
  /// Ways that no answer cheaper than `value` uses, as flags by demand and rank of the edge.
  [[nodiscard]] std::vector<std::vector<char>> useless_ways(const Prices& prices,
                                                            const std::vector<Fate>& fates,
                                                            std::int64_t value) const;
  /// Highest price that may be asked: more than being left out costs proves nothing more.
  [[nodiscard]] double ceiling(std::size_t demand) const {
    return left_out_[demand] < 0 ? ceiling_ : left_out_[demand];
  }
  /// Of all needs together, each price times what its need asks for: sums stay exact up to this.
  [[nodiscard]] double most_charged() const { return most_charged_; }
  /// Lowest: below nothing only where a site needs pupils.
  [[nodiscard]] double floor() const { return floor_; }

 private:
  struct Item {
    std::uint32_t demand;
    std::uint32_t way;
    double price;  ///< of all its heads, in steps
  };
  /// Somebody whom a site gains by serving.
  struct Gain {
    double amount;  ///< below nothing
    std::uint32_t demand;
    std::uint32_t way;
  };
  void add_ways();
  void add_items();
  void sort_ways() const;
  void collect(const std::vector<double>& served, const std::vector<Fate>& fates, View& view) const;
  [[nodiscard]] double ratio_at(double places, const std::vector<Gain>& gains) const;
  void collect_all(std::size_t j, const std::vector<double>& served) const;
  void value_site(std::size_t j, const std::vector<double>& served, View& view) const;
  void choose(const std::vector<Fate>& fates, View& view) const;
  void count_served(const std::vector<double>& served, View& view) const;
  void count_sized(std::size_t j, View& view) const;

  const Task& task_;
  std::int64_t beyond_ = 0;
  double step_ = 1, ceiling_ = 0, most_charged_ = 0, floor_ = 0;
  std::vector<std::size_t> first_way_;  ///< by demand; its ways stand cheapest first
  std::vector<double> first_prices_;    ///< by way as in the task, of all heads, in steps
  std::vector<Need> needs_;
  // At the prices of needs that are charged: the ways of each demand, cheapest first.
  mutable std::vector<double> charged_;
  mutable std::vector<std::uint32_t> way_sites_;
  mutable std::vector<std::uint32_t> way_ids_;  ///< their places in the task
  mutable std::vector<double> way_prices_;      ///< of all heads, in steps
  mutable std::vector<double> openings_;        ///< by site, in steps
  mutable double offset_ = 0;                   ///< in steps
  mutable std::vector<double> by_way_;          ///< prices as in the task
  mutable std::vector<double> shares_;          ///< by way as in the task
  bool has_sizes_ = false, has_unsized_ = false;
  mutable std::vector<std::vector<Item>> items_;  ///< by site that needs pupils
  std::vector<double> heads_;                     ///< by demand
  std::vector<char> sized_;
  std::vector<double> left_out_;  ///< by demand, in steps
  mutable std::vector<std::pair<double, std::uint32_t>> order_;
  mutable std::vector<std::vector<Gain>> gains_;  ///< by site with a size
  mutable std::vector<double> ratios_;            ///< at which it is full; infinite: never
};

/// Raises the bound by a deflected subgradient (Camerini, Fratta and Maffioli 1975,
/// doi:10.1007/BFb0120697), its steps falling by the same factor each time. `value` is what is
/// known to be reachable; `see` is shown each view and may lower it. Ends where the bound excludes
/// everything cheaper.
struct Ascent {
  int iterations = 0;
  double first_step = 1.6, last_step = 0.02;
  double most_above = 1;           ///< it aims above the bound by this share of it at most
  std::vector<std::size_t> needs;  ///< whose prices move too
  bool shows_flows = false;        ///< in the views
  double gap = 0;                  ///< good enough: (value − bound) ÷ value
};
/// Mean of the chosen sites over the ascent, newest most: near to a fractional optimum.
using Shares = std::vector<double>;
Shares ascend(const Relaxation& relaxation, const std::vector<Fate>& fates, const Ascent& ascent,
              std::int64_t& value, Prices& prices,
              const std::function<void(const View&, int)>& see);

}  // namespace budian::location
