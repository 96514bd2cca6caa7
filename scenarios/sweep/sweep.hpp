// What a sweep varies: parameters, their values, and how the runs are laid out. Values only: what a
// parameter does to the inputs stands in changes.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis/county.hpp"
#include "scenarios/balance/standard.hpp"

namespace budian::sweep {

/// The closed list of what can be varied.
enum class Name : std::uint8_t {
  fewer_than,            ///< heads, of a closing rule
  walk_limit_factor,     ///< of the scenario's limits
  walk_limit_km,         ///< in place of them
  ride_limit_factor,     ///< on the bus
  ride_limit_minutes,    ///< likewise
  door_to_door_factor,   ///< from door to school
  door_to_door_minutes,  ///< likewise
  walk_speed_factor,     ///< of every speed on foot
  bus_speed_factor,      ///< of buses, on all roads or on those of one class
  subsidy_share,         ///< of the contract, that a subsidy rule pays
  bus_price_factor,      ///< of the purchase
  bus_kilometre_factor,  ///< of fuel and repair
  bus_fixed_factor,      ///< of purchase, crew, insurance and inspection
  rolls_factor,          ///< of all pupils
  class_size,            ///< heads
  receivers,             ///< 0: own township, 1: any
  forecast_variant,      ///< 0: low, 1: middle, 2: high; of rules, and of the pupils ahead
  forecast_years,        ///< ahead, whose pupils there are; 0: today's
};
inline constexpr std::size_t name_count = 18;

struct Range {
  double least = 0, most = 0;
};

std::string_view word_of(Name name);
/// Key that narrows a parameter down ("measure", "band", …); empty: none.
std::string_view narrowing_key(Name name);
/// Values that it can have.
Range range_of(Name name);
bool is_whole(Name name);
/// Words of a parameter whose values are words, in the order of their numbers; none: numbers.
std::span<const std::string_view> value_words(Name name);
/// As files write it: "0.85", "township".
std::string value_word(Name name, double value);

/// Between low and high. Of `normal` nine tenths lie between them; it is cut at three standard
/// deviations.
enum class Shape : std::uint8_t { uniform, triangular, normal };
struct Spread {
  Shape shape = Shape::uniform;
  double low = 0, high = 0;
  double mode = 0;  ///< triangular
};
std::string_view word_of(const Spread& spread);

struct Parameter {
  Name name = Name::fewer_than;
  /// What it is narrowed down to: number of a measure (from 1), band, class of roads, code of a
  /// rule, stage, "township"; empty: all.
  std::string of;
  std::vector<double> values;    ///< listed
  std::optional<Spread> spread;  ///< or drawn
  std::int64_t line = 0;         ///< of the sweep's file
  [[nodiscard]] bool drawn() const { return spread.has_value(); }
  [[nodiscard]] std::string code() const;  ///< "fewer_than.2"; unique in a sweep
  /// Each township draws for itself.
  [[nodiscard]] bool by_township() const;
};

enum class Design : std::uint8_t {
  grid,           ///< each value of each parameter with each of the others
  random,         ///< drawn, all parameters at once
  one_at_a_time,  ///< each value by itself, all else as written
};
std::string_view word_of(Design design);

struct Sweep {
  Bilingual title;
  std::string file;
  std::vector<std::string> scenarios;  ///< files, from the sweep's folder
  std::vector<Parameter> parameters;
  Design design = Design::grid;
  std::int64_t seed = 1;
  std::size_t runs = 0;  ///< random: draws
};

}  // namespace budian::sweep
