// Names as they come from a county's files: undeclared, wrongly declared, cut, damaged.
#include "gis/table_text.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "gis/text_encoding.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian {
namespace {

const std::vector<std::string> names{"堰口镇中心小学", "双庙集镇初级中学", "安丰塘村教学点"};

/// A shapefile of three schools, written in one encoding, whose .cpg says something; no .cpg where
/// it says nothing.
LayerSource schools(const ScratchFolder& folder, const std::string& written,
                    const std::string& declared) {
  LayerContent layer;
  layer.name = "schools";
  layer.type = GeometryType::point;
  layer.fields = {{"XXMC", "", FieldType::text, 40}, {"RS", "", FieldType::whole, 0}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    layer.features.push_back({static_cast<std::int64_t>(i) + 1,
                              {names[i], static_cast<std::int64_t>(10 * i)},
                              Point{500000, 3600000}});
  }
  write_shapefiles(folder.path(), {layer}, 4548, written);
  std::filesystem::remove(folder.path() / "schools.cpg");
  if (!declared.empty()) folder.write("schools.cpg", declared);
  // The writer also notes the code page in the table's head (byte 29): none is declared there.
  std::string table = folder.read("schools.dbf");
  table[29] = 0;
  folder.write("schools.dbf", table);
  LayerSource source;
  source.file = folder.path() / "schools.shp";
  return source;
}

std::vector<std::string> texts_of(const FeatureLayer& layer, std::size_t field = 0) {
  std::vector<std::string> texts;
  for (const auto& feature : layer.features) {
    texts.push_back(std::get<std::string>(feature.cells[field]));
  }
  return texts;
}

std::vector<std::string> keys_of(const FeatureLayer& layer) {
  std::vector<std::string> keys;
  for (const auto& problem : layer.problems) keys.push_back(problem.message.key);
  return keys;
}

using Keys = std::vector<std::string>;

/// Replaces bytes of a file by as many others.
void patch(const ScratchFolder& folder, const std::string& name, const std::string& from,
           const std::string& to) {
  std::string bytes = folder.read(name);
  const auto at = bytes.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(from.size() == to.size());
  bytes.replace(at, from.size(), to);
  folder.write(name, bytes);
}

}  // namespace

TEST_CASE("Names are right whatever the encoding and whatever the file says of it") {
  const auto* written = GENERATE("UTF-8", "GB18030");
  const auto* declared = GENERATE("", "UTF-8", "GBK", "ISO-8859-1", "BIG5", "ANSI");
  const ScratchFolder folder;
  const FeatureLayer layer = read_layer(schools(folder, written, declared));
  INFO(written << " declared as " << declared);
  CHECK(texts_of(layer) == names);
  const bool is_true = (std::string(written) == "UTF-8") == (std::string(declared) == "UTF-8") &&
                       std::string(declared) != "ISO-8859-1" && std::string(declared) != "BIG5";
  const bool says_nothing = std::string(declared).empty() || std::string(declared) == "ANSI";
  if (says_nothing) {
    CHECK(keys_of(layer) ==
          (std::string(written) == "UTF-8" ? Keys{} : Keys{"layer.text.detected"}));
  } else {
    CHECK(layer.problems.empty() == is_true);
    for (const auto& problem : layer.problems) {
      CHECK(problem.message.key.starts_with("layer.text.overruled"));
      CHECK(problem.severity == Severity::warning);
    }
  }
}

TEST_CASE("A filter sees names as they are, whatever the file says of them") {
  const ScratchFolder folder;
  LayerSource source = schools(folder, "GB18030", "UTF-8");
  source.where = "XXMC LIKE '%中学'";
  const FeatureLayer layer = read_layer(source);
  REQUIRE(layer.features.size() == 1);
  CHECK(layer.features[0].number == 2);
  CHECK(texts_of(layer) == std::vector<std::string>{names[1]});
}

TEST_CASE("What the user says is believed, and said to be wrong when it is") {
  const ScratchFolder folder;
  LayerSource source = schools(folder, "GB18030", "UTF-8");
  source.encoding = "GBK";
  CHECK(read_layer(source).problems.empty());
  source.encoding = "UTF-8";
  const FeatureLayer wrong = read_layer(source);
  CHECK(wrong.features.size() == 3);
  REQUIRE(wrong.problems.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(wrong.problems[i].message.key == "layer.text.wrong_page");
    CHECK(wrong.problems[i].fatal());
    CHECK(wrong.problems[i].row == static_cast<std::int64_t>(i) + 1);
    CHECK(wrong.problems[i].field == "XXMC");
  }
}

TEST_CASE("An encoding that nobody knows is reported and the text judged") {
  const ScratchFolder folder;
  const FeatureLayer layer = read_layer(schools(folder, "UTF-8", "klingon"));
  CHECK(texts_of(layer) == names);
}

TEST_CASE("One damaged name among many is shown with its row, and the row stays") {
  FeatureLayer layer;
  layer.fields = {"name"};
  for (std::int64_t i = 1; i <= 20; ++i) {
    layer.features.push_back({i, {*from_utf8("第" + std::to_string(i) + "小学", "GB18030")}, {}});
  }
  layer.features[6].cells[0] = std::string("\xB0\xA1\xFF\xD0\xA1");  // 啊, no character, 小
  decode_table(layer, {"", "GBK"});
  inspect_table(layer);
  CHECK(layer.features.size() == 20);
  CHECK(layer.features[6].cells[0] == Cell(std::string("啊�小")));
  CHECK(keys_of(layer) == Keys{"layer.text.contradicted", "layer.text.unreadable"});
  CHECK(layer.problems[1].row == 7);
  CHECK(layer.problems[1].severity == Severity::warning);
}

TEST_CASE("A name that the field cuts within a character loses only that half") {
  FeatureLayer layer;
  layer.fields = {"name"};
  const std::string name = "堰口镇中心小学";
  layer.features = {{1, {name.substr(0, name.size() - 2)}, {}}, {2, {name}, {}}};
  CHECK(decode_table(layer, {"", "UTF-8"}) == "UTF-8");
  CHECK(texts_of(layer) == std::vector<std::string>{"堰口镇中心小", name});
  REQUIRE(keys_of(layer) == Keys{"layer.text.cut"});
  CHECK(layer.problems[0].row == 1);
}

TEST_CASE("Names of fields: cut within a character, and several alike") {
  const ScratchFolder folder;
  const LayerSource source = schools(folder, "GB18030", "GBK");
  // 学生总人数 is ten bytes of GBK; five characters and a half would be eleven.
  const std::string cut = *from_utf8("学生总人", "GB18030") + "\xCA";
  patch(folder, "schools.dbf", std::string("RS") + std::string(9, '\0'),
        cut + std::string(11 - cut.size(), '\0'));
  const FeatureLayer layer = read_layer(source);
  CHECK(layer.fields == std::vector<std::string>{"XXMC", "学生总人"});
  REQUIRE(keys_of(layer) == Keys{"layer.field.cut"});
  CHECK(layer.problems[0].field == "学生总人");

  FeatureLayer twins;
  twins.fields = {"rate", "rate", "rate_2", "rate"};
  decode_table(twins, {});
  CHECK(twins.fields == std::vector<std::string>{"rate", "rate_2", "rate_2_2", "rate_3"});
  CHECK(keys_of(twins) == Keys(3, "layer.field.duplicate"));
}

TEST_CASE("What wrong conversions leave behind is counted by field") {
  FeatureLayer layer;
  layer.fields = {"name", "note"};
  layer.features = {{1, {std::string("堰口镇"), std::string("why??")}, {}},
                    {2, {std::string("锟斤拷锟斤拷小学"), std::string("???")}, {}},
                    {3, {std::string("�庙集"), std::string("")}, {}}};
  inspect_table(layer);
  REQUIRE(keys_of(layer) == Keys(2, "layer.text.debris"));
  CHECK(layer.problems[0].field == "name");
  CHECK(layer.problems[0].row == 2);
  CHECK(layer.problems[0].message.arguments ==
        decltype(Message::arguments){{"rows", std::int64_t{2}}});
  CHECK(layer.problems[1].field == "note");
  CHECK(layer.problems[1].row == 2);
}

TEST_CASE("A CSV is judged by all of its lines") {
  const ScratchFolder folder;
  const std::string text = "code,name\n1,堰口镇中心小学\n2,双庙集镇初级中学\n";
  const auto read = [&](const std::string& bytes) {
    LayerSource source;
    source.file = folder.write("a.csv", bytes);
    return read_layer(source);
  };
  for (const std::string& bytes :
       {text, "\xEF\xBB\xBF" + text, *from_utf8(text, "GB18030"), *from_utf8(text, "UTF-16")}) {
    const FeatureLayer layer = read(bytes);
    CHECK(texts_of(layer, 1) == std::vector<std::string>{"堰口镇中心小学", "双庙集镇初级中学"});
    CHECK(layer.fields[0] == "code");
  }
  CHECK(keys_of(read(*from_utf8(text, "GB18030"))) == Keys{"layer.text.detected"});
  std::string semicolons = text;
  std::replace(semicolons.begin(), semicolons.end(), ',', ';');
  for (const std::string& bytes :
       {"\xEF\xBB\xBF" + semicolons, *from_utf8(semicolons, "GB18030")}) {
    const FeatureLayer layer = read(bytes);
    CHECK(layer.fields == std::vector<std::string>{"code", "name"});
    CHECK(texts_of(layer, 1).front() == "堰口镇中心小学");
  }
}

TEST_CASE("A file put together from two encodings is read right, and told") {
  const ScratchFolder folder;
  LayerSource source;
  source.file =
      folder.write("a.csv", "code,name\n1,堰口镇中心小学\n" +
                                *from_utf8("2,双庙集镇初级中学\n3,安丰塘村教学点\n", "GB18030"));
  const FeatureLayer layer = read_layer(source);
  CHECK(texts_of(layer, 1) == names);
  CHECK(keys_of(layer) == Keys{"layer.text.mixed"});
}

}  // namespace budian
