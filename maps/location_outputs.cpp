#include "maps/location_outputs.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "maps/positions.hpp"

namespace budian {

using Json = nlohmann::ordered_json;
using location::Aim;
using location::Limit;

std::string word_of(Limit limit) {
  switch (limit) {
    case Limit::least_size:
      return "least_size";
    case Limit::most_size:
      return "most_size";
    case Limit::distance:
      return "distance";
    case Limit::least_number:
      return "least_number";
    case Limit::most_number:
      return "most_number";
    case Limit::required:
      return "required";
    case Limit::forbidden:
      return "forbidden";
    case Limit::regions:
      return "regions";
    case Limit::whole:
      return "whole";
    case Limit::contiguous:
      return "contiguous";
  }
  return "";
}

std::string word_of(Aim aim) {
  switch (aim) {
    case Aim::fewest_sites:
      return "fewest_sites";
    case Aim::most_covered:
      return "most_covered";
    case Aim::least_distance:
      return "least_distance";
    case Aim::nearest_farthest:
      return "nearest_farthest";
  }
  return "";
}

const char* change_key(const StudiedSite& site, bool is_open) {
  if (site.school) return is_open ? "locate.keeps" : "locate.closes";
  return is_open ? "locate.opens" : "locate.unused";
}

std::string goal_words(const location::Goal& goal, std::int64_t value, Language language) {
  const std::string key = "locate.value." + word_of(goal.aim);
  if (goal.aim == Aim::least_distance)
    return text({key, {{"value", fmt::format("{:.3f}", static_cast<double>(value) / 1e6)}}},
                language);
  if (goal.aim == Aim::nearest_farthest)
    return text({key, {{"value", fmt::format("{:.3f}", static_cast<double>(value) / 1e3)}}},
                language);
  return text({key, {{"value", value}}}, language);
}

namespace {

/// Metres, pupil-kilometres, sites or pupils: as the key says.
Json goal_json(const location::Reached& reached) {
  Json json{{"goal", word_of(reached.goal.aim)}};
  if (reached.goal.aim == Aim::most_covered)
    json["radius_m"] = static_cast<double>(reached.goal.radius) / 1e3;
  const bool is_distance = reached.goal.aim == Aim::least_distance;
  const bool is_length = reached.goal.aim == Aim::nearest_farthest;
  const std::string unit = is_distance ? "_pupil_m" : is_length ? "_m" : "";
  const auto put = [&](const char* name, std::int64_t value) {
    if (is_distance || is_length) {
      json[name + unit] = static_cast<double>(value) / 1e3;
    } else {
      json[name] = value;
    }
  };
  put("value", reached.value);
  put("bound", reached.bound);
  json["gap"] = reached.gap();
  json["proven"] = reached.proven();
  return json;
}

Json sites_json(const Located& located) {
  const Positions positions(located.ground.county);
  const auto served = served_by_site(located.study, located.problem, located.solution);
  Json sites = Json::array();
  for (std::size_t j = 0; j < located.study.sites.size(); ++j) {
    const StudiedSite& site = located.study.sites[j];
    const bool is_open = served[j].has_value();
    Json json{{"code", site.code},
              {"name", site.name},
              {"township", located.ground.county.townships[site.township].name},
              {"place", positions.of(site.place)},
              {"exists", site.school.has_value()},
              {"required", site.is_required},
              {"forbidden", site.is_forbidden},
              {"open", is_open},
              {"pupils_today", site.pupils_today.count()}};
    if (site.seats) json["seats"] = site.seats->count();
    if (is_open) {
      json["pupils"] = served[j]->pupils.count();
      json["mean_m"] = served[j]->mean_metres;
      json["farthest_m"] = in_metres(served[j]->farthest);
    }
    sites.push_back(std::move(json));
  }
  return sites;
}

Json allotment_json(const Located& located) {
  Json rows = Json::array();
  for (const location::Share& share : located.solution.shares) {
    const auto& settlement =
        located.ground.county
            .settlements[located.study.settlements[located.problem.row_of(share.demand)]];
    const auto cost = located.problem.cost(share.demand, share.site).value_or(0);
    rows.push_back({{"settlement", settlement.code},
                    {"name", settlement.name},
                    {"site", located.study.sites[located.problem.row_of(share.site)].code},
                    {"pupils", share.heads},
                    {"m", static_cast<double>(cost) / 1e3}});
  }
  return rows;
}

Json settlements_json(const Located& located, const std::vector<SettlementId>& ids) {
  Json rows = Json::array();
  for (const SettlementId id : ids) {
    const auto& settlement = located.ground.county.settlements[id];
    rows.push_back({{"code", settlement.code}, {"name", settlement.name}});
  }
  return rows;
}

std::vector<SettlementId> cut_off(const Located& located) {
  std::vector<SettlementId> ids;
  for (const auto demand : located.solution.clash->cut_off)
    ids.push_back(located.study.settlements[located.problem.row_of(demand)]);
  return ids;
}

}  // namespace

std::string location_json(const Located& located) {
  const auto& solution = located.solution;
  Json json{{"model", located.model.name},
            {"stage", located.model.stage == Stage::primary ? "primary" : "junior"},
            {"state", solution.state == location::State::solved       ? "solved"
                      : solution.state == location::State::infeasible ? "infeasible"
                                                                      : "undecided"},
            {"proven", solution.proven()}};
  json["goals"] = Json::array();
  for (const auto& reached : solution.reached) json["goals"].push_back(goal_json(reached));
  if (solution.clash) {
    Json limits = Json::array();
    for (const Limit limit : solution.clash->limits) limits.push_back(word_of(limit));
    json["clash"] = {{"limits", std::move(limits)},
                     {"minimal", solution.clash->minimal},
                     {"cut_off", settlements_json(located, cut_off(located))}};
  }
  json["left_out"] = settlements_json(located, located.study.left_out);
  json["pupils_left_out"] = located.study.heads_left_out.count();
  json["sites"] = sites_json(located);
  json["allotment"] = allotment_json(located);
  return json.dump(1) + "\n";
}

std::vector<std::string> clash_words(const Located& located, Language language) {
  std::vector<std::string> words;
  const auto& clash = *located.solution.clash;
  words.push_back(text(clash.minimal ? "locate.clash" : "locate.clash_not_minimal", language));
  for (const Limit limit : clash.limits)
    words.push_back("- " + text("locate.limit." + word_of(limit), language));
  const auto ids = cut_off(located);
  if (ids.empty()) return words;
  std::string names;
  constexpr std::size_t most_names = 5;
  for (std::size_t i = 0; i < std::min(ids.size(), most_names); ++i)
    names += (i > 0 ? ", " : "") + located.ground.county.settlements[ids[i]].name;
  words.push_back(text({"locate.cut_off",
                        {{"settlements", static_cast<std::int64_t>(ids.size())}, {"names", names}}},
                       language));
  return words;
}

}  // namespace budian
