// What is known of a school decides as soon as nothing that is not known could change it.
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "plans.hpp"

using namespace budian;

namespace {

constexpr double school_line = 10;

StandardRules random_rules(std::mt19937_64& random) {
  StandardRules rules;
  const std::size_t indicators = 3 + random() % 5;
  for (std::size_t k = 0; k < indicators; ++k) {
    IndicatorRule rule;
    if (random() % 5 > 0) rule.school_line = {school_line, school_line};
    rule.mandatory = random() % 6 == 0;
    rules.indicators.push_back(rule);
  }
  rules.least_indicators_met = static_cast<int>(1 + random() % indicators);
  rules.floor_ratio_for_rest = static_cast<double>(random() % 3) * 0.4;  // 0, 0.4, 0.8
  return rules;
}

/// On the line; at the floor; below the floor, where anything is.
std::vector<double> kinds_of_value(const StandardRules& rules) {
  std::vector<double> kinds{school_line, rules.floor_ratio_for_rest * school_line};
  if (rules.floor_ratio_for_rest > 0) kinds.push_back(rules.floor_ratio_for_rest * school_line - 1);
  return kinds;
}

/// The rule as policy §2.1 and §3 state it, of values that are all known.
bool passes(const StandardRules& rules, const std::vector<double>& values) {
  int met = 0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!rules.indicators[k].school_line[0]) continue;
    if (values[k] >= school_line) {
      ++met;
      continue;
    }
    if (rules.indicators[k].mandatory) return false;
    if (values[k] < rules.floor_ratio_for_rest * school_line) return false;
  }
  return met >= rules.least_indicators_met;
}

/// Every way in which the unknown could turn out.
void complete(const StandardRules& rules, const std::vector<std::optional<double>>& known,
              std::vector<double>& values, std::set<bool>& outcomes) {
  const std::size_t k = values.size();
  if (k == known.size()) {
    outcomes.insert(passes(rules, values));
    return;
  }
  const auto all = kinds_of_value(rules);
  for (const double value : known[k] ? std::vector<double>{*known[k]} : all) {
    values.push_back(value);
    complete(rules, known, values, outcomes);
    values.pop_back();
  }
}

}  // namespace

TEST_CASE("A school's verdict is that of all completions of what is not known, or open") {
  std::mt19937_64 random(20170426);
  std::array<int, 3> seen{};
  for (int round = 0; round < 20000; ++round) {
    const StandardRules rules = random_rules(random);
    const auto kinds = kinds_of_value(rules);
    std::vector<std::optional<double>> known(rules.indicators.size());
    for (auto& value : known) {
      if (random() % 3 > 0) value = kinds[random() % 4 == 0 ? random() % kinds.size() : 0];
    }
    std::set<bool> outcomes;
    std::vector<double> values;
    complete(rules, known, values, outcomes);
    const Verdict expected = outcomes.size() == 1 ? Verdict(*outcomes.begin()) : Verdict();
    const auto judged = judge_school(rules, Stage::primary, known);
    INFO(round);
    REQUIRE(judged.passes == expected);
    ++seen[expected ? (*expected ? 0 : 1) : 2];
  }
  for (const int count : seen) CHECK(count > 1000);  // each verdict is tried often
}

TEST_CASE("An indicator without a line leaves nothing open") {
  StandardRules rules = built_in_standards()[1];
  rules.indicators[4].school_line = {};
  rules.least_indicators_met = 5;
  const auto school =
      judge_school(rules, Stage::primary, {4.2, 1.0, 0.9, 4.5, std::nullopt, 2000, 2.3});
  CHECK(school.passes == Verdict(true));
  CHECK(school.indicators_not_known == 0);
}

TEST_CASE("Two of seven below their lines fail a school of which five are not known") {
  const std::optional<double> untold;
  const auto quality = built_in_standards()[1];
  CHECK(judge_school(quality, Stage::primary, {4.1, 0.9, untold, untold, untold, untold, untold})
            .passes == Verdict(false));
  CHECK_FALSE(
      judge_school(quality, Stage::primary, {4.1, 1.0, untold, untold, untold, untold, untold})
          .passes);
  // Six met and the seventh unknown: it may lie below 85 % of its line.
  CHECK_FALSE(
      judge_school(quality, Stage::primary, {4.2, 1.0, 0.9, 4.5, untold, 2000, 2.3}).passes);
}

TEST_CASE("All hold, one does not, one is not known") {
  CHECK(all_hold({true, true}) == Verdict(true));
  CHECK(all_hold({true, Verdict(), false}) == Verdict(false));
  CHECK_FALSE(all_hold({true, Verdict()}));
  CHECK_FALSE(all_hold({}));
}
