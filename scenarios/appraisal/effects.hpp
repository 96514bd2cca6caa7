// What a plan does to the pupils who change school and to the schools that take them (policy §8.3):
// results only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "gis/county.hpp"
#include "scenarios/travel_summary.hpp"

namespace budian::appraisal {

/// Pupils of one settlement who leave one school, by grade.
struct AffectedVillage {
  SettlementId settlement;
  SchoolId school;
  ByGrade pupils{};
};

/// How pupils who change school travel, before and after.
struct AffectedTravel {
  std::optional<GradeBand> band;  ///< empty: all of them
  TravelSummary before, after;
};

/// Enrolment against the plan's, in percent.
inline constexpr std::size_t enrolment_steps = 3;
/// Classes and rooms of a school at one enrolment.
struct SchoolLoad {
  Heads pupils;
  /// In as many classes as the plan has; empty where the files do not tell a grade's classes.
  std::optional<std::int64_t> over_standard, large, very_large, largest;
  std::int64_t classes_needed = 0;  ///< by the class size of the scenario's limits
  /// Rooms that are missing for them; empty where the files do not tell its rooms.
  std::optional<std::int64_t> rooms_missing;
};
/// A school that takes pupils.
struct Receiver {
  SchoolId school;
  Heads received;
  std::optional<std::int64_t> rooms_today, rooms;  ///< empty: not told
  std::optional<Heads> seats;  ///< rooms × class size; empty also for schools of two stages
  SchoolLoad today;
  std::array<SchoolLoad, enrolment_steps> after;  ///< of each step of enrolment
};

/// The buses at another enrolment: the lines of the plan, as they are.
struct BusLoad {
  Heads riders;
  Heads without_seat;
  std::int64_t lines_over = 0;  ///< with more pupils than seats
};

/// A rural school under the funding threshold that is no longer one under the plan.
struct SmallSchool {
  SchoolId school;
  Heads today, after;
  bool closes = false;
};

struct Effects {
  std::vector<AffectedVillage> villages;                  ///< by school, then settlement
  std::vector<AffectedTravel> travel;                     ///< all, then each band
  std::vector<Receiver> receivers;                        ///< by school
  std::array<std::int64_t, enrolment_steps> enrolment{};  ///< percent of the plan's
  std::array<BusLoad, enrolment_steps> buses;
  std::vector<SmallSchool> small_schools;
};

}  // namespace budian::appraisal
