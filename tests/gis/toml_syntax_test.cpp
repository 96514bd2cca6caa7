// Bad files, one mistake each: which of the usual mistakes it is taken for, and what is shown.
#include "gis/toml_syntax.hpp"

#include <catch2/catch.hpp>

#include "gis/toml_reader.hpp"

namespace budian {
namespace {

Problem problem_of(const std::string& text) {
  try {
    const TomlDocument document(text, "a.toml");
  } catch (const InputError& error) {
    REQUIRE(error.problems().size() == 1);
    return error.problems().front();
  }
  FAIL("read without a problem: " + text);
  return {};
}

Argument argument(const Problem& problem, const std::string& name) {
  for (const auto& [key, value] : problem.message.arguments) {
    if (key == name) return value;
  }
  return std::string("none");
}

struct BadFile {
  const char* text;
  std::int64_t row;
  const char* mistake;
  std::int64_t column;
  const char* shown;
};

TEST_CASE("The usual mistakes are told apart, with line, column and the line's own text") {
  const std::vector<BadFile> files{
      {"a = 1\nname = \"甲\nb = 2\n", 2, "missing_quote", 10, "name = \"甲"},
      {"f = 'x.shp\n", 1, "missing_quote", 11, "f = 'x.shp"},
      {"f = \"x.shp\nfields = { code = \"c\" }\r\n", 1, "missing_quote", 11, "f = \"x.shp"},
      {"name = “甲”\n", 1, "full_width", 8, "name = “甲”"},
      {"f = \"x.shp”\n", 1, "full_width", 12, "f = \"x.shp”"},
      {"name ＝ \"甲\"\n", 1, "full_width", 6, "name ＝ \"甲\""},
      {"a = [1，2]\n", 1, "full_width", 7, "a = [1，2]"},
      {"【county】\n", 1, "full_width", 1, "【county】"},
      {"a = 1\na = 2\n", 2, "duplicate", 5, "a = 2"},
      {"[x]\na = 1\n[x]\nb = 2\n", 3, "duplicate", 1, "[x]"},
      {"[x\na = 1\n", 1, "missing_bracket", 3, "[x"},
      {"[[measure]\ndo = 1\n", 1, "missing_bracket", 11, "[[measure]"},
      {"a = [1 2]\n", 1, "missing_bracket", 8, "a = [1 2]"},
      {"f = { a = \"x\",\n b = \"y\" }\n", 1, "missing_brace", 15, "f = { a = \"x\","},
      {"f = \"C:\\data\\x.shp\"\n", 1, "backslash", 9, "f = \"C:\\data\\x.shp\""},
      {"f = \"C:\\Users\\x.shp\"\n", 1, "backslash", 10, "f = \"C:\\Users\\x.shp\""},
      {"f = \"C:\\new\\\"\n", 1, "backslash", 14, "f = \"C:\\new\\\""},
      {"[kinds]\n小学 = 211\n", 2, "bare_key", 1, "小学 = 211"},
      {"name = 某县\n", 1, "bare_text", 8, "name = 某县"},
      {"f = D:\\x.shp\n", 1, "bare_text", 5, "f = D:\\x.shp"},
      {"a 1\n", 1, "other", 3, "a 1"},
  };
  for (const BadFile& file : files) {
    INFO(file.text);
    const Problem problem = problem_of(file.text);
    CHECK(problem.file == "a.toml");
    CHECK(problem.row == file.row);
    CHECK(problem.message.key == std::string("toml.syntax.") + file.mistake);
    CHECK(argument(problem, "column") == Argument(file.column));
    CHECK(argument(problem, "text") == Argument(std::string(file.shown)));
  }
}

TEST_CASE("The full-width mark that is in the way is named") {
  CHECK(argument(problem_of("name ＝ \"甲\"\n"), "mark") == Argument(std::string("＝")));
  CHECK(argument(problem_of("f = \"x，y”\n"), "mark") == Argument(std::string("”")));
  // Within quotes and comments every mark may stand.
  CHECK(problem_of("a = \"“，”\" # ＝\nb 1\n").message.key == "toml.syntax.other");
}

TEST_CASE("A list that is not closed names the line where it opens") {
  const Problem problem = problem_of("x = 1\na = [\"x\",\n  \"y]\"\nb = 3\n");
  CHECK(problem.row == 4);
  CHECK(problem.message.key == "toml.syntax.missing_bracket");
  CHECK(argument(problem, "open") == Argument(std::int64_t{2}));
}

TEST_CASE("Of a long line the part around the mistake is shown") {
  std::string ones;
  for (int i = 0; i < 100; ++i) ones += "1,";
  const Problem problem = problem_of("a = [" + ones + "1 2]\n");
  const auto shown = std::get<std::string>(argument(problem, "text"));
  // Column 208 is the digit 2: thirty characters before it, and the two that are left.
  CHECK(argument(problem, "column") == Argument(std::int64_t{208}));
  CHECK(shown == "…" + ones.substr(0, 28) + "1 2]");
}

TEST_CASE("A file in GBK is told to be saved as UTF-8 and its line is shown as GBK has it") {
  const Problem problem = problem_of("a = 1\nname = \"\xD2\xD2\"\n");  // 乙 in GBK
  CHECK(problem.row == 2);
  CHECK(problem.message ==
        Message{"toml.not_utf8_but_gbk", {{"text", std::string("name = \"乙\"")}}});
}

TEST_CASE("Bytes of no encoding and UTF-16 are told to be saved as UTF-8") {
  CHECK(problem_of("a = \"\xFF\"\n").message == Message{"toml.not_utf8", {}});
  CHECK(problem_of(std::string("\xFF\xFE"
                               "a\0=\0",
                               6))
            .message == Message{"toml.utf16", {}});
}

TEST_CASE("A byte order mark is let pass and not counted") {
  TomlDocument document(
      "\xEF\xBB\xBF"
      "name = \"甲\"\n",
      "a.toml");
  CHECK(document.root().text("name") == "甲");
  const Problem problem = problem_of(
      "\xEF\xBB\xBF"
      "name = 甲\n");
  CHECK(argument(problem, "column") == Argument(std::int64_t{8}));
  CHECK(argument(problem, "text") == Argument(std::string("name = 甲")));
}

}  // namespace
}  // namespace budian
