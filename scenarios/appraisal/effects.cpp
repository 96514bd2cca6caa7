// Whom a plan concerns and what it does to the schools that take them (policy §8.3).
#include "scenarios/appraisal/effects.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "scenarios/access.hpp"
#include "scenarios/appraisal/closure_figures.hpp"
#include "scenarios/appraisal/parts.hpp"
#include "scenarios/rooms.hpp"
#include "scenarios/shares.hpp"

namespace budian::appraisal {
namespace {

std::vector<AffectedVillage> villages_of(const Plan& plan) {
  std::map<std::pair<SchoolId, SettlementId>, AffectedVillage> villages;
  for (const auto& group : plan.groups) {
    if (!group.displaced()) continue;
    auto& village = villages[{group.before, group.settlement}];
    village.school = group.before;
    village.settlement = group.settlement;
    village.pupils[static_cast<std::size_t>(group.grade)] += group.pupils;
  }
  std::vector<AffectedVillage> result;
  for (auto& [key, village] : villages) result.push_back(village);
  return result;
}

AffectedTravel travel_of(const Trips& trips, std::optional<GradeBand> band) {
  // Today everybody walks, so the groups of today are copies that do.
  std::vector<PupilGroup> walkers;
  std::vector<Traveller> before, after;
  walkers.reserve(trips.after.size());
  for (std::size_t i = 0; i < trips.after.size(); ++i) {
    const PupilGroup& group = *trips.after[i].group;
    if (!group.displaced() || (band && band_of_grade(group.grade) != *band)) continue;
    walkers.push_back(group);
    walkers.back().way = Way::walk;
    before.push_back({&walkers.back(), trips.before[i].journey});
    after.push_back({&group, trips.after[i].journey});
  }
  const auto& limits = trips.situation.scenario.limits;
  return {band, summarize(before, limits), summarize(after, limits)};
}

/// So many percent of the heads, whole; the parts in proportion.
std::vector<std::int64_t> scaled(const std::vector<std::int64_t>& sizes, std::int64_t percent) {
  std::int64_t all = 0;
  for (const std::int64_t size : sizes) all += size;
  const std::int64_t wanted = (all * percent + 50) / 100;
  if (wanted <= all) return shared_heads(wanted, sizes);
  std::vector<std::int64_t> result = sizes;
  // More than twice as many are whole multiples first.
  const std::int64_t times = all > 0 ? wanted / all : 0;
  const auto rest = shared_heads(wanted - times * all, sizes);
  for (std::size_t i = 0; i < sizes.size(); ++i) result[i] = times * sizes[i] + rest[i];
  return result;
}

ByGrade scaled(const ByGrade& pupils, std::int64_t percent) {
  std::vector<std::int64_t> sizes;
  for (const Heads heads : pupils) sizes.push_back(heads.count());
  const auto parts = scaled(sizes, percent);
  ByGrade result{};
  for (std::size_t g = 0; g < result.size(); ++g) result[g] = Heads(parts[g]);
  return result;
}

class ReceiverCount {
 public:
  ReceiverCount(const Trips& trips, SchoolId id)
      : trips_(trips), id_(id), planned_(trips.plan().schools[id]) {}

  [[nodiscard]] Receiver receiver(
      const std::array<std::int64_t, enrolment_steps>& enrolment) const {
    Receiver result;
    result.school = id_;
    for (const auto& closure : trips_.plan().closures) {
      for (const auto& [to, heads] : closure.receivers) {
        if (to == id_) result.received += heads;
      }
    }
    const School nothing;
    const School& today = planned_.existed ? trips_.county().schools[id_] : nothing;
    if (!planned_.existed) {
      result.rooms_today = 0;
      if (planned_.school.classrooms > 0) result.rooms = planned_.school.classrooms;
    } else if (today.classrooms > 0) {
      result.rooms_today = today.classrooms;
      result.rooms = planned_.school.classrooms;
    }
    result.seats = seats(result.rooms);
    result.today = load(today, today.pupils, result.rooms_today);
    for (std::size_t step = 0; step < enrolment_steps; ++step) {
      result.after[step] =
          load(planned_.school, scaled(planned_.school.pupils, enrolment[step]), result.rooms);
    }
    return result;
  }

 private:
  [[nodiscard]] const ByStage<Heads>& class_size() const {
    return trips_.situation.scenario.limits.class_size;
  }

  [[nodiscard]] std::optional<Heads> seats(const std::optional<std::int64_t>& rooms) const {
    const bool primary = teaches(planned_, Stage::primary);
    if (!rooms || primary == teaches(planned_, Stage::junior)) return std::nullopt;
    return class_size()[row(primary ? Stage::primary : Stage::junior)] * *rooms;
  }

  [[nodiscard]] SchoolLoad load(const School& school, const ByGrade& pupils,
                                const std::optional<std::int64_t>& rooms) const {
    SchoolLoad result;
    result.pupils = total(pupils);
    result.classes_needed = classes_needed(pupils, class_size());
    if (rooms) result.rooms_missing = std::max<std::int64_t>(0, result.classes_needed - *rooms);
    add_sizes(school, pupils, result);
    return result;
  }

  /// n = q·classes + r: r classes of q + 1 and the others of q.
  void add_sizes(const School& school, const ByGrade& pupils, SchoolLoad& load) const {
    const auto& rules = trips_.situation.ground.class_sizes;
    std::int64_t over = 0, large = 0, very_large = 0, largest = 0;
    const auto add = [&](std::int64_t size, std::int64_t classes, Heads standard) {
      if (classes == 0) return;
      largest = std::max(largest, size);
      if (size > standard.count()) over += classes;
      if (size >= rules.large.at_least) large += classes;
      if (size >= rules.very_large.at_least) very_large += classes;
    };
    for (int grade = 0; grade < grade_count; ++grade) {
      const auto g = static_cast<std::size_t>(grade);
      const std::int64_t heads = pupils[g].count(), classes = school.classes[g];
      if (heads <= 0) continue;
      if (classes <= 0 || !classes_told(trips_, id_, g)) return;
      const Heads standard = class_size()[row(stage_of_grade(grade))];
      add(heads / classes + 1, heads % classes, standard);
      add(heads / classes, classes - heads % classes, standard);
    }
    load.over_standard = over;
    load.large = large;
    load.very_large = very_large;
    load.largest = largest;
  }

  const Trips& trips_;
  SchoolId id_;
  const PlannedSchool& planned_;
};

BusLoad bus_load(const BusService& buses, std::int64_t percent) {
  std::vector<std::int64_t> loads;
  for (const auto& line : buses.lines) loads.push_back(line.load.count());
  const auto parts = scaled(loads, percent);
  BusLoad result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& type = buses.types[buses.routes.duties[buses.lines[i].duty].type.row()];
    result.riders += Heads(parts[i]);
    const Heads standing = Heads(parts[i]) - type.pupil_seats;
    if (standing <= Heads(0)) continue;
    result.without_seat += standing;
    ++result.lines_over;
  }
  return result;
}

/// Of the rule that funds a small rural school as a larger one.
std::vector<SmallSchool> small_schools_of(const Trips& trips) {
  const Heads under = trips.situation.ground.money.public_funds.small_school_least;
  std::vector<SmallSchool> result;
  for (const auto id : trips.county().schools.ids()) {
    const School& today = trips.county().schools[id];
    const auto& planned = trips.plan().schools[id];
    const Heads was = total(today.pupils), is = total(planned.school.pupils);
    if (!today.is_public || !today.is_rural || was == Heads(0) || was >= under) continue;
    if (planned.open && is < under) continue;
    result.push_back({id, was, planned.open ? is : Heads(0), !planned.open});
  }
  return result;
}

}  // namespace

Effects effects_of(const Trips& trips) {
  Effects effects;
  const std::int64_t change = trips.situation.ground.appraisal.enrolment.percent;
  effects.enrolment = {100 - change, 100, 100 + change};
  effects.villages = villages_of(trips.plan());
  effects.travel.push_back(travel_of(trips, std::nullopt));
  for (const auto band : grade_bands) effects.travel.push_back(travel_of(trips, band));
  for (const auto id : receivers_of(trips.plan())) {
    effects.receivers.push_back(ReceiverCount(trips, id).receiver(effects.enrolment));
  }
  for (std::size_t step = 0; step < enrolment_steps; ++step) {
    effects.buses[step] = bus_load(trips.plan().buses, effects.enrolment[step]);
  }
  effects.small_schools = small_schools_of(trips);
  return effects;
}

}  // namespace budian::appraisal
