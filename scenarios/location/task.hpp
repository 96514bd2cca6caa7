// One goal of a problem as prices: least Σ opening + Σ heads × price. All four models are this,
// with other prices (see tasks.cpp).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "scenarios/location/problem.hpp"

namespace budian::location {

inline constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

/// The demands of `area` are a part of the site's area that does not hang together with its home:
/// one of them may be served only where one of `border`, the demands around it, is.
struct AreaCut {
  std::uint32_t demand = 0, site = 0;
  std::vector<std::uint32_t> border;
};

struct Task {
  struct Place {
    std::int64_t opening = 0;
    std::int64_t least = 0, most = no_limit;
    bool required = false, forbidden = false;
  };
  struct Edge {
    std::uint32_t site = 0;
    std::int64_t price = 0;  ///< of a head
  };
  std::vector<Place> sites;
  std::vector<std::int64_t> heads;       ///< by demand
  std::vector<std::vector<Edge>> edges;  ///< by demand, cheapest first, equals by site
  /// Price of a head that is left out; negative: nobody may be.
  std::int64_t left_out = -1;
  std::size_t least_sites = 0, most_sites = 0;
  bool whole = true;
  std::vector<AreaCut> cuts;
  std::int64_t cutoff = no_limit;  ///< only cheaper answers count
  bool any_will_do = false;        ///< the first answer is enough

  [[nodiscard]] bool has_sizes() const;
  [[nodiscard]] std::size_t ways() const;  ///< edges of all demands
  /// More than anything that satisfies the limits can cost, or the cutoff.
  [[nodiscard]] std::int64_t beyond() const;
};

inline constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

/// Who goes where: `to` of whole demands, else `parts`.
struct Allotment {
  struct Part {
    std::uint32_t demand = 0, site = 0;
    std::int64_t heads = 0;
  };
  std::vector<char> open;
  std::vector<std::uint32_t> to;  ///< nowhere: left out
  std::vector<Part> parts;        ///< of divisible demands; who is missing is left out
  std::int64_t value = 0;
};

/// What is known of a task's best answer.
struct Answer {
  bool found = false;
  Allotment best;
  std::int64_t bound = 0;   ///< no answer is cheaper
  bool infeasible = false;  ///< proven
};

/// Value of an allotment; `beyond()` or more where it breaks a limit.
std::int64_t price_of(const Task& task, const Allotment& allotment);

}  // namespace budian::location
