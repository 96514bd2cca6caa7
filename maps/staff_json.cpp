#include "maps/staff_json.hpp"

#include <cmath>

#include "scenarios/staff/posts.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;

const char* word(Stage stage) { return stage == Stage::primary ? "primary" : "junior"; }

Json name_of(const Plan& plan, SchoolId id) {
  return {{"code", plan.schools[id].school.code}, {"name", plan.schools[id].school.name}};
}

Json moves_of(const Plan& plan) {
  Json list = Json::array();
  for (const auto& move : plan.staffing.moves) {
    Json entry{{"measure", move.measure + 1},
               {"from", name_of(plan, move.from)},
               {"to", name_of(plan, move.to)},
               {"stage", word(move.stage)},
               {"road_m", in_metres(move.road)}};
    for (const Resource resource : staff::teacher_indicators)
      entry[staff::word_of(resource)] = move.of[row(resource)];
    entry["from_teachers_before"] = move.from_before;
    entry["from_teachers"] = move.from_after;
    entry["to_teachers_before"] = move.to_before;
    entry["to_teachers"] = move.to_after;
    entry["from_pupils"] = move.from_pupils.count();
    entry["to_pupils"] = move.to_pupils.count();
    list.push_back(std::move(entry));
  }
  return list;
}

/// Equipment is told in yuan.
Json amount_of(Resource resource, double amount) {
  if (resource == Resource::equipment_value) return amount / 100;
  return amount;
}

Json transfers_of(const Plan& plan) {
  Json list = Json::array();
  for (const auto& transfer : plan.staffing.transfers) {
    const auto amount = [&](std::int64_t count) {
      return amount_of(transfer.resource, static_cast<double>(count));
    };
    const auto line = [&](const std::optional<double>& value) {
      return value ? amount_of(transfer.resource, *value) : Json();
    };
    list.push_back({{"measure", transfer.measure + 1},
                    {"resource", staff::word_of(transfer.resource)},
                    {"from", name_of(plan, transfer.from)},
                    {"to", name_of(plan, transfer.to)},
                    {"amount", amount(transfer.amount)},
                    {"road_m", in_metres(transfer.road)},
                    {"from_before", amount(transfer.from_before)},
                    {"from_after", amount(transfer.from_after)},
                    {"from_line", line(transfer.from_line)},
                    {"from_pupils", transfer.from_pupils.count()},
                    {"to_before", amount(transfer.to_before)},
                    {"to_after", amount(transfer.to_after)},
                    {"to_line", line(transfer.to_line)},
                    {"to_pupils", transfer.to_pupils.count()}});
  }
  return list;
}

Json visits_of(const Plan& plan) {
  Json list = Json::array();
  for (const auto& visit : plan.staffing.visits) {
    list.push_back({{"measure", visit.measure + 1},
                    {"from", name_of(plan, visit.from)},
                    {"to", name_of(plan, visit.to)},
                    {"stage", word(visit.stage)},
                    {"road_m", in_metres(visit.road)},
                    {"teacher_days_a_week", visit.days_a_week},
                    {"teachers_at_least", visit.teachers},
                    {"teacher_days_a_year", visit.days_a_year},
                    {"allowance_a_year_yuan", in_yuan(visit.allowance_a_year)},
                    {"travel_a_year_yuan", in_yuan(visit.travel_a_year)}});
  }
  return list;
}

Json visited_of(const Plan& plan) {
  Json list = Json::array();
  for (const auto& visited : plan.staffing.visited) {
    list.push_back({{"measure", visited.measure + 1},
                    {"school", name_of(plan, visited.school)},
                    {"stage", word(visited.stage)},
                    {"periods_needed_a_week", visited.periods_needed},
                    {"periods_own_a_week", visited.periods_own},
                    {"teacher_days_lacking_a_week", visited.days_lacking},
                    {"teacher_days_visited_a_week", visited.days_visited}});
  }
  return list;
}

Json results_of(const Groundwork& ground, const Plan& plan) {
  Json list = Json::array();
  for (const auto& result : plan.staffing.results) {
    Json cvs = Json::array();
    for (std::size_t k = 0; k < result.resources.size(); ++k) {
      const auto& [before, after] = std::pair(result.cv_before[k], result.cv_after[k]);
      cvs.push_back({{"resource", staff::word_of(result.resources[k])},
                     {"cv_before", before ? Json(*before) : Json()},
                     {"cv", after ? Json(*after) : Json()}});
    }
    const Resource first = result.resources.front();
    const bool known = staff::has_norm(ground, result);
    list.push_back({{"measure", result.measure + 1},
                    {"stage", result.stage ? Json(word(*result.stage)) : Json()},
                    {"schools", result.schools},
                    {"lacking_before", known ? amount_of(first, result.lacking_before) : Json()},
                    {"lacking", known ? amount_of(first, result.lacking_after) : Json()},
                    {"moved", amount_of(first, static_cast<double>(result.moved))},
                    {"schools_left_out", result.left_out},
                    {"schools_given_up", result.given_up},
                    {"squared_cvs_at_most_above_least", result.proven_within},
                    {"each_school_its_own_unit", std::move(cvs)}});
  }
  return list;
}

template <class Value>
Json told(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

Json staffed(const staff::Staffed& school) {
  return {{"pupils", school.pupils.count()},
          {"posts", told(school.posts)},
          {"full_time_teachers_needed", told(school.teachers_needed)},
          {"full_time_teachers", told(school.teachers)},
          {"staff", told(school.staff)}};
}

/// Sums over the schools that tell; null where none does.
Json staffed(const staff::StaffedSum& sum) {
  const auto heads = [](const staff::ToldSum& count) {
    return count.told() ? Json(std::llround(*count.told())) : Json();
  };
  return {{"pupils", sum.pupils.count()},
          {"posts", told(sum.posts.told())},
          {"full_time_teachers_needed", told(sum.teachers_needed.told())},
          {"full_time_teachers", heads(sum.teachers)},
          {"staff", heads(sum.staff)},
          {"schools_not_telling_staff", sum.staff.not_told()}};
}

Json sum_json(const staff::PostsSum& sum) {
  return {{"before", staffed(sum.before)},
          {"after", staffed(sum.after)},
          {"posts_freed", told(sum.freed.told())},
          {"teachers_lacking_before", told(sum.before.lacking.told())},
          {"teachers_lacking", told(sum.after.lacking.told())},
          {"teachers_to_spare_before", told(sum.before.spare.told())},
          {"teachers_to_spare", told(sum.after.spare.told())},
          {"schools_not_telling_teachers", sum.teachers_not_told},
          {"small_schools_not_telling_classes", sum.posts_not_told}};
}

Json posts_of(const Study& study, std::size_t scenario) {
  const Plan& plan = study.outcomes[scenario].plan;
  const auto posts = school_posts(study.ground, plan, study.scenarios[scenario].staff);
  Json schools = Json::array(), townships = Json::array();
  for (const auto& school : posts) {
    schools.push_back({{"school", name_of(plan, school.school)},
                       {"before", staffed(school.before)},
                       {"after", staffed(school.after)}});
  }
  for (const TownshipId id : study.ground.county.townships.ids()) {
    Json entry = sum_json(sum_of(posts, id));
    entry["name"] = study.ground.county.townships[id].name;
    townships.push_back(std::move(entry));
  }
  return {{"county", sum_json(sum_of(posts))},
          {"townships", std::move(townships)},
          {"schools", std::move(schools)}};
}

}  // namespace

Json staff_json(const Study& study, std::size_t scenario) {
  const Plan& plan = study.outcomes[scenario].plan;
  return {{"posts", posts_of(study, scenario)},
          {"measures", results_of(study.ground, plan)},
          {"moves", moves_of(plan)},
          {"transfers", transfers_of(plan)},
          {"visits", visits_of(plan)},
          {"visited_schools", visited_of(plan)}};
}

}  // namespace budian
