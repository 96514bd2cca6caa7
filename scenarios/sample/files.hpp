// The sample as files.
#pragma once

#include <filesystem>
#include <vector>

#include "scenarios/sample/roads.hpp"
#include "scenarios/sample/schools.hpp"
#include "scenarios/sample/settlements.hpp"
#include "scenarios/sample/terrain.hpp"
#include "scenarios/sample/townships.hpp"

namespace budian::sample {

/// Everything that is drawn, for the writers.
struct SampleCounty {
  const Townships& townships;
  const Terrain& terrain;
  const Settlements& settlements;
  const RoadDrawing& drawing;
  const std::vector<SampleSchool>& schools;
};

/// townships, settlements, schools, roads and water as shapefiles.
void write_layers(const std::filesystem::path& folder, const SampleCounty& county);
/// earlier_rolls.csv, births.csv and housing.csv: what the years before and after today's files
/// say.
void write_years(const std::filesystem::path& folder, const SampleCounty& county, Random random);
/// county.toml, money.toml, scenarios/*.toml and README.md.
void write_texts(const std::filesystem::path& folder, const SampleCounty& county,
                 std::uint64_t seed);

}  // namespace budian::sample
