// Other years of the invented county: earlier rolls, births, an estate that is being built.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

#include "scenarios/sample/files.hpp"

namespace budian::sample {
namespace {

constexpr int school_year = 2025;
constexpr int years_before = 5;
constexpr int lag = 6;                      // years from birth to grade 1
constexpr double older_cohorts = 1.02;      // each cohort was so much larger than the next
constexpr double lost_a_year = 0.99;        // of a cohort, to other counties
constexpr double share_that_enters = 0.95;  // of those born here
constexpr double fewer_births = 0.96;       // each later year, after those who are in school

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

int last_grade_of(const SampleSchool& school) {
  int last = 9;
  while (last > 0 && school.pupils[static_cast<std::size_t>(last - 1)] == 0) --last;
  return last;
}

/// Today's cohort so many years ago; of those who have left since, the oldest who are still there,
/// a little more for each year. Small grades waver most.
std::int64_t earlier_roll(const SampleSchool& school, int grade, int back, Random& random) {
  const int last = last_grade_of(school);
  const int now = std::min(grade + back, last);
  const auto today = static_cast<double>(school.pupils[static_cast<std::size_t>(now - 1)]);
  const double older = grade + back - now;
  const double was = today * std::pow(1 / lost_a_year, back) * std::pow(older_cohorts, older);
  const double noise = random.normal() * std::sqrt(was) * 0.4;
  return std::max<std::int64_t>(0, std::llround(was + noise));
}

void write_rolls(const std::filesystem::path& folder, const SampleCounty& county,
                 const Random& random) {
  std::string text = "学校代码,学校名称,学年,G1,G2,G3,G4,G5,G6,G7,G8,G9\n";
  for (std::size_t row = 0; row < county.schools.size(); ++row) {
    const SampleSchool& school = county.schools[row];
    Random own = random.branch(row);
    for (int back = years_before; back > 0; --back) {
      text += fmt::format("{},{},{}", school.code, school.name, school_year - back);
      for (int grade = 1; grade <= 9; ++grade) {
        const bool held = school.holds(grade) && grade <= last_grade_of(school);
        text += fmt::format(",{}", held ? earlier_roll(school, grade, back, own) : 0);
      }
      text += '\n';
    }
  }
  write_text(folder / "earlier_rolls.csv", text);
}

/// Births of the county: those who are in grade 1 now, and other years in proportion.
double births_of(int year, std::int64_t grade_1) {
  const int after = year - (school_year - lag);
  const double base = static_cast<double>(grade_1) / share_that_enters;
  return base * std::pow(after > 0 ? fewer_births : 1 / older_cohorts, after);
}

void write_births(const std::filesystem::path& folder, const SampleCounty& county,
                  const Random& random) {
  std::int64_t grade_1 = 0;
  for (const SampleSchool& school : county.schools) grade_1 += school.pupils[0];
  std::string text = "村庄代码,出生年份,出生人数\n";
  for (int year = school_year - lag - years_before; year < school_year; ++year) {
    Random own = random.branch(static_cast<std::uint64_t>(year));
    std::vector<double> weights;
    for (const SampleSettlement& home : county.settlements.rows) {
      weights.push_back(static_cast<double>(home.population) * own.real(0.8, 1.2));
    }
    const auto births = shared_out(std::llround(births_of(year, grade_1)), weights);
    for (std::size_t row = 0; row < births.size(); ++row) {
      text += fmt::format("{},{},{}\n", county.settlements.rows[row].code, year, births[row]);
    }
  }
  write_text(folder / "births.csv", text);
}

/// One estate, where most people live already.
void write_housing(const std::filesystem::path& folder, const SampleCounty& county) {
  const auto& homes = county.settlements.rows;
  const auto largest =
      std::max_element(homes.begin(), homes.end(),
                       [](const auto& a, const auto& b) { return a.population < b.population; });
  write_text(folder / "housing.csv",
             fmt::format("村庄代码,学年,住宅套数\n{},{},600\n", largest->code, school_year + 2));
}

}  // namespace

void write_years(const std::filesystem::path& folder, const SampleCounty& county, Random random) {
  write_rolls(folder, county, random.branch(1));
  write_births(folder, county, random.branch(2));
  write_housing(folder, county);
}

}  // namespace budian::sample
