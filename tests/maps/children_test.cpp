#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "gis/layer_file.hpp"
#include "maps/appraisal_words.hpp"
#include "maps/outputs.hpp"
#include "scenarios/evaluate.hpp"
#include "tests/support/grid_county.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

/// The grid county, its today and the closing of its teaching point.
struct GridStudy {
  GridStudy()
      : ground(ground_of(grid_county())),
        scenarios{scenario_of(""),
                  scenario_of("[[measure]]\ndo = \"close\"\nkinds = [218]\nfewer_than = 30\n"
                              "[[procedure]]\nschool = \"P\"\nparents_for = 3\n"
                              "parents_against = 9\n")} {
    scenarios[0].code.clear();
    for (const auto& scenario : scenarios) {
      outcomes.push_back(evaluate(scenario, apply(scenario, ground), ground));
    }
  }
  [[nodiscard]] Study study() const { return {ground, scenarios, outcomes}; }
  Groundwork ground;
  std::vector<Scenario> scenarios;
  std::vector<Outcome> outcomes;
};
const GridStudy& grid() {
  static const GridStudy study;
  return study;
}

FeatureLayer sheet(const std::filesystem::path& file, const char* key) {
  LayerSource source;
  source.file = file;
  source.layer = text(key, Language::zh);
  return read_layer(source);
}

bool has_chinese(const std::string& words) {
  return std::any_of(words.begin(), words.end(),
                     [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; });
}

}  // namespace

TEST_CASE("Every column of the township ledger has a name of its own in both languages") {
  const auto columns =
      appraisal::township_columns(grid().ground.appraisal.lines, grid().ground.standards);
  std::set<std::string> zh, en;
  for (const auto& column : columns) {
    INFO(column.key);
    CHECK(zh.insert(name_of(column, Language::zh)).second);
    CHECK(en.insert(name_of(column, Language::en)).second);
    CHECK(text(column.name, Language::en) != column.name);
    CHECK((column.unit.empty() || text(column.unit, Language::en) != column.unit));
    CHECK(has_chinese(name_of(column, Language::zh)));
  }
}

TEST_CASE("Every set of pupils, risk, mark, state and verdict has words") {
  for (const auto& burden : grid().outcomes[1].appraisal.burdens) {
    const auto name = name_of(burden, grid().ground.county, Language::en);
    INFO(name);
    CHECK(name.find("bearers.") == std::string::npos);
    CHECK(text(appraisal::group_key(burden.bearers), Language::en).find("bearers.") ==
          std::string::npos);
  }
  for (const auto& rule : grid().ground.appraisal.risks) {
    const auto name = text(appraisal::name_of(rule), Language::en);
    CHECK(name.find("risk.") == std::string::npos);
    CHECK(name.find('{') == std::string::npos);
  }
  for (const auto& list : grid().outcomes[1].appraisal.procedure) {
    for (const auto& step : list.steps) {
      const auto words = text(step.figures, Language::zh);
      INFO(words);
      CHECK(words.find("procedure.") == std::string::npos);
      CHECK(words.find('{') == std::string::npos);
    }
  }
}

TEST_CASE("The JSON holds the appraisal: opposed by the parents, the closure is not permissible") {
  const auto json = nlohmann::json::parse(outcome_json(grid().study(), 1))["children"];
  REQUIRE(json["procedure"].size() == 1);
  CHECK(json["procedure"][0]["school"]["name"] == "P");
  CHECK(json["procedure"][0]["verdict"] == "not_permissible");
  CHECK(json["townships"].size() == 2);
  CHECK(json["townships"][0]["figures"]["schools"] == 2);  // W and J
  CHECK(json["county_figures"]["displaced"] == 20);
  CHECK(json["townships"][0]["figures"].size() == json["columns"].size());
  // Special needs are not in the grid's files: null, not 0.
  for (const auto& bearer : json["bearers"]) {
    if (bearer["group"] != "special") continue;
    CHECK(bearer["reported"] == false);
    CHECK(bearer["pupils"].is_null());
  }
}

TEST_CASE("The page's data has a row a township, closure, line and risk, for every scenario") {
  const auto report = nlohmann::json::parse(report_json(grid().study()));
  const auto& words = report["appraisal"];
  for (const auto& scenario : report["scenarios"]) {
    const auto& part = scenario["appraisal"];
    CHECK(part["scores"].size() == 2);
    CHECK(part["ledger"]["townships"].size() == 2);
    CHECK(part["ledger"]["county"].size() == words["columns"].size());
    CHECK(part["lines"].size() == words["lines"].size());
    CHECK(part["risks"].size() == words["risks"].size());
    CHECK(part["procedure"].size() == scenario["closures"].size());
    for (const auto& list : part["procedure"]) CHECK(list["steps"].size() == words["steps"].size());
  }
}

TEST_CASE("The workbook has the townships' ledger, score and changes, and a checklist a closure") {
  const ScratchFolder folder;
  const auto file = folder.path() / "t.xlsx";
  write_workbook(file, grid().study(), Language::zh);
  // Two townships and the county, today and under the plan.
  CHECK(sheet(file, "sheet.township_ledger").features.size() == 6);
  CHECK(sheet(file, "sheet.township_resources").features.size() == 6);
  CHECK(sheet(file, "sheet.township_score").features.size() >= 4);
  const auto columns =
      appraisal::township_columns(grid().ground.appraisal.lines, grid().ground.standards);
  CHECK(sheet(file, "sheet.township_changes").features.size() == 2 * columns.size());
  CHECK(sheet(file, "sheet.winners").features.size() ==
        grid().outcomes[1].appraisal.changes.size());
  CHECK(sheet(file, "sheet.inequality").features.size() >= 8);
  CHECK(sheet(file, "sheet.procedure").features.size() >= 20);
  CHECK(sheet(file, "sheet.affected").features.size() ==
        grid().outcomes[1].appraisal.effects.villages.size());
  // Today and the plan, of all and of each band.
  CHECK(sheet(file, "sheet.affected_travel").features.size() == 8);
  // W today and at three enrolments, then the notes.
  CHECK(sheet(file, "sheet.receivers").features.size() >= 4);
  CHECK(sheet(file, "sheet.bus_loads").features.size() == 3);
  CHECK(sheet(file, "sheet.small_schools").features.size() == 1);
}

TEST_CASE("The comparison tells fairness, closures that are not permissible and red townships") {
  const auto rows = compare(grid().study());
  const auto row = [&](const std::string& key) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const ComparisonRow& each) { return each.key == key; });
    REQUIRE(found != rows.end());
    return *found;
  };
  CHECK(row("measure.closures_not_permissible").values ==
        std::vector<std::optional<double>>{0.0, 1.0});
  CHECK(row("measure.closures_failing").values == std::vector<std::optional<double>>{0.0, 0.0});
  CHECK(*row("measure.gini_road.primary").values[1] ==
        *grid().outcomes[1].appraisal.distance[0].gini);
}

TEST_CASE("Each closure stands against keeping its school, in page, workbook and JSON") {
  const auto bills = appraisal::against_keeping(grid().study(), 1);
  REQUIRE(bills.size() == 1);
  const auto argument = [](const Message& message, const std::string& name) {
    for (const auto& [key, value] : message.arguments) {
      if (key == name) return std::get<double>(value);
    }
    return -1.0;
  };
  // P's 20 pupils are funded as 100 at 720 yuan.
  CHECK(argument(bills[0].keeping, "funds") == 72000);
  // County, township, centre and families are all who pay here.
  double sum = 0;
  for (const char* payer : {"county", "township", "centre", "family"}) {
    sum += argument(bills[0].closing, payer);
  }
  CHECK(sum == Approx(argument(bills[0].closing, "all")));
  CHECK(bills[0].keeping.key == "procedure.keeping");
  const auto json = nlohmann::json::parse(outcome_json(grid().study(), 1))["children"];
  CHECK(json["procedure"][0]["keeping"]["en"] == text(bills[0].keeping, Language::en));
  CHECK(json["procedure"][0]["closing"]["zh"] == text(bills[0].closing, Language::zh));
  const auto report = nlohmann::json::parse(report_json(grid().study()));
  const auto& list = report["scenarios"][1]["appraisal"]["procedure"][0];
  CHECK(report["texts"][list["closing"].get<std::size_t>()][0] ==
        text(bills[0].closing, Language::zh));
}

TEST_CASE("Posts of a school that does not tell its classes are not known") {
  GridStudy silent;
  silent.ground.county.schools[SchoolId(2)].classes = {};
  const auto bills = appraisal::against_keeping(silent.study(), 1);
  REQUIRE(bills.size() == 1);
  CHECK(bills[0].keeping.key == "procedure.keeping_posts_unknown");
}

TEST_CASE("The JSON tells whom the plan concerns: by village and grade, before and after") {
  const auto affected =
      nlohmann::json::parse(outcome_json(grid().study(), 1))["children"]["affected"];
  std::int64_t pupils = 0;
  for (const auto& village : affected["villages"]) {
    CHECK(village["pupils_by_grade"].size() == 9);
    pupils += village["pupils"].get<std::int64_t>();
  }
  CHECK(pupils == 20);
  CHECK(affected["travel"].size() == 4);
  CHECK(affected["receivers"][0]["after"][1]["pupils"] == 290);
  CHECK(affected["births_of_5_years"].is_null());
}

TEST_CASE("Boarders' riders are not known, not 0") {
  GridStudy boarding;
  for (auto& burden : boarding.outcomes[1].appraisal.burdens) {
    if (burden.bearers == appraisal::Bearers::boarders) burden.reported = true;
  }
  const auto json = nlohmann::json::parse(outcome_json(boarding.study(), 1))["children"];
  int seen = 0;
  for (const auto& bearer : json["bearers"]) {
    if (bearer["name"]["en"].get<std::string>().find("Boarders") == std::string::npos) continue;
    ++seen;
    CHECK(bearer["riders"].is_null());
  }
  CHECK(seen == 1);
}

}  // namespace budian
