#include "gis/county.hpp"

#include <catch2/catch.hpp>

namespace budian {
namespace {

TEST_CASE("Stages add up their own grades") {
  ByGrade pupils{};
  for (std::size_t grade = 0; grade < pupils.size(); ++grade) {
    pupils[grade] = Heads(static_cast<std::int64_t>(grade) + 1);
  }
  CHECK(pupils_of_stage(pupils, Stage::primary) == Heads(21));  // 1 + … + 6
  CHECK(pupils_of_stage(pupils, Stage::junior) == Heads(24));   // 7 + 8 + 9
  CHECK(total(pupils) == Heads(45));
}

TEST_CASE("Codes of schools outside compulsory education are not kinds") {
  CHECK(school_kind_of_code(218) == SchoolKind::teaching_point);
  CHECK_FALSE(school_kind_of_code(111).has_value());  // kindergarten
}

TEST_CASE("Kinds of schools hold the grades of their stages") {
  CHECK(kind_holds_grade(SchoolKind::teaching_point, 5));
  CHECK_FALSE(kind_holds_grade(SchoolKind::primary, 6));
  CHECK_FALSE(kind_holds_grade(SchoolKind::complete_secondary, 5));
  CHECK(kind_holds_grade(SchoolKind::complete_secondary, 8));
  CHECK(kind_holds_grade(SchoolKind::nine_year, 0));
  CHECK_FALSE(kind_holds_grade(SchoolKind::nine_year, 9));
}

}  // namespace
}  // namespace budian
