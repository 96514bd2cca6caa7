// Turns judged offers into words: why a measure is refused, what was tried, what would make it
// possible.
#pragma once

#include <map>
#include <vector>

#include "scenarios/receivers.hpp"

namespace budian {

/// What the words are about.
struct RefusalCase {
  const Groundwork& ground;
  const Scenario& scenario;
  const Table<SchoolId, PlannedSchool>& schools;
  SchoolId school;          ///< that was to lose pupils
  const PupilGroup& group;  ///< the first pupils without a place
  Heads stuck;              ///< pupils without a place in all
  /// Classrooms that would place everyone, by receiver; empty where classrooms alone would not do.
  std::map<SchoolId, int> classrooms_missing;
};

/// The offer that needs the least of one change and nothing else; null where there is none.
const Offer* cheapest_offer(const std::vector<Offer>& offers, Obstacle obstacle);

Message refusal_reason(const RefusalCase& refused, const std::vector<Offer>& offers);
/// Up to five receivers, nearest first.
std::vector<Message> refusal_tried(const RefusalCase& refused, const std::vector<Offer>& offers);
/// The least single change that would place every one of the groups without a place (their offers,
/// one list a group); none where only several changes together would do. Always, that the school
/// stays.
std::vector<Message> refusal_would_help(const RefusalCase& refused,
                                        const std::vector<std::vector<Offer>>& offers_of_groups);

}  // namespace budian
