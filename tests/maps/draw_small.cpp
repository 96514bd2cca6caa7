// Writes everything that people open, for the small county of the tests: draw_small FOLDER [zh|en].
#include <filesystem>
#include <fstream>
#include <string>

#include "maps/layers.hpp"
#include "maps/outputs.hpp"
#include "tests/support/small_outcome.hpp"

int main(int argc, char** argv) {
  using namespace budian;
  if (argc < 2) return 1;
  const std::filesystem::path folder = argv[1];
  const Language language = argc > 2 && std::string(argv[2]) == "en" ? Language::en : Language::zh;
  const SmallStudy small = small_study();
  const Study study{small.ground, small.scenarios, small.outcomes};
  std::filesystem::create_directories(folder);
  const auto layers = make_layers(small.ground, small.outcomes[0], small.outcomes[1], language);
  write_geopackage(folder / "layers.gpkg", layers, small.ground.county.plane.epsg,
                   make_styles(layers, language));
  write_workbook(folder / "tables.xlsx", study, language);
  std::ofstream(folder / "comparison.csv", std::ios::binary) << comparison_csv(study, language);
  std::ofstream(folder / "outcome.json", std::ios::binary) << outcome_json(study, 1);
  std::ofstream(folder / "routes.geojson", std::ios::binary) << routes_geojson(study, 1);
  return 0;
}
