// Where the pupils of one displacement would go; nothing is changed yet.
#include <algorithm>
#include <tuple>

#include "scenarios/plan_maker.hpp"

namespace budian {
bool PlanMaker::offers_grade(SchoolId school, int grade) const {
  const auto& planned = schools_[school];
  if (!planned.open || !planned.school.is_public || !kind_holds_grade(planned.school.kind, grade))
    return false;
  const auto g = static_cast<std::size_t>(grade);
  const bool known = std::any_of(planned.school.classes.begin(), planned.school.classes.end(),
                                 [](int classes) { return classes > 0; });
  if (planned.school.kind == SchoolKind::teaching_point || !planned.existed) {
    return planned.school.pupils[g] > Heads(0) || planned.school.classes[g] > 0;
  }
  return !known || planned.school.classes[g] > 0 || planned.school.pupils[g] > Heads(0);
}

/// The leaving groups by settlement, the largest settlements first: they are the hardest to seat.
std::vector<std::vector<std::size_t>> PlanMaker::leaving_families(
    const Displacement& displacement) const {
  std::map<SettlementId, std::vector<std::size_t>> by_settlement;
  for (const std::size_t i : groups_of_school_[displacement.school.row()]) {
    if (displacement.leaving[static_cast<std::size_t>(groups_[i].grade)]) {
      by_settlement[groups_[i].settlement].push_back(i);
    }
  }
  std::vector<std::pair<std::int64_t, std::vector<std::size_t>>> families;
  for (auto& [settlement, groups] : by_settlement) {
    std::sort(groups.begin(), groups.end());
    std::int64_t heads = 0;
    for (const std::size_t i : groups) heads += groups_[i].pupils.count();
    families.emplace_back(-heads, std::move(groups));
  }
  std::stable_sort(families.begin(), families.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::vector<std::size_t>> result;
  result.reserve(families.size());
  for (auto& [heads, groups] : families) result.push_back(std::move(groups));
  return result;
}

Request PlanMaker::request_of(std::size_t group, const Displacement& displacement) const {
  return {groups_[group].settlement,
          groups_[group].grade,
          groups_[group].pupils,
          groups_[group].pupils,
          schools_[displacement.school].school.township,
          displacement.school,
          displacement.into.has_value()};
}

std::vector<SchoolId> PlanMaker::possible_receivers(const Displacement& displacement, int grade,
                                                    const std::set<SchoolId>& excluded) const {
  std::vector<SchoolId> result;
  for (const auto id : schools_.ids()) {
    if (may_receive(id, displacement, grade, excluded)) result.push_back(id);
  }
  return result;
}

/// The schools that a limit might let take pupils of a settlement, by id: the township's where only
/// it receives, else those near enough to walk or ride to. No other could have the best offer, and
/// a whole county need not be judged.
std::vector<SchoolId> PlanMaker::near_receivers(const Displacement& displacement,
                                                SettlementId settlement) const {
  if (displacement.into) return {*displacement.into};
  const auto& limits = scenario_.limits;
  if (limits.receivers == Receivers::township)
    return schools_of_township_[schools_[displacement.school].school.township.row()];
  const Millimetres walk = *std::max_element(limits.walk.begin(), limits.walk.end());
  const Milliseconds ride = *std::max_element(limits.ride.begin(), limits.ride.end());
  std::vector<SchoolId> result;
  travel_.each_on_foot(settlement, [&](SchoolId school, Millimetres length) {
    if (length <= walk) result.push_back(school);
  });
  travel_.each_ride(settlement, [&](SchoolId school, Milliseconds time) {
    if (time <= ride) result.push_back(school);
  });
  // A bed may be farther than any day's way.
  for (const auto& place : boarding_) {
    if (place.is_for(displacement.school) && schools_.contains(place.school))
      result.push_back(place.school);
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

bool PlanMaker::may_receive(SchoolId school, const Displacement& displacement, int grade,
                            const std::set<SchoolId>& excluded) const {
  if (displacement.into) return school == *displacement.into;
  return school != displacement.school && !excluded.contains(school) && offers_grade(school, grade);
}

Offer PlanMaker::offer_of(std::size_t group, const Displacement& displacement,
                          SchoolId school) const {
  return judge_.judge(request_of(group, displacement), school, schools_[school].school, seats_);
}

void PlanMaker::seat(std::size_t group, const Offer& offer, int sign) {
  const Heads heads = groups_[group].pupils * sign;
  seats_.add(offer.school, groups_[group].grade, heads);
  if (offer.bed) seats_.add_boarders(*offer.bed, heads);
}

/// Takes the seats of an offer for a group while a draft is made.
void PlanMaker::take(Draft& draft, std::size_t group, const Offer& offer) {
  seat(group, offer);
  draft.moves.emplace_back(group, offer);
}

/// One school for all the groups of a settlement, if one can take them all, with the least effort.
/// Brothers and sisters then go the same way.
bool PlanMaker::place_together(const std::vector<std::size_t>& family,
                               const Displacement& displacement,
                               const std::vector<SchoolId>& allowed, Draft& draft) {
  std::optional<std::tuple<FamilyEffort, SchoolId>> best;
  std::vector<Offer> best_offers;
  for (const auto school : allowed) {
    std::vector<Offer> offers;
    FamilyEffort effort;
    for (const std::size_t i : family) {
      offers.push_back(offer_of(i, displacement, school));
      const Offer& offer = offers.back();
      if (offer.obstacle != Obstacle::none) break;
      seat(i, offer);
      effort.add(offer, groups_[i].pupils);
    }
    const bool all = offers.size() == family.size() && offers.back().obstacle == Obstacle::none;
    for (std::size_t k = 0; k < offers.size(); ++k) {
      if (offers[k].obstacle == Obstacle::none) seat(family[k], offers[k], -1);
    }
    const std::tuple rank(effort, school);
    if (!all || (best && *best <= rank)) continue;
    best = rank;
    best_offers = std::move(offers);
  }
  if (!best) return false;
  for (std::size_t k = 0; k < family.size(); ++k) take(draft, family[k], best_offers[k]);
  return true;
}

bool PlanMaker::place_alone(std::size_t group, const Displacement& displacement,
                            const std::vector<SchoolId>& allowed, Draft& draft) {
  std::optional<Offer> best;
  for (const auto school : allowed) {
    const Offer offer = offer_of(group, displacement, school);
    if (offer.obstacle == Obstacle::none && (!best || is_better(offer, *best))) best = offer;
  }
  if (best) take(draft, group, *best);
  return best.has_value();
}

/// A group without a place: what every school would offer, other townships included, nearest first.
void PlanMaker::leave_stuck(std::size_t group, const Displacement& displacement,
                            const std::vector<SchoolId>& possible, Draft& draft) {
  std::vector<Offer> offers;
  offers.reserve(possible.size());
  for (const auto school : possible) offers.push_back(offer_of(group, displacement, school));
  const Point home = ground_.county.settlements[groups_[group].settlement].place;
  const auto away = [&](const Offer& offer) {
    return std::pair(offer.road.value_or(distance(home, schools_[offer.school].school.place)),
                     offer.school);
  };
  std::sort(offers.begin(), offers.end(),
            [&](const Offer& a, const Offer& b) { return away(a) < away(b); });
  draft.stuck.emplace_back(group, std::move(offers));
}

PlanMaker::Draft PlanMaker::draft(const Displacement& displacement,
                                  const std::set<SchoolId>& excluded) {
  Draft result;
  for (const auto& family : leaving_families(displacement)) {
    const auto near = near_receivers(displacement, groups_[family.front()].settlement);
    const auto allowed = [&](std::size_t i) {
      std::vector<SchoolId> schools = near;
      std::erase_if(schools, [&](SchoolId id) {
        return !may_receive(id, displacement, groups_[i].grade, excluded);
      });
      return schools;
    };
    // Schools that offer every grade of the family.
    auto common = near;
    std::erase_if(common, [&](SchoolId id) {
      return !std::all_of(family.begin(), family.end(), [&](std::size_t i) {
        return may_receive(id, displacement, groups_[i].grade, excluded);
      });
    });
    if (place_together(family, displacement, common, result)) continue;
    for (const std::size_t i : family) {
      if (place_alone(i, displacement, allowed(i), result)) continue;
      leave_stuck(i, displacement, possible_receivers(displacement, groups_[i].grade, excluded),
                  result);
    }
  }
  for (const auto& [i, offer] : result.moves) seat(i, offer, -1);
  return result;
}

}  // namespace budian
