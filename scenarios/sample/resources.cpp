#include <algorithm>
#include <cmath>
#include <span>

#include "scenarios/sample/schools.hpp"

namespace budian::sample {
namespace {

using Amounts = std::vector<double>;

/// What a resource is meant to look like: per pupil of each stage, and how uneven.
struct Aim {
  std::array<double, 2> a_pupil;
  std::array<double, 2> variation;
};

/// Pupils of a stage as the resources of a campus are split: 1 : 1.1 : 1.32, in a complete
/// secondary school 1 : 1.2.
double weight_of(const SampleSchool& school) {
  const auto primary = static_cast<double>(school.pupils_of(1, 6));
  const auto junior = static_cast<double>(school.pupils_of(7, 9));
  const auto senior = static_cast<double>(school.senior_pupils);
  return school.kind == Kind::nine_year ? primary + 1.1 * junior : primary + junior + 1.2 * senior;
}

double share_of(const SampleSchool& school, std::size_t stage) {
  const auto primary = static_cast<double>(school.pupils_of(1, 6));
  const auto junior = static_cast<double>(school.pupils_of(7, 9));
  if (school.kind == Kind::nine_year)
    return (stage == 0 ? primary : 1.1 * junior) / weight_of(school);
  return (stage == 0 ? primary : junior) / weight_of(school);
}

/// Coefficient of variation of a stage, weighted with pupils; teaching points count with their
/// parent school.
double variation(std::span<const SampleSchool> schools, std::size_t first_row,
                 const Amounts& amounts, std::size_t stage, bool by_stage) {
  Amounts held(schools.size());
  Amounts pupils(schools.size());
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const std::size_t unit = schools[i].parent ? *schools[i].parent - first_row : i;
    held[unit] += amounts[i] * (by_stage ? 1.0 : share_of(schools[i], stage));
    pupils[unit] +=
        static_cast<double>(stage == 0 ? schools[i].pupils_of(1, 6) : schools[i].pupils_of(7, 9));
  }
  double all_held = 0;
  double all_pupils = 0;
  double squares = 0;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    if (pupils[i] <= 0) continue;
    all_held += held[i];
    all_pupils += pupils[i];
    squares += held[i] * held[i] / pupils[i];
  }
  return std::sqrt(std::max(0.0, all_pupils * squares / (all_held * all_held) - 1.0));
}

/// Which stage a school is drawn with; a nine-year school stands between both.
double exponent_of(const SampleSchool& school, std::array<double, 2> exponents) {
  if (school.kind == Kind::nine_year) return (exponents[0] + exponents[1]) / 2;
  return school.teaches_primary() ? exponents[0] : exponents[1];
}

/// How well off a school is: skewed, small schools have more a head.
Amounts fortunes(std::span<const SampleSchool> schools, double skew, Random& random) {
  Amounts result;
  for (const SampleSchool& school : schools) {
    const double size = std::max(20.0, static_cast<double>(school.pupils_of(1, 9))) / 400.0;
    result.push_back(std::exp(skew * random.normal()) * std::pow(size, -0.25));
  }
  return result;
}

/// Amounts of one resource. The spread is raised or lowered until both stages vary as wanted.
Amounts spread(std::span<const SampleSchool> schools, std::size_t first_row, const Aim& aim,
               Random& random) {
  const Amounts fortune = fortunes(schools, 0.55, random);
  // No two counties are uneven to the same degree.
  const std::array<double, 2> wanted_variation{aim.variation[0] * random.real(0.9, 1.1),
                                               aim.variation[1] * random.real(0.9, 1.1)};
  std::array<double, 2> exponents{0.8, 0.8};
  Amounts amounts(schools.size());
  for (int round = 0; round < 25; ++round) {
    for (std::size_t i = 0; i < schools.size(); ++i) {
      const std::size_t stage = schools[i].teaches_primary() ? 0 : 1;
      amounts[i] = aim.a_pupil[stage] * weight_of(schools[i]) *
                   std::pow(fortune[i], exponent_of(schools[i], exponents));
    }
    for (const std::size_t stage : {std::size_t{0}, std::size_t{1}}) {
      const double reached = variation(schools, first_row, amounts, stage, false);
      exponents[stage] *= std::pow(wanted_variation[stage] / reached, 0.7);
    }
  }
  double wanted = 0;
  double given = 0;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    wanted += aim.a_pupil[schools[i].teaches_primary() ? 0 : 1] * weight_of(schools[i]);
    given += amounts[i];
  }
  for (double& amount : amounts) amount *= wanted / given;
  return amounts;
}

/// Fewest teachers that a school can work with.
std::int64_t least_teachers(const SampleSchool& school, std::size_t stage) {
  if (stage == 1) return 7;
  return school.kind == Kind::teaching_point ? 1 : 5;
}

void give_teachers(std::span<SampleSchool> schools, std::size_t first_row, std::size_t stage,
                   double wanted, Random& random) {
  const Amounts fortune = fortunes(schools, 0.4, random);
  std::vector<std::size_t> rows;
  std::int64_t least = 0;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    if (!(stage == 0 ? schools[i].teaches_primary() : schools[i].teaches_junior())) continue;
    rows.push_back(i);
    least += least_teachers(schools[i], stage);
  }
  double exponent = 0.8;
  Amounts amounts(schools.size());
  for (int round = 0; round < 12; ++round) {
    Amounts weights;
    for (const auto i : rows) {
      const auto pupils =
          static_cast<double>(stage == 0 ? schools[i].pupils_of(1, 6) : schools[i].pupils_of(7, 9));
      weights.push_back(pupils * std::pow(fortune[i], exponent));
    }
    const auto shares = shared_out(CountyTotals::teachers.at(stage) - least, weights);
    for (std::size_t n = 0; n < rows.size(); ++n) {
      schools[rows[n]].teachers[stage] = least_teachers(schools[rows[n]], stage) + shares[n];
      amounts[rows[n]] = static_cast<double>(schools[rows[n]].teachers[stage]);
    }
    exponent *= std::pow(wanted / variation(schools, first_row, amounts, stage, true), 0.8);
  }
}

/// How many of a school's teachers have something that `share` of them have on average.
std::int64_t part_of(std::int64_t teachers, double share, double unevenness, Random& random) {
  const double own = std::clamp(share + unevenness * random.normal(), 0.0, 1.0);
  return std::min(teachers,
                  static_cast<std::int64_t>(own * static_cast<double>(teachers) + random.real()));
}

void give_qualities(SampleSchool& school, Random& random) {
  for (const std::size_t stage : {std::size_t{0}, std::size_t{1}}) {
    const auto teachers = school.teachers[stage];
    school.above_degree[stage] = part_of(teachers, stage == 0 ? 0.86 : 0.79, 0.09, random);
    school.middle_title[stage] = part_of(teachers, stage == 0 ? 0.47 : 0.44, 0.13, random);
    school.backbone[stage] = part_of(teachers, 0.055, 0.04, random);
    school.arts_pe[stage] = part_of(teachers, stage == 0 ? 0.07 : 0.10, 0.04, random);
  }
}

/// What later forms ask besides; drawn apart, so that all other figures stay as they were.
void give_further(SampleSchool& school, Random& random) {
  for (const std::size_t stage : {std::size_t{0}, std::size_t{1}}) {
    school.qualified[stage] =
        std::max(school.above_degree[stage], part_of(school.teachers[stage], 0.995, 0.01, random));
  }
  const auto pupils = static_cast<double>(school.pupils_of(1, 9) + school.senior_pupils);
  school.building_area =
      std::llround(static_cast<double>(school.teaching_area) * random.real(1.3, 1.9));
  school.site_area = school.building_area + school.sports_area +
                     std::llround(pupils * random.real(4.0, 14.0) + random.real(300.0, 1200.0));
  std::int64_t classes = 0;
  for (const auto in_grade : school.classes) classes += in_grade;
  const std::int64_t wanted = (classes + 11) / 12;
  const bool is_point = school.kind == Kind::teaching_point;
  school.music_rooms = is_point ? 0 : std::max<std::int64_t>(0, wanted - random.whole(0, 1));
  school.art_rooms = is_point ? 0 : std::max<std::int64_t>(0, wanted - random.whole(0, 1));
}

void give_staff(std::span<SampleSchool> schools) {
  std::vector<double> weights;
  for (const SampleSchool& school : schools) {
    weights.push_back(static_cast<double>(
        school.kind == Kind::teaching_point ? 0 : school.pupils_of(1, 9) + school.boarders));
  }
  const auto others = shared_out(
      CountyTotals::staff - CountyTotals::teachers[0] - CountyTotals::teachers[1], weights);
  for (std::size_t i = 0; i < schools.size(); ++i) {
    schools[i].staff = schools[i].teachers;
    schools[i].staff[schools[i].teaches_junior() ? 1 : 0] += others[i];
  }
}

void equip_county(std::span<SampleSchool> schools, std::size_t first_row, Random& random) {
  const auto area = spread(schools, first_row, {{5.3, 6.4}, {0.50, 0.40}}, random);
  const auto sports = spread(schools, first_row, {{8.4, 10.6}, {0.66, 0.52}}, random);
  const auto equipment = spread(schools, first_row, {{1450.0, 2150.0}, {0.60, 0.46}}, random);
  const auto computers = spread(schools, first_row, {{12.0, 16.0}, {0.48, 0.42}}, random);
  const auto books = spread(schools, first_row, {{21.0, 31.0}, {0.44, 0.40}}, random);
  const auto whole_computers = shared_out(CountyTotals::computers, computers);
  for (std::size_t i = 0; i < schools.size(); ++i) {
    SampleSchool& school = schools[i];
    school.teaching_area = std::llround(area[i]);
    school.sports_area = std::llround(sports[i]);
    school.equipment = std::llround(equipment[i] / 10.0) * 10;
    school.computers = whole_computers[i];
    school.books = std::llround(books[i]);
    school.multimedia_rooms = std::min<std::int64_t>(
        school.classrooms,
        std::llround(static_cast<double>(school.classrooms) * random.real(0.3, 1.0)));
  }
  give_teachers(schools, first_row, 0, random.real(0.35, 0.41), random);
  give_teachers(schools, first_row, 1, random.real(0.27, 0.33), random);
  for (SampleSchool& school : schools) give_qualities(school, random);
  Random further = random.branch(1);
  for (SampleSchool& school : schools) give_further(school, further);
  give_staff(schools);
}

}  // namespace

void equip(std::uint32_t counties, Random random, std::vector<SampleSchool>& schools) {
  for (std::uint32_t county = 0; county < counties; ++county) {
    const std::size_t first = county * schools_a_county;
    equip_county(std::span(schools).subspan(first, schools_a_county), first, random);
  }
}

}  // namespace budian::sample
