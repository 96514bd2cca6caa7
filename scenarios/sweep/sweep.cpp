#include "scenarios/sweep/sweep.hpp"

#include <fmt/format.h>

namespace budian::sweep {
namespace {

struct Row {
  std::string_view word;
  std::string_view narrowing;
  Range range;
  bool whole = false;
};

constexpr Range factors{0.01, 100};
constexpr Range a_day_in_minutes{1, 1440};
constexpr Range heads{1, 100000};
constexpr std::array<std::string_view, 2> receiver_words{"township", "any"};
constexpr std::array<std::string_view, 3> variant_words{"low", "middle", "high"};

/// In the order of Name.
constexpr std::array<Row, name_count> names{{
    {"fewer_than", "measure", heads, true},
    {"walk_limit_factor", "band", factors},
    {"walk_limit_km", "band", {0.01, 100}},
    {"ride_limit_factor", "band", factors},
    {"ride_limit_minutes", "band", a_day_in_minutes},
    {"door_to_door_factor", "band", factors},
    {"door_to_door_minutes", "band", a_day_in_minutes},
    {"walk_speed_factor", "", factors},
    {"bus_speed_factor", "class", factors},
    {"subsidy_share", "rule", {0, 1}},
    {"bus_price_factor", "", factors},
    {"bus_kilometre_factor", "", factors},
    {"bus_fixed_factor", "", factors},
    {"rolls_factor", "by", factors},
    {"class_size", "stage", heads, true},
    {"receivers", "", {0, 1}},
    {"forecast_variant", "", {0, 2}},
    {"forecast_years", "", {0, 30}, true},
}};

const Row& row_of(Name name) { return names[static_cast<std::size_t>(name)]; }

}  // namespace

std::string_view word_of(Name name) { return row_of(name).word; }
std::string_view narrowing_key(Name name) { return row_of(name).narrowing; }
Range range_of(Name name) { return row_of(name).range; }
bool is_whole(Name name) { return row_of(name).whole; }

std::string_view word_of(Design design) {
  constexpr std::array<std::string_view, 3> words{"grid", "random", "one_at_a_time"};
  return words[static_cast<std::size_t>(design)];
}

std::string_view word_of(const Spread& spread) {
  constexpr std::array<std::string_view, 3> words{"uniform", "triangular", "normal"};
  return words[static_cast<std::size_t>(spread.shape)];
}

std::span<const std::string_view> value_words(Name name) {
  if (name == Name::receivers) return receiver_words;
  if (name == Name::forecast_variant) return variant_words;
  return {};
}

std::string value_word(Name name, double value) {
  const auto words = value_words(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (value == static_cast<double>(i)) return std::string(words[i]);
  }
  return fmt::format("{}", value);
}

std::string Parameter::code() const {
  return std::string(word_of(name)) + (of.empty() ? "" : "." + of);
}

bool Parameter::by_township() const { return name == Name::rolls_factor && of == "township"; }

}  // namespace budian::sweep
