#include "scenarios/money/closure_bills.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "scenarios/money/bill_lines.hpp"
#include "scenarios/money/lines.hpp"

namespace budian::money {
namespace {

constexpr std::size_t beside = static_cast<std::size_t>(-1);  ///< of no closure

/// apportion, but nothing where nothing weighs.
std::vector<Fen> parts_of(Fen whole, const std::vector<double>& weights) {
  const bool any = std::any_of(weights.begin(), weights.end(), [](double w) { return w > 0; });
  if (!any) return std::vector<Fen>(weights.size());
  return apportion(whole, weights);
}

/// What families of one closure have more than today.
struct Tally {
  std::int64_t rural_lunches = 0, seat_lunches = 0;  ///< pupils
  Milliseconds time;                                 ///< of adults, a year
};

class ClosureBills {
 public:
  ClosureBills(const Outcome& today, const Outcome& outcome, const Groundwork& ground)
      : today_(today), outcome_(outcome), ground_(ground), rules_(ground.money) {
    for (const auto& closure : outcome.plan.closures) {
      const auto [at, is_new] = rows_.emplace(closure.school, bills_.size());
      if (is_new) bills_.emplace_back();
      tallies_.resize(bills_.size());
      ClosureBill& bill = bills_[at->second];
      bill.school = closure.school;
      bill.closes = !outcome.plan.schools[closure.school].open;
    }
    received_.assign(outcome.plan.schools.size(), std::vector<double>(bills_.size()));
    for (const auto& group : outcome.plan.groups) {
      const auto at = rows_.find(group.before);
      of_group_.push_back(group.displaced() && at != rows_.end() ? at->second : beside);
      if (of_group_.back() == beside) continue;
      received_[group.school.row()][at->second] += static_cast<double>(group.pupils.count());
    }
  }

  std::vector<ClosureBill> write() {
    for (std::size_t i = 0; i < of_group_.size(); ++i) {
      if (of_group_[i] != beside) add_group(i, bills_[of_group_[i]]);
    }
    for (std::size_t at = 0; at < bills_.size(); ++at) add_family(tallies_[at], bills_[at]);
    add_public_funds();
    add_buses();
    add_rooms();
    add_idle_sites();
    add_posts();
    add_rest();
    return std::move(bills_);
  }

 private:
  [[nodiscard]] const School& school_of(SchoolId id) const {
    return outcome_.plan.schools[id].school;
  }

  void add(ClosureBill& bill, Line line, Payer payer) {
    if (line.amount == Fen(0)) return;
    line.payer = payer;
    line.school = bill.school;
    bill.lines.push_back(std::move(line));
  }

  void add_sum(ClosureBill& bill, Topic topic, const char* key, Fen amount, Payer payer,
               const Source& source) {
    add(bill, single_sum(topic, {key, {}}, amount, source), payer);
  }

  /// The pupils' journey today; today's groups are sorted by settlement, grade, school.
  [[nodiscard]] const GroupJourney* journey_today(const PupilGroup& group, std::size_t& at) const {
    const auto& groups = today_.plan.groups;
    const auto place = [](const PupilGroup& g, SchoolId school) {
      return std::tuple(g.settlement, g.grade, school);
    };
    const auto found =
        std::partition_point(groups.begin(), groups.end(), [&](const PupilGroup& before) {
          return place(before, before.school) < place(group, group.before);
        });
    if (found == groups.end() || place(*found, found->school) != place(group, group.before)) {
      return nullptr;
    }
    at = static_cast<std::size_t>(found - groups.begin());
    return &today_.journeys[at];
  }

  void add_group(std::size_t i, ClosureBill& bill) {
    const auto& group = outcome_.plan.groups[i];
    bill.pupils += group.pupils;
    if (group.way == Way::bus) bill.riders += group.pupils;
    add_meal_grants(group, bill);
    std::size_t at = 0;
    const GroupJourney* before = journey_today(group, at);
    if (!before) return;
    PupilGroup then = today_.plan.groups[at];
    then.pupils = group.pupils;
    count(then, *before, -1, of_group_[i]);
    count(group, outcome_.journeys[i], 1, of_group_[i]);
  }

  void add_meal_grants(const PupilGroup& group, ClosureBill& bill) {
    const int change = static_cast<int>(school_of(group.school).is_rural) -
                       static_cast<int>(ground_.county.schools[group.before].is_rural);
    if (change == 0) return;
    const auto& rule = rules_.bill.meal_grants;
    const SharedRate parts = shared_rate(rule.a_year(), rule.province_and_centre_share);
    const auto line = [&](Fen rate) {
      return make_line(Topic::meal_grants, {"money.line.meal_grants", {}},
                       static_cast<double>(change * group.pupils.count()), "money.unit.pupil", rate,
                       rule.source);
    };
    add(bill, line(parts.centre), Payer::province_and_centre);
    add(bill, line(parts.county), Payer::county);
  }

  /// Adds or takes away what a group counts at a school.
  void count(const PupilGroup& group, const GroupJourney& journey, int sign, std::size_t at) {
    const School& school =
        sign < 0 ? ground_.county.schools[group.school] : school_of(group.school);
    Tally& tally = tallies_[at];
    if (eats_at_school(rules_, group, journey).value_or(false)) {
      (school.is_rural ? tally.rural_lunches : tally.seat_lunches) += sign * group.pupils.count();
    }
    const auto time = accompanied_a_year(rules_, group, journey);
    if (time) tally.time += *time * sign;
  }

  void add_family(const Tally& tally, ClosureBill& bill) {
    const auto& family = rules_.bill.family;
    const auto lunches = [&](const char* key, std::int64_t pupils, bool is_rural) {
      School school;
      school.is_rural = is_rural;
      add(bill,
          make_line(Topic::family_meals, {key, {}}, static_cast<double>(pupils), "money.unit.pupil",
                    lunch_a_year(rules_.bill, school), family.source),
          Payer::family);
    };
    lunches("money.line.lunch_rural", tally.rural_lunches, true);
    lunches("money.line.lunch_seat", tally.seat_lunches, false);
    bill.hours = in_minutes(tally.time) / 60;
    add(bill,
        make_line(Topic::family_time, {"bill.line.time", {}}, bill.hours, "money.unit.hour",
                  family.adult_hour, family.source),
        Payer::family);
  }

  void add_public_funds() {
    const double share = rules_.public_funds.province_and_centre_share;
    for (const auto& line : outcome_.ledger) {
      if (line.topic != Topic::school_income || !line.school) continue;
      const auto at = rows_.find(*line.school);
      if (at == rows_.end()) continue;
      ClosureBill& bill = bills_[at->second];
      bill.lines.push_back(line);
      const SharedRate parts = shared_rate(line.rate, share);
      const auto part = [&](Fen rate) {
        return make_line(Topic::public_funds, {"bill.line.funds", {}}, line.quantity, line.unit,
                         rate, line.source);
      };
      add(bill, part(parts.centre), Payer::province_and_centre);
      add(bill, part(parts.county), Payer::county);
    }
  }

  /// Which line serves each stop.
  [[nodiscard]] std::vector<std::optional<std::size_t>> lines_of_stops() const {
    const auto& buses = outcome_.plan.buses;
    std::vector<std::optional<std::size_t>> lines(buses.stops.size());
    for (std::size_t i = 0; i < buses.lines.size(); ++i) {
      const auto& trip = buses.routes.duties[buses.lines[i].duty].trips[buses.lines[i].trip];
      for (const auto stop : trip.stops) lines[stop.row()] = i;
    }
    return lines;
  }

  /// The riders of one township's schools: an entry a closure, and one for all other riders.
  struct Riders {
    std::vector<double> heads, costs;
  };
  [[nodiscard]] std::map<TownshipId, Riders> riders_by_township() const {
    const auto& buses = outcome_.plan.buses;
    const auto lines = lines_of_stops();
    std::map<TownshipId, Riders> result;
    for (const auto& boarding : buses.boardings) {
      const auto line = lines[boarding.stop.row()];
      if (!line || buses.lines[*line].load <= Heads(0)) continue;
      const auto& group = outcome_.plan.groups[boarding.group];
      Riders& riders = result[school_of(group.school).township];
      riders.heads.resize(bills_.size() + 1);
      riders.costs.resize(bills_.size() + 1);
      const std::size_t at = std::min(of_group_[boarding.group], bills_.size());
      const auto heads = static_cast<double>(boarding.pupils.count());
      riders.heads[at] += heads;
      riders.costs[at] += static_cast<double>(outcome_.line_costs[*line].sum().count()) * heads /
                          static_cast<double>(buses.lines[*line].load.count());
    }
    return result;
  }

  struct Paid {
    Fen amount;
    Source source;
  };
  [[nodiscard]] Paid bus_share_of(TownshipId township, Payer payer) const {
    Paid paid;
    for (const auto& line : outcome_.ledger) {
      const bool here = line.topic == Topic::bus_share && line.township == township;
      if (!here || line.payer != payer) continue;
      paid.amount += line.amount;
      paid.source = line.source;
    }
    return paid;
  }

  /// Families pay by the head; the others what fares leave of what the riders' lines cost.
  void add_buses() {
    for (const auto& [township, riders] : riders_by_township()) {
      Fen cost;
      for (const Payer payer : payers) cost += bus_share_of(township, payer).amount;
      const auto costs = parts_of(cost, riders.costs);
      const auto fares = parts_of(bus_share_of(township, Payer::family).amount, riders.heads);
      std::vector<double> left;
      for (std::size_t i = 0; i < costs.size(); ++i) {
        left.push_back(std::max(0.0, static_cast<double>((costs[i] - fares[i]).count())));
      }
      for (const Payer payer : payers) {
        const Paid paid = bus_share_of(township, payer);
        const auto parts = payer == Payer::family ? fares : parts_of(paid.amount, left);
        for (std::size_t i = 0; i < bills_.size(); ++i) {
          add_sum(bills_[i], Topic::bus_share, "bill.line.buses", parts[i], payer, paid.source);
        }
      }
    }
  }

  void add_rooms() {
    for (const auto& line : outcome_.ledger) {
      const bool building =
          line.topic == Topic::buildings_once || line.topic == Topic::buildings_a_year;
      if (!building || !line.school || !line.payer) continue;
      const auto& received = received_[line.school->row()];
      const bool beds = line.text.key == "money.line.dormitories";
      const double share = beds ? 1 : needed_share(*line.school, received);
      const Fen needed(std::llround(share * static_cast<double>(line.amount.count())));
      const auto parts = parts_of(needed, received);
      for (std::size_t i = 0; i < bills_.size(); ++i) {
        add(bills_[i], single_sum(line.topic, line.text, parts[i], line.source), *line.payer);
      }
    }
  }

  /// The share of a school's new classrooms that pupils of closures need: as many as it has more
  /// classes than today; of an opened school, as many of its pupils as come from closures.
  [[nodiscard]] double needed_share(SchoolId id, const std::vector<double>& received) const {
    const auto& planned = outcome_.plan.schools[id];
    if (!planned.existed) {
      const auto pupils = static_cast<double>(total(planned.school.pupils).count());
      const double arrived = std::accumulate(received.begin(), received.end(), 0.0);
      return pupils > 0 ? std::min(1.0, arrived / pupils) : 0;
    }
    const School& before = ground_.county.schools[id];
    int classes = 0;
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      classes += std::max(0, planned.school.classes[grade] - before.classes[grade]);
    }
    const int rooms = planned.school.classrooms - before.classrooms;
    return rooms > 0 ? std::min(1.0, static_cast<double>(classes) / rooms) : 0;
  }

  void add_idle_sites() {
    for (const auto& line : outcome_.ledger) {
      if (line.topic != Topic::idle_sites || !line.school || !line.payer) continue;
      const auto at = rows_.find(*line.school);
      if (at != rows_.end()) add(bills_[at->second], line, *line.payer);
    }
  }

  [[nodiscard]] std::optional<double> posts_of_school(const Plan& plan, SchoolId id) const {
    if (id.row() >= plan.schools.size()) return 0;
    const auto& planned = plan.schools[id];
    if (!planned.open || !planned.school.is_public) return 0;
    return posts_of(rules_.staffing, planned.school);
  }

  /// Posts that the school no longer needs, and those that its receivers need more, by the pupils
  /// whom they take.
  void add_posts() {
    for (const auto id : outcome_.plan.schools.ids()) {
      const auto after = posts_of_school(outcome_.plan, id),
                 before = posts_of_school(today_.plan, id);
      const bool known = after && before;
      const double change = known ? *after - *before : 0;
      const auto add_change = [&](ClosureBill& bill, double part) {
        if (!known) bill.posts.reset();
        if (bill.posts) *bill.posts += part;
      };
      const auto at = rows_.find(id);
      if (at != rows_.end()) {
        add_change(bills_[at->second], change);
        continue;
      }
      const auto& received = received_[id.row()];
      double all = 0;
      for (const double heads : received) all += heads;
      for (std::size_t i = 0; all > 0 && i < bills_.size(); ++i) {
        if (received[i] > 0) add_change(bills_[i], change * received[i] / all);
      }
    }
  }

  /// What is left of the plan less today, topic by topic and payer by payer. Hours are rounded to
  /// fen closure by closure: what rounding leaves goes to the last.
  void add_rest() {
    ClosureBill rest;
    rest.closes = false;
    const Fen rounding(static_cast<std::int64_t>(bills_.size()) + 2);
    for (const Topic topic : topics) {
      if (!is_counted(topic)) continue;
      for (const Payer payer : payers) {
        Fen left = sum_of(outcome_.ledger, topic, payer) - sum_of(today_.ledger, topic, payer);
        for (const auto& bill : bills_) left -= sum_of(bill.lines, topic, payer);
        const bool rounded =
            topic == Topic::family_time && !bills_.empty() && left <= rounding && left >= -rounding;
        add_sum(rounded ? bills_.back() : rest, topic,
                rounded ? "bill.line.rounding" : "bill.line.rest", left, payer, Source{});
      }
    }
    if (!rest.lines.empty()) bills_.push_back(std::move(rest));
  }

  const Outcome& today_;
  const Outcome& outcome_;
  const Groundwork& ground_;
  const Rules& rules_;
  std::vector<ClosureBill> bills_;
  std::vector<Tally> tallies_;                 ///< of each bill
  std::map<SchoolId, std::size_t> rows_;       ///< of each closing school, among the bills
  std::vector<std::size_t> of_group_;          ///< the bill of each group
  std::vector<std::vector<double>> received_;  ///< pupils whom each school takes from each closure
};

}  // namespace

Fen ClosureBill::topic(Topic topic) const {
  Fen sum;
  for (const auto& line : lines) {
    if (line.topic == topic) sum += line.amount;
  }
  return sum;
}

std::vector<ClosureBill> closure_bills(const Outcome& today, const Outcome& outcome,
                                       const Groundwork& ground) {
  return ClosureBills(today, outcome, ground).write();
}

}  // namespace budian::money
