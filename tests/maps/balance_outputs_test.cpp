// What people and programs are told of balance: a county whose books are reckoned by hand.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "gis/layer_file.hpp"
#include "maps/balance_words.hpp"
#include "maps/outputs.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_outcome.hpp"

namespace budian {
namespace {

/// Books only; points count by themselves; 20 books a pupil, at most 70 pupils.
StandardRules books_only(StandardRules rules) {
  rules.indicators.resize(1);
  rules.indicators[0].school_line = {20.0, 20.0};
  rules.teaching_points = TeachingPointPolicy::own_unit;
  rules.least_indicators_met = 1;
  rules.treatments = {{TeachingPointPolicy::exclude, false}};
  GuaranteeRule size;
  size.check = GuaranteeCheck::school_size;
  size.code = "school_size";
  size.item = 4;
  size.name = {"规模", "Size"};
  size.largest_school = size.largest_combined_school = Heads(70);
  rules.guarantees = {size};
  return rules;
}

/// Primary pupils 60, 12, 36 (36/53.6 of the nine-year school), 20. Books a pupil 10, 40, 10, 10.
/// The point of 12 is merged into the school of 60, books and all.
SmallStudy study_of_books(std::optional<SchoolId> untold = std::nullopt) {
  SmallStudy small = small_study();
  auto& ground = small.ground;
  ground.standards = {books_only(ground.standards[1])};
  ground.money.unit_costs.each[row(Resource::books)] = yuan(20);
  const auto give = [&](Plan& plan, const std::vector<std::int64_t>& books) {
    for (const auto id : plan.schools.ids()) {
      plan.schools[id].school.resources.campus[row(Resource::books)] = books[id.row()];
      plan.schools[id].school.resources.untold[row(Resource::books)][0] = id == untold;
    }
  };
  give(small.outcomes[0].plan, {600, 480, 536, 200});
  give(small.outcomes[1].plan, {1080, 0, 536, 200});
  const RoadLength no_road = [](SettlementId, SchoolId) { return std::optional<Millimetres>(); };
  for (auto& outcome : small.outcomes) {
    const auto& rules = ground.standards[0];
    outcome.standards = {evaluate_standard(ground.county, outcome.plan, rules)};
    outcome.balance = {analyse(
        rules, {ground.county, small.outcomes[0].plan, outcome.plan, ground.money, no_road})};
  }
  return small;
}

nlohmann::json json_of(const SmallStudy& small, std::size_t scenario) {
  return nlohmann::json::parse(
      outcome_json({small.ground, small.scenarios, small.outcomes}, scenario));
}
nlohmann::json balance_of(std::size_t scenario) {
  return json_of(study_of_books(), scenario)["balance"][0];
}

struct Book {
  ScratchFolder folder;
  std::filesystem::path file = folder.path() / "a.xlsx";
  explicit Book(Language language, std::optional<SchoolId> untold = std::nullopt) {
    const SmallStudy small = study_of_books(untold);
    write_workbook(file, {small.ground, small.scenarios, small.outcomes}, language);
  }
  [[nodiscard]] FeatureLayer sheet(const std::string& name) const {
    return read_layer({file, name, "", ""});
  }
};

Cell cell(const FeatureLayer& sheet, std::size_t row, const std::string& name) {
  const auto found = std::find(sheet.fields.begin(), sheet.fields.end(), name);
  REQUIRE(found != sheet.fields.end());
  return sheet.features.at(row).cells[static_cast<std::size_t>(found - sheet.fields.begin())];
}
double number(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  // A column in which some cells are "-" is read as text.
  if (const auto* text = std::get_if<std::string>(&cell)) return std::stod(*text);
  return std::get<double>(cell);
}
Cell words(const char* text) { return std::string(text); }

}  // namespace

TEST_CASE("The JSON tells that a coefficient fell by arithmetic alone") {
  // P = 128, ΣR = 1640. Today ΣR²/P_i = 6000 + 19200 + 3600 + 2000: CV² = 128·30800/1640² − 1.
  // Merged: 1080²/72 = 16200 for the first two: CV² = 128·21800/1640² − 1.
  const auto change = balance_of(1)["stages"][0]["indicators"][0]["change_from_today"];
  const double before = std::sqrt(128.0 * 30800 / (1640.0 * 1640) - 1);
  const double after = std::sqrt(128.0 * 21800 / (1640.0 * 1640) - 1);
  CHECK(change["before"].get<double>() == Approx(before));
  CHECK(change["after"].get<double>() == Approx(after));
  CHECK(change["pooling"].get<double>() == Approx(after - before));
  CHECK(change["resources"].get<double>() == Approx(0).margin(1e-12));
  CHECK(change["partly_arithmetic"] == true);
  CHECK(balance_of(0)["stages"][0]["indicators"][0]["change_from_today"]["partly_arithmetic"] ==
        false);
}

TEST_CASE("The JSON tells the shares of the variance and the smallest addition") {
  const auto indicator = balance_of(0)["stages"][0]["indicators"][0];
  CHECK(indicator["variance_shares"][0]["school_code"] == "X02");
  CHECK(indicator["variance_shares"][0]["above_mean"] == true);
  // Without the point all have 10 books a pupil.
  CHECK(indicator["variance_shares"][0]["cv_without"].get<double>() == Approx(0).margin(1e-9));
  // 116 pupils are lifted from 10 to h: 128(19200 + 116h²) = 1.25(480 + 116h)², which is 1972h² +
  // 139200h = 2169600, h = 13.14013.
  const double h = (-139200 + std::sqrt(139200.0 * 139200 + 4.0 * 1972 * 2169600)) / (2.0 * 1972);
  const auto addition = indicator["smallest_addition"];
  CHECK(addition["least_divisible"].get<double>() == Approx(116 * (h - 10)));
  CHECK(addition["things"].get<double>() >= 116 * (h - 10));
  CHECK(addition["cv"].get<double>() <= 0.5 + 1e-12);
}

TEST_CASE("The list of schools tells what is missing on the campus, and what it costs") {
  const Book book(Language::zh);
  const auto list = book.sheet("逐校达标表1");
  // Today: three schools, the point of 12, and the junior part: five rows.
  const std::string missing = "缺：图书（册）";
  CHECK(cell(list, 0, "学校") == words("东山中心小学"));
  CHECK(number(cell(list, 0, missing)) == 600);  // 20 × 60 − 600
  CHECK(number(cell(list, 1, missing)) == 0);
  // 360 for the stage, of which it gets 36/53.6.
  CHECK(number(cell(list, 2, missing)) == 536);
  CHECK(number(cell(list, 2, "达标所需金额（元）")) == 10720);
  CHECK(cell(list, 2, "最省的达标办法") == words("536 册图书"));
  CHECK(cell(list, 1, "结论") == words("达标"));
}

TEST_CASE(
    "Books of one school that are not known are a dash in the sheets, and null for programs") {
  // Today: the school of 60 tells nothing; the others as before.
  const Book book(Language::en, SchoolId(0));
  const auto list = book.sheet("Schools to standard 1");
  CHECK(cell(list, 0, "Missing: Books") == words("-"));
  CHECK(cell(list, 0, "verdict") == words("not known"));
  CHECK(cell(list, 0, "Money to pass (yuan)") == words("-"));
  CHECK(cell(list, 1, "verdict") == words("meets"));
  CHECK(cell(list, 2, "verdict") == words("does not meet"));
  const auto indicators = book.sheet("Indicators");
  CHECK(cell(indicators, 0, "Remark") == words("1 units do not tell it"));
  const auto json = json_of(study_of_books(SchoolId(0)), 0);
  const auto& stage = json["standards"][0]["stages"][0];
  CHECK(stage["indicators"][0]["cv"].is_null());
  CHECK(stage["indicators"][0]["mean"].is_null());
  CHECK(stage["schools_not_known"] == 1);
  CHECK(stage["schools_passing"] == 1);
  CHECK(stage["schools_failing"] == 2);
  CHECK(stage["passes"] == false);  // two schools fail, whatever the first has
  const auto& balance = json["balance"][0];
  CHECK(balance["schools"][0]["passes"].is_null());
  CHECK(balance["schools"][0]["indicators"][0]["to_line"].is_null());
  CHECK(balance["schools"][0]["yuan_to_pass"].is_null());
  CHECK(balance["stages"][0]["indicators"][0]["variance_shares"].empty());
  CHECK(balance["sums"].back()["to_line"][0]["schools_not_known"] == 1);
  // West alone: 536 for the campus and 200 for the point, as in the sums below.
  CHECK(balance["sums"].back()["to_line"][0]["things"] == 736);
}

TEST_CASE("A campus's books count once in the sums, for the stage that needs more") {
  const Book book(Language::en);
  const auto sums = book.sheet("Shortfalls");
  // West: primary asks 536 of the campus; junior has 176 and asks 320: 144/(17.6/53.6) = 438.5. The
  // point lacks 200.
  CHECK(cell(sums, 1, "Township") == words("西河镇"));
  CHECK(number(cell(sums, 1, "Missing to the line")) == 736);
  CHECK(cell(sums, 2, "Township") == words("County"));
  CHECK(number(cell(sums, 2, "Missing to the line")) == 1336);
}

TEST_CASE("Workbook sheets of balance stand side by side in both languages") {
  const Book zh(Language::zh);
  const auto indicators = zh.sheet("均衡指标");
  const auto remark = [&](std::size_t row) { return cell(indicators, row, "说明"); };
  const auto rows = indicators.features.size();
  std::size_t told = 0;
  for (std::size_t i = 0; i < rows; ++i) told += remark(i) == words("下降部分只是算术结果");
  CHECK(told == 1);  // primary of the plan; its composite is not judged and junior stays
  const auto treatments = zh.sheet("计入口径");
  CHECK(cell(treatments, 0, "教学点") == words("单独计入"));
  const Book en(Language::en);
  CHECK(cell(en.sheet("Shares of the variance"), 0, "School") == words("东沟教学点"));
  const auto guarantees = en.sheet("Guarantee items");
  // Today 60 of 70; merged 72: the item, then the school with two too many.
  CHECK(cell(guarantees, 0, "verdict") == words("meets"));
  CHECK(cell(guarantees, 1, "verdict") == words("does not meet"));
  CHECK(number(cell(guarantees, 2, "Difference")) == 2);
}

TEST_CASE("The page's report carries what lies behind each standard") {
  const SmallStudy small = study_of_books();
  const auto json =
      nlohmann::json::parse(report_json({small.ground, small.scenarios, small.outcomes}));
  const auto& balance = json["scenarios"][1]["balance"][0];
  CHECK(balance["stages"][0]["indicators"][0]["change"]["arithmetic"] == true);
  CHECK(balance["guarantees"][0]["at_fault"] == 1);
  CHECK(balance["treatments"].size() == 2);
  CHECK(balance["lacking"].size() == 4);
  CHECK(json["standards"][0]["rules"]["guarantees"][0]["item"] == 4);
  CHECK(json["class_sizes"]["large"]["at_least"] == 56);
}

TEST_CASE("The page's report holds every case at fault, however many there are") {
  SmallStudy small = study_of_books();
  auto& cases = small.outcomes[1].balance[0].guarantees[0].cases;
  REQUIRE(cases.size() == 1);
  cases.resize(300, cases.front());
  const auto json =
      nlohmann::json::parse(report_json({small.ground, small.scenarios, small.outcomes}));
  CHECK(json["scenarios"][1]["balance"][0]["guarantees"][0]["cases"].size() == 300);
}

}  // namespace budian
