// The one place where a plan is under construction. `apply` drives it; nobody else sees it.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "scenarios/receivers.hpp"
#include "scenarios/resolve.hpp"

namespace budian {

class PlanMaker {
 public:
  PlanMaker(const Scenario& scenario, const Groundwork& ground, const SchoolTravel& travel,
            const Denials& denials);

  void perform(const std::vector<ResolvedMeasure>& measures);
  /// Teachers and things move too: nothing that decides where pupils go hangs on them.
  void with_staff() { moves_staff_ = true; }
  /// The finished plan; the maker is spent.
  [[nodiscard]] Plan finish();

 private:
  /// Where the pupils of a displacement would go; nothing is changed until `commit`.
  struct Draft {
    std::vector<std::pair<std::size_t, Offer>> moves;  ///< row of groups_ → its place
    std::vector<std::pair<std::size_t, std::vector<Offer>>>
        stuck;  ///< groups without a place, offers nearest first
  };

  void perform(const ResolvedRule& rule);
  void perform(const std::vector<Displacement>& displacements);
  void perform(const Opening& opening);
  void perform(const Expansion& expansion);
  void perform(const StaffStep& step);
  /// A grade that received pupils may need more classes; all other classes stay as they are.
  void grow_classes(Table<SchoolId, PlannedSchool>& schools) const;

  [[nodiscard]] std::vector<SchoolId> candidates(const ResolvedRule& rule) const;
  bool stays_below(SchoolId school, const ResolvedRule& rule);
  /// Tries one displacement with receivers outside `excluded`; refuses it with a reason when a
  /// limit would break.
  bool attempt(const Displacement& displacement, const std::set<SchoolId>& excluded);
  [[nodiscard]] Draft draft(const Displacement& displacement, const std::set<SchoolId>& excluded);
  [[nodiscard]] std::vector<std::vector<std::size_t>> leaving_families(
      const Displacement& displacement) const;
  [[nodiscard]] Offer offer_of(std::size_t group, const Displacement& displacement,
                               SchoolId school) const;
  /// A group of pupils has a seat, and a bed where it boards; `sign` -1 gives both back.
  void seat(std::size_t group, const Offer& offer, int sign = 1);
  void take(Draft& draft, std::size_t group, const Offer& offer);
  /// How the group would go to a school where its seats are already counted.
  [[nodiscard]] Offer offer_without_seat(std::size_t group, SchoolId school) const;
  /// Where the group now goes, and how.
  void go(std::size_t group, const Offer& offer);
  bool place_together(const std::vector<std::size_t>& family, const Displacement& displacement,
                      const std::vector<SchoolId>& allowed, Draft& draft);
  bool place_alone(std::size_t group, const Displacement& displacement,
                   const std::vector<SchoolId>& allowed, Draft& draft);
  void leave_stuck(std::size_t group, const Displacement& displacement,
                   const std::vector<SchoolId>& possible, Draft& draft);
  [[nodiscard]] std::vector<SchoolId> possible_receivers(const Displacement& displacement,
                                                         int grade,
                                                         const std::set<SchoolId>& excluded) const;
  [[nodiscard]] std::vector<SchoolId> near_receivers(const Displacement& displacement,
                                                     SettlementId settlement) const;
  [[nodiscard]] bool may_receive(SchoolId school, const Displacement& displacement, int grade,
                                 const std::set<SchoolId>& excluded) const;
  [[nodiscard]] bool offers_grade(SchoolId school, int grade) const;
  void commit(const Displacement& displacement, const Draft& draft);
  void refuse(const Displacement& displacement, const Draft& draft);
  [[nodiscard]] std::map<SchoolId, int> classrooms_missing(const Draft& draft) const;
  /// Pupils who leave a school, all or of one stage: to whom, how many, of how many.
  struct Leaving {
    std::vector<std::pair<SchoolId, Heads>> receivers;
    Heads leaving, before;
  };
  void move_resources(const Displacement& displacement, const Leaving& all,
                      const ByStage<Leaving>& by_stage);
  void move_teachers(const Displacement& displacement, const ByStage<Leaving>& by_stage);
  void attract(SchoolId opened);
  void send_far_pupils_by_bus();
  [[nodiscard]] Heads roll(SchoolId school) const;
  [[nodiscard]] Request request_of(std::size_t group, const Displacement& displacement) const;

  const Scenario& scenario_;
  const Groundwork& ground_;
  const SchoolTravel& travel_;
  std::vector<ResolvedBoarding> boarding_;
  ReceiverJudge judge_;
  Seats seats_;
  Table<SchoolId, PlannedSchool> schools_;
  std::vector<PupilGroup> groups_;
  std::vector<std::optional<std::size_t>> bed_of_group_;  ///< rows of boarding_
  std::vector<std::vector<std::size_t>> groups_of_school_;
  std::vector<std::vector<SchoolId>> schools_of_township_;
  std::set<std::pair<SchoolId, std::size_t>> grown_;  ///< school and grade that received pupils
  std::set<SchoolId> pinned_;  ///< receivers of this plan: not closed afterwards
  std::vector<Closure> closures_;
  std::map<SchoolId, Refusal> refusals_;
  std::vector<Message> remarks_;
  bool moves_staff_ = false;
  staff::Staffing staffing_;
};

}  // namespace budian
