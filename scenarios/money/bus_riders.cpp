#include "scenarios/money/bus_riders.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// Heads in proportion to weights, by largest remainder, none above its weight.
std::vector<std::int64_t> shared_heads(Heads whole, const std::vector<std::int64_t>& weights) {
  std::vector<double> exact(weights.begin(), weights.end());
  std::int64_t all = 0;
  for (const std::int64_t weight : weights) all += weight;
  if (all <= 0) return std::vector<std::int64_t>(weights.size(), 0);
  const std::int64_t most = std::clamp<std::int64_t>(whole.count(), 0, all);
  std::vector<std::int64_t> result;
  result.reserve(weights.size());
  for (const Fen part : apportion(Fen(most), exact)) result.push_back(part.count());
  return result;
}

/// Of each pupil group of the plan, how many have a need.
class NeedShares {
 public:
  NeedShares(const County& county, const Plan& plan) : plan_(plan), shares_(plan.groups.size()) {
    std::map<SettlementId, std::vector<std::size_t>> at_home;
    std::map<SchoolId, std::vector<std::size_t>> at_school;
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
      at_home[plan.groups[i].settlement].push_back(i);
      at_school[plan.groups[i].school].push_back(i);
    }
    for (const auto& [id, rows] : at_home) {
      if (!county.settlements.contains(id)) continue;
      const Settlement& settlement = county.settlements[id];
      tell(Need::poor, settlement.poor, rows);
      tell(Need::disabled, settlement.disabled, rows);
      tell(Need::left_behind, settlement.left_behind, rows);
    }
    tell_boarders(at_school);
  }

  [[nodiscard]] const NeedHeads& of(std::size_t group) const { return shares_[group]; }

 private:
  void tell(Need need, const std::optional<Heads>& heads, const std::vector<std::size_t>& rows) {
    if (!heads) return;
    std::vector<std::int64_t> pupils;
    pupils.reserve(rows.size());
    for (const std::size_t i : rows) pupils.push_back(plan_.groups[i].pupils.count());
    const auto parts = shared_heads(*heads, pupils);
    for (std::size_t k = 0; k < rows.size(); ++k) shares_[rows[k]][row(need)] = Heads(parts[k]);
  }

  /// A county that reports no boarder anywhere does not tell.
  void tell_boarders(const std::map<SchoolId, std::vector<std::size_t>>& at_school) {
    Heads all;
    for (const auto& planned : plan_.schools) all += planned.school.boarders;
    if (all <= Heads(0)) return;
    for (const auto& [id, rows] : at_school) {
      tell(Need::boarder, plan_.schools[id].school.boarders, rows);
    }
  }

  const Plan& plan_;
  std::vector<NeedHeads> shares_;
};

/// Adds riders of one pupil group to the group of their kind.
void add(const RiderGroup& riders, std::vector<RiderGroup>& groups) {
  auto same = std::find_if(groups.begin(), groups.end(), [&](const RiderGroup& group) {
    bool told_alike = true;
    for (const Need need : rider_needs) {
      told_alike =
          told_alike && group.needs[row(need)].has_value() == riders.needs[row(need)].has_value();
    }
    return group.kind == riders.kind && told_alike;
  });
  if (same == groups.end()) {
    groups.push_back(riders);
    return;
  }
  same->heads += riders.heads;
  for (const Need need : rider_needs) {
    auto& heads = same->needs[row(need)];
    if (heads) *heads += *riders.needs[row(need)];
  }
}

class RiderCount {
 public:
  RiderCount(const County& county, const Plan& plan)
      : plan_(plan), needs_(county, plan), by_stop_(plan.buses.stops.size()) {
    for (const BusBoarding& boarding : plan.buses.boardings) place(boarding);
  }

  [[nodiscard]] const std::vector<RiderGroup>& at(bus::StopId stop) const {
    return by_stop_[stop.row()];
  }

 private:
  void place(const BusBoarding& boarding) {
    const PupilGroup& pupils = plan_.groups[boarding.group];
    RiderGroup riders;
    riders.heads = boarding.pupils;
    riders.kind = {plan_.schools[pupils.school].school.is_rural,
                   plan_.schools[pupils.before].school.is_rural, pupils.displaced()};
    Heads& before = placed_[boarding.group];
    for (const Need need : rider_needs) {
      const auto& heads = needs_.of(boarding.group)[row(need)];
      if (!heads) continue;
      // As many as belong to all who are placed so far: over the whole group nobody is lost.
      const auto up_to = [&](Heads placed) {
        return std::llround(static_cast<double>(heads->count() * placed.count()) /
                            static_cast<double>(pupils.pupils.count()));
      };
      riders.needs[row(need)] = Heads(up_to(before + riders.heads) - up_to(before));
    }
    before += riders.heads;
    by_stop_[boarding.stop.row()].push_back(riders);
  }

  const Plan& plan_;
  NeedShares needs_;
  std::vector<std::vector<RiderGroup>> by_stop_;
  std::map<std::size_t, Heads> placed_;  ///< of each group so far
};

/// What a bus drives on one of its trips goes to the townships of its pupils.
void add_ways(const BusLine& line, const std::map<TownshipId, Heads>& pupils,
              std::map<TownshipId, TownshipRiders>& riders) {
  std::vector<double> heads;
  for (const auto& [township, count] : pupils) heads.push_back(static_cast<double>(count.count()));
  if (std::none_of(heads.begin(), heads.end(), [](double h) { return h > 0; })) return;
  const auto share = [&](Millimetres way) { return apportion(Fen(way.count()), heads); };
  const auto mornings = share(line.morning.loaded + line.morning.empty);
  const auto afternoons = share(line.afternoon.loaded + line.afternoon.empty);
  std::size_t next = 0;
  for (const auto& [township, count] : pupils) {
    riders[township].a_morning += Millimetres(mornings[next].count());
    riders[township].an_afternoon += Millimetres(afternoons[next++].count());
  }
}

}  // namespace

BusCosts bus_costs(const County& county, const Plan& plan) {
  const BusService& buses = plan.buses;
  const RiderCount count(county, plan);
  BusCosts costs;
  for (std::size_t i = 0; i < buses.routes.duties.size(); ++i) {
    const auto& duty = buses.routes.duties[i];
    BusDuty entry;
    entry.type = duty.type.row();
    entry.a_morning = buses.mornings[i].length();
    entry.an_afternoon = buses.afternoons[i].length();
    std::map<TownshipId, TownshipRiders> riders;
    for (std::size_t t = 0; t < duty.trips.size(); ++t) {
      std::map<TownshipId, Heads> pupils;
      for (const auto id : duty.trips[t].stops) {
        const auto& stop = buses.stops[id.row()];
        const auto& school = plan.schools[buses.schools[stop.school.row()]].school;
        TownshipRiders& here = riders[school.township];
        here.township = school.township;
        here.heads += stop.pupils;
        pupils[school.township] += stop.pupils;
        for (const RiderGroup& group : count.at(id)) add(group, here.groups);
      }
      const auto line =
          std::find_if(buses.lines.begin(), buses.lines.end(),
                       [&](const BusLine& other) { return other.duty == i && other.trip == t; });
      if (line != buses.lines.end()) add_ways(*line, pupils, riders);
    }
    for (auto& [township, here] : riders) entry.riders.push_back(std::move(here));
    costs.duties.push_back(std::move(entry));
  }
  return costs;
}

BusCosts with_riders(BusCosts buses, double factor) {
  std::vector<double> heads;
  double all = 0;
  for (auto& duty : buses.duties) {
    for (auto& riders : duty.riders) {
      riders.groups = groups_of(riders);
      for (const auto& group : riders.groups) {
        heads.push_back(static_cast<double>(group.heads.count()));
        all += heads.back();
      }
    }
  }
  if (all <= 0) return buses;
  const auto scaled = apportion(Fen(std::llround(all * factor)), heads);
  std::size_t next = 0;
  for (auto& duty : buses.duties) {
    for (auto& riders : duty.riders) {
      riders.heads = Heads(0);
      for (auto& group : riders.groups) {
        const double ratio =
            heads[next] > 0 ? static_cast<double>(scaled[next].count()) / heads[next] : 0.0;
        group.heads = Heads(scaled[next++].count());
        riders.heads += group.heads;
        for (auto& need : group.needs) {
          if (need) need = Heads(std::llround(static_cast<double>(need->count()) * ratio));
        }
      }
    }
  }
  return buses;
}

std::vector<RiderGroup> groups_of(const TownshipRiders& riders) {
  std::vector<RiderGroup> groups = riders.groups;
  Heads told;
  for (const auto& group : groups) told += group.heads;
  if (told < riders.heads) groups.push_back({{}, riders.heads - told, {}});
  return groups;
}

}  // namespace budian::money
