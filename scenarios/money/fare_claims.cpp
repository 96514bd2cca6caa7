#include "scenarios/money/fare_claims.hpp"

#include <algorithm>
#include <map>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// Riders of a zone, and of them the exempt by exemption.
struct Fares {
  Heads riders;
  std::vector<Heads> exempt;
};

Fares fares_of(const FareRule& fare, const FundingView& view, const TownshipPart& part, Zone zone) {
  Fares fares;
  fares.exempt.resize(fare.exemptions.size());
  for (const auto& bus : part.buses) {
    for (const auto& group : bus.groups) {
      if (!counts(fare.riders, group.kind)) continue;
      if (zone_of(view.funding(), group.kind) != zone) continue;
      fares.riders += group.heads;
      Heads paying = group.heads;
      for (std::size_t e = 0; e < fare.exemptions.size(); ++e) {
        const auto& told = group.needs[row(fare.exemptions[e].need)];
        const Heads exempt = std::min(told.value_or(Heads(0)), paying);
        fares.exempt[e] += exempt;
        paying -= exempt;
      }
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
    Heads paying = fares.riders;
    for (const Heads exempt : fares.exempt) paying -= exempt;
    add(Payer::family, {"money.line.fare", {{"zone", name_key(zone)}}}, paying, rate);
    for (std::size_t e = 0; e < fare_.exemptions.size(); ++e) {
      if (fares.exempt[e] > Heads(0)) add_exempt(zone, fare_.exemptions[e], fares.exempt[e], rate);
    }
  }

  std::vector<FareClaim> take() {
    std::vector<FareClaim> result;
    const auto family = by_payer_.find(Payer::family);
    if (family != by_payer_.end()) result.push_back({part_, Payer::family, family->second});
    for (auto& [payer, claim] : by_payer_) {
      if (payer != Payer::family) result.push_back({part_, payer, std::move(claim)});
    }
    return result;
  }

 private:
  void add_exempt(Zone zone, const Exemption& exemption, Heads exempt, Fen rate) {
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

  void add(Payer payer, Message text, Heads heads, Fen rate) {
    Claim& claim = by_payer_[payer];
    claim.base += rate;
    if (heads <= Heads(0)) return;
    claim.components.push_back(component(std::move(text),
                                         static_cast<double>(heads.count() * periods_),
                                         unit_key(fare_.rate.period), rate));
  }

  const FareRule& fare_;
  const FundingView& view_;
  std::size_t part_;
  double growth_;
  int periods_;
  std::map<Payer, Claim> by_payer_;
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
    Heads riders, untold;
    for (const auto& part : view.parts) {
      for (const auto& bus : part.buses) {
        for (const auto& group : bus.groups) {
          if (!counts(fare.riders, group.kind)) continue;
          riders += group.heads;
          if (!group.needs[row(exemption.need)]) untold += group.heads;
        }
      }
    }
    if (untold <= Heads(0)) continue;
    lines.push_back(make_line(Topic::bus_share,
                              {"money.line.exemption_untold",
                               {{"need", name_key(exemption.need)},
                                {"untold", untold.count()},
                                {"riders", riders.count()}}},
                              0, "money.unit.pupil", Fen(0), fare.source));
    lines.back().payer = exemption.payer.value_or(Payer::family);
  }
  return lines;
}

}  // namespace budian::money
