// The report's affected pupils and receiving schools (form: maps/web/src/effects_report.ts).
#include "maps/report_parts.hpp"

namespace budian::report {
namespace {

using appraisal::Effects;

template <class Count>
Json maybe(const std::optional<Count>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// Settlement, school that is left, pupils by grade.
Json villages_of(const Effects& effects) {
  Json result = Json::array();
  for (const auto& village : effects.villages) {
    Json grades = Json::array();
    for (const Heads heads : village.pupils) grades.push_back(heads.count());
    result.push_back({village.settlement.row(), village.school.row(), std::move(grades)});
  }
  return result;
}

Json load_of(const appraisal::SchoolLoad& load) {
  return {{"pupils", load.pupils.count()},        {"needed", load.classes_needed},
          {"missing", maybe(load.rooms_missing)}, {"largest", maybe(load.largest)},
          {"over", maybe(load.over_standard)},    {"large", maybe(load.large)},
          {"very_large", maybe(load.very_large)}};
}

Json receivers_of(const Effects& effects) {
  Json result = Json::array();
  for (const auto& receiver : effects.receivers) {
    Json after = Json::array();
    for (const auto& load : receiver.after) after.push_back(load_of(load));
    result.push_back({{"school", receiver.school.row()},
                      {"received", receiver.received.count()},
                      {"rooms_today", maybe(receiver.rooms_today)},
                      {"rooms", maybe(receiver.rooms)},
                      {"seats", receiver.seats ? Json(receiver.seats->count()) : Json(nullptr)},
                      {"today", load_of(receiver.today)},
                      {"after", std::move(after)}});
  }
  return result;
}

}  // namespace

Json effects_part(const Outcome& outcome) {
  const Effects& effects = outcome.appraisal.effects;
  Json travel = Json::array(), buses = Json::array(), small = Json::array();
  for (const auto& part : effects.travel) {
    travel.push_back({{"band", part.band ? Json(row(*part.band)) : Json(nullptr)},
                      {"before", travel_part(part.before)},
                      {"after", travel_part(part.after)}});
  }
  for (const auto& load : effects.buses) {
    buses.push_back({load.riders.count(), load.without_seat.count(), load.lines_over});
  }
  for (const auto& school : effects.small_schools) {
    small.push_back({school.school.row(), school.today.count(), school.after.count()});
  }
  return {{"villages", villages_of(effects)},   {"travel", std::move(travel)},
          {"receivers", receivers_of(effects)}, {"enrolment", effects.enrolment},
          {"buses", std::move(buses)},          {"small_schools", std::move(small)}};
}

}  // namespace budian::report
