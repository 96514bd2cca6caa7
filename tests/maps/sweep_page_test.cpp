#include "maps/sweep/sweep_page.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "maps/sweep/sweep_map.hpp"
#include "scenarios/sweep/sweep_file.hpp"
#include "tests/support/grid_county.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
using namespace sweep;

const char* const sweep_text = R"(title = { zh = "把握", en = "How sure" }
scenario = "s.toml"
design = "grid"
[[parameter]]
name = "fewer_than"
values = [20, 40]
[[parameter]]
name = "receivers"
values = ["township", "any"]
)";

SweepFrame small_frame() {
  SweepFrame frame;
  frame.inputs = "abc";
  frame.county = "甲县";
  frame.scenarios = {{"s", {"方案", "Plan"}}};
  frame.standards = {{"basic", {"基本均衡", "Basic balance"}}};
  frame.text = sweep_text;
  frame.sweep = read_sweep(sweep_text, "sweep.toml");
  return frame;
}

/// P closes where the threshold is 40. The third figure is never known.
Record record_of(const SweepFrame& frame, std::size_t run) {
  const Setting setting = setting_of(frame.sweep, run);
  Record record;
  record.run = run;
  record.scenario = "s";
  record.values = {setting.values[0].value_or(30), setting.values[1].value_or(0)};
  record.figures = {{"measure.bus_cost", "", "unit.yuan_a_year", 0, 1000 * record.values[0]},
                    {"measure.verdict", "basic", "unit.verdict", 0, 1.0},
                    {"measure.posts", "", "unit.posts", 1, std::nullopt}};
  const Fate fate = record.values[0] >= 40 ? Fate::closed : Fate::refused;
  record.schools.push_back({"P", "P", "东镇", fate, {}});
  return record;
}

struct SmallSweep {
  SweepFrame frame = small_frame();
  std::vector<Record> records;
  std::vector<std::size_t> missing;
  explicit SmallSweep(std::size_t lacks) {
    for (std::size_t run = 0; run < run_count(frame.sweep); ++run) {
      if (run == lacks) {
        missing.push_back(run);
      } else {
        records.push_back(record_of(frame, run));
      }
    }
  }
  [[nodiscard]] SweepStudy study() const { return study_of(frame, records, missing); }
};

}  // namespace

TEST_CASE("The page of a sweep has the figures of sweep.json, value by value") {
  const SmallSweep sweep(3);
  const SweepStudy study = sweep.study();
  const Json page = Json::parse(sweep_page_json(study));
  CHECK(page["sweep"] == Json::parse(sweep_json(study)));
  CHECK(page["sweep"]["missing"] == Json::array({3}));
  // Bus cost is 1,000 × threshold: 30 in the base, 20 or 40 in runs.
  const Json& cost = page["sweep"]["scenarios"][0]["ranges"][0];
  CHECK(cost["base"] == 30000);
  CHECK(cost["least"] == 20000);
  CHECK(cost["most"] == 40000);
}

TEST_CASE("Whatever the page of a sweep shows has words in both languages") {
  const SmallSweep sweep(99);
  const Json page = Json::parse(sweep_page_json(sweep.study()));
  CHECK(page["figures"].size() == 3);
  for (const auto& range : page["sweep"]["scenarios"][0]["ranges"]) {
    const std::string standard = range["standard"];
    const std::string key = range["figure"];
    const Json& figure = page["figures"][standard.empty() ? key : key + "@" + standard];
    CHECK_FALSE(figure["name"]["zh"] == figure["name"]["en"]);
    CHECK_FALSE(figure["name"]["zh"] == "");
  }
  CHECK(page["figures"]["measure.bus_cost"]["group"] == "money");
  CHECK(page["figures"]["measure.bus_cost"]["first"] == true);
  CHECK(page["figures"]["measure.verdict@basic"]["group"] == "indicators");
  CHECK(page["figures"]["measure.verdict@basic"]["unit"].is_null());
  CHECK(page["figures"]["measure.verdict@basic"]["name"]["en"] == "Basic balance: verdict");
  CHECK(page["figures"]["measure.posts"]["first"] == false);
  const Json& receivers = page["parameters"][1];
  CHECK(receivers["code"] == "receivers");
  CHECK(receivers["words"]["any"]["en"] == "any township");
  CHECK(receivers["varied"]["en"] == "own township, any township");
  CHECK(page["scenarios"][0]["base"]["fewer_than"]["zh"] == "30");
  CHECK(page["scenarios"][0]["base"]["receivers"]["en"] == "own township");
  CHECK(page["map"].is_null());
}

TEST_CASE("The ground of a sweep's page goes through the file of its inputs unchanged") {
  SmallSweep sweep(99);
  const County county = grid_county();
  sweep.frame.map = sweep_map_json(county);
  const auto again = read_frame(frame_json(sweep.frame));
  REQUIRE(again);
  CHECK(again->map == sweep.frame.map);
  const Json map = Json::parse(sweep_page_json(sweep.study()))["map"];
  CHECK(map["townships"].size() == county.townships.size());
  REQUIRE(map["schools"].size() == county.schools.size());
  CHECK(map["schools"][0]["id"] == county.schools.rows().front().code);
}

}  // namespace budian
