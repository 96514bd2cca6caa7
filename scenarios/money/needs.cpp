#include "scenarios/money/needs.hpp"

#include <algorithm>

#include "scenarios/money/lines.hpp"

namespace budian::money {

std::vector<Heads> in_need(const RiderGroup& group, const std::vector<Need>& needs) {
  std::vector<Heads> result;
  Heads others = group.heads;
  for (const Need need : needs) {
    result.push_back(std::min(group.needs[row(need)].value_or(Heads(0)), others));
    others -= result.back();
  }
  return result;
}

std::vector<Need> needs_of(const SubsidyRule& rule) {
  const auto* kind = std::get_if<PerPupil>(&rule.kind);
  return kind ? kind->pupils : std::vector<Need>();
}

std::vector<Heads> counted_riders(const BusFunding& funding, const TownshipPart& part,
                                  const SubsidyRule& rule, Zone zone) {
  const auto needs = needs_of(rule);
  std::vector<Heads> heads(std::max<std::size_t>(1, needs.size()));
  for (const auto& bus : part.buses) {
    for (const auto& group : bus.groups) {
      if (!counts(rule.riders, group.kind) || zone_of(funding, group.kind) != zone) continue;
      const auto each = needs.empty() ? std::vector{group.heads} : in_need(group, needs);
      for (std::size_t k = 0; k < heads.size(); ++k) heads[k] += each[k];
    }
  }
  return heads;
}

Heads counted_riders(const BusFunding& funding, const TownshipPart& part, const SubsidyRule& rule) {
  Heads sum;
  for (const Zone zone : zones) {
    for (const Heads heads : counted_riders(funding, part, rule, zone)) sum += heads;
  }
  return sum;
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

std::vector<Untold> untold_of(const std::vector<TownshipPart>& parts, RiderClass riders,
                              const std::vector<Need>& needs) {
  std::vector<Untold> result;
  for (const Need need : needs) {
    Untold here{need, Heads(0), Heads(0)};
    for (const auto& part : parts) {
      for (const auto& bus : part.buses) {
        for (const auto& group : bus.groups) {
          if (!counts(riders, group.kind)) continue;
          here.riders += group.heads;
          if (!group.needs[row(need)]) here.untold += group.heads;
        }
      }
    }
    if (here.untold > Heads(0)) result.push_back(here);
  }
  return result;
}

Line untold_line(const char* key, const Untold& untold, Payer payer, const Source& source) {
  Line line = make_line(Topic::bus_share,
                        {key,
                         {{"need", name_key(untold.need)},
                          {"untold", untold.untold.count()},
                          {"riders", untold.riders.count()}}},
                        0, "money.unit.pupil", Fen(0), source);
  line.payer = payer;
  return line;
}

}  // namespace budian::money
