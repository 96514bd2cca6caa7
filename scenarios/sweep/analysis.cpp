#include "scenarios/sweep/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace budian::sweep {
namespace {

double nearest_rank(const std::vector<double>& sorted, std::size_t percent) {
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

/// By code; figures that a run lacks are not known in it.
using Figures = std::map<std::string, std::optional<double>>;
Figures figures_of(const Record& record) {
  Figures figures;
  for (const auto& figure : record.figures) figures[figure.code()] = figure.value;
  return figures;
}

std::optional<double> value_in(const Figures& figures, const std::string& code) {
  const auto found = figures.find(code);
  return found == figures.end() ? std::nullopt : found->second;
}

FigureRange range_of_figure(const Figure& base, const std::vector<Figures>& runs) {
  FigureRange range;
  range.base = base;
  std::vector<double> values;
  for (std::size_t i = 1; i < runs.size(); ++i) {
    if (const auto value = value_in(runs[i], base.code())) values.push_back(*value);
  }
  range.known = values.size();
  range.unknown = runs.size() - 1 - values.size();
  if (values.empty()) return range;
  std::sort(values.begin(), values.end());
  range.holds = static_cast<std::size_t>(
      std::count_if(values.begin(), values.end(), [](double value) { return value > 0; }));
  range.least = values.front();
  range.p10 = nearest_rank(values, 10);
  range.median = nearest_rank(values, 50);
  range.p90 = nearest_rank(values, 90);
  range.most = values.back();
  return range;
}

double mean_value(const std::vector<Record>& records, const std::vector<std::size_t>& rows,
                  std::size_t parameter) {
  double sum = 0;
  for (const std::size_t row : rows) sum += records[row].values[parameter];
  return sum / static_cast<double>(rows.size());
}

/// Rows of the records in which a parameter is varied; one at a time the base is one of its values.
std::vector<std::size_t> varied_in(const Sweep& sweep, const std::vector<Record>& records,
                                   std::size_t parameter) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Setting setting = setting_of(sweep, records[i].run);
    const bool varied = setting.values[parameter] || sweep.parameters[parameter].by_township();
    const bool as_base = setting.is_base();
    if (as_base ? sweep.design == Design::one_at_a_time : varied) rows.push_back(i);
  }
  return rows;
}

Ends ends_of(const Sweep& sweep, const std::vector<Record>& records, std::size_t parameter) {
  Ends ends;
  ends.parameter = parameter;
  const auto rows = varied_in(sweep, records, parameter);
  std::vector<double> values;
  for (const std::size_t row : rows) values.push_back(records[row].values[parameter]);
  if (values.empty()) return ends;
  std::sort(values.begin(), values.end());
  const bool halves = sweep.design == Design::random && sweep.parameters[parameter].drawn();
  const double middle = nearest_rank(values, 50);
  // The middle of an even number of draws lies between two of them.
  const double upper = values[values.size() / 2];
  for (const std::size_t row : rows) {
    const double value = records[row].values[parameter];
    if (halves ? value < upper : value == values.front()) ends.lows.push_back(row);
    if (halves ? value > middle : value == values.back()) ends.highs.push_back(row);
  }
  if (values.front() == values.back() || ends.lows.empty() || ends.highs.empty()) {
    ends.lows.clear();
    ends.highs.clear();
    return ends;
  }
  ends.low = mean_value(records, ends.lows, parameter);
  ends.high = mean_value(records, ends.highs, parameter);
  return ends;
}

std::optional<double> mean_of(const std::vector<Figures>& runs,
                              const std::vector<std::size_t>& rows, const std::string& code) {
  double sum = 0;
  for (const std::size_t row : rows) {
    const auto value = value_in(runs[row], code);
    if (!value) return std::nullopt;
    sum += *value;
  }
  return sum / static_cast<double>(rows.size());
}

Tornado tornado_of(const Figure& figure, const std::vector<Ends>& parameters,
                   const std::vector<Figures>& runs) {
  Tornado tornado;
  tornado.figure = figure;
  for (const auto& ends : parameters) {
    tornado.bars.push_back({ends.parameter, ends.low, ends.high,
                            mean_of(runs, ends.lows, figure.code()),
                            mean_of(runs, ends.highs, figure.code())});
  }
  std::stable_sort(tornado.bars.begin(), tornado.bars.end(), [](const Bar& a, const Bar& b) {
    return a.width().value_or(-1) > b.width().value_or(-1);
  });
  return tornado;
}

using Fates = std::map<std::string, Fate>;
Fates fates_in(const Record& record) {
  Fates fates;
  for (const auto& school : record.schools) fates[school.id()] = school.fate;
  return fates;
}

std::size_t closed_in(const std::string& school, const std::vector<Fates>& runs,
                      const std::vector<std::size_t>& rows) {
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [&](std::size_t row) {
    const auto fate = runs[row].find(school);
    return fate != runs[row].end() && fate->second == Fate::closed;
  }));
}

double share(std::size_t part, std::size_t all) {
  return static_cast<double>(part) / static_cast<double>(all);
}
double decides(const Deciding& d) {
  return std::abs(share(d.closed_high, d.runs_high) - share(d.closed_low, d.runs_low));
}

std::vector<Deciding> deciding_of(const std::string& school, const std::vector<Ends>& parameters,
                                  const std::vector<Fates>& runs, Design design) {
  constexpr double clear = 0.5;
  std::vector<Deciding> all;
  for (const auto& ends : parameters) {
    Deciding deciding{ends.parameter,   ends.low,
                      ends.high,        closed_in(school, runs, ends.lows),
                      ends.lows.size(), closed_in(school, runs, ends.highs),
                      ends.highs.size()};
    deciding.perhaps_by_chance = design == Design::random && decides(deciding) < clear;
    if (decides(deciding) > 0) all.push_back(deciding);
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Deciding& a, const Deciding& b) { return decides(a) > decides(b); });
  return all;
}

std::vector<SchoolTally> tally(const std::vector<Record>& records,
                               const std::vector<Ends>& parameters, Design design) {
  std::vector<Fates> runs;
  std::map<std::string, SchoolTally> schools;
  for (const auto& record : records) {
    for (const auto& school : record.schools) {
      auto& counted = schools[school.id()];
      counted.code = school.code;
      counted.name = school.name;
      counted.township = school.township;
      counted.runs = records.size() - 1;
      if (runs.empty()) {
        counted.base = school.fate;
      } else {
        ++counted.fates[static_cast<std::size_t>(school.fate)];
      }
    }
    runs.push_back(fates_in(record));
  }
  std::vector<SchoolTally> list;
  for (auto& [id, school] : schools) {
    school.deciding = deciding_of(id, parameters, runs, design);
    list.push_back(std::move(school));
  }
  std::stable_sort(list.begin(), list.end(), [](const SchoolTally& a, const SchoolTally& b) {
    return a.count(Fate::closed) > b.count(Fate::closed);
  });
  return list;
}

}  // namespace

std::optional<double> Bar::width() const {
  if (!low || !high) return std::nullopt;
  return std::abs(*high - *low);
}

std::vector<Ends> ends_of_parameters(const Sweep& sweep, const std::vector<Record>& records) {
  std::vector<Ends> all;
  for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
    auto ends = ends_of(sweep, records, p);
    if (!ends.lows.empty()) all.push_back(std::move(ends));
  }
  return all;
}

ScenarioResult analyse(const Sweep& sweep, const std::vector<Record>& records) {
  ScenarioResult result;
  result.scenario = records.front().scenario;
  result.runs = records.size() - 1;
  std::vector<Figures> runs;
  runs.reserve(records.size());
  for (const auto& record : records) runs.push_back(figures_of(record));
  const auto parameters = ends_of_parameters(sweep, records);
  for (const auto& figure : records.front().figures) {
    result.ranges.push_back(range_of_figure(figure, runs));
    auto tornado = tornado_of(figure, parameters, runs);
    const bool moved = std::any_of(tornado.bars.begin(), tornado.bars.end(),
                                   [](const Bar& bar) { return !bar.width() || *bar.width() > 0; });
    if (moved) result.tornados.push_back(std::move(tornado));
  }
  result.schools = tally(records, parameters, sweep.design);
  return result;
}

}  // namespace budian::sweep
