#include "scenarios/sample/sample_county.hpp"

#include <stdexcept>

#include "scenarios/sample/files.hpp"

namespace budian {

void write_sample_county(const std::filesystem::path& folder, std::uint64_t seed, int scale) {
  if (scale < 1 || scale > 60) throw std::invalid_argument("scale must be 1 to 60");
  using namespace sample;
  const Random random(seed);
  Townships townships(random.branch(1), scale);
  const Terrain terrain(townships, random.branch(2));
  move_seats_ashore(townships, terrain);
  RoadDrawing drawing(townships, terrain, random.branch(3));
  auto seat_roads = plan_seat_roads(townships, drawing, random.branch(4));
  auto settlements = settle(townships, seat_roads, drawing, random.branch(5));
  populate(townships, terrain, random.branch(12), settlements);
  link_seat_roads(seat_roads, drawing);
  draw_village_roads(townships, settlements, seat_roads, drawing, random.branch(6));
  draw_streets(townships, drawing, random.branch(7));
  settle_remote(townships, drawing, random.branch(8), settlements);
  const sample::RoadGraph graph(drawing);
  auto schools = place_schools(townships, settlements, drawing, graph, random.branch(9));
  fill_rolls(townships, settlements, graph, random.branch(10), schools);
  equip(townships.counties(), random.branch(11), schools);

  std::filesystem::create_directories(folder);
  const SampleCounty county{townships, terrain, settlements, drawing, schools};
  write_layers(folder, county);
  write_years(folder, county, random.branch(13));
  write_texts(folder, county, seed);
}

}  // namespace budian
