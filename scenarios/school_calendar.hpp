// On which days there is school, and who runs the buses: what a timetable for others must say.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace budian {

class TomlTable;

using Day = std::chrono::sys_days;
/// "2026-09-01"; empty where there is no such date.
std::optional<Day> day_of(std::string_view written);
/// "20260901", as GTFS writes it; with a dash "2026-09-01".
std::string written_day(Day day, std::string_view dash = "");
/// Row of a weekday: Monday is 0.
std::size_t weekday_row(Day day);

/// 校历: the school days between two dates.
struct SchoolCalendar {
  Day begin, end;                  ///< both belong to it
  std::array<bool, 7> weekdays{};  ///< with school, from Monday
  std::vector<Day> holidays{};     ///< without school whatever the weekday; rising
  std::vector<Day> extra_days{};  ///< 调休上课: with school though the weekday has none; rising
  [[nodiscard]] bool has_school(Day day) const;
  [[nodiscard]] int school_days() const;
};

/// The [gtfs] table: what GTFS demands and a plan does not know.
struct GtfsTerms {
  std::string agency;
  std::string url;
  std::string timezone = "Asia/Shanghai";
  std::string language = "zh";  ///< of the names, as BCP 47 writes it
  SchoolCalendar calendar;
  std::int64_t line = 0;  ///< of the scenario file
};

/// Nothing where the table is absent; its mistakes are added to the problems of its document.
std::optional<GtfsTerms> read_gtfs_terms(TomlTable& root);

}  // namespace budian
