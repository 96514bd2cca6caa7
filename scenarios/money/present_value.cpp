#include "scenarios/money/present_value.hpp"

#include <cmath>

namespace budian::money {

PresentValue present_value(const CashFlow& flow, const Horizon& horizon) {
  PresentValue result;
  result.cash.push_back(flow.once);
  auto worth = static_cast<double>(flow.once.count());
  double prices = 1, discount = 1;
  for (int year = 0; year < horizon.years; ++year) {
    Fen cash(std::llround(static_cast<double>(flow.a_year.count()) * prices));
    const auto at = static_cast<std::size_t>(year);
    if (at < flow.buses.size()) cash += flow.buses[at];
    prices *= 1 + horizon.price_growth;
    discount *= 1 + horizon.discount_rate;
    worth += static_cast<double>(cash.count()) / discount;
    result.cash.push_back(cash);
  }
  result.value = Fen(std::llround(worth));
  return result;
}

double annuity_factor(double rate, int years) {
  if (rate == 0) return years;
  return (1 - std::pow(1 + rate, -years)) / rate;
}

Fen annuity(Fen price, double rate, int life_years) {
  return Fen(std::llround(static_cast<double>(price.count()) / annuity_factor(rate, life_years)));
}

}  // namespace budian::money
