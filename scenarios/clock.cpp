#include "scenarios/clock.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace budian {

std::optional<Milliseconds> clock_of(const std::string& text) {
  int hour = -1;
  int minute = -1;
  char rest = 0;
  const int read = std::sscanf(text.c_str(), "%2d:%2d%c", &hour, &minute, &rest);
  const std::size_t colon = text.find(':');
  const bool has_two_digits = colon != std::string::npos && text.size() == colon + 3;
  const bool is_clock =
      read == 2 && has_two_digits && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
  if (!is_clock) return std::nullopt;
  return minutes(hour * 60 + minute);
}

std::string clock_text(Milliseconds time) {
  const std::int64_t whole_minutes = time.count() / 60000;
  return fmt::format("{:02}:{:02}", whole_minutes / 60, whole_minutes % 60);
}

}  // namespace budian
