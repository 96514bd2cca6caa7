// Times of day as people write them: "07:40".
#pragma once

#include <optional>
#include <string>

#include "gis/units.hpp"

namespace budian {

/// Empty where the text is no time of day.
std::optional<Milliseconds> clock_of(const std::string& text);
/// Whole minutes, rounded down.
std::string clock_text(Milliseconds time);

}  // namespace budian
