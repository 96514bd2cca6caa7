#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "sample.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/scenario_file.hpp"

using namespace budian;

namespace {

/// Today's ways to school of one stage, as far as roads lead there.
struct Ways {
  double pupils = 0;
  double beyond = 0;  ///< further than the default walking limit of their grades
  double metres = 0;  ///< of all together
  double longest = 0;
  std::map<double, double> heads_at;

  [[nodiscard]] double mean() const { return metres / pupils; }
  /// So far or less for the given share of the pupils.
  [[nodiscard]] double quantile(double share) const {
    double heads = 0;
    for (const auto& [way, here] : heads_at) {
      heads += here;
      if (heads >= share * pupils) return way;
    }
    return longest;
  }
};

Ways ways_of(const Groundwork& ground, Stage stage) {
  const Limits limits = empty_scenario().limits;
  Ways ways;
  for (const PupilGroup& group : ground.placement.groups) {
    if (stage_of_grade(group.grade) != stage) continue;
    const auto way = ground.on_foot.find(group.settlement.row(), group.school.row());
    if (!way) continue;
    const auto heads = static_cast<double>(group.pupils.count());
    const double metres = in_metres(way->length);
    ways.pupils += heads;
    ways.metres += heads * metres;
    ways.longest = std::max(ways.longest, metres);
    ways.heads_at[metres] += heads;
    if (way->length > limits.walk[row(band_of_grade(group.grade))]) ways.beyond += heads;
  }
  return ways;
}

}  // namespace

// The bounds are those of a poor plain county. Its 159 full primary schools lie 4.3 km apart
// (2,948 km² / 159 = 18.5 km² each) and its villages 3.2 km, so a village without a school is some
// 3 km of road away from one: beyond the limits of 1.5 and 2.5 km. About a fifth of the people
// live there or at the edge of a large village. A township is 12 km across (118 km²); a primary
// way that is longer would lead right through the next one, so rolls and people do not match.
TEST_CASE("primary pupils of the sample go to school near their homes") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    const Groundwork ground = prepare(seed == 1 ? sample_of_seed_1() : written_and_read(seed, 1),
                                      built_in_travel_rules(), money::built_in_rules(), {});
    const Ways primary = ways_of(ground, Stage::primary);
    CHECK(primary.beyond / primary.pupils >= 0.10);
    CHECK(primary.beyond / primary.pupils <= 0.22);
    CHECK(primary.mean() >= 1000.0);
    CHECK(primary.mean() <= 1800.0);
    CHECK(primary.quantile(0.999) <= 10000.0);
    CHECK(primary.longest <= 12000.0);
    // Junior schools stand at the township seats: half the radius of a township and the detour.
    const Ways junior = ways_of(ground, Stage::junior);
    CHECK(junior.mean() >= 3000.0);
    CHECK(junior.mean() <= 5000.0);
    // Only the three hamlets without a road are cut off, about 5 pupils each.
    CHECK(ground.placement.unreachable > Heads(0));
    CHECK(ground.placement.unreachable <= Heads(20));
  }
}
