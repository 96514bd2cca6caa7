#include "gis/toml_reader.hpp"

#include <catch2/catch.hpp>

namespace budian {
namespace {

std::vector<Problem> problems_of(const std::string& text) {
  TomlDocument document(text, "a.toml");
  auto root = document.root();
  (void)root.text("name");
  (void)root.whole("count");
  if (auto table = root.table("limits")) (void)table->number("walk_km");
  return document.problems();
}

TEST_CASE("A file with known keys of the right types has no problems") {
  CHECK(problems_of("name = \"甲\"\ncount = 3\n[limits]\nwalk_km = 2").empty());
}

TEST_CASE("An unknown key is reported with its line and the nearest known one") {
  const auto problems = problems_of("name = \"甲\"\n\n[limits]\nwalk_kms = 2");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].row == 4);
  CHECK(problems[0].message ==
        Message{"toml.unknown_key_guess", {{"key", "limits.walk_kms"}, {"guess", "walk_km"}}});
}

TEST_CASE("All mistakes of a file come together in the order of its lines") {
  const auto problems = problems_of("nmae = \"甲\"\ncount = \"three\"\n[limits]\nwalk_km = true");
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].message.key == "toml.unknown_key_guess");
  CHECK(problems[1].message.key == "toml.wrong_type");
  CHECK(problems[1].row == 2);
  CHECK(problems[2].row == 4);
}

TEST_CASE("A missing key is reported with its path") {
  TomlDocument document("[limits]\n", "a.toml");
  auto root = document.root();
  auto table = root.table("limits");
  CHECK_FALSE(table->require("walk_km"));
  REQUIRE(document.problems().size() == 1);
  CHECK(document.problems()[0].message == Message{"toml.missing", {{"key", "limits.walk_km"}}});
}

TEST_CASE("A far-off word gets no suggestion") {
  CHECK(nearest_word("receivrs", {"receivers", "seats"}) == "receivers");
  CHECK_FALSE(nearest_word("colour", {"receivers", "seats"}));
}

}  // namespace
}  // namespace budian
