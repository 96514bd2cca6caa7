#include "maps/subsidy_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace budian {
namespace {

std::string kind_of(const std::string& code, const money::BusFunding& funding) {
  if (code.empty()) return "money.kind.rest";
  for (const auto& rule : funding.subsidies) {
    if (rule.code == code) return money::name_key(rule.kind);
  }
  return "money.kind.fare";
}

}  // namespace

Fen AppliedRule::sum() const { return total(paid); }
Fen TownshipShare::cost() const { return total(paid); }

std::vector<AppliedRule> applied_rules(const std::vector<money::Line>& ledger,
                                       const money::BusFunding& funding) {
  std::vector<AppliedRule> rules;
  for (const auto& line : ledger) {
    if (!line.funding || !line.payer) continue;
    auto rule = std::find_if(rules.begin(), rules.end(), [&](const AppliedRule& other) {
      return other.code == line.funding->rule;
    });
    if (rule == rules.end()) {
      AppliedRule first;
      first.code = line.funding->rule;
      first.name = line.funding->name;
      first.kind_key = kind_of(first.code, funding);
      first.source = line.source;
      rule = rules.insert(rules.end(), std::move(first));
    }
    rule->paid[money::row(*line.payer)] += line.amount;
    rule->untold = rule->untold || line.text.key == "money.line.exemption_untold" ||
                   line.text.key == "money.line.grant_untold";
    if (line.funding->unused) rule->unused = line.funding->unused;
    if (line.funding->limit != money::Limit::none) rule->limits.insert(line.funding->limit);
  }
  return rules;
}

std::vector<TownshipShare> township_shares(const Outcome& outcome) {
  std::vector<TownshipShare> shares;
  const auto at = [&](const std::optional<TownshipId>& township) -> TownshipShare& {
    for (auto& share : shares) {
      if (share.township == township) return share;
    }
    shares.push_back({township, {}, {}});
    return shares.back();
  };
  for (const auto& line : outcome.ledger) {
    // A line of nothing for the whole county is a remark, not a township.
    if (line.topic != money::Topic::bus_share || !line.payer) continue;
    if (!line.township && line.amount == Fen(0)) continue;
    at(line.township).paid[money::row(*line.payer)] += line.amount;
  }
  const auto& years = outcome.bus_money.budget.school_years;
  if (years.empty()) return shares;
  for (const auto& township : years.front().townships) {
    at(township.township).riders = township.riders;
  }
  return shares;
}

std::vector<money::Payer> payers_of(const std::vector<money::PayerSums>& sums) {
  std::vector<money::Payer> result;
  for (const auto payer : money::payers) {
    const bool pays = std::any_of(sums.begin(), sums.end(), [&](const money::PayerSums& sum) {
      return sum[money::row(payer)] != Fen(0);
    });
    if (pays) result.push_back(payer);
  }
  return result;
}

Fen total(const money::PayerSums& sums) {
  Fen sum;
  for (const Fen part : sums) sum += part;
  return sum;
}

std::string year_text(const money::BudgetYear& year, bool school_year) {
  if (!school_year) return std::to_string(year.first_calendar_year);
  return fmt::format("{}/{:02}", year.first_calendar_year, (year.first_calendar_year + 1) % 100);
}

std::string step_text(const money::SensitivityCase& step, Language language) {
  const char* key = "money.step.share";
  double shown = 100 * step.step;
  if (step.driver == money::Driver::share) key = "money.step.points";
  if (step.driver == money::Driver::days) {
    key = "money.step.days";
    shown = step.step;
  }
  return text(Message{key, {{"step", fmt::format("{:+g}", std::round(shown * 100) / 100)}}},
              language);
}

std::string vehicles_key(const money::BusBudget& budget) {
  return budget.cash ? "money.vehicles.cash" : "money.vehicles.spread";
}

std::string limits_text(const std::set<money::Limit>& limits, Language language) {
  std::string words;
  for (const auto limit : limits) {
    if (!words.empty()) words += text("place.comma", language);
    words += text(money::limit_key(limit), language);
  }
  return words;
}

}  // namespace budian
