// For each school that might close: what closing it brings and costs, alone and beside the plan,
// when it would pay, and what else could be done.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/planner/search.hpp"

namespace budian::planner {

/// Who takes how many; by name, since it may be a school that the plan opens.
struct Receiving {
  SchoolId school;
  Heads pupils;
  std::string code, name;
  friend bool operator==(const Receiving&, const Receiving&) = default;
};

/// What one decision changes against the same plan without it.
struct DecisionChange {
  Decision decision;
  std::array<Fen, money::payers.size()> a_year{};  ///< by payer
  Fen purse;                                       ///< of the goal's purse
  Fen bus_share;                                   ///< of the purse, for buses
  Fen bus_cost;                                    ///< whoever pays it
  Heads leaving, riders;                           ///< who change school, and how many more ride
  Heads long_journeys;                             ///< more pupils with a long journey
  /// Mean door-to-door time of those who change school, after less before; empty: nobody, or not
  /// known.
  ByBand<std::optional<Milliseconds>> extra;
  std::vector<ByStage<std::optional<double>>> cv;  ///< after less before, a row a standard
  std::vector<Receiving> receivers;                ///< most pupils first
  Score score;                                     ///< of the plan with it
};

/// A decision beside the plan by the sketch.
struct Drafted {
  Fen purse, bus_cost;
};

/// From "close first" to "never".
enum class AdviceRank : std::uint8_t {
  close_first,  ///< in the best plan, and by itself it costs the purse nothing, nor longer journeys
  close,        ///< in the best plan
  may_close,    ///< possible within the limits, but the best plan keeps it
  keep,         ///< the limits let no choice through
  not_asked,    ///< no candidate of the goal
};
inline constexpr std::array advice_ranks{AdviceRank::close_first, AdviceRank::close,
                                         AdviceRank::may_close, AdviceRank::keep,
                                         AdviceRank::not_asked};

constexpr bool is_in_plan(AdviceRank rank) {
  return rank == AdviceRank::close_first || rank == AdviceRank::close;
}

struct SchoolAdvice {
  SchoolId school;
  Heads roll;
  AdviceRank rank = AdviceRank::not_asked;
  std::optional<DecisionChange> alone;       ///< the best choice, all other schools as today
  std::optional<DecisionChange> given_plan;  ///< that of the best plan, or the best beside it
  std::optional<DecisionChange>
      second;  ///< beside the plan: the best with other receivers or boarders
  /// Where the money, riders, long journeys and CVs of given_plan were judged in full: what the
  /// sketch said. All else is sketched.
  std::optional<Drafted> drafted;
  std::optional<Refusal> refusal;  ///< why the first choice cannot be
  /// Largest roll, its villages in proportion, at which closing it alone costs the purse nothing
  /// more; 0: at none; empty: at every roll the goal asks about.
  std::optional<Heads> pays_up_to;
  bool pays_at_all = false;
  bool visited = false;          ///< the best plan sends teachers there
  std::vector<Message> reasons;  ///< why this rank, in order of weight
  std::vector<Message> flips;    ///< what would have to change for the other decision
};

/// What a public line or a new school changes beside the best plan: with it less without it.
struct AdditionAdvice {
  std::size_t row = 0;  ///< of Candidates::additions
  bool in_plan = false;
  Fen purse, bus_cost;
  Heads moved, riders, long_journeys;
};

struct Advice {
  /// Every candidate and every teaching point, best to close first.
  std::vector<SchoolAdvice> schools;
  std::vector<AdditionAdvice> additions;  ///< one an addition of the goal
};
Advice advise(const Sketcher& sketcher, const std::vector<Candidate>& candidates,
              const Scoring& scoring, const Tried& best);
/// Best to close first: by rank, then by what the purse pays beside the plan.
void sort_list(std::vector<SchoolAdvice>& list);
/// Figures and words of given_plan, but where its pupils go and for how long, from plans that were
/// judged in full, with the decision and without it.
void settle_advice(const Goal& goal, const Figures& with, const Figures& without,
                   SchoolAdvice& advice);

}  // namespace budian::planner
