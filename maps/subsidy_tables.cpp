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

std::string name_of(money::Period period) {
  switch (period) {
    case money::Period::month:
      return "money.period.month";
    case money::Period::term:
      return "money.period.term";
    case money::Period::half_year:
      return "money.period.half_year";
    case money::Period::year:
      return "money.period.year";
  }
  return {};
}

Message terms(const money::PupilRate& rate) {
  const Fen town = rate.amounts[money::row(money::Zone::town)];
  const Fen rural = rate.amounts[money::row(money::Zone::rural)];
  if (town == rural) {
    return {"money.terms.a_pupil", {{"yuan", in_yuan(town)}, {"period", name_of(rate.period)}}};
  }
  return {"money.terms.a_pupil_by_zone",
          {{"town", in_yuan(town)}, {"rural", in_yuan(rural)}, {"period", name_of(rate.period)}}};
}

/// Of a kind of subsidy.
struct Terms {
  Message operator()(const money::ShareOfContract& kind) const {
    const char* key = kind.net_of_fares ? "money.terms.share_net" : "money.terms.share_gross";
    return {key, {{"percent", 100 * std::max(kind.share, kind.least_share)}}};
  }
  Message operator()(const money::PerPupil& kind) const { return terms(kind.rate); }
  Message operator()(const money::PerBus& kind) const {
    Fen least = kind.bands.empty() ? Fen(0) : kind.bands.front().a_year, most = least;
    for (const auto& band : kind.bands) {
      least = std::min(least, band.a_year);
      most = std::max(most, band.a_year);
    }
    return {"money.terms.a_bus", {{"least", in_yuan(least)}, {"most", in_yuan(most)}}};
  }
  Message operator()(const money::PurchaseShare& kind) const {
    if (!kind.cap_a_bus) return {"money.terms.purchase", {{"percent", 100 * kind.share}}};
    return {"money.terms.purchase_capped",
            {{"percent", 100 * kind.share}, {"cap", in_yuan(*kind.cap_a_bus)}}};
  }
  Message operator()(const money::OperatingGrant& kind) const {
    return {"money.terms.grant", {{"yuan", in_yuan(kind.a_year)}}};
  }
  Message operator()(const money::AuditedLoss& kind) const {
    return {"money.terms.loss", {{"percent", 100 * kind.share}}};
  }
};

}  // namespace

Message terms_of(const std::string& code, const money::BusFunding& funding) {
  for (const auto& fare : funding.fares) {
    if (fare.code == code) return terms(fare.rate);
  }
  for (const auto& rule : funding.subsidies) {
    if (rule.code == code) return std::visit(Terms{}, rule.kind);
  }
  return {};
}

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
      first.terms = terms_of(first.code, funding);
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
