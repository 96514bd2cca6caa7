#include "maps/effects_json.hpp"

#include "maps/certainty_words.hpp"
#include "maps/json_values.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
using appraisal::Effects;

struct Names {
  const Study& study;
  const Outcome& outcome;
  [[nodiscard]] const Effects& effects() const { return outcome.appraisal.effects; }
  [[nodiscard]] Json of(SchoolId id) const {
    const auto& school = outcome.plan.schools[id].school;
    return {{"code", school.code}, {"name", school.name}};
  }
};

Json villages_of(const Names& names) {
  Json list = Json::array();
  const auto& county = names.study.ground.county;
  for (const auto& village : names.effects().villages) {
    const auto& settlement = county.settlements[village.settlement];
    Json grades = Json::array();
    for (const Heads heads : village.pupils) grades.push_back(heads.count());
    list.push_back({{"settlement", settlement.name},
                    {"township", county.townships[settlement.township].name},
                    {"school", names.of(village.school)},
                    {"pupils", total(village.pupils).count()},
                    {"pupils_by_grade", std::move(grades)}});
  }
  return list;
}

Json summary_of(const TravelSummary& summary) {
  Heads timed;
  for (const Heads heads : summary.by_time) timed += heads;
  return {{"road_not_known", summary.unreachable.count()},
          {"mean_road_m", metres_of(summary.mean_road)},
          {"median_road_m", metres_of(summary.median_road)},
          {"p90_road_m", metres_of(summary.p90_road)},
          {"max_road_m", metres_of(summary.max_road)},
          {"time_not_known", (summary.pupils - timed).count()},
          {"mean_time_s", seconds_of(summary.mean_time)},
          {"median_time_s", seconds_of(summary.median_time)},
          {"p90_time_s", seconds_of(summary.p90_time)},
          {"max_time_s", seconds_of(summary.max_time)}};
}

Json travel_of(const Names& names) {
  Json list = Json::array();
  for (const auto& travel : names.effects().travel) {
    list.push_back({{"who", travel.band ? band_words[row(*travel.band)] : "all"},
                    {"pupils", travel.after.pupils.count()},
                    {"before", summary_of(travel.before)},
                    {"after", summary_of(travel.after)}});
  }
  return list;
}

Json load_of(const appraisal::SchoolLoad& load) {
  return {{"pupils", load.pupils.count()},
          {"largest_class", maybe(load.largest)},
          {"classes_over_standard", maybe(load.over_standard)},
          {"classes_large", maybe(load.large)},
          {"classes_very_large", maybe(load.very_large)},
          {"classes_needed", load.classes_needed},
          {"rooms_missing", maybe(load.rooms_missing)}};
}

Json receivers_of(const Names& names) {
  Json list = Json::array();
  for (const auto& receiver : names.effects().receivers) {
    Json after = Json::array();
    for (std::size_t step = 0; step < appraisal::enrolment_steps; ++step) {
      Json load = load_of(receiver.after[step]);
      load["enrolment_percent"] = names.effects().enrolment[step];
      after.push_back(std::move(load));
    }
    list.push_back({{"school", names.of(receiver.school)},
                    {"received", receiver.received.count()},
                    {"rooms_today", maybe(receiver.rooms_today)},
                    {"rooms", maybe(receiver.rooms)},
                    {"seats", maybe(receiver.seats)},
                    {"today", load_of(receiver.today)},
                    {"after", std::move(after)}});
  }
  return list;
}

Json buses_of(const Names& names) {
  Json list = Json::array();
  for (std::size_t step = 0; step < appraisal::enrolment_steps; ++step) {
    const auto& load = names.effects().buses[step];
    list.push_back({{"enrolment_percent", names.effects().enrolment[step]},
                    {"riders", load.riders.count()},
                    {"riders_without_seat", load.without_seat.count()},
                    {"lines_over", load.lines_over}});
  }
  return list;
}

Json small_schools_of(const Names& names) {
  Json list = Json::array();
  for (const auto& school : names.effects().small_schools) {
    list.push_back({{"school", names.of(school.school)},
                    {"pupils_today", school.today.count()},
                    {"pupils_after", school.after.count()},
                    {"closes", school.closes}});
  }
  return list;
}

}  // namespace

Json effects_json(const Study& study, std::size_t scenario) {
  const Names names{study, study.outcomes[scenario]};
  const auto& change = study.ground.appraisal.enrolment;
  return {{"villages", villages_of(names)},
          {"travel", travel_of(names)},
          {"receivers", receivers_of(names)},
          {"buses", buses_of(names)},
          {"small_schools_no_longer", small_schools_of(names)},
          {"enrolment_change_percent", change.percent},
          {"enrolment_change_certainty", certainty_word(change.source.certainty)},
          // The county's files have no births; null is not known.
          {"births_of_5_years", nullptr}};
}

}  // namespace budian
