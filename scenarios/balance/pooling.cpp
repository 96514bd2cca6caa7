#include "scenarios/balance/pooling.hpp"

#include <map>
#include <utility>

namespace budian {
namespace {

std::map<SchoolId, std::size_t> unit_of_school(const std::vector<CountedUnit>& units) {
  std::map<SchoolId, std::size_t> result;
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (const auto member : units[i].members) result.emplace(member, i);
  }
  return result;
}

std::optional<std::size_t> found(const std::map<SchoolId, std::size_t>& units, SchoolId school) {
  const auto unit = units.find(school);
  return unit == units.end() ? std::nullopt : std::optional(unit->second);
}

struct Amounts {
  std::vector<std::int64_t> pupils;
  std::vector<double> amounts;
  void add(std::int64_t heads, double amount) {
    pupils.push_back(heads);
    amounts.push_back(amount);
  }
  [[nodiscard]] std::optional<double> cv() const { return variation(pupils, amounts).cv; }
};

Amounts as_they_are(const std::vector<CountedUnit>& units, std::size_t k) {
  Amounts result;
  for (const auto& unit : units) result.add(unit.pupils, unit.amounts[k]);
  return result;
}

/// The units of the plan with what pupils of counted schools bring along; who leaves stays apart,
/// each school's pupils by themselves.
struct Pooled {
  Amounts units;
  Amounts leavers;
};
Pooled pool(const std::vector<CountedUnit>& today, std::size_t units,
            const std::vector<PupilFlow>& flows, std::size_t k) {
  Pooled result;
  result.units.pupils.assign(units, 0);
  result.units.amounts.assign(units, 0);
  std::vector<std::int64_t> stay(today.size(), 0);
  for (const auto& flow : flows) {
    if (!flow.from || !flow.to) continue;
    const auto& unit = today[*flow.from];
    stay[*flow.from] += flow.pupils;
    result.units.pupils[*flow.to] += flow.pupils;
    result.units.amounts[*flow.to] +=
        unit.amounts[k] * (static_cast<double>(flow.pupils) / static_cast<double>(unit.pupils));
  }
  for (std::size_t a = 0; a < today.size(); ++a) {
    const std::int64_t leaving = today[a].pupils - stay[a];
    if (leaving <= 0) continue;
    result.leavers.add(leaving, today[a].amounts[k] * (static_cast<double>(leaving) /
                                                       static_cast<double>(today[a].pupils)));
  }
  return result;
}

}  // namespace

std::vector<PupilFlow> pupil_flows(const std::vector<CountedUnit>& today,
                                   const std::vector<CountedUnit>& plan,
                                   const std::vector<PupilGroup>& groups, Stage stage) {
  const auto before = unit_of_school(today);
  const auto after = unit_of_school(plan);
  std::map<std::pair<std::optional<std::size_t>, std::optional<std::size_t>>, std::int64_t> sums;
  for (const auto& group : groups) {
    if (stage_of_grade(group.grade) != stage) continue;
    const auto from = found(before, group.before);
    const auto to = found(after, group.school);
    if (from || to) sums[{from, to}] += group.pupils.count();
  }
  std::vector<PupilFlow> flows;
  flows.reserve(sums.size());
  for (const auto& [pair, pupils] : sums) flows.push_back({pair.first, pair.second, pupils});
  return flows;
}

std::optional<CvChange> split_change(const StandardRules& rules, std::size_t indicator,
                                     const std::vector<CountedUnit>& today,
                                     const std::vector<CountedUnit>& plan,
                                     const std::vector<PupilFlow>& flows) {
  if (!by_pupils(rules.indicators[indicator].per)) return std::nullopt;
  if (units_untold(today, indicator) + units_untold(plan, indicator) > 0) return std::nullopt;
  const auto before = as_they_are(today, indicator).cv();
  const auto after = as_they_are(plan, indicator).cv();
  const Pooled moved = pool(today, plan.size(), flows, indicator);
  Amounts together = moved.units;
  for (std::size_t i = 0; i < moved.leavers.pupils.size(); ++i) {
    together.add(moved.leavers.pupils[i], moved.leavers.amounts[i]);
  }
  Amounts arrived = moved.units;
  for (std::size_t b = 0; b < plan.size(); ++b) arrived.pupils[b] = plan[b].pupils;
  const auto pooled = together.cv();
  const auto counted = arrived.cv();
  if (!before || !after || !pooled || !counted) return std::nullopt;
  return CvChange{*before, *after, *pooled - *before, *counted - *pooled, *after - *counted};
}

std::optional<CvChange> mean_change(const std::vector<std::optional<CvChange>>& changes) {
  CvChange mean;
  if (changes.empty()) return std::nullopt;
  const auto count = static_cast<double>(changes.size());
  for (const auto& change : changes) {
    if (!change) return std::nullopt;
    mean.before += change->before / count;
    mean.after += change->after / count;
    mean.pooling += change->pooling / count;
    mean.uncounted += change->uncounted / count;
    mean.resources += change->resources / count;
  }
  return mean;
}

}  // namespace budian
