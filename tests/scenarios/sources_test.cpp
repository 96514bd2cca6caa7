#include "scenarios/sources.hpp"

#include <catch2/catch.hpp>

namespace budian {
namespace {

std::vector<Problem> problems_of(const std::string& text, Bilingual& name) {
  TomlDocument document(text, "rules.toml");
  auto root = document.root();
  name = read_bilingual(root, "name");
  return document.problems();
}

}  // namespace

TEST_CASE("A name in one language serves both") {
  Bilingual name;
  CHECK(problems_of("name = \"县财政校车补贴\"\n", name).empty());
  CHECK(name.zh == "县财政校车补贴");
  CHECK(name.en == "县财政校车补贴");
}

TEST_CASE("A name in both languages keeps them apart") {
  Bilingual name;
  CHECK(problems_of("name = { zh = \"补贴\", en = \"Subsidy\" }\n", name).empty());
  CHECK(name.zh == "补贴");
  CHECK(name.en == "Subsidy");
}

TEST_CASE("Half of a name in two languages is asked for") {
  Bilingual name;
  const auto problems = problems_of("name = { zh = \"补贴\" }\n", name);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.key == "toml.missing");
}

}  // namespace budian
