#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "gis/county_reader.hpp"
#include "maps/findings_page.hpp"
#include "scenarios/resolve.hpp"
#include "scenarios/scenario_file.hpp"
#include "src/commands.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

using json = nlohmann::ordered_json;

json json_of(const Explanation& explanation) {
  return {{"what", explanation.what}, {"right", explanation.right}, {"done", explanation.done}};
}

json json_of(const Problem& problem) {
  return {{"code", problem.message.key},
          {"severity", word_of(problem.severity)},
          {"file", problem.file},
          {"layer", problem.layer},
          {"row", problem.row},
          {"row_counts", word_of(problem.numbering)},
          {"field", problem.field},
          {"value", problem.value},
          {"longitude", problem.place ? json(problem.place->longitude) : json()},
          {"latitude", problem.place ? json(problem.place->latitude) : json()},
          {"zh", json_of(explain(problem, Language::zh))},
          {"en", json_of(explain(problem, Language::en))}};
}

void print_table(const std::vector<Problem>& problems, Language language) {
  std::vector<std::vector<std::string>> table(1);
  for (const auto* key :
       {"check.severity", "check.file", "check.row", "check.field", "check.value", "check.what"}) {
    table.front().push_back(text(key, language));
  }
  for (const auto& problem : problems) {
    table.push_back({text("severity." + word_of(problem.severity), language),
                     std::filesystem::path(problem.file).filename().string(),
                     place_in_file(problem, language), problem.field, problem.value,
                     whole_text(problem, language)});
  }
  fmt::print("{}", terminal_table(table));
}

}  // namespace

Exit run_check(const CheckArguments& arguments, Language language) {
  if (arguments.codes) {
    fmt::print("{}\n", findings_page());
    return Exit::done;
  }
  std::vector<Problem> problems;
  bool fatal = false;
  std::optional<ReadCounty> read;
  try {
    read = read_county(arguments.county, {arguments.accept});
    problems = read->county.warnings;
  } catch (const InputError& error) {
    problems = error.problems();
    fatal = true;
  }
  for (const auto& file : arguments.scenarios) {
    try {
      const Scenario scenario = read_scenario_file(file);
      if (read) (void)resolve(scenario, read->county);
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
      fatal = true;
    }
  }
  if (arguments.json) {
    auto list = json::array();
    for (const auto& problem : problems) list.push_back(json_of(problem));
    fmt::print("{}\n", list.dump(2, ' ', false, json::error_handler_t::replace));
  } else if (problems.empty()) {
    fmt::print("{}\n", text("check.nothing", language));
  } else {
    print_table(problems, language);
  }
  return fatal ? Exit::bad_input : Exit::done;
}

}  // namespace budian
