#include "scenarios/money/claims.hpp"

#include <cmath>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

double percent(double share) { return 100 * share; }

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
      const Fen cost = view_.parts[i].cost();
      const Fen base = kind.net_of_fares ? cost - balances_[i].fares : cost;
      claim_share(i, {key, {{"percent", percent(share)}}}, share, base);
    }
  }

  void operator()(const AuditedLoss& kind) {
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      claim_share(i, {"money.line.audited_loss", {{"percent", percent(kind.share)}}}, kind.share,
                  balances_[i].left);
    }
  }

  void operator()(const PerPupil& kind) {
    const int periods = view_.funding().periods(kind.rate.period);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      const auto heads = riders_by_zone(view_, view_.parts[i], rule_.riders);
      for (const Zone zone : zones) {
        if (heads[row(zone)] <= Heads(0)) continue;
        const Fen rate = scaled(kind.rate.amounts[row(zone)], growth_);
        claims_[i].base += rate;
        claims_[i].components.push_back(
            component({"money.line.per_pupil", {{"zone", name_key(zone)}}},
                      static_cast<double>(heads[row(zone)].count() * periods),
                      unit_key(kind.rate.period), rate));
      }
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
    double all = 0;
    for (const auto& part : view_.parts) {
      weights.push_back(part.weight * eligible_share(part, rule_.riders));
      all += weights.back();
    }
    if (all <= 0) return;
    const Fen grant = scaled(kind.a_year, growth_);
    const auto amounts = apportion(grant, weights);
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      claims_[i].base = grant;
      if (amounts[i] == Fen(0)) continue;
      claims_[i].components.push_back(
          component({"money.line.operating_grant", {}}, 1, "money.unit.sum", amounts[i]));
    }
  }

 private:
  /// Of the riders that the rule counts only.
  void claim_share(std::size_t part, Message text, double share, Fen base) {
    const double eligible = eligible_share(view_.parts[part], rule_.riders);
    if (eligible < 1) base = scaled(base, eligible);
    claims_[part].base = base;
    claims_[part].components.push_back(component(std::move(text), share, "money.unit.share", base));
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

std::array<Heads, zones.size()> riders_by_zone(const FundingView& view, const TownshipPart& part,
                                               RiderClass riders) {
  std::array<Heads, zones.size()> heads{};
  for (const auto& bus : part.buses) {
    for (const auto& group : bus.groups) {
      if (!counts(riders, group.kind)) continue;
      heads[row(zone_of(view.funding(), group.kind))] += group.heads;
    }
  }
  return heads;
}

double eligible_share(const TownshipPart& part, RiderClass riders) {
  if (riders == RiderClass::all) return 1;
  Heads all, eligible;
  for (const auto& bus : part.buses) {
    for (const auto& group : bus.groups) {
      all += group.heads;
      if (counts(riders, group.kind)) eligible += group.heads;
    }
  }
  if (all <= Heads(0)) return 0;
  return static_cast<double>(eligible.count()) / static_cast<double>(all.count());
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
