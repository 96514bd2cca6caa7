#include "maps/sweep/sweep_words.hpp"

#include <catch2/catch.hpp>

#include "maps/sweep/sweep_outputs.hpp"

namespace budian {
namespace {

SweepFrame frame_of(sweep::Design design) {
  SweepFrame frame;
  frame.sweep.design = design;
  frame.sweep.parameters.resize(2);
  frame.sweep.parameters[0].name = sweep::Name::fewer_than;
  frame.sweep.parameters[1].name = sweep::Name::rolls_factor;
  return frame;
}

/// Threshold from 0 to 10 of 10, rolls from 4 to 6 of 10.
sweep::SchoolTally tally(bool second_perhaps_by_chance) {
  sweep::SchoolTally school;
  school.code = school.name = "P";
  school.runs = 20;
  school.deciding = {{0, 25, 35, 0, 10, 10, 10, false},
                     {1, 0.9, 1.1, 4, 10, 6, 10, second_perhaps_by_chance}};
  return school;
}

}  // namespace

TEST_CASE("A difference that may be chance is said to be so, wherever what decides is told") {
  const SweepFrame frame = frame_of(sweep::Design::random);
  for (const Language language : {Language::zh, Language::en}) {
    const std::string faint = text("page.sweep.faint", language);
    const std::string words = deciding_text(tally(true), frame, language);
    const auto at = words.find(faint);
    REQUIRE(at != std::string::npos);
    CHECK(words.find(name_of(frame.sweep.parameters[0], language)) < at);
    CHECK(words.find(name_of(frame.sweep.parameters[1], language)) == at + faint.size());
    CHECK(deciding_text(tally(false), frame, language).find(faint) == std::string::npos);
    // The table of schools and the rows on the terminal.
    sweep::ScenarioResult result;
    result.schools = {tally(true)};
    const std::vector<sweep::Record> records;
    const std::vector<std::size_t> missing;
    const SweepStudy study{frame, records, missing, {result}};
    CHECK(closures_csv(study, language).find(faint) != std::string::npos);
    CHECK(closure_rows(study, result, language).at(1).back() == words);
  }
}

TEST_CASE("Only of draws it is said that means may look alike by chance") {
  CHECK(means_text(sweep::Design::random, Language::en).find("by chance") != std::string::npos);
  CHECK(means_text(sweep::Design::grid, Language::en).find("chance") == std::string::npos);
  CHECK(means_text(sweep::Design::one_at_a_time, Language::en).find("chance") == std::string::npos);
}

}  // namespace budian
