#include "scenarios/money/ledger.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/money/lines.hpp"

namespace budian::money {

Line make_line(Topic topic, Message text, double quantity, std::string unit, Fen rate,
               const Source& source) {
  Line line;
  line.topic = topic;
  line.text = std::move(text);
  line.quantity = quantity;
  line.unit = std::move(unit);
  line.rate = rate;
  line.amount = Fen(std::llround(quantity * static_cast<double>(rate.count())));
  line.source = source;
  return line;
}

Line single_sum(Topic topic, Message text, Fen amount, const Source& source) {
  return make_line(topic, std::move(text), 1, "money.unit.sum", amount, source);
}

std::vector<Fen> apportion(Fen whole, const std::vector<double>& weights) {
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<Fen> shares;
  std::vector<double> remainders;
  Fen left = whole;
  for (const double weight : weights) {
    const double exact = static_cast<double>(whole.count()) * weight / all;
    shares.emplace_back(static_cast<std::int64_t>(std::floor(exact)));
    remainders.push_back(exact - std::floor(exact));
    left -= shares.back();
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  // Fewer fen are left than there are shares, unless the products above were rounded.
  const auto count = static_cast<std::int64_t>(order.size());
  for (std::int64_t i = 0; i < left.count(); ++i) {
    shares[order[static_cast<std::size_t>(i % count)]] += Fen(1);
  }
  for (std::int64_t i = 0; i < -left.count(); ++i) {
    shares[order[static_cast<std::size_t>(count - 1 - i % count)]] -= Fen(1);
  }
  return shares;
}

std::vector<Line> make_ledger(const County& county, const Plan& plan, const BusCosts& buses,
                              const Rules& rules) {
  std::vector<Line> ledger;
  add_bus_cost_lines(buses, rules.bus, ledger);
  add_bus_share_lines(county, buses, rules, ledger);
  add_public_fare_lines(plan, rules, ledger);
  add_public_line_costs(plan, ledger);
  add_public_funds_lines(plan, rules.public_funds, ledger);
  add_school_income_lines(county, plan, rules.public_funds, ledger);
  std::stable_sort(ledger.begin(), ledger.end(),
                   [](const Line& a, const Line& b) { return a.topic < b.topic; });
  return ledger;
}

Fen sum_of(const std::vector<Line>& ledger, Topic topic, std::optional<Payer> payer) {
  Fen sum;
  for (const auto& line : ledger) {
    if (line.topic == topic && line.payer == payer) sum += line.amount;
  }
  return sum;
}

Fen bus_cost(const std::vector<Line>& ledger) {
  return sum_of(ledger, Topic::bus_fixed, std::nullopt) +
         sum_of(ledger, Topic::bus_kilometres, std::nullopt);
}

std::string name_key(Topic topic) {
  switch (topic) {
    case Topic::bus_fixed:
      return "money.topic.bus_fixed";
    case Topic::bus_kilometres:
      return "money.topic.bus_kilometres";
    case Topic::bus_share:
      return "money.topic.bus_share";
    case Topic::public_fares:
      return "money.topic.public_fares";
    case Topic::public_lines:
      return "money.topic.public_lines";
    case Topic::public_funds:
      return "money.topic.public_funds";
    case Topic::school_income:
      return "money.topic.school_income";
    case Topic::boarding_grants:
      return "money.topic.boarding_grants";
    case Topic::boarding_care:
      return "money.topic.boarding_care";
    case Topic::meal_grants:
      return "money.topic.meal_grants";
    case Topic::staff_posts:
      return "money.topic.staff_posts";
    case Topic::itinerant_teachers:
      return "money.topic.itinerant_teachers";
    case Topic::buildings_once:
      return "money.topic.buildings_once";
    case Topic::buildings_a_year:
      return "money.topic.buildings_a_year";
    case Topic::idle_sites:
      return "money.topic.idle_sites";
    case Topic::family_meals:
      return "money.topic.family_meals";
    case Topic::family_time:
      return "money.topic.family_time";
  }
  return {};
}

std::string name_key(Payer payer) {
  switch (payer) {
    case Payer::county:
      return "money.payer.county";
    case Payer::township:
      return "money.payer.township";
    case Payer::family:
      return "money.payer.family";
    case Payer::province_and_centre:
      return "money.payer.province_and_centre";
    case Payer::school:
      return "money.payer.school";
  }
  return {};
}

}  // namespace budian::money
