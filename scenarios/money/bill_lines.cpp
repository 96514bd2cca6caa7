#include "scenarios/money/bill_lines.hpp"

#include <algorithm>
#include <numeric>

#include "scenarios/money/bill_parts.hpp"
#include "scenarios/money/lines.hpp"
#include "scenarios/outcome.hpp"
#include "scenarios/special_heads.hpp"

namespace budian::money {
namespace {

constexpr std::array<const char*, 2> stage_names{"money.stage.primary", "money.stage.junior"};

class BillLines {
 public:
  explicit BillLines(BillWriter& writer)
      : writer_(writer), basis_(writer.basis), bill_(writer.rules) {}

  void write() {
    write_boarding_grants();
    add_boarding_care_lines(writer_);
    write_meal_grants();
    write_posts();
    add_visit_lines(writer_);
    add_site_lines(writer_);
    add_family_lines(writer_);
  }

 private:
  void add_shared(Topic topic, const Message& text, std::int64_t quantity, Fen rate, double share,
                  const Source& source) {
    const SharedRate parts = shared_rate(rate, share);
    const auto line = [&](Fen part) {
      return make_line(topic, text, static_cast<double>(quantity), "money.unit.pupil", part,
                       source);
    };
    writer_.add(line(parts.centre), Payer::province_and_centre);
    writer_.add(line(parts.county), Payer::county);
  }

  void write_boarding_grants() {
    PoorPupils all;
    for (const auto& each : poor_of_schools(
             basis_.plan, special_heads(basis_.county, basis_.plan, &Settlement::poor).of_group)) {
      for (const Stage stage : stages) {
        all.boarders[row(stage)] += each.boarders[row(stage)];
        all.day_pupils[row(stage)] += each.day_pupils[row(stage)];
      }
    }
    const auto& rule = bill_.boarding_grants;
    for (const Stage stage : stages) {
      const auto s = row(stage);
      const std::pair<std::string, Argument> name{"stage", std::string(stage_names[s])};
      add_shared(Topic::boarding_grants, {"money.line.poor_boarders", {name}}, all.boarders[s],
                 rule.boarder_a_year[s], rule.province_and_centre_share, rule.source);
      add_shared(Topic::boarding_grants, {"money.line.poor_day_pupils", {name}}, all.day_pupils[s],
                 rule.day_pupil_a_year[s], rule.province_and_centre_share, rule.source);
    }
  }

  void write_meal_grants() {
    std::int64_t pupils = 0;
    for (const auto& planned : basis_.plan.schools) {
      if (planned.open && planned.school.is_rural) pupils += total(planned.school.pupils).count();
    }
    const auto& rule = bill_.meal_grants;
    add_shared(Topic::meal_grants, {"money.line.meal_grants", {}}, pupils, rule.a_year(),
               rule.province_and_centre_share, rule.source);
  }

  /// Against today: what posts cost in all is no part of this bill.
  void write_posts() {
    if (!posts_are_cut(basis_.rules, basis_.staff)) return;
    writer_.add(make_line(Topic::staff_posts, {"money.line.posts", {}}, posts_change(basis_).posts,
                          "money.unit.post", bill_.staff_pay.a_post_year, bill_.staff_pay.source),
                Payer::county);
  }

  BillWriter& writer_;
  const BillBasis& basis_;
  const BillRules& bill_;
};

/// Pupils for whom something is not known.
struct Unknown {
  Heads poverty, way;
  Heads public_fares;  ///< who ride public lines
};
Unknown unknown_of(const BillBasis& basis) {
  Unknown unknown;
  const auto poor = special_heads(basis.county, basis.plan, &Settlement::poor).of_group;
  for (std::size_t i = 0; i < poor.size(); ++i) {
    const auto& group = basis.plan.groups[i];
    if (!poor[i]) unknown.poverty += group.pupils;
    const bool known = eats_at_school(basis.rules, group, basis.journeys[i]) &&
                       (group.way == Way::public_line || group.way == Way::boarding ||
                        accompanied_a_year(basis.rules, group, basis.journeys[i]));
    if (!known) unknown.way += group.pupils;
    if (group.way == Way::public_line && !basis.rules.funding.public_fare)
      unknown.public_fares += group.pupils;
  }
  return unknown;
}

}  // namespace

void BillWriter::add(Line line, Payer payer, std::optional<SchoolId> school) {
  if (line.quantity == 0 || line.rate == Fen(0)) return;
  line.payer = payer;
  line.school = school;
  if (school) line.township = basis.plan.schools[*school].school.township;
  ledger_.push_back(std::move(line));
}

void add_bill_lines(const BillBasis& basis, std::vector<Line>& ledger) {
  BillWriter writer(basis, ledger);
  BillLines(writer).write();
  std::stable_sort(ledger.begin(), ledger.end(),
                   [](const Line& a, const Line& b) { return a.topic < b.topic; });
}

Heads all_new_boarders(const Plan& plan) {
  const auto by_school = new_boarders(plan);
  return std::accumulate(by_school.begin(), by_school.end(), Heads(0));
}

std::vector<Message> bill_notes(const BillBasis& basis) {
  const auto& bill = basis.rules.bill;
  std::vector<Message> notes{{"bill.note.vehicles", {}}};
  const auto unknown = unknown_of(basis);
  if (unknown.poverty > Heads(0)) {
    notes.push_back({"bill.note.poor_not_told", {{"pupils", unknown.poverty.count()}}});
  }
  if (unknown.way > Heads(0)) {
    notes.push_back({"bill.note.way_unknown", {{"pupils", unknown.way.count()}}});
  }
  if (unknown.public_fares > Heads(0)) {
    notes.push_back({"bill.note.public_lines", {{"pupils", unknown.public_fares.count()}}});
  }
  const Heads boarders = all_new_boarders(basis.plan);
  if (boarders > Heads(0)) notes.push_back({"bill.note.boarders", {{"pupils", boarders.count()}}});
  if (!basis.rules.unit_costs.of(Resource::building_area)) {
    notes.push_back({"bill.note.no_building_price", {}});
  }
  std::int64_t rooms_not_known = 0;
  for (const auto& missing : rooms_missing(basis)) rooms_not_known += missing.rooms.known ? 0 : 1;
  if (rooms_not_known > 0) {
    notes.push_back({"bill.note.rooms_not_told", {{"schools", rooms_not_known}}});
  }
  const bool cut = posts_are_cut(basis.rules, basis.staff);
  const std::int64_t not_known = posts_change(basis).not_known;
  if (cut && not_known > 0) notes.push_back({"bill.note.posts_not_told", {{"schools", not_known}}});
  notes.push_back({cut ? "bill.note.posts_cut" : "bill.note.posts_kept",
                   {{"yuan", in_yuan(bill.staff_pay.a_post_year)}}});
  if (bill.idle_sites.reuse_a_year == Fen(0)) notes.push_back({"bill.note.no_reuse", {}});
  notes.push_back({"bill.note.lunch", {}});
  notes.push_back({"bill.note.poor_boarders", {}});
  notes.push_back({"bill.note.time_apart", {}});
  return notes;
}

}  // namespace budian::money
