// Teachers and staff of a stage as counts, and parts of them that some real persons could make up.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "gis/county.hpp"

namespace budian::staff {

/// People of one stage: all staff, and a row a Resource of teachers (other rows are 0).
struct People {
  std::int64_t staff = 0;
  std::array<std::int64_t, resource_count> of{};
  [[nodiscard]] std::int64_t teachers() const { return of[row(Resource::full_time_teachers)]; }
};
People people_of(const School& school, Stage stage);
void add(const People& people, Stage stage, School& school);
void take(const People& people, Stage stage, School& school);
People operator-(const People& a, const People& b);

/// Counts of a part that are settled already.
using SettledCounts = std::array<std::optional<std::int64_t>, resource_count>;

/// `part` of `whole` of the people (0 ≤ part ≤ whole, whole > 0): each count is the whole number
/// nearest to count × part ÷ whole, halves up, for which both the part and those who stay can be
/// real persons: above the degree ≤ qualified ≤ full-time teachers ≤ staff, and title, backbone,
/// arts and PE ≤ full-time teachers. A count that is greater than the one that should hold it (the
/// files are wrong, or do not tell the larger one) is bound by nothing but itself.
People part_of(const People& people, std::int64_t part, std::int64_t whole,
               const SettledCounts& settled = {});

}  // namespace budian::staff
