#include "scenarios/money/closure_bills.hpp"

#include <algorithm>

#include "scenarios/money/closure_parts.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// Topics whose lines are rounded to fen closure by closure: hours and posts are no whole numbers.
bool is_rounded(Topic topic) { return topic == Topic::family_time || topic == Topic::staff_posts; }

/// What is left of the plan less today, topic by topic and payer by payer. What rounding leaves
/// goes to the last closure.
void add_rest(OpenBills& open) {
  const Fen rounding(static_cast<std::int64_t>(open.bills.size()) + 2);
  for (const Topic topic : topics) {
    if (!is_counted(topic)) continue;
    for (const Payer payer : payers) {
      Fen left = sum_of(open.basis.plan.ledger, topic, payer) -
                 sum_of(open.basis.today.ledger, topic, payer);
      for (const auto& bill : open.bills) left -= sum_of(bill.lines, topic, payer);
      if (left == Fen(0)) continue;
      const bool of_rounding =
          is_rounded(topic) && !open.bills.empty() && left <= rounding && left >= -rounding;
      Line line = single_sum(topic, {of_rounding ? "bill.line.rounding" : "bill.line.rest", {}},
                             left, Source{});
      line.payer = payer;
      ClosureBill& bill = of_rounding ? open.bills.back() : open.rest;
      line.school = bill.school;
      bill.lines.push_back(std::move(line));
    }
  }
  open.rest.hours = open.basis.whole.hours_plan - open.basis.whole.hours_today;
  for (const auto& bill : open.bills) open.rest.hours -= bill.hours;
}

/// Present value of each bill by payer. Every year is rounded to fen bill by bill: what that leaves
/// goes to the last, so that the bills sum to the plan's change.
void add_values(const OpenBills& open, std::vector<ClosureBill>& bills) {
  if (bills.empty()) return;
  for (const Payer payer : payers) {
    Fen left = open.basis.whole.of(payer).value_change();
    for (std::size_t i = 0; i < bills.size(); ++i) {
      const BillSums sums = bills[i].of(payer);
      CashFlow flow{
          sums.one_off, sums.operating - sum_of(bills[i].lines, Topic::bus_share, payer), {}};
      for (const auto& year : open.bus_years[i]) flow.buses.push_back(year[row(payer)]);
      bills[i].value[row(payer)] = present_value(flow, open.basis.rules.horizon).value;
      left -= bills[i].value[row(payer)];
    }
    bills.back().value[row(payer)] += left;
  }
}

bool any(const std::vector<PayerSums>& years) {
  return std::any_of(years.begin(), years.end(),
                     [](const PayerSums& sums) { return sums != PayerSums{}; });
}

}  // namespace

std::vector<Fen> parts_of(Fen whole, const std::vector<double>& weights) {
  const bool weighs = std::any_of(weights.begin(), weights.end(), [](double w) { return w > 0; });
  if (!weighs) return std::vector<Fen>(weights.size());
  return apportion(whole, weights);
}

OpenBills::OpenBills(const ClosureBasis& all) : basis(all) {
  const Plan& plan = basis.plan.plan;
  rest.closes = false;
  for (const auto& closure : plan.closures) {
    const auto [at, is_new] = rows.emplace(closure.school, bills.size());
    if (is_new) bills.emplace_back();
    ClosureBill& bill = bills[at->second];
    bill.school = closure.school;
    bill.closes = !plan.schools[closure.school].open;
  }
  received.assign(plan.schools.size(), std::vector<double>(bills.size()));
  for (const auto& group : plan.groups) {
    const auto at = rows.find(group.before);
    of_group.push_back(group.displaced() && at != rows.end() ? at->second : bills.size());
    if (of_group.back() == bills.size()) continue;
    received[group.school.row()][at->second] += static_cast<double>(group.pupils.count());
  }
}

void OpenBills::add(std::size_t at, Line line, Payer payer) {
  if (line.amount == Fen(0)) return;
  line.payer = payer;
  line.school = bills[at].school;
  bills[at].lines.push_back(std::move(line));
}

void OpenBills::add_sum(std::size_t at, Topic topic, const char* key, Fen amount, Payer payer,
                        const Source& source) {
  add(at, single_sum(topic, {key, {}}, amount, source), payer);
}

std::vector<ClosureBill> closure_bills(const ClosureBasis& basis) {
  OpenBills open(basis);
  add_family_parts(open);
  add_school_parts(open);
  add_bus_parts(open);
  add_rest(open);
  std::vector<ClosureBill> bills = std::move(open.bills);
  if (!open.rest.lines.empty() || open.rest.posts != 0 || any(open.bus_years.back())) {
    bills.push_back(std::move(open.rest));
  }
  add_values(open, bills);
  return bills;
}

}  // namespace budian::money
