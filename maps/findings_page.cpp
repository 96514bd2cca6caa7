#include "maps/findings_page.hpp"

#include <fmt/format.h>

#include "maps/messages.hpp"

namespace budian {
namespace {

std::string levels_of(const FindingEntry& entry) {
  std::string levels;
  for (const auto& word : entry.severities) {
    levels +=
        fmt::format("{}{} {}", levels.empty() ? "" : ", ", text("severity." + word, Language::zh),
                    text("severity." + word, Language::en));
  }
  return levels;
}

std::string section_of(const FindingEntry& entry) {
  Problem problem;
  problem.message.key = entry.code;
  problem.severity =
      entry.severities.back() == word_of(Severity::error) ? Severity::error : Severity::warning;
  const Explanation zh = explain(problem, Language::zh);
  const Explanation en = explain(problem, Language::en);
  return fmt::format(
      "### `{}`\n\n{}\n\n"
      "* {}  \n  应为：{}  \n  处理：{}\n"
      "* {}  \n  Right: {}  \n  Done: {}\n\n",
      entry.code, levels_of(entry), zh.what, zh.right, zh.done, en.what, en.right, en.done);
}

}  // namespace

std::string findings_page() {
  std::string page =
      "# Findings\n\n"
      "Everything that Budian can say about a county's files, by code. `budian check` shows it, "
      "its "
      "`--json` names the\ncode. Generated from `maps/messages/findings.toml` by `make findings`; "
      "do "
      "not edit. Words in braces are filled in.\n\n"
      "布点对县数据能说的全部问题，按代码排列；由 `maps/messages/findings.toml` 生成，请勿手改。"
      "花括号里的词会换成具体内容。\n\n";
  for (const auto& entry : all_findings()) page += section_of(entry);
  while (page.ends_with("\n\n")) page.pop_back();
  return page;
}

}  // namespace budian
