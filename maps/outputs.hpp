// Everything `budian run` writes, one function a file. Each returns the bytes or writes aside and
// renames.
#pragma once

#include <filesystem>
#include <optional>
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
  std::string key;   ///< message key of the name, such as "measure.mean_road.primary"
  std::string unit;  ///< message key of the unit; "unit.verdict": 1 passes, 0 does not
  int decimals = 0;
  std::vector<std::optional<double>> values;
  Bilingual standard{};  ///< whose measure it is, where there are several standards; else empty
};
std::vector<ComparisonRow> compare(const Study& study);
/// "Basic balance (2012): composite CV, primary".
std::string name_of(const ComparisonRow& row, Language language);
/// One value as people read it: "3.25", "meets", "-" where there is none.
std::string value_text(const ComparisonRow& row, std::size_t scenario, Language language);
/// Title of a scenario; today's is "today".
std::string title_of(const Study& study, std::size_t scenario, Language language);
/// CSV with BOM for spreadsheets.
std::string comparison_csv(const Study& study, Language language);

/// Everything of one outcome but the polygons: names in place of ids, units in the keys.
std::string outcome_json(const Study& study, std::size_t scenario);
/// Bus routes and stops in longitude and latitude (RFC 7946), with the fields of the layers.
std::string routes_geojson(const Study& study, std::size_t scenario);
/// The buses as vehicles with steps (type, id, location, arrival, service, load; seconds of the
/// day, metres), a morning and an afternoon each, and whoever is not served with the reason: the
/// form in which VROOM writes solutions (its docs/API.md), with the reason besides.
std::string routes_json(const Study& study, std::size_t scenario);
/// The same for a plan; its first `locked` vehicles are marked as locked.
std::string routes_json(const County& county, const Plan& plan, std::size_t locked);
void write_workbook(const std::filesystem::path& file, const Study& study, Language language);

/// What the page shows, as JSON, for all scenarios (maps/web/src/report.ts describes the form).
std::string report_json(const Study& study);
/// The self-contained page. Empty when the program was built without it (BUDIAN_WEB=OFF).
std::string report_html(const Study& study, Language language);

}  // namespace budian
