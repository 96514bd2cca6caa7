// Outcomes for other programs: names in place of ids, units in the keys.
#include <nlohmann/json.hpp>

#include "maps/balance_json.hpp"
#include "maps/bill_json.hpp"
#include "maps/children_json.hpp"
#include "maps/json_values.hpp"
#include "maps/outputs.hpp"
#include "maps/school_status.hpp"
#include "maps/staff_json.hpp"
#include "maps/subsidy_json.hpp"
#include "scenarios/clock.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

const char* word(Stage stage) { return stage == Stage::primary ? "primary" : "junior"; }

/// Whose names the ids stand for.
struct Names {
  const County& county;
  const Plan& plan;
  [[nodiscard]] Json of(SchoolId id) const {
    return {{"code", plan.schools[id].school.code}, {"name", plan.schools[id].school.name}};
  }
  [[nodiscard]] const std::string& of(TownshipId id) const { return county.townships[id].name; }
  [[nodiscard]] const std::string& of(SettlementId id) const { return county.settlements[id].name; }
};

Json heads_by_distance(const TravelSummary& summary) {
  Json list = Json::array();
  for (std::size_t band = 0; band < summary.by_distance.size(); ++band) {
    const bool beyond = band == distance_bands_km.size();
    list.push_back({{"up_to_km", beyond ? Json() : Json(distance_bands_km[band])},
                    {"pupils", summary.by_distance[band].count()}});
  }
  return list;
}

Json heads_by_time(const TravelSummary& summary) {
  Json list = Json::array();
  for (std::size_t band = 0; band < summary.by_time.size(); ++band) {
    const bool beyond = band == time_bands_minutes.size();
    list.push_back({{"up_to_minutes", beyond ? Json() : Json(time_bands_minutes[band])},
                    {"pupils", summary.by_time[band].count()}});
  }
  return list;
}

Json travel_of(const TravelSummary& summary) {
  return {{"pupils", summary.pupils.count()},
          {"unreachable", summary.unreachable.count()},
          {"riders", summary.riders.count()},
          {"boarders", summary.boarders.count()},
          {"over_limit", summary.over_limit.count()},
          {"mean_road_m", metres_of(summary.mean_road)},
          {"median_road_m", metres_of(summary.median_road)},
          {"p90_road_m", metres_of(summary.p90_road)},
          {"max_road_m", metres_of(summary.max_road)},
          {"mean_time_s", seconds_of(summary.mean_time)},
          {"median_time_s", seconds_of(summary.median_time)},
          {"p90_time_s", seconds_of(summary.p90_time)},
          {"max_time_s", seconds_of(summary.max_time)},
          {"detour_ratio", maybe(summary.detour_ratio)},
          {"by_distance", heads_by_distance(summary)},
          {"by_time", heads_by_time(summary)}};
}

Json travel_by_stage_and_band(const ByStage<TravelSummary>& by_stage,
                              const ByBand<TravelSummary>& by_band) {
  Json result;
  for (const auto stage : stages) result[word(stage)] = travel_of(by_stage[row(stage)]);
  for (const auto band : grade_bands) {
    result[band_words[row(band)]] = travel_of(by_band[row(band)]);
  }
  return result;
}

Json schools_of(const Outcome& today, const Outcome& outcome, const Names& names) {
  const auto statuses = school_statuses(today, outcome.plan);
  Json list = Json::array();
  for (const auto id : outcome.plan.schools.ids()) {
    const auto& planned = outcome.plan.schools[id];
    const auto& before = school_before(today, outcome.plan, id);
    Json pupils = Json::array();
    for (const auto heads : planned.school.pupils) pupils.push_back(heads.count());
    list.push_back({{"code", planned.school.code},
                    {"name", planned.school.name},
                    {"township", names.of(planned.school.township)},
                    {"open", planned.open},
                    {"status", status_key(statuses[id]).substr(std::string("status.").size())},
                    {"kind_code", static_cast<int>(planned.school.kind)},
                    {"kind_code_before", static_cast<int>(before.kind)},
                    {"pupils_before", planned.existed ? total(before.pupils).count() : 0},
                    {"pupils", total(planned.school.pupils).count()},
                    {"pupils_by_grade", std::move(pupils)},
                    {"classes_by_grade", planned.school.classes},
                    {"classrooms", planned.school.classrooms}});
  }
  return list;
}

Json closures_of(const Outcome& today, const Outcome& outcome, const Names& names) {
  const auto travel = displaced_travel(today, outcome);
  Json list = Json::array();
  for (std::size_t i = 0; i < outcome.plan.closures.size(); ++i) {
    const auto& closure = outcome.plan.closures[i];
    Json receivers = Json::array();
    for (const auto& [school, heads] : closure.receivers) {
      Json receiver = names.of(school);
      receiver["pupils"] = heads.count();
      receivers.push_back(std::move(receiver));
    }
    list.push_back({{"school", names.of(closure.school)},
                    {"measure", closure.measure + 1},
                    {"closes", closure.closes},
                    {"pupils", closure.pupils.count()},
                    {"receivers", std::move(receivers)},
                    {"riders", travel[i].riders.count()},
                    {"mean_road_before_m", metres_of(travel[i].mean_before)},
                    {"mean_road_m", metres_of(travel[i].mean_after)},
                    {"max_road_m", metres_of(travel[i].max_after)},
                    {"mean_time_before_s", seconds_of(travel[i].mean_time_before)},
                    {"mean_time_s", seconds_of(travel[i].mean_time_after)}});
  }
  return list;
}

Json refusals_of(const Plan& plan, const Names& names) {
  Json list = Json::array();
  for (const auto& refusal : plan.refusals) {
    list.push_back(
        {{"school", names.of(refusal.school)},
         {"measure", refusal.measure + 1},
         {"reason", sentence(refusal.reason)},
         {"tried", sentences(refusal.tried)},
         {"would_help", sentences(refusal.would_help)},
         {"settlement", refusal.settlement ? Json(names.of(*refusal.settlement)) : Json()},
         {"grade", refusal.grade + 1},
         {"pupils", refusal.pupils.count()}});
  }
  return list;
}

const char* word(Way way) {
  switch (way) {
    case Way::walk:
      return "walk";
    case Way::public_line:
      return "public_line";
    case Way::boarding:
      return "boarding";
    case Way::bus:
      return "bus";
  }
  return "walk";
}

/// A row a group of pupils: hundreds of thousands of them in a large county, so as a table, and
/// each row is written before the next is made.
std::string groups_of(const Outcome& outcome, const Names& names) {
  const Json columns{"settlement", "grade",  "school_code_before", "school_code",    "pupils",
                     "way",        "road_m", "straight_m",         "door_to_door_s", "ride_s"};
  std::string text = R"({"columns":)" + columns.dump() + R"(,"rows":[)";
  for (std::size_t i = 0; i < outcome.plan.groups.size(); ++i) {
    const auto& group = outcome.plan.groups[i];
    const auto& journey = outcome.journeys[i];
    if (i > 0) text += ',';
    text += Json::array({names.of(group.settlement), group.grade + 1,
                         outcome.plan.schools[group.before].school.code,
                         outcome.plan.schools[group.school].school.code, group.pupils.count(),
                         word(group.way), metres_of(journey.road), metres_of(journey.straight),
                         seconds_of(journey.door_to_door), seconds_of(journey.ride)})
                .dump();
  }
  return text + "]}";
}

Json townships_of(const Outcome& outcome, const Names& names) {
  Json list = Json::array();
  for (const auto& township : outcome.townships) {
    Json entry{{"name", names.of(township.township)},
               {"travel", travel_by_stage_and_band(township.by_stage, township.by_band)}};
    for (const auto stage : stages) {
      Json worst = Json::array();
      for (const auto& far : township.worst[row(stage)]) {
        worst.push_back({{"settlement", names.of(far.settlement)},
                         {"school", names.of(far.school)},
                         {"pupils", far.pupils.count()},
                         {"road_m", metres_of(far.road)}});
      }
      entry["furthest"][word(stage)] = std::move(worst);
      entry["accessibility_seats_a_pupil"][word(stage)] = maybe(township.accessibility[row(stage)]);
    }
    list.push_back(std::move(entry));
  }
  return list;
}

Json ground_of(const Outcome& outcome, const Names& names) {
  Json catchments = Json::array();
  for (const auto& area : outcome.catchments) {
    catchments.push_back({{"school", names.of(area.school)},
                          {"stage", word(area.stage)},
                          {"square_kilometres", area.square_kilometres}});
  }
  Json coverage = Json::array();
  for (const auto& area : outcome.coverage) {
    const bool beyond = area.band >= distance_bands_km.size();
    coverage.push_back({{"stage", word(area.stage)},
                        {"up_to_km", beyond ? Json() : Json(distance_bands_km[area.band])},
                        {"square_kilometres", area.square_kilometres}});
  }
  return {{"catchments", std::move(catchments)}, {"coverage", std::move(coverage)}};
}

Json schools_of(const BusLine& line, const Names& names) {
  Json schools = Json::array();
  for (const auto school : line.schools()) schools.push_back(names.of(school));
  return schools;
}

Json stops_of(const BusService& buses, const BusLine& line) {
  Json stops = Json::array();
  for (const auto& call : line.morning.calls) {
    if (!call.stop) continue;
    stops.push_back({{"name", buses.sites[call.stop->row()].name},
                     {"pupils", buses.stops[call.stop->row()].pupils.count()},
                     {"leave", clock_text(call.leave)}});
  }
  return stops;
}

Json buses_of(const BusService& buses, const Names& names) {
  Json lines = Json::array();
  for (const auto& line : buses.lines) {
    const auto& type = buses.types[buses.routes.duties[line.duty].type.row()];
    lines.push_back(
        {{"line", line.name},
         {"vehicle", line.duty + 1},
         {"bus_type", type.name},
         {"pupil_seats", type.pupil_seats.count()},
         {"schools", schools_of(line, names)},
         {"riders", line.load.count()},
         {"length_m", metres_of(line.morning.loaded)},
         {"longest_ride_s", seconds_of(line.morning.longest_ride)},
         {"at_school", clock_text(line.at_school())},
         {"wait_before_bell_s", seconds_of(line.early)},
         {"leaves_school", line.afternoon.runs() ? Json(clock_text(line.from_school())) : Json()},
         {"wait_after_lessons_s", seconds_of(line.late)},
         {"stops", stops_of(buses, line)}});
  }
  Json bells = Json::array();
  for (const MovedBell& bell : buses.moved_bells) {
    bells.push_back({{"school", names.of(bell.school)},
                     {"stage", word(bell.stage)},
                     {"arrive", clock_text(bell.arrive)},
                     {"leave", clock_text(bell.leave)},
                     {"later_s", seconds_of(bell.later)}});
  }
  return {{"riders", buses.riders.count()},
          {"vehicles", buses.routes.duties.size()},
          {"vehicles_at_least", buses.least_buses},
          {"loaded_a_morning_m", metres_of(buses.a_morning.loaded)},
          {"empty_a_morning_m", metres_of(buses.a_morning.empty)},
          {"loaded_an_afternoon_m", metres_of(buses.an_afternoon.loaded)},
          {"empty_an_afternoon_m", metres_of(buses.an_afternoon.empty)},
          {"longest_ride_s", seconds_of(buses.longest_ride)},
          {"mean_ride_s", seconds_of(buses.mean_ride)},
          {"longest_wait_at_school_s", seconds_of(buses.longest_wait)},
          {"yearly_cost_yuan", in_yuan(buses.yearly_cost)},
          {"moved_bells", std::move(bells)},
          {"lines", std::move(lines)}};
}

Json ledger_of(const Outcome& outcome, const Names& names) {
  Json list = Json::array();
  for (const auto& line : outcome.ledger) {
    list.push_back({{"topic", money::name_key(line.topic)},
                    {"text", sentence(line.text)},
                    {"quantity", line.quantity},
                    {"unit", line.unit},
                    {"rate_yuan", in_yuan(line.rate)},
                    {"amount_yuan", in_yuan(line.amount)},
                    {"payer", line.payer ? Json(money::name_key(*line.payer)) : Json()},
                    {"source", {{"zh", line.source.document.zh}, {"en", line.source.document.en}}},
                    {"school", line.school ? names.of(*line.school) : Json()},
                    {"township", line.township ? Json(names.of(*line.township)) : Json()},
                    {"funding", funding_step_json(line)}});
  }
  return list;
}

Json stage_result_of(const StageResult& stage) {
  // Without any of the three no school is judged.
  const bool judged = stage.schools_passing + stage.schools_failing + stage.schools_not_known > 0;
  const auto count = [&](std::int64_t schools) { return judged ? Json(schools) : Json(); };
  Json indicators = Json::array();
  for (const auto& indicator : stage.indicators) {
    indicators.push_back({{"code", indicator.code},
                          {"mean", maybe(indicator.mean)},
                          {"cv", maybe(indicator.cv)},
                          {"greatest_cv", maybe(indicator.line)},
                          {"units_not_told", indicator.units_untold},
                          {"passes", maybe(indicator.passes)}});
  }
  return {{"stage", word(stage.stage)},
          {"units", stage.units},
          {"pupils", stage.pupils.count()},
          {"composite_cv", maybe(stage.composite)},
          {"greatest_composite_cv", maybe(stage.composite_line)},
          {"margin", maybe(stage.margin)},
          {"passes", maybe(stage.passes)},
          {"schools_passing", count(stage.schools_passing)},
          {"schools_failing", count(stage.schools_failing)},
          {"schools_not_known", count(stage.schools_not_known)},
          {"indicators", std::move(indicators)}};
}

Json standards_of(const Outcome& outcome) {
  Json list = Json::array();
  for (const auto& standard : outcome.standards) {
    Json stage_list = Json::array();
    for (const auto& stage : standard.stages) stage_list.push_back(stage_result_of(stage));
    list.push_back({{"standard", standard.standard},
                    {"passes", maybe(standard.passes)},
                    {"stages", std::move(stage_list)}});
  }
  return list;
}

Json classes_of(const Outcome& outcome) {
  Json result;
  for (const auto stage : stages) {
    const auto& sizes = outcome.classes[row(stage)];
    result[word(stage)] = {{"total", sizes.total},
                           {"over_standard", sizes.over_standard},
                           {"large", sizes.large},
                           {"very_large", sizes.very_large},
                           {"by_size_band", sizes.classes},
                           {"schools_not_told", sizes.schools_not_told},
                           {"pupils_not_told", sizes.pupils_not_told.count()}};
  }
  return result;
}

Json findings_of(const Outcome& outcome, const Names& names) {
  Json list = Json::array();
  for (const auto& finding : outcome.findings) {
    list.push_back(
        {{"severity", word_of(finding.severity)},
         {"message", sentence(finding.message)},
         {"township", finding.township ? Json(names.of(*finding.township)) : Json()},
         {"school", finding.school ? names.of(*finding.school) : Json()},
         {"settlement", finding.settlement ? Json(names.of(*finding.settlement)) : Json()},
         {"pupils", finding.pupils.count()}});
  }
  return list;
}

}  // namespace

std::string outcome_json(const Study& study, std::size_t scenario) {
  const auto& today = study.outcomes.front();
  const auto& outcome = study.outcomes[scenario];
  const auto& county = study.ground.county;
  const Names names{county, outcome.plan};
  Json json{{"county", county.name},
            {"invented", county.is_invented},
            {"plane", {{"epsg", county.plane.epsg}, {"name", county.plane.name}}},
            {"scenario", outcome.scenario},
            {"title", {{"zh", outcome.title.zh}, {"en", outcome.title.en}}},
            {"remarks", sentences(outcome.plan.remarks)}};
  json["travel"] = travel_by_stage_and_band(outcome.county_by_stage, outcome.county_by_band);
  json["schools"] = schools_of(today, outcome, names);
  json["closures"] = closures_of(today, outcome, names);
  json["refusals"] = refusals_of(outcome.plan, names);
  json["townships"] = townships_of(outcome, names);
  json["ground"] = ground_of(outcome, names);
  json["buses"] = buses_of(outcome.plan.buses, names);
  json["ledger"] = ledger_of(outcome, names);
  json["bus_funding"] = funding_json(study, outcome);
  json["bill"] = bill_json(study, scenario);
  json["standards"] = standards_of(outcome);
  json["balance"] = balance_json(study, outcome);
  json["class_sizes"] = classes_of(outcome);
  json["posts"] = outcome.total_posts ? Json(*outcome.total_posts) : Json();
  json["children"] = children_json(study, scenario);
  json["staff"] = staff_json(study, scenario);
  json["findings"] = findings_of(outcome, names);
  std::string text = json.dump();
  text.pop_back();  // the groups are the last member
  return text + R"(,"groups":)" + groups_of(outcome, names) + "}\n";
}

}  // namespace budian
