// Classrooms of a school against the classes that its pupils need.
#pragma once

#include "gis/county.hpp"

namespace budian {

/// Each grade by itself, as many classes as the class size demands (policy §4.1: Σ ceil(n ÷ cap)).
std::int64_t classes_needed(const ByGrade& pupils, const ByStage<Heads>& class_size);

struct RoomsNeeded {
  std::int64_t missing = 0;  ///< that no measure builds
  std::int64_t built = 0;    ///< that measures build and pupils need
  bool known = true;         ///< false: more classes than today, and the files tell no classrooms
};
/// A school that is over its classrooms today keeps what it has; what measures add comes on top.
/// `today` is null of an opened school.
RoomsNeeded rooms_needed(const School* today, const School& planned,
                         const ByStage<Heads>& class_size);

}  // namespace budian
