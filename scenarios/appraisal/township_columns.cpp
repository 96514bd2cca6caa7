#include "scenarios/appraisal/township_columns.hpp"

#include <algorithm>

namespace budian::appraisal {
namespace {

constexpr std::array school_kinds{
    SchoolKind::primary,   SchoolKind::teaching_point,     SchoolKind::junior,
    SchoolKind::nine_year, SchoolKind::complete_secondary, SchoolKind::twelve_year};

class Columns {
 public:
  void sum(const std::string& key, const char* unit, Better better, int decimals = 0) {
    columns_.push_back({key, "township." + key, {}, {}, unit, decimals, better, true});
  }
  void mean(const std::string& key, const char* unit, Better better, int decimals) {
    columns_.push_back({key, "township." + key, {}, {}, unit, decimals, better, false});
  }
  void add(TownshipColumn column) { columns_.push_back(std::move(column)); }
  std::vector<TownshipColumn> take() { return std::move(columns_); }

 private:
  std::vector<TownshipColumn> columns_;
};

void add_schools(Columns& columns) {
  columns.sum("schools", "unit.schools", Better::neither);
  for (const auto kind : school_kinds) {
    const std::string code = std::to_string(static_cast<int>(kind));
    columns.add(
        {"schools." + code, "kind." + code, {}, {}, "unit.schools", 0, Better::neither, true});
  }
  columns.sum("junior_schools", "unit.schools", Better::more);
  for (const char* stage : stage_words) {
    columns.sum(std::string("pupils.") + stage, "unit.pupils", Better::neither);
  }
  for (const char* stage : stage_words) {
    columns.sum(std::string("roll.") + stage, "unit.pupils", Better::neither);
  }
}

void add_travel(const std::vector<AccessLine>& lines, Columns& columns) {
  for (const char* band : band_words) {
    columns.mean(std::string("within_lines.") + band, "unit.percent", Better::more, 1);
  }
  for (const char* band : band_words) {
    columns.sum(std::string("beyond_lines.") + band, "unit.pupils", Better::less);
  }
  for (const char* band : band_words) {
    columns.sum(std::string("lines_unknown.") + band, "unit.pupils", Better::less);
  }
  columns.sum("no_line", "unit.pupils", Better::neither);
  columns.sum("cut_off", "unit.pupils", Better::less);
  for (const auto& line : lines) {
    columns.add({"over." + line.code,
                 "township.over",
                 line.name,
                 {},
                 "unit.pupils",
                 0,
                 Better::less,
                 true});
  }
  for (const char* stage : stage_words) {
    columns.mean(std::string("mean_road.") + stage, "unit.km", Better::less, 2);
    columns.mean(std::string("p90_road.") + stage, "unit.km", Better::less, 2);
    columns.mean(std::string("mean_minutes.") + stage, "unit.minutes", Better::less, 1);
    columns.mean(std::string("p90_minutes.") + stage, "unit.minutes", Better::less, 1);
    columns.mean(std::string("gini_road.") + stage, "", Better::less, 3);
    columns.mean(std::string("accessibility.") + stage, "unit.seats_a_pupil", Better::more, 2);
  }
}

void add_classes_and_staff(Columns& columns) {
  columns.sum("classes", "unit.classes", Better::neither);
  columns.sum("over_standard", "unit.classes", Better::less);
  columns.mean("over_standard_share", "unit.percent", Better::less, 1);
  columns.sum("large", "unit.classes", Better::less);
  columns.mean("large_share", "unit.percent", Better::less, 1);
  columns.sum("very_large_classes", "unit.classes", Better::less);
  columns.sum("teachers", "unit.teachers", Better::neither);
  columns.sum("posts", "unit.posts", Better::neither, 1);
  columns.sum("teachers_less_posts", "unit.posts", Better::more, 1);
  columns.mean("teachers_less_posts_share", "unit.percent", Better::more, 1);
}

void add_measures(Columns& columns) {
  columns.sum("closures", "unit.schools", Better::neither);
  columns.sum("grades_lost", "unit.schools", Better::neither);
  columns.sum("refusals", "unit.schools", Better::less);
  columns.sum("displaced", "unit.pupils", Better::less);
  columns.sum("riders", "unit.pupils", Better::neither);
  columns.sum("bus_cost", "unit.yuan_a_year", Better::less);
  for (const char* payer : {"county", "township", "family", "others"}) {
    columns.sum(std::string("bus_cost.") + payer, "unit.yuan_a_year", Better::less);
  }
}

void add_standard(const StandardRules& rules, Columns& columns) {
  const bool judges_schools = rules.least_indicators_met > 0;
  for (const char* stage : stage_words) {
    const std::string end = rules.code + "." + stage;
    if (judges_schools) {
      columns.add({"failing." + end,
                   std::string("township.failing.") + stage,
                   rules.name,
                   {},
                   "unit.schools",
                   0,
                   Better::less,
                   true});
    }
    for (const auto& indicator : rules.indicators) {
      columns.add({"mean." + end + "." + indicator.code, std::string("township.mean.") + stage,
                   rules.name, indicator.name, "", 2, Better::more, false});
      columns.add({"cv." + end + "." + indicator.code, std::string("township.cv.") + stage,
                   rules.name, indicator.name, "", 3, Better::less, false});
    }
  }
  if (!judges_schools) return;
  columns.add({"failing_share." + rules.code,
               "township.failing_share",
               rules.name,
               {},
               "unit.percent",
               1,
               Better::less,
               false});
}

}  // namespace

std::vector<TownshipColumn> township_columns(const std::vector<AccessLine>& lines,
                                             const std::vector<StandardRules>& standards) {
  Columns columns;
  add_schools(columns);
  add_travel(lines, columns);
  add_classes_and_staff(columns);
  add_measures(columns);
  for (const auto& rules : standards) add_standard(rules, columns);
  return columns.take();
}

std::vector<std::optional<int>> ranks(const std::vector<std::optional<double>>& values,
                                      Better better) {
  std::vector<std::optional<int>> result(values.size());
  if (better == Better::neither) return result;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    int rank = 1;
    for (const auto& other : values) {
      if (!other) continue;
      if (better == Better::more ? *other > *values[i] : *other < *values[i]) ++rank;
    }
    result[i] = rank;
  }
  return result;
}

}  // namespace budian::appraisal
