// What the parts of an appraisal are called: the words that workbook, JSON and page share.
#pragma once

#include <string>

#include "maps/messages.hpp"
#include "maps/outputs.hpp"
#include "scenarios/appraisal/township_columns.hpp"
#include "scenarios/outcome.hpp"

namespace budian::appraisal {

/// "Basic balance (2012): books · primary, CV inside the township".
std::string name_of(const TownshipColumn& column, Language language);
/// Who they are: "Grades 1-3", "Left-behind pupils", a township, a tenth of the distance.
std::string name_of(const Burden& burden, const County& county, Language language);
/// Message key of the grouping: "bearers.group.band".
std::string group_key(Bearers bearers);
/// What is not told of a set of pupils; empty where all is.
std::string remark_of(const Burden& burden, Language language);

std::string mark_key(Mark mark);
std::string state_key(StepState state);
std::string verdict_key(ClosureVerdict verdict);
/// The last part of a message key, as data: "red".
std::string last_word(const std::string& key);
Message name_of(const RiskRule& rule);
/// "Share of large classes 12.5 (red)", one a cause.
std::string causes_text(const TownshipScore& score, const ScoreRules& rules,
                        const std::vector<TownshipColumn>& columns, Language language);

/// The words of a document in one language.
inline const std::string& in(const Bilingual& words, Language language) {
  return language == Language::zh ? words.zh : words.en;
}

/// A closure against keeping the school, a year: who pays what (policy §8.3).
struct KeepOrClose {
  Message keeping, closing;
};
/// Of each closure of the plan.
std::vector<KeepOrClose> against_keeping(const Study& study, std::size_t scenario);

}  // namespace budian::appraisal
