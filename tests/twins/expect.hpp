// What a twin must be told, and nothing else.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "maps/messages.hpp"
#include "tests/twins/twin.hpp"

namespace budian {

struct Fault {
  const char* name;
  std::function<void(const Twin&)> make;
  std::string code;                 ///< that must be found
  std::set<std::string> follows{};  ///< other codes that the fault brings with it
  std::string says{};               ///< words of the English sentence, where they matter
};

/// Each fault in a twin of its own: its finding is there, is of a level that the table of findings
/// names, says what would be right and stands in a file; nothing else is found but what follows.
inline void expect(const std::vector<Fault>& faults) {
  for (const auto& fault : faults) {
    DYNAMIC_SECTION(fault.name) {
      const Twin twin;
      fault.make(twin);
      bool found = false;
      std::map<std::string, std::string> unexpected;  // code → the first of them
      for (const auto& problem : twin.problems()) {
        const std::string& code = problem.message.key;
        const std::string text = describe(problem, Language::en);
        if (code != fault.code) {
          const bool known = code == "county.more_of_this" || fault.follows.count(code) == 1;
          if (!known) unexpected.emplace(code, text);
          continue;
        }
        INFO(text);
        found = found || text.find(fault.says) != std::string::npos;
        CHECK_FALSE(problem.file.empty());
        const auto all = all_findings();
        const auto entry = std::find_if(all.begin(), all.end(),
                                        [&](const FindingEntry& one) { return one.code == code; });
        REQUIRE(entry != all.end());
        CHECK(std::count(entry->severities.begin(), entry->severities.end(),
                         word_of(problem.severity)) == 1);
        // Every blank is filled in.
        CHECK(whole_text(problem, Language::zh).find('{') == std::string::npos);
      }
      std::string all_unexpected;
      for (const auto& [code, text] : unexpected) all_unexpected += "[" + code + "] " + text + "\n";
      CHECK(all_unexpected == "");
      CHECK(found);
    }
  }
}

}  // namespace budian
