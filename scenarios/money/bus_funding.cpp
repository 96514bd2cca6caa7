#include "scenarios/money/bus_funding.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/money/claims.hpp"
#include "scenarios/money/fare_claims.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// A rule's sum in one township after its own limits.
struct Granted {
  Fen amount;
  Limit limit = Limit::none;
  std::optional<Fen> cap;
  void lower_to(Fen most, Limit by, std::optional<Fen> ceiling) {
    if (amount <= most) return;
    amount = std::max(most, Fen(0));
    limit = by;
    cap = ceiling;
  }
};

/// What one payer is to give in one part for one rule.
struct Offer {
  std::size_t part = 0;
  Payer payer = Payer::county;
  double share = 1;  ///< of the rule's sum
  Granted granted;   ///< the payer's
  const Claim* claim = nullptr;
  bool whole = true;  ///< the claim was granted in full
};

/// A component as its payer's part: of the rate where that is whole fen, else of the quantity. None
/// where neither gives the amount.
std::optional<Line> line_of(const Component& part, double share, Fen amount, const Source& source) {
  const Fen rate = scaled(part.rate, share);
  const bool whole_rate = std::abs(static_cast<double>(part.rate.count()) * share -
                                   static_cast<double>(rate.count())) < 1e-6;
  if (whole_rate && scaled(rate, part.quantity) == amount) {
    return make_line(Topic::bus_share, part.text, part.quantity, part.unit, rate, source);
  }
  if (scaled(part.rate, part.quantity * share) == amount) {
    return make_line(Topic::bus_share, part.text, part.quantity * share, part.unit, part.rate,
                     source);
  }
  return std::nullopt;
}

/// The eligible buses and riders of a part bear so much at most.
Fen most_of_buses(const TownshipPart& part, const SubsidyRule& rule, Fen a_bus) {
  const double buses = buses_of(part, rule.riders, [](std::size_t) { return true; });
  // Floored: never above the ceiling, save where a whole number of buses was added up from parts.
  return Fen(
      static_cast<std::int64_t>(std::floor(static_cast<double>(a_bus.count()) * buses + 1e-6)));
}

class FundingDesk {
 public:
  FundingDesk(const County& county, const FundingView& view)
      : county_(county), view_(view), balances_(view.parts.size()) {
    for (std::size_t i = 0; i < balances_.size(); ++i) balances_[i].left = view.parts[i].cost();
    for (const Payer payer : payers) {
      room_[row(payer)] = view.funding().payer_ceilings[row(payer)];
    }
  }

  std::vector<Line> write() {
    for (const auto& fare : view_.funding().fares) {
      if (fare.in_force.in_school_year(view_.year.school_year)) charge(fare);
    }
    for (const auto& rule : view_.funding().subsidies) {
      if (rule.in_force.in_school_year(view_.year.school_year)) grant(rule);
    }
    write_rest();
    return std::move(lines_);
  }

 private:
  /// Families and those who pay for the exempt, at most what is left.
  void charge(const FareRule& fare) {
    const auto claims = fare_claims(fare, view_);
    std::vector<Offer> offers;
    for (const auto& fare_claim : claims) {
      Offer offer{fare_claim.part,
                  fare_claim.payer,
                  1,
                  {fare_claim.claim.amount(), {}, {}},
                  &fare_claim.claim,
                  true};
      offer.granted.lower_to(balances_[offer.part].left, Limit::left, std::nullopt);
      offer.whole = offer.granted.limit == Limit::none;
      balances_[offer.part].left -= offer.granted.amount;
      offers.push_back(offer);
    }
    for (const auto& offer : offers) balances_[offer.part].left += offer.granted.amount;
    limit_payers(offers);
    for (const auto& offer : offers) balances_[offer.part].fares += offer.granted.amount;
    step_ = {fare.code, fare.name, {}, {}, Limit::none, {}};
    for (const auto& offer : offers) pay(offer, fare.source);
    for (auto& line : untold_lines(fare, view_)) {
      line.funding = step_;
      lines_.push_back(std::move(line));
    }
  }

  void grant(const SubsidyRule& rule) {
    const auto claims = claims_of(rule, view_, balances_);
    const auto granted = limit(rule, claims);
    std::vector<Offer> offers;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (granted[i].amount <= Fen(0) && claims[i].amount() <= Fen(0)) continue;
      add_offers(rule, i, claims[i], granted[i], offers);
    }
    limit_payers(offers);
    step_ = {rule.code, rule.name, {}, {}, Limit::none, {}};
    for (const auto& offer : offers) pay(offer, rule.source);
  }

  /// Ceilings of the rule, and what is left.
  std::vector<Granted> limit(const SubsidyRule& rule, const std::vector<Claim>& claims) const {
    const double growth = view_.growth(rule.index);
    const Ceilings& ceilings = rule.ceilings;
    std::vector<Granted> granted(claims.size());
    std::vector<double> weights;
    Fen sum;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      Granted& here = granted[i];
      const TownshipPart& part = view_.parts[i];
      here.amount = claims[i].amount();
      if (ceilings.a_bus) {
        const Fen cap = scaled(*ceilings.a_bus, growth);
        here.lower_to(most_of_buses(part, rule, cap), Limit::a_bus, cap);
      }
      if (ceilings.a_pupil) {
        const Fen cap = scaled(*ceilings.a_pupil, growth);
        const auto heads = riders_by_zone(view_, part, rule.riders);
        here.lower_to(cap * (heads[0] + heads[1]).count(), Limit::a_pupil, cap);
      }
      if (ceilings.a_township) {
        const Fen cap = scaled(*ceilings.a_township, growth);
        here.lower_to(cap, Limit::a_township, cap);
      }
      here.lower_to(balances_[i].left, Limit::left, std::nullopt);
      weights.push_back(static_cast<double>(here.amount.count()));
      sum += here.amount;
    }
    if (!ceilings.in_all) return granted;
    const Fen cap = scaled(*ceilings.in_all, growth);
    if (sum <= cap) return granted;
    const auto parts = apportion(cap, weights);
    for (std::size_t i = 0; i < granted.size(); ++i) {
      granted[i].lower_to(parts[i], Limit::in_all, cap);
    }
    return granted;
  }

  static void add_offers(const SubsidyRule& rule, std::size_t part, const Claim& claim,
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

  /// No payer gives more than its ceiling over all rules; townships share what it can give in
  /// proportion to what it would have given.
  void limit_payers(std::vector<Offer>& offers) const {
    for (const Payer payer : payers) {
      const auto& room = room_[row(payer)];
      if (!room) continue;
      std::vector<std::size_t> rows;
      std::vector<double> weights;
      Fen sum;
      for (std::size_t i = 0; i < offers.size(); ++i) {
        if (offers[i].payer != payer) continue;
        rows.push_back(i);
        weights.push_back(static_cast<double>(offers[i].granted.amount.count()));
        sum += offers[i].granted.amount;
      }
      if (sum <= *room) continue;
      const auto parts = apportion(*room, weights);
      for (std::size_t k = 0; k < rows.size(); ++k) {
        Offer& offer = offers[rows[k]];
        if (parts[k] < offer.granted.amount) offer.whole = false;
        offer.granted.lower_to(parts[k], Limit::payer, view_.funding().payer_ceilings[row(payer)]);
      }
    }
  }

  /// The lines of an offer: one for each component where it is paid in full, else one sum.
  void pay(const Offer& offer, const Source& source) {
    balances_[offer.part].left -= offer.granted.amount;
    if (auto& room = room_[row(offer.payer)]) *room -= offer.granted.amount;
    step_.base = offer.claim->base;
    step_.before_limits = offer.claim->amount();
    step_.limit = offer.granted.limit;
    step_.cap = offer.granted.cap;
    if (offer.whole && pay_components(offer, source)) return;
    if (offer.granted.amount <= Fen(0) && step_.limit == Limit::none) return;
    add(offer.part, offer.payer,
        single_sum(Topic::bus_share,
                   {"money.line.limited", {{"limit", limit_key(offer.granted.limit)}}},
                   offer.granted.amount, source));
  }

  bool pay_components(const Offer& offer, const Source& source) {
    const auto& components = offer.claim->components;
    std::vector<double> weights;
    for (const auto& part : components) {
      weights.push_back(static_cast<double>(part.amount.count()));
    }
    if (offer.granted.amount <= Fen(0)) return false;
    const auto amounts = apportion(offer.granted.amount, weights);
    for (std::size_t i = 0; i < components.size(); ++i) {
      if (amounts[i] == Fen(0)) continue;
      const auto line = line_of(components[i], offer.share, amounts[i], source);
      add(offer.part, offer.payer,
          line ? *line : single_sum(Topic::bus_share, components[i].text, amounts[i], source));
    }
    return true;
  }

  void write_rest() {
    const BusFunding& funding = view_.funding();
    step_ = {};
    for (std::size_t i = 0; i < balances_.size(); ++i) {
      step_.base = step_.before_limits = balances_[i].left;
      add(i, funding.rest,
          single_sum(Topic::bus_share, {"money.line.bus_rest", {}}, balances_[i].left,
                     funding.source));
    }
  }

  void add(std::size_t part, Payer payer, Line line) {
    const auto& township = view_.parts[part].township;
    line.text.arguments.emplace_back(
        "township", township ? county_.townships[*township].name : "money.all_townships");
    line.payer = payer;
    line.township = township;
    line.funding = step_;
    lines_.push_back(std::move(line));
  }

  const County& county_;
  const FundingView& view_;
  std::vector<Balance> balances_;
  std::array<std::optional<Fen>, payers.size()> room_;  ///< what a payer with a ceiling can give
  FundingStep step_;
  std::vector<Line> lines_;
};

}  // namespace

BusRates rates_of_year(const Rules& rules, int years_on) {
  BusRates rates = rules.bus;
  const double growth = std::pow(1 + rules.horizon.price_growth, years_on);
  for (Rate* rate :
       {&rates.driver_a_year, &rates.attendant_a_year, &rates.insurance_and_inspection_a_year}) {
    rate->amount = scaled(rate->amount, growth);
  }
  for (auto& purchase : rates.purchases) purchase.price = scaled(purchase.price, growth);
  for (auto& type : rates.types) type.cost_a_kilometre = scaled(type.cost_a_kilometre, growth);
  put_together_fixed_costs(rates);
  return rates;
}

std::vector<Line> fund_buses(const County& county, const std::vector<TownshipPart>& parts,
                             const Rules& rules, const BusRates& rates, const FundingYear& year) {
  const FundingView view{parts, rules, rates, year};
  return FundingDesk(county, view).write();
}

PayerSums paid_by(const std::vector<Line>& lines) {
  PayerSums sums{};
  for (const auto& line : lines) {
    if (line.payer && line.topic == Topic::bus_share) sums[row(*line.payer)] += line.amount;
  }
  return sums;
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
