// The report: one JSON for all scenarios, and the page that carries it.
#include <algorithm>
#include <array>
#include <string_view>

#include "gis/embedded.hpp"
#include "maps/outputs.hpp"
#include "maps/page_text.hpp"
#include "maps/report_parts.hpp"
#include "maps/subsidy_json.hpp"

#ifdef BUDIAN_WEB
BUDIAN_EMBEDDED(page)
#endif

namespace budian {
namespace report {
namespace {

Json limits_part(const Limits& limits) {
  Json walk = Json::array(), ride = Json::array(), door = Json::array(), classes = Json::array();
  for (const auto band : grade_bands) {
    walk.push_back(metres_of(limits.walk[row(band)]));
    ride.push_back(minutes_of(limits.ride[row(band)]));
    door.push_back(minutes_of(limits.door_to_door[row(band)]));
  }
  for (const auto heads : limits.class_size) classes.push_back(heads.count());
  return {{"walk_metres", walk},
          {"ride_minutes", ride},
          {"door_minutes", door},
          {"class_size", classes},
          {"township_only", limits.receivers == Receivers::township},
          {"seats", limits.seats}};
}

Json moving_part(const Moving& moving) {
  return {{"teachers", moving.teachers},
          {"books", moving.books},
          {"computers", moving.computers},
          {"equipment", moving.equipment},
          {"buildings", moving.buildings}};
}

const char* riders_word(Riders riders) {
  constexpr std::array words{"nobody", "displaced", "all"};
  return words[static_cast<std::size_t>(riders)];
}

/// Null where the files do not tell them.
Json teachers_of(const PlannedSchool& planned) {
  if (!planned.open) return 0;
  if (!planned.teachers_told[0] || !planned.teachers_told[1]) return nullptr;
  const auto& teachers = planned.school.resources.by_stage[row(Resource::full_time_teachers)];
  return teachers[0] + teachers[1];
}

/// Null where a school's are.
Json all_teachers(const Plan& plan) {
  std::int64_t sum = 0;
  for (const auto& planned : plan.schools) {
    const Json teachers = teachers_of(planned);
    if (teachers.is_null()) return nullptr;
    sum += teachers.get<std::int64_t>();
  }
  return sum;
}

Json schools_part(const Plan& plan) {
  Json open = Json::array(), kind = open, primary = open, junior = open, classes = open,
       teachers = open;
  for (const auto& planned : plan.schools) {
    const auto& school = planned.school;
    int count = 0;
    for (const auto each : school.classes) count += each;
    open.push_back(planned.open ? 1 : 0);
    kind.push_back(static_cast<int>(school.kind));
    primary.push_back(planned.open ? pupils_of_stage(school.pupils, Stage::primary).count() : 0);
    junior.push_back(planned.open ? pupils_of_stage(school.pupils, Stage::junior).count() : 0);
    classes.push_back(planned.open ? count : 0);
    teachers.push_back(teachers_of(planned));
  }
  return {{"open", open},     {"kind", kind},       {"primary", primary},
          {"junior", junior}, {"classes", classes}, {"teachers", teachers}};
}

Json opened_part(const Desk& desk, const Plan& plan) {
  Json result = Json::array();
  for (std::size_t i = desk.study.ground.county.schools.size(); i < plan.schools.size(); ++i) {
    result.push_back(school_part(desk, plan.schools[SchoolId(i)].school));
  }
  return result;
}

Json findings_part(Desk& desk, const Outcome& outcome) {
  Json result = Json::array();
  for (const auto& finding : outcome.findings) {
    const auto& place = finding.place;
    result.push_back({{"severity", word_of(finding.severity)},
                      {"text", desk.texts.row(finding.message)},
                      {"x", place ? Json(desk.frame.x(*place)) : Json(nullptr)},
                      {"y", place ? Json(desk.frame.y(*place)) : Json(nullptr)},
                      {"township", row_of(finding.township)},
                      {"school", row_of(finding.school)},
                      {"settlement", row_of(finding.settlement)},
                      {"pupils", finding.pupils.count()}});
  }
  return result;
}

void add_people(const Outcome& outcome, Json& part) {
  ByBand<std::int64_t> displaced{};
  for (const auto& group : outcome.plan.groups) {
    if (group.displaced()) displaced[row(band_of_grade(group.grade))] += group.pupils.count();
  }
  part["displaced"] = displaced[0] + displaced[1] + displaced[2];
  part["displaced_by_band"] = displaced;
  part["by_stage"] = Json::array();
  for (const auto& summary : outcome.county_by_stage) {
    part["by_stage"].push_back(travel_part(summary));
  }
  part["by_band"] = Json::array();
  for (const auto& summary : outcome.county_by_band) {
    part["by_band"].push_back(travel_part(summary));
  }
}

void add_ground(Desk& desk, const Outcome& outcome, Json& part) {
  part["catchments"] = Json::array();
  for (const auto& area : outcome.catchments) {
    part["catchments"].push_back({{"stage", row(area.stage)},
                                  {"school", area.school.row()},
                                  {"area", desk.areas.row(area.area)},
                                  {"square_kilometres", number_of(area.square_kilometres, 2)}});
  }
  part["coverage"] = Json::array();
  for (const auto& area : outcome.coverage) {
    part["coverage"].push_back({{"stage", row(area.stage)},
                                {"band", area.band},
                                {"area", desk.areas.row(area.area)},
                                {"square_kilometres", number_of(area.square_kilometres, 2)}});
  }
}

/// Documents that the limits and speeds rest on, each once.
Json sources_part(Desk& desk, const Scenario& scenario) {
  Json result = Json::array();
  const auto add = [&](const std::vector<CitedSource>& cited) {
    for (const auto& each : cited) {
      Json source = desk.texts.source(each.source);
      if (std::find(result.begin(), result.end(), source) == result.end()) {
        result.push_back(std::move(source));
      }
    }
  };
  add(scenario.sources);
  add(desk.study.ground.travel.sources);
  return result;
}

Json scenario_part(Desk& desk, std::size_t i) {
  const auto& scenario = desk.study.scenarios[i];
  const auto& outcome = desk.study.outcomes[i];
  Json part{{"code", outcome.scenario},
            {"title", i == 0 ? desk.texts.key("page.today") : desk.texts.row(outcome.title)},
            {"limits", limits_part(scenario.limits)},
            {"moving", moving_part(scenario.moving)},
            {"riders", riders_word(scenario.bus.riders)},
            {"sources", sources_part(desk, scenario)},
            {"opened", opened_part(desk, outcome.plan)},
            {"schools", schools_part(outcome.plan)},
            {"settlements", settlement_travel_part(desk.study.outcomes.front(), outcome)},
            {"townships", townships_travel_part(outcome)},
            {"closures", closures_part(desk, i)},
            {"refusals", refusals_part(desk, outcome.plan)},
            {"remarks", desk.texts.rows(outcome.plan.remarks)},
            {"buses", buses_part(desk, outcome)},
            {"ledger", ledger_part(desk, outcome)},
            {"bill", bill_part(desk, i)},
            {"bus_funding", funding_part(desk, outcome)},
            {"standards", standard_results_part(outcome)},
            {"balance", balance_part(desk, outcome)},
            {"classes", classes_part(outcome)},
            {"posts", number_of(outcome.total_posts, 2)},
            {"teachers", all_teachers(outcome.plan)},
            {"staff", staff_part(desk, i)},
            {"appraisal", appraisal_part(desk, i)},
            {"findings", findings_part(desk, outcome)}};
  add_people(outcome, part);
  add_ground(desk, outcome, part);
  return part;
}

Json comparison_part(Desk& desk) {
  Json result = Json::array();
  for (const auto& line : compare(desk.study)) {
    Json values = Json::array();
    for (const auto& value : line.values) values.push_back(number_of(value, line.decimals));
    const bool verdict = line.unit == "unit.verdict";
    const bool bare = verdict || line.unit.empty();
    const auto name = desk.texts.row(name_of(line, Language::zh), name_of(line, Language::en));
    result.push_back({{"name", name},
                      {"unit", bare ? desk.texts.row("", "") : desk.texts.key(line.unit)},
                      {"decimals", line.decimals},
                      {"verdict", verdict},
                      {"values", std::move(values)}});
  }
  return result;
}

Json warnings_part(Desk& desk) {
  Json result = Json::array();
  for (const auto& problem : desk.study.ground.county.warnings) {
    result.push_back(
        desk.texts.row(describe(problem, Language::zh), describe(problem, Language::en)));
  }
  return result;
}

Json whole(const Study& study) {
  Desk desk(study);
  Json result{{"form", 1},
              {"county", county_part(desk)},
              {"origin", desk.frame.origin()},
              {"extent", desk.frame.extent()},
              {"distance_edges_km", distance_bands_km},
              {"time_edges_minutes", time_bands_minutes},
              {"townships", townships_part(desk)},
              {"roads", roads_part(desk)},
              {"water", water_part(desk)},
              {"settlements", settlements_part(desk)},
              {"standards", standards_part(desk)},
              {"class_sizes", class_size_rules_part(desk)},
              {"comparison", comparison_part(desk)},
              {"appraisal", appraisal_words_part(desk)},
              {"warnings", warnings_part(desk)},
              {"schools", Json::array()},
              {"scenarios", Json::array()}};
  for (const auto& school : study.ground.county.schools) {
    result["schools"].push_back(school_part(desk, school));
  }
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    result["scenarios"].push_back(scenario_part(desk, i));
  }
  result["areas"] = desk.areas.all();
  result["texts"] = desk.texts.all();
  return result;
}

}  // namespace
}  // namespace report

std::string report_json(const Study& study) { return report::whole(study).dump(); }

#ifdef BUDIAN_WEB
std::string report_html(const Study& study, Language language) {
  return filled_page(embedded_page(), language, "<!--report-->", report_json(study));
}
#else
std::string report_html(const Study& /*study*/, Language /*language*/) { return {}; }
#endif

}  // namespace budian
