// What `budian check` shows of a county's files: a page, a layer, a clean copy.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "gis/county_reader.hpp"
#include "maps/messages.hpp"

namespace budian {

/// The worst first; equally bad ones in the order in which they were found.
std::vector<Problem> by_severity(std::vector<Problem> problems);
/// One self-contained page without scripts: counts, a map of what has a place, every finding.
std::string findings_html(const CheckedCounty& checked, Language language);
/// The findings as a JSON array, each with code, severity, file, layer, row, field, value, place
/// and what is wrong, what would be right and what was done, in both languages.
std::string findings_json(const std::vector<Problem>& problems);
/// A table for spreadsheets, with BOM.
std::string findings_csv(const std::vector<Problem>& problems, Language language);
/// findings.gpkg: a point for each finding that has a place, a row without one for the others;
/// longitude and latitude (CGCS2000), coloured by severity in QGIS.
void write_findings(const std::filesystem::path& file, const std::vector<Problem>& problems,
                    Language language);
/// The problems about which Budian did something.
std::vector<Problem> put_right(const std::vector<Problem>& problems);
/// A clean copy: the layers as one GeoPackage, to be called county.gpkg. The county must be usable
/// and have its layers.
void write_clean_layers(const std::filesystem::path& file, const CheckedCounty& checked);
/// The other files of a clean copy, by name: county.toml over these layers, the rule files it uses,
/// and changes.csv with everything that was done.
std::map<std::string, std::string> clean_texts(const CheckedCounty& checked, Language language);

}  // namespace budian
