#include <openssl/evp.h>
#include <zlib.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "maps/outputs.hpp"
#include "maps/packed.hpp"
#include "tests/support/small_outcome.hpp"

using namespace budian;

namespace {

using Json = nlohmann::json;

struct Written {
  SmallStudy small = small_study();
  Study study{small.ground, small.scenarios, small.outcomes};
  Json json = Json::parse(report_json(study));
  [[nodiscard]] const Json& today() const { return json["scenarios"][0]; }
  [[nodiscard]] const Json& merge() const { return json["scenarios"][1]; }
};

/// Adds steps up to the last vertex.
std::pair<std::int64_t, std::int64_t> end_of(const Json& steps) {
  std::int64_t x = 0, y = 0;
  for (std::size_t i = 0; i + 1 < steps.size(); i += 2) {
    x += steps[i].get<std::int64_t>();
    y += steps[i + 1].get<std::int64_t>();
  }
  return {x, y};
}

}  // namespace

TEST_CASE("The report holds every scenario, today first") {
  const Written written;
  REQUIRE(written.json["scenarios"].size() == 2);
  CHECK(written.today()["closures"].empty());
  CHECK(written.merge()["closures"].size() == 1);
  CHECK(written.json["schools"].size() == 4);
  CHECK(written.json["settlements"]["name"].size() == 6);
  CHECK(written.json["county"]["invented"] == true);
}

TEST_CASE("Coordinates are whole metres in steps from a round origin") {
  const Written written;
  // The townships start at 500000, 3600000 and are 10 km wide.
  CHECK(written.json["origin"] == Json({500000, 3600000}));
  CHECK(written.json["extent"] == Json({0, 0, 20000, 10000}));
  const auto& ring = written.json["townships"][1]["area"][0][0];
  // A closed ring ends where it began.
  CHECK(end_of(ring) == std::pair<std::int64_t, std::int64_t>(ring[0], ring[1]));
  // The bus line ends at 东山中心小学, 5 km east and north of the corner.
  CHECK(end_of(written.merge()["buses"]["lines"][0]["path"]) ==
        std::pair<std::int64_t, std::int64_t>(5000, 5000));
}

TEST_CASE("A scenario tells only the settlements that differ from today") {
  const Written written;
  CHECK(written.today()["settlements"].size() == 6);
  // Only the 12 pupils of 东沟村 (row 2) change school.
  REQUIRE(written.merge()["settlements"].size() == 1);
  const auto& changed = written.merge()["settlements"][0];
  CHECK(changed[0] == 2);
  CHECK(changed[7] == 12);  // displaced
  CHECK(changed[8] == 12);  // riders
}

TEST_CASE("A closure names receivers, villages and the way before and after") {
  const Written written;
  const auto& closure = written.merge()["closures"][0];
  CHECK(closure["school"] == 1);
  CHECK(closure["receivers"] == Json::parse("[[0, 12]]"));
  CHECK(closure["riders"] == 12);
  // 东沟村 (1200, 8200) to the point (1000, 8000): √(200² + 200²) × 1.2 = 339.4 m;
  // to the centre (5000, 5000): √(3800² + 3200²) × 1.2 = 5961.4 m.
  CHECK(closure["before_metres"] == 339);
  CHECK(closure["after_metres"] == 5961);
  REQUIRE(closure["villages"].size() == 1);
  CHECK(closure["villages"][0]["pupils"] == 12);
  CHECK(closure["villages"][0]["before_metres"] == 339);
  CHECK(closure["villages"][0]["after_metres"] == 5961);
}

TEST_CASE("Sentences come in both languages and are told once") {
  const Written written;
  const auto& refusal = written.merge()["refusals"][0];
  const auto& pair = written.json["texts"][refusal["reason"].get<std::size_t>()];
  REQUIRE(pair.size() == 2);
  CHECK(pair[0].get<std::string>().find("西坡") != std::string::npos);
  CHECK(pair[0] != pair[1]);
  std::set<std::string> seen;
  for (const auto& each : written.json["texts"]) CHECK(seen.insert(each.dump()).second);
}

TEST_CASE("Areas that today and the plan share are written once") {
  const Written written;
  // The drawn coverage does not change: 3 bands × 2 stages in each scenario, the same 3 squares.
  std::set<std::size_t> rows;
  for (const auto& scenario : written.json["scenarios"]) {
    for (const auto& area : scenario["coverage"]) rows.insert(area["area"].get<std::size_t>());
  }
  CHECK(rows.size() == 3);
}

TEST_CASE("Money keeps quantity × rate = amount, payer and certainty") {
  const Written written;
  const auto& fixed = written.merge()["ledger"][0];
  CHECK(fixed["topic"] == "bus_fixed");
  CHECK(fixed["quantity"] == 1);
  CHECK(fixed["rate"] == 120000);
  CHECK(fixed["amount"] == 120000);
  CHECK(fixed["payer"].is_null());
  CHECK(fixed["source"]["certainty"] == "assumption");
  CHECK(written.merge()["ledger"][2]["payer"] == "county");
}

TEST_CASE("A line has its route sheet: calls, kilometres, costs") {
  const Written written;
  const auto& line = written.merge()["buses"]["lines"][0];
  CHECK(line["schools"] == Json::array({0}));
  CHECK(line["approved"] == 19);
  // The stop of 5 second graders: 7:42–7:43, 12 aboard, 7 minutes, 2.6 km; home 16:37–16:38,
  // second.
  CHECK(line["calls"][1] == Json::parse("[1, 0, [0, 2, 5], [462, 463, 12, 7.0, 2600],"
                                        " [997, 998, 7, 7.0, 3000, 1]]"));
  CHECK(line["calls"][2][0].is_null());
  CHECK(line["calls"][2][2] == Json({0, 1, 7, 0, 2, 5}));
  // 200 days of two halves.
  CHECK(line["kilometres"] == Json::parse("[5.6, 1.4, 5.6, 1.4, 2240.0, 560.0]"));
  CHECK(line["costs"] == Json::parse("[120000.0, 0.0, 0.0, 0.0, 5600.0, 1400.0]"));
  CHECK(line["cost"] == 127000);
  CHECK(line["cost_a_pupil"] == 10583.33);
}

TEST_CASE("A line without an afternoon departs and comes home nowhere") {
  SmallStudy small = small_study();
  small.outcomes[1].plan.buses.lines[0].afternoon = {};
  const Json json = Json::parse(report_json({small.ground, small.scenarios, small.outcomes}));
  const auto& line = json["scenarios"][1]["buses"]["lines"][0];
  CHECK(line["departs"].is_null());
  CHECK(line["longest_home_minutes"].is_null());
  CHECK(line["calls"][0][4].is_null());
}

TEST_CASE("What is to be said about the files stands in the report, with what would be right") {
  SmallStudy small = small_study();
  Problem problem;
  problem.file = "schools.shp";
  problem.severity = Severity::warning;
  problem.message = {"layer.shp.no_index", {{"shapes", std::int64_t{4}}}};
  small.ground.county.warnings.push_back(problem);
  const std::string json = report_json({small.ground, small.scenarios, small.outcomes});
  CHECK(json.find(text(problem.message, Language::zh)) != std::string::npos);
  CHECK(json.find(explain(problem, Language::en).right) != std::string::npos);
}

TEST_CASE("The same study gives the same bytes") {
  const auto a = small_study(), b = small_study();
  CHECK(report_json({a.ground, a.scenarios, a.outcomes}) ==
        report_json({b.ground, b.scenarios, b.outcomes}));
}

std::string unpacked(const std::string& letters, std::size_t size) {
  std::string bytes(letters.size(), '\0');
  const auto* from = reinterpret_cast<const unsigned char*>(letters.data());
  auto* to = reinterpret_cast<unsigned char*>(bytes.data());
  const int count = EVP_DecodeBlock(to, from, static_cast<int>(letters.size()));
  REQUIRE(count > 0);
  std::string text(size, '\0');
  uLongf written = size;
  auto* out = reinterpret_cast<Bytef*>(text.data());
  REQUIRE(uncompress(out, &written, to, static_cast<uLong>(count)) == Z_OK);
  text.resize(written);
  return text;
}

TEST_CASE("A packed text comes back whole and is the same each time") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "乡镇 " + std::to_string(i * i) + " <script>";
  const std::string letters = packed(text);
  CHECK(unpacked(letters, text.size() + 10) == text);
  CHECK(letters.size() < text.size() / 2);
  CHECK(letters.find('<') == std::string::npos);
  CHECK(packed(text) == letters);
}

TEST_CASE("The page carries the report and cannot be broken by a name in it") {
  auto small = small_study();
  small.ground.county.name = "</script><b>县";
  const auto page = report_html({small.ground, small.scenarios, small.outcomes}, Language::en);
  if (page.empty()) {
    WARN("built without the page (BUDIAN_WEB=OFF): skipped");
    return;
  }
  CHECK(page.find("<html lang=\"en\">") != std::string::npos);
  CHECK(page.find("<!--report-->") == std::string::npos);
  CHECK(page.find("</script><b>") == std::string::npos);
  CHECK(page.find(packed(report_json({small.ground, small.scenarios, small.outcomes}))) !=
        std::string::npos);
}

TEST_CASE("The bill stands against today, and lines without a payer are left to the ledger") {
  const Written written;
  CHECK(written.today()["bill"]["closures"].empty());
  CHECK(written.today()["bill"]["lines"].empty());
  const auto& bill = written.merge()["bill"];
  const auto& county = bill["payers"][0];
  CHECK(county["payer"] == "county");
  // 400 × 720 today; 300 × 720 + 80 % of 127,000.
  CHECK(county["today"] == Json({288000.0, 0.0, 0.0}));
  CHECK(county["plan"] == Json({317600.0, 0.0, 0.0}));
  for (const auto& line : bill["lines"]) CHECK_FALSE(line["payer"].is_null());
  REQUIRE(bill["closures"].size() >= 1);
  CHECK(bill["closures"][0]["school"] == 1);
  CHECK(bill["closures"][0]["pupils"] == 12);
  CHECK_FALSE(bill["notes"].empty());
}
