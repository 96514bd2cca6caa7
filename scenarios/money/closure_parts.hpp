// The bills of closures while they are written; used by the sources of this folder only.
#pragma once

#include <map>

#include "scenarios/money/closure_bills.hpp"

namespace budian::money {

struct OpenBills {
  explicit OpenBills(const ClosureBasis& basis);
  /// A line of a closure; nothing where it comes to nothing.
  void add(std::size_t at, Line line, Payer payer);
  void add_sum(std::size_t at, Topic topic, const char* key, Fen amount, Payer payer,
               const Source& source);
  [[nodiscard]] const School& planned(SchoolId id) const {
    return basis.plan.plan.schools[id].school;
  }

  const ClosureBasis& basis;
  std::vector<ClosureBill> bills;        ///< of the closures
  ClosureBill rest;                      ///< what the plan changes beside them
  std::map<SchoolId, std::size_t> rows;  ///< of each closing school, among the bills
  std::vector<std::size_t> of_group;     ///< the bill of each group; bills.size(): none
  /// Pupils whom each school takes from each closure.
  std::vector<std::vector<double>> received;
  /// For buses: a row a bill and a last one for the rest, then a row a year of the horizon.
  std::vector<std::vector<PayerSums>> bus_years;
};

/// Public funds, rooms, sites, posts, grants of poor pupils: what schools receive and need.
void add_school_parts(OpenBills& open);
/// Meals, lunches, time: of the pupils who leave.
void add_family_parts(OpenBills& open);
/// Buses of this year and of the years of the horizon.
void add_bus_parts(OpenBills& open);

/// Shares of a whole in proportion to weights; nothing where nothing weighs.
std::vector<Fen> parts_of(Fen whole, const std::vector<double>& weights);

}  // namespace budian::money
