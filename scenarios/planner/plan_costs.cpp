// What the decisions and ways of the program cost the purse.
#include <algorithm>
#include <array>
#include <set>

#include "scenarios/money/least_bus_share.hpp"
#include "scenarios/money/lines.hpp"
#include "scenarios/money/poor_pupils.hpp"
#include "scenarios/planner/least_buses.hpp"
#include "scenarios/planner/plan_program.hpp"
#include "scenarios/special_heads.hpp"

namespace budian::planner {

/// Yuan of a rate that the purse pays, where a share of it is the province's and the centre's.
double PlanProgram::paid(Fen rate, double centre_share) const {
  const auto parts = money::shared_rate(rate, centre_share);
  return (pays(money::Payer::county) ? in_yuan(parts.county) : 0) +
         (pays(money::Payer::province_and_centre) ? in_yuan(parts.centre) : 0);
}

void PlanProgram::add_way_cost(std::size_t column, const LeavingGroup& leaving,
                               const LeastWay& way) {
  const PupilGroup& who = group(leaving);
  const auto heads = static_cast<double>(leaving.pupils.count());
  const auto& rules = ground_.money;
  const auto& meals = rules.bill.meal_grants;
  const int rural = (school(way.to).is_rural ? 1 : 0) - (school(who.school).is_rural ? 1 : 0);
  double yuan = rural * paid(meals.a_year(), meals.province_and_centre_share);
  if (pays(money::Payer::family)) {
    const bool ate =
        money::eats_at_school(rules, who, today_.journeys[leaving.group]).value_or(true);
    if (way.eats_at_school) yuan += in_yuan(money::lunch_a_year(rules.bill, school(way.to)));
    if (ate) yuan -= in_yuan(money::lunch_a_year(rules.bill, school(who.school)));
  }
  if (way.way == Way::boarding) {
    // Only where the grant of a boarder is less than that of who lives at home.
    yuan += std::min(0.0, more_a_boarder(stage_of_grade(who.grade)));
  }
  yuan_.push_back({column, heads * yuan});
  const auto& journey = today_.journeys[leaving.group].door_to_door;
  const bool was_long = !journey || *journey > goal_.long_journey;
  const bool is_long = way.way != Way::boarding && way.door_to_door > goal_.long_journey;
  long_.push_back({column, heads * ((is_long ? 1 : 0) - (was_long ? 1 : 0))});
  const auto hours = [&](Milliseconds time) { return heads * in_minutes(time) / 60; };
  hours_.push_back({column, hours(way.door_to_door) - (journey ? hours(*journey) : 0)});
  moved_.push_back({column, heads});
  if (way.way == Way::boarding) boarders_.push_back({column, heads});
}

/// A small rural school is paid for more pupils than it has.
void PlanProgram::add_public_funds() {
  const auto& rules = ground_.money.public_funds;
  const auto least = static_cast<double>(rules.small_school_least.count());
  std::map<SchoolId, Terms> changes;  // of pupils
  std::map<SchoolId, std::array<bool, 2>> stages_of;
  std::map<SchoolId, double> stay_at_point;
  for (std::size_t g = 0; g < ways_.groups.size(); ++g) {
    const LeavingGroup& leaving = ways_.groups[g];
    const auto heads = static_cast<double>(leaving.pupils.count());
    const auto stage = row(stage_of_grade(group(leaving).grade));
    if (!leaving.leaves_by_point) stay_at_point[group(leaving).school] += heads;
    for (std::size_t w = 0; w < leaving.ways.size(); ++w) {
      changes[leaving.ways[w].to].push_back({columns_[g][w], heads});
      changes[group(leaving).school].push_back({columns_[g][w], -heads});
      stages_of[leaving.ways[w].to][stage] = true;
    }
  }
  for (const Candidate& candidate : candidates_) changes[candidate.school];
  for (const auto& [id, terms] : changes) {
    const School& here = school(id);
    const double pupils = static_cast<double>(total(here.pupils).count());
    if (!here.is_rural || pupils <= 0 || (pupils >= least && !row_of_.contains(id))) continue;
    const auto funded = money::funded_pupils(rules, here);
    double before = 0, rate = none;
    for (const Stage stage : stages) {
      const auto s = row(stage);
      const Heads on_roll = pupils_of_stage(here.pupils, stage);
      const double price = paid(rules.a_pupil_year[s], rules.province_and_centre_share);
      before += static_cast<double>((funded[s] - on_roll).count()) * price;
      if (on_roll > Heads(0) || stages_of[id][s]) rate = std::min(rate, price);
    }
    constant_ -= before;
    // missing ≥ least × stays − pupils
    const std::size_t missing = program_.add_column(0, 0, least, false);
    yuan_.push_back({missing, rate});
    Terms row{{missing}};
    row.insert(row.end(), terms.begin(), terms.end());
    const auto own = row_of_.find(id);
    if (own != row_of_.end()) {
      const Decided& decided = decided_[own->second];
      // Its own pupils are among the terms, so that only the least goes with the school.
      row.push_back({decided.closes, least});
      if (decided.point && stay_at_point[id] <= 0) row.push_back({*decided.point, least});
    }
    program_.add_row(row, least - pupils, none);
  }
}

/// Yuan of the grant of a poor boarder beyond that of a poor day pupil.
double PlanProgram::more_a_boarder(Stage stage) const {
  const auto& grants = ground_.money.bill.boarding_grants;
  const auto s = row(stage);
  return paid(grants.boarder_a_year[s], grants.province_and_centre_share) -
         paid(grants.day_pupil_a_year[s], grants.province_and_centre_share);
}

/// Poor boarders of a school are reckoned by its share of boarders, which more day pupils lower.
double PlanProgram::most_saved_on_boarders() const {
  std::set<SchoolId> touched;
  for (const auto& leaving : ways_.groups) {
    touched.insert(group(leaving).school);
    for (const auto& way : leaving.ways) touched.insert(way.to);
  }
  const auto poor = money::poor_of_schools(
      today_.plan, special_heads(ground_.county, today_.plan, &Settlement::poor).of_group);
  double most = 0;
  for (const SchoolId id : touched) {
    for (const Stage stage : stages) {
      const auto s = row(stage);
      const double more = more_a_boarder(stage);
      const auto& here = poor[id.row()];
      most += more > 0 ? more * static_cast<double>(here.boarders[s])
                       : -more * static_cast<double>(here.day_pupils[s]);
    }
  }
  return most;
}

void PlanProgram::add_buses() {
  std::map<SchoolId, std::vector<Rides>> rides;
  for (std::size_t g = 0; g < ways_.groups.size(); ++g) {
    const auto heads = static_cast<double>(ways_.groups[g].pupils.count());
    for (std::size_t w = 0; w < ways_.groups[g].ways.size(); ++w) {
      const LeastWay& way = ways_.groups[g].ways[w];
      if (way.way != Way::bus) continue;
      rides[way.to].push_back({columns_[g][w], heads, in_kilometres(way.loaded), way.following,
                               group(ways_.groups[g]).settlement});
    }
  }
  const LeastBuses buses =
      add_least_buses(goal_.base.bus, ground_.money.bus, ways_, rides, program_);
  if (goal_.purse == Purse::all) {
    yuan_.insert(yuan_.end(), buses.yuan.begin(), buses.yuan.end());
    return;
  }
  if (buses.least_a_rider == none) return;
  const auto least = money::least_share(ground_.money, money::Payer::county, buses.least_a_rider);
  const std::size_t share = program_.add_column(0, 0, none, false);
  Terms row{{share}};
  for (const auto& [column, yuan] : buses.yuan) row.push_back({column, -least.of_cost * yuan});
  for (const auto& [column, heads] : buses.riders) row.push_back({column, -least.a_rider * heads});
  program_.add_row(row, 0, none);
  yuan_.push_back({share});
}

}  // namespace budian::planner
