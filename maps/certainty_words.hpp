// How sure a rule is, in words: the mark that every output shows beside a source.
#pragma once

#include <string>

#include "scenarios/balance/standard.hpp"

namespace budian {

/// "verified", as data.
const char* certainty_word(Certainty certainty);
/// Message key of the mark: "page.certainty.verified".
std::string certainty_key(Certainty certainty);

}  // namespace budian
