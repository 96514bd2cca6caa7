#include "scenarios/money/bus_riders.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/money/lines.hpp"
#include "scenarios/shares.hpp"
#include "scenarios/special_heads.hpp"

namespace budian::money {
namespace {

/// Of each pupil group that rides, how many have a need.
class NeedShares {
 public:
  NeedShares(const County& county, const Plan& plan) : shares_(plan.groups.size()) {
    std::vector<bool> rides(plan.groups.size(), false);
    for (const BusBoarding& boarding : plan.buses.boardings) rides[boarding.group] = true;
    if (plan.buses.boardings.empty()) return;
    tell(Need::poor, special_heads(county, plan, &Settlement::poor, rides));
    tell(Need::disabled, special_heads(county, plan, &Settlement::disabled, rides));
    tell(Need::left_behind, special_heads(county, plan, &Settlement::left_behind, rides));
    tell_boarders(plan, rides);
  }

  [[nodiscard]] const NeedHeads& of(std::size_t group) const { return shares_[group]; }

 private:
  void tell(Need need, const SpecialHeads& heads) {
    for (std::size_t i = 0; i < shares_.size(); ++i) shares_[i][row(need)] = heads.of_group[i];
  }

  /// A county that reports no boarder anywhere does not tell.
  void tell_boarders(const Plan& plan, const std::vector<bool>& rides) {
    Heads all;
    for (const auto& planned : plan.schools) all += planned.school.boarders;
    if (all <= Heads(0)) return;
    std::vector<bool> asked(plan.schools.size(), false);
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
      if (rides[i]) asked[plan.groups[i].school.row()] = true;
    }
    std::vector<std::vector<std::size_t>> at_school(plan.schools.size());
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
      const SchoolId school = plan.groups[i].school;
      if (asked[school.row()]) at_school[school.row()].push_back(i);
    }
    for (const auto id : plan.schools.ids()) {
      const auto& rows = at_school[id.row()];
      if (rows.empty()) continue;
      std::vector<std::int64_t> pupils;
      for (const std::size_t i : rows) pupils.push_back(plan.groups[i].pupils.count());
      const auto parts = shared_heads(plan.schools[id].school.boarders.count(), pupils);
      for (std::size_t k = 0; k < rows.size(); ++k) {
        shares_[rows[k]][row(Need::boarder)] = Heads(parts[k]);
      }
    }
  }

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
    std::map<std::size_t, std::vector<const BusBoarding*>> by_group;
    for (const BusBoarding& boarding : plan.buses.boardings) {
      by_group[boarding.group].push_back(&boarding);
    }
    for (const auto& [group, boardings] : by_group) place(group, boardings);
  }

  [[nodiscard]] const std::vector<RiderGroup>& at(bus::StopId stop) const {
    return by_stop_[stop.row()];
  }

 private:
  /// The needs of a group among the stops that it boards at, and those whom no bus has room for.
  void place(std::size_t group, const std::vector<const BusBoarding*>& boardings) {
    const PupilGroup& pupils = plan_.groups[group];
    std::vector<std::int64_t> heads;
    std::int64_t placed = 0;
    for (const BusBoarding* boarding : boardings) {
      heads.push_back(boarding->pupils.count());
      placed += heads.back();
    }
    heads.push_back(std::max<std::int64_t>(0, pupils.pupils.count() - placed));
    std::vector<RiderGroup> riders(boardings.size());
    for (const Need need : rider_needs) {
      const auto& told = needs_.of(group)[row(need)];
      if (!told) continue;
      const auto parts = shared_heads(told->count(), heads);
      for (std::size_t k = 0; k < riders.size(); ++k) riders[k].needs[row(need)] = Heads(parts[k]);
    }
    for (std::size_t k = 0; k < riders.size(); ++k) {
      riders[k].heads = boardings[k]->pupils;
      riders[k].kind = {plan_.schools[pupils.school].school.is_rural,
                        plan_.schools[pupils.before].school.is_rural, pupils.displaced()};
      by_stop_[boardings[k]->stop.row()].push_back(riders[k]);
    }
  }

  const Plan& plan_;
  NeedShares needs_;
  std::vector<std::vector<RiderGroup>> by_stop_;
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
