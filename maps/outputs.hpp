// Everything `budian run` writes, one function a file. Each returns the bytes or writes aside and
// renames.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "maps/messages.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/scenario.hpp"

namespace budian {

/// `outcomes[0]` is today; the others follow in the order of the command line.
struct Study {
  const Groundwork& ground;
  const std::vector<Scenario>& scenarios;
  const std::vector<Outcome>& outcomes;
};

/// One row of the comparison: a measure of effect, its value in each scenario.
struct ComparisonRow {
  std::string key;   ///< message key of the name, such as "measure.mean_road"
  std::string unit;  ///< message key of the unit
  int decimals = 0;
  std::vector<std::optional<double>> values;
};
std::vector<ComparisonRow> compare(const Study& study);
/// CSV with BOM for spreadsheets.
std::string comparison_csv(const Study& study, Language language);

std::string outcome_json(const Study& study, std::size_t scenario);
std::string routes_geojson(const Study& study, std::size_t scenario);
void write_workbook(const std::filesystem::path& file, const Study& study, Language language);

/// What the page shows, as JSON, for all scenarios (maps/web/src/report.ts describes the form).
std::string report_json(const Study& study);
/// The self-contained page. Empty when the program was built without it (BUDIAN_WEB=OFF).
std::string report_html(const Study& study, Language language);

}  // namespace budian
