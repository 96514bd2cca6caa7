#include "scenarios/money/bill.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace budian::money {
namespace {

/// What makes two lines the same.
using Key = std::tuple<Topic, std::string, std::vector<std::string>, std::string,
                       std::optional<Payer>, std::optional<SchoolId>, std::optional<TownshipId>,
                       std::optional<std::pair<std::size_t, BusItem>>, std::string>;

Key key_of(const Line& line) {
  std::vector<std::string> words;
  for (const auto& [name, value] : line.text.arguments) {
    if (const auto* word = std::get_if<std::string>(&value)) words.push_back(*word);
  }
  std::optional<std::pair<std::size_t, BusItem>> bus;
  if (line.bus) bus = {line.bus->type, line.bus->item};
  return {line.topic,    line.text.key, std::move(words),
          line.unit,     line.payer,    line.school,
          line.township, bus,           line.funding ? line.funding->rule : std::string()};
}

double hours_of(const std::vector<Line>& ledger) {
  double hours = 0;
  for (const auto& line : ledger) {
    if (line.topic == Topic::family_time) hours += line.quantity;
  }
  return hours;
}

CashFlow flow_of(const Account& account, Payer payer) {
  const BillSums sums = sums_of(account.ledger, payer);
  CashFlow flow{sums.one_off, sums.operating - sum_of(account.ledger, Topic::bus_share, payer), {}};
  for (const auto& year : account.bus_years) flow.buses.push_back(year[row(payer)]);
  return flow;
}

}  // namespace

Nature nature_of(Topic topic) {
  switch (topic) {
    case Topic::buildings_once:
      return Nature::one_off;
    case Topic::buildings_a_year:
      return Nature::annuity;
    case Topic::family_time:
      return Nature::time;
    default:
      return Nature::operating;
  }
}

bool is_counted(Topic topic) {
  return topic != Topic::bus_fixed && topic != Topic::bus_kilometres &&
         topic != Topic::school_income;
}

bool is_cash(Topic topic) { return is_counted(topic) && nature_of(topic) != Nature::time; }

BillSums operator-(const BillSums& a, const BillSums& b) {
  return {a.operating - b.operating, a.annuity - b.annuity, a.one_off - b.one_off, a.time - b.time};
}

BillSums sums_of(const std::vector<Line>& ledger, std::optional<Payer> payer) {
  BillSums sums;
  for (const auto& line : ledger) {
    if (!is_counted(line.topic) || (payer && line.payer != payer)) continue;
    switch (nature_of(line.topic)) {
      case Nature::operating:
        sums.operating += line.amount;
        break;
      case Nature::annuity:
        sums.annuity += line.amount;
        break;
      case Nature::one_off:
        sums.one_off += line.amount;
        break;
      case Nature::time:
        sums.time += line.amount;
        break;
    }
  }
  return sums;
}

std::vector<LineChange> difference(const std::vector<Line>& before,
                                   const std::vector<Line>& after) {
  std::vector<LineChange> changes;
  std::map<Key, std::size_t> rows;
  const auto change_of = [&](const Line& line) -> LineChange& {
    const auto [at, is_new] = rows.emplace(key_of(line), changes.size());
    if (is_new) changes.push_back({line, 0, 0, Fen(0), Fen(0)});
    return changes[at->second];
  };
  for (const auto& line : before) {
    LineChange& change = change_of(line);
    change.quantity_before += line.quantity;
    change.before += line.amount;
  }
  for (const auto& line : after) {
    LineChange& change = change_of(line);
    change.line = line;
    change.quantity_after += line.quantity;
    change.after += line.amount;
  }
  std::stable_sort(changes.begin(), changes.end(), [](const LineChange& a, const LineChange& b) {
    return a.line.topic < b.line.topic;
  });
  return changes;
}

WholeBill whole_bill(const Account& today, const Account& plan, const Horizon& horizon) {
  WholeBill bill;
  for (const Payer payer : payers) {
    auto& own = bill.by_payer[static_cast<std::size_t>(payer)];
    own.payer = payer;
    own.today = sums_of(today.ledger, payer);
    own.plan = sums_of(plan.ledger, payer);
    own.flow_today = flow_of(today, payer);
    own.flow_plan = flow_of(plan, payer);
    own.value_today = present_value(own.flow_today, horizon);
    own.value_plan = present_value(own.flow_plan, horizon);
  }
  bill.lines = difference(today.ledger, plan.ledger);
  bill.school_income = sum_of(plan.ledger, Topic::school_income, Payer::school) -
                       sum_of(today.ledger, Topic::school_income, Payer::school);
  bill.hours_today = hours_of(today.ledger);
  bill.hours_plan = hours_of(plan.ledger);
  return bill;
}

Fen ClosureBill::topic(Topic topic) const {
  Fen sum;
  for (const auto& line : lines) {
    if (line.topic == topic) sum += line.amount;
  }
  return sum;
}

std::string name_key(Nature nature) {
  switch (nature) {
    case Nature::operating:
      return "money.nature.operating";
    case Nature::annuity:
      return "money.nature.annuity";
    case Nature::one_off:
      return "money.nature.one_off";
    case Nature::time:
      return "money.nature.time";
  }
  return {};
}

}  // namespace budian::money
