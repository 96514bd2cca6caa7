#include <algorithm>
#include <catch2/catch.hpp>

#include "sample.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/scenario_file.hpp"

namespace budian {
namespace {

/// How the pupils of some grades come to school on foot, as the placement has them.
struct Ways {
  std::int64_t pupils = 0;
  std::int64_t beyond_limit = 0;
  std::int64_t metres = 0;  ///< of all together
  double longest_km = 0;

  [[nodiscard]] double share_beyond() const { return ratio(beyond_limit); }
  [[nodiscard]] double mean_km() const { return ratio(metres) / 1000; }

 private:
  [[nodiscard]] double ratio(std::int64_t sum) const {
    return static_cast<double>(sum) / static_cast<double>(pupils);
  }
};

Ways ways_of(const Groundwork& ground, int first_grade, int last_grade) {
  const Limits limits = empty_scenario().limits;
  Ways ways;
  for (const PupilGroup& group : ground.placement.groups) {
    if (group.grade + 1 < first_grade || group.grade + 1 > last_grade) continue;
    const auto way = ground.on_foot.find(group.settlement.row(), group.school.row());
    if (!way) continue;  // three hamlets that no road reaches, on purpose
    const std::int64_t heads = group.pupils.count();
    ways.pupils += heads;
    if (way->length > limits.walk[row(band_of_grade(group.grade))]) ways.beyond_limit += heads;
    ways.metres += heads * (way->length.count() / 1000);
    ways.longest_km = std::max(ways.longest_km, in_kilometres(way->length));
  }
  return ways;
}

}  // namespace

// What the placement finds is what a planner sees first. Rolls that do not match the people around
// a school send pupils across the county (25 km in earlier samples), and no merger can then be
// judged by its journeys. The bounds are those of a plain rural county: a primary school within
// an hour's walk even of the last village, four of five small children within the walking limits,
// juniors at the small town.
TEST_CASE("Children of the sample go to school near their homes") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    const Groundwork ground = prepare(written_and_read(seed, 1), built_in_travel_rules(),
                                      money::built_in_rules(), built_in_standards());
    const Ways primary = ways_of(ground, 1, 6);
    CHECK(primary.mean_km() > 0.8);
    CHECK(primary.mean_km() < 1.8);
    CHECK(primary.share_beyond() > 0.05);  // or there would be nothing to plan
    CHECK(primary.share_beyond() < 0.25);
    CHECK(primary.longest_km < 12);
    const Ways junior = ways_of(ground, 7, 9);
    CHECK(junior.mean_km() > 2);
    CHECK(junior.mean_km() < 5);
    CHECK(junior.longest_km < 20);
  }
}

}  // namespace budian
