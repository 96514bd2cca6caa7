#include "scenarios/money/rules.hpp"

#include <catch2/catch.hpp>

#include "tests/support/faults.hpp"

using namespace budian;
using namespace budian::money;

namespace {

/// Faults of a county's file over the built-in rules.
Faults faults_over_built_in(const std::string& text) {
  return faults_of([&] { static_cast<void>(read_rules(text, "rules.toml", built_in_rules())); },
                   "rules.toml");
}

Rules over(const std::string& text) { return read_rules(text, "rules.toml", built_in_rules()); }

School small_school(std::int64_t pupils) {
  School school;
  school.kind = SchoolKind::teaching_point;
  school.pupils[0] = Heads(pupils);
  return school;
}

PublicFunds funds(double primary, double junior) {
  PublicFunds rules;
  rules.a_pupil_year = {yuan(primary), yuan(junior)};
  rules.a_boarder_year = yuan(300);
  rules.small_school_least = Heads(100);
  return rules;
}

}  // namespace

TEST_CASE("The built-in bus types leave driver and attendants their seats") {
  // policy §5.2: 19→17, 25→23, 31→29, 36→34, 42→39, 52→49, 56→53
  const std::vector<std::pair<std::int64_t, std::int64_t>> expected{
      {19, 17}, {25, 23}, {31, 29}, {36, 34}, {42, 39}, {52, 49}, {56, 53}};
  const Rules rules = built_in_rules();
  REQUIRE(rules.bus.types.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(rules.bus.types[i].nominal_seats == Heads(expected[i].first));
    CHECK(rules.bus.types[i].pupil_seats == Heads(expected[i].second));
  }
}

TEST_CASE("The fixed cost of a bus is put together from its parts") {
  const Rules rules = built_in_rules();
  // 36 seats: 250 000 ÷ 10 + 45 000 + 25 000 + 10 000
  CHECK(rules.bus.types[3].fixed_cost_a_year == yuan(105000));
  // 56 seats, two attendants: 36 000 + 45 000 + 50 000 + 10 000
  CHECK(rules.bus.types[6].fixed_cost_a_year == yuan(141000));
}

TEST_CASE("Every built-in rate names its source") {
  const Rules rules = built_in_rules();
  for (const Source* source :
       {&rules.bus.types_source, &rules.bus.driver_a_year.source,
        &rules.bus.attendant_a_year.source, &rules.bus.insurance_and_inspection_a_year.source,
        &rules.bus.days_source, &rules.funding.source, &rules.funding.fares[0].source,
        &rules.funding.subsidies[0].source, &rules.funding.sensitivity_source,
        &rules.public_funds.source, &rules.staffing.source}) {
    CHECK_FALSE(source->document.zh.empty());
    CHECK_FALSE(source->document.en.empty());
  }
}

TEST_CASE("A price is spread over the life of the bus and rounded to fen") {
  CHECK(Purchase{Fen(100), 3}.a_year() == Fen(33));
  CHECK(Purchase{Fen(200), 3}.a_year() == Fen(67));
  CHECK(Purchase{yuan(250000), 10}.a_year() == yuan(25000));
}

TEST_CASE("A county's file changes only what it names") {
  const Rules rules = over("[bus]\ndriver_yuan_a_year = 50000\n");
  CHECK(rules.bus.driver_a_year.amount == yuan(50000));
  CHECK(rules.bus.attendant_a_year.amount == built_in_rules().bus.attendant_a_year.amount);
  CHECK(rules.bus.types.size() == 7);
  CHECK(rules.bus.types[3].fixed_cost_a_year == yuan(110000));  // 5 000 more
}

TEST_CASE("A changed rate no longer stands under the old document's name") {
  const Rules rules = over("[bus]\ndriver_yuan_a_year = 50000\n");
  CHECK(rules.bus.driver_a_year.source.document.zh == "rules.toml");
  CHECK(rules.bus.driver_a_year.source.certainty == Certainty::assumption);
  CHECK(rules.bus.attendant_a_year.source.document ==
        built_in_rules().bus.attendant_a_year.source.document);
}

TEST_CASE("A county's file may name its own source") {
  const Rules rules = over(
      "[bus]\ndriver_yuan_a_year = 50000\n[[source]]\nfor = \"bus.driver\"\n"
      "document = { zh = \"合同\", en = \"contract\" }\ndate = \"2017-03-01\"\n"
      "certainty = \"verified\"\n");
  CHECK(rules.bus.driver_a_year.source.document.zh == "合同");
  CHECK(rules.bus.driver_a_year.source.certainty == Certainty::verified);
}

TEST_CASE("Bus types of a county's file replace all others") {
  const Rules rules = over(
      "[[bus.type]]\nname = \"大车\"\nnominal_seats = 50\nattendants = 2\nprice_yuan = 300000\n"
      "life_years = 8\nyuan_a_kilometre = 3\navailable = 4\n");
  REQUIRE(rules.bus.types.size() == 1);
  CHECK(rules.bus.types[0].pupil_seats == Heads(47));
  CHECK(rules.bus.types[0].available == 4);
  // 300 000 ÷ 8 + 45 000 + 2 × 25 000 + 10 000
  CHECK(rules.bus.types[0].fixed_cost_a_year == yuan(142500));
}

TEST_CASE("A misspelt key is told with its line and the right one") {
  CHECK(faults_over_built_in("[bus_funding]\nmonth = 9\n") ==
        Faults{{"toml.unknown_key_guess", 2}});
}

TEST_CASE("An unknown table is told with its line") {
  CHECK(faults_over_built_in("\n[helicopter]\n") == Faults{{"toml.unknown_key", 2}});
}

TEST_CASE("A share in percent is told with its line") {
  CHECK(faults_over_built_in("[public_funds]\nprovince_and_centre_share = 60\n") ==
        Faults{{"money.share_range", 2}});
}

TEST_CASE("A negative rate is told with its line") {
  CHECK(faults_over_built_in("[bus]\ndriver_yuan_a_year = -1\n") ==
        Faults{{"toml.not_negative", 2}});
}

TEST_CASE("A wrong type is told with its line") {
  CHECK(faults_over_built_in("[bus]\nservice_days = \"190\"\n") == Faults{{"toml.wrong_type", 2}});
  CHECK(faults_over_built_in("[bus_funding]\nrest = \"nobody\"\n") ==
        Faults{{"toml.unknown_word", 2}});
  CHECK(faults_over_built_in("[public_funds]\nyuan_a_pupil_year = 720\n") ==
        Faults{{"toml.wrong_type", 2}});
}

TEST_CASE("No days of service are told with their line") {
  CHECK(faults_over_built_in("[bus]\nservice_days = 0\n") == Faults{{"money.at_least", 2}});
}

TEST_CASE("More pupil seats than driver and attendants leave are told") {
  CHECK(faults_over_built_in(
            "[[bus.type]]\nname = \"x\"\nnominal_seats = 19\nattendants = 1\n"
            "pupil_seats = 18\nprice_yuan = 1\nlife_years = 1\nyuan_a_kilometre = 1\n") ==
        Faults{{"money.too_many_seats", 5}});
}

TEST_CASE("A bus type without an attendant is told: one rides on every trip") {
  CHECK(faults_over_built_in("[[bus.type]]\nname = \"x\"\nnominal_seats = 19\nattendants = 0\n"
                             "price_yuan = 1\nlife_years = 1\nyuan_a_kilometre = 1\n") ==
        Faults{{"money.at_least", 4}});
}

TEST_CASE("A bus type must be whole") {
  CHECK(faults_over_built_in("[[bus.type]]\nname = \"x\"\nnominal_seats = 19\nattendants = 1\n"
                             "price_yuan = 1\nlife_years = 1\n") == Faults{{"toml.missing", 1}});
}

TEST_CASE("A source for a rule that is not there is told") {
  CHECK(faults_over_built_in(
            "[[source]]\nfor = \"bus.pilot\"\ndocument = { zh = \"a\", en = \"b\" }\n"
            "certainty = \"verified\"\n") == Faults{{"toml.unknown_word", 2}});
}

TEST_CASE("Faults of several tables are told at once") {
  CHECK(faults_over_built_in("[bus]\nservice_days = 0\n[bus_funding]\nmonths = 0\nfoo = 1\n")
            .size() == 3);
}

TEST_CASE("Without a base every table and every source must be there") {
  try {
    static_cast<void>(read_rules("[bus]\n", "rules.toml"));
    FAIL("should have thrown");
  } catch (const InputError& error) {
    std::size_t tables = 0;
    std::size_t sources = 0;
    for (const auto& problem : error.problems()) {
      tables += problem.message.key == "toml.missing" ? 1U : 0U;
      sources += problem.message.key == "money.source_missing" ? 1U : 0U;
    }
    // subsidy, public_funds, staffing, unit_costs, horizon; seven of the bill; six keys of [bus]
    CHECK(tables == 5 + 7 + 6);
    CHECK(sources == 5 + 1);  // the five of [bus], and [[sensitivity]]
  }
}

TEST_CASE("A rural school under 100 pupils is funded as 100") {
  const PublicFunds rules = funds(600, 800);
  CHECK(public_funds_of(rules, small_school(25)) == yuan(60000));  // 100 × 600
  CHECK(public_funds_of(rules, small_school(99)) == yuan(60000));
  CHECK(public_funds_of(rules, small_school(100)) == yuan(60000));
  CHECK(public_funds_of(rules, small_school(101)) == yuan(60600));
}

TEST_CASE("A school in the county seat and a school without pupils have no such floor") {
  School school = small_school(25);
  school.is_rural = false;
  CHECK(public_funds_of(funds(600, 800), school) == yuan(15000));
  CHECK(public_funds_of(funds(600, 800), small_school(0)) == Fen(0));
}

TEST_CASE("Boarders add their supplement") {
  School school = small_school(200);
  school.boarders = Heads(10);
  CHECK(public_funds_of(funds(720, 940), school) == yuan(200 * 720 + 10 * 300));
}

TEST_CASE("A small nine-year school is filled up at the stage that has most pupils") {
  School school;
  school.kind = SchoolKind::nine_year;
  school.pupils[0] = Heads(30);
  school.pupils[6] = Heads(40);
  // 30 × 600 + (40 + 30) × 800
  CHECK(public_funds_of(funds(600, 800), school) == yuan(18000 + 56000));
}

TEST_CASE("Merging a small point loses what the small-school rule gave") {
  // ΔF = F(receiver with both) − F(receiver) − F(point), receiver of 300 and point of 25
  const auto change = [](double rate, std::int64_t receiver, std::int64_t point) {
    const PublicFunds rules = funds(rate, 800);
    return public_funds_of(rules, small_school(receiver + point)) -
           public_funds_of(rules, small_school(receiver)) -
           public_funds_of(rules, small_school(point));
  };
  CHECK(change(600, 300, 25) == yuan(-45000));  // 15 000 − 60 000
  CHECK(change(650, 300, 25) == yuan(-48750));
  CHECK(change(720, 300, 25) == yuan(-54000));
  CHECK(change(600, 40, 25) == yuan(-60000));  // both small, 65 together: −100 × 600
  CHECK(change(600, 90, 25) == yuan(-51000));  // both small, 115 together: (115 − 200) × 600
}

TEST_CASE("The loss of a closed point is of the order of the buses that it needs") {
  // policy §6.1: 25 pupils by bus cost 25 × 1 300 to 25 × 3 000 = 32 500 to 75 000 yuan a year.
  // policy §0.10: closing it loses 75 × rate.
  for (const auto& [rate, loss] : {std::pair{600, 45000}, {650, 48750}, {720, 54000}}) {
    const PublicFunds rules = funds(rate, 800);
    const Fen before = public_funds_of(rules, small_school(25));
    const Fen after =
        public_funds_of(rules, small_school(125)) - public_funds_of(rules, small_school(100));
    CHECK(after - before == yuan(-loss));
    CHECK(in_yuan(before - after) > 32500);
    CHECK(in_yuan(before - after) < 75000);
  }
}

TEST_CASE("Two small junior schools that stay small together lose 100 times the junior rate") {
  const auto junior = [](std::int64_t pupils) {
    School school;
    school.kind = SchoolKind::junior;
    school.pupils[7] = Heads(pupils);
    return school;
  };
  // policy §6.1, rates of 2014, 2020 and 2023: 800, 850, 940
  for (const double rate : {800.0, 850.0, 940.0}) {
    const PublicFunds rules = funds(600, rate);
    const auto change = [&](std::int64_t a, std::int64_t b) {
      return public_funds_of(rules, junior(a + b)) - public_funds_of(rules, junior(a)) -
             public_funds_of(rules, junior(b));
    };
    CHECK(change(40, 30) == yuan(-100 * rate));
    CHECK(change(70, 60) == yuan((130 - 200) * rate));  // joint roll m ≥ 100: (m − 200) × rate
    CHECK(change(150, 60) == yuan(-40 * rate));         // one of them was small
    CHECK(change(150, 160) == Fen(0));                  // none was
  }
}

TEST_CASE("A county's rules say where its depots are") {
  const Rules rules =
      read_rules("[[bus.depot]]\nname = \"城关车场\"\nplace = [117.1, 32.5]\navailable = 20\n",
                 "own.toml", built_in_rules());
  REQUIRE(rules.bus.depots.size() == 1);
  CHECK(rules.bus.depots[0].name == "城关车场");
  CHECK(rules.bus.depots[0].place.longitude == 117.1);
  CHECK(rules.bus.depots[0].available == 20);
  CHECK(built_in_rules().bus.depots.empty());
  CHECK_THROWS_AS(
      read_rules("[[bus.depot]]\nname = \"a\"\nplace = [117.1]\n", "own.toml", built_in_rules()),
      InputError);
}

TEST_CASE("Posts follow pupils, in a small school classes where those give more") {
  StaffingNorm norm;
  norm.pupils_a_post = {19, 13.5};
  norm.posts_a_class_small = 1.8;
  norm.small_school_below = Heads(100);
  School large = small_school(190);
  large.classes.fill(1);
  CHECK(posts_of(norm, large).value() == Approx(10));
  School point = small_school(19);
  point.classes[0] = 1;
  point.classes[1] = 1;
  CHECK(posts_of(norm, point).value() == Approx(3.6));  // 2 classes × 1.8 > 19/19
  School full = small_school(95);
  full.classes[0] = 1;
  CHECK(posts_of(norm, full).value() == Approx(5));  // 95/19 > 1.8
  School nine;
  nine.pupils[0] = Heads(190);
  nine.pupils[6] = Heads(135);
  CHECK(posts_of(norm, nine).value() == Approx(20));  // 10 + 10
}

TEST_CASE(
    "What a thing costs and which years count stand in the rules; a thing without a price has "
    "none") {
  const Rules rules = built_in_rules();
  CHECK(rules.unit_costs.of(Resource::computers) == yuan(4500));
  // An area of 96 m² at 2200 yuan.
  CHECK(rules.unit_costs.of(Resource::music_rooms) == yuan(96 * 2200));
  CHECK_FALSE(rules.unit_costs.of(Resource::full_time_teachers));
  CHECK(rules.horizon.years == 10);
  const Rules own = over("[unit_costs]\ncomputer_yuan = 3000\n[horizon]\nyears = 5\n");
  CHECK(own.unit_costs.of(Resource::computers) == yuan(3000));
  CHECK(own.unit_costs.of(Resource::books) == rules.unit_costs.of(Resource::books));
  CHECK(own.unit_costs.source.certainty == Certainty::assumption);
  CHECK(own.horizon.years == 5);
  CHECK(own.horizon.discount_rate == rules.horizon.discount_rate);
}

TEST_CASE("Years and rates that would run off every scale are refused with the most that goes") {
  CHECK(faults_over_built_in(
            "[horizon]\nyears = 2036\nfirst_school_year = 20260\nprice_growth = 0.6\n") ==
        Faults{{"money.at_most", 2}, {"money.at_most", 3}, {"money.at_most", 4}});
}
