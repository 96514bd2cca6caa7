#include "scenarios/planner/first_receivers.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace budian::planner {
namespace {

/// Pupils of one settlement and one school, who go to one receiver where one can take them all.
struct Family {
  std::size_t candidate = 0;
  std::vector<std::size_t> groups;
  std::vector<SchoolId> order;  ///< receivers of all of them, as `apply` prefers them
};

class FirstReceivers {
 public:
  FirstReceivers(const Goal& goal, const Groundwork& ground,
                 const std::vector<Candidate>& candidates, const Sketch& today,
                 const OfferOf& offer_of, std::vector<LeavingGroup>& groups)
      : goal_(goal), ground_(ground), candidates_(candidates), today_(today), groups_(groups) {
    for (const Candidate& candidate : candidates_) closable_.insert(candidate.school);
    if (!is_ruled()) return;
    std::map<std::pair<std::size_t, SettlementId>, std::vector<std::size_t>> by_home;
    for (std::size_t g = 0; g < groups_.size(); ++g)
      by_home[{groups_[g].candidate, today_.plan.groups[groups_[g].group].settlement}].push_back(g);
    for (auto& [key, members] : by_home) {
      const bool others = std::any_of(members.begin(), members.end(), [&](std::size_t g) {
        return std::any_of(groups_[g].ways.begin(), groups_[g].ways.end(), [](const LeastWay& way) {
          return way.way != Way::walk && way.way != Way::bus;
        });
      });
      if (others) continue;
      Family family{key.first, std::move(members), {}};
      family.order = in_order(family, offer_of);
      families_.push_back(std::move(family));
    }
  }

  /// The fewer ways are left, the more schools never fill up.
  void run() {
    std::set<SchoolId> roomy;
    for (;;) {
      auto now = with_room_for_all();
      if (now == roomy) return;
      roomy = std::move(now);
      for (const Family& family : families_) narrow(family, roomy);
    }
  }

 private:
  [[nodiscard]] bool is_ruled() const {
    if (!goal_.base.boarding.places.empty() || !goal_.base.bus.public_lines.empty()) return false;
    return std::none_of(candidates_.begin(), candidates_.end(), [](const Candidate& candidate) {
      return candidate.may(Choice::teaching_point);
    });
  }

  static const LeastWay* way_to(const LeavingGroup& group, SchoolId to) {
    const auto way = std::find_if(group.ways.begin(), group.ways.end(),
                                  [&](const LeastWay& each) { return each.to == to; });
    return way == group.ways.end() ? nullptr : &*way;
  }

  [[nodiscard]] std::vector<SchoolId> in_order(const Family& family,
                                               const OfferOf& offer_of) const {
    std::vector<std::tuple<FamilyEffort, SchoolId>> ranked;
    for (const LeastWay& way : groups_[family.groups.front()].ways) {
      FamilyEffort effort;
      bool all = true;
      for (const std::size_t g : family.groups) {
        all = all && way_to(groups_[g], way.to);
        if (all) effort.add(offer_of(groups_[g], way.to), groups_[g].pupils);
      }
      if (all) ranked.emplace_back(effort, way.to);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<SchoolId> order;
    for (const auto& [effort, school] : ranked) order.push_back(school);
    return order;
  }

  /// Schools that have a seat for everybody who could come.
  [[nodiscard]] std::set<SchoolId> with_room_for_all() const {
    const auto schools = schools_today(ground_);
    Seats seats(goal_.base.limits, schools);
    for (const LeavingGroup& group : groups_) {
      std::set<SchoolId> receivers;
      for (const LeastWay& way : group.ways) receivers.insert(way.to);
      for (int grade = 0; grade < grade_count; ++grade) {
        for (const SchoolId to : receivers)
          seats.add(to, grade, group.by_grade[static_cast<std::size_t>(grade)]);
      }
    }
    std::set<SchoolId> roomy;
    for (std::size_t row = 0; row < schools.size(); ++row) {
      const SchoolId id(row);
      if (!goal_.base.limits.seats || seats.classrooms_short(id) == 0) roomy.insert(id);
    }
    return roomy;
  }

  /// Does the school offer all grades of a group, whatever is decided elsewhere?
  [[nodiscard]] bool teaches(SchoolId id, const LeavingGroup& group) const {
    const School& school = today_.plan.schools[id].school;
    for (int grade = 0; grade < grade_count; ++grade) {
      if (group.by_grade[static_cast<std::size_t>(grade)] == Heads(0)) continue;
      if (!kind_holds_grade(school.kind, grade) || !may_teach(school, grade)) return false;
    }
    return true;
  }

  [[nodiscard]] bool takes_without_fail(SchoolId to, const Family& family,
                                        const std::set<SchoolId>& roomy) const {
    return roomy.contains(to) &&
           std::all_of(family.groups.begin(), family.groups.end(), [&](std::size_t g) {
             return way_to(groups_[g], to)->is_sure && teaches(to, groups_[g]);
           });
  }

  void narrow(const Family& family, const std::set<SchoolId>& roomy) {
    std::map<SchoolId, std::vector<SchoolId>> together;
    std::vector<SchoolId> before;
    bool is_settled = false;
    for (const SchoolId to : family.order) {
      together[to] = before;
      if (!takes_without_fail(to, family, roomy)) continue;
      is_settled = !closable_.contains(to);
      if (is_settled) break;
      before.push_back(to);
    }
    for (const std::size_t g : family.groups) {
      std::erase_if(groups_[g].ways, [&](LeastWay& way) {
        const auto found = together.find(way.to);
        way.only_merged = found == together.end() && is_settled;
        way.after = found == together.end() ? before : found->second;
        return way.only_merged && !candidates_[family.candidate].may_merge_into(way.to);
      });
    }
  }

  const Goal& goal_;
  const Groundwork& ground_;
  const std::vector<Candidate>& candidates_;
  const Sketch& today_;
  std::vector<LeavingGroup>& groups_;
  std::set<SchoolId> closable_;
  std::vector<Family> families_;
};

}  // namespace

void leave_first_receivers(const Goal& goal, const Groundwork& ground,
                           const std::vector<Candidate>& candidates, const Sketch& today,
                           const OfferOf& offer_of, std::vector<LeavingGroup>& groups) {
  FirstReceivers(goal, ground, candidates, today, offer_of, groups).run();
}

}  // namespace budian::planner
