#include "scenarios/forecast/scaled.hpp"

#include "scenarios/forecast/rounding.hpp"

namespace budian::forecast {

PupilForecast scaled_forecast(PupilForecast forecast, const County& county,
                              const std::vector<double>& factors) {
  for (ForecastYear& year : forecast.years) {
    std::vector<ExpectedSchool> expected(county.schools.size());
    for (const ForecastGroup& group : year.groups) {
      const std::size_t township = county.schools[group.school].township.row();
      const double factor = factors[factors.size() == 1 ? 0 : township];
      ExpectedGroup scaled{group.settlement, {}};
      for (const auto variant : variants) {
        scaled.pupils[row(variant)] = static_cast<double>(group.heads[row(variant)]) * factor;
      }
      expected[group.school.row()][static_cast<std::size_t>(group.grade)].push_back(scaled);
    }
    year = whole_year(expected, year.known);
  }
  return forecast;
}

}  // namespace budian::forecast
