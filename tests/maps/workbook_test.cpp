#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <set>

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

/// Every text and number of a row of a sheet, empty cells left out.
std::vector<std::string> row_of(const FeatureLayer& cells, std::size_t row) {
  std::vector<std::string> result;
  for (const auto& cell : cells.features.at(row).cells) {
    const auto* words = std::get_if<std::string>(&cell);
    if (words && !words->empty()) result.push_back(*words);
  }
  return result;
}

/// The row whose first cell is this.
std::size_t row_that_begins(const FeatureLayer& cells, const std::string& words) {
  for (std::size_t i = 0; i < cells.features.size(); ++i) {
    const auto row = row_of(cells, i);
    if (!row.empty() && row.front() == words) return i;
  }
  FAIL("no row begins with " << words);
  return 0;
}

/// The XML of the sheet with that number.
std::string sheet_xml(const std::filesystem::path& file, int number) {
  const std::string path =
      "/vsizip/{" + file.string() + "}/xl/worksheets/sheet" + std::to_string(number) + ".xml";
  VSILFILE* opened = VSIFOpenL(path.c_str(), "rb");
  REQUIRE(opened);
  std::string xml;
  std::array<char, 4096> part{};
  while (const std::size_t count = VSIFReadL(part.data(), 1, part.size(), opened)) {
    xml.append(part.data(), count);
  }
  VSIFCloseL(opened);
  return xml;
}

/// The small study with more lines like its own, each on a bus of its own.
SmallStudy study_with_buses(std::size_t count, std::size_t lines_a_bus) {
  SmallStudy small = small_study();
  Outcome& outcome = small.outcomes[1];
  auto& buses = outcome.plan.buses;
  const BusLine line = buses.lines.front();
  const bus::Duty duty = buses.routes.duties.front();
  buses.lines.clear();
  buses.routes.duties.assign(count, duty);
  for (std::size_t i = 0; i < count * lines_a_bus; ++i) {
    buses.lines.push_back(line);
    buses.lines.back().name = std::to_string(i + 1);
    buses.lines.back().duty = i / lines_a_bus;
  }
  outcome.line_costs = money::line_costs(outcome.ledger, small.ground.money.bus, buses);
  return small;
}

constexpr int route_sheets = 9;  ///< the sheet after the stops

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

TEST_CASE("The whole bill has each line today and under the plan, and sums by payer") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.xlsx";
  write_small(file);
  const auto cells = read_cells({file, "整本账", "", ""});
  const auto row_with = [&](const std::string& payer, const std::string& topic) {
    for (std::size_t i = 0; i < cells.features.size(); ++i) {
      const auto row = row_of(cells, i);
      const bool has_payer = std::find(row.begin(), row.end(), payer) != row.end();
      if (has_payer && (topic.empty() || row.at(1) == topic)) return row;
    }
    FAIL("no row of " << payer);
    return std::vector<std::string>();
  };
  // Public funds of the county: 400 × 720 today, 300 × 720 under the plan.
  const auto funds = row_with("县财政", "公用经费（方案实施后）");
  CHECK(std::vector(funds.begin() + 5, funds.begin() + 8) ==
        std::vector<std::string>{"288000", "216000", "-72000"});
  // All payers: 288 000; 216 000 and buses 127 000. Only shares count, not what they share out.
  const auto all = row_with("合计", "");
  CHECK(std::vector(all.end() - 3, all.end()) ==
        std::vector<std::string>{"288000", "343000", "55000"});
}

TEST_CASE("The bill of each closure names the school, who leave and what the buses cost") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.xlsx";
  write_small(file);
  const auto bills = read_layer({file, "每校撤并账", "", ""});
  const auto cell = [&](std::size_t row, const std::string& name) {
    return bills.features.at(row).cells[column(bills, name)];
  };
  CHECK(cell(0, "学校") == Cell(std::string("东沟教学点")));
  CHECK(number(cell(0, "离开学生")) == 12);
  CHECK(number(cell(0, "其中乘车")) == 12);
  CHECK(number(cell(0, "保留时县财政比现在多付")) == 0);
}

TEST_CASE("A route sheet has the calls of the line, morning and afternoon, and what it costs") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.xlsx";
  write_small(file);
  const auto cells = read_cells({file, "线路单", "", ""});
  using Row = std::vector<std::string>;
  const std::size_t heads = row_that_begins(cells, "站序");
  // 7 pupils get on at 7:36–7:37 and ride 13 minutes; in the afternoon their stop is the third.
  CHECK(row_of(cells, heads + 1) == Row{"1", "东沟村", "东山乡", "7", "一年级 7", "07:36", "07:37",
                                        "7", "13", "0", "3", "16:43", "16:44", "0", "13"});
  CHECK(row_of(cells, heads + 2) == Row{"2", "东沟路口", "东山乡", "5", "二年级 5", "07:42",
                                        "07:43", "12", "7", "2.6", "2", "16:37", "16:38", "7",
                                        "7"});
  CHECK(row_of(cells, heads + 3) == Row{"3", "东山中心小学", "东山乡", "12",
                                        "到校下车：一年级 7、二年级 5", "07:50", "07:52", "0",
                                        "5.6", "1", "16:28", "16:30", "12"});
  // 200 days: 5.6 + 5.6 km with pupils, 1.4 + 1.4 empty.
  const std::size_t kilometres = row_that_begins(cells, "里程（公里）");
  CHECK(row_of(cells, kilometres + 1) == Row{"5.6", "1.4", "5.6", "1.4", "2240", "560"});
  // The bus; 2,240 and 560 km × 2.50; their sum; a twelfth of it.
  const std::size_t costs = row_that_begins(cells, "购车分摊");
  CHECK(row_of(cells, costs + 1) ==
        Row{"120000", "0", "0", "0", "5600", "1400", "127000", "10583.33"});
}

TEST_CASE("A line that does not run in the afternoon says so") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.xlsx";
  SmallStudy small = small_study();
  small.outcomes[1].plan.buses.lines[0].afternoon = {};
  write_workbook(file, {small.ground, small.scenarios, small.outcomes}, Language::zh);
  const auto cells = read_cells({file, "线路单", "", ""});
  const std::size_t heads = row_that_begins(cells, "站序");
  CHECK(row_of(cells, heads - 1).back() == "下午不开行");
  CHECK(row_of(cells, heads + 1).back() == "0");  // kilometres so far; no order, no times
}

TEST_CASE("Each bus begins on a new page, and a page is broken between lines only") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.xlsx";
  const SmallStudy small = study_with_buses(2, 6);
  write_workbook(file, {small.ground, small.scenarios, small.outcomes}, Language::zh);
  const auto cells = read_cells({file, "线路单", "", ""});
  const std::string xml = sheet_xml(file, route_sheets);
  std::set<std::size_t> breaks;
  const std::string mark = "<brk id=\"";
  for (std::size_t at = xml.find(mark); at != std::string::npos; at = xml.find(mark, at + 1)) {
    breaks.insert(std::stoul(xml.substr(at + mark.size())));
  }
  // A line takes some 360 points, a page holds some 960: three pages a bus, six in all.
  CHECK(breaks.size() == 5);
  bool begins_second_bus = false;
  for (const std::size_t row : breaks) {
    const std::string first = row_of(cells, row).front();
    CHECK(first.rfind("线路 ", 0) == 0);
    begins_second_bus = begins_second_bus || first.rfind("线路 7（第 2 辆车）", 0) == 0;
  }
  CHECK(begins_second_bus);
}

TEST_CASE("A bus's day is told in order, with the empty ways") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a.xlsx";
  SmallStudy small = study_with_buses(1, 2);
  // The second line an hour before the first, with an empty way between them.
  BusLine& early = small.outcomes[1].plan.buses.lines[1];
  for (auto& call : early.morning.calls) {
    call.arrive -= minutes(60);
    call.leave -= minutes(60);
  }
  early.morning.empty = early.afternoon.empty = Millimetres(0);
  write_workbook(file, {small.ground, small.scenarios, small.outcomes}, Language::zh);
  const auto day = read_layer({file, "车辆日程", "", ""});
  const auto cell = [&](std::size_t row, const std::string& name) {
    return day.features.at(row).cells[column(day, name)];
  };
  const auto words = [](const char* text) { return Cell(std::string(text)); };
  CHECK(cell(0, "线路") == words("2"));
  CHECK(cell(0, "开始") == words("06:36"));
  CHECK(cell(1, "任务") == words("空驶"));
  CHECK(cell(1, "开始") == words("06:52"));  // the bus leaves the school
  CHECK(cell(1, "结束") == words("07:36"));
  CHECK(number(cell(1, "公里")) == 1.4);
  CHECK(cell(2, "任务") == words("载客"));
  CHECK(number(cell(2, "乘车学生（人）")) == 12);
  CHECK(std::get<std::string>(cell(2, "经过（开车时刻，末站为到达）")) ==
        "07:37 东沟村、07:43 东沟路口、07:50 东山中心小学");
  CHECK(cell(3, "时段") == words("下午"));
}

TEST_CASE("An English workbook has English sheets") {
  const ScratchFolder folder;
  write_small(folder.path() / "a.xlsx", Language::en);
  CHECK(read_layer({folder.path() / "a.xlsx", "Closures", "", ""}).features.size() == 1);
}

}  // namespace budian
