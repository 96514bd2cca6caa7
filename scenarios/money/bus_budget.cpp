#include "scenarios/money/bus_budget.hpp"

#include <algorithm>
#include <map>

#include "scenarios/money/claims.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// Cost lines of a year, purchases as cash where the budget says so.
BusYearCost cost_of_year(const BusCosts& buses, const BusRates& rates, const FundingYear& year) {
  std::vector<Line> lines;
  add_bus_cost_lines(buses, rates, lines);
  BusYearCost cost;
  if (year.cash) {
    for (const Purchase& purchase : rates.purchases) {
      cost.bought.push_back(year.years_on % purchase.life_years == 0);
    }
  }
  for (const Line& line : lines) {
    const bool vehicle = line.bus->item == BusItem::vehicle;
    if (!vehicle || !year.cash) {
      cost.running += line.amount;
      continue;
    }
    const Purchase& purchase = rates.purchases[line.bus->type];
    if (!cost.bought[line.bus->type]) continue;
    cost.purchases += scaled(purchase.price, line.quantity);
  }
  return cost;
}

std::vector<std::string> codes_in_force(const BusFunding& funding, int school_year) {
  std::vector<std::string> codes;
  const auto add = [&](const auto& rules) {
    for (const auto& rule : rules) {
      if (rule.in_force.in_school_year(school_year)) codes.push_back(rule.code);
    }
  };
  add(funding.fares);
  add(funding.subsidies);
  return codes;
}

bool is_purchase(const BusFunding& funding, const Line& line) {
  return std::any_of(
      funding.subsidies.begin(), funding.subsidies.end(), [&](const SubsidyRule& rule) {
        return rule.code == line.funding->rule && std::holds_alternative<PurchaseShare>(rule.kind);
      });
}

bool is_fare(const BusFunding& funding, const Line& line) {
  return std::any_of(funding.fares.begin(), funding.fares.end(),
                     [&](const FareRule& fare) { return fare.code == line.funding->rule; });
}

/// A school year, and its part before New Year. Purchases and grants towards them fall into the
/// autumn, of running costs and fares the autumn share.
struct YearInHalves {
  BudgetYear whole;
  std::vector<TownshipBudget> autumn;
};

/// Of one township: what each payer pays towards purchases, as fares, and by other rules.
struct Paid {
  PayerSums grants{}, fares{}, others{};
};

std::vector<double> weights_of(const PayerSums& sums) {
  std::vector<double> weights;
  for (const Fen sum : sums) weights.push_back(static_cast<double>(sum.count()));
  return weights;
}
Fen sum_of(const PayerSums& sums) {
  Fen sum;
  for (const Fen part : sums) sum += part;
  return sum;
}
void add(const PayerSums& more, PayerSums& sums) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
}

/// The autumn's cost less grants and the autumn's fares is paid by the others in proportion to what
/// they pay in the year. Where fares pay for buses too, they are no longer spread evenly.
TownshipBudget autumn_of(const TownshipBudget& whole, Paid paid, double share) {
  TownshipBudget autumn = whole;
  autumn.running = scaled(whole.running, share);
  PayerSums fares{};
  for (const Payer payer : payers) fares[row(payer)] = scaled(paid.fares[row(payer)], share);
  Fen left = autumn.cost() - sum_of(paid.grants) - sum_of(fares);
  if (left < Fen(0) || left > sum_of(paid.others)) {
    left += sum_of(fares);
    fares = {};
    add(paid.fares, paid.others);
  }
  autumn.paid = paid.grants;
  add(fares, autumn.paid);
  if (sum_of(paid.others) <= Fen(0)) return autumn;
  const auto parts = apportion(left, weights_of(paid.others));
  for (const Payer payer : payers) autumn.paid[row(payer)] += parts[row(payer)];
  return autumn;
}

class Budgeting {
 public:
  Budgeting(const County& county, const BusCosts& buses, const Rules& rules, bool cash)
      : county_(county), buses_(buses), rules_(rules), cash_(cash) {}

  YearInHalves school_year(int years_on) const {
    const FundingYear year{rules_.horizon.first_school_year + years_on, years_on, cash_};
    const BusRates rates = rates_of_year(rules_, years_on);
    const auto parts = township_parts(county_, buses_, rates, cost_of_year(buses_, rates, year));
    std::map<std::optional<TownshipId>, Paid> paid;
    for (const Line& line : fund_buses(county_, parts, rules_, rates, year)) {
      Paid& here = paid[line.township];
      const bool granted = year.cash && is_purchase(rules_.funding, line);
      PayerSums& sums = granted                         ? here.grants
                        : is_fare(rules_.funding, line) ? here.fares
                                                        : here.others;
      sums[row(*line.payer)] += line.amount;
    }
    YearInHalves halves;
    halves.whole.first_calendar_year = year.school_year;
    halves.whole.rules = codes_in_force(rules_.funding, year.school_year);
    for (const auto& part : parts) {
      const Paid& here = paid[part.township];
      PayerSums all = here.grants;
      add(here.fares, all);
      add(here.others, all);
      halves.whole.townships.push_back(
          {part.township, part.running, part.purchases, all, part.riders()});
      halves.autumn.push_back(
          autumn_of(halves.whole.townships.back(), here, rules_.horizon.autumn_share));
    }
    return halves;
  }

 private:
  const County& county_;
  const BusCosts& buses_;
  const Rules& rules_;
  bool cash_;
};

/// What is left of the whole after the autumn.
TownshipBudget spring_of(const TownshipBudget& whole, const TownshipBudget& autumn) {
  TownshipBudget spring = whole;
  spring.running -= autumn.running;
  spring.purchases -= autumn.purchases;
  for (const Payer payer : payers) spring.paid[row(payer)] -= autumn.paid[row(payer)];
  return spring;
}

void add(const TownshipBudget& half, std::vector<TownshipBudget>& year) {
  const auto same = std::find_if(year.begin(), year.end(), [&](const TownshipBudget& other) {
    return other.township == half.township;
  });
  if (same == year.end()) {
    year.push_back(half);
    return;
  }
  same->running += half.running;
  same->purchases += half.purchases;
  for (const Payer payer : payers) same->paid[row(payer)] += half.paid[row(payer)];
}

void share_among_lines(const std::vector<LineCosts>& line_costs, BudgetYear& year) {
  std::vector<double> weights;
  double all = 0;
  for (const auto& costs : line_costs) {
    weights.push_back(static_cast<double>(costs.sum().count()));
    all += weights.back();
  }
  if (all > 0) year.lines = apportion(year.cost(), weights);
}

}  // namespace

Fen BudgetYear::running() const {
  Fen sum;
  for (const auto& township : townships) sum += township.running;
  return sum;
}

Fen BudgetYear::purchases() const {
  Fen sum;
  for (const auto& township : townships) sum += township.purchases;
  return sum;
}

PayerSums BudgetYear::paid() const {
  PayerSums sums{};
  for (const auto& township : townships) {
    for (const Payer payer : payers) sums[row(payer)] += township.paid[row(payer)];
  }
  return sums;
}

std::vector<BudgetYear> spread_years(const County& county, const BusCosts& buses,
                                     const Rules& rules, YearRange years) {
  std::vector<BudgetYear> result;
  if (buses.duties.empty()) return result;
  const Budgeting budgeting(county, buses, rules, false);
  for (int i = 0; i < years.count; ++i) {
    result.push_back(budgeting.school_year(years.first + i).whole);
  }
  return result;
}

BusBudget bus_budget(const County& county, const BusCosts& buses, const Rules& rules,
                     const std::vector<LineCosts>& line_costs) {
  BusBudget budget;
  if (buses.duties.empty()) return budget;
  budget.cash = rules.funding.buys_vehicles();
  const Budgeting budgeting(county, buses, rules, budget.cash);
  const int years = rules.horizon.years;
  for (int i = 0; i <= years; ++i) {
    budget.fiscal_years.push_back(
        {rules.horizon.first_school_year + i, i == 0 || i == years, {}, {}, {}});
  }
  for (int i = 0; i < years; ++i) {
    YearInHalves halves = budgeting.school_year(i);
    auto& first = budget.fiscal_years[static_cast<std::size_t>(i)].townships;
    auto& second = budget.fiscal_years[static_cast<std::size_t>(i) + 1].townships;
    for (std::size_t t = 0; t < halves.autumn.size(); ++t) {
      add(halves.autumn[t], first);
      add(spring_of(halves.whole.townships[t], halves.autumn[t]), second);
    }
    share_among_lines(line_costs, halves.whole);
    budget.school_years.push_back(std::move(halves.whole));
  }
  return budget;
}

}  // namespace budian::money
