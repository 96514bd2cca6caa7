// The ledger of the township districts: every figure of a township and of the county.
#include <algorithm>
#include <map>

#include "scenarios/appraisal/inequality.hpp"
#include "scenarios/appraisal/parts.hpp"
#include "scenarios/staff/posts.hpp"

namespace budian::appraisal {
namespace {

using Value = std::optional<double>;
using Figures = std::map<std::string, Value>;

double number(Heads heads) { return static_cast<double>(heads.count()); }
double number(std::int64_t count) { return static_cast<double>(count); }
Value km(const std::optional<Millimetres>& length) {
  return length ? Value(in_kilometres(*length)) : std::nullopt;
}
Value shown_minutes(const std::optional<Milliseconds>& time) {
  return time ? Value(in_minutes(*time)) : std::nullopt;
}
/// Part of a whole in percent; unknown where there is no whole.
Value percent(double part, double whole) {
  return whole > 0 ? Value(100 * part / whole) : std::nullopt;
}

std::string key_of(const char* group, const char* word) { return std::string(group) + "." + word; }

/// The figures of one township, or of the county where none is given.
class Account {
 public:
  Account(const Trips& trips, const Appraisal& appraisal, std::optional<TownshipId> township)
      : trips_(trips), appraisal_(appraisal), township_(township) {}

  Figures figures() {
    add_schools();
    add_pupils();
    add_coverage();
    for (const auto stage : stages) add_travel(stage);
    add_classes();
    add_staff();
    add_measures();
    add_money();
    for (std::size_t i = 0; i < trips_.outcome.standards.size(); ++i) add_standard(i);
    return std::move(figures_);
  }

 private:
  [[nodiscard]] bool is_here(TownshipId township) const {
    return !township_ || *township_ == township;
  }
  [[nodiscard]] bool is_here(SchoolId id) const {
    return is_here(trips_.plan().schools[id].school.township);
  }
  [[nodiscard]] bool lives_here(const PupilGroup& group) const {
    return is_here(trips_.home(group));
  }

  void add_schools() {
    std::map<int, std::int64_t> kinds;
    for (const int code : {211, 218, 311, 312, 341, 345}) kinds[code] = 0;
    std::int64_t open = 0, junior = 0;
    ByStage<Heads> roll;
    for (const auto& planned : trips_.plan().schools) {
      if (!planned.open || !is_here(planned.school.township)) continue;
      ++open;
      ++kinds[static_cast<int>(planned.school.kind)];
      if (planned.school.is_public && teaches(planned, Stage::junior)) ++junior;
      for (const auto stage : stages)
        roll[row(stage)] += pupils_of_stage(planned.school.pupils, stage);
    }
    figures_["schools"] = number(open);
    for (const auto& [code, count] : kinds)
      figures_["schools." + std::to_string(code)] = number(count);
    figures_["junior_schools"] = number(junior);
    for (const auto stage : stages)
      figures_[key_of("roll", stage_words[row(stage)])] = number(roll[row(stage)]);
  }

  void add_pupils() {
    ByStage<Heads> pupils;
    Heads cut_off, displaced, riders;
    for (const Trip& trip : trips_.after) {
      if (!lives_here(*trip.group)) continue;
      const Heads heads = trip.group->pupils;
      pupils[row(stage_of_grade(trip.group->grade))] += heads;
      if (!trip.journey->road) cut_off += heads;
      if (trip.group->displaced()) displaced += heads;
      if (trip.way == Way::bus) riders += heads;
    }
    for (const auto stage : stages)
      figures_[key_of("pupils", stage_words[row(stage)])] = number(pupils[row(stage)]);
    figures_["cut_off"] = number(cut_off);
    figures_["displaced"] = number(displaced);
    figures_["riders"] = number(riders);
  }

  void add_coverage() {
    const auto& coverage =
        township_ ? appraisal_.township_coverage[*township_] : appraisal_.coverage;
    Heads no_line;
    for (const auto band : grade_bands) {
      const auto& part = coverage[row(band)];
      figures_[key_of("within_lines", band_words[row(band)])] =
          percent(number(part.within), number(part.judged()));
      const auto beyond = part.known_over();
      if (beyond) figures_[key_of("beyond_lines", band_words[row(band)])] = number(*beyond);
      figures_[key_of("lines_unknown", band_words[row(band)])] = number(part.unknown);
      no_line += part.not_judged;
    }
    figures_["no_line"] = number(no_line);
    const auto& rules = trips_.situation.ground.appraisal.lines;
    for (std::size_t i = 0; i < appraisal_.lines.size(); ++i) {
      const auto& counts =
          township_ ? appraisal_.lines[i].townships[*township_] : appraisal_.lines[i].county;
      // Where it is known of nobody, nobody is known to be within either.
      Heads judged, over, unknown;
      for (const auto& count : counts) {
        judged += count.judged;
        over += count.over;
        unknown += count.unknown;
      }
      if (judged == Heads(0) && unknown > Heads(0)) continue;
      figures_["over." + rules[i].code] = number(over);
    }
  }

  void add_travel(Stage stage) {
    const auto s = row(stage);
    const char* word = stage_words[s];
    const auto& outcome = trips_.outcome;
    const auto& travel =
        township_ ? outcome.townships[*township_].by_stage[s] : outcome.county_by_stage[s];
    figures_[key_of("mean_road", word)] = km(travel.mean_road);
    figures_[key_of("p90_road", word)] = km(travel.p90_road);
    figures_[key_of("mean_minutes", word)] = shown_minutes(travel.mean_time);
    figures_[key_of("p90_minutes", word)] = shown_minutes(travel.p90_time);
    figures_[key_of("accessibility", word)] =
        township_ ? outcome.townships[*township_].accessibility[s] : county_accessibility(s);
    Value unequal = appraisal_.distance[s].gini;
    if (township_) unequal = gini(roads_of(trips_, stage).by_township[township_->row()]);
    figures_[key_of("gini_road", word)] = unequal;
  }

  /// Mean of the settlements by their pupils.
  [[nodiscard]] Value county_accessibility(std::size_t stage) const {
    double sum = 0, heads = 0;
    for (const auto& settlement : trips_.outcome.settlements) {
      const auto& seats = settlement.accessibility[stage];
      if (!seats) continue;
      sum += *seats * number(settlement.pupils[stage]);
      heads += number(settlement.pupils[stage]);
    }
    return heads > 0 ? Value(sum / heads) : std::nullopt;
  }

  /// As for the county, over the schools of the township.
  void add_classes() {
    Plan here;
    for (const auto& planned : trips_.plan().schools) {
      if (is_here(planned.school.township)) here.schools.push_back(planned);
    }
    std::int64_t all = 0, over = 0, large = 0, very_large = 0;
    for (const auto stage : stages) {
      const auto sizes = class_sizes(here, stage, trips_.situation.ground.class_sizes);
      if (sizes.schools_not_told > 0) return;  // the sums are not known
      all += sizes.total;
      over += sizes.over_standard;
      large += sizes.large;
      very_large += sizes.very_large;
    }
    figures_["classes"] = number(all);
    figures_["over_standard"] = number(over);
    figures_["over_standard_share"] = percent(number(over), number(all));
    figures_["large"] = number(large);
    figures_["large_share"] = percent(number(large), number(all));
    figures_["very_large_classes"] = number(very_large);
  }

  void add_staff() {
    std::int64_t teachers = 0;
    bool told = true;
    for (const auto& planned : trips_.plan().schools) {
      if (!planned.open || !planned.school.is_public || !is_here(planned.school.township)) continue;
      const auto& by_stage = planned.school.resources.by_stage[row(Resource::full_time_teachers)];
      teachers += by_stage[0] + by_stage[1];
      told = told && planned.teachers_told[0] && planned.teachers_told[1];
    }
    if (told) figures_["teachers"] = number(teachers);
    staff::ToldSum posts;
    for (const auto& post : trips_.outcome.posts) {
      if (is_here(post.school)) posts.add(post.posts);
    }
    if (!posts.whole()) return;
    figures_["posts"] = *posts.whole();
    if (!told) return;
    // Posts are for all staff; only their share for full-time teachers is theirs to fill.
    const double needed = *posts.whole() * trips_.situation.scenario.staff.full_time_share_of_posts;
    figures_["teachers_less_posts"] = number(teachers) - needed;
    figures_["teachers_less_posts_share"] = percent(number(teachers) - needed, needed);
  }

  void add_measures() {
    std::int64_t closures = 0, grades_lost = 0, refusals = 0;
    for (const auto& closure : trips_.plan().closures) {
      if (is_here(closure.school)) ++(closure.closes ? closures : grades_lost);
    }
    for (const auto& refusal : trips_.plan().refusals) {
      if (is_here(refusal.school)) ++refusals;
    }
    figures_["closures"] = number(closures);
    figures_["grades_lost"] = number(grades_lost);
    figures_["refusals"] = number(refusals);
  }

  /// The lines that share the bus cost out carry the township that buys the service.
  void add_money() {
    Fen county, township, family, others;
    for (const auto& line : trips_.outcome.ledger) {
      if (line.topic != money::Topic::bus_share) continue;
      if (township_ && line.township != township_) continue;
      if (line.payer == money::Payer::county) {
        county += line.amount;
      } else if (line.payer == money::Payer::township) {
        township += line.amount;
      } else if (line.payer == money::Payer::family) {
        family += line.amount;
      } else {
        others += line.amount;
      }
    }
    figures_["bus_cost"] = in_yuan(county + township + family + others);
    figures_["bus_cost.county"] = in_yuan(county);
    figures_["bus_cost.township"] = in_yuan(township);
    figures_["bus_cost.family"] = in_yuan(family);
    figures_["bus_cost.others"] = in_yuan(others);
  }

  /// A teaching point that is merged into its parent counts where the parent stands.
  void add_standard(std::size_t standard) {
    const auto& rules = trips_.situation.ground.standards[standard];
    const auto& result = trips_.outcome.standards[standard];
    std::int64_t judged = 0, failing = 0;
    bool told = true;
    for (const auto& stage : result.stages) {
      const std::string end = rules.code + "." + stage_words[row(stage.stage)];
      std::int64_t stage_failing = 0, stage_judged = 0, not_known = 0;
      for (const auto& school : stage.schools) {
        if (!is_here(school.school)) continue;
        ++stage_judged;
        stage_failing += school.passes == Verdict(false);
        not_known += !school.passes;
      }
      if (not_known == 0) figures_["failing." + end] = number(stage_failing);
      told = told && not_known == 0;
      judged += stage_judged;
      failing += stage_failing;
      add_indicators(rules, stage, end);
    }
    if (told) figures_["failing_share." + rules.code] = percent(number(failing), number(judged));
  }

  void add_indicators(const StandardRules& rules, const StageResult& stage,
                      const std::string& end) {
    const auto units = counted_units(trips_.county(), trips_.plan(), rules, stage.stage);
    for (std::size_t k = 0; k < stage.indicators.size(); ++k) {
      std::vector<std::int64_t> bases;
      std::vector<double> amounts;
      bool told = true, some = false;
      for (const auto& unit : units) {
        if (!is_here(unit.school)) continue;
        told = told && unit.tells(k);
        some = some || unit.bases[k] > 0;
        bases.push_back(unit.bases[k]);
        amounts.push_back(unit.amounts[k]);
      }
      if (!some || !told) continue;
      const Variation found = variation(bases, amounts);
      const auto& rule = rules.indicators[k];
      figures_["mean." + end + "." + rule.code] = shown_value(rule, found.mean, 1);
      figures_["cv." + end + "." + rule.code] = found.cv;
    }
  }

  const Trips& trips_;
  const Appraisal& appraisal_;
  std::optional<TownshipId> township_;
  Figures figures_;
};

TownshipFigures in_order(const std::vector<TownshipColumn>& columns, const Figures& figures) {
  TownshipFigures result;
  result.reserve(columns.size());
  for (const auto& column : columns) {
    const auto found = figures.find(column.key);
    result.push_back(found == figures.end() ? std::nullopt : found->second);
  }
  return result;
}

}  // namespace

TownshipLedger ledger_of(const Trips& trips, const std::vector<TownshipColumn>& columns,
                         const Appraisal& appraisal) {
  TownshipLedger ledger;
  for (const auto id : trips.county().townships.ids()) {
    ledger.townships.push_back(in_order(columns, Account(trips, appraisal, id).figures()));
  }
  ledger.county = in_order(columns, Account(trips, appraisal, std::nullopt).figures());
  return ledger;
}

}  // namespace budian::appraisal
