// What every scenario does to children, buses, money and balance: one row a measure of effect.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "maps/csv_text.hpp"
#include "maps/outputs.hpp"
#include "maps/school_status.hpp"
#include "scenarios/money/bill.hpp"
#include "scenarios/staff/posts.hpp"

namespace budian {
namespace {

using Value = std::optional<double>;
using money::Payer;
using money::Topic;

/// Collects rows: a function of one outcome is asked for each scenario.
class Rows {
 public:
  explicit Rows(const Study& study) : study_(study) {}

  void add(std::string key, std::string unit, int decimals,
           const std::function<Value(const Outcome&)>& value, const Bilingual& standard = {}) {
    ComparisonRow row{std::move(key), std::move(unit), decimals, {}, standard};
    for (const auto& outcome : study_.outcomes) row.values.push_back(value(outcome));
    rows_.push_back(std::move(row));
  }
  [[nodiscard]] std::vector<ComparisonRow> take() { return std::move(rows_); }

 private:
  const Study& study_;
  std::vector<ComparisonRow> rows_;
};

double number(Heads heads) { return static_cast<double>(heads.count()); }
double number(std::size_t count) { return static_cast<double>(count); }
double number(std::int64_t count) { return static_cast<double>(count); }

Value km(const std::optional<Millimetres>& length) {
  if (!length) return std::nullopt;
  return in_kilometres(*length);
}

std::set<SchoolKind> kinds_open(const Study& study) {
  std::set<SchoolKind> kinds;
  for (const auto& outcome : study.outcomes) {
    for (const auto& planned : outcome.plan.schools) {
      if (planned.open) kinds.insert(planned.school.kind);
    }
  }
  return kinds;
}

Value schools_open(const Outcome& outcome, std::optional<SchoolKind> kind) {
  const auto& schools = outcome.plan.schools.rows();
  return number(std::count_if(schools.begin(), schools.end(), [&](const PlannedSchool& planned) {
    return planned.open && (!kind || planned.school.kind == *kind);
  }));
}

void add_schools(const Study& study, Rows& rows) {
  rows.add("measure.schools", "unit.schools", 0,
           [](const Outcome& o) { return schools_open(o, std::nullopt); });
  for (const auto kind : kinds_open(study)) {
    rows.add(kind_key(kind), "unit.schools", 0,
             [kind](const Outcome& o) { return schools_open(o, kind); });
  }
  rows.add("measure.closed", "unit.schools", 0, [](const Outcome& o) {
    const auto& schools = o.plan.schools.rows();
    return number(std::count_if(schools.begin(), schools.end(),
                                [](const PlannedSchool& planned) { return !planned.open; }));
  });
  rows.add("measure.refused", "unit.schools", 0,
           [](const Outcome& o) { return number(o.plan.refusals.size()); });
}

/// Pupils in the bands from `first` on.
template <std::size_t count>
Heads from_band(const std::array<Heads, count>& bands, std::size_t first) {
  Heads sum;
  for (std::size_t band = first; band < count; ++band) sum += bands[band];
  return sum;
}

Heads over_distance(const Outcome& outcome, double limit_km) {
  std::size_t first = 0;
  while (distance_bands_km[first] < limit_km) ++first;
  Heads sum;
  for (const auto& summary : outcome.county_by_stage) {
    sum += from_band(summary.by_distance, first + 1);
  }
  return sum;
}

Heads over_time(const TravelSummary& summary, double limit_minutes) {
  std::size_t first = 0;
  while (time_bands_minutes[first] < limit_minutes) ++first;
  return from_band(summary.by_time, first + 1);
}

Value mean_minutes(const Outcome& outcome) {
  std::int64_t sum = 0;
  std::int64_t heads = 0;
  for (const auto& summary : outcome.county_by_stage) {
    if (!summary.mean_time) continue;
    const std::int64_t known = (summary.pupils - summary.unreachable).count();
    sum += summary.mean_time->count() * known;
    heads += known;
  }
  if (heads == 0) return std::nullopt;
  return in_minutes(Milliseconds(sum / heads));
}

void add_distances(Rows& rows) {
  const auto road = [&](const std::string& key, std::optional<Millimetres> TravelSummary::*part) {
    for (const auto stage : stages) {
      const std::string name = key + (stage == Stage::primary ? "primary" : "junior");
      rows.add(name, "unit.km", 2,
               [stage, part](const Outcome& o) { return km(o.county_by_stage[row(stage)].*part); });
    }
  };
  road("measure.mean_road.", &TravelSummary::mean_road);
  road("measure.median_road.", &TravelSummary::median_road);
  road("measure.p90_road.", &TravelSummary::p90_road);
  road("measure.max_road.", &TravelSummary::max_road);
  const auto over = [&](const char* key, double limit) {
    rows.add(key, "unit.pupils", 0,
             [limit](const Outcome& o) { return number(over_distance(o, limit)); });
  };
  over("measure.over_1_5_km", 1.5);
  over("measure.over_2_5_km", 2.5);
  over("measure.over_5_km", 5);
}

void add_times(Rows& rows) {
  rows.add("measure.mean_minutes", "unit.minutes", 1, mean_minutes);
  const auto over = [&](const char* key, double limit) {
    rows.add(key, "unit.pupils", 0, [limit](const Outcome& o) {
      return number(over_time(o.county_by_stage[0], limit) +
                    over_time(o.county_by_stage[1], limit));
    });
  };
  over("measure.over_40_minutes", 40);
  over("measure.over_60_minutes", 60);
  rows.add("measure.lower_over_30_minutes", "unit.pupils", 0, [](const Outcome& o) {
    return number(over_time(o.county_by_band[row(GradeBand::lower_primary)], 30));
  });
  rows.add("measure.over_limit", "unit.pupils", 0, [](const Outcome& o) {
    return number(o.county_by_stage[0].over_limit + o.county_by_stage[1].over_limit);
  });
  rows.add("measure.unreachable", "unit.pupils", 0, [](const Outcome& o) {
    return number(o.county_by_stage[0].unreachable + o.county_by_stage[1].unreachable);
  });
}

Heads displaced(const Outcome& outcome) {
  Heads sum;
  for (const auto& group : outcome.plan.groups) {
    if (group.displaced()) sum += group.pupils;
  }
  return sum;
}

void add_buses(const Study& study, Rows& rows) {
  const int trips = study.ground.money.bus.trips_a_day;
  rows.add("measure.displaced", "unit.pupils", 0,
           [](const Outcome& o) { return number(displaced(o)); });
  const auto who_go = [](Way way) {
    return [way](const Outcome& o) {
      Heads pupils;
      for (const auto& group : o.plan.groups) {
        if (group.way == way) pupils += group.pupils;
      }
      return number(pupils);
    };
  };
  const auto& scenarios = study.scenarios;
  if (std::any_of(scenarios.begin(), scenarios.end(),
                  [](const Scenario& s) { return !s.bus.public_lines.empty(); })) {
    rows.add("measure.public_line_riders", "unit.pupils", 0, who_go(Way::public_line));
  }
  if (std::any_of(scenarios.begin(), scenarios.end(),
                  [](const Scenario& s) { return !s.boarding.places.empty(); })) {
    rows.add("measure.new_boarders", "unit.pupils", 0, who_go(Way::boarding));
  }
  rows.add("measure.riders", "unit.pupils", 0,
           [](const Outcome& o) { return number(o.plan.buses.riders); });
  rows.add("measure.buses", "unit.vehicles", 0,
           [](const Outcome& o) { return number(o.plan.buses.routes.duties.size()); });
  rows.add("measure.bus_km_a_day", "unit.km", 1, [trips](const Outcome& o) {
    return in_kilometres(o.plan.buses.a_morning.length() * bus::mornings_a_day(trips) +
                         o.plan.buses.an_afternoon.length() * bus::afternoons_a_day(trips));
  });
  rows.add("measure.longest_ride", "unit.minutes", 1, [](const Outcome& o) -> Value {
    if (o.plan.buses.lines.empty()) return std::nullopt;
    return in_minutes(o.plan.buses.longest_ride);
  });
  rows.add("measure.longest_wait", "unit.minutes", 1, [](const Outcome& o) -> Value {
    if (o.plan.buses.lines.empty()) return std::nullopt;
    return in_minutes(o.plan.buses.longest_wait);
  });
}

/// What schools receive by pupils, against today.
Fen public_funds_change(const Outcome& outcome) {
  Fen sum;
  for (const auto& change : outcome.bill.lines) {
    if (change.line.topic == Topic::public_funds) sum += change.change();
  }
  return sum;
}

/// The whole bill of each plan against today.
void add_bill(Rows& rows) {
  rows.add("measure.county_cash_change", "unit.yuan_a_year", 0,
           [](const Outcome& o) { return in_yuan(o.bill.of(Payer::county).change().a_year()); });
  rows.add("measure.county_present_value", "unit.yuan", 0,
           [](const Outcome& o) { return in_yuan(o.bill.of(Payer::county).value_change()); });
  rows.add("measure.family_cash", "unit.yuan_a_year", 0,
           [](const Outcome& o) { return in_yuan(o.bill.of(Payer::family).plan.a_year()); });
  rows.add("measure.family_hours", "unit.hours_a_year", 0,
           [](const Outcome& o) { return o.bill.hours_plan; });
}

void add_money(const Study& study, Rows& rows) {
  rows.add("measure.bus_cost", "unit.yuan_a_year", 0,
           [](const Outcome& o) { return in_yuan(money::bus_cost(o.ledger)); });
  const std::pair<Payer, const char*> shares[] = {{Payer::county, "measure.bus_cost_county"},
                                                  {Payer::township, "measure.bus_cost_township"},
                                                  {Payer::family, "measure.bus_cost_family"}};
  for (const auto& share : shares) {
    const Payer payer = share.first;
    rows.add(share.second, "unit.yuan_a_year", 0, [payer](const Outcome& o) {
      return in_yuan(money::sum_of(o.ledger, Topic::bus_share, payer));
    });
  }
  rows.add("measure.public_funds_change", "unit.yuan_a_year", 0,
           [](const Outcome& o) { return in_yuan(public_funds_change(o)); });
  add_bill(rows);
  rows.add("measure.posts", "unit.posts", 1, [](const Outcome& o) { return o.total_posts; });
  rows.add("measure.teachers_lacking", "unit.teachers", 1, [&](const Outcome& o) {
    const auto scenario = static_cast<std::size_t>(&o - study.outcomes.data());
    const auto& staff_rules = study.scenarios[scenario].staff;
    return sum_of(staff::school_posts(study.ground, o.plan, staff_rules)).after.lacking.whole();
  });
}

const StageResult* stage_result(const Outcome& outcome, std::size_t standard, Stage stage) {
  if (standard >= outcome.standards.size()) return nullptr;
  for (const auto& result : outcome.standards[standard].stages) {
    if (result.stage == stage) return &result;
  }
  return nullptr;
}

/// The composite CV, or the greatest CV where each indicator is judged.
Value judged_cv(const StageResult* result) {
  if (!result) return std::nullopt;
  if (result->composite_line) return result->composite;
  Value worst;
  for (const auto& indicator : result->indicators) {
    if (!indicator.cv) return std::nullopt;
    if (!worst || *indicator.cv > *worst) worst = indicator.cv;
  }
  return worst;
}

void add_balance(const Study& study, Rows& rows) {
  for (std::size_t i = 0; i < study.ground.standards.size(); ++i) {
    const auto& rules = study.ground.standards[i];
    for (const auto stage : stages) {
      const std::string end = stage == Stage::primary ? "primary" : "junior";
      const bool composite = rules.composite_line[row(stage)].has_value();
      rows.add((composite ? "measure.composite_cv." : "measure.worst_cv.") + end, "", 3,
               [=](const Outcome& o) { return judged_cv(stage_result(o, i, stage)); }, rules.name);
      if (rules.judges_schools()) {
        const auto count = [=](std::int64_t StageResult::*which) {
          return [=](const Outcome& o) -> Value {
            const auto* result = stage_result(o, i, stage);
            return result && result->units > 0 ? Value(number(result->*which)) : std::nullopt;
          };
        };
        rows.add("measure.schools_failing." + end, "unit.schools", 0,
                 count(&StageResult::schools_failing), rules.name);
        rows.add("measure.schools_not_known." + end, "unit.schools", 0,
                 count(&StageResult::schools_not_known), rules.name);
      }
    }
    rows.add(
        "measure.verdict", "unit.verdict", 0,
        [i](const Outcome& o) -> Value {
          if (i >= o.standards.size()) return std::nullopt;
          const Verdict verdict = o.standards[i].passes;
          return verdict ? Value(*verdict ? 1.0 : 0.0) : std::nullopt;
        },
        rules.name);
  }
  const auto classes = [](std::int64_t ClassSizes::*which) {
    return [=](const Outcome& o) -> Value {
      // A sum without the schools that do not tell their classes is none.
      if (o.classes[0].schools_not_told + o.classes[1].schools_not_told > 0) return std::nullopt;
      return number(o.classes[0].*which + o.classes[1].*which);
    };
  };
  rows.add("measure.large_classes", "unit.classes", 0, classes(&ClassSizes::large));
  rows.add("measure.very_large_classes", "unit.classes", 0, classes(&ClassSizes::very_large));
}

/// Townships, children and the procedure of closures.
void add_appraisal(Rows& rows) {
  for (const auto stage : stages) {
    const std::string end = stage == Stage::primary ? "primary" : "junior";
    rows.add("measure.gini_road." + end, "", 3,
             [stage](const Outcome& o) { return o.appraisal.distance[row(stage)].gini; });
  }
  const auto closures = [&](const char* key, appraisal::ClosureVerdict verdict) {
    rows.add(key, "unit.closures", 0, [verdict](const Outcome& o) {
      const auto& lists = o.appraisal.procedure;
      return number(std::count_if(lists.begin(), lists.end(),
                                  [&](const auto& list) { return list.verdict == verdict; }));
    });
  };
  closures("measure.closures_not_permissible", appraisal::ClosureVerdict::not_permissible);
  closures("measure.closures_failing", appraisal::ClosureVerdict::failed);
  rows.add("measure.red_townships", "unit.townships", 0, [](const Outcome& o) {
    const auto& scores = o.appraisal.scores;
    return number(std::count_if(scores.begin(), scores.end(), [](const auto& score) {
      return score.mark == appraisal::Mark::red;
    }));
  });
}

}  // namespace

std::vector<ComparisonRow> compare(const Study& study) {
  Rows rows(study);
  add_schools(study, rows);
  add_distances(rows);
  add_times(rows);
  add_buses(study, rows);
  add_money(study, rows);
  add_balance(study, rows);
  add_appraisal(rows);
  return rows.take();
}

std::string name_of(const ComparisonRow& row, Language language) {
  const std::string& standard = language == Language::zh ? row.standard.zh : row.standard.en;
  const std::string name = text(row.key, language);
  return standard.empty() ? name : standard + text("place.colon", language) + name;
}

std::string value_text(const ComparisonRow& row, std::size_t scenario, Language language) {
  const auto& value = row.values[scenario];
  if (!value) return "-";
  if (row.unit == "unit.verdict") {
    return text(*value > 0 ? "verdict.passes" : "verdict.fails", language);
  }
  const std::string shown = fmt::format("{:.{}f}", *value, row.decimals);
  const bool is_zero = shown.find_first_not_of("-0.") == std::string::npos;
  return is_zero && shown.front() == '-' ? shown.substr(1) : shown;
}

std::string title_of(const Study& study, std::size_t scenario, Language language) {
  const auto words_of = [&](const Outcome& outcome) -> std::string {
    if (outcome.scenario.empty()) return text("comparison.today", language);
    const std::string& title = language == Language::zh ? outcome.title.zh : outcome.title.en;
    return title.empty() ? outcome.scenario : title;
  };
  const std::string words = words_of(study.outcomes[scenario]);
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    const bool same = i != scenario && words_of(study.outcomes[i]) == words;
    // Sums by scenario and readers alike must tell two files of one title apart.
    if (same) return words + " (" + study.outcomes[scenario].scenario + ")";
  }
  return words;
}

std::string comparison_csv(const Study& study, Language language) {
  std::vector<std::string> cells{text("comparison.measure", language),
                                 text("comparison.unit", language)};
  for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
    cells.push_back(title_of(study, i, language));
  }
  std::string csv = csv_mark + csv_line(cells);
  for (const auto& row : compare(study)) {
    const bool bare = row.unit.empty() || row.unit == "unit.verdict";
    cells = {name_of(row, language), bare ? std::string() : text(row.unit, language)};
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      cells.push_back(row.values[i] ? value_text(row, i, language) : std::string());
    }
    csv += csv_line(cells);
  }
  return csv;
}

}  // namespace budian
