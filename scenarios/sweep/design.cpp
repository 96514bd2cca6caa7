#include "scenarios/sweep/design.hpp"

#include <algorithm>
#include <charconv>

#include "scenarios/sweep/draw.hpp"

namespace budian::sweep {
namespace {

using Values = std::vector<std::optional<double>>;

/// Those listed, or the two ends of what is drawn.
std::vector<double> values_alone(const Parameter& parameter) {
  if (!parameter.spread) return parameter.values;
  const Range ends = ends_of(*parameter.spread, is_whole(parameter.name));
  return {ends.least, ends.most};
}

double value_of(const Parameter& parameter, double share) {
  if (parameter.spread) return value_at(*parameter.spread, is_whole(parameter.name), share);
  const auto count = parameter.values.size();
  const auto at = static_cast<std::size_t>(share * static_cast<double>(count));
  return parameter.values[std::min(at, count - 1)];
}

void fill_grid(const Sweep& sweep, std::size_t row, Values& values) {
  for (std::size_t p = values.size(); p-- > 0;) {
    const auto& listed = sweep.parameters[p].values;
    values[p] = listed[row % listed.size()];
    row /= listed.size();
  }
}

void fill_alone(const Sweep& sweep, std::size_t row, Values& values) {
  for (std::size_t p = 0; p < values.size(); ++p) {
    const auto alone = values_alone(sweep.parameters[p]);
    if (row < alone.size()) {
      values[p] = alone[row];
      return;
    }
    row -= alone.size();
  }
}

void fill_drawn(const Sweep& sweep, std::size_t row, Values& values) {
  for (std::size_t p = 0; p < values.size(); ++p) {
    const Parameter& parameter = sweep.parameters[p];
    if (parameter.by_township()) continue;
    const std::string code = parameter.code();
    values[p] =
        value_of(parameter, uniform_of({sweep.seed, static_cast<std::int64_t>(row), code, {}}));
  }
}

std::optional<std::size_t> number_of(std::string_view digits) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

std::size_t runs_a_scenario(const Sweep& sweep) {
  if (sweep.design == Design::random) return sweep.runs + 1;
  std::size_t runs = sweep.design == Design::grid ? 1 : 0;
  for (const auto& parameter : sweep.parameters) {
    if (sweep.design == Design::grid) {
      runs *= parameter.values.size();
    } else {
      runs += values_alone(parameter).size();
    }
  }
  return runs + 1;
}

std::size_t run_count(const Sweep& sweep) {
  return runs_a_scenario(sweep) * sweep.scenarios.size();
}

Setting setting_of(const Sweep& sweep, std::size_t run) {
  const std::size_t each = runs_a_scenario(sweep);
  Setting setting{run, run / each, run % each, Values(sweep.parameters.size())};
  if (setting.is_base()) return setting;
  switch (sweep.design) {
    case Design::grid:
      fill_grid(sweep, setting.row - 1, setting.values);
      break;
    case Design::one_at_a_time:
      fill_alone(sweep, setting.row - 1, setting.values);
      break;
    case Design::random:
      fill_drawn(sweep, setting.row, setting.values);
      break;
  }
  return setting;
}

double township_value(const Sweep& sweep, const Parameter& parameter, std::size_t row,
                      std::string_view township) {
  const std::string code = parameter.code();
  return value_of(parameter,
                  uniform_of({sweep.seed, static_cast<std::int64_t>(row), code, township}));
}

std::optional<Shard> shard_of(const std::string& words) {
  const auto slash = words.find('/');
  if (slash == std::string::npos) return std::nullopt;
  const auto number = number_of(std::string_view(words).substr(0, slash));
  const auto of = number_of(std::string_view(words).substr(slash + 1));
  if (!number || !of || *number < 1 || *number > *of) return std::nullopt;
  return Shard{*number, *of};
}

}  // namespace budian::sweep
