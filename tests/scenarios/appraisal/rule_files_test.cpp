#include <catch2/catch.hpp>

#include "scenarios/appraisal/rules.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian::appraisal {
namespace {

Faults of_lines(const std::string& text) {
  return faults_of([&] { (void)read_access_lines(text, "x.toml"); });
}
Faults of_score(const std::string& text) {
  return faults_of([&] { (void)read_score(text, "x.toml"); });
}
Faults of_risks(const std::string& text) {
  return faults_of([&] { (void)read_risks(text, "x.toml"); });
}
Faults of_procedure(const std::string& text) {
  return faults_of([&] { (void)read_procedure_items(text, "x.toml"); });
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

const std::string source = "document = { zh = \"文\", en = \"doc\" }\ncertainty = \"assumption\"\n";
const std::string line =
    "[[line]]\ncode = \"a\"\nname = { zh = \"甲\", en = \"A\" }\nbands = [\"junior\"]\n"
    "measure = \"road_km\"\nmost = 2.5\nseverity = \"warning\"\n" +
    source;
const std::string score =
    "name = { zh = \"分\", en = \"score\" }\nleast_known_weight = 50\n"
    "[[indicator]]\nkey = \"refusals\"\nweight = 60\nfull_at = 0\nzero_at = 5\n"
    "[[indicator]]\nkey = \"large_share\"\nweight = 40\nfull_at = 0\nzero_at = 10\n"
    "[[mark]]\nkey = \"cut_off\"\namber_at = 1\nred_at = 2\n[origin]\n" +
    source;
const std::string long_travel_risk =
    "[[risk]]\ncode = \"a\"\nfigure = \"long_travel\"\nmost = 0\nline = 40\n"
    "finding = { zh = \"说\", en = \"says\" }\n" +
    source;
const std::string item =
    "[[item]]\ncheck = \"published\"\nname = { zh = \"公示\", en = \"Published\" }\nmost = 30\n" +
    source;

}  // namespace

TEST_CASE("The built-in rules are sound, and each has a document and a mark") {
  const Rules& rules = built_in_rules();
  CHECK(rules.lines.size() == 11);
  double weights = 0;
  for (const auto& part : rules.score.parts) weights += part.weight;
  CHECK(weights == 100);
  CHECK(rules.procedure.size() == 24);
  CHECK(rules.enrolment.percent == 10);  // policy §8.3: ±10 % enrolment
  for (const auto& each : rules.lines) CHECK_FALSE(each.source.document.zh.empty());
  for (const auto& each : rules.risks) CHECK_FALSE(each.source.document.en.empty());
  for (const auto& each : rules.procedure) CHECK_FALSE(each.source.document.zh.empty());
  CHECK(rules.score.source.certainty == Certainty::assumption);
  // Every column that the built-in score names exists under the built-in standards.
  CHECK_NOTHROW(read_rules({}, built_in_standards()));
}

TEST_CASE("The lines of policy: 30 minutes, 1.5, 2.5 and 5 km, 40 and 60 minutes") {
  const auto& lines = built_in_rules().lines;
  const auto most = [&](const std::string& code) {
    for (const auto& each : lines) {
      if (each.code == code) return each.most;
    }
    return std::int64_t{-1};
  };
  CHECK(most("lower_30_minutes") == minutes(30).count());
  CHECK(most("lower_walk_1_5_km") == metres(1500).count());
  CHECK(most("upper_walk_2_5_km") == metres(2500).count());
  CHECK(most("junior_walk_5_km") == metres(5000).count());
  CHECK(most("others_40_minutes") == minutes(40).count());
  CHECK(most("all_60_minutes") == minutes(60).count());
  CHECK(most("urban_primary_500_m") == metres(500).count());
  CHECK(most("urban_junior_1000_m") == metres(1000).count());
  CHECK(most("hebei_primary_2_km") == metres(2000).count());
  // A line of time is generally not a line that a document sets.
  CHECK(lines[0].source.certainty == Certainty::secondary);
}

TEST_CASE("A sound access line is read") {
  const auto lines = read_access_lines(line, "x.toml");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].bands == ByBand<bool>{false, false, true});
  CHECK(lines[0].most == 2500000);
  CHECK(lines[0].severity == Severity::warning);
}

TEST_CASE("Faults of access lines are told with their line") {
  CHECK(of_lines("") == Faults{{"toml.missing", 1}});
  CHECK(of_lines(with(line, "road_km", "road_miles")) == Faults{{"toml.unknown_word", 5}});
  CHECK(of_lines(with(line, "[\"junior\"]", "[\"senior\"]")) == Faults{{"appraisal.band", 4}});
  CHECK(of_lines(with(line, "2.5", "0")) == Faults{{"toml.positive", 6}});
  CHECK(of_lines(with(line, "most = 2.5\n", "")) ==
        Faults{{"toml.missing", 1}, {"toml.positive", 1}});
  CHECK(of_lines(with(line, "certainty = \"assumption\"\n", "")) == Faults{{"toml.missing", 1}});
  CHECK(of_lines(line + line) == Faults{{"appraisal.twice", 11}});
  CHECK(of_lines(with(line, "most", "mots")) ==
        Faults{{"toml.missing", 1}, {"toml.positive", 1}, {"toml.unknown_key_guess", 6}});
}

TEST_CASE("Faults of the score are told with their line") {
  CHECK(of_score(score).empty());
  CHECK(of_score(with(score, "weight = 40", "weight = 41")) == Faults{{"appraisal.weights", 3}});
  CHECK(of_score(with(score, "zero_at = 5\n", "zero_at = 0\n")) ==
        Faults{{"appraisal.full_is_zero", 7}});
  CHECK(of_score(with(score, "red_at = 2", "red_at = 1")) ==
        Faults{{"appraisal.red_is_amber", 16}});
  CHECK(of_score(with(score, "\"large_share\"", "\"refusals\"")) == Faults{{"appraisal.twice", 9}});
}

TEST_CASE("A score that names no column of the ledger is refused with the nearest one") {
  const ScratchFolder folder;
  AppraisalFiles files;
  files.township_score = folder.write("s.toml", with(score, "\"refusals\"", "\"refusal\""));
  try {
    (void)read_rules(files, built_in_standards());
    FAIL("read");
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 1);
    const auto& problem = error.problems()[0];
    CHECK(problem.message ==
          Message{"appraisal.unknown_column_guess",
                  {{"key", std::string("refusal")}, {"guess", std::string("refusals")}}});
    CHECK(problem.row == 4);
    CHECK(problem.file == files.township_score.string());
  }
}

TEST_CASE("A county's own file takes the place of the built-in one, the others stay") {
  const ScratchFolder folder;
  AppraisalFiles files;
  files.access_lines = folder.write("l.toml", line);
  files.township_score = folder.write("s.toml", score);
  const Rules rules = read_rules(files, {});
  CHECK(rules.lines.size() == 1);
  CHECK(rules.score.parts.size() == 2);
  CHECK(rules.procedure.size() == built_in_rules().procedure.size());
}

TEST_CASE("county.toml names the county's own files of the appraisal, found from its folder") {
  const auto spec = read_county_text(
      "[county]\nname = \"c\"\n[townships]\nfile = \"t.shp\"\n[schools]\nfile = \"s.shp\"\n"
      "[rules]\naccess_lines = \"a.toml\"\ntownship_score = \"b.toml\"\nrisks = \"c.toml\"\n"
      "procedure = \"d.toml\"\n",
      "/county/county.toml");
  CHECK(spec.problems.empty());
  CHECK(spec.appraisal.access_lines == "/county/a.toml");
  CHECK(spec.appraisal.township_score == "/county/b.toml");
  CHECK(spec.appraisal.risks == "/county/c.toml");
  CHECK(spec.appraisal.procedure == "/county/d.toml");
}

TEST_CASE("All faults of all own files are told together") {
  const ScratchFolder folder;
  AppraisalFiles files;
  files.access_lines = folder.write("l.toml", with(line, "2.5", "0"));
  files.risks = folder.write("r.toml", with(long_travel_risk, "line = 40\n", ""));
  files.procedure = folder.path() / "absent.toml";
  CHECK(faults_of([&] { (void)read_rules(files, built_in_standards()); }).size() == 3);
}

TEST_CASE("Faults of risks and of the procedure are told with their line") {
  CHECK(of_risks(long_travel_risk).empty());
  CHECK(of_risks(with(long_travel_risk, "line = 40\n", "")) == Faults{{"toml.missing", 1}});
  CHECK(of_risks(with(long_travel_risk, "long_travel", "short_travel")) ==
        Faults{{"toml.unknown_word", 3}});
  CHECK(of_risks(with(long_travel_risk, "most = 0", "most = -1")) ==
        Faults{{"toml.not_negative", 4}});
  CHECK(of_procedure(item).empty());
  CHECK(of_procedure(with(item, "most = 30\n", "")) == Faults{{"toml.missing", 1}});
  CHECK(of_procedure(with(item, "published", "publicised")) == Faults{{"toml.unknown_word", 2}});
  CHECK(of_procedure(item + item) == Faults{{"appraisal.twice", 8}});
}

TEST_CASE("Faults of the procedure and of the change of enrolment are told with their line") {
  CHECK(of_procedure(with(item, "most = 30\n", "most = 30\nmandatory = false\n")).empty());
  CHECK(of_procedure(with(item, "most = 30\n", "most = 30\nmandatory = false\nforbids = true\n")) ==
        Faults{{"appraisal.forbids_without_binding", 5}});
  CHECK(
      of_procedure(with(item, "most = 30\n", "most = 30\nmandatory = false\nmust_keep = true\n")) ==
      Faults{{"appraisal.forbids_without_binding", 5}});
  CHECK(of_procedure(with(item, "\"published\"", "\"bus_speeds\"")) == Faults{{"toml.missing", 1}});
  const std::string enrolment = "[enrolment]\npercent = 10\n" + source;
  CHECK(of_risks(long_travel_risk + enrolment).empty());
  CHECK(of_risks(with(enrolment, "10", "0")) == Faults{{"appraisal.enrolment_percent", 2}});
  CHECK(of_risks(with(enrolment, "10", "100")) == Faults{{"appraisal.enrolment_percent", 2}});
  CHECK_FALSE(read_risks(long_travel_risk, "x.toml").enrolment);
}

TEST_CASE(
    "The must-keep test has the two steps of policy 4.3, and no step that does not bind forbids") {
  std::vector<ProcedureCheck> test;
  for (const auto& each : built_in_rules().procedure) {
    if (each.must_keep) test.push_back(each.check);
    CHECK((each.mandatory || !(each.must_keep || each.forbids)));
    // What is only assumed binds nobody.
    if (each.source.certainty == Certainty::assumption && each.most) CHECK_FALSE(each.mandatory);
  }
  CHECK(test == std::vector{ProcedureCheck::lower_grades_time, ProcedureCheck::seats_first});
}

}  // namespace budian::appraisal
