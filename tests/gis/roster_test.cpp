// Statistical tables with headings over several rows, and schools that are called otherwise there.
#include <xlsxwriter.h>

#include <catch2/catch.hpp>

#include "gis/county_reader.hpp"
#include "gis/names.hpp"
#include "gis/roster_table.hpp"
#include "gis/text_encoding.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

using Texts = std::vector<std::string>;

LayerSource source_of(const std::filesystem::path& file) {
  LayerSource source;
  source.file = file;
  return source;
}

const char* const exported =
    "某县小学情况统计表（虚构）,,,,,,\n"
    "学校名称,学校(机构)标识码,在校生数,,,专任教师,\n"
    ",,合计,一年级,二年级,合计,#按学历分\n"
    ",,,,,,本科\n"
    "甲,乙,1,2,3,4,5\n"
    "王庄完小,2134000001,85,40,45,6,4\n"
    "李集小学,2134000002,20,9,11,2,1\n"
    "合计,,105,49,56,8,5\n";

/// The same as a workbook with merged cells.
std::filesystem::path workbook(const ScratchFolder& folder) {
  const auto file = folder.path() / "教基.xlsx";
  lxw_workbook* book = workbook_new(file.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, "教基3112_小学");
  const auto text = [&](int row, int column, const char* word) {
    worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), word,
                           nullptr);
  };
  const auto merged = [&](int row, int column, int last_row, int last_column, const char* word) {
    worksheet_merge_range(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                          static_cast<lxw_row_t>(last_row), static_cast<lxw_col_t>(last_column),
                          word, nullptr);
  };
  merged(0, 0, 0, 6, "某县小学情况统计表（虚构）");
  merged(1, 0, 3, 0, "学校名称");
  merged(1, 1, 3, 1, "学校(机构)标识码");
  merged(1, 2, 1, 4, "在校生数");
  merged(2, 2, 3, 2, "合计");
  merged(2, 3, 3, 3, "一年级");
  merged(2, 4, 3, 4, "二年级");
  merged(1, 5, 1, 6, "专任教师");
  merged(2, 5, 3, 5, "合计");
  text(2, 6, "#按学历分");
  text(3, 6, "本科");
  const auto row = [&](int at, const char* name, const char* code, std::vector<double> numbers) {
    text(at, 0, name);
    text(at, 1, code);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      worksheet_write_number(sheet, static_cast<lxw_row_t>(at), static_cast<lxw_col_t>(2 + i),
                             numbers[i], nullptr);
    }
  };
  row(4, "甲", "乙", {1, 2, 3, 4, 5});
  row(5, "王庄完小", "2134000001", {85, 40, 45, 6, 4});
  row(6, "李集小学", "2134000002", {20, 9, 11, 2, 1});
  row(7, "合计", "", {105, 49, 56, 8, 5});
  REQUIRE(workbook_close(book) == LXW_NO_ERROR);
  return file;
}

const Texts paths{"学校名称",        "学校(机构)标识码", "在校生数>合计",         "在校生数>一年级",
                  "在校生数>二年级", "专任教师>合计",    "专任教师>按学历分>本科"};

}  // namespace

TEST_CASE("A column is named by the path of its heading cells") {
  const ScratchFolder folder;
  for (const auto& file : {folder.write("教基.csv", exported), workbook(folder),
                           folder.write("gbk.csv", from_utf8(exported, "GB18030").value())}) {
    INFO(file);
    const RosterTable table = read_roster_table(source_of(file), 0);
    CHECK(table.layer.fields == paths);
    REQUIRE(table.layer.features.size() == 2);
    CHECK(std::get<std::string>(table.layer.features[0].cells[0]) == "王庄完小");
    CHECK(std::get<std::string>(table.layer.features[0].cells[3]) == "40");
    CHECK(table.layer.features[0].number == 6);
    CHECK(table.totals == std::vector<std::int64_t>{8});
  }
}

TEST_CASE("The user may say where the headings end") {
  const ScratchFolder folder;
  const auto file = folder.write("a.csv", "2025,名称\n小学,1\n王庄,40\n");
  CHECK(read_roster_table(source_of(file), 2).layer.fields == Texts{"2025>小学", "名称>1"});
}

TEST_CASE("A path is found by its whole or by an end that is its own") {
  CHECK(find_path(paths, "在校生数>一年级") == 3);
  CHECK(find_path(paths, "一年级") == 3);
  CHECK(find_path(paths, " 一 年级") == 3);
  CHECK(find_path(paths, "#按学历分>本科") == 6);
  CHECK(find_path(paths, "合计") == -1);  // two columns end so
  CHECK(find_path(paths, "专任教师>合计") == 5);
  CHECK(find_path(paths, "三年级") == -1);
  CHECK(find_path(paths, "") == -1);
}

TEST_CASE("Names of one school share a form, names of two do not") {
  const Texts places{"试验县", "青禾镇", "柳湾乡"};
  const auto rule = [&](const std::string& a, const std::string& b) {
    for (const auto& one : forms_of_school_name(a, places)) {
      for (const auto& other : forms_of_school_name(b, places)) {
        if (one.text == other.text) return std::max(one.rule, other.rule);
      }
    }
    return NameRule::kind;
  };
  const auto alike = [&](const std::string& a, const std::string& b) {
    for (const auto& one : forms_of_school_name(a, places)) {
      for (const auto& other : forms_of_school_name(b, places)) {
        if (one.text == other.text) return true;
      }
    }
    return false;
  };
  CHECK(rule("王庄小学", "王庄小学") == NameRule::none);
  CHECK(rule("王庄小学（东校区）", "王庄 小学(东校区)") == NameRule::width);
  CHECK(rule("青禾镇第一小学", "青禾镇一小学") == NameRule::numeral);
  CHECK(rule("青禾镇王庄小学", "王庄小学") == NameRule::place);
  CHECK(rule("青禾镇中心小学", "青禾中心小学") == NameRule::place);
  CHECK(rule("试验县青禾镇王庄小学", "王庄小学") == NameRule::place);
  CHECK(rule("王庄完小", "王庄小学") == NameRule::kind);
  CHECK(alike("王庄教学点", "王庄小学"));
  CHECK(alike("青禾初级中学", "青禾中学"));
  CHECK_FALSE(alike("王庄小学", "李集小学"));
  CHECK_FALSE(alike("第一小学", "第二小学"));
  CHECK_FALSE(alike("青禾小学", "柳湾小学"));  // 小学 alone names nothing
  CHECK_FALSE(alike("王庄小学", "王庄中学"));
}

namespace {

const char* const townships = R"({"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"code": "01", "name": "青禾镇"}, "geometry": {"type": "Polygon",
  "coordinates": [[[116.8,32.5],[116.9,32.5],[116.9,32.6],[116.8,32.6],[116.8,32.5]]]}}]})";

/// Three schools without figures, and a roster with them.
struct RosterCounty {
  ScratchFolder folder;
  std::string roster =
      "学校名称,标识码,在校生数,\n,,一年级,二年级\n王庄完小,,40,45\n李集小学,S2,9,11\n青禾镇第三小"
      "学,,7,8\n";
  std::string more;  ///< of [[rosters]]
  std::string code_line = "code = \"标识码\"\n", name_line = "name = \"学校名称\"\n";

  ReadCounty read() {
    folder.write("townships.geojson", townships);
    folder.write("schools.csv",
                 "code,name,kind,X,Y\nS1,王庄小学,211,116.82,32.52\nS2,李集,211,116.84,32.54\n"
                 "S3,青禾镇三小学,211,116.86,32.56\n");
    folder.write("roster.csv", roster);
    return read_county(folder.write(
        "county.toml", R"([county]
name = "试验县"
[townships]
file = "townships.geojson"
fields = { code = "code", name = "name" }
[schools]
file = "schools.csv"
crs = "EPSG:4490"
fields = { code = "code", name = "name", kind = "kind" }
[[rosters]]
file = "roster.csv"
)" + more + "[rosters.fields]\n" +
                           code_line + name_line +
                           R"(pupils = ["一年级", "在校生数>二年级", "", "", "", "", "", "", ""]
)"));
  }
  std::vector<Problem> problems() {
    try {
      return read().county.warnings;
    } catch (const InputError& error) {
      return error.problems();
    }
  }
};

std::vector<std::string> keys_of(const std::vector<Problem>& problems) {
  std::vector<std::string> keys;
  for (const auto& problem : problems) keys.push_back(problem.message.key);
  return keys;
}

}  // namespace

TEST_CASE("A roster is joined by code, then by name, then by a near name that is told") {
  RosterCounty files;
  const auto read = files.read();
  const auto& schools = read.county.schools;
  REQUIRE(schools.size() == 3);
  CHECK(schools[SchoolId(0)].pupils[0] == Heads(40));
  CHECK(schools[SchoolId(0)].pupils[1] == Heads(45));
  CHECK(schools[SchoolId(1)].pupils[1] == Heads(11));  // by code, though the names differ
  CHECK(schools[SchoolId(1)].name == "李集");          // the layer's name stays
  CHECK(schools[SchoolId(2)].pupils[0] == Heads(7));
  CHECK(keys_of(read.county.warnings) == Texts{"roster.near_match", "roster.near_match"});
  CHECK(read.county.warnings[0].row == 5);  // 青禾镇第三小学: a numeral is nearer than a kind
  CHECK(read.county.warnings[1].row == 3);
}

TEST_CASE("Rows and schools that stay alone are told on both sides, and no pupil is lost") {
  RosterCounty files;
  files.roster += "赵桥小学,S9,30,30\n";
  CHECK(keys_of(files.problems()).back() == "roster.row_alone");
  files.more = "unmatched = \"ignore\"\n";
  CHECK(keys_of(files.problems()).back() == "roster.row_ignored");
  files.more.clear();
  files.roster = "学校名称,标识码,在校生数,\n,,一年级,二年级\n王庄小学,,40,45\n李集,,9,11\n";
  const auto problems = files.problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.key == "roster.school_alone");
  CHECK(problems[0].file.find("schools.csv") != std::string::npos);
}

TEST_CASE("The user's word joins what no rule can") {
  RosterCounty files;
  files.roster =
      "学校名称,标识码,在校生数,\n,,一年级,二年级\n老王庄学校,,40,45\n李集,,9,11\n"
      "青禾镇三小学,,7,8\n";
  CHECK(keys_of(files.problems()).front().starts_with("roster.row_alone"));
  files.more = "same = { \"老王庄学校\" = \"王庄小学\" }\n";
  CHECK(files.problems().empty());
  CHECK(files.read().county.schools[SchoolId(0)].pupils[1] == Heads(45));
}

TEST_CASE("A wrong figure of a roster is shown where it stands") {
  RosterCounty files;
  files.roster =
      "学校名称,标识码,在校生数,\n,,一年级,二年级\n王庄小学,,40,45\n李集,,9,十一\n"
      "青禾镇三小学,,7,8\n";
  const auto problems = files.problems();
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message.key == "county.no_number");
  CHECK(problems[0].file.find("roster.csv") != std::string::npos);
  CHECK(problems[0].row == 4);
  CHECK(problems[0].field == "一年级");
}

TEST_CASE("Totals are left out and told, a near name is offered, a key is needed") {
  RosterCounty files;
  files.roster =
      "学校名称,标识码,在校生数,\n,,一年级,二年级\n王庄小学,,40,45\n李集,,9,11\n青禾镇三小学,,7,8\n"
      "合计,,56,64\n";
  CHECK(keys_of(files.problems()) == Texts{"roster.totals"});
  files.roster =
      "学校名称,标识码,在校生数,\n,,一年级,二年级\n王庄小学,,40,45\n李集,,9,11\n青禾镇四小学,,7,"
      "8\n";
  const auto problems = files.problems();
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].message.key == "roster.row_alone_guess");
  CHECK(problems[1].message.key == "roster.school_alone");
  RosterCounty keyless;
  keyless.code_line = "";
  keyless.name_line = "";
  CHECK(keys_of(keyless.problems()) == Texts{"roster.no_key"});
}

TEST_CASE("A heading that is not there is told with the nearest path") {
  RosterCounty files;
  files.roster = "学校名称,标识码,在校生数,\n,,一年,二年级\n王庄小学,,40,45\n";
  CHECK(keys_of(files.problems()).front() == "county.no_column_guess");
}

}  // namespace budian
