#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "sample.hpp"

using namespace budian;

namespace {

/// All files under a folder and their bytes.
std::map<std::string, std::string> contents_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    contents[std::filesystem::relative(entry.path(), folder).string()] = bytes.str();
  }
  return contents;
}

std::map<std::string, std::string> written(std::uint64_t seed) {
  const ScratchFolder folder;
  write_sample_county(folder.path(), seed, 1);
  return contents_of(folder.path());
}

}  // namespace

TEST_CASE("the same seed gives the same bytes in every file and another seed another county") {
  const auto first = written(5);
  CHECK(first == written(5));
  const auto other = written(6);
  for (const std::string name :
       {"townships.shp", "settlements.shp", "schools.dbf", "roads.shp", "water.shp"}) {
    REQUIRE(first.count(name) == 1);
    CHECK(first.at(name) != other.at(name));
  }
}

TEST_CASE("the sample folder holds everything that a first run needs") {
  const auto files = written(1);
  for (const std::string name :
       {"README.md", "county.toml", "money.toml", "scenarios/merge_under_30.toml",
        "scenarios/merge_under_100.toml", "scenarios/keep_and_improve.toml",
        "goals/fewer_schools.toml", "sweeps/how_sure.toml", "sweeps/how_sure_lasting.toml",
        "townships.cpg", "water.prj"}) {
    CHECK(files.count(name) == 1);
  }
  CHECK(files.at("README.md").find("虚构") != std::string::npos);
  CHECK(files.at("README.md").find("invented") != std::string::npos);
}

TEST_CASE("no mark is left unfilled in the written texts") {
  for (const auto& [name, text] : written(1)) {
    if (name.ends_with(".toml") || name.ends_with(".md"))
      CHECK(text.find('@') == std::string::npos);
  }
}

TEST_CASE("scale 2 has twice of everything") {
  const County one = sample_of_seed_1();
  const County two = written_and_read(1, 2);
  CHECK(two.townships.size() == 2 * one.townships.size());
  CHECK(two.schools.size() == 2 * one.schools.size());
  CHECK(two.settlements.size() == 2 * one.settlements.size());
  // Roads follow the ground, so their number is about twice only.
  CHECK(static_cast<double>(two.roads.size()) ==
        Approx(2.0 * static_cast<double>(one.roads.size())).epsilon(0.1));
  Heads pupils;
  for (const School& school : two.schools) pupils += total(school.pupils);
  CHECK(pupils == Heads(2 * (70728 + 23036)));
}

TEST_CASE("a scale outside 1 to 60 is refused") {
  const ScratchFolder folder;
  CHECK_THROWS_AS(write_sample_county(folder.path(), 1, 0), std::invalid_argument);
  CHECK_THROWS_AS(write_sample_county(folder.path(), 1, 61), std::invalid_argument);
}
