#include "scenarios/money/claims.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

double percent(double share) { return 100 * share; }

/// Shares of a sum by weight, none above its most: what one cannot take goes to the others.
std::vector<Fen> filled(Fen sum, std::vector<double> weights, const std::vector<Fen>& most) {
  std::vector<Fen> amounts(weights.size());
  for (;;) {
    if (std::none_of(weights.begin(), weights.end(), [](double w) { return w > 0; })) break;
    const auto parts = apportion(sum, weights);
    bool full = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (weights[i] <= 0 || parts[i] < most[i]) continue;
      amounts[i] = most[i];
      sum -= most[i];
      weights[i] = 0;
      full = true;
    }
    if (full) continue;
    for (std::size_t i = 0; i < parts.size(); ++i) amounts[i] += parts[i];
    break;
  }
  return amounts;
}

/// One kind of rule after the other; each fills a row of claims.
class Claims {
 public:
  Claims(const SubsidyRule& rule, const FundingView& view, const std::vector<Balance>& balances)
      : rule_(rule),
        view_(view),
        balances_(balances),
        growth_(view.growth(rule.index)),
        claims_(view.parts.size()) {}

  std::vector<Claim> take() { return std::move(claims_); }

  void operator()(const ShareOfContract& kind) {
    const double share = std::max(kind.share, kind.least_share);
    const char* key = kind.net_of_fares ? "money.line.share_net" : "money.line.share_gross";
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      Fen base = eligible_part(i, view_.parts[i].cost());
      if (kind.net_of_fares) base = std::max(Fen(0), base - balances_[i].fares_of(rule_.riders));
      claim_share(i, {key, {{"percent", percent(share)}}}, share, base);
    }
  }

  void operator()(const AuditedLoss& kind) {
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      claim_share(i, {"money.line.audited_loss", {{"percent", percent(kind.share)}}}, kind.share,
                  eligible_part(i, balances_[i].left));
    }
  }

  void operator()(const PerPupil& kind) {
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      for (const Zone zone : zones) claim_riders(kind, i, zone);
    }
  }

  void operator()(const PerBus& kind) {
    for (const SeatBand& band : kind.bands) {
      const auto in_band = [&](std::size_t type) {
        const Heads seats = view_.rates.types[type].nominal_seats;
        return band.least <= seats && seats <= band.most;
      };
      const bool open = band.most.count() >= 1000;
      Message text{open ? "money.line.per_bus_from" : "money.line.per_bus",
                   {{"from", band.least.count()}}};
      if (!open) text.arguments.emplace_back("to", band.most.count());
      claim_buses(text, in_band, "money.unit.bus_year", scaled(band.a_year, growth_));
    }
  }

  void operator()(const PurchaseShare& kind) {
    for (std::size_t type = 0; type < view_.rates.purchases.size(); ++type) {
      const Purchase& purchase = view_.rates.purchases[type];
      if (view_.year.cash && view_.year.years_on % purchase.life_years != 0) continue;
      claim_purchase(kind, type, purchase);
    }
  }

  void operator()(const OperatingGrant& kind) {
    std::vector<double> weights;
    std::vector<Fen> most;
    const Fen grant = scaled(kind.a_year, growth_);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      weights.push_back(view_.parts[i].weight * eligible_share(view_.parts[i], rule_.riders));
      most.push_back(kind.passed_on ? balances_[i].left : grant);
    }
    const auto shares = filled(grant, weights, std::vector<Fen>(weights.size(), grant));
    const auto amounts = filled(grant, weights, most);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      claims_[i].base = grant;
      claims_[i].share = shares[i];
      if (amounts[i] == Fen(0)) continue;
      claims_[i].components.push_back(
          component({"money.line.operating_grant", {}}, 1, "money.unit.sum", amounts[i]));
    }
  }

 private:
  /// Of the riders that the rule counts only.
  [[nodiscard]] Fen eligible_part(std::size_t part, Fen sum) const {
    const double eligible = eligible_share(view_.parts[part], rule_.riders);
    return eligible < 1 ? scaled(sum, eligible) : sum;
  }

  void claim_share(std::size_t part, Message text, double share, Fen base) {
    claims_[part].base = base;
    claims_[part].components.push_back(component(std::move(text), share, "money.unit.share", base));
  }

  void claim_riders(const PerPupil& kind, std::size_t part, Zone zone) {
    const auto heads = counted_riders(view_.funding(), view_.parts[part], rule_, zone);
    const Fen rate = scaled(kind.rate.amounts[row(zone)], growth_);
    const int periods = view_.funding().periods(kind.rate.period);
    bool any = false;
    for (std::size_t k = 0; k < heads.size(); ++k) {
      if (heads[k] <= Heads(0)) continue;
      any = true;
      Message text{"money.line.per_pupil", {{"zone", name_key(zone)}}};
      if (!kind.pupils.empty()) {
        text.key = kind.to_families ? "money.line.grant_to_families" : "money.line.grant_in_need";
        text.arguments.emplace_back("need", name_key(kind.pupils[k]));
      }
      claims_[part].components.push_back(component(std::move(text),
                                                   static_cast<double>(heads[k].count() * periods),
                                                   unit_key(kind.rate.period), rate));
    }
    if (any) claims_[part].base += rate;
  }

  void claim_purchase(const PurchaseShare& kind, std::size_t type, const Purchase& purchase) {
    Fen a_bus = scaled(purchase.price, kind.share);
    Message text{"money.line.purchase", {{"percent", percent(kind.share)}}};
    if (kind.cap_a_bus) {
      const Fen cap = scaled(*kind.cap_a_bus, growth_);
      if (a_bus > cap) text.key = "money.line.purchase_capped";
      a_bus = std::min(a_bus, cap);
      text.arguments.emplace_back("cap", in_yuan(cap));
    }
    text.arguments.emplace_back("type", view_.rates.types[type].name);
    text.arguments.emplace_back("price", in_yuan(purchase.price));
    text.arguments.emplace_back("years", std::int64_t{view_.year.cash ? 1 : purchase.life_years});
    const Fen rate = view_.year.cash ? a_bus : Purchase{a_bus, purchase.life_years}.a_year();
    claim_buses(
        text, [&](std::size_t other) { return other == type; },
        view_.year.cash ? "money.unit.bus" : "money.unit.bus_year", rate);
  }

  /// So much a bus: the county's sum, shared by the townships to the fen.
  template <class Counted>
  void claim_buses(const Message& text, const Counted& counted, const char* unit, Fen rate) {
    std::vector<double> buses;
    double all = 0;
    for (const auto& part : view_.parts) {
      buses.push_back(buses_of(part, rule_.riders, counted));
      all += buses.back();
    }
    if (all <= 0) return;
    const auto amounts = apportion(scaled(rate, all), buses);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (buses[i] <= 0) continue;
      claims_[i].base += rate;
      claims_[i].components.push_back(component(text, buses[i], unit, rate));
      claims_[i].components.back().amount = amounts[i];
    }
  }

  const SubsidyRule& rule_;
  const FundingView& view_;
  const std::vector<Balance>& balances_;
  double growth_;
  std::vector<Claim> claims_;
};

}  // namespace

Component component(Message text, double quantity, std::string unit, Fen rate) {
  return {std::move(text), quantity, std::move(unit), rate, scaled(rate, quantity)};
}

Fen Claim::amount() const {
  Fen sum;
  for (const auto& part : components) sum += part.amount;
  return sum;
}

double FundingView::growth(const PriceIndex& index) const {
  const double a_year = index.follows_prices ? rules.horizon.price_growth : index.own_growth;
  return std::pow(1 + a_year, year.years_on);
}

Fen scaled(Fen amount, double factor) {
  return Fen(std::llround(static_cast<double>(amount.count()) * factor));
}

Fen Balance::fares_of(RiderClass riders) const {
  switch (riders) {
    case RiderClass::displaced:
      return fares_of_displaced;
    case RiderClass::not_displaced:
      return fares - fares_of_displaced;
    default:
      return fares;
  }
}

std::vector<Claim> claims_of(const SubsidyRule& rule, const FundingView& view,
                             const std::vector<Balance>& balances) {
  Claims claims(rule, view, balances);
  std::visit(claims, rule.kind);
  return claims.take();
}

std::string unit_key(Period period) {
  switch (period) {
    case Period::month:
      return "money.unit.pupil_month";
    case Period::term:
      return "money.unit.pupil_term";
    case Period::half_year:
      return "money.unit.pupil_half_year";
    case Period::year:
      return "money.unit.pupil";
  }
  return {};
}

}  // namespace budian::money
