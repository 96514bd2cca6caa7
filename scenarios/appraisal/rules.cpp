#include "scenarios/appraisal/rules.hpp"

#include <algorithm>
#include <filesystem>

#include "gis/embedded.hpp"
#include "gis/toml_reader.hpp"
#include "scenarios/appraisal/township_columns.hpp"

BUDIAN_EMBEDDED(access_lines)
BUDIAN_EMBEDDED(township_score)
BUDIAN_EMBEDDED(risks)
BUDIAN_EMBEDDED(procedure)

namespace budian::appraisal {
namespace {

/// A part of the score, or a mark, whose key no column has.
void check_key(const ScoreRules& rules, const std::string& key, std::int64_t line,
               const std::vector<std::string>& known, std::vector<Problem>& problems) {
  if (std::find(known.begin(), known.end(), key) != known.end()) return;
  Problem problem;
  problem.file = rules.file;
  problem.row = line;
  problem.field = "key";
  problem.value = key;
  const auto guess = nearest_word(key, known);
  problem.message = {"appraisal.unknown_column", {{"key", key}}};
  if (guess) {
    problem.message = {"appraisal.unknown_column_guess", {{"key", key}, {"guess", *guess}}};
  }
  problems.push_back(std::move(problem));
}

/// Puts the county's file in the place of the built-in one.
template <class Part, class Read>
void replace(const std::filesystem::path& file, Read read, Part& part,
             std::vector<Problem>& problems) {
  if (file.empty()) return;
  try {
    part = read(read_text_file(file), file.string());
  } catch (const InputError& error) {
    problems.insert(problems.end(), error.problems().begin(), error.problems().end());
  }
}

}  // namespace

bool is_stated(ProcedureCheck check) { return check >= ProcedureCheck::plan_drafted; }

const Rules& built_in_rules() {
  static const RiskFile risks = read_risks(embedded_risks(), "scenarios/standards/risks.toml");
  static const Rules rules{
      read_access_lines(embedded_access_lines(), "scenarios/standards/access_lines.toml"),
      read_score(embedded_township_score(), "scenarios/standards/township_score.toml"), risks.risks,
      risks.enrolment.value_or(EnrolmentChange{}),
      read_procedure_items(embedded_procedure(), "scenarios/standards/procedure.toml")};
  return rules;
}

Rules read_rules(const AppraisalFiles& files, const std::vector<StandardRules>& standards) {
  Rules rules = built_in_rules();
  std::vector<Problem> problems;
  replace(files.access_lines, read_access_lines, rules.lines, problems);
  replace(files.township_score, read_score, rules.score, problems);
  RiskFile risks{rules.risks, rules.enrolment};
  replace(files.risks, read_risks, risks, problems);
  rules.risks = std::move(risks.risks);
  if (risks.enrolment) rules.enrolment = std::move(*risks.enrolment);
  replace(files.procedure, read_procedure_items, rules.procedure, problems);
  std::vector<std::string> known;
  for (const auto& column : township_columns(rules.lines, standards)) known.push_back(column.key);
  for (const auto& part : rules.score.parts)
    check_key(rules.score, part.key, part.line, known, problems);
  for (const auto& mark : rules.score.marks)
    check_key(rules.score, mark.key, mark.line, known, problems);
  if (!problems.empty()) throw InputError(std::move(problems));
  return rules;
}

}  // namespace budian::appraisal
