// What a region needs: so many of its sites, or so many of its heads go elsewhere.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "scenarios/location/task.hpp"

namespace budian::location {

/// What every answer meets: Σ weights of its open `sites` + Σ weights of the `demands` that none
/// of these sites serves ≥ `least`. All whole numbers.
struct Need {
  struct Term {
    std::uint32_t row;
    double weight;
    auto operator<=>(const Term&) const = default;
  };
  std::vector<Term> sites, demands;
  std::vector<Term> ways;  ///< of these demands to these sites, by place among all of the task
  double least = 0;
  bool operator==(const Need&) const = default;
};

/// Of a demand, so much goes this way.
struct Flow {
  std::uint32_t way;  ///< place among all of the task
  double share;
};

/// Who goes where on the mean of several answers to a relaxation.
struct Mean {
  Mean(std::size_t site_count, std::size_t way_count) : sites(site_count, 0), ways(way_count, 0) {}
  /// `part` of the newest, the less of the others.
  void add(const std::vector<char>& chosen, const std::vector<Flow>& flows, double part);

  std::vector<double> sites;  ///< share open
  std::vector<double> ways;   ///< share of a demand, by place among all of the task

 private:
  double weight_ = 0;
};

/// Needs that a mean falls short of, the most first: the places of a set of sites against the heads
/// of a set of demands, rounded (mixed-integer rounding of their sum; of places in location:
/// Aardal, Pochet and Wolsey 1995, doi:10.1287/moor.20.3.562). Sets grow around each site that is
/// open at least in part.
class NeedFinder {
 public:
  /// Only where everybody is served.
  [[nodiscard]] static bool applies(const Task& task) { return task.left_out < 0; }
  explicit NeedFinder(const Task& task);
  [[nodiscard]] std::vector<Need> find(const Mean& mean) const;

 private:
  void add_ways(Need& need) const;

  const Task& task_;
  std::vector<std::size_t> first_way_;            ///< by demand
  std::vector<std::vector<std::uint32_t>> near_;  ///< by site
};

}  // namespace budian::location
