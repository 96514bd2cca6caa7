// 学区考核: the score sheet and the early-warning marks.
#include <algorithm>

#include "scenarios/appraisal/parts.hpp"

namespace budian::appraisal {
namespace {

std::optional<double> value_of(const std::vector<TownshipColumn>& columns,
                               const TownshipFigures& figures, const std::string& key) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].key == key) return figures[i];
  }
  return std::nullopt;
}

double points_of(const ScorePart& part, double value) {
  const double share = (value - part.zero_at) / (part.full_at - part.zero_at);
  return part.weight * std::clamp(share, 0.0, 1.0);
}

Mark mark_of(const WarningMark& mark, double value) {
  const bool upwards = mark.red_at > mark.amber_at;
  const auto reaches = [&](double threshold) {
    return upwards ? value >= threshold : value <= threshold;
  };
  if (reaches(mark.red_at)) return Mark::red;
  return reaches(mark.amber_at) ? Mark::amber : Mark::none;
}

TownshipScore score_of(const ScoreRules& rules, const std::vector<TownshipColumn>& columns,
                       const TownshipFigures& figures) {
  TownshipScore score;
  double points = 0;
  for (const auto& part : rules.parts) {
    const auto value = value_of(columns, figures, part.key);
    score.parts.push_back(value ? std::optional(points_of(part, *value)) : std::nullopt);
    if (!value) continue;
    points += *score.parts.back();
    score.known_weight += part.weight;
  }
  if (score.known_weight > 0 && score.known_weight >= rules.least_known_weight) {
    score.score = 100 * points / score.known_weight;
  }
  for (std::size_t i = 0; i < rules.marks.size(); ++i) {
    const auto value = value_of(columns, figures, rules.marks[i].key);
    const Mark level = value ? mark_of(rules.marks[i], *value) : Mark::none;
    if (level == Mark::none) continue;
    score.causes.push_back({i, level, *value});
    score.mark = std::max(score.mark, level);
  }
  return score;
}

}  // namespace

Table<TownshipId, TownshipScore> scores_of(const ScoreRules& rules,
                                           const std::vector<TownshipColumn>& columns,
                                           const TownshipLedger& ledger) {
  Table<TownshipId, TownshipScore> scores;
  std::vector<std::optional<double>> values;
  for (const auto& figures : ledger.townships) {
    scores.push_back(score_of(rules, columns, figures));
    values.push_back(scores.rows().back().score);
  }
  const auto places = ranks(values, Better::more);
  for (const auto id : scores.ids()) scores[id].rank = places[id.row()];
  return scores;
}

}  // namespace budian::appraisal
