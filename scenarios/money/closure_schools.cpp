// What closures change for schools: public funds, rooms at receivers, sites, posts, grants.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/money/bill_parts.hpp"
#include "scenarios/money/closure_parts.hpp"
#include "scenarios/money/lines.hpp"
#include "scenarios/special_heads.hpp"

namespace budian::money {
namespace {

void add_public_funds(OpenBills& open) {
  const double share = open.basis.rules.public_funds.province_and_centre_share;
  for (const auto& line : open.basis.plan.ledger) {
    if (line.topic != Topic::school_income || !line.school) continue;
    const auto at = open.rows.find(*line.school);
    if (at == open.rows.end()) continue;
    open.bills[at->second].lines.push_back(line);
    const SharedRate parts = shared_rate(line.rate, share);
    const auto part = [&](Fen rate) {
      return make_line(Topic::public_funds, {"bill.line.funds", {}}, line.quantity, line.unit, rate,
                       line.source);
    };
    open.add(at->second, part(parts.centre), Payer::province_and_centre);
    open.add(at->second, part(parts.county), Payer::county);
  }
}

/// The share of a school's new classrooms that pupils of closures need: as many as it has more
/// classes than today; of an opened school, as many of its pupils as come from closures.
double needed_share(const OpenBills& open, SchoolId id) {
  const auto& planned = open.basis.plan.plan.schools[id];
  const auto& received = open.received[id.row()];
  if (!planned.existed) {
    const auto pupils = static_cast<double>(total(planned.school.pupils).count());
    const double arrived = std::accumulate(received.begin(), received.end(), 0.0);
    return pupils > 0 ? std::min(1.0, arrived / pupils) : 0;
  }
  const School& before = open.basis.county.schools[id];
  int classes = 0;
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    classes += std::max(0, planned.school.classes[grade] - before.classes[grade]);
  }
  const int rooms = planned.school.classrooms - before.classrooms;
  return rooms > 0 ? std::min(1.0, static_cast<double>(classes) / rooms) : 0;
}

void add_rooms(OpenBills& open) {
  for (const auto& line : open.basis.plan.ledger) {
    const bool building =
        line.topic == Topic::buildings_once || line.topic == Topic::buildings_a_year;
    if (!building || !line.school || !line.payer) continue;
    const auto& received = open.received[line.school->row()];
    const bool by_measure = line.text.key == "money.line.classrooms";
    const double share = by_measure ? needed_share(open, *line.school) : 1;
    const Fen needed(std::llround(share * static_cast<double>(line.amount.count())));
    const auto parts = parts_of(needed, received);
    for (std::size_t i = 0; i < open.bills.size(); ++i) {
      open.add(i, single_sum(line.topic, line.text, parts[i], line.source), *line.payer);
    }
  }
}

/// By the pupils who board there.
void add_boarding_care(OpenBills& open) {
  const auto& groups = open.basis.plan.plan.groups;
  std::vector<std::vector<double>> boarders(open.received.size(),
                                            std::vector<double>(open.bills.size()));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].way != Way::boarding || open.of_group[i] == open.bills.size()) continue;
    boarders[groups[i].school.row()][open.of_group[i]] +=
        static_cast<double>(groups[i].pupils.count());
  }
  for (const auto& line : open.basis.plan.ledger) {
    if (line.topic != Topic::boarding_care || !line.school || !line.payer) continue;
    const auto parts = parts_of(line.amount, boarders[line.school->row()]);
    for (std::size_t i = 0; i < open.bills.size(); ++i)
      open.add(i, single_sum(line.topic, line.text, parts[i], line.source), *line.payer);
  }
}

void add_idle_sites(OpenBills& open) {
  for (const auto& line : open.basis.plan.ledger) {
    if (line.topic != Topic::idle_sites || !line.school || !line.payer) continue;
    const auto at = open.rows.find(*line.school);
    if (at != open.rows.end()) open.add(at->second, line, *line.payer);
  }
}

/// Posts that the school no longer needs, and those that its receivers need more, by the pupils
/// whom they take; `known` sums those of the schools whose change is known.
void count_posts(OpenBills& open, std::vector<double>& known) {
  const Plan& plan = open.basis.plan.plan;
  const auto count = [&](ClosureBill& bill, std::optional<double> part) {
    bill.posts = bill.posts && part ? std::optional(*bill.posts + *part) : std::nullopt;
  };
  for (const auto id : plan.schools.ids()) {
    const auto change = posts_change_of(open.basis.rules.staffing, open.basis.county, plan, id);
    std::vector<double> shares(open.bills.size());
    const auto at = open.rows.find(id);
    if (at != open.rows.end()) shares[at->second] = 1;
    if (at == open.rows.end()) shares = open.received[id.row()];
    const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (all <= 0) count(open.rest, change);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      if (shares[i] <= 0) continue;
      count(open.bills[i], change ? std::optional(*change * shares[i] / all) : std::nullopt);
      if (change) known[i] += *change * shares[i] / all;
    }
  }
}

/// Money only where posts are said to be cut.
void add_posts(OpenBills& open) {
  std::vector<double> known(open.bills.size());
  count_posts(open, known);
  const auto& pay = open.basis.rules.bill.staff_pay;
  if (!posts_are_cut(open.basis.rules, open.basis.staff)) return;
  for (std::size_t i = 0; i < open.bills.size(); ++i) {
    open.add(i,
             make_line(Topic::staff_posts, {"money.line.posts", {}}, known[i], "money.unit.post",
                       pay.a_post_year, pay.source),
             Payer::county);
  }
}

/// Grants to the poor of each school, a row a school: what each of the two payers gives.
class PoorGrants {
 public:
  PoorGrants(const ClosureBasis& basis, const Plan& plan)
      : rule_(basis.rules.bill.boarding_grants),
        poor_(special_heads(basis.county, plan, &Settlement::poor).of_group) {
    schools_ = poor_of_schools(plan, poor_);
  }
  [[nodiscard]] SharedRate of(SchoolId id, Stage stage) const {
    if (id.row() >= schools_.size()) return {};
    const auto s = row(stage);
    const SharedRate boarder =
        shared_rate(rule_.boarder_a_year[s], rule_.province_and_centre_share);
    const SharedRate day = shared_rate(rule_.day_pupil_a_year[s], rule_.province_and_centre_share);
    const auto& [boarders, day_pupils] = schools_[id.row()];
    return {boarder.centre * boarders[s] + day.centre * day_pupils[s],
            boarder.county * boarders[s] + day.county * day_pupils[s]};
  }
  [[nodiscard]] Heads poor(std::size_t group) const { return poor_[group].value_or(Heads(0)); }

 private:
  const BoardingGrants& rule_;
  std::vector<std::optional<Heads>> poor_;
  std::vector<PoorPupils> schools_;
};

/// Poor pupils whom each school takes from each closure at a stage.
std::vector<std::vector<double>> poor_received(const OpenBills& open, const PoorGrants& grants,
                                               Stage stage) {
  const auto& groups = open.basis.plan.plan.groups;
  std::vector<std::vector<double>> received(open.received.size(),
                                            std::vector<double>(open.bills.size()));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::size_t at = open.of_group[i];
    if (at == open.bills.size() || stage_of_grade(groups[i].grade) != stage) continue;
    received[groups[i].school.row()][at] += static_cast<double>(grants.poor(i).count());
  }
  return received;
}

/// What a school's poor receive less or more: of a closing school its closure's, of a receiver by
/// the poor whom it takes; where it takes none, but boarders count otherwise, by all whom it takes.
void add_poor_grants(OpenBills& open) {
  const PoorGrants today(open.basis, open.basis.today.plan), then(open.basis, open.basis.plan.plan);
  const auto& source = open.basis.rules.bill.boarding_grants.source;
  for (const Stage stage : stages) {
    const auto poor = poor_received(open, then, stage);
    for (const auto id : open.basis.plan.plan.schools.ids()) {
      const auto before = today.of(id, stage), after = then.of(id, stage);
      std::vector<double> weights(open.bills.size());
      const auto at = open.rows.find(id);
      if (at != open.rows.end()) weights[at->second] = 1;
      if (at == open.rows.end()) weights = poor[id.row()];
      if (std::accumulate(weights.begin(), weights.end(), 0.0) <= 0)
        weights = open.received[id.row()];
      const auto share = [&](Fen change, Payer payer) {
        const auto parts = parts_of(change, weights);
        for (std::size_t i = 0; i < parts.size(); ++i) {
          open.add_sum(i, Topic::boarding_grants, "bill.line.poor_grants", parts[i], payer, source);
        }
      };
      share(after.centre - before.centre, Payer::province_and_centre);
      share(after.county - before.county, Payer::county);
    }
  }
}

}  // namespace

void add_school_parts(OpenBills& open) {
  add_public_funds(open);
  add_rooms(open);
  add_idle_sites(open);
  add_boarding_care(open);
  add_posts(open);
  add_poor_grants(open);
}

}  // namespace budian::money
