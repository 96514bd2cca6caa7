// Random bus services and funding rules for the laws that hold for all of them.
#pragma once

#include <random>

#include "bus_service.hpp"

namespace budian::money {

inline std::int64_t below(std::mt19937_64& random, std::int64_t end) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(end));
}
inline bool chance(std::mt19937_64& random) { return random() % 2 == 0; }

inline BusCosts random_service(std::mt19937_64& random) {
  BusCosts buses;
  const std::int64_t count = 1 + below(random, 6);
  for (std::int64_t i = 0; i < count; ++i) {
    BusDuty duty{random() % 7,
                 Millimetres(below(random, 90'000'000)),
                 Millimetres(below(random, 90'000'000)),
                 {}};
    for (std::size_t t = 0; t < 3; ++t) {
      TownshipRiders here{TownshipId(t), Heads(0), {}};
      const std::int64_t groups = below(random, 3);
      for (std::int64_t g = 0; g < groups; ++g) {
        RiderGroup group{
            {chance(random), chance(random), chance(random)}, Heads(below(random, 20)), {}};
        for (auto& need : group.needs) {
          if (chance(random)) need = Heads(below(random, group.heads.count() + 1));
        }
        here.heads += group.heads;
        here.groups.push_back(group);
      }
      duty.riders.push_back(std::move(here));
    }
    buses.duties.push_back(std::move(duty));
  }
  return buses;
}

inline Payer random_payer(std::mt19937_64& random) {
  constexpr std::array<Payer, 4> some{Payer::county, Payer::township, Payer::province_and_centre,
                                      Payer::school};
  return some[random() % some.size()];
}

inline std::optional<Fen> random_ceiling(std::mt19937_64& random, std::int64_t end) {
  if (random() % 3 != 0) return std::nullopt;
  return Fen(below(random, end));
}

inline PerPupil random_per_pupil(std::mt19937_64& random) {
  PerPupil kind{
      {{Fen(below(random, 9000)), Fen(below(random, 9000))}, static_cast<Period>(random() % 4)}};
  for (const Need need : rider_needs) {
    if (random() % 3 == 0) kind.pupils.push_back(need);
  }
  kind.to_families = random() % 3 == 0;
  return kind;
}

inline SubsidyKind random_kind(std::mt19937_64& random) {
  const auto share = [&] { return static_cast<double>(random() % 1001) / 1000; };
  switch (random() % 6) {
    case 0:
      return ShareOfContract{share(), share(), chance(random)};
    case 1:
      return random_per_pupil(random);
    case 2:
      return PerBus{{{Heads(0), Heads(41), Fen(below(random, 3'000'000))},
                     {Heads(42), Heads(99), Fen(below(random, 3'000'000))}}};
    case 3:
      return PurchaseShare{share(), random_ceiling(random, 20'000'000)};
    case 4:
      return OperatingGrant{Fen(below(random, 20'000'000)), chance(random)};
    default:
      return AuditedLoss{share()};
  }
}

inline Rules random_rules(std::mt19937_64& random) {
  Rules rules = built_in_rules();
  BusFunding& funding = rules.funding;
  funding.zone_of_home = chance(random);
  funding.rest = payers[random() % payers.size()];
  for (const Payer payer : payers) {
    if (payer != funding.rest && payer != Payer::family) {
      funding.payer_ceilings[row(payer)] = random_ceiling(random, 40'000'000);
    }
  }
  const auto riders_of = [&] { return static_cast<RiderClass>(random() % 3); };
  funding.fares.clear();
  funding.subsidies.clear();
  for (std::uint64_t i = random() % 3; i > 0; --i) {
    FareRule fare;
    fare.code = "fare" + std::to_string(i);
    fare.rate = {{Fen(below(random, 90'000)), Fen(below(random, 90'000))}, Period::year};
    fare.riders = riders_of();
    for (const Need need : rider_needs) {
      if (chance(random)) fare.exemptions.push_back({need, 0.1 * double(random() % 11), {}});
      if (!fare.exemptions.empty() && chance(random)) {
        fare.exemptions.back().payer = random_payer(random);
      }
    }
    funding.fares.push_back(std::move(fare));
  }
  for (std::uint64_t i = random() % 5; i > 0; --i) {
    SubsidyRule rule;
    rule.code = "rule" + std::to_string(i);
    rule.kind = random_kind(random);
    rule.riders = riders_of();
    rule.payers = {{Payer::county, 1}};
    if (chance(random)) rule.payers = {{Payer::county, 0.37}, {Payer::township, 0.63}};
    rule.ceilings = {random_ceiling(random, 20'000'000), random_ceiling(random, 10'000'000),
                     random_ceiling(random, 90'000), random_ceiling(random, 9'000'000)};
    for (const char* township : {"01", "03"}) {
      const auto own = random_ceiling(random, 10'000'000);
      if (own) rule.ceilings.townships.push_back({township, *own, 0});
    }
    funding.subsidies.push_back(std::move(rule));
  }
  return rules;
}

inline County three_townships(const std::array<const char*, 3>& codes) {
  County county;
  for (const char* code : codes) county.townships.push_back({code, code, {}});
  return county;
}

}  // namespace budian::money
