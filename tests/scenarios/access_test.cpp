#include "scenarios/access.hpp"

#include <catch2/catch.hpp>

namespace budian {
namespace {

TEST_CASE("The Gaussian decay has its published values at d0 = 5") {
  CHECK(gaussian_decay(0, 5) == Approx(1));
  CHECK(gaussian_decay(1, 5) == Approx(0.9497).margin(5e-5));
  CHECK(gaussian_decay(2.5, 5) == Approx(0.7014).margin(5e-5));
  CHECK(gaussian_decay(4, 5) == Approx(0.3040).margin(5e-5));
  CHECK(gaussian_decay(5, 5) == Approx(0).margin(1e-12));
  CHECK(gaussian_decay(5.1, 5) == 0);
}

// Two schools S = (100, 200), two villages D = (120, 80), d = [[1, 4], [4, 2]]: A =
// (1.2896672, 1.8154991).
TEST_CASE("Two-step accessibility gives the worked example and hands out every seat") {
  const std::vector<double> supply{100, 200};
  const std::vector<double> demand{120, 80};
  const std::vector<std::vector<Reach>> reach{{{0, 1}, {1, 4}}, {{0, 4}, {1, 2}}};
  const auto access = two_step_accessibility(supply, demand, reach, 5);
  CHECK(access[0] == Approx(1.2896672).margin(1e-6));
  CHECK(access[1] == Approx(1.8154991).margin(1e-6));
  CHECK(access[0] * 120 + access[1] * 80 == Approx(300));
}

struct Travellers {
  std::vector<PupilGroup> groups;
  std::vector<GroupJourney> journeys;
  void add(int grade, std::int64_t heads, double road_metres, double minutes_on_foot,
           Way way = Way::walk) {
    groups.push_back({SettlementId(0), grade - 1, SchoolId(0), SchoolId(0), Heads(heads), way});
    GroupJourney journey;
    journey.road = metres(road_metres);
    journey.straight = metres(road_metres / 2);
    journey.door_to_door = minutes(minutes_on_foot);
    journeys.push_back(journey);
  }
  [[nodiscard]] TravelSummary summary() const {
    Limits limits;
    limits.walk = {metres(1500), metres(2500), metres(5000)};
    limits.door_to_door = {minutes(30), minutes(40), minutes(60)};
    std::vector<Traveller> travellers;
    for (std::size_t i = 0; i < groups.size(); ++i)
      travellers.push_back({&groups[i], &journeys[i]});
    return summarize(travellers, limits);
  }
};

TEST_CASE("Mean, median and P90 are weighted by heads") {
  Travellers travellers;
  travellers.add(1, 6, 500, 10);   // 6 pupils at 500 m
  travellers.add(1, 3, 1000, 20);  // 3 pupils at 1,000 m
  travellers.add(4, 1, 4000, 60);  // 1 pupil at 4,000 m
  const auto summary = travellers.summary();
  CHECK(summary.pupils == Heads(10));
  CHECK(summary.mean_road == metres(1000));   // (3000 + 3000 + 4000) / 10
  CHECK(summary.median_road == metres(500));  // the 5th of 10
  CHECK(summary.p90_road == metres(1000));    // the 9th of 10
  CHECK(summary.max_road == metres(4000));
  CHECK(summary.mean_time == minutes(18));  // (60 + 60 + 60) / 10
  CHECK(summary.detour_ratio == Approx(2.0));
}

TEST_CASE("A pupil exactly on a line belongs to the nearer band and is within the limit") {
  Travellers travellers;
  travellers.add(1, 2, 1500, 15);
  travellers.add(1, 3, 1500.001, 15.001);
  const auto summary = travellers.summary();
  CHECK(summary.by_distance[2] == Heads(2));
  CHECK(summary.by_distance[3] == Heads(3));
  CHECK(summary.by_time[0] == Heads(2));
  CHECK(summary.by_time[1] == Heads(3));
  CHECK(summary.over_limit == Heads(3));
}

TEST_CASE("A rider is judged by the door-to-door limit, not by the walk") {
  Travellers travellers;
  travellers.add(1, 4, 6000, 29, Way::bus);
  travellers.add(1, 5, 6000, 31, Way::bus);
  const auto summary = travellers.summary();
  CHECK(summary.riders == Heads(9));
  CHECK(summary.over_limit == Heads(5));
}

TEST_CASE("Pupils without a road are counted apart and lengthen nothing") {
  Travellers travellers;
  travellers.add(1, 4, 1000, 10);
  travellers.add(1, 2, 0, 0);
  travellers.journeys[1] = {};
  const auto summary = travellers.summary();
  CHECK(summary.unreachable == Heads(2));
  CHECK(summary.mean_road == metres(1000));
  CHECK(summary.over_limit == Heads(2));
}

}  // namespace
}  // namespace budian
