#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "gis/layer_file.hpp"
#include "maps/outputs.hpp"
#include "maps/staff_json.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_county.hpp"
#include "tests/support/small_outcome.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

/// The small study, with one of everything that moves in its scenario.
SmallStudy staffed_study() {
  SmallStudy small = small_study();
  small.ground.money = money::built_in_rules();
  auto& staffing = small.outcomes[1].plan.staffing;
  staff::TeacherMove move;
  move.measure = 1;
  move.from = SchoolId(small::nine_year);
  move.to = SchoolId(small::centre_school);
  move.of[row(Resource::full_time_teachers)] = 3;
  move.of[row(Resource::above_degree_teachers)] = 2;
  move.road = metres(4500);
  move.from_before = 9;
  move.from_after = 6;
  move.to_before = 4;
  move.to_after = 7;
  move.from_pupils = Heads(36);
  move.to_pupils = Heads(72);
  staffing.moves.push_back(move);
  staff::Transfer transfer;
  transfer.from = SchoolId(small::nine_year);
  transfer.to = SchoolId(small::centre_school);
  transfer.resource = Resource::equipment_value;
  transfer.amount = 5000 * 100;
  transfer.from_before = 150'000 * 100;
  transfer.from_after = 145'000 * 100;
  transfer.to_before = 140'000 * 100;
  transfer.to_after = 145'000 * 100;
  transfer.from_pupils = Heads(52);
  transfer.to_pupils = Heads(72);
  transfer.to_line = 144'000 * 100.0;  // 72 pupils × 2000 yuan
  staffing.transfers.push_back(transfer);
  staff::Visit visit;
  visit.from = SchoolId(small::centre_school);
  visit.to = SchoolId(small::slope_point);
  visit.days_a_week = 3;
  visit.teachers = 1;
  visit.days_a_year = 114;
  visit.allowance_a_year = yuan(4560);
  staffing.visits.push_back(visit);
  staff::SharingResult result;
  result.resources = {Resource::books};
  result.cv_before = {0.5};
  result.cv_after = {std::nullopt};
  staffing.results.push_back(result);
  return small;
}

Study study_of(const SmallStudy& small) { return {small.ground, small.scenarios, small.outcomes}; }

TEST_CASE("The JSON of an outcome tells every move with names, counts and units") {
  const SmallStudy small = staffed_study();
  const Json staff = staff_json(study_of(small), 1);
  const Json& move = staff.at("moves").at(0);
  CHECK(move.at("measure") == 2);  // counted from 1
  CHECK(move.at("full_time_teachers") == 3);
  CHECK(move.at("above_degree_teachers") == 2);
  CHECK(move.at("road_m") == 4500);
  CHECK(move.at("to_teachers") == 7);
  const Json& transfer = staff.at("transfers").at(0);
  CHECK(transfer.at("resource") == "equipment_value");
  CHECK(transfer.at("amount") == 5000);  // yuan, not fen
  CHECK(transfer.at("from_line").is_null());
  CHECK(transfer.at("to_line") == 144'000);
  CHECK(staff.at("visits").at(0).at("allowance_a_year_yuan") == 4560);
  // No standard has a line for books: what is lacking is not known, which is not 0.
  CHECK(staff.at("measures").at(0).at("lacking").is_null());
  CHECK(staff.at("measures").at(0).at("each_school_its_own_unit").at(0).at("cv").is_null());
  CHECK(Json::parse(outcome_json(study_of(small), 1)).at("staff") == staff);
}

TEST_CASE("Posts in the JSON are those of the schools, summed by township and county") {
  const SmallStudy small = staffed_study();
  const Json posts = staff_json(study_of(small), 1).at("posts");
  double schools = 0, townships = 0;
  for (const Json& school : posts.at("schools"))
    schools += school.at("after").at("posts").get<double>();
  for (const Json& one : posts.at("townships"))
    townships += one.at("after").at("posts").get<double>();
  CHECK(posts.at("county").at("after").at("posts").get<double>() == Approx(schools));
  CHECK(townships == Approx(schools));
  CHECK(schools > 0);
}

/// The same, but the slope point tells neither its teachers nor, being small, its classes.
SmallStudy untold_study() {
  SmallStudy small = staffed_study();
  const SchoolId point(small::slope_point);
  auto& today = small.ground.county.schools[point];
  today.classes.fill(0);
  today.resources.by_stage[row(Resource::full_time_teachers)] = {0, 0};
  for (auto& outcome : small.outcomes) {
    auto& planned = outcome.plan.schools[point];
    planned.school.classes.fill(0);
    planned.teachers_told = {false, true};
    planned.open = true;
    if (total(planned.school.pupils) == Heads(0)) planned.school.pupils[0] = Heads(9);
  }
  return small;
}

const Json& of_school(const Json& schools, std::size_t row) { return schools.at(row); }

TEST_CASE("What a school does not tell is null in the JSON, and sums say how many do not tell it") {
  const SmallStudy small = untold_study();
  const Json posts = staff_json(study_of(small), 0).at("posts");
  const Json& county = posts.at("county");
  CHECK(county.at("schools_not_telling_teachers") >= 1);
  CHECK(county.at("small_schools_not_telling_classes") >= 1);
  std::int64_t unknown = 0;
  for (const Json& school : posts.at("schools")) {
    if (school.at("after").at("full_time_teachers").is_null()) ++unknown;
    if (school.at("school").at("name") != "西坡教学点") continue;
    CHECK(school.at("after").at("posts").is_null());
    CHECK(school.at("after").at("full_time_teachers_needed").is_null());
  }
  CHECK(unknown >= 1);
}

TEST_CASE("The page's report tells unknown teachers as null, not as none") {
  const SmallStudy small = untold_study();
  const Json report = Json::parse(report_json(study_of(small)));
  const Json& scenario = report.at("scenarios").at(0);
  CHECK(scenario.at("teachers").is_null());
  CHECK(of_school(scenario.at("schools").at("teachers"), small::slope_point).is_null());
  for (const Json& school : scenario.at("staff").at("schools")) {
    if (school.at("school") != small::slope_point) continue;
    CHECK(school.at("lacking") == Json{nullptr, nullptr});
    CHECK(school.at("not_told") == Json{1, 1});
  }
}

TEST_CASE(
    "The page's report holds what moves, equipment in yuan, and says whether a line is reached") {
  const SmallStudy small = staffed_study();
  const Json report = Json::parse(report_json(study_of(small)));
  const Json& staff = report.at("scenarios").at(1).at("staff");
  const auto said = [&](const Json& text) {
    return report.at("texts").at(text.get<std::size_t>()).at(1).get<std::string>();
  };
  CHECK(staff.at("moves").at(0).at("teachers") == 3);
  REQUIRE(staff.at("moves").at(0).at("of").size() == 1);
  CHECK(said(staff.at("moves").at(0).at("of").at(0).at(0)) == "teachers above the required degree");
  CHECK(staff.at("transfers").at(0).at("amount") == 5000);
  CHECK(said(staff.at("transfers").at(0).at("to_line")) == "met now");  // 140 000 → 145 000
  CHECK(said(staff.at("transfers").at(0).at("from_line")) == "no line");
  CHECK(staff.at("results").at(0).at("lacking").at(0).is_null());
  CHECK(report.at("scenarios").at(0).at("staff").at("moves").empty());
}

FeatureLayer sheet_of(const std::filesystem::path& file, const std::string& name) {
  LayerSource source;
  source.file = file;
  source.layer = name;
  return read_layer(source);
}

bool holds(const FeatureLayer& sheet, const std::string& words) {
  for (const auto& feature : sheet.features) {
    for (const auto& cell : feature.cells) {
      if (const auto* text = std::get_if<std::string>(&cell); text && *text == words) return true;
    }
  }
  return false;
}

TEST_CASE("The workbook has a sheet for moves, posts, visits and transfers") {
  const SmallStudy small = staffed_study();
  const ScratchFolder folder;
  const auto file = folder.path() / "tables.xlsx";
  write_workbook(file, study_of(small), Language::en);
  CHECK(holds(sheet_of(file, "Teacher moves"), "西河九年一贯制学校"));
  CHECK(holds(sheet_of(file, "Posts by school"), "西坡教学点"));
  CHECK(holds(sheet_of(file, "Itinerant teachers"), "西坡教学点"));
  CHECK(holds(sheet_of(file, "Transfers"), "met now"));
  CHECK(holds(sheet_of(file, "Transfers"), "no line"));
}

TEST_CASE("A sheet without rows says that no scenario has such a measure") {
  const SmallStudy small = small_study();
  const ScratchFolder folder;
  const auto file = folder.path() / "tables.xlsx";
  write_workbook(file, study_of(small), Language::en);
  CHECK(holds(sheet_of(file, "Itinerant teachers"), "No scenario of this run has such a measure."));
}

}  // namespace
}  // namespace budian
