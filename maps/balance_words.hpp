// Words and look-ups that workbook, page and JSON share when they tell of balance.
#pragma once

#include <string>

#include "scenarios/outcome.hpp"

namespace budian {

/// Message key of how teaching points count, such as "page.points.exclude".
std::string points_key(TeachingPointPolicy policy);
std::string private_key(bool counts_private);
/// The key of a thing as a column names it, from its key in sentences.
std::string thing_name_key(const std::string& thing);
/// "exclude", as in the standard files.
std::string word_of(TeachingPointPolicy policy);

/// The analysis of a stage; none where there is none.
const StageAnalysis* analysis_of(const Outcome& outcome, std::size_t standard, Stage stage);
/// Did the coefficient fall, and is some of that arithmetic? (policy §1.6)
bool is_partly_arithmetic(const CvChange& change);

}  // namespace budian
