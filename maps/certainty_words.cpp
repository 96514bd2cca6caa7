#include "maps/certainty_words.hpp"

#include <array>

namespace budian {

const char* certainty_word(Certainty certainty) {
  constexpr std::array words{"verified", "secondary", "to_be_verified", "assumption"};
  return words[static_cast<std::size_t>(certainty)];
}

std::string certainty_key(Certainty certainty) {
  return std::string("page.certainty.") + certainty_word(certainty);
}

}  // namespace budian
