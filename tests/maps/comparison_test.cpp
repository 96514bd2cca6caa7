#include <algorithm>
#include <catch2/catch.hpp>

#include "maps/outputs.hpp"
#include "tests/support/small_outcome.hpp"

namespace budian {
namespace {

const SmallStudy& small() {
  static const SmallStudy study = small_study();
  return study;
}
Study study() { return {small().ground, small().scenarios, small().outcomes}; }

ComparisonRow row_of(const std::string& key) {
  const auto rows = compare(study());
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const ComparisonRow& row) { return row.key == key; });
  REQUIRE(found != rows.end());
  return *found;
}

using Values = std::vector<std::optional<double>>;

}  // namespace

TEST_CASE("Schools, closures and refusals are counted for each scenario") {
  CHECK(row_of("measure.schools").values == Values{4.0, 3.0});
  CHECK(row_of("kind.218").values == Values{2.0, 1.0});
  CHECK(row_of("measure.closed").values == Values{0.0, 1.0});
  CHECK(row_of("measure.refused").values == Values{0.0, 1.0});
  CHECK(row_of("measure.displaced").values == Values{0.0, 12.0});
}

TEST_CASE("Pupils beyond a distance are counted over both stages") {
  // Beyond 5 km is only 东沟村 after the merger: 12 pupils at 5.96 km.
  CHECK(row_of("measure.over_5_km").values == Values{0.0, 12.0});
  // Beyond 2.5 km: 柳林村, √8 km × 1.2 = 3.39 km, 18 primary and 6 junior pupils; then 12 more.
  CHECK(row_of("measure.over_2_5_km").values == Values{24.0, 36.0});
  // 柳林村 walks 3394 s = 56.6 minutes.
  CHECK(row_of("measure.over_40_minutes").values == Values{24.0, 24.0});
  CHECK(row_of("measure.over_60_minutes").values == Values{0.0, 0.0});
}

TEST_CASE("Buses and money follow from routes and ledger") {
  CHECK(row_of("measure.buses").values == Values{0.0, 1.0});
  // (5.6 + 1.4) km, morning and afternoon.
  CHECK(row_of("measure.bus_km_a_day").values == Values{0.0, 14.0});
  CHECK(row_of("measure.longest_ride").values == Values{std::nullopt, 13.0});
  CHECK(row_of("measure.longest_wait").values == Values{std::nullopt, 10.0});
  // 120,000 + 2,800 km × 2.50; the county pays 80 %.
  CHECK(row_of("measure.bus_cost").values == Values{0.0, 127000.0});
  CHECK(row_of("measure.bus_cost_county").values == Values{0.0, 101600.0});
  CHECK(row_of("measure.bus_cost_township").values == Values{0.0, 25400.0});
  // A school less that is funded as 100 pupils of 720 yuan.
  CHECK(row_of("measure.public_funds_change").values == Values{0.0, -72000.0});
}

TEST_CASE("The whole bill tells what the county pays more, a year and in present value") {
  // Buses 101,600 more, public funds 72,000 less; the small study looks at one year, undiscounted.
  CHECK(row_of("measure.county_cash_change").values == Values{0.0, 29600.0});
  CHECK(row_of("measure.county_present_value").values == Values{0.0, 29600.0});
  // Its ledger holds no fares, lunches or hours.
  CHECK(row_of("measure.family_cash").values == Values{0.0, 0.0});
  CHECK(row_of("measure.family_hours").values == Values{0.0, 0.0});
}

TEST_CASE("Each standard has its own coefficient and verdict, under its own name") {
  const auto composite = row_of("measure.composite_cv.primary");
  CHECK(composite.values == Values{0.42, 0.38});
  CHECK(name_of(composite, Language::zh) == "义务教育基本均衡（2012）：小学综合差异系数");
  CHECK(name_of(row_of("measure.worst_cv.primary"), Language::en) ==
        "Quality balance (2017): greatest CV, primary");
  CHECK(value_text(row_of("measure.verdict"), 1, Language::zh) == "达标");
}

TEST_CASE("A missing value is a dash on screen and nothing in the CSV") {
  CHECK(value_text(row_of("measure.longest_ride"), 0, Language::zh) == "-");
  const std::string csv = comparison_csv(study(), Language::zh);
  CHECK(csv.find("\r\n最长乘车时间,分钟,,13.0\r\n") != std::string::npos);
}

TEST_CASE("The CSV opens in a Chinese spreadsheet: BOM, titles of the scenarios") {
  const std::string csv = comparison_csv(study(), Language::zh);
  CHECK(csv.rfind("\xEF\xBB\xBF指标,单位,现状,撤并 30 人以下教学点\r\n", 0) == 0);
}

TEST_CASE("Every row of the comparison has a name and a unit in both languages") {
  for (const auto& row : compare(study())) {
    INFO(row.key);
    CHECK(row.values.size() == 2);
    for (const auto language : {Language::zh, Language::en}) {
      CHECK(text(row.key, language) != row.key);
      if (!row.unit.empty()) CHECK(text(row.unit, language) != row.unit);
    }
  }
}

}  // namespace budian
