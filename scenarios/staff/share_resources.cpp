// Which books, computers and equipment stand where.
#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/balance/indicators.hpp"
#include "scenarios/staff/levelling.hpp"
#include "scenarios/staff/sharing.hpp"

namespace budian::staff {
namespace {

/// One resource of one measure. A campus is one place: what it has is for all its pupils.
class ThingSharing {
 public:
  ThingSharing(const StaffStep& step, const ShareResources& terms, Resource resource,
               const SharingSite& site)
      : step_(step), terms_(terms), resource_(resource), site_(site) {
    schools_ = schools_of(step, terms.district.stages, site);
    lot_ = std::max<std::int64_t>(1, site.rules.lot[row(resource)]);
    if (!site.ground.standards.empty()) weights_ = site.ground.standards.front();
  }

  void run() {
    if (schools_.empty()) return;
    if (in_all_schools() == 0) {
      note("staff.nothing_told", {});
      return;
    }
    for (const SchoolPair& pair : pairs_within(schools_, step_, terms_.district, site_)) {
      if (share_a_stage(pair)) pairs_.push_back(pair);
    }
    const LevellingTask task = make_task();
    const Levelling found = level(task);
    SharingResult result;
    result.measure = step_.measure;
    result.resources = {resource_};
    result.schools = static_cast<std::int64_t>(schools_.size());
    result.given_up = static_cast<std::int64_t>(found.given_up.size());
    result.proven_within = spread_weight() * found.spread_within;
    const auto lot = static_cast<double>(lot_);
    result.lacking_before = value_of(task, {}).lacking * lot;
    result.cv_before = {variation_now()};
    move(found.moves);
    result.lacking_after = value_of(task, found.moves).lacking * lot;
    result.moved = value_of(task, found.moves).moved * lot_;
    for (const LevelledMove& each : found.moves) result.road += pairs_[each.way].road * each.count;
    result.cv_after = {variation_now()};
    site_.staffing.results.push_back(std::move(result));
    if (!found.not_fewest.empty())
      note("staff.things_not_fewest",
           {{"schools", static_cast<std::int64_t>(found.not_fewest.size())}});
    if (!found.given_up.empty())
      note("staff.things_given_up",
           {{"schools", static_cast<std::int64_t>(found.given_up.size())}});
  }

 private:
  [[nodiscard]] std::int64_t& held(SchoolId id) const {
    return site_.schools[id].school.resources.campus[row(resource_)];
  }
  [[nodiscard]] std::int64_t in_all_schools() const {
    std::int64_t sum = 0;
    for (const PlannedSchool& planned : site_.schools) {
      if (planned.open && planned.school.is_public)
        sum += planned.school.resources.campus[row(resource_)];
    }
    return sum;
  }
  [[nodiscard]] bool share_a_stage(const SchoolPair& pair) const {
    return std::any_of(stages.begin(), stages.end(), [&](Stage stage) {
      return terms_.district.stages[row(stage)] &&
             pupils_of_stage(site_.schools[pair.from].school.pupils, stage) > Heads(0) &&
             pupils_of_stage(site_.schools[pair.to].school.pupils, stage) > Heads(0);
    });
  }
  [[nodiscard]] static double heads(const School& school, Stage stage) {
    return static_cast<double>(pupils_of_stage(school.pupils, stage).count());
  }
  /// Pupils weighted 1 : 1.1 : 1.32, as campuses are split (policy §1.4): what a primary pupil has
  /// is then amount ÷ weight, whatever the campus, and a junior pupil 1.1 of it.
  [[nodiscard]] double weight(const School& school) const {
    return heads(school, Stage::primary) + weights_.junior_weight * heads(school, Stage::junior) +
           weights_.senior_weight * static_cast<double>(school.senior_pupils.count());
  }
  /// Does a standard look at the school, alone or with the one it belongs to? Of the latter a point
  /// has its pupils' part of the line.
  [[nodiscard]] static bool counts(const StandardRules& standard, const School& school,
                                   Stage stage) {
    if (school.kind != SchoolKind::teaching_point) return true;
    switch (standard.teaching_points) {
      case TeachingPointPolicy::exclude:
        return false;
      case TeachingPointPolicy::own_unit_if_at_least:
        return pupils_of_stage(school.pupils, stage) >= standard.teaching_point_least;
      default:
        return true;
    }
  }
  /// What the strictest standard asks of a campus, so that each stage's part reaches its line.
  [[nodiscard]] std::optional<double> line(const School& school) const {
    std::optional<double> most;
    for (const StandardRules& standard : site_.ground.standards) {
      for (const IndicatorRule& rule : standard.indicators) {
        if (rule.resource != resource_ || rule.counts_all_staff || !by_pupils(rule.per)) continue;
        for (const Stage stage : stages) {
          const double pupils = heads(school, stage);
          const auto& least = rule.line(stage, school.is_rural);
          if (!least || pupils <= 0 || !counts(standard, school, stage)) continue;
          const double part = pupils * (stage == Stage::primary ? 1 : weights_.junior_weight);
          const double of_stage =
              *least * rule.shown_divisor * pupils / (rule.per == Per::hundred_pupils ? 100 : 1);
          most = std::max(most.value_or(0), of_stage * weight(school) / part);
        }
      }
    }
    return most;
  }

  /// From Σ R²/P in lots to CV²: CV² + 1 = P ΣR²/P_i / (ΣR)².
  [[nodiscard]] double spread_weight() const {
    double pupils = 0;
    for (const PlannedSchool& planned : site_.schools) {
      if (planned.open && planned.school.is_public) pupils += weight(planned.school);
    }
    const double all = static_cast<double>(in_all_schools()) / static_cast<double>(lot_);
    return pupils / (all * all);
  }

  [[nodiscard]] LevellingTask make_task() const {
    LevellingTask task;
    task.spread_gap /= spread_weight();
    for (const SchoolId id : schools_) task.places.push_back(place_of(id));
    task.ways = ways_between(schools_, pairs_);
    return task;
  }

  [[nodiscard]] LevelledPlace place_of(SchoolId id) const {
    const School& school = site_.schools[id].school;
    const std::int64_t amount = held(id);
    const auto lot = static_cast<double>(lot_);
    LevelledPlace place;
    place.weight = weight(school);
    place.amount = amount / lot_;
    place.rest = static_cast<double>(amount % lot_) / lot;
    place.most_leaving = static_cast<std::int64_t>(
        std::floor(terms_.most_share_moving * static_cast<double>(amount) / lot + hair_of_need));
    place.need = line(school).value_or(0) / lot;
    place.least = std::min(
        place.amount,
        std::max<std::int64_t>(
            0, static_cast<std::int64_t>(std::ceil(place.need - place.rest - hair_of_need))));
    return place;
  }

  /// Amounts per weighted pupil, each campus of the county its own unit.
  [[nodiscard]] std::optional<double> variation_now() const {
    // Weights of a hundredth are whole heads here: 1 : 1.1 : 1.32 is 100 : 110 : 132.
    std::vector<std::int64_t> weighted;
    std::vector<double> amounts;
    for (const PlannedSchool& planned : site_.schools) {
      if (!planned.open || !planned.school.is_public) continue;
      weighted.push_back(std::llround(100 * weight(planned.school)));
      amounts.push_back(static_cast<double>(planned.school.resources.campus[row(resource_)]));
    }
    return variation(weighted, amounts).cv;
  }

  void move(const std::vector<LevelledMove>& moves) {
    std::map<SchoolId, std::int64_t> before;
    for (const SchoolId id : schools_) before[id] = held(id);
    const std::size_t first = site_.staffing.transfers.size();
    for (const LevelledMove& each : moves) {
      const SchoolPair& pair = pairs_[each.way];
      Transfer transfer;
      transfer.measure = step_.measure;
      transfer.from = pair.from;
      transfer.to = pair.to;
      transfer.resource = resource_;
      transfer.amount = each.count * lot_;
      transfer.road = pair.road;
      held(pair.from) -= transfer.amount;
      held(pair.to) += transfer.amount;
      site_.schools[pair.from].changed = true;
      site_.schools[pair.to].changed = true;
      site_.staffing.transfers.push_back(transfer);
    }
    for (std::size_t i = first; i < site_.staffing.transfers.size(); ++i) {
      Transfer& transfer = site_.staffing.transfers[i];
      transfer.from_before = before[transfer.from];
      transfer.to_before = before[transfer.to];
      transfer.from_after = held(transfer.from);
      transfer.to_after = held(transfer.to);
      const School& from = site_.schools[transfer.from].school;
      const School& to = site_.schools[transfer.to].school;
      transfer.from_pupils = total(from.pupils);
      transfer.to_pupils = total(to.pupils);
      transfer.from_line = line(from);
      transfer.to_line = line(to);
    }
  }

  void note(const char* key, std::vector<std::pair<std::string, Argument>> arguments) {
    Finding finding;
    finding.message = {key,
                       {{"measure", static_cast<std::int64_t>(step_.measure + 1)},
                        {"resource", "resource." + std::string(word_of(resource_))}}};
    for (auto& argument : arguments) finding.message.arguments.push_back(std::move(argument));
    site_.staffing.findings.push_back(std::move(finding));
  }

  const StaffStep& step_;
  const ShareResources& terms_;
  Resource resource_;
  const SharingSite& site_;
  StandardRules weights_;
  std::int64_t lot_ = 1;
  std::vector<SchoolId> schools_;
  std::vector<SchoolPair> pairs_;
};

}  // namespace

void share_resources(const StaffStep& step, const ShareResources& terms, const SharingSite& site) {
  for (const Resource resource : terms.which) ThingSharing(step, terms, resource, site).run();
}

}  // namespace budian::staff
