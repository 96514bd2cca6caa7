// Files that are damaged, text that is garbled.
#include "gis/text_encoding.hpp"
#include "tests/twins/expect.hpp"

namespace budian {
namespace {

/// The twin without the words on encoding, so that the files have to say it.
void undeclared(const Twin& twin) {
  for (int i = 0; i < 5; ++i) twin.in_toml("encoding = \"GB18030\"\n", "");
}

void no_page(const Twin& twin, const std::string& layer) {
  twin.remove(layer + ".cpg");
  twin.patch(layer + ".dbf", 29, std::string(1, '\0'));
}

std::string gbk(const std::string& text) { return from_utf8(text, "GB18030").value(); }

/// Puts bytes in place of as many others, somewhere in a file.
void swap_bytes(const Twin& twin, const std::string& name, const std::string& what,
                const std::string& by) {
  const auto at = twin.bytes(name).find(what);
  REQUIRE(at != std::string::npos);
  REQUIRE(what.size() == by.size());
  twin.patch(name, at, by);
}

}  // namespace

TEST_CASE("The clean county has nothing wrong, with and without declared encodings") {
  const Twin clean;
  CHECK(clean.problems().empty());
  undeclared(clean);
  CHECK(clean.problems().empty());
}

TEST_CASE("Faults of county.toml") {
  expect({
      {"full-width quotes",
       [](const Twin& t) { t.in_toml("name = \"示例县（虚构）\"", "name = “示例县”"); },
       "toml.syntax.full_width"},
      {"an open quote", [](const Twin& t) { t.in_toml("\"townships.shp\"", "\"townships.shp"); },
       "toml.syntax.missing_quote"},
      {"a key twice",
       [](const Twin& t) { t.in_toml("name = \"XZMC\"", "name = \"XZMC\"\nname = \"XZMC\""); },
       "toml.syntax.duplicate"},
      {"a path with backslashes",
       [](const Twin& t) { t.in_toml("\"townships.shp\"", "\"D:\\数据\\townships.shp\""); },
       "toml.syntax.backslash"},
      {"saved as GBK", [](const Twin& t) { t.write("county.toml", gbk(t.bytes("county.toml"))); },
       "toml.not_utf8_but_gbk"},
      {"saved as UTF-16",
       [](const Twin& t) {
         t.write("county.toml", from_utf8(t.bytes("county.toml"), "UTF-16").value());
       },
       "toml.utf16"},
      {"a misspelt key",
       [](const Twin& t) { t.in_toml("classrooms =", "clasrooms ="); },
       "toml.unknown_key_guess",
       {},
       "classrooms"},
      {"no schools",
       [](const Twin& t) { t.in_toml("[schools]", "[ignored]"); },
       "toml.missing",
       {"toml.unknown_key", "toml.unknown_key_guess"}},
      {"a word that is no choice",
       [](const Twin& t) {
         t.in_toml("file = \"schools.shp\"", "file = \"schools.shp\"\noutside = \"drop\"");
       },
       "toml.unknown_word"},
      {"a misspelt column",
       [](const Twin& t) { t.in_toml("\"XXMC\"", "\"XXMCC\""); },
       "county.no_column_guess",
       {},
       "XXMC"},
      {"a filter that is no SQL",
       [](const Twin& t) {
         t.in_toml("file = \"schools.shp\"", "file = \"schools.shp\"\nwhere = \"XXMC ==\"");
       },
       "layer.bad_filter"},
      {"an unknown encoding", [](const Twin& t) { t.in_toml("\"GB18030\"", "\"GB18031\""); },
       "layer.unknown_encoding"},
  });
}

TEST_CASE("Damaged files") {
  expect({
      {"a missing file", [](const Twin& t) { t.in_toml("schools.shp", "school.shp"); },
       "layer.no_such_file"},
      {"no .shx", [](const Twin& t) { t.remove("schools.shx"); }, "layer.shp.no_index", {}, "275"},
      {"a .shx of another file",
       [](const Twin& t) { t.write("schools.shx", t.bytes("water.shx")); },
       "layer.shp.damaged_index"},
      {"half a .shx", [](const Twin& t) { t.cut("schools.shx", 1000); }, "layer.shp.damaged_index"},
      {"half a .shp", [](const Twin& t) { t.cut("schools.shp", 4000); }, "layer.shp.truncated"},
      {"half a .dbf", [](const Twin& t) { t.cut("schools.dbf", 60000); }, "layer.dbf.truncated"},
      {"a .dbf that promises two billion records",
       [](const Twin& t) { t.patch("schools.dbf", 4, std::string("\xFF\xFF\xFF\x7F", 4)); },
       "layer.dbf.truncated",
       {},
       "2147483647"},
      {"a .dbf with records of no length",
       [](const Twin& t) { t.patch("schools.dbf", 10, std::string("\0\0", 2)); },
       "layer.dbf.damaged"},
      {"no .dbf", [](const Twin& t) { t.remove("schools.dbf"); }, "layer.shp.no_table"},
      {"a .dbf of another file",
       [](const Twin& t) { t.write("schools.dbf", t.bytes("settlements.dbf")); },
       "layer.shp.counts_differ"},
      {"a web page as .shp",
       [](const Twin& t) { t.write("schools.shp", "<!DOCTYPE html><html>404 Not Found</html>"); },
       "layer.shp.not_a_shapefile"},
      {"a web page as .prj",
       [](const Twin& t) { t.write("schools.prj", "<!DOCTYPE html>\n<html>"); },
       "layer.prj.not_wkt",
       {"place.crs_proposed", "place.crs_undecided"}},
      {"a file that is no layer",
       [](const Twin& t) {
         t.write("schools.geojson", "nothing");
         t.in_toml("schools.shp", "schools.geojson");
       },
       "layer.cannot_open"},
  });
}

TEST_CASE("Garbled text") {
  expect({
      {"a .cpg that lies",
       [](const Twin& t) {
         undeclared(t);
         t.write("schools.cpg", "UTF-8");
       },
       "layer.text.overruled"},
      {"a .cpg of Western Europe",
       [](const Twin& t) {
         undeclared(t);
         t.write("schools.cpg", "ISO-8859-1");
       },
       "layer.text.overruled_by_words"},
      {"a .cpg that nobody knows",
       [](const Twin& t) {
         undeclared(t);
         t.write("schools.cpg", "CHINESE-1");
       },
       "layer.text.unknown_page",
       {"layer.text.detected"}},
      {"nothing said",
       [](const Twin& t) {
         undeclared(t);
         no_page(t, "schools");
       },
       "layer.text.detected",
       {},
       "GB18030"},
      {"the user's word is wrong",
       [](const Twin& t) { t.in_toml("\"GB18030\"", "\"UTF-8\""); },
       "layer.text.wrong_page",
       {"county.unknown_township"}},
      {"what a wrong conversion leaves",
       [](const Twin& t) {
         t.rewrite("settlements", [](LayerContent& layer) {
           Twin::cell(layer, 0, "CZMC") = std::string("锟斤拷锟斤拷");
           Twin::cell(layer, 1, "CZMC") = std::string("????");
         });
       },
       "layer.text.debris",
       {},
       "2 rows"},
      {"a name cut within a character",
       [](const Twin& t) {
         // The last byte of a name is overwritten by the padding.
         std::string name;
         t.rewrite("settlements", [&](LayerContent& layer) {
           name = gbk(std::get<std::string>(Twin::cell(layer, 0, "CZMC")));
         });
         const auto at = t.bytes("settlements.dbf").find(name);
         REQUIRE(at != std::string::npos);
         t.patch("settlements.dbf", at + name.size() - 1, " ");
       },
       "layer.text.cut",
       {}},
      {"two columns of one name",
       [](const Twin& t) {
         swap_bytes(t, "schools.dbf", std::string("G2\0", 3), std::string("G1\0", 3));
       },
       "layer.field.duplicate",
       {"county.no_column_guess", "county.no_column"}},
      {"full-width digits",
       [](const Twin& t) {
         t.rewrite("townships", [](LayerContent& layer) {
           auto& code = std::get<std::string>(Twin::cell(layer, 0, "XZDM"));
           std::string wide;
           for (const char digit : code)
             wide += "\xEF\xBC" + std::string(1, static_cast<char>(digit - '0' + 0x90));
           code = wide;
         });
       },
       "layer.text.full_width",
       {},
       "1 rows"},
      {"codes that a spreadsheet has broken",
       [](const Twin& t) {
         t.rewrite("settlements", [](LayerContent& layer) {
           Twin::cell(layer, 0, "CZDM") = std::string("3.40422E+11");
         });
       },
       "county.broken_code"},
  });
}

}  // namespace budian
