#include "scenarios/staff/levelling_program.hpp"

#include <CoinPackedMatrix.hpp>
#include <CoinPackedVector.hpp>
#include <algorithm>
#include <cmath>

namespace budian::staff {
namespace {

// Costs are scaled so that the solver's tolerances, 1e-7, are small beside them; they are not
// rounded.
constexpr double greatest_spread_cost = 1e6;  // of the greatest marginal value
constexpr double lacking_cost = 1e4;          // of one thing

}  // namespace

class ProgramRows {
 public:
  explicit ProgramRows(std::size_t columns) : matrix_(false, 0, 0) {
    matrix_.setDimensions(0, static_cast<int>(columns));
  }
  void add(const CoinPackedVector& entries, double low, double high) {
    matrix_.appendRow(entries);
    low_.push_back(low);
    high_.push_back(high);
  }
  void at_least_zero(const CoinPackedVector& entries) { add(entries, 0, COIN_DBL_MAX); }
  void at_most(const CoinPackedVector& entries, std::int64_t high) {
    add(entries, -COIN_DBL_MAX, static_cast<double>(high));
  }
  void load(OsiClpSolverInterface& solver, const std::vector<double>& upper) const {
    const std::vector<double> zero(upper.size(), 0);
    solver.loadProblem(matrix_, zero.data(), upper.data(), zero.data(), low_.data(), high_.data());
  }

 private:
  CoinPackedMatrix matrix_;
  std::vector<double> low_, high_;
};

LevellingProgram::LevellingProgram(const LevellingTask& task)
    : task_(task),
      kinds_(task.kind_weights.size()),
      way_columns_(task.ways.size() * width()),
      out_(task.places.size()),
      in_(task.places.size()) {
  for (auto& aim : aims_) aim.assign(way_columns_, 0);
  upper_.assign(way_columns_, 0);
  for (std::size_t e = 0; e < task.ways.size(); ++e) add_way(e);
  double greatest = 0;
  for (std::size_t i = 0; i < task.places.size(); ++i) {
    for (std::size_t k = 0; k < width(); ++k)
      greatest = std::max(greatest, std::abs(marginal(i, k, most(i, k))));
  }
  step_ = greatest > 0 ? greatest / greatest_spread_cost : 1;
  for (std::size_t i = 0; i < task.places.size(); ++i) add_place(i);
}

std::int64_t LevellingProgram::held(std::size_t place, std::size_t k) const {
  return k == 0 ? task_.places[place].amount : task_.places[place].kinds[k - 1];
}

std::int64_t LevellingProgram::least(std::size_t place, std::size_t k) const {
  const LevelledPlace& it = task_.places[place];
  const std::int64_t low = held(place, k) - std::min(held(place, k), it.most_leaving);
  return k == 0 ? std::max(low, it.least) : low;
}

std::int64_t LevellingProgram::most(std::size_t place, std::size_t k) const {
  std::int64_t high = held(place, k);
  for (const std::size_t e : in_[place]) {
    const std::size_t from = task_.ways[e].from;
    high += std::min(task_.places[from].most_leaving, held(from, k));
  }
  return high;
}

/// Of the unit-th thing: (r + rest)² − (r − 1 + rest)² = 2r − 1 + 2 rest.
double LevellingProgram::marginal(std::size_t place, std::size_t k, std::int64_t unit) const {
  const double weight = k == 0 ? task_.amount_weight : task_.kind_weights[k - 1];
  const double rest = k == 0 ? task_.places[place].rest : 0;
  return weight * (static_cast<double>(2 * unit - 1) + 2 * rest) / task_.places[place].weight;
}

void LevellingProgram::add_way(std::size_t e) {
  const LevelledWay& way = task_.ways[e];
  for (std::size_t k = 0; k < width(); ++k) {
    upper_[column(e, k)] =
        static_cast<double>(std::min(task_.places[way.from].most_leaving, held(way.from, k)));
  }
  aims_[2][column(e, 0)] = 1;
  aims_[3][column(e, 0)] = static_cast<double>(way.metres);
  out_[way.from].push_back(e);
  in_[way.to].push_back(e);
}

void LevellingProgram::add_place(std::size_t i) {
  for (std::size_t k = 0; k < width(); ++k) {
    Units units{upper_.size(), least(i, k), most(i, k)};
    for (std::int64_t unit = units.low + 1; unit <= units.high; ++unit) {
      const double lacked =
          task_.places[i].need - task_.places[i].rest - static_cast<double>(unit - 1);
      upper_.push_back(1);
      aims_[0].push_back(k == 0 ? -lacking_cost * std::clamp(lacked, 0.0, 1.0) : 0);
      aims_[1].push_back(marginal(i, k, unit) / step_);
      aims_[2].push_back(0);
      aims_[3].push_back(0);
    }
    units_.push_back(units);
  }
}

void LevellingProgram::load(OsiClpSolverInterface& solver) const {
  ProgramRows rows(upper_.size());
  add_balances(rows);
  add_way_limits(rows);
  add_place_limits(rows);
  rows.load(solver, upper_);
  for (std::size_t c = 0; c < way_columns_; ++c) solver.setInteger(static_cast<int>(c));
}

/// What a place has in the end is its lowest level and its filled units.
void LevellingProgram::add_balances(ProgramRows& rows) const {
  for (std::size_t i = 0; i < task_.places.size(); ++i) {
    for (std::size_t k = 0; k < width(); ++k) {
      CoinPackedVector entries;
      for (const std::size_t e : in_[i]) entries.insert(static_cast<int>(column(e, k)), -1);
      for (const std::size_t e : out_[i]) entries.insert(static_cast<int>(column(e, k)), 1);
      const Units& units = units_[i * width() + k];
      for (std::int64_t unit = units.low; unit < units.high; ++unit) {
        entries.insert(static_cast<int>(units.first_column) + static_cast<int>(unit - units.low),
                       1);
      }
      const auto start = static_cast<double>(held(i, k) - units.low);
      rows.add(entries, start, start);
    }
  }
}

/// Of those who go a way not more are of a kind than go, nor than are of the kind that holds it.
void LevellingProgram::add_way_limits(ProgramRows& rows) const {
  for (std::size_t e = 0; e < task_.ways.size(); ++e) {
    for (std::size_t k = 1; k < width(); ++k) {
      const std::size_t holder = task_.holder(k - 1) ? *task_.holder(k - 1) + 1 : 0;
      CoinPackedVector entries;
      entries.insert(static_cast<int>(column(e, holder)), 1);
      entries.insert(static_cast<int>(column(e, k)), -1);
      rows.at_least_zero(entries);
    }
  }
}

void LevellingProgram::add_place_limits(ProgramRows& rows) const {
  const auto leaving = [&](std::size_t place, std::size_t k) {
    CoinPackedVector entries;
    for (const std::size_t e : out_[place]) entries.insert(static_cast<int>(column(e, k)), 1);
    return entries;
  };
  for (std::size_t i = 0; i < task_.places.size(); ++i) {
    if (out_[i].empty()) continue;
    const LevelledPlace& place = task_.places[i];
    rows.at_most(leaving(i, 0), std::min(place.most_leaving, place.amount));
    for (std::size_t k = 1; k < width(); ++k) {
      const std::size_t holder = task_.holder(k - 1) ? *task_.holder(k - 1) + 1 : 0;
      CoinPackedVector others = leaving(i, holder);
      for (const std::size_t e : out_[i]) others.insert(static_cast<int>(column(e, k)), -1);
      rows.at_most(leaving(i, k), held(i, k));
      rows.at_most(others, std::max<std::int64_t>(0, held(i, holder) - held(i, k)));
    }
  }
}

std::vector<double> LevellingProgram::filled(const std::vector<double>& on_ways) const {
  std::vector<double> columns(upper_.size(), 0);
  for (std::size_t c = 0; c < way_columns_; ++c) columns[c] = std::round(on_ways[c]);
  for (std::size_t i = 0; i < task_.places.size(); ++i) {
    for (std::size_t k = 0; k < width(); ++k) {
      double amount = static_cast<double>(held(i, k));
      for (const std::size_t e : in_[i]) amount += columns[column(e, k)];
      for (const std::size_t e : out_[i]) amount -= columns[column(e, k)];
      const Units& units = units_[i * width() + k];
      for (std::int64_t unit = units.low; unit < units.high; ++unit) {
        if (static_cast<double>(unit) < amount)
          columns[units.first_column + static_cast<std::size_t>(unit - units.low)] = 1;
      }
    }
  }
  return columns;
}

long double LevellingProgram::worth(std::size_t aim, const std::vector<double>& columns) const {
  long double sum = 0;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c] != 0) sum += static_cast<long double>(columns[c]) * aims_[aim][c];
  }
  return sum;
}

std::vector<LevelledMove> LevellingProgram::moves_of(const std::vector<double>& columns) const {
  std::vector<LevelledMove> moves;
  for (std::size_t e = 0; e < task_.ways.size(); ++e) {
    LevelledMove move{e, std::llround(columns[column(e, 0)]), {}};
    for (std::size_t k = 1; k < width(); ++k)
      move.kinds.push_back(std::llround(columns[column(e, k)]));
    if (move.count > 0) moves.push_back(std::move(move));
  }
  return moves;
}

}  // namespace budian::staff
