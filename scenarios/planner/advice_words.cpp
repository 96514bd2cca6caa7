#include "scenarios/planner/advice_words.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/forecast/lasting.hpp"

namespace budian::planner {
namespace {

std::int64_t whole_yuan(Fen money) { return std::llround(in_yuan(money)); }

/// What the purse pays more or less with the decision.
Message money_words(const DecisionChange& change, Purse purse, bool is_settled) {
  const char* key = change.purse < Fen(0) ? "advice.saves" : "advice.costs";
  const Fen rest = change.purse - change.bus_share;
  return {key,
          {{"payer", std::string(purse_name(purse))},
           {"yuan", std::abs(whole_yuan(change.purse))},
           {"buses", whole_yuan(change.bus_share)},
           {"rest", whole_yuan(rest)},
           {"basis", std::string(is_settled ? "advice.basis.settled" : "advice.basis.draft")}}};
}

/// Of given_plan, to be compared with what is sketched.
Drafted draft_of(const SchoolAdvice& advice) {
  return advice.drafted.value_or(Drafted{advice.given_plan->purse, advice.given_plan->bus_cost});
}

void add_children(const DecisionChange& change, std::vector<Message>& reasons) {
  reasons.push_back(
      {"advice.pupils", {{"pupils", change.leaving.count()}, {"riders", change.riders.count()}}});
  const auto youngest = change.extra[row(GradeBand::lower_primary)];
  if (youngest && *youngest > Milliseconds(0)) {
    reasons.push_back(
        {"advice.youngest_longer", {{"minutes", std::round(in_minutes(*youngest) * 10) / 10}}});
  }
  if (change.long_journeys > Heads(0)) {
    reasons.push_back({"advice.more_long", {{"pupils", change.long_journeys.count()}}});
  } else if (change.long_journeys < Heads(0)) {
    reasons.push_back({"advice.fewer_long", {{"pupils", (-change.long_journeys).count()}}});
  }
}

/// The price of buses, against today's, at which the purse pays nothing more.
void add_bus_price(const DecisionChange& change, std::vector<Message>& flips) {
  const double buses = in_yuan(change.bus_share);
  const double rest = in_yuan(change.purse) - buses;
  if (buses <= 0) return;
  const double factor = -rest / buses;
  if (factor <= 0) {
    flips.push_back({"advice.flip.no_bus_price", {}});
    return;
  }
  constexpr double beyond_belief = 10;  // not a price that anybody would reckon with
  if (factor > beyond_belief) {
    flips.push_back({"advice.flip.any_bus_price", {}});
    return;
  }
  flips.push_back(
      {change.purse <= Fen(0) ? "advice.flip.buses_dearer" : "advice.flip.buses_cheaper",
       {{"percent", std::round(factor * 1000) / 10}}});
}

void add_roll(const SchoolAdvice& advice, const Goal& goal, std::vector<Message>& flips) {
  if (!advice.alone || advice.alone->decision.choice == Choice::teaching_point) return;
  if (!advice.pays_at_all) {
    flips.push_back({"advice.flip.no_roll", {}});
  } else if (advice.pays_up_to) {
    flips.push_back(
        {"advice.flip.roll", {{"roll", advice.pays_up_to->count()}, {"now", advice.roll.count()}}});
  } else {
    flips.push_back({"advice.flip.every_roll",
                     {{"roll", std::max(advice.roll, goal.candidates.fewer_than).count()}}});
  }
}

/// Where its pupils live on school days.
const char* boarders_key(Boarders boarders) {
  switch (boarders) {
    case Boarders::far:
      return "advice.boards_far";
    case Boarders::all:
      return "advice.boards";
    case Boarders::nobody:
      break;
  }
  return "advice.boards_nobody";
}

/// What the next best costs more than the first.
void add_second(const SchoolAdvice& advice, const Goal& goal, std::vector<Message>& reasons) {
  if (!advice.second || !advice.given_plan || advice.second->receivers.empty()) return;
  const Fen more = advice.second->purse - draft_of(advice).purse;
  const Boarders boarders = advice.second->decision.boarders;
  if (boarders != advice.given_plan->decision.boarders) {
    reasons.push_back({more < Fen(0) ? "advice.second_boarding_cheaper" : "advice.second_boarding",
                       {{"how", std::string(boarders_key(boarders))},
                        {"payer", std::string(purse_name(goal.purse))},
                        {"yuan", std::abs(whole_yuan(more))}}});
    return;
  }
  reasons.push_back({more < Fen(0) ? "advice.second_cheaper" : "advice.second",
                     {{"receiver", advice.second->receivers.front().name},
                      {"payer", std::string(purse_name(goal.purse))},
                      {"yuan", std::abs(whole_yuan(more))}}});
}

}  // namespace

const char* purse_name(Purse purse) {
  return purse == Purse::county ? "advice.purse.county" : "advice.purse.all";
}

void add_words(const Goal& goal, SchoolAdvice& advice) {
  const bool closes = is_in_plan(advice.rank);
  const auto& change = advice.given_plan ? advice.given_plan : advice.alone;
  if (change) {
    advice.reasons.push_back(money_words(*change, goal.purse, advice.drafted.has_value()));
    if (advice.drafted) {
      advice.reasons.push_back(
          {advice.drafted->purse < Fen(0) ? "advice.draft_saved" : "advice.draft_cost",
           {{"yuan", std::abs(whole_yuan(advice.drafted->purse))}}});
    }
    // Only where the plan's other closures pay a part of the bus is it another figure alone.
    if (closes && advice.given_plan && advice.alone &&
        advice.alone->bus_cost > draft_of(advice).bus_cost) {
      advice.reasons.push_back(
          {advice.alone->purse > Fen(0) ? "advice.alone_costs" : "advice.alone_saves",
           {{"payer", std::string(purse_name(goal.purse))},
            {"yuan", std::abs(whole_yuan(advice.alone->purse))}}});
    }
    add_children(*change, advice.reasons);
    add_bus_price(*change, advice.flips);
  } else if (advice.refusal) {
    advice.reasons.push_back(advice.refusal->reason);
    advice.flips = advice.refusal->would_help;
  }
  if (closes && goal.bounds.most_schools && change && change->purse > Fen(0))
    advice.reasons.push_back({"advice.for_most_schools", {{"schools", *goal.bounds.most_schools}}});
  const bool only_money = goal.aim == Aim::least_cost && !goal.bounds.most_schools;
  if (closes && only_money && advice.drafted && change->purse > Fen(0))
    advice.reasons.push_back({"advice.dearer_than_drafted", {}});
  if (advice.visited) advice.reasons.push_back({"advice.visited", {}});
  if (change && change->decision.boarders != Boarders::nobody)
    advice.reasons.push_back({boarders_key(change->decision.boarders), {}});
  add_second(advice, goal, advice.reasons);
  add_roll(advice, goal, advice.flips);
}

Message why_not_asked(const Goal& goal, const Groundwork& ground, SchoolId id,
                      const School& school) {
  if (school.keep) return {"advice.keep_flag", {}};
  if (total(school.pupils) == Heads(0)) return {"advice.no_pupils", {}};
  if (total(school.pupils) >= goal.candidates.fewer_than)
    return {"advice.too_large", {{"pupils", goal.candidates.fewer_than.count()}}};
  const auto& wanted = goal.candidates;
  if (wanted.lasting) {
    const auto verdict = forecast::stays_below(ground, id, wanted.fewer_than, *wanted.lasting);
    if (verdict.state != forecast::Lasting::below) return verdict.why;
  }
  return {"advice.not_candidate", {}};
}

}  // namespace budian::planner
