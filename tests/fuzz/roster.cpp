// A roster as CSV of any bytes, its headings, its names of schools, and its join to a layer.
#include "gis/names.hpp"
#include "gis/roster_join.hpp"
#include "gis/roster_table.hpp"
#include "tests/fuzz/memory_files.hpp"

namespace {

constexpr const char* schools =
    "code,name,X,Y\nS1,王庄小学,116.82,32.52\nS2,李集完小,116.84,32.54\nS3,青禾镇第三小学,116.86,"
    "32."
    "56\n";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace budian;
  static const InMemory layer("/vsimem/fuzz/schools.csv",
                              reinterpret_cast<const std::uint8_t*>(schools),
                              std::char_traits<char>::length(schools));
  static const Plausibility bounds = built_in_plausibility();
  const InMemory file("/vsimem/fuzz/roster.csv", data, size);
  CountySpec spec;
  LayerSpec of_schools;
  of_schools.source.file = "/vsimem/fuzz/schools.csv";
  of_schools.fields = {{"code", {"code"}}, {"name", {"name"}}};
  LayerSpec of_roster;
  of_roster.source.file = "/vsimem/fuzz/roster.csv";
  of_roster.is_roster = true;
  of_roster.fields = {{"code", {"标识码"}}, {"name", {"学校名称"}}, {"pupils", {"一年级"}}};
  County county;
  county.name = "试验县";
  county.townships.push_back({"01", "青禾镇", {}});
  ProblemList problems;
  try {
    const auto table = read_roster_table(of_roster.source, 0);
    for (const auto& feature : table.layer.features) {
      for (const auto& cell : feature.cells) {
        const auto* text = std::get_if<std::string>(&cell);
        if (text) (void)forms_of_school_name(*text, {"试验县", "青禾镇"});
      }
    }
    LayerRows rows(of_schools, problems);
    auto roster = std::make_shared<LayerRows>(of_roster, problems);
    join_roster({spec, bounds, false, problems, county}, rows, roster, of_roster);
    for (std::size_t row = 0; row < rows.size(); ++row) (void)rows.count(row, "pupils");
  } catch (const InputError&) {  // refused
  }
  (void)problems.take();
  return 0;
}
