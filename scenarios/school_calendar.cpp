#include "scenarios/school_calendar.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gis/toml_reader.hpp"

namespace budian {
namespace {

/// A school year and some weeks: more is a slip of the pen.
constexpr std::chrono::days longest_year(400);
constexpr std::chrono::days one_day(1);

struct Span {
  Day first, last;
};

/// A whole number of nothing but digits.
std::optional<int> number_of(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

std::optional<Day> read_day(TomlTable& table, std::string_view key, const std::string& written) {
  const auto day = day_of(written);
  if (!day) table.problem(key, {"gtfs.no_date", {{"value", written}}});
  return day;
}

std::optional<Day> required_day(TomlTable& table, std::string_view key) {
  if (!table.require(key)) return std::nullopt;
  const auto written = table.text(key);
  return written ? read_day(table, key, *written) : std::nullopt;
}

/// Of one date, or of "first/last".
std::optional<Span> read_span(TomlTable& table, std::string_view key, const std::string& written) {
  const auto slash = written.find('/');
  const auto first = read_day(table, key, written.substr(0, slash));
  if (slash == std::string::npos) return first ? std::optional(Span{*first, *first}) : std::nullopt;
  const auto last = read_day(table, key, written.substr(slash + 1));
  if (!first || !last) return std::nullopt;
  if (*last < *first) {
    table.problem(key, {"gtfs.turned", {{"value", written}}});
    return std::nullopt;
  }
  return Span{*first, *last};
}

std::array<bool, 7> read_weekdays(TomlTable& table) {
  constexpr std::array<const char*, 7> words{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  if (!table.has("days")) return {true, true, true, true, true, false, false};
  std::array<bool, 7> weekdays{};
  for (const std::string& word : table.texts("days")) {
    const auto known = std::find(words.begin(), words.end(), word);
    if (known == words.end()) {
      table.problem("days", {"gtfs.weekday", {{"value", word}}});
    } else {
      weekdays[static_cast<std::size_t>(known - words.begin())] = true;
    }
  }
  return weekdays;
}

/// Begin and end; false where they are no school year.
bool read_year(TomlTable& table, SchoolCalendar& calendar) {
  const auto begin = required_day(table, "begin");
  const auto end = required_day(table, "end");
  if (!begin || !end) return false;
  calendar.begin = *begin;
  calendar.end = *end;
  if (*end < *begin) {
    table.problem("end", {"gtfs.end_before_begin", {}});
  } else if (*end - *begin > longest_year) {
    table.problem("end", {"gtfs.long_year", {{"days", std::int64_t{longest_year.count()}}}});
  } else {
    return true;
  }
  return false;
}

/// The days of a list of dates, those outside of the year left out and told. Rising, each once.
std::vector<Day> read_days(TomlTable& table, std::string_view key, const SchoolCalendar* year) {
  std::vector<Day> days;
  for (const std::string& written : table.texts(key)) {
    const auto span = read_span(table, key, written);
    if (!span || !year) continue;
    if (span->first < year->begin || span->last > year->end) {
      table.problem(key, {"gtfs.outside_year", {{"value", written}}});
      continue;
    }
    for (Day day = span->first; day <= span->last; day += one_day) days.push_back(day);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

/// Extra days are days that would else have no school, and no holidays.
void check_extra_days(TomlTable& table, const SchoolCalendar& calendar) {
  for (const Day day : calendar.extra_days) {
    const std::string written = written_day(day, "-");
    if (std::binary_search(calendar.holidays.begin(), calendar.holidays.end(), day)) {
      table.problem("school_days", {"gtfs.both", {{"value", written}}});
    } else if (calendar.weekdays[weekday_row(day)]) {
      table.problem("school_days", {"gtfs.school_anyway", {{"value", written}}});
    }
  }
}

SchoolCalendar read_calendar(TomlTable& table) {
  SchoolCalendar calendar;
  const bool has_year = read_year(table, calendar);
  calendar.weekdays = read_weekdays(table);
  const SchoolCalendar year = calendar;
  calendar.holidays = read_days(table, "holidays", has_year ? &year : nullptr);
  calendar.extra_days = read_days(table, "school_days", has_year ? &year : nullptr);
  if (!has_year) return calendar;
  check_extra_days(table, calendar);
  if (calendar.school_days() == 0) table.problem("", {"gtfs.no_school_day", {}});
  return calendar;
}

/// A text that is there and of which `is_right` says so.
template <class Rule>
void read_word(TomlTable& table, std::string_view key, const char* problem, Rule is_right,
               std::string& into) {
  const auto written = table.text(key);
  if (!written) return;
  if (!is_right(*written)) table.problem(key, {problem, {{"value", *written}}});
  into = *written;
}

bool is_word_of(std::string_view word, std::string_view further) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [&](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           further.find(letter) != std::string_view::npos;
  });
}

bool is_name(std::string_view name) {
  return name.find_first_not_of(" \t\r\n") != std::string_view::npos;
}
/// http or https, a host, nothing that a URL cannot hold.
bool is_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  const auto rest = url.substr(scheme + 3);
  const bool is_web = url.substr(0, scheme) == "http" || url.substr(0, scheme) == "https";
  return is_web && !rest.empty() && rest.front() != '/' &&
         std::all_of(rest.begin(), rest.end(), [](char letter) {
           return letter > ' ' && letter < '\x7f' && letter != '"' && letter != '<' &&
                  letter != '>';
         });
}
/// "Asia/Shanghai" or "UTC"; which zones there are changes from year to year and is not checked.
bool is_timezone(std::string_view zone) {
  return zone == "UTC" || (zone.find('/') != std::string_view::npos && zone.front() != '/' &&
                           zone.back() != '/' && is_word_of(zone, "/_-+0123456789"));
}
bool is_language(std::string_view language) {
  const auto primary = language.substr(0, language.find('-'));
  return (primary.size() == 2 || primary.size() == 3) && is_word_of(primary, "") &&
         language.back() != '-' && is_word_of(language, "-0123456789");
}

}  // namespace

std::optional<Day> day_of(std::string_view written) {
  if (written.size() != 10 || written[4] != '-' || written[7] != '-') return std::nullopt;
  const auto year = number_of(written.substr(0, 4));
  const auto month = number_of(written.substr(5, 2));
  const auto day = number_of(written.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

std::string written_day(Day day, std::string_view dash) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}{}{:02}{}{:02}", static_cast<int>(date.year()), dash,
                     static_cast<unsigned>(date.month()), dash, static_cast<unsigned>(date.day()));
}

std::size_t weekday_row(Day day) { return std::chrono::weekday(day).iso_encoding() - 1; }

bool SchoolCalendar::has_school(Day day) const {
  if (day < begin || day > end) return false;
  if (std::binary_search(extra_days.begin(), extra_days.end(), day)) return true;
  return weekdays[weekday_row(day)] && !std::binary_search(holidays.begin(), holidays.end(), day);
}

int SchoolCalendar::school_days() const {
  int count = 0;
  for (Day day = begin; day <= end; day += one_day) count += has_school(day) ? 1 : 0;
  return count;
}

std::optional<GtfsTerms> read_gtfs_terms(TomlTable& root) {
  auto table = root.table("gtfs");
  if (!table) return std::nullopt;
  GtfsTerms terms;
  terms.line = table->line();
  if (table->require("agency")) read_word(*table, "agency", "gtfs.agency", is_name, terms.agency);
  if (table->require("url")) read_word(*table, "url", "gtfs.url", is_url, terms.url);
  read_word(*table, "timezone", "gtfs.timezone", is_timezone, terms.timezone);
  read_word(*table, "language", "gtfs.language", is_language, terms.language);
  terms.calendar = read_calendar(*table);
  return terms;
}

}  // namespace budian
