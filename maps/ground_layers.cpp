// Layers of the ground: townships, settlements, catchments, coverage.
#include <fmt/format.h>

#include <cmath>

#include "maps/appraisal_words.hpp"
#include "maps/columns.hpp"
#include "maps/layer_sets.hpp"
#include "maps/school_status.hpp"

namespace budian {
namespace {

struct TownshipRow {
  TownshipId id;
  std::int64_t schools_before = 0, schools = 0, refused = 0;
};

std::vector<TownshipRow> township_rows(const Drawing& drawing) {
  std::vector<TownshipRow> rows;
  for (const auto id : drawing.ground.county.townships.ids()) rows.push_back({id, 0, 0, 0});
  for (const auto& planned : drawing.today.plan.schools) {
    if (planned.open) ++rows[planned.school.township.row()].schools_before;
  }
  for (const auto& planned : drawing.outcome.plan.schools) {
    if (planned.open) ++rows[planned.school.township.row()].schools;
  }
  for (const auto& refusal : drawing.outcome.plan.refusals) {
    ++rows[drawing.school(refusal.school).township.row()].refused;
  }
  return rows;
}

std::vector<Column<TownshipRow>> stage_columns(const Drawing& drawing, Stage stage) {
  const std::string prefix = stage == Stage::primary ? "primary_" : "junior_";
  const auto travel = [stage](const Outcome& outcome, const TownshipRow& row) {
    return outcome.townships[row.id].by_stage[budian::row(stage)];
  };
  const Outcome& before = drawing.today;
  const Outcome& after = drawing.outcome;
  using Row = TownshipRow;
  return {{prefix + "pupils", whole_field,
           [=, &after](const Row& r) { return cell(travel(after, r).pupils); }},
          {prefix + "km_before", real_field,
           [=, &before](const Row& r) { return cell_km(travel(before, r).mean_road); }},
          {prefix + "km", real_field,
           [=, &after](const Row& r) { return cell_km(travel(after, r).mean_road); }},
          {prefix + "p90_km", real_field,
           [=, &after](const Row& r) { return cell_km(travel(after, r).p90_road); }},
          {prefix + "minutes_before", real_field,
           [=, &before](const Row& r) { return cell_minutes(travel(before, r).mean_time); }},
          {prefix + "minutes", real_field,
           [=, &after](const Row& r) { return cell_minutes(travel(after, r).mean_time); }},
          {prefix + "over_limit", whole_field,
           [=, &after](const Row& r) { return cell(travel(after, r).over_limit); }},
          {prefix + "riders", whole_field,
           [=, &after](const Row& r) { return cell(travel(after, r).riders); }},
          {prefix + "access", real_field, [stage, &after](const Row& r) {
             return cell(after.townships[r.id].accessibility[budian::row(stage)]);
           }}};
}

/// Score and warning mark of the township; empty where the outcome was not appraised.
std::vector<Column<TownshipRow>> score_columns(const Drawing& drawing) {
  const auto& scores = drawing.outcome.appraisal.scores;
  using Row = TownshipRow;
  return {{"score", real_field,
           [&](const Row& r) {
             if (scores.empty() || !scores[r.id].score) return Cell();
             return cell(std::round(10 * *scores[r.id].score) / 10);
           }},
          {"mark", words_field, [&](const Row& r) {
             if (scores.empty()) return Cell();
             return cell(drawing.word(appraisal::mark_key(scores[r.id].mark)));
           }}};
}

struct SettlementRow {
  SettlementId id;
  const Settlement* settlement = nullptr;
  const SettlementTravel* before = nullptr;
  const SettlementTravel* after = nullptr;
};

/// Mean over the pupils of both stages.
std::optional<Millimetres> mean_road(const SettlementTravel& travel) {
  std::int64_t sum = 0;
  std::int64_t heads = 0;
  for (const auto stage : stages) {
    const auto& road = travel.mean_road[row(stage)];
    if (!road) continue;
    sum += road->count() * travel.pupils[row(stage)].count();
    heads += travel.pupils[row(stage)].count();
  }
  if (heads == 0) return std::nullopt;
  return Millimetres(sum / heads);
}

std::vector<Column<SettlementRow>> settlement_stage_columns(Stage stage) {
  const std::string prefix = stage == Stage::primary ? "primary_" : "junior_";
  const std::size_t s = row(stage);
  using Row = SettlementRow;
  return {{prefix + "pupils", whole_field, [s](const Row& r) { return cell(r.after->pupils[s]); }},
          {prefix + "km_before", real_field,
           [s](const Row& r) { return cell_km(r.before->mean_road[s]); }},
          {prefix + "km", real_field, [s](const Row& r) { return cell_km(r.after->mean_road[s]); }},
          {prefix + "minutes_before", real_field,
           [s](const Row& r) { return cell_minutes(r.before->mean_time[s]); }},
          {prefix + "minutes", real_field,
           [s](const Row& r) { return cell_minutes(r.after->mean_time[s]); }},
          {prefix + "access", real_field,
           [s](const Row& r) { return cell(r.after->accessibility[s]); }}};
}

template <class Row>
void append(std::vector<Column<Row>>& columns, std::vector<Column<Row>> more) {
  for (auto& column : more) columns.push_back(std::move(column));
}

std::string stage_word(const Drawing& drawing, Stage stage) {
  return drawing.word(stage_key(stage));
}

}  // namespace

LayerContent draw_townships(const Drawing& drawing) {
  const auto& townships = drawing.ground.county.townships;
  using Row = TownshipRow;
  std::vector<Column<Row>> columns{
      {"code", words_field, [&](const Row& r) { return cell(townships[r.id].code); }},
      {"name", words_field, [&](const Row& r) { return cell(townships[r.id].name); }},
      {"sq_km", real_field,
       [&](const Row& r) { return cell(area_square_metres(townships[r.id].area) / 1e6); }},
      {"schools_before", whole_field, [](const Row& r) { return Cell(r.schools_before); }},
      {"schools", whole_field, [](const Row& r) { return Cell(r.schools); }},
      {"refused", whole_field, [](const Row& r) { return Cell(r.refused); }}};
  for (const auto stage : stages) append(columns, stage_columns(drawing, stage));
  append(columns, score_columns(drawing));
  return layer_of<Row>("townships", GeometryType::area, drawing.language, columns,
                       township_rows(drawing),
                       [&](const Row& r) -> Geometry { return townships[r.id].area; });
}

LayerContent draw_settlements(const Drawing& drawing) {
  const auto& settlements = drawing.ground.county.settlements;
  std::vector<SettlementRow> rows;
  for (const auto id : settlements.ids()) {
    rows.push_back(
        {id, &settlements[id], &drawing.today.settlements[id], &drawing.outcome.settlements[id]});
  }
  using Row = SettlementRow;
  std::vector<Column<Row>> columns{
      {"code", words_field, [](const Row& r) { return cell(r.settlement->code); }},
      {"name", words_field, [](const Row& r) { return cell(r.settlement->name); }},
      {"township", words_field,
       [&](const Row& r) { return cell(drawing.township_name(r.settlement->township)); }},
      {"pupils", whole_field,
       [](const Row& r) { return cell(r.after->pupils[0] + r.after->pupils[1]); }},
      {"km_before", real_field, [](const Row& r) { return cell_km(mean_road(*r.before)); }},
      {"km", real_field, [](const Row& r) { return cell_km(mean_road(*r.after)); }}};
  for (const auto stage : stages) append(columns, settlement_stage_columns(stage));
  append(columns,
         {{"displaced", whole_field, [](const Row& r) { return cell(r.after->displaced); }},
          {"riders", whole_field, [](const Row& r) { return cell(r.after->riders); }}});
  return layer_of<Row>("settlements", GeometryType::point, drawing.language, columns, rows,
                       [](const Row& r) -> Geometry { return r.settlement->place; });
}

LayerContent draw_catchments(const Drawing& drawing) {
  using Row = CatchmentArea;
  const std::vector<Column<Row>> columns{
      {"stage", words_field, [&](const Row& r) { return cell(stage_word(drawing, r.stage)); }},
      {"school", words_field, [&](const Row& r) { return cell(drawing.school(r.school).name); }},
      {"township", words_field,
       [&](const Row& r) {
         return cell(drawing.township_name(drawing.school(r.school).township));
       }},
      {"pupils", whole_field,
       [&](const Row& r) {
         return cell(pupils_of_stage(drawing.school(r.school).pupils, r.stage));
       }},
      {"sq_km", real_field, [](const Row& r) { return cell(r.square_kilometres); }}};
  return layer_of<Row>("catchments", GeometryType::area, drawing.language, columns,
                       drawing.outcome.catchments, [](const Row& r) -> Geometry { return r.area; });
}

LayerContent draw_coverage(const Drawing& drawing) {
  using Row = CoverageArea;
  const std::vector<Column<Row>> columns{
      {"stage", words_field, [&](const Row& r) { return cell(stage_word(drawing, r.stage)); }},
      {"band", words_field,
       [&](const Row& r) { return cell(band_text(r.band, drawing.language)); }},
      {"band_number", whole_field, [](const Row& r) { return cell(r.band); }},
      {"sq_km", real_field, [](const Row& r) { return cell(r.square_kilometres); }}};
  return layer_of<Row>("coverage", GeometryType::area, drawing.language, columns,
                       drawing.outcome.coverage, [](const Row& r) -> Geometry { return r.area; });
}

std::string band_text(std::size_t band, Language language) {
  if (band >= distance_bands_km.size()) {
    return text(Message{"band.beyond", {{"km", distance_bands_km.back()}}}, language);
  }
  const double from = band == 0 ? 0.0 : distance_bands_km[band - 1];
  return text(Message{"band.between", {{"from", from}, {"to", distance_bands_km[band]}}}, language);
}

}  // namespace budian
