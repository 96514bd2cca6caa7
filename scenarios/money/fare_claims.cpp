#include "scenarios/money/fare_claims.hpp"

#include <map>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// Of all riders, and of the displaced among them.
struct Counted {
  Heads all, displaced;
  void add(Heads heads, bool are_displaced) {
    all += heads;
    if (are_displaced) displaced += heads;
  }
};

/// Riders of a zone who pay the whole fare, and the exempt by exemption.
struct Fares {
  Heads riders;
  Counted paying;
  std::vector<Counted> exempt;
};

std::vector<Need> exempt_needs(const FareRule& fare) {
  std::vector<Need> needs;
  for (const Exemption& exemption : fare.exemptions) needs.push_back(exemption.need);
  return needs;
}

Fares fares_of(const FareRule& fare, const FundingView& view, const TownshipPart& part, Zone zone) {
  Fares fares;
  const auto needs = exempt_needs(fare);
  fares.exempt.resize(needs.size());
  for (const auto& bus : part.buses) {
    for (const auto& group : bus.groups) {
      if (!counts(fare.riders, group.kind)) continue;
      if (zone_of(view.funding(), group.kind) != zone) continue;
      fares.riders += group.heads;
      Heads paying = group.heads;
      const auto exempt = in_need(group, needs);
      for (std::size_t e = 0; e < needs.size(); ++e) {
        fares.exempt[e].add(exempt[e], group.kind.displaced);
        paying -= exempt[e];
      }
      fares.paying.add(paying, group.kind.displaced);
    }
  }
  return fares;
}

/// Writes the claims of one part.
class PartFares {
 public:
  PartFares(const FareRule& fare, const FundingView& view, std::size_t part)
      : fare_(fare),
        view_(view),
        part_(part),
        growth_(view.growth(fare.index)),
        periods_(view.funding().periods(fare.rate.period)) {}

  void add_zone(Zone zone) {
    const Fares fares = fares_of(fare_, view_, view_.parts[part_], zone);
    if (fares.riders <= Heads(0)) return;
    const Fen rate = scaled(fare_.rate.amounts[row(zone)], growth_);
    add(Payer::family, {"money.line.fare", {{"zone", name_key(zone)}}}, fares.paying, rate);
    for (std::size_t e = 0; e < fare_.exemptions.size(); ++e) {
      if (fares.exempt[e].all <= Heads(0)) continue;
      add_exempt(zone, fare_.exemptions[e], fares.exempt[e], rate);
    }
  }

  std::vector<FareClaim> take() {
    std::vector<FareClaim> result;
    const auto family = by_payer_.find(Payer::family);
    if (family != by_payer_.end()) result.push_back(std::move(family->second));
    for (auto& [payer, claim] : by_payer_) {
      if (payer != Payer::family) result.push_back(std::move(claim));
    }
    return result;
  }

 private:
  void add_exempt(Zone zone, const Exemption& exemption, Counted exempt, Fen rate) {
    const Fen waived = scaled(rate, exemption.share);
    const std::vector<std::pair<std::string, Argument>> names{{"zone", name_key(zone)},
                                                              {"need", name_key(exemption.need)},
                                                              {"percent", 100 * exemption.share}};
    if (waived < rate) {
      add(Payer::family, {"money.line.fare_reduced", names}, exempt, rate - waived);
    }
    if (exemption.payer && waived > Fen(0)) {
      add(*exemption.payer, {"money.line.fare_waived", names}, exempt, waived);
    }
  }

  void add(Payer payer, Message text, Counted heads, Fen rate) {
    FareClaim& entry = by_payer_[payer];
    entry.part = part_;
    entry.payer = payer;
    entry.claim.base += rate;
    if (heads.all <= Heads(0)) return;
    entry.of_displaced += rate * heads.displaced.count() * periods_;
    entry.claim.components.push_back(component(std::move(text),
                                               static_cast<double>(heads.all.count() * periods_),
                                               unit_key(fare_.rate.period), rate));
  }

  const FareRule& fare_;
  const FundingView& view_;
  std::size_t part_;
  double growth_;
  int periods_;
  std::map<Payer, FareClaim> by_payer_;
};

}  // namespace

std::vector<FareClaim> fare_claims(const FareRule& fare, const FundingView& view) {
  std::vector<FareClaim> result;
  for (std::size_t i = 0; i < view.parts.size(); ++i) {
    PartFares part(fare, view, i);
    for (const Zone zone : zones) part.add_zone(zone);
    for (auto& claim : part.take()) result.push_back(std::move(claim));
  }
  return result;
}

std::vector<Line> untold_lines(const FareRule& fare, const FundingView& view) {
  std::vector<Line> lines;
  for (const Exemption& exemption : fare.exemptions) {
    for (const auto& untold : untold_of(view.parts, fare.riders, {exemption.need})) {
      lines.push_back(untold_line("money.line.exemption_untold", untold,
                                  exemption.payer.value_or(Payer::family), fare.source));
    }
  }
  return lines;
}

}  // namespace budian::money
