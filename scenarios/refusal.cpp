#include "scenarios/refusal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace budian {
namespace {

double rounded(double value, double step) { return std::round(value / step) * step; }
double shown_km(Millimetres length) { return rounded(in_kilometres(length), 0.01); }
/// Minutes are rounded up: a limit of as many minutes would do.
std::int64_t shown_minutes(Milliseconds time) {
  return static_cast<std::int64_t>(std::ceil(in_minutes(time)));
}

/// Everything the sentences may need; each sentence uses what it wants.
Message with_arguments(std::string key, const RefusalCase& refused, const Offer* offer) {
  const auto band = row(band_of_grade(refused.group.grade));
  const auto& limits = refused.scenario.limits;
  const auto& settlement = refused.ground.county.settlements[refused.group.settlement];
  Message message{std::move(key), {}};
  auto& arguments = message.arguments;
  arguments.emplace_back("school", refused.schools[refused.school].school.name);
  arguments.emplace_back("settlement", settlement.name);
  arguments.emplace_back("grade", std::int64_t{refused.group.grade + 1});
  arguments.emplace_back("pupils", refused.stuck.count());
  arguments.emplace_back("walk_limit_km", shown_km(limits.walk[band]));
  arguments.emplace_back("ride_limit", shown_minutes(limits.ride[band]));
  arguments.emplace_back("door_limit", shown_minutes(limits.door_to_door[band]));
  arguments.emplace_back("stop_limit_m", static_cast<std::int64_t>(
                                             in_metres(refused.scenario.bus.walk_to_stop[band])));
  arguments.emplace_back("least_pupils", refused.scenario.bus.least_pupils.count());
  if (!offer) return message;
  arguments.emplace_back("receiver", refused.schools[offer->school].school.name);
  if (offer->road) arguments.emplace_back("km", shown_km(*offer->road));
  if (offer->ride) arguments.emplace_back("ride", shown_minutes(*offer->ride));
  if (offer->door_to_door)
    arguments.emplace_back("door_to_door", shown_minutes(*offer->door_to_door));
  arguments.emplace_back("classrooms", std::int64_t{offer->classrooms_short});
  return message;
}

/// How much would have to give: smaller is nearer to being possible.
std::int64_t effort(const Offer& offer) {
  switch (offer.obstacle) {
    case Obstacle::ride_too_long:
      return offer.ride ? offer.ride->count() : 0;
    case Obstacle::door_to_door_too_long:
      return offer.door_to_door ? offer.door_to_door->count() : 0;
    default:
      return offer.road ? offer.road->count() : std::numeric_limits<std::int64_t>::max();
  }
}

}  // namespace

Message refusal_reason(const RefusalCase& refused, const std::vector<Offer>& offers) {
  if (offers.empty()) return with_arguments("plan.reason.no_school", refused, nullptr);
  return with_arguments(std::string("plan.reason.") + word_of(offers.front().obstacle), refused,
                        &offers.front());
}

std::vector<Message> refusal_tried(const RefusalCase& refused, const std::vector<Offer>& offers) {
  std::vector<Message> tried;
  for (std::size_t i = 0; i < offers.size() && i < 5; ++i) {
    tried.push_back(with_arguments(std::string("plan.tried.") + word_of(offers[i].obstacle),
                                   refused, &offers[i]));
  }
  return tried;
}

/// The offer of one group that needs the least of one change and nothing else; null where there is
/// none.
const Offer* cheapest_offer(const std::vector<Offer>& offers, Obstacle obstacle) {
  const Offer* best = nullptr;
  for (const auto& offer : offers) {
    if (offer.obstacle != obstacle || !offer.only_obstacle) continue;
    if (!best || effort(offer) < effort(*best)) best = &offer;
  }
  return best;
}

namespace {

/// The change that is enough for the group that needs most of it; null where it is not enough for
/// some group.
const Offer* enough_for_all(const std::vector<std::vector<Offer>>& offers_of_groups,
                            Obstacle obstacle) {
  const Offer* hardest = nullptr;
  for (const auto& offers : offers_of_groups) {
    const Offer* best = cheapest_offer(offers, obstacle);
    if (!best) return nullptr;
    if (!hardest || effort(*best) > effort(*hardest)) hardest = best;
  }
  return hardest;
}

}  // namespace

std::vector<Message> refusal_would_help(const RefusalCase& refused,
                                        const std::vector<std::vector<Offer>>& offers_of_groups) {
  std::vector<Message> help;
  for (const auto& [receiver, classrooms] : refused.classrooms_missing) {
    Offer offer;
    offer.school = receiver;
    offer.classrooms_short = classrooms;
    help.push_back(with_arguments("plan.help.full", refused, &offer));
  }
  for (const auto obstacle :
       {Obstacle::other_township, Obstacle::ride_too_long, Obstacle::door_to_door_too_long,
        Obstacle::too_far_to_walk, Obstacle::too_few_riders, Obstacle::no_bus_left,
        Obstacle::no_bus_road, Obstacle::no_bus_way, Obstacle::no_road}) {
    const bool road = obstacle == Obstacle::no_bus_way || obstacle == Obstacle::no_road;
    if (road && !help.empty())
      continue;  // a new road is worth naming only where nothing less would do
    const Offer* best = enough_for_all(offers_of_groups, obstacle);
    if (best)
      help.push_back(with_arguments(std::string("plan.help.") + word_of(obstacle), refused, best));
  }
  if (help.empty()) help.push_back({"plan.help.several", {}});
  help.push_back(with_arguments("plan.help.keep", refused, nullptr));
  return help;
}

}  // namespace budian
