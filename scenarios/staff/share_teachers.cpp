// Which teachers of a district teach where: the task for `level`, and what its answer means.
#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/balance/indicators.hpp"
#include "scenarios/staff/levelling.hpp"
#include "scenarios/staff/people.hpp"
#include "scenarios/staff/sharing.hpp"

namespace budian::staff {
namespace {

constexpr std::size_t all = row(Resource::full_time_teachers);

/// One stage of one measure.
class TeacherSharing {
 public:
  TeacherSharing(const StaffStep& step, const ShareTeachers& terms, Stage stage,
                 const SharingSite& site)
      : step_(step), terms_(terms), stage_(stage), site_(site) {
    ByStage<bool> only{};
    only[row(stage)] = true;
    for (const SchoolId id : schools_of(step, only, site)) {
      const bool known = site.schools[id].teachers_told[row(stage)] &&
                         teachers_needed(site, site.schools[id].school, stage);
      if (known) {
        schools_.push_back(id);
      } else {
        ++left_out_;
      }
    }
    for (const Resource resource : terms.indicators) {
      if (row(resource) != all && in_county(resource) > 0) kinds_.push_back(resource);
    }
  }

  void run() {
    if (schools_.empty() && left_out_ == 0) return;
    if (in_county(Resource::full_time_teachers) == 0) {
      note("staff.no_teachers_told", {});
      return;
    }
    if (left_out_ > 0) note("staff.left_out", {{"schools", left_out_}});
    pairs_ = pairs_within(schools_, step_, terms_.district, site_);
    const LevellingTask task = make_task();
    const Levelling found = level(task);
    SharingResult result;
    result.measure = step_.measure;
    result.stage = stage_;
    result.resources = terms_.indicators;
    result.schools = static_cast<std::int64_t>(schools_.size());
    result.given_up = static_cast<std::int64_t>(found.given_up.size());
    result.left_out = left_out_;
    result.proven_within = found.spread_within;
    result.lacking_before = value_of(task, {}).lacking;
    result.cv_before = variations();
    move(found.moves);
    const LevellingValue value = value_of(task, found.moves);
    result.lacking_after = value.lacking;
    result.moved = value.moved;
    for (const LevelledMove& each : found.moves) result.road += pairs_[each.way].road * each.count;
    result.cv_after = variations();
    site_.staffing.results.push_back(std::move(result));
    if (!found.given_up.empty())
      note("staff.given_up", {{"schools", static_cast<std::int64_t>(found.given_up.size())}});
    if (!found.not_fewest.empty())
      note("staff.not_fewest", {{"schools", static_cast<std::int64_t>(found.not_fewest.size())}});
    tell_lacking(after(task, found.moves));
  }

 private:
  [[nodiscard]] static std::int64_t& held(School& school, Resource resource, Stage stage) {
    return school.resources.by_stage[row(resource)][row(stage)];
  }
  [[nodiscard]] std::int64_t held(SchoolId id, Resource resource) const {
    return site_.schools[id].school.resources.by_stage[row(resource)][row(stage_)];
  }
  [[nodiscard]] Heads pupils(SchoolId id) const {
    return pupils_of_stage(site_.schools[id].school.pupils, stage_);
  }
  /// Open public schools with pupils of the stage, of the whole county: those the CV is about.
  template <class Visit>
  void each_counted(Visit visit) const {
    for (const SchoolId id : site_.schools.ids()) {
      const PlannedSchool& planned = site_.schools[id];
      if (planned.open && planned.school.is_public && pupils(id) > Heads(0)) visit(id);
    }
  }
  [[nodiscard]] std::int64_t in_county(Resource resource) const {
    std::int64_t sum = 0;
    each_counted([&](SchoolId id) { sum += held(id, resource); });
    return sum;
  }
  /// CV² + 1 = P ΣR²/P_i / (ΣR)²; moves inside of the county change neither P nor ΣR, so the sum of
  /// the squared CVs is least where Σ weight × ΣR²/P_i is, and districts can be solved apart.
  [[nodiscard]] double weight(Resource resource) const {
    const bool is_chosen = std::find(terms_.indicators.begin(), terms_.indicators.end(),
                                     resource) != terms_.indicators.end();
    const auto sum = static_cast<double>(in_county(resource));
    if (!is_chosen || sum <= 0) return 0;
    std::int64_t heads = 0;
    each_counted([&](SchoolId id) { heads += pupils(id).count(); });
    return static_cast<double>(heads) / (sum * sum);
  }

  [[nodiscard]] LevellingTask make_task() const {
    LevellingTask task;
    task.amount_weight = weight(Resource::full_time_teachers);
    for (const Resource resource : kinds_) task.kind_weights.push_back(weight(resource));
    task.kind_holders.resize(kinds_.size());
    const auto above = row_of(Resource::above_degree_teachers);
    if (above) task.kind_holders[*above] = row_of(Resource::qualified_teachers);
    for (const SchoolId id : schools_) task.places.push_back(place_of(id));
    task.ways = ways_between(schools_, pairs_);
    return task;
  }

  [[nodiscard]] std::optional<std::size_t> row_of(Resource kind) const {
    const auto found = std::find(kinds_.begin(), kinds_.end(), kind);
    if (found == kinds_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - kinds_.begin());
  }

  [[nodiscard]] LevelledPlace place_of(SchoolId id) const {
    LevelledPlace place;
    place.weight = static_cast<double>(pupils(id).count());
    place.amount = held(id, Resource::full_time_teachers);
    // A file that reports more of a kind than there are teachers: the kind cannot be more than all.
    for (const Resource resource : kinds_)
      place.kinds.push_back(std::min(place.amount, held(id, resource)));
    place.most_leaving = static_cast<std::int64_t>(
        std::floor(terms_.most_share_moving * static_cast<double>(place.amount) + hair_of_need));
    place.need = teachers_needed(site_, site_.schools[id].school, stage_).value_or(0);
    place.least =
        std::min(place.amount, static_cast<std::int64_t>(std::ceil(place.need - hair_of_need)));
    return place;
  }

  [[nodiscard]] std::vector<std::optional<double>> variations() const {
    std::vector<std::int64_t> heads;
    each_counted([&](SchoolId id) { heads.push_back(pupils(id).count()); });
    std::vector<std::optional<double>> result;
    for (const Resource resource : terms_.indicators) {
      std::vector<double> amounts;
      each_counted(
          [&](SchoolId id) { amounts.push_back(static_cast<double>(held(id, resource))); });
      result.push_back(variation(heads, amounts).cv);
    }
    return result;
  }

  /// What was not chosen goes along as near to proportion as persons can be: of whom is left at the
  /// school, so that many small groups together are in proportion too.
  TeacherMove move_of(const SchoolPair& pair, const LevelledMove& levelled, People& left) const {
    TeacherMove move;
    move.measure = step_.measure;
    move.from = pair.from;
    move.to = pair.to;
    move.stage = stage_;
    move.road = pair.road;
    SettledCounts settled{};
    settled[all] = levelled.count;
    for (std::size_t k = 0; k < kinds_.size(); ++k) settled[row(kinds_[k])] = levelled.kinds[k];
    const People part = part_of(left, levelled.count, left.teachers(), settled);
    left = left - part;
    move.of = part.of;
    return move;
  }

  void move(const std::vector<LevelledMove>& moves) {
    std::map<SchoolId, School> before;
    for (const SchoolId id : schools_) before.emplace(id, site_.schools[id].school);
    std::map<SchoolId, People> left;
    for (const SchoolId id : schools_)
      left.emplace(id, people_of(site_.schools[id].school, stage_));
    const std::size_t first = site_.staffing.moves.size();
    for (const LevelledMove& each : moves) {
      const SchoolPair& pair = pairs_[each.way];
      const TeacherMove move = move_of(pair, each, left.at(pair.from));
      carry(move);
      site_.staffing.moves.push_back(move);
    }
    for (std::size_t i = first; i < site_.staffing.moves.size(); ++i) {
      TeacherMove& move = site_.staffing.moves[i];
      move.from_before = before.at(move.from).resources.by_stage[all][row(stage_)];
      move.to_before = before.at(move.to).resources.by_stage[all][row(stage_)];
      move.from_after = held(move.from, Resource::full_time_teachers);
      move.to_after = held(move.to, Resource::full_time_teachers);
      move.from_pupils = pupils(move.from);
      move.to_pupils = pupils(move.to);
    }
  }

  /// Teachers are staff too; a school that does not report its staff cannot give any of it.
  void carry(const TeacherMove& move) {
    School& from = site_.schools[move.from].school;
    School& to = site_.schools[move.to].school;
    for (std::size_t r = all; r < resource_count; ++r) {
      held(from, static_cast<Resource>(r), stage_) -= move.of[r];
      held(to, static_cast<Resource>(r), stage_) += move.of[r];
    }
    const Heads staff = std::min(from.staff[row(stage_)], Heads(move.teachers()));
    from.staff[row(stage_)] -= staff;
    to.staff[row(stage_)] += staff;
    site_.schools[move.from].changed = true;
    site_.schools[move.to].changed = true;
  }

  void note(const char* key, std::vector<std::pair<std::string, Argument>> arguments) {
    Finding finding;
    finding.message = {
        key,
        {{"measure", static_cast<std::int64_t>(step_.measure + 1)},
         {"stage", std::string(stage_ == Stage::primary ? "stage.primary" : "stage.junior")}}};
    for (auto& argument : arguments) finding.message.arguments.push_back(std::move(argument));
    site_.staffing.findings.push_back(std::move(finding));
  }

  struct District {
    double lacking = 0;
    std::int64_t spare = 0;  ///< whole teachers above the norm
  };

  /// What no move can cover, by township, with why.
  void tell_lacking(const std::vector<LevelledPlace>& places) {
    std::map<TownshipId, District> districts;
    std::int64_t spare_anywhere = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      District& district = districts[site_.schools[schools_[i]].school.township];
      const auto teachers = static_cast<double>(places[i].amount);
      district.lacking += std::max(0.0, places[i].need - teachers);
      const auto spare = static_cast<std::int64_t>(
          std::max(0.0, std::floor(teachers - places[i].need + hair_of_need)));
      district.spare += spare;
      spare_anywhere += spare;
    }
    for (const auto& [township, district] : districts) {
      if (district.lacking <= hair_of_need) continue;
      const bool is_wide = terms_.district.across_townships;
      const std::int64_t spare = is_wide ? spare_anywhere : district.spare;
      note(spare == 0 ? "staff.lacking.no_spare" : "staff.lacking.limits",
           {{"township", site_.ground.county.townships[township].name},
            {"lacking", district.lacking},
            {"spare", spare},
            {"share", 100 * terms_.most_share_moving},
            {"km", in_kilometres(terms_.district.farthest)}});
      site_.staffing.findings.back().township = township;
    }
  }

  const StaffStep& step_;
  const ShareTeachers& terms_;
  Stage stage_;
  const SharingSite& site_;
  std::vector<SchoolId> schools_;  ///< that tell what is needed to share
  std::int64_t left_out_ = 0;      ///< schools that do not
  std::vector<Resource> kinds_;    ///< of teachers, that are levelled too
  std::vector<SchoolPair> pairs_;
};

}  // namespace

void share_teachers(const StaffStep& step, const ShareTeachers& terms, const SharingSite& site) {
  for (const Stage stage : stages) {
    if (terms.district.stages[row(stage)]) TeacherSharing(step, terms, stage, site).run();
  }
}

}  // namespace budian::staff
