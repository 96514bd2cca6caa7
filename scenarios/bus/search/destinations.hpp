// Where trips may go: a school alone, or several schools that share a bus, one after the other.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "scenarios/bus/search/half_day.hpp"

namespace budian::bus {

/// Towards the schools, in one half of the day.
struct Approach {
  std::int64_t onward = 0;  ///< ms from the first school to the last, stands included
  std::int64_t time = 0;    ///< driven between them
  std::int64_t length = 0;
  std::vector<std::int64_t> reached;  ///< ms from the first school, by school
};

struct Destination {
  std::vector<Row> schools;  ///< in the order of the half day
  Row first_site = 0, last_site = 0;
  std::array<Approach, 2> halves;
  [[nodiscard]] bool is_mixed() const { return schools.size() > 1; }
};

/// When a trip may be at its first school, on the half's clock, with the bells as they are. A
/// negative length: never, the windows of its schools do not meet.
struct Opening {
  std::int64_t latest = 0;
  std::int64_t length = 0;  ///< how long before it
  [[nodiscard]] std::int64_t earliest() const { return latest - length; }
};

class Destinations {
 public:
  /// At most so many schools share a bus: the search's own limit, not the problem's.
  static constexpr std::size_t most_schools = 3;

  Destinations(const Problem& problem, const std::vector<HalfDay>& halves);
  [[nodiscard]] const Destination& operator[](Row row) const { return rows_[row]; }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  /// Those that call at a school.
  [[nodiscard]] const std::vector<Row>& calling_at(Row school) const { return calling_[school]; }
  /// A school alone has its own row.
  [[nodiscard]] bool are_mixed() const { return rows_.size() > schools_; }
  /// What becomes of a trip that takes in a pupil of a school: its own destination when it calls
  /// there already. Empty where it cannot.
  [[nodiscard]] const std::vector<Row>& with(Row destination, Row school) const {
    return with_[destination * schools_ + school];
  }
  /// Without a school of several.
  [[nodiscard]] Row without(Row destination, Row school) const {
    return without_[destination * schools_ + school];
  }
  /// How long pupils of a school ride on from the first one.
  [[nodiscard]] std::int64_t onward(Row destination, std::size_t half, Row school) const {
    return onward_[half][destination * schools_ + school];
  }
  /// Schools with which pupils of a school may come to ride, over any number of others; first
  /// itself.
  [[nodiscard]] const std::vector<Row>& partners(Row school) const { return partners_[school]; }

 private:
  void add_mixed(const Problem& problem, const std::vector<HalfDay>& halves);
  bool extend(const Problem& problem, const std::vector<HalfDay>& halves,
              const std::vector<Row>& schools, Destination& result) const;
  [[nodiscard]] Row find(const std::vector<Row>& schools) const;
  void index();
  void find_partners(const Problem& problem);

  std::size_t schools_;
  std::vector<Destination> rows_;
  std::vector<std::vector<Row>> with_;
  std::vector<Row> without_;
  std::vector<std::vector<Row>> calling_;
  std::array<std::vector<std::int64_t>, 2> onward_;
  std::vector<std::vector<Row>> partners_;
};

}  // namespace budian::bus
