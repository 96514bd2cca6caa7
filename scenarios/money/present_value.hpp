// What the money of years to come is worth today, and the yearly sum that stands for a price.
#pragma once

#include <vector>

#include "scenarios/money/rules.hpp"

namespace budian::money {

/// What somebody pays over the years of a horizon; differences may be negative.
struct CashFlow {
  Fen once;    ///< now
  Fen a_year;  ///< every year, at this year's prices and rates: all but buses
  /// For buses in each year as the bus budget has it: rules begin and end, fares stay, ceilings
  /// bind. Empty: none.
  std::vector<Fen> buses;
};

/// Cash of the years of a horizon and its worth today.
struct PresentValue {
  /// Row 0 is now (what is paid once); row t is the t-th year, a_year × (1 + growth)^(t − 1),
  /// rounded to fen, and the buses of that year.
  std::vector<Fen> cash;
  /// Σ cash_t ÷ (1 + r)^t: what is paid once counts whole, a year's money as paid at its end.
  /// Annuities stand for prices that row 0 holds and are left out.
  Fen value;
};
PresentValue present_value(const CashFlow& flow, const Horizon& horizon);

/// The even yearly sum that pays a price over its life: price × r ÷ (1 − (1 + r)^−life), paid at
/// the end of each year; price ÷ life where r is 0.
Fen annuity(Fen price, double rate, int life_years);
/// What one yuan a year is worth today over so many years: (1 − (1 + r)^−years) ÷ r.
double annuity_factor(double rate, int years);

}  // namespace budian::money
