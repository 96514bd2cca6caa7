#include <algorithm>
#include <cmath>
#include <numeric>

#include "gis/county_layers.hpp"
#include "gis/raster.hpp"

namespace budian {
namespace {

/// Whole heads in proportion to weights, summing to `total` (largest remainders; ties to the
/// first).
std::vector<std::int64_t> apportioned(std::int64_t total,
                                      const std::vector<std::int64_t>& weights) {
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::vector<std::int64_t> shares(weights.size(), 0);
  if (sum <= 0) return shares;
  std::vector<std::pair<std::int64_t, std::size_t>> remainders;
  std::int64_t left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    shares[i] = total * weights[i] / sum;
    left -= shares[i];
    remainders.emplace_back(-(total * weights[i] % sum), i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; i < remainders.size() && left > 0; ++i, --left)
    ++shares[remainders[i].second];
  return shares;
}

/// Pupils from population: each grade's county total is shared out in proportion to population.
void assume_pupils(CountyReading reading, const std::vector<double>& per_thousand) {
  auto& settlements = reading.county.settlements;
  std::vector<std::int64_t> people;
  for (const auto& settlement : settlements) people.push_back(settlement.population);
  const auto all =
      static_cast<double>(std::accumulate(people.begin(), people.end(), std::int64_t{0}));
  for (auto& settlement : settlements) settlement.pupils = ByGrade{};
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    const auto shares = apportioned(std::llround(all * per_thousand[grade] / 1000), people);
    for (const auto id : settlements.ids())
      (*settlements[id].pupils)[grade] = Heads(shares[id.row()]);
  }
}

/// Empty where the file leaves the cell empty: nobody knows, which is not nobody.
std::optional<Heads> told_count(LayerRows& rows, std::size_t row, const char* key) {
  if (rows.text(row, key).empty()) return std::nullopt;
  return Heads(rows.count(row, key));
}

Settlement read_settlement(LayerRows& rows, std::size_t row) {
  Settlement settlement;
  settlement.code = rows.code(row, "code");
  settlement.name = rows.text(row, "name");
  if (settlement.code.empty()) settlement.code = "V" + std::to_string(row + 1);
  if (settlement.name.empty()) settlement.name = settlement.code;
  settlement.population = rows.count(row, "population");
  settlement.left_behind = told_count(rows, row, "left_behind");
  settlement.poor = told_count(rows, row, "poor");
  settlement.disabled = told_count(rows, row, "disabled");
  if (!rows.maps("pupils")) return settlement;
  settlement.pupils = ByGrade{};
  for (std::size_t grade = 0; grade < grade_count; ++grade) {
    (*settlement.pupils)[grade] = Heads(rows.count(row, "pupils", grade));
  }
  return settlement;
}

}  // namespace

void read_settlements(CountyReading reading, LayerRows& rows, const AreaIndex& townships) {
  const LayerSpec& spec = *reading.spec.settlements;
  const auto projection = projection_of(reading, rows);
  if (!projection) return;
  rows.drop_duplicates();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto place = place_of(rows, row, *projection);
    if (!place) continue;
    Settlement settlement = read_settlement(rows, row);
    settlement.place = *place;
    const auto township = township_of(reading, rows, row, *place, townships);
    if (!township) {
      rows.problem(row, "",
                   {spec.ignore_outside ? "county.outside_ignored" : "county.outside",
                    {{"name", settlement.name},
                     {"km", std::llround(townships.nearest(*place).second / 1000)}}},
                   spec.ignore_outside ? Severity::warning : Severity::error);
      continue;
    }
    settlement.township = *township;
    reading.county.settlements.push_back(std::move(settlement));
  }
  if (spec.pupils_per_thousand.size() == grade_count) {
    assume_pupils(reading, spec.pupils_per_thousand);
    rows.layer_problem({"county.pupils_assumed", {}}, Severity::note);
  }
}

void read_population_places(CountyReading reading, const AreaIndex& townships) {
  if (!reading.spec.population || reading.spec.settlements) return;
  const auto raster =
      read_population(reading.spec.population->file, reading.spec.population->block);
  const LayerProjection projection(raster.crs_wkt, plane_crs(reading.county));
  for (std::size_t cell = 0; cell < raster.cells.size(); ++cell) {
    const Point place = projection(raster.cells[cell].centre);
    const auto township = townships.find(place);
    const auto people = std::llround(raster.cells[cell].value);
    if (township < 0 || people <= 0) continue;
    Settlement settlement;
    settlement.code = "P" + std::to_string(cell + 1);
    settlement.place = place;
    settlement.township = TownshipId(static_cast<std::size_t>(township));
    settlement.name = reading.county.townships[settlement.township].name + " " + settlement.code;
    settlement.population = people;
    reading.county.settlements.push_back(std::move(settlement));
  }
}

}  // namespace budian
