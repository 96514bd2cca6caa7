// 走教: days of arts and PE teachers to small schools that lack periods, as a transportation
// problem.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/staff/sharing.hpp"

namespace budian::staff {
namespace {

using Graph = lemon::SmartDigraph;

class Itinerary {
 public:
  Itinerary(const StaffStep& step, const SendItinerantTeachers& terms, Stage stage,
            const SharingSite& site)
      : step_(step), terms_(terms), stage_(stage), site_(site), rules_(site.rules.itinerant) {
    ByStage<bool> only{};
    only[row(stage)] = true;
    schools_ = schools_of(step, only, site);
  }

  void run() {
    for (const SchoolId id : schools_) {
      // Without its classes nobody knows what a school needs, or has to spare.
      if (!money::tells_classes(site_.schools[id].school, stage_)) continue;
      const double needed = periods_needed(id);
      const double own = periods_own(id);
      if (is_visited(id) && needed > own + hair_of_need) {
        const auto days =
            static_cast<std::int64_t>(std::ceil(
                (needed - own) / static_cast<double>(rules_.periods_a_day) - hair_of_need)) -
            days_so_far(id, &Visit::to);
        if (days <= 0) continue;
        lacking_[id] = days;
        visited_[id] = site_.staffing.visited.size();
        site_.staffing.visited.push_back({step_.measure, id, stage_, needed, own, days, 0});
      } else if (own > needed) {
        spare_[id] = static_cast<std::int64_t>(
            std::floor((own - needed) / static_cast<double>(rules_.periods_a_day) + hair_of_need));
        spare_[id] -= std::min(spare_[id], days_so_far(id, &Visit::from));
      }
    }
    if (lacking_.empty()) return;
    assign(pairs_within(schools_, step_, terms_.district, site_));
    tell_lacking();
  }

 private:
  /// Days a week that earlier measures bring to the school, or send away from it.
  [[nodiscard]] std::int64_t days_so_far(SchoolId id, SchoolId Visit::*end) const {
    std::int64_t days = 0;
    for (const Visit& visit : site_.staffing.visits) {
      if (visit.stage == stage_ && visit.*end == id) days += visit.days_a_week;
    }
    return days;
  }
  [[nodiscard]] double periods_needed(SchoolId id) const {
    int classes = 0;
    const School& school = site_.schools[id].school;
    for (int grade = 0; grade < grade_count; ++grade) {
      if (stage_of_grade(grade) == stage_)
        classes += school.classes[static_cast<std::size_t>(grade)];
    }
    return classes * rules_.periods_a_class_week[row(stage_)];
  }
  [[nodiscard]] double periods_own(SchoolId id) const {
    const auto& teachers =
        site_.schools[id].school.resources.by_stage[row(Resource::arts_pe_teachers)];
    return static_cast<double>(teachers[row(stage_)]) * rules_.periods_a_teacher_week[row(stage_)];
  }
  /// Small rural schools and points; a larger school that lacks teachers needs its own.
  [[nodiscard]] bool is_visited(SchoolId id) const {
    const School& school = site_.schools[id].school;
    return school.is_rural && total(school.pupils) < rules_.fewer_than;
  }

  /// As many days as can be given, then the least total way: a hub gives the days that nobody can,
  /// each dearer than any journeys together that would spare it.
  void assign(const std::vector<SchoolPair>& pairs) {
    Graph graph;
    std::map<SchoolId, Graph::Node> nodes;
    for (const SchoolId id : schools_) nodes[id] = graph.addNode();
    const Graph::Node hub = graph.addNode();
    Graph::NodeMap<std::int64_t> supply(graph, 0);
    Graph::ArcMap<std::int64_t> cost(graph, 0);
    std::int64_t days = 0, spare = 0, dear = 1;
    for (const auto& [id, count] : lacking_) days += count;
    for (const auto& [id, count] : spare_) spare += count;
    for (const SchoolPair& pair : pairs) dear = std::max(dear, pair.road.count() + 1);
    dear *= days + 1;
    std::vector<std::pair<Graph::Arc, const SchoolPair*>> arcs;
    for (const SchoolPair& pair : pairs) {
      if (!spare_.contains(pair.from) || !lacking_.contains(pair.to)) continue;
      const Graph::Arc arc = graph.addArc(nodes[pair.from], nodes[pair.to]);
      cost[arc] = pair.road.count();
      arcs.emplace_back(arc, &pair);
    }
    for (const auto& [id, count] : spare_) {
      supply[nodes[id]] = count;
      graph.addArc(nodes[id], hub);
    }
    for (const auto& [id, count] : lacking_) {
      supply[nodes[id]] = -count;
      cost[graph.addArc(hub, nodes[id])] = dear;
    }
    supply[hub] = days - spare;
    lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
    simplex.supplyMap(supply).costMap(cost).run();
    for (const auto& [arc, pair] : arcs) {
      if (simplex.flow(arc) > 0) add_visit(*pair, simplex.flow(arc));
    }
  }

  void add_visit(const SchoolPair& pair, std::int64_t days) {
    Visit visit;
    visit.measure = step_.measure;
    visit.from = pair.from;
    visit.to = pair.to;
    visit.stage = stage_;
    visit.days_a_week = days;
    visit.teachers = (days + rules_.days_a_week - 1) / rules_.days_a_week;
    visit.road = pair.road;
    visit.days_a_year = days * rules_.weeks_a_year;
    visit.allowance_a_year = rules_.allowance_a_day * visit.days_a_year;
    visit.travel_a_year =
        Fen(std::llround(static_cast<double>(rules_.travel_a_km.count() * 2 * visit.days_a_year) *
                         in_kilometres(visit.road)));
    site_.staffing.visits.push_back(visit);
    site_.staffing.visited[visited_.at(pair.to)].days_visited += days;
  }

  struct Uncovered {
    std::int64_t schools = 0, lacking = 0, visited = 0;
  };

  /// By township; each school stands in Staffing::visited.
  void tell_lacking() {
    std::map<TownshipId, Uncovered> townships;
    for (const auto& [id, at] : visited_) {
      const VisitedSchool& visited = site_.staffing.visited[at];
      if (visited.days_visited >= visited.days_lacking) continue;
      Uncovered& township = townships[site_.schools[id].school.township];
      ++township.schools;
      township.lacking += visited.days_lacking;
      township.visited += visited.days_visited;
    }
    for (const auto& [id, uncovered] : townships) {
      Finding finding;
      finding.message = {
          "staff.visits_lacking",
          {{"township", site_.ground.county.townships[id].name},
           {"stage", std::string(stage_ == Stage::primary ? "stage.primary" : "stage.junior")},
           {"schools", uncovered.schools},
           {"lacking", uncovered.lacking},
           {"visited", uncovered.visited},
           {"km", in_kilometres(terms_.district.farthest)}}};
      finding.township = id;
      site_.staffing.findings.push_back(std::move(finding));
    }
  }

  const StaffStep& step_;
  const SendItinerantTeachers& terms_;
  Stage stage_;
  const SharingSite& site_;
  const ItinerantRules& rules_;
  std::vector<SchoolId> schools_;
  std::map<SchoolId, std::int64_t> lacking_, spare_;  ///< teacher-days a week
  std::map<SchoolId, std::size_t> visited_;           ///< row of Staffing::visited
};

}  // namespace

void send_itinerant(const StaffStep& step, const SendItinerantTeachers& terms,
                    const SharingSite& site) {
  std::int64_t teachers = 0;
  for (const PlannedSchool& planned : site.schools) {
    const auto& arts = planned.school.resources.by_stage[row(Resource::arts_pe_teachers)];
    teachers += arts[0] + arts[1];
  }
  if (teachers == 0) {
    Finding finding;
    finding.message = {"staff.no_arts_pe_told",
                       {{"measure", static_cast<std::int64_t>(step.measure + 1)}}};
    site.staffing.findings.push_back(std::move(finding));
    return;
  }
  for (const Stage stage : stages) {
    if (terms.district.stages[row(stage)]) Itinerary(step, terms, stage, site).run();
  }
}

}  // namespace budian::staff
