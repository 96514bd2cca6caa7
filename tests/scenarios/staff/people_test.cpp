#include "scenarios/staff/people.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

namespace budian::staff {
namespace {

constexpr std::array<Resource, 6> teacher_counts{
    Resource::full_time_teachers,    Resource::qualified_teachers, Resource::above_degree_teachers,
    Resource::middle_title_teachers, Resource::backbone_teachers,  Resource::arts_pe_teachers};

std::int64_t of(const People& people, Resource resource) { return people.of[row(resource)]; }

/// Could some persons have these counts?
bool can_be(const People& people) {
  const std::int64_t teachers = people.teachers();
  bool fine = people.staff >= teachers && of(people, Resource::above_degree_teachers) <=
                                              of(people, Resource::qualified_teachers);
  for (const Resource resource : teacher_counts)
    fine = fine && of(people, resource) >= 0 && of(people, resource) <= teachers;
  return fine;
}

People random_people(std::mt19937& random) {
  const auto pick = [&](std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(0, most)(random);
  };
  People people;
  people.staff = pick(40);
  const std::int64_t teachers = pick(people.staff);
  for (const Resource resource : teacher_counts) people.of[row(resource)] = pick(teachers);
  people.of[row(Resource::full_time_teachers)] = teachers;
  people.of[row(Resource::above_degree_teachers)] = pick(of(people, Resource::qualified_teachers));
  return people;
}

TEST_CASE("A part of people and those who stay can both be persons, each count the nearest") {
  std::mt19937 random(21);
  for (int round = 0; round < 2000; ++round) {
    const People all = random_people(random);
    const auto whole = std::uniform_int_distribution<std::int64_t>(1, 60)(random);
    const auto part = std::uniform_int_distribution<std::int64_t>(0, whole)(random);
    const People gone = part_of(all, part, whole);
    REQUIRE(can_be(gone));
    REQUIRE(can_be(all - gone));
    const double share = static_cast<double>(part) / static_cast<double>(whole);
    for (const Resource resource : teacher_counts) {
      const double exact = share * static_cast<double>(of(all, resource));
      CHECK(std::abs(static_cast<double>(of(gone, resource)) - exact) <= 0.5 + 1e-9);
    }
  }
}

// 10 teachers, 9 above the degree and qualified. 3 go, all of them above the degree: nobody who is
// not qualified can be among them, and all 3 are qualified, though 3 · 9/10 = 2.7 would do.
// If only 2 of them are: the one without is the one whom the school has.
TEST_CASE("What is settled binds what is not") {
  People all;
  all.staff = 12;
  all.of[row(Resource::full_time_teachers)] = 10;
  all.of[row(Resource::above_degree_teachers)] = 9;
  all.of[row(Resource::qualified_teachers)] = 9;
  SettledCounts settled{};
  settled[row(Resource::full_time_teachers)] = 3;
  settled[row(Resource::above_degree_teachers)] = 3;
  CHECK(of(part_of(all, 3, 10, settled), Resource::qualified_teachers) == 3);
  settled[row(Resource::above_degree_teachers)] = 2;
  CHECK(of(part_of(all, 3, 10, settled), Resource::qualified_teachers) == 2);
}

// 4 teachers of whom the file says that 6 are above the degree, and nobody qualified: of half of
// them, 3 and 0.
TEST_CASE("A count that is greater than its holder is parted by itself") {
  People all;
  all.of[row(Resource::full_time_teachers)] = 4;
  all.of[row(Resource::above_degree_teachers)] = 6;
  const People half = part_of(all, 1, 2);
  CHECK(half.teachers() == 2);
  CHECK(of(half, Resource::above_degree_teachers) == 3);
  CHECK(of(half, Resource::qualified_teachers) == 0);
}

}  // namespace
}  // namespace budian::staff
