#include "scenarios/money/limits.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// The eligible buses and riders of a part bear so much at most.
Fen most_of_buses(const TownshipPart& part, const SubsidyRule& rule, Fen a_bus) {
  const double buses = buses_of(part, rule.riders, [](std::size_t) { return true; });
  // Floored: never above the ceiling, save where a whole number of buses was added up from parts.
  return Fen(
      static_cast<std::int64_t>(std::floor(static_cast<double>(a_bus.count()) * buses + 1e-6)));
}

/// By the ceilings of one part, and by what is left there.
Granted limited_here(const SubsidyRule& rule, const FundingView& view, std::size_t i,
                     const Balance& balance, const Claim& claim) {
  const Ceilings& ceilings = rule.ceilings;
  const TownshipPart& part = view.parts[i];
  const double growth = view.growth(rule.index);
  Granted here{claim.amount(), Limit::none, {}};
  if (here.amount < claim.share) here.limit = Limit::left;
  const auto lower = [&](const std::optional<Fen>& ceiling, Limit by, const auto& most) {
    if (!ceiling) return;
    const Fen cap = scaled(*ceiling, growth);
    here.lower_to(most(cap), by, cap);
  };
  lower(ceilings.a_bus, Limit::a_bus, [&](Fen cap) { return most_of_buses(part, rule, cap); });
  lower(ceilings.a_pupil, Limit::a_pupil,
        [&](Fen cap) { return cap * counted_riders(view.funding(), part, rule).count(); });
  const Township* township = part.township ? &view.county.townships[*part.township] : nullptr;
  lower(ceilings.of(township), Limit::a_township, [](Fen cap) { return cap; });
  if (gives_to_families(rule)) {
    here.lower_to(balance.families, Limit::fares, std::nullopt);
  } else {
    here.lower_to(balance.left, Limit::left, std::nullopt);
  }
  return here;
}

}  // namespace

void Granted::lower_to(Fen most, Limit by, std::optional<Fen> ceiling) {
  if (amount <= most) return;
  amount = std::max(most, Fen(0));
  limit = by;
  cap = ceiling;
}

bool gives_to_families(const SubsidyRule& rule) {
  const auto* kind = std::get_if<PerPupil>(&rule.kind);
  return kind && kind->to_families;
}

std::vector<Granted> limited(const SubsidyRule& rule, const FundingView& view,
                             const std::vector<Claim>& claims,
                             const std::vector<Balance>& balances) {
  std::vector<Granted> granted;
  std::vector<double> weights;
  Fen sum;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    granted.push_back(limited_here(rule, view, i, balances[i], claims[i]));
    weights.push_back(static_cast<double>(granted.back().amount.count()));
    sum += granted.back().amount;
  }
  if (!rule.ceilings.in_all) return granted;
  const Fen cap = scaled(*rule.ceilings.in_all, view.growth(rule.index));
  if (sum <= cap) return granted;
  const auto parts = apportion(cap, weights);
  for (std::size_t i = 0; i < granted.size(); ++i) {
    granted[i].lower_to(parts[i], Limit::in_all, cap);
  }
  return granted;
}

void add_offers(const SubsidyRule& rule, std::size_t part, const Claim& claim,
                const Granted& granted, std::vector<Offer>& offers) {
  std::vector<double> shares;
  for (const auto& payer : rule.payers) shares.push_back(payer.share);
  if (shares.empty()) return;
  const auto amounts = apportion(granted.amount, shares);
  for (std::size_t k = 0; k < amounts.size(); ++k) {
    offers.push_back({part,
                      rule.payers[k].payer,
                      rule.payers[k].share,
                      {amounts[k], granted.limit, granted.cap},
                      &claim,
                      granted.limit == Limit::none});
  }
}

void limit_payers(const PayerRoom& room, const BusFunding& funding, std::vector<Offer>& offers) {
  for (const Payer payer : payers) {
    const auto& most = room[row(payer)];
    if (!most) continue;
    std::vector<std::size_t> rows;
    std::vector<double> weights;
    Fen sum;
    for (std::size_t i = 0; i < offers.size(); ++i) {
      if (offers[i].payer != payer) continue;
      rows.push_back(i);
      weights.push_back(static_cast<double>(offers[i].granted.amount.count()));
      sum += offers[i].granted.amount;
    }
    if (sum <= *most) continue;
    const auto parts = apportion(*most, weights);
    for (std::size_t k = 0; k < rows.size(); ++k) {
      Offer& offer = offers[rows[k]];
      if (parts[k] < offer.granted.amount) offer.whole = false;
      offer.granted.lower_to(parts[k], Limit::payer, funding.payer_ceilings[row(payer)]);
    }
  }
}

std::string limit_key(Limit limit) {
  switch (limit) {
    case Limit::none:
      return "money.limit.none";
    case Limit::left:
      return "money.limit.left";
    case Limit::fares:
      return "money.limit.fares";
    case Limit::a_bus:
      return "money.limit.a_bus";
    case Limit::a_pupil:
      return "money.limit.a_pupil";
    case Limit::a_township:
      return "money.limit.a_township";
    case Limit::in_all:
      return "money.limit.in_all";
    case Limit::payer:
      return "money.limit.payer";
  }
  return {};
}

}  // namespace budian::money
