#include "scenarios/location_study.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "gis/geometry.hpp"
#include "gis/projection.hpp"
#include "gis/toml_reader.hpp"

namespace budian {
namespace {

bool holds_stage(SchoolKind kind, Stage stage) {
  for (int grade = 0; grade < grade_count; ++grade) {
    if (stage_of_grade(grade) == stage && !kind_holds_grade(kind, grade)) return false;
  }
  return true;
}

/// Builds the parts; collects what is wrong.
class LocationStudyMaker {
 public:
  LocationStudyMaker(const Groundwork& ground, const LocationModel& model)
      : ground_(ground), county_(ground.county), model_(model) {}

  LocationStudy make() {
    add_schools();
    add_candidates();
    add_settlement_candidates();
    set_standings();
    if (!problems_.empty()) throw InputError(std::move(problems_));
    add_demands();
    add_ways();
    if (model_.leave_out_unreachable) drop_unreachable();
    add_sites();
    if (model_.neighbours_within) add_neighbours();
    set_parts();
    if (!problems_.empty()) throw InputError(std::move(problems_));
    return std::move(study_);
  }

 private:
  void problem(Message message, std::int64_t line, std::string field, std::string value) {
    Problem problem;
    problem.file = model_.file;
    problem.row = line;
    problem.field = std::move(field);
    problem.value = std::move(value);
    problem.message = std::move(message);
    problems_.push_back(std::move(problem));
  }

  /// Classrooms that grades of the other stage do not use, and those it may get, times the size.
  std::optional<Heads> seats_of(const School& school) {
    if (!model_.class_size) return std::nullopt;
    if (school.classrooms == 0) {
      untold_.push_back(school.name);
      return std::nullopt;
    }
    int others = 0;
    for (int grade = 0; grade < grade_count; ++grade) {
      if (stage_of_grade(grade) != model_.stage)
        others += school.classes[static_cast<std::size_t>(grade)];
    }
    const int rooms = std::max(0, school.classrooms - others) + model_.more_classrooms;
    return *model_.class_size * rooms;
  }

  void add_schools() {
    const auto today = schools_today(ground_);
    for (const SchoolId id : county_.schools.ids()) {
      const School& school = county_.schools[id];
      if (!school.is_public || !holds_stage(school.kind, model_.stage)) continue;
      StudiedSite site{school.code, school.name, school.place, school.township, id, {}, {}};
      site.pupils_today = pupils_of_stage(today[id.row()].pupils, model_.stage);
      site.seats = seats_of(school);
      site.is_required = model_.keep_flags && school.keep;
      study_.sites.push_back(std::move(site));
    }
    if (untold_.empty()) return;
    problem({"locate.classrooms_untold",
             {{"schools", static_cast<std::int64_t>(untold_.size())}, {"first", untold_.front()}}},
            -1, "class_size", "");
  }

  void add_candidates() {
    const Projection to_plane("EPSG:4490", "EPSG:" + std::to_string(county_.plane.epsg));
    std::vector<MultiPolygon> areas;
    for (const auto& township : county_.townships) areas.push_back(township.area);
    const AreaIndex index(areas);
    for (const CandidateSite& candidate : model_.candidates) {
      const Point place = to_plane({candidate.place.longitude, candidate.place.latitude});
      const auto inside = index.find(place);
      if (inside < 0) {
        problem({"scenario.opened_outside", {{"school", candidate.name}}}, candidate.line,
                "candidates", candidate.name);
        continue;
      }
      add_candidate(candidate, place, TownshipId(static_cast<std::size_t>(inside)));
    }
  }

  void add_candidate(const CandidateSite& candidate, Point place, TownshipId township) {
    StudiedSite site{candidate.code, candidate.name, place, township, std::nullopt, {}, {}};
    if (model_.class_size) {
      if (candidate.classrooms == 0)
        problem({"locate.candidate_rooms", {{"name", candidate.name}}}, candidate.line,
                "classrooms", "");
      site.seats = *model_.class_size * candidate.classrooms;
    }
    study_.sites.push_back(std::move(site));
  }

  /// Where people live and no school of the stage stands.
  void add_settlement_candidates() {
    if (!model_.candidate_people) return;
    std::set<std::pair<double, double>> taken;
    for (const auto& site : study_.sites) taken.emplace(site.place.x, site.place.y);
    for (const Settlement& settlement : county_.settlements) {
      if (settlement.population < *model_.candidate_people) continue;
      if (!taken.emplace(settlement.place.x, settlement.place.y).second) continue;
      add_candidate(
          {"new-" + settlement.code, settlement.name, {}, model_.candidate_classrooms, -1},
          settlement.place, settlement.township);
    }
  }

  std::optional<std::size_t> site_named(const std::string& name, const NamedSites& from,
                                        const char* field) {
    std::vector<std::size_t> found;
    std::vector<std::string> known;
    for (std::size_t j = 0; j < study_.sites.size(); ++j) {
      const StudiedSite& site = study_.sites[j];
      if (site.code == name || site.name == name) found.push_back(j);
      known.push_back(site.name);
      known.push_back(site.code);
    }
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
      problem({"scenario.ambiguous_school",
               {{"name", name}, {"count", static_cast<std::int64_t>(found.size())}}},
              from.line, field, name);
      return std::nullopt;
    }
    Message message{"locate.unknown_site", {{"name", name}}};
    if (const auto guess = nearest_word(name, known)) {
      message.key = "locate.unknown_site_guess";
      message.arguments.emplace_back("guess", *guess);
    }
    problem(std::move(message), from.line, field, name);
    return std::nullopt;
  }

  void set_standings() {
    for (const auto& name : model_.required.names) {
      if (const auto j = site_named(name, model_.required, "required"))
        study_.sites[*j].is_required = true;
    }
    for (const auto& name : model_.locked.names) {
      const auto j = site_named(name, model_.locked, "locked");
      if (!j) continue;
      (study_.sites[*j].school ? study_.sites[*j].is_required : study_.sites[*j].is_forbidden) =
          true;
    }
    for (const auto& name : model_.forbidden.names) {
      const auto j = site_named(name, model_.forbidden, "forbidden");
      if (!j) continue;
      study_.sites[*j].is_forbidden = true;
      if (study_.sites[*j].is_required)
        problem({"locate.required_and_forbidden", {{"name", name}}}, model_.forbidden.line,
                "forbidden", name);
    }
    std::set<std::string> codes;
    for (const StudiedSite& site : study_.sites) {
      if (!codes.insert(site.code).second)
        problem({"county.duplicate_code", {{"code", site.code}}}, -1, "code", site.code);
    }
  }

  /// Pupils of the stage at public schools, by settlement. The strictest limit of the grades that
  /// are there binds all of them: a settlement goes as one.
  void add_demands() {
    std::map<SettlementId, location::Demand> demands;
    for (const PupilGroup& group : ground_.placement.groups) {
      if (stage_of_grade(group.grade) != model_.stage || group.pupils == Heads(0)) continue;
      if (!county_.schools[group.school].is_public) continue;
      location::Demand& demand = demands[group.settlement];
      demand.heads += group.pupils.count();
      const auto farthest = model_.farthest[row(band_of_grade(group.grade))];
      if (farthest)
        demand.farthest = std::min(demand.farthest.value_or(farthest->count()), farthest->count());
    }
    for (auto& [id, demand] : demands) {
      const Settlement& settlement = county_.settlements[id];
      demand.key = settlement.code + "/" + settlement.name + "/" +
                   std::to_string(settlement.place.x) + "/" + std::to_string(settlement.place.y);
      demand.region = static_cast<std::int64_t>(county_.settlements[id].township.row());
      study_.settlements.push_back(id);
      study_.parts.demands.push_back(std::move(demand));
    }
    if (demands.empty()) problem({"locate.no_pupils", {}}, -1, "stage", "");
  }

  void add_ways() {
    std::vector<Point> candidates;
    std::vector<std::size_t> candidate_rows;
    for (std::size_t j = 0; j < study_.sites.size(); ++j) {
      if (study_.sites[j].school) continue;
      candidates.push_back(study_.sites[j].place);
      candidate_rows.push_back(j);
    }
    TravelMatrix further;
    if (!candidates.empty()) further = measure_further(ground_, candidates).on_foot;
    for (std::size_t i = 0; i < study_.settlements.size(); ++i) {
      const std::size_t from = study_.settlements[i].row();
      for (std::size_t j = 0; j < study_.sites.size(); ++j) {
        const auto& site = study_.sites[j];
        if (!site.school) continue;
        if (const auto way = ground_.on_foot.find(from, site.school->row()))
          study_.parts.ways.push_back({i, j, way->length.count()});
      }
      for (std::size_t c = 0; c < candidate_rows.size(); ++c) {
        if (const auto way = further.find(from, c))
          study_.parts.ways.push_back({i, candidate_rows[c], way->length.count()});
      }
    }
  }

  void drop_unreachable() {
    auto& parts = study_.parts;
    std::vector<char> has_way(parts.demands.size(), 0);
    for (const auto& way : parts.ways) has_way[way.demand] = 1;
    std::vector<std::size_t> place(parts.demands.size(), 0);
    std::vector<location::Demand> demands;
    std::vector<SettlementId> settlements;
    for (std::size_t i = 0; i < parts.demands.size(); ++i) {
      if (!has_way[i]) {
        study_.left_out.push_back(study_.settlements[i]);
        study_.heads_left_out += Heads(parts.demands[i].heads);
        continue;
      }
      place[i] = demands.size();
      demands.push_back(std::move(parts.demands[i]));
      settlements.push_back(study_.settlements[i]);
    }
    for (auto& way : parts.ways) way.demand = place[way.demand];
    parts.demands = std::move(demands);
    study_.settlements = std::move(settlements);
  }

  [[nodiscard]] Point place_of(std::size_t demand) const {
    return county_.settlements[study_.settlements[demand]].place;
  }

  void add_sites() {
    for (const StudiedSite& studied : study_.sites) {
      location::Site site;
      site.key = studied.code;
      site.region = static_cast<std::int64_t>(studied.township.row());
      site.least_heads = model_.least_pupils.count();
      if (studied.seats) site.most_heads = studied.seats->count();
      if (studied.is_required) site.standing = location::Standing::required;
      if (studied.is_forbidden) site.standing = location::Standing::forbidden;
      if (model_.neighbours_within) site.home = nearest_demand(studied.place);
      study_.parts.sites.push_back(std::move(site));
    }
  }

  [[nodiscard]] std::size_t nearest_demand(Point place) const {
    std::size_t nearest = 0;
    for (std::size_t i = 1; i < study_.settlements.size(); ++i) {
      if (distance_metres(place_of(i), place) < distance_metres(place_of(nearest), place))
        nearest = i;
    }
    return nearest;
  }

  void add_neighbours() {
    const double within = in_metres(*model_.neighbours_within);
    for (std::size_t i = 0; i < study_.settlements.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        if (distance_metres(place_of(i), place_of(k)) <= within)
          study_.parts.neighbours.emplace_back(i, k);
      }
    }
  }

  void set_parts() {
    auto& parts = study_.parts;
    parts.least_sites = model_.least_sites;
    parts.most_sites = model_.most_sites;
    parts.goals = model_.goals;
    parts.whole = model_.whole;
    parts.within_regions = model_.within_townships;
    parts.everyone_served = model_.everyone_served;
    parts.contiguous = model_.neighbours_within.has_value();
  }

  const Groundwork& ground_;
  const County& county_;
  const LocationModel& model_;
  LocationStudy study_;
  std::vector<std::string> untold_;
  std::vector<Problem> problems_;
};

}  // namespace

LocationStudy study_location(const Groundwork& ground, const LocationModel& model) {
  return LocationStudyMaker(ground, model).make();
}

std::vector<std::optional<ServedBySite>> served_by_site(const LocationStudy& study,
                                                        const location::Problem& problem,
                                                        const location::Solution& solution) {
  std::vector<std::optional<ServedBySite>> served(study.sites.size());
  std::vector<std::int64_t> lengths(study.sites.size(), 0);
  for (const location::SiteId site : solution.open) served[problem.row_of(site)] = ServedBySite{};
  for (const location::Share& share : solution.shares) {
    const std::size_t site = problem.row_of(share.site);
    const std::int64_t cost = problem.cost(share.demand, share.site).value_or(0);
    served[site]->pupils += Heads(share.heads);
    served[site]->farthest = std::max(served[site]->farthest, Millimetres(cost));
    lengths[site] += share.heads * cost;
  }
  for (std::size_t j = 0; j < served.size(); ++j) {
    if (served[j] && served[j]->pupils > Heads(0))
      served[j]->mean_metres =
          static_cast<double>(lengths[j]) / static_cast<double>(served[j]->pupils.count()) / 1e3;
  }
  return served;
}

}  // namespace budian
