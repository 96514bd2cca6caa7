#include "scenarios/money/bus_funding.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/money/fare_claims.hpp"
#include "scenarios/money/limits.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

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

class FundingDesk {
 public:
  explicit FundingDesk(const FundingView& view) : view_(view), balances_(view.parts.size()) {
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
    limit_payers(room_, view_.funding(), offers);
    step_ = {fare.code, fare.name, {}, {}, Limit::none, {}};
    for (std::size_t i = 0; i < offers.size(); ++i) {
      collect(claims[i], offers[i].granted.amount);
      pay(offers[i], fare.source);
    }
    for (auto& line : untold_lines(fare, view_)) tell(std::move(line));
  }

  /// What is paid less than claimed lacks evenly.
  void collect(const FareClaim& claim, Fen paid) {
    Balance& balance = balances_[claim.part];
    balance.fares += paid;
    if (claim.payer == Payer::family) balance.families += paid;
    const Fen whole = claim.claim.amount();
    balance.fares_of_displaced +=
        paid == whole ? claim.of_displaced
                      : scaled(claim.of_displaced, static_cast<double>(paid.count()) /
                                                       static_cast<double>(whole.count()));
  }

  void grant(const SubsidyRule& rule) {
    const auto claims = claims_of(rule, view_, balances_);
    const auto granted = limited(rule, view_, claims, balances_);
    std::vector<Offer> offers;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (granted[i].amount <= Fen(0) && claims[i].before_limits() <= Fen(0)) continue;
      add_offers(rule, i, claims[i], granted[i], offers);
    }
    limit_payers(room_, view_.funding(), offers);
    step_ = {rule.code, rule.name, {}, {}, Limit::none, {}};
    const auto promised = promises(rule, claims);
    Fen given;
    for (const auto& offer : offers) {
      step_.promised = promised[offer.part];
      pay(offer, rule.source);
      given += offer.granted.amount;
    }
    if (gives_to_families(rule)) relieve_families(rule, offers);
    tell_untold(rule);
    if (const auto* kind = std::get_if<OperatingGrant>(&rule.kind)) {
      tell_unused(rule, scaled(kind->a_year, view_.growth(rule.index)) - given);
    }
  }

  /// What the document promises at least in each part, as far as anything is left to pay.
  [[nodiscard]] std::vector<std::optional<Fen>> promises(const SubsidyRule& rule,
                                                         const std::vector<Claim>& claims) const {
    std::vector<std::optional<Fen>> promised(claims.size());
    const auto* kind = std::get_if<ShareOfContract>(&rule.kind);
    if (!kind || kind->least_share <= 0) return promised;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      promised[i] = std::min(scaled(claims[i].base, kind->least_share), balances_[i].left);
    }
    return promised;
  }

  /// Families pay less by what is given to them: the cost is met already.
  void relieve_families(const SubsidyRule& rule, const std::vector<Offer>& offers) {
    step_.limit = Limit::none;
    step_.cap.reset();
    for (const auto& offer : offers) {
      const Fen amount = offer.granted.amount;
      if (amount <= Fen(0)) continue;
      balances_[offer.part].left += amount;
      balances_[offer.part].families -= amount;
      step_.base = step_.before_limits = -amount;
      add(offer.part, Payer::family,
          single_sum(Topic::bus_share, {"money.line.families_relieved", {}}, -amount, rule.source));
    }
  }

  void tell_untold(const SubsidyRule& rule) {
    for (const auto& untold : untold_of(view_.parts, rule.riders, needs_of(rule))) {
      const Payer payer = rule.payers.empty() ? Payer::county : rule.payers.front().payer;
      tell(untold_line("money.line.grant_untold", untold, payer, rule.source));
    }
  }

  void tell_unused(const SubsidyRule& rule, Fen unused) {
    if (unused <= Fen(0) || rule.payers.empty()) return;
    Line line =
        single_sum(Topic::bus_share, {"money.line.grant_unused", {{"yuan", in_yuan(unused)}}},
                   Fen(0), rule.source);
    line.payer = rule.payers.front().payer;
    step_.unused = unused;
    tell(std::move(line));
  }

  /// A line of nothing for the whole county.
  void tell(Line line) {
    step_.base = step_.before_limits = Fen(0);
    step_.limit = Limit::none;
    step_.cap.reset();
    step_.promised.reset();
    line.funding = step_;
    lines_.push_back(std::move(line));
  }

  /// The lines of an offer: one for each component where it is paid in full, else one sum.
  void pay(const Offer& offer, const Source& source) {
    balances_[offer.part].left -= offer.granted.amount;
    if (auto& room = room_[row(offer.payer)]) *room -= offer.granted.amount;
    step_.base = offer.claim->base;
    step_.before_limits = offer.claim->before_limits();
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
        "township", township ? view_.county.townships[*township].name : "money.all_townships");
    line.payer = payer;
    line.township = township;
    line.funding = step_;
    lines_.push_back(std::move(line));
  }

  const FundingView& view_;
  std::vector<Balance> balances_;
  PayerRoom room_;
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
  const FundingView view{county, parts, rules, rates, year};
  return FundingDesk(view).write();
}

PayerSums paid_by(const std::vector<Line>& lines) {
  PayerSums sums{};
  for (const auto& line : lines) {
    if (line.payer && line.topic == Topic::bus_share) sums[row(*line.payer)] += line.amount;
  }
  return sums;
}

}  // namespace budian::money
