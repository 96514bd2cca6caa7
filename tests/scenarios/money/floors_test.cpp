// Ceilings that bring the county below the share that the document promises.
#include <catch2/catch.hpp>

#include "bus_service.hpp"
#include "scenarios/money/bus_budget.hpp"
#include "scenarios/money/bus_findings.hpp"

using namespace budian;
using namespace budian::money;

namespace {

/// At least 80 % of the whole; one bus of 36 seats, 144 520 yuan, 30 fares of 400.
std::string shou(const std::string& more) {
  return "[[subsidy]]\ncode = \"shou\"\nname = { zh = \"甲\", en = \"a\" }\n"
         "kind = \"share_of_contract\"\nshare = 0.9\nleast_share = 0.8\nbase = \"gross\"\n"
         "payer = \"county\"\n" +
         more;
}
const std::string flat = "[horizon]\nyears = 4\nprice_growth = 0\n";

BusCosts judged_bus() { return buses_with(3, 1, {riders(30, true)}); }

}  // namespace

TEST_CASE("A ceiling below the promised share is a finding with its figures") {
  // 90 % are 130 068, 80 % are 115 616; the ceiling leaves 101 164, which is 70 %
  const auto found =
      findings_of(judged_bus(), with(shou("ceiling_yuan = { in_all = 101164 }\n") + flat));
  REQUIRE(found.size() == 2);
  CHECK(found[0].message.key == "finding.below_floor");
  CHECK(argument(found[0], "percent") == Argument(80.0));
  CHECK(argument(found[0], "base") == Argument(144'520.0));
  CHECK(argument(found[0], "promised") == Argument(115'616.0));
  CHECK(argument(found[0], "paid") == Argument(101'164.0));
  CHECK(std::get<double>(argument(found[0], "paid_percent")) == Approx(70));
  CHECK(argument(found[0], "missing") == Argument(14'452.0));
  CHECK(argument(found[0], "townships") == Argument(std::int64_t{1}));
  CHECK(found[0].township == TownshipId(0));
  CHECK(found[1].message.key == "finding.below_floor_years");
  CHECK(argument(found[1], "count") == Argument(std::int64_t{4}));
}

TEST_CASE("A ceiling that cuts the share but not the promised one is no finding") {
  CHECK(
      findings_of(judged_bus(), with(shou("ceiling_yuan = { in_all = 115616 }\n") + flat)).empty());
  CHECK(findings_of(judged_bus(), with(shou("") + flat)).empty());
}

TEST_CASE("An exhausted ceiling of the payer breaks the promise too") {
  const std::string first =
      "[[subsidy]]\ncode = \"first\"\nname = { zh = \"甲\", en = \"a\" }\n"
      "kind = \"operating_grant\"\nyuan_a_year = 20000\npayer = \"county\"\n";
  const auto found = findings_of(
      judged_bus(),
      with("[bus_funding]\npayer_ceiling_yuan = { county = 100000 }\n" + first + shou("") + flat));
  REQUIRE(found.size() == 2);
  CHECK(argument(found[0], "paid") == Argument(80'000.0));
}

TEST_CASE("Fares that leave less than the promised share break no promise") {
  Rules rules = with(shou("") + flat);
  rules.funding.fares[0].rate.amounts.fill(yuan(4'000));  // 120 000; 24 520 are left and paid
  CHECK(findings_of(judged_bus(), rules).empty());
}

TEST_CASE("A ceiling that growing costs reach is told with its first year") {
  // 115 616 a year, growing by 10 %: above 130 000 from the third year on (139 895)
  const auto found = findings_of(judged_bus(), with(shou("ceiling_yuan = { in_all = 130000 }\n") +
                                                    "[horizon]\nyears = 4\nprice_growth = 0.1\n"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.key == "finding.below_floor_years");
  CHECK(argument(found[0], "first") == Argument(std::string("2028/29")));
  CHECK(argument(found[0], "count") == Argument(std::int64_t{2}));
  CHECK(argument(found[0], "years") == Argument(std::int64_t{4}));
}
