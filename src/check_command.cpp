#include <fmt/format.h>

#include <algorithm>

#include "gis/county_reader.hpp"
#include "gis/layer_rows.hpp"
#include "gis/network_audit.hpp"
#include "maps/findings_outputs.hpp"
#include "maps/findings_page.hpp"
#include "scenarios/resolve.hpp"
#include "scenarios/scenario_file.hpp"
#include "scenarios/travel_rules.hpp"
#include "src/commands.hpp"
#include "src/manifest.hpp"
#include "src/output_folder.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

void print_table(const std::vector<Problem>& problems, Language language) {
  std::vector<std::vector<std::string>> table(1);
  for (const auto* key : {"check.severity", "check.place", "check.what"}) {
    table.front().push_back(text(key, language));
  }
  for (const auto& problem : problems) {
    std::string where = std::filesystem::path(problem.file).filename().string();
    const auto add = [&](const std::string& part) {
      if (!part.empty()) where += (where.empty() ? "" : " ") + part;
    };
    add(place_in_file(problem, language));
    add(place_on_ground(problem));
    add(problem.field);
    add(problem.value);
    table.push_back({text("severity." + word_of(problem.severity), language), where,
                     whole_text(problem, language)});
  }
  fmt::print("{}", text_table(table));
}

std::int64_t count(const std::vector<Problem>& problems, Severity severity) {
  return std::count_if(problems.begin(), problems.end(),
                       [&](const Problem& problem) { return problem.severity == severity; });
}

void print_summary(const std::vector<Problem>& problems, Language language) {
  fmt::print("{}\n", text(Message{"check.summary",
                                  {{"errors", count(problems, Severity::error)},
                                   {"warnings", count(problems, Severity::warning) +
                                                    count(problems, Severity::serious)},
                                   {"notes", count(problems, Severity::note)}}},
                          language));
}

/// Problems of the scenarios, against the county as far as it could be read.
void check_scenarios(const CheckArguments& arguments, CheckedCounty& checked) {
  for (const auto& file : arguments.scenarios) {
    try {
      const Scenario scenario = read_scenario_file(file);
      if (checked.usable) (void)resolve(scenario, checked.county);
    } catch (const InputError& error) {
      checked.problems.insert(checked.problems.end(), error.problems().begin(),
                              error.problems().end());
    }
  }
}

/// What the roads look like as a network, by the county's own rules of travel.
void audit_network(const CheckArguments& arguments, CheckedCounty& checked) {
  if (!checked.usable || checked.county.roads.empty()) return;
  try {
    const TravelRules rules = travel_rules_of(checked.file);
    const Plausibility bounds = checked.spec.plausibility.empty()
                                    ? built_in_plausibility()
                                    : read_plausibility(read_text_file(checked.spec.plausibility),
                                                        checked.spec.plausibility.string());
    const Network walk(checked.county.roads, rules.walk, checked.county.water);
    const Network bus(checked.county.roads, rules.bus, checked.county.water);
    const auto found =
        audit_roads({checked.county, walk, bus, checked.spec.roads->source.file.string()}, bounds);
    ProblemList problems(!arguments.fix.empty());
    for (const Problem& problem : found) problems.add(problem);
    for (Problem& problem : problems.take()) checked.problems.push_back(std::move(problem));
  } catch (const InputError& error) {
    checked.problems.insert(checked.problems.end(), error.problems().begin(),
                            error.problems().end());
  }
}

void write_report(const CheckArguments& arguments, const CheckedCounty& checked,
                  Language language) {
  OutputFolder folder(arguments.out);
  const auto problems = by_severity(checked.problems);
  folder.write("findings.html", findings_html(checked, language));
  folder.write("findings.json", findings_json(problems) + "\n");
  write_findings(folder.path() / "findings.gpkg", problems, language);
  folder.write("manifest.json",
               check_manifest_json(arguments, arguments.out, language, checked.file.inputs));
  folder.commit();
}

void write_fixed(const CheckArguments& arguments, const CheckedCounty& checked, Language language) {
  OutputFolder folder(arguments.fix);
  write_clean_layers(folder.path() / "county.gpkg", checked);
  for (const auto& [name, bytes] : clean_texts(checked, language)) folder.write(name, bytes);
  folder.write("manifest.json",
               check_manifest_json(arguments, arguments.fix, language, checked.file.inputs));
  folder.commit();
}

void tell_fixed(const CheckArguments& arguments, const CheckedCounty& checked, Language language) {
  fmt::print(
      "{}\n",
      text(Message{"check.fixed",
                   {{"folder", arguments.fix.string()},
                    {"layers", static_cast<std::int64_t>(checked.layers.size())},
                    {"changes", static_cast<std::int64_t>(put_right(checked.problems).size())}}},
           language));
}

}  // namespace

Exit run_check(const CheckArguments& arguments, Language language) {
  if (arguments.codes) {
    fmt::print("{}\n", findings_page());
    return Exit::done;
  }
  CheckedCounty checked =
      check_county(arguments.county, {arguments.accept, !arguments.fix.empty()});
  const bool can_fix = checked.usable;
  audit_network(arguments, checked);
  check_scenarios(arguments, checked);
  const auto problems = by_severity(checked.problems);
  checked.usable = count(problems, Severity::error) == 0;
  if (!arguments.out.empty()) write_report(arguments, checked, language);
  if (!arguments.fix.empty() && can_fix) write_fixed(arguments, checked, language);
  if (arguments.json) {
    fmt::print("{}\n", findings_json(problems));
    return checked.usable ? Exit::done : Exit::bad_input;
  }
  if (problems.empty()) {
    fmt::print("{}\n", text("check.nothing", language));
  } else {
    print_table(problems, language);
    print_summary(problems, language);
  }
  if (!arguments.out.empty()) {
    fmt::print("{}\n",
               text(Message{"check.written", {{"folder", arguments.out.string()}}}, language));
  }
  if (!arguments.fix.empty()) {
    if (can_fix) {
      tell_fixed(arguments, checked, language);
    } else {
      fmt::print("{}\n", text("check.not_fixed", language));
    }
  }
  return checked.usable ? Exit::done : Exit::bad_input;
}

}  // namespace budian
