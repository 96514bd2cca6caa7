#include "scenarios/money/line_costs.hpp"

#include <numeric>

#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

/// apportion, in equal shares where nothing weighs.
std::vector<Fen> shares(Fen whole, std::vector<double> weights) {
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (all <= 0) weights.assign(weights.size(), 1.0);
  return apportion(whole, weights);
}

/// Shares out the cost lines of one bus type.
class TypeCosts {
 public:
  TypeCosts(std::size_t type, const BusService& buses, std::vector<LineCosts>& costs)
      : costs_(costs), by_duty_(buses.routes.duties.size()) {
    for (std::size_t i = 0; i < buses.lines.size(); ++i) {
      const std::size_t duty = buses.lines[i].duty;
      if (buses.routes.duties[duty].type.row() == type) by_duty_[duty].push_back(i);
    }
    std::erase_if(by_duty_, [](const auto& lines) { return lines.empty(); });
  }

  /// First to the buses, then to the lines of each by their pupils: every bus gets its own rate.
  void add_fixed(LineItem item, Fen amount) {
    if (by_duty_.empty()) return;
    const auto of_bus = shares(amount, std::vector<double>(by_duty_.size(), 1.0));
    for (std::size_t bus = 0; bus < by_duty_.size(); ++bus) {
      std::vector<double> pupils;
      for (const std::size_t line : by_duty_[bus]) {
        pupils.push_back(static_cast<double>(costs_[line].pupils.count()));
      }
      const auto of_line = shares(of_bus[bus], pupils);
      for (std::size_t k = 0; k < of_line.size(); ++k) part(by_duty_[bus][k], item) += of_line[k];
    }
  }

  void add_kilometres(Fen amount) {
    std::vector<double> kilometres;
    for (const auto& lines : by_duty_) {
      for (const std::size_t line : lines) {
        kilometres.push_back(costs_[line].loaded_kilometres);
        kilometres.push_back(costs_[line].empty_kilometres);
      }
    }
    if (kilometres.empty()) return;
    const auto amounts = shares(amount, kilometres);
    std::size_t next = 0;
    for (const auto& lines : by_duty_) {
      for (const std::size_t line : lines) {
        part(line, LineItem::loaded_kilometres) += amounts[next++];
        part(line, LineItem::empty_kilometres) += amounts[next++];
      }
    }
  }

 private:
  Fen& part(std::size_t line, LineItem item) {
    return costs_[line].parts[static_cast<std::size_t>(item)];
  }

  std::vector<LineCosts>& costs_;
  std::vector<std::vector<std::size_t>> by_duty_;  ///< lines of each bus of the type
};

void add(const Line& line, TypeCosts& costs) {
  switch (line.bus->item) {
    case BusItem::vehicle:
      return costs.add_fixed(LineItem::vehicle, line.amount);
    case BusItem::drivers:
      return costs.add_fixed(LineItem::driver, line.amount);
    case BusItem::attendants:
      return costs.add_fixed(LineItem::attendants, line.amount);
    case BusItem::insurance:
      return costs.add_fixed(LineItem::insurance, line.amount);
    case BusItem::kilometres:
      return costs.add_kilometres(line.amount);
  }
}

}  // namespace

Fen LineCosts::sum() const { return std::accumulate(parts.begin(), parts.end(), Fen(0)); }

Fen LineCosts::a_pupil() const {
  if (pupils <= Heads(0)) return {};
  return Fen((2 * sum().count() + pupils.count()) / (2 * pupils.count()));
}

std::vector<LineCosts> line_costs(const std::vector<Line>& ledger, const BusRates& rates,
                                  const BusService& buses) {
  std::vector<LineCosts> costs(buses.lines.size());
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const BusRun& morning = buses.lines[i].morning;
    const BusRun& afternoon = buses.lines[i].afternoon;
    costs[i].loaded_kilometres = yearly_kilometres(rates, morning.loaded, afternoon.loaded);
    costs[i].empty_kilometres = yearly_kilometres(rates, morning.empty, afternoon.empty);
    costs[i].pupils = buses.lines[i].load;
  }
  for (const Line& line : ledger) {
    if (!line.bus) continue;
    TypeCosts of_type(line.bus->type, buses, costs);
    add(line, of_type);
  }
  return costs;
}

std::string name_key(LineItem item) {
  switch (item) {
    case LineItem::vehicle:
      return "money.item.vehicle";
    case LineItem::driver:
      return "money.item.driver";
    case LineItem::attendants:
      return "money.item.attendants";
    case LineItem::insurance:
      return "money.item.insurance";
    case LineItem::loaded_kilometres:
      return "money.item.loaded_kilometres";
    case LineItem::empty_kilometres:
      return "money.item.empty_kilometres";
  }
  return {};
}

}  // namespace budian::money
