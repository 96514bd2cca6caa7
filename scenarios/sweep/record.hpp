// What is kept of a run: its values, what became of schools, its figures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis/units.hpp"
#include "scenarios/groundwork.hpp"
#include "scenarios/plan.hpp"

namespace budian::sweep {

/// One figure; the same code, unit and decimals in every run.
struct Figure {
  std::string key;       ///< message key of its name
  std::string standard;  ///< code of the standard whose figure it is; else empty
  std::string unit;      ///< message key; "unit.verdict": 1 meets it, 0 does not
  int decimals = 0;
  std::optional<double> value;  ///< empty: not known
  [[nodiscard]] std::string code() const { return standard.empty() ? key : key + "@" + standard; }
  friend bool operator==(const Figure&, const Figure&) = default;
};

enum class Fate : std::uint8_t {
  closed,
  reduced,  ///< loses grades
  refused,  ///< was to close or to lose grades, and does not
};
inline constexpr std::size_t fate_count = 3;
std::string word_of(Fate fate);
std::optional<Fate> fate_of(const std::string& word);

struct SchoolFate {
  std::string code, name, township;
  Fate fate = Fate::closed;
  std::vector<std::pair<std::string, Heads>> receivers;  ///< names, most pupils first
  /// What tells a school from others.
  [[nodiscard]] const std::string& id() const { return code.empty() ? name : code; }
  friend bool operator==(const SchoolFate&, const SchoolFate&) = default;
};
/// The schools that a plan touches or was asked to, in the order of the county.
std::vector<SchoolFate> fates_of(const Plan& plan, const County& county);

struct Record {
  std::size_t run = 0;
  std::string scenario;        ///< code
  std::vector<double> values;  ///< one a parameter, those of the base included
  std::vector<SchoolFate> schools;
  std::vector<Figure> figures;
  friend bool operator==(const Record&, const Record&) = default;
};

}  // namespace budian::sweep
