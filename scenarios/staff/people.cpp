#include "scenarios/staff/people.hpp"

#include <algorithm>

namespace budian::staff {
namespace {

/// Counts in the order in which they are settled: who holds whom comes first. Row 0 is all staff.
struct Count {
  std::optional<Resource> resource;  ///< empty: staff
  std::size_t holder;                ///< row of this table; of row 0 itself
};
constexpr std::array<Count, 7> settled_counts{{
    {std::nullopt, 0},
    {Resource::full_time_teachers, 0},
    {Resource::qualified_teachers, 1},
    {Resource::above_degree_teachers, 2},
    {Resource::middle_title_teachers, 1},
    {Resource::backbone_teachers, 1},
    {Resource::arts_pe_teachers, 1},
}};

template <class AnyPeople>
auto& at(AnyPeople& people, std::size_t count) {
  const auto& resource = settled_counts[count].resource;
  return resource ? people.of[row(*resource)] : people.staff;
}

/// The nearest that holds this count, as far as the figures allow it.
std::optional<std::size_t> holder_of(const People& people, std::size_t count) {
  for (std::size_t i = count; i != 0;) {
    i = settled_counts[i].holder;
    if (at(people, i) >= at(people, count)) return i;
  }
  return std::nullopt;
}

std::int64_t nearest(std::int64_t amount, std::int64_t part, std::int64_t whole) {
  return (2 * amount * part + whole) / (2 * whole);
}

class Parting {
 public:
  Parting(const People& people, const SettledCounts& settled)
      : people_(people), settled_(settled) {}

  People parted(std::int64_t part, std::int64_t whole) {
    for (std::size_t i = 0; i < settled_counts.size(); ++i) {
      const auto known = settled(i);
      const auto [low, high] = bounds(i);
      at(result_, i) = known.value_or(std::clamp(nearest(at(people_, i), part, whole), low, high));
    }
    return result_;
  }

 private:
  [[nodiscard]] std::optional<std::int64_t> settled(std::size_t count) const {
    const auto& resource = settled_counts[count].resource;
    return resource ? settled_[row(*resource)] : std::nullopt;
  }
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> bounds(std::size_t count) const {
    const std::int64_t all = at(people_, count);
    std::int64_t low = 0, high = all;
    if (const auto holder = holder_of(people_, count)) {
      const std::int64_t others = at(people_, *holder) - all;
      low = std::max(low, at(result_, *holder) - others);
      high = std::min(high, at(result_, *holder));
    }
    for (std::size_t i = count + 1; i < settled_counts.size(); ++i) {
      const auto known = settled(i);
      if (!known || holder_of(people_, i) != count) continue;
      low = std::max(low, *known);
      high = std::min(high, all - (at(people_, i) - *known));
    }
    return {low, std::max(low, high)};
  }

  const People& people_;
  const SettledCounts& settled_;
  People result_;
};

}  // namespace

People people_of(const School& school, Stage stage) {
  People people;
  people.staff = school.staff[row(stage)].count();
  for (std::size_t r = 0; r < resource_count; ++r)
    people.of[r] = school.resources.by_stage[r][row(stage)];
  return people;
}

void add(const People& people, Stage stage, School& school) {
  school.staff[row(stage)] += Heads(people.staff);
  for (std::size_t r = 0; r < resource_count; ++r)
    school.resources.by_stage[r][row(stage)] += people.of[r];
}

void take(const People& people, Stage stage, School& school) {
  school.staff[row(stage)] -= Heads(people.staff);
  for (std::size_t r = 0; r < resource_count; ++r)
    school.resources.by_stage[r][row(stage)] -= people.of[r];
}

People operator-(const People& a, const People& b) {
  People left = a;
  left.staff -= b.staff;
  for (std::size_t r = 0; r < resource_count; ++r) left.of[r] -= b.of[r];
  return left;
}

People part_of(const People& people, std::int64_t part, std::int64_t whole,
               const SettledCounts& settled) {
  return Parting(people, settled).parted(part, whole);
}

}  // namespace budian::staff
