#include <algorithm>
#include <catch2/catch.hpp>

#include "gis/layer_file.hpp"
#include "maps/outputs.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_outcome.hpp"

namespace budian {
namespace {

void write_small(const std::filesystem::path& file, Language language = Language::zh) {
  const SmallStudy small = small_study();
  write_workbook(file, {small.ground, small.scenarios, small.outcomes}, language);
}

std::size_t column(const FeatureLayer& sheet, const std::string& name) {
  const auto found = std::find(sheet.fields.begin(), sheet.fields.end(), name);
  REQUIRE(found != sheet.fields.end());
  return static_cast<std::size_t>(found - sheet.fields.begin());
}

double number(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  return std::get<double>(cell);
}

}  // namespace

TEST_CASE("The same study gives the same workbook, and nothing is left beside it") {
  const ScratchFolder folder;
  write_small(folder.path() / "a.xlsx");
  write_small(folder.path() / "b.xlsx");
  CHECK(folder.read("a.xlsx") == folder.read("b.xlsx"));
  CHECK(!folder.read("a.xlsx").empty());
  CHECK(!std::filesystem::exists(folder.path() / "a.xlsx.partial"));
}

TEST_CASE("Lists have typed cells under Chinese heads, one block a scenario") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.xlsx";
  write_small(file);
  const auto schools = read_layer({file, "学校", "", ""});
  CHECK(schools.features.size() == 8);  // four schools, two scenarios
  const auto& receiver = schools.features[4].cells;
  CHECK(receiver[column(schools, "方案")] == Cell(std::string("撤并 30 人以下教学点")));
  CHECK(number(receiver[column(schools, "学生（人）")]) == 72);
  CHECK(read_layer({file, "未撤并", "", ""}).features.size() == 1);
  CHECK(read_layer({file, "站点", "", ""}).features.size() == 2);
}

TEST_CASE("The furthest villages of each township are named, first those that no road reaches") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.xlsx";
  write_small(file);
  const auto furthest = read_layer({file, "最远村庄", "", ""});
  REQUIRE(furthest.features.size() == 8);  // two townships, two villages each, two scenarios
  const auto cell = [&](std::size_t row, const std::string& name) {
    return furthest.features[row].cells[column(furthest, name)];
  };
  CHECK(cell(0, "乡镇") == Cell(std::string("东山乡")));
  CHECK(cell(0, "学段") == Cell(std::string("小学")));
  CHECK(cell(0, "村庄") == Cell(std::string("东沟村")));
  CHECK(cell(0, "路程（公里）") == Cell(std::string("无路可达")));
  CHECK(cell(1, "村庄") == Cell(std::string("东山村")));
  CHECK(cell(1, "就读学校") == Cell(std::string("东山中心小学")));
  CHECK(number(cell(1, "学生（人）")) == 36);
}

TEST_CASE("Amounts of the ledger and their sums agree") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.xlsx";
  write_small(file);
  const auto ledger = read_layer({file, "经费", "", ""});
  const std::size_t amount = column(ledger, "金额（元）");
  // Today one line, the scenario five: vehicle, kilometres, two shares, public funds.
  CHECK(number(ledger.features[1].cells[amount]) == 120000);
  CHECK(number(ledger.features[2].cells[amount]) == 7000);  // 2,800 km × 2.50
  CHECK(number(ledger.features[3].cells[amount]) == Approx(101600));
  // Then a blank row, a title, and the sums by topic and payer.
  CHECK(number(ledger.features.back().cells[amount]) == 216000);  // 300 × 720
}

TEST_CASE("An English workbook has English sheets") {
  const ScratchFolder folder;
  write_small(folder.path() / "a.xlsx", Language::en);
  CHECK(read_layer({folder.path() / "a.xlsx", "Closures", "", ""}).features.size() == 1);
}

}  // namespace budian
