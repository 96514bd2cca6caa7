#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "maps/outputs.hpp"
#include "tests/support/small_outcome.hpp"

namespace budian {
namespace {

const SmallStudy& written() {
  static const SmallStudy study = small_study();
  return study;
}
Study written_study() { return {written().ground, written().scenarios, written().outcomes}; }
nlohmann::json outcome(std::size_t scenario) {
  return nlohmann::json::parse(outcome_json(written_study(), scenario));
}

}  // namespace

TEST_CASE("The outcome names schools, says their status and keeps every pupil") {
  const auto json = outcome(1);
  CHECK(json["schools"][1]["name"] == "东沟教学点");
  CHECK(json["schools"][1]["status"] == "closed");
  CHECK(json["schools"][0]["pupils"] == 72);  // 60 + 12
  std::int64_t pupils = 0;
  for (const auto& group : json["groups"]["rows"]) pupils += group[4].get<std::int64_t>();
  CHECK(pupils == 144);
  CHECK(json["groups"]["columns"][4] == "pupils");
  CHECK(json["groups"]["rows"][0].size() == json["groups"]["columns"].size());
}

TEST_CASE("Closures and refusals carry receivers, distances and reasons in both languages") {
  const auto json = outcome(1);
  const auto& closure = json["closures"][0];
  CHECK(closure["receivers"][0]["name"] == "东山中心小学");
  CHECK(closure["receivers"][0]["pupils"] == 12);
  // √(3800² + 3200²) m = 4967.9 m, × 1.2.
  CHECK(closure["mean_road_m"].get<double>() == Approx(5961.5).margin(0.1));
  const auto& refusal = json["refusals"][0];
  CHECK(refusal["reason"]["key"] == "plan.reason.ride_too_long");
  CHECK(refusal["reason"]["zh"].get<std::string>().find("西坡村") != std::string::npos);
  CHECK(refusal["would_help"].size() == 2);
}

TEST_CASE("The bill carries payers, lines with their change, closures and what is not known") {
  const auto bill = outcome(1)["bill"];
  const auto& county = bill["by_payer"][0];
  CHECK(county["payer"] == "money.payer.county");
  // Buses 101,600 more, public funds 72,000 less.
  CHECK(county["change"]["operating_yuan_a_year"] == 29600.0);
  double change = 0;
  for (const auto& line : bill["lines"]) {
    const bool counts = line["counts"].get<bool>() && line["payer"] == "money.payer.county";
    if (counts) change += line["change_yuan"].get<double>();
  }
  CHECK(change == 29600.0);
  CHECK(bill["closures"][0]["pupils"] == 12);
  CHECK(bill["notes"].size() > 1);
}

TEST_CASE("The closures' lines and present values are those of the plan") {
  const auto bill = outcome(1)["bill"];
  double now = 0, lines = 0;
  for (const auto& closure : bill["closures"]) {
    const auto& county = closure["change_by_payer"]["money.payer.county"];
    now += county["present_value_yuan"].get<double>();
    for (const auto& line : closure["lines"]) {
      if (line["payer"] == "money.payer.county") lines += line["change_yuan"].get<double>();
    }
  }
  // One year at a rate of 0: what the county pays more in it.
  CHECK(now == 29600.0);
  CHECK(lines == 29600.0);
  CHECK(bill["by_payer"][0]["buses_plan_yuan"][0] == 101600.0);
  CHECK(bill["by_payer"][0]["buses_today_yuan"].empty());
}

TEST_CASE("Today has no closures, no buses and the empty scenario code") {
  const auto json = outcome(0);
  CHECK(json["scenario"] == "");
  CHECK(json["closures"].empty());
  CHECK(json["buses"]["lines"].empty());
}

TEST_CASE("Bus routes are lines in longitude and latitude with their timetable") {
  const auto json = nlohmann::json::parse(routes_geojson(written_study(), 1));
  CHECK(json["type"] == "FeatureCollection");
  CHECK(!json.contains("crs"));           // RFC 7946: always WGS 84
  REQUIRE(json["features"].size() == 3);  // one line, two stops
  const auto& line = json["features"][0];
  CHECK(line["geometry"]["type"] == "LineString");
  CHECK(line["properties"]["first_leave"] == "07:37");
  // 1.2 km east of the meridian of 117° at 32.6° N: 1200 m / (111.32 km × cos 32.6°) = 0.0128°.
  CHECK(line["geometry"]["coordinates"][0][0].get<double>() == Approx(117.0128).margin(0.0001));
  // 3,608,200 m of northing: a degree is 110.87 km from the equator to here on average: 32.6°.
  CHECK(line["geometry"]["coordinates"][0][1].get<double>() == Approx(32.6).margin(0.02));
  CHECK(json["features"][1]["geometry"]["type"] == "Point");
}

TEST_CASE("Buses are vehicles with steps, mornings and afternoons") {
  const auto json = nlohmann::json::parse(routes_json(written_study(), 1));
  CHECK(json["code"] == 0);
  CHECK(json["summary"]["vehicles"] == 1);
  CHECK(json["summary"]["pickup"] == nlohmann::json::array({12}));
  CHECK(json["summary"]["distance"] == 14000.0);  // 7 km, morning and afternoon
  REQUIRE(json["routes"].size() == 2);
  const auto& steps = json["routes"][0]["steps"];
  REQUIRE(steps.size() == 4);  // two stops, and both again at the school
  CHECK(steps[0]["type"] == "pickup");
  CHECK(steps[0]["arrival"] == (7 * 60 + 36) * 60);
  CHECK(steps[0]["service"] == 60);
  CHECK(steps[0]["load"][0] == 7);
  CHECK(steps[1]["load"][0] == 12);
  CHECK(steps[2]["type"] == "delivery");
  CHECK(steps[2]["id"] == 1);
  CHECK(steps[2]["arrival"] == (7 * 60 + 50) * 60);
  CHECK(steps[3]["load"][0] == 0);
  const auto& back = json["routes"][1];
  CHECK(back["half"] == "afternoon");
  // Those of the second stop are set down first.
  CHECK(back["steps"][2]["type"] == "delivery");
  CHECK(back["steps"][2]["id"] == 2);
  CHECK(back["steps"][3]["load"][0] == 0);
}

TEST_CASE("Whoever is not served is named with the reason") {
  Outcome outcome = written_study().outcomes[1];
  Finding finding;
  finding.message = {"bus.no_bus",
                     {{"settlement", "西坡村"}, {"school", "中心小学"}, {"pupils", 3}}};
  finding.settlement = SettlementId(0);
  finding.pupils = Heads(3);
  outcome.plan.ride_findings = {finding};
  const std::vector<Outcome> outcomes{outcome};
  const auto json = nlohmann::json::parse(
      routes_json({written_study().ground, written_study().scenarios, outcomes}, 0));
  REQUIRE(json["unassigned"].size() == 1);
  CHECK(json["summary"]["unassigned"] == 1);
  CHECK(json["unassigned"][0]["amount"][0] == 3);
  CHECK(json["unassigned"][0]["reason"]["key"] == "bus.no_bus");
  CHECK_FALSE(json["unassigned"][0]["reason"]["zh"].get<std::string>().empty());
}

TEST_CASE("The same outcome gives the same JSON") {
  CHECK(outcome_json(written_study(), 1) == outcome_json(written_study(), 1));
}

}  // namespace budian
