#include "gis/code_page.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "gis/text_encoding.hpp"

namespace budian {
namespace {

const std::vector<std::string> simplified{"寿县堰口镇中心小学", "双庙集镇初级中学",
                                          "安丰塘村教学点", "刘岗镇周寨社区"};
const std::vector<std::string> traditional{"臺東縣蘭嶼鄉國民小學", "花蓮縣鳳林鎮中學", "東興村",
                                           "新城鄉北埔國小"};

CodePage judged(const std::vector<std::string>& texts, const std::string& written,
                const std::string& declared) {
  CodePageJudge judge;
  for (const auto& text : texts) {
    const auto bytes = from_utf8(text, written);
    REQUIRE(bytes.has_value());
    judge.add(*bytes);
  }
  return judge.judge(declared);
}

}  // namespace

TEST_CASE("Each code page is found in which the texts were written, without being told") {
  for (const char* written : {"UTF-8", "GB18030"}) {
    const CodePage page = judged(simplified, written, "");
    CHECK(page.encoding == written);
    CHECK(page.reason == CodePageReason::detected);
    CHECK(page.texts == 4);
    CHECK(page.tally.misfits == 0);
  }
  CHECK(judged(traditional, "BIG5", "").encoding == "BIG5");
  CHECK(judged(traditional, "UTF-8", "").encoding == "UTF-8");
  // Traditional names can be written in GBK, too.
  CHECK(judged(traditional, "GB18030", "").encoding == "GB18030");
}

TEST_CASE("What is declared and true stays, whatever the texts") {
  CHECK(judged(simplified, "GB18030", "GBK").reason == CodePageReason::declared);
  CHECK(judged(simplified, "UTF-8", "utf8").reason == CodePageReason::declared);
  CHECK(judged(traditional, "BIG5", "CP950").reason == CodePageReason::declared);
  CHECK(judged({"Zürich", "Genève"}, "ISO-8859-1", "ISO-8859-1").reason ==
        CodePageReason::declared);
  const CodePage plain = judged({"Shou", "Huainan"}, "UTF-8", "ISO-8859-1");
  CHECK(plain.reason == CodePageReason::plain);
  CHECK(plain.texts == 0);
}

TEST_CASE("A declared page that the bytes contradict is overruled") {
  const CodePage not_utf8 = judged(simplified, "GB18030", "UTF-8");
  CHECK(not_utf8.encoding == "GB18030");
  CHECK(not_utf8.reason == CodePageReason::overruled);
  CHECK(not_utf8.declared.misfits == 4);
  const CodePage not_gbk = judged(simplified, "UTF-8", "CP936");
  CHECK(not_gbk.encoding == "UTF-8");
  CHECK(not_gbk.reason == CodePageReason::overruled);
  const CodePage not_big5 = judged(simplified, "GB18030", "BIG5");
  CHECK(not_big5.encoding == "GB18030");
  // Every byte is a letter of Western Europe.
  for (const char* written : {"UTF-8", "GB18030"}) {
    CHECK(judged(simplified, written, "ISO-8859-1").encoding == written);
    CHECK(judged(simplified, written, "CP1252").encoding == written);
  }
}

TEST_CASE("A few characters that both pages could hold do not overrule a declaration") {
  // 联通 in GBK is well-formed UTF-8, but no two characters of Chinese.
  const CodePage page = judged({"联通"}, "GB18030", "GBK");
  CHECK(page.encoding == "GB18030");
}

TEST_CASE("小学 in GB 18030 is two Cyrillic letters in UTF-8, and still Chinese") {
  CHECK(judged({"小学", "小学", "小学"}, "GB18030", "").encoding == "GB18030");
  CHECK(judged({"小学", "中学"}, "UTF-8", "").encoding == "UTF-8");
}

TEST_CASE("Texts of two pages in one table are told, whatever is declared") {
  CodePageJudge judge;
  for (const auto& text : simplified) {
    judge.add(text);
    judge.add(*from_utf8(text, "GB18030"));
  }
  for (const char* declared : {"", "UTF-8", "GBK"}) {
    const CodePage page = judge.judge(declared);
    CHECK(page.reason == CodePageReason::mixed);
    CHECK(page.encoding == "GB18030");
    CHECK(page.texts == 8);
    CHECK(page.utf8 == 4);
  }
}

TEST_CASE("Bytes that fit no page overrule nothing") {
  CodePageJudge judge;
  for (const auto& text : simplified) judge.add(text);
  judge.add("\xFF\xFF");
  const CodePage page = judge.judge("UTF-8");
  CHECK(page.reason == CodePageReason::contradicted);
  CHECK(page.encoding == "UTF-8");
  CHECK(page.tally.misfits == 1);
}

TEST_CASE("Texts that end within a character still fit their page") {
  CodePageJudge judge;
  for (const auto& text : simplified) judge.add(text.substr(0, text.size() - 1));
  const CodePage page = judge.judge("UTF-8");
  CHECK(page.reason == CodePageReason::declared);
  CHECK(page.tally.cut == 4);
  CHECK(page.tally.misfits == 0);
}

}  // namespace budian
