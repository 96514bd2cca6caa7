// The whole bill: which lines of a ledger count into which sum, what a plan changes line by line,
// and what the years to come are worth today.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "scenarios/money/ledger.hpp"
#include "scenarios/money/present_value.hpp"
#include "scenarios/money/rules.hpp"

namespace budian::money {

/// How often a line is paid. Buildings stand in the ledger twice, once as a price and once as a
/// yearly sum; no sum holds both.
enum class Nature : std::uint8_t {
  operating,  ///< every year
  annuity,    ///< the yearly sum that stands for a price paid once
  one_off,    ///< cash now
  time        ///< hours of families at the value of an hour: shown apart, no cash
};
Nature nature_of(Topic topic);

/// Does a topic count into the whole bill? Not what bus_share shares out among payers (bus_fixed,
/// bus_kilometres), and not school_income, the other side of public_funds.
bool is_counted(Topic topic);

/// Does it count into the sums of cash: all that counts but the time of families?
bool is_cash(Topic topic);

/// Sums of the lines that count, of one payer or of all.
struct BillSums {
  Fen operating, annuity, one_off;
  Fen time;  ///< never in the sums of cash
  [[nodiscard]] Fen a_year() const { return operating + annuity; }
  friend bool operator==(const BillSums&, const BillSums&) = default;
};
BillSums operator-(const BillSums& a, const BillSums& b);
BillSums sums_of(const std::vector<Line>& ledger, std::optional<Payer> payer = std::nullopt);

/// One line of both ledgers, before and after. Lines are the same when topic, payer, place, bus and
/// words are; numbers among the arguments of a text do not matter.
struct LineChange {
  Line line;  ///< as after, or as before where it is gone
  double quantity_before = 0, quantity_after = 0;
  Fen before, after;
  [[nodiscard]] Fen change() const { return after - before; }
};
/// Every line of either ledger, ordered by topic.
std::vector<LineChange> difference(const std::vector<Line>& before, const std::vector<Line>& after);

struct PayerBill {
  Payer payer = Payer::county;
  BillSums today, plan;
  CashFlow flow_today, flow_plan;
  PresentValue value_today, value_plan;
  [[nodiscard]] BillSums change() const { return plan - today; }
  [[nodiscard]] Fen value_change() const { return value_plan.value - value_today.value; }
};

/// A plan against today, as workbook, page and comparison tell it.
struct WholeBill {
  std::array<PayerBill, payers.size()> by_payer;
  std::vector<LineChange> lines;
  Fen school_income;  ///< what schools receive more than today; negative: their loss
  double hours_today = 0, hours_plan = 0;  ///< of accompanying adults, a year
  std::vector<Message> notes;              ///< what the bill does not know or leaves out
  [[nodiscard]] const PayerBill& of(Payer payer) const {
    return by_payer[static_cast<std::size_t>(payer)];
  }
};

/// A ledger, and what each payer pays for buses in each year of the horizon, their price spread as
/// it is in the ledger. No years: no buses.
struct Account {
  const std::vector<Line>& ledger;
  std::vector<PayerSums> bus_years;
};
WholeBill whole_bill(const Account& today, const Account& plan, const Horizon& horizon);

/// What changes because one school closes (or loses grades). Keeping it changes nothing: every
/// payer pays what it pays today.
struct ClosureBill {
  std::optional<SchoolId> school;  ///< empty: what the plan changes beside closures
  bool closes = true;              ///< false: it loses grades only
  Heads pupils, riders;            ///< who leave; of them by school bus
  /// Changes as lines, each with its payer; the topic school_income is the schools' loss, which no
  /// sum holds.
  std::vector<Line> lines;
  PayerSums value{};                ///< present value of the change, by who pays it
  double hours = 0;                 ///< of accompanying adults, a year
  std::optional<double> posts = 0;  ///< by the norm; negative: freed; empty: not known

  [[nodiscard]] BillSums of(std::optional<Payer> payer) const { return sums_of(lines, payer); }
  [[nodiscard]] Fen topic(Topic topic) const;  ///< of all payers
};

/// Message keys of the names: "money.nature.operating".
std::string name_key(Nature nature);

}  // namespace budian::money
