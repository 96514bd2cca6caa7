// The same problem whatever the order of its input.
#pragma once

#include <vector>

#include "scenarios/bus/routes.hpp"

namespace budian::bus {

/// Sorts schools, stops and bus types by what they are, not by where they stood in the input: then
/// ties in the search fall the same way for every order of the input, and so do buses and cost.
class Canonical {
 public:
  explicit Canonical(const Problem& original);
  [[nodiscard]] const Problem& problem() const { return problem_; }
  /// Duties by school and first stop, unserved stops by row.
  [[nodiscard]] Routes in_original_ids(const Routes& routes) const;

 private:
  struct Orders {
    std::vector<BellId> schools;
    std::vector<StopId> stops;
    std::vector<BusTypeId> types;
  };
  static Orders orders_of(const Problem& problem);
  static Problem sorted(const Problem& original, const Orders& orders);

  Orders orders_;
  Problem problem_;
};

}  // namespace budian::bus
