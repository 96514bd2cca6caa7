#include "maps/goal_words.hpp"

#include <fmt/format.h>

#include <set>

#include "gis/units.hpp"
#include "scenarios/planner/advice_words.hpp"

namespace budian {
namespace {

using planner::Aim;

Message aim_words(const planner::Goal& goal) {
  const std::pair<std::string, Argument> payer{"payer", std::string(purse_name(goal.purse))};
  const std::pair<std::string, Argument> minutes{"minutes", in_minutes(goal.long_journey)};
  switch (goal.aim) {
    case Aim::least_cost:
      return {"plan.asked.least_cost", {payer}};
    case Aim::fewest_long_journeys:
      return {"plan.asked.fewest_long_journeys", {minutes, payer}};
    case Aim::pass_standard:
      return {"plan.asked.pass_standard", {{"standard", goal.standard}, payer}};
    case Aim::weighted:
      break;
  }
  return {"plan.asked.weighted",
          {payer,
           {"long", in_yuan(goal.weights.long_journey)},
           {"hour", in_yuan(goal.weights.pupil_hour)},
           {"moved", in_yuan(goal.weights.moved)},
           {"boarder", in_yuan(goal.weights.boarder)}}};
}

void add_candidates(const planner::Candidates& candidates, std::vector<Message>& words) {
  words.push_back({"plan.asked.candidates", {{"pupils", candidates.fewer_than.count()}}});
  if (candidates.lasting) words.push_back({"plan.asked.lasting", {}});
  const auto say = [&](bool asked, const char* key) {
    if (asked) words.push_back({key, {}});
  };
  say(candidates.build_rooms, "plan.asked.build_rooms");
  std::set<Milliseconds> rides;
  for (const auto& place : candidates.boarding) rides.insert(*place.ride_over);
  std::vector<std::string> minutes;
  for (const auto ride : rides) minutes.push_back(fmt::format("{}", in_minutes(ride)));
  if (!rides.empty())
    words.push_back(
        {"plan.asked.boarding", {{"minutes", fmt::format("{}", fmt::join(minutes, " / "))}}});
  say(candidates.visiting_teachers, "plan.asked.visits");
  say(!candidates.additions.empty(), "plan.asked.additions");
}

void add_bounds(const planner::Bounds& bounds, std::vector<Message>& words) {
  const auto say = [&](const char* key, std::optional<std::int64_t> most) {
    if (most) words.push_back({key, {{"most", *most}}});
  };
  const auto heads = [](const std::optional<Heads>& most) {
    return most ? std::optional(most->count()) : std::nullopt;
  };
  say("plan.asked.most_schools", bounds.most_schools);
  say("plan.asked.most_closures", bounds.most_closures);
  say("plan.asked.most_long", heads(bounds.most_long));
  say("plan.asked.most_moved", heads(bounds.most_moved));
  say("plan.asked.most_boarders", heads(bounds.most_boarders));
  if (bounds.most_change)
    words.push_back({"plan.asked.most_change", {{"most", in_yuan(*bounds.most_change)}}});
  if (!bounds.keeps_standard.empty())
    words.push_back({"plan.asked.keeps_standard", {{"standard", bounds.keeps_standard}}});
}

}  // namespace

std::vector<Message> goal_words(const planner::Goal& goal) {
  std::vector<Message> words{aim_words(goal)};
  add_candidates(goal.candidates, words);
  add_bounds(goal.bounds, words);
  return words;
}

}  // namespace budian
