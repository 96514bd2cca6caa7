// The report's teachers and things that move.
#include "maps/report_parts.hpp"
#include "scenarios/staff/posts.hpp"

namespace budian::report {
namespace {

/// Heads today and after; posts, teachers the norm asks for, teachers, what is lacking and spare:
/// over the schools that tell it, null where none does.
Json sum_part(const staff::PostsSum& sum) {
  const auto pair = [&](staff::ToldSum staff::StaffedSum::*of, int decimals) {
    return Json{number_of((sum.before.*of).told(), decimals),
                number_of((sum.after.*of).told(), decimals)};
  };
  using Sums = staff::StaffedSum;
  return {{"pupils", {sum.before.pupils.count(), sum.after.pupils.count()}},
          {"posts", pair(&Sums::posts, 2)},
          {"needed", pair(&Sums::teachers_needed, 2)},
          {"teachers", pair(&Sums::teachers, 0)},
          {"lacking", pair(&Sums::lacking, 2)},
          {"spare", pair(&Sums::spare, 2)},
          {"not_told", {sum.teachers_not_told, sum.posts_not_told}}};
}

Json schools_part(const std::vector<staff::SchoolPosts>& posts) {
  Json result = Json::array();
  for (const auto& school : posts) {
    staff::PostsSum alone = staff::sum_of({school});
    Json part = sum_part(alone);
    part["school"] = school.school.row();
    result.push_back(std::move(part));
  }
  return result;
}

double shown(Resource resource, double amount) {
  return resource == Resource::equipment_value ? amount / 100 : amount;
}

std::size_t name_row(Desk& desk, Resource resource) {
  return desk.texts.key("resource." + std::string(staff::word_of(resource)));
}

Json results_part(Desk& desk, const staff::Staffing& staffing) {
  Json result = Json::array();
  for (const auto& each : staffing.results) {
    const Resource first = each.resources.front();
    const bool known = staff::has_norm(desk.study.ground, each);
    const auto told = [known](double lacking) { return known ? number_of(lacking, 2) : Json(); };
    Json variations = Json::array();
    for (std::size_t k = 0; k < each.resources.size(); ++k) {
      variations.push_back(
          {{"name", name_row(desk, each.resources[k])},
           {"cv", {number_of(each.cv_before[k], 6), number_of(each.cv_after[k], 6)}}});
    }
    result.push_back(
        {{"measure", each.measure + 1},
         {"stage", each.stage ? Json(row(*each.stage)) : Json(nullptr)},
         {"yuan", first == Resource::equipment_value},
         {"lacking",
          {told(shown(first, each.lacking_before)), told(shown(first, each.lacking_after))}},
         {"moved", shown(first, static_cast<double>(each.moved))},
         {"left_out", each.left_out},
         {"given_up", each.given_up},
         {"within", each.proven_within},
         {"variations", std::move(variations)}});
  }
  return result;
}

Json moves_part(Desk& desk, const staff::Staffing& staffing) {
  Json result = Json::array();
  for (const auto& move : staffing.moves) {
    Json of = Json::array();
    for (const Resource resource : staff::teacher_indicators) {
      const std::int64_t count = move.of[row(resource)];
      if (resource != Resource::full_time_teachers && count > 0)
        of.push_back({name_row(desk, resource), count});
    }
    result.push_back({{"from", move.from.row()},
                      {"to", move.to.row()},
                      {"stage", row(move.stage)},
                      {"teachers", move.teachers()},
                      {"of", std::move(of)},
                      {"metres", metres_of(move.road)},
                      {"from_teachers", {move.from_before, move.from_after}},
                      {"to_teachers", {move.to_before, move.to_after}},
                      {"from_pupils", move.from_pupils.count()},
                      {"to_pupils", move.to_pupils.count()}});
  }
  return result;
}

Json visits_part(const staff::Staffing& staffing) {
  Json result = Json::array();
  for (const auto& visit : staffing.visits) {
    result.push_back({{"from", visit.from.row()},
                      {"to", visit.to.row()},
                      {"stage", row(visit.stage)},
                      {"days", visit.days_a_week},
                      {"teachers", visit.teachers},
                      {"metres", metres_of(visit.road)},
                      {"allowance", in_yuan(visit.allowance_a_year)},
                      {"travel", in_yuan(visit.travel_a_year)}});
  }
  return result;
}

Json transfers_part(Desk& desk, const staff::Staffing& staffing) {
  Json result = Json::array();
  for (const auto& transfer : staffing.transfers) {
    const auto amount = [&](std::int64_t count) {
      return shown(transfer.resource, static_cast<double>(count));
    };
    result.push_back(
        {{"from", transfer.from.row()},
         {"to", transfer.to.row()},
         {"name", name_row(desk, transfer.resource)},
         {"yuan", transfer.resource == Resource::equipment_value},
         {"amount", amount(transfer.amount)},
         {"metres", metres_of(transfer.road)},
         {"from_has", {amount(transfer.from_before), amount(transfer.from_after)}},
         {"to_has", {amount(transfer.to_before), amount(transfer.to_after)}},
         {"from_pupils", transfer.from_pupils.count()},
         {"to_pupils", transfer.to_pupils.count()},
         {"from_line", desk.texts.key(staff::line_key(transfer.from_line, transfer.from_before,
                                                      transfer.from_after))},
         {"to_line", desk.texts.key(staff::line_key(transfer.to_line, transfer.to_before,
                                                    transfer.to_after))}});
  }
  return result;
}

}  // namespace

Json staff_part(Desk& desk, std::size_t scenario) {
  const Plan& plan = desk.study.outcomes[scenario].plan;
  const auto posts =
      staff::school_posts(desk.study.ground, plan, desk.study.scenarios[scenario].staff);
  Json townships = Json::array();
  for (const TownshipId id : desk.study.ground.county.townships.ids())
    townships.push_back(sum_part(staff::sum_of(posts, id)));
  return {{"county", sum_part(staff::sum_of(posts))},
          {"townships", std::move(townships)},
          {"schools", schools_part(posts)},
          {"results", results_part(desk, plan.staffing)},
          {"moves", moves_part(desk, plan.staffing)},
          {"visits", visits_part(plan.staffing)},
          {"transfers", transfers_part(desk, plan.staffing)}};
}

}  // namespace budian::report
