#include "scenarios/forecast/catchments.hpp"

#include <algorithm>

namespace budian::forecast {
namespace {

/// The last grade with pupils or classes; a school whose classes are not told goes as far as its
/// kind, but for teaching points, which often end early.
int last_grade_of(const School& school, const ByGrade& roll) {
  const bool classes_told = std::any_of(school.classes.begin(), school.classes.end(),
                                        [](int classes) { return classes > 0; });
  int last = -1;
  for (int grade = 0; grade < grade_count; ++grade) {
    const auto g = static_cast<std::size_t>(grade);
    const bool by_kind = !classes_told && school.kind != SchoolKind::teaching_point &&
                         kind_holds_grade(school.kind, grade);
    if (roll[g] > Heads(0) || school.classes[g] > 0 || by_kind) last = grade;
  }
  return last;
}

}  // namespace

Catchments::Catchments(const Groundwork& ground)
    : ground_(&ground), today_(ground.county.settlements.size()) {
  for (const auto& school : schools_today(ground)) {
    rolls_.push_back(school.pupils);
    last_grade_.push_back(last_grade_of(school, school.pupils));
  }
  for (const auto& group : ground.placement.groups) {
    today_[group.settlement.row()][static_cast<std::size_t>(group.grade)][group.school] +=
        group.pupils.count();
  }
}

bool Catchments::holds(SchoolId school, int grade) const {
  return grade <= last_grade_[school] &&
         kind_holds_grade(ground_->county.schools[school].kind, grade);
}

bool Catchments::holds(int grade) const {
  const auto ids = rolls_.ids();
  return std::any_of(ids.begin(), ids.end(), [&](SchoolId id) { return holds(id, grade); });
}

SchoolShares Catchments::shares(const std::map<SchoolId, std::int64_t>& heads) const {
  std::int64_t all = 0;
  for (const auto& [school, count] : heads) all += count;
  SchoolShares result;
  for (const auto& [school, count] : heads) {
    if (count > 0) {
      result.emplace_back(school, static_cast<double>(count) / static_cast<double>(all));
    }
  }
  return result;
}

SchoolShares Catchments::schools_of(SettlementId settlement, int grade) const {
  const auto& here = today_[settlement.row()];
  for (int away = 0; away < grade_count; ++away) {
    for (const int other : {grade - away, grade + away}) {
      if (other < 0 || other >= grade_count) continue;
      std::map<SchoolId, std::int64_t> heads = here[static_cast<std::size_t>(other)];
      std::erase_if(heads, [&](const auto& entry) { return !holds(entry.first, grade); });
      if (!heads.empty()) return shares(heads);
    }
  }
  const auto school = nearest(settlement, grade);
  return school ? SchoolShares{{*school, 1.0}} : SchoolShares{};
}

std::optional<SchoolId> Catchments::nearest(SettlementId settlement, int grade) const {
  std::optional<std::pair<std::int64_t, SchoolId>> best;
  const auto offer = [&](SchoolId school, std::int64_t length) {
    if (!ground_->county.schools[school].is_public || !holds(school, grade)) return;
    if (!best || std::pair(length, school) < *best) best = {length, school};
  };
  for (const auto& entry : ground_->on_foot.row(settlement.row())) {
    offer(SchoolId(entry.destination), entry.length);
  }
  if (!best) {  // no road leads there: as the crow flies
    const Point home = ground_->county.settlements[settlement].place;
    for (const auto id : ground_->county.schools.ids()) {
      offer(id, distance(home, ground_->county.schools[id].place).count());
    }
  }
  return best ? std::optional(best->second) : std::nullopt;
}

SchoolShares Catchments::next(SettlementId settlement, SchoolId school, int grade) const {
  if (holds(school, grade + 1)) return {{school, 1.0}};
  return schools_of(settlement, grade + 1);
}

}  // namespace budian::forecast
