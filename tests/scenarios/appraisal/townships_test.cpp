#include <array>
#include <cmath>
#include <random>
#include <set>

#include "scenarios/appraisal/parts.hpp"
#include "tests/scenarios/appraisal/appraised.hpp"

namespace budian::appraisal {
namespace {

ScoreRules two_parts() {
  ScoreRules rules;
  rules.least_known_weight = 60;
  rules.parts = {{"a", 70, 100, 60, 1}, {"b", 30, 0, 50, 2}};
  rules.marks = {{"a", 90, 75, 3}, {"b", 10, 20, 4}};
  return rules;
}
const std::vector<TownshipColumn> two_columns{{"a", "a"}, {"b", "b"}};

Table<TownshipId, TownshipScore> scored(const std::vector<TownshipFigures>& figures) {
  TownshipLedger ledger;
  for (const auto& each : figures) ledger.townships.push_back(each);
  return scores_of(two_parts(), two_columns, ledger);
}

}  // namespace

TEST_CASE("Columns that add up sum to the county's figure, plan and today") {
  const Appraised appraised(close_points);
  const auto columns = appraised.columns();
  for (const auto* outcome : {&appraised.today, &appraised.outcome}) {
    const auto& ledger = outcome->appraisal.ledger;
    REQUIRE(ledger.county.size() == columns.size());
    for (std::size_t k = 0; k < columns.size(); ++k) {
      if (!columns[k].adds_up) continue;
      INFO(columns[k].key);
      double sum = 0;
      bool known = true;
      for (const auto& figures : ledger.townships) {
        known = known && figures[k].has_value();
        sum += figures[k].value_or(0);
      }
      CHECK(ledger.county[k].has_value() == known);
      if (known) CHECK(sum == Approx(*ledger.county[k]).margin(0.005));
    }
  }
}

TEST_CASE("Keys of columns are unique") {
  const Appraised appraised("");
  std::set<std::string> keys;
  for (const auto& column : appraised.columns()) CHECK(keys.insert(column.key).second);
}

TEST_CASE("The West's schools and pupils are those of the grid") {
  const Appraised appraised(close_points);
  CHECK(appraised.figure(appraised.today, 0, "schools") == 3.0);  // W, P, J
  CHECK(appraised.figure(appraised.outcome, 0, "schools") == 2.0);
  CHECK(appraised.figure(appraised.today, 0, "schools.218") == 1.0);
  CHECK(appraised.figure(appraised.outcome, 0, "schools.218") == 0.0);
  CHECK(appraised.figure(appraised.today, 0, "junior_schools") == 1.0);
  CHECK(appraised.figure(appraised.today, 1, "junior_schools") == 0.0);
  // W 270 + P 20; after the merger the same pupils, all at W.
  CHECK(appraised.figure(appraised.today, 0, "roll.primary") == 290.0);
  CHECK(appraised.figure(appraised.outcome, 0, "roll.primary") == 290.0);
  CHECK(appraised.figure(appraised.outcome, 1, "roll.primary") == 270.0);
  CHECK(appraised.figure(appraised.outcome, 0, "closures") == 1.0);
  // P is the West's, but some of its 20 pupils live nearer to it than to E across the border.
  std::array<double, 2> displaced{};
  for (const auto& group : appraised.outcome.plan.groups) {
    const auto home = appraised.ground.county.settlements[group.settlement].township.row();
    if (group.displaced()) displaced[home] += static_cast<double>(group.pupils.count());
  }
  CHECK(displaced[0] + displaced[1] == 20);
  CHECK(appraised.figure(appraised.outcome, 0, "displaced") == displaced[0]);
  CHECK(appraised.figure(appraised.outcome, 1, "displaced") == displaced[1]);
}

TEST_CASE("Today's primary classes of the grid: 45 a class, and the county's books a pupil") {
  const Appraised appraised("");
  // W 6 and J 3 classes, P 2; J's 60 a class are over 50 and over 56.
  CHECK(appraised.figure(appraised.today, 0, "classes") == 11.0);
  CHECK(appraised.figure(appraised.today, 0, "over_standard") == 3.0);
  CHECK(appraised.figure(appraised.today, 0, "large") == 3.0);
  CHECK(*appraised.figure(appraised.today, 0, "large_share") == Approx(100.0 * 3 / 11));
  CHECK(appraised.figure(appraised.today, 1, "large") == 0.0);
  // basic_2012 merges P into W: 2000 books for 290 pupils; E has 1000 for 270.
  CHECK(*appraised.figure(appraised.today, 0, "mean.basic_2012.primary.books") ==
        Approx(2000.0 / 290));
  CHECK(*appraised.figure(appraised.today, 1, "mean.basic_2012.primary.books") ==
        Approx(1000.0 / 270));
  CHECK(appraised.figure(appraised.today, 1, "cv.basic_2012.primary.books") == 0.0);
  // Nobody has reported equipment, and the East has no junior school.
  CHECK_FALSE(appraised.figure(appraised.today, 0, "mean.basic_2012.primary.equipment_value"));
  CHECK_FALSE(appraised.figure(appraised.today, 1, "mean.basic_2012.junior.books"));
}

TEST_CASE("Teachers against posts are unknown where the county reports no teacher") {
  const Appraised told("");
  CHECK(told.figure(told.today, 0, "teachers") == 32.0);  // W 10, P 10, J 12
  const Appraised silent("", [](County& county) {
    for (auto& school : county.schools)
      school.resources.by_stage[row(Resource::full_time_teachers)] = {};
  });
  CHECK_FALSE(silent.figure(silent.today, 0, "teachers"));
  CHECK_FALSE(silent.figure(silent.today, 0, "teachers_less_posts_share"));
  CHECK(silent.figure(silent.today, 0, "posts"));
}

TEST_CASE("The bus cost of the townships by payer is the ledger's, to the fen") {
  const Appraised appraised(close_points);
  const auto& outcome = appraised.outcome;
  const auto at = appraised.column("bus_cost");
  CHECK(*outcome.appraisal.ledger.county[at] == in_yuan(money::bus_cost(outcome.ledger)));
  const auto county = appraised.column("bus_cost.county");
  CHECK(*outcome.appraisal.ledger.county[county] ==
        in_yuan(money::sum_of(outcome.ledger, money::Topic::bus_share, money::Payer::county)));
}

TEST_CASE("Ranks are shared by equals, and what is unknown has none") {
  const std::vector<std::optional<double>> values{3.0, 1.0, std::nullopt, 3.0, 2.0};
  using Ranks = std::vector<std::optional<int>>;
  CHECK(ranks(values, Better::more) == Ranks{1, 4, std::nullopt, 1, 3});
  CHECK(ranks(values, Better::less) == Ranks{3, 1, std::nullopt, 3, 2});
  CHECK(ranks(values, Better::neither) == Ranks(5));
}

TEST_CASE("A score is linear between its marks and never leaves them") {
  // a 80: half of 70; b 10: 40 of 50 towards 0, 0.8 · 30 = 24.
  const auto scores = scored({{80.0, 10.0}, {120.0, -5.0}, {10.0, 90.0}});
  CHECK(*scores[TownshipId(0)].score == Approx(35 + 24));
  CHECK(*scores[TownshipId(1)].score == Approx(100));
  CHECK(*scores[TownshipId(2)].score == Approx(0));
  CHECK(scores[TownshipId(0)].rank == 2);
  CHECK(scores[TownshipId(1)].rank == 1);
}

TEST_CASE("An unknown part is neither nought nor full: the score is over the known weights") {
  const auto scores = scored({{80.0, std::nullopt}, {std::nullopt, 10.0}});
  CHECK(*scores[TownshipId(0)].score == Approx(50));  // 35 of 70
  CHECK(scores[TownshipId(0)].known_weight == 70);
  CHECK_FALSE(scores[TownshipId(0)].parts[1]);
  // 30 of 100 known is under the 60 that the file wants.
  CHECK_FALSE(scores[TownshipId(1)].score);
  CHECK_FALSE(scores[TownshipId(1)].rank);
}

TEST_CASE("Marks go the way that red lies from amber, and tell their causes") {
  const auto scores = scored({{90.0, 9.9}, {75.0, 10.0}, {95.0, 20.0}, {std::nullopt, 0.0}});
  CHECK(scores[TownshipId(0)].mark == Mark::amber);
  CHECK(scores[TownshipId(0)].causes.size() == 1);
  CHECK(scores[TownshipId(1)].mark == Mark::red);
  CHECK(scores[TownshipId(1)].causes.size() == 2);
  CHECK(scores[TownshipId(2)].mark == Mark::red);
  CHECK(scores[TownshipId(2)].causes[0].value == 20);
  CHECK(scores[TownshipId(3)].mark == Mark::none);
}

TEST_CASE("A better figure never lowers a score") {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> values(-20, 120);
  for (int round = 0; round < 200; ++round) {
    const double a = values(random), b = values(random);
    const auto scores = scored({{a, b}, {a + 1, b}, {a, b - 1}});
    CHECK(*scores[TownshipId(1)].score >= *scores[TownshipId(0)].score);
    CHECK(*scores[TownshipId(2)].score >= *scores[TownshipId(0)].score);
  }
}

}  // namespace budian::appraisal
