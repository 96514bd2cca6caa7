// Rooms that a plan adds or leaves missing, beds and who looks after them, and sites that fall
// idle.
#include <algorithm>

#include "scenarios/money/bill_parts.hpp"
#include "scenarios/money/lines.hpp"
#include "scenarios/money/present_value.hpp"

namespace budian::money {
namespace {

void write_idle_site(BillWriter& writer, SchoolId id) {
  const auto& rule = writer.rules.idle_sites;
  const auto& name = writer.basis.plan.schools[id].school.name;
  const auto site = [&](const char* key, Fen rate) {
    writer.add(make_line(Topic::idle_sites, {key, {{"school", name}}}, 1, "money.unit.site_year",
                         rate, rule.source),
               rule.payer, id);
  };
  site("money.line.idle_upkeep", rule.upkeep_a_year);
  site("money.line.idle_reuse", -rule.reuse_a_year);
}

/// The price once, and the same price by the year: two topics, never in one sum.
void write_building(BillWriter& writer, const Message& text, double m2, SchoolId id) {
  const auto& price = writer.basis.rules.unit_costs.of(Resource::building_area);
  if (!price || m2 <= 0) return;
  const auto& rule = writer.rules.building_works;
  const Fen a_year = annuity(*price, writer.basis.rules.horizon.discount_rate, rule.life_years);
  writer.add(make_line(Topic::buildings_once, text, m2, "money.unit.m2", *price, rule.source),
             rule.payer, id);
  writer.add(make_line(Topic::buildings_a_year, text, m2, "money.unit.m2", a_year, rule.source),
             rule.payer, id);
}

void write_rooms_of_measures(BillWriter& writer, SchoolId id) {
  const auto& planned = writer.basis.plan.schools[id];
  const School none;
  const School& before = planned.existed ? writer.basis.county.schools[id] : none;
  const auto& rule = writer.rules.building_works;
  const std::pair<std::string, Argument> name{"school", planned.school.name};
  const int rooms = std::max(0, planned.school.classrooms - before.classrooms);
  write_building(writer, {"money.line.classrooms", {name, {"rooms", std::int64_t{rooms}}}},
                 rooms * rule.m2_a_classroom, id);
  const auto beds = std::max<std::int64_t>(
      0, (planned.school.boarders - before.boarders - planned.free_beds).count());
  write_building(writer, {"money.line.dormitories", {name, {"beds", beds}}},
                 static_cast<double>(beds) * rule.m2_a_boarder, id);
}

/// The county's schools with the pupils whom the plan finds there today.
std::vector<School> schools_before(const BillBasis& basis) {
  std::vector<School> schools = basis.county.schools.rows();
  for (auto& school : schools) school.pupils = {};
  for (const auto& group : basis.plan.groups) {
    if (group.before.row() >= schools.size()) continue;
    schools[group.before.row()].pupils[static_cast<std::size_t>(group.grade)] += group.pupils;
  }
  return schools;
}

}  // namespace

std::vector<RoomsMissing> rooms_missing(const BillBasis& basis) {
  std::vector<RoomsMissing> missing;
  const auto before = schools_before(basis);
  for (const auto id : basis.plan.schools.ids()) {
    const auto& planned = basis.plan.schools[id];
    if (!planned.open || !planned.school.is_public) continue;
    const School* today = planned.existed ? &before[id.row()] : nullptr;
    const auto rooms = rooms_needed(today, planned.school, basis.class_size);
    if (rooms.missing > 0 || !rooms.known) missing.push_back({id, rooms});
  }
  return missing;
}

void add_boarding_care_lines(BillWriter& writer) {
  const auto& rule = writer.rules.boarding_care;
  const auto& schools = writer.basis.plan.schools;
  const auto by_school = new_boarders(writer.basis.plan);
  for (const auto id : schools.ids()) {
    const std::int64_t boarders = by_school[id].count();
    if (boarders <= 0) continue;
    const std::int64_t carers = (boarders + rule.pupils_a_carer - 1) / rule.pupils_a_carer;
    writer.add(
        make_line(Topic::boarding_care,
                  {"money.line.boarding_care",
                   {{"school", schools[id].school.name}, {"boarders", boarders}}},
                  static_cast<double>(carers), "money.unit.carer", rule.carer_a_year, rule.source),
        rule.payer, id);
  }
}

void add_site_lines(BillWriter& writer) {
  const auto& schools = writer.basis.plan.schools;
  for (const auto id : schools.ids()) {
    if (schools[id].open) write_rooms_of_measures(writer, id);
    if (!schools[id].open && schools[id].existed) write_idle_site(writer, id);
  }
  for (const auto& [id, rooms] : rooms_missing(writer.basis)) {
    write_building(writer,
                   {"money.line.rooms_needed",
                    {{"school", schools[id].school.name}, {"rooms", rooms.missing}}},
                   static_cast<double>(rooms.missing) * writer.rules.building_works.m2_a_classroom,
                   id);
  }
}

std::vector<Finding> bill_findings(const BillBasis& basis) {
  std::vector<Finding> findings;
  const bool priced = basis.rules.unit_costs.of(Resource::building_area).has_value();
  for (const auto& [id, rooms] : rooms_missing(basis)) {
    if (rooms.missing <= 0) continue;
    const School& school = basis.plan.schools[id].school;
    Finding finding;
    finding.message = {priced ? "finding.rooms_needed" : "finding.rooms_not_priced",
                       {{"school", school.name}, {"rooms", rooms.missing}}};
    finding.place = school.place;
    finding.township = school.township;
    finding.school = id;
    finding.pupils = total(school.pupils);
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace budian::money
