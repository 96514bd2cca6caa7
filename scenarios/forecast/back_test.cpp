#include "scenarios/forecast/back_test.hpp"

#include <algorithm>
#include <cmath>

namespace budian::forecast {
namespace {

struct Tested {
  double forecast = 0, naive = 0, real = 0;
};

class Tally {
 public:
  void add(const Tested& tested) {
    ++figures_.tested;
    forecast_ += tested.forecast;
    naive_ += tested.naive;
    real_ += tested.real;
    if (tested.real <= 0) {
      ++figures_.empty;
      return;
    }
    errors_ += std::abs(tested.forecast - tested.real) / tested.real;
    naive_errors_ += std::abs(tested.naive - tested.real) / tested.real;
  }
  [[nodiscard]] ErrorFigures figures() const {
    ErrorFigures result = figures_;
    const auto counted = static_cast<double>(figures_.tested - figures_.empty);
    if (counted > 0) {
      result.error_percent = 100 * errors_ / counted;
      result.naive_error_percent = 100 * naive_errors_ / counted;
    }
    if (real_ > 0) {
      result.bias_percent = 100 * (forecast_ - real_) / real_;
      result.naive_bias_percent = 100 * (naive_ - real_) / real_;
    }
    return result;
  }

 private:
  ErrorFigures figures_;
  double errors_ = 0, naive_errors_ = 0, forecast_ = 0, naive_ = 0, real_ = 0;
};

double heads(const ByGrade& roll, std::size_t grade) {
  return static_cast<double>(roll[grade].count());
}

/// By linear interpolation between the order statistics (definition 7 of R. J. Hyndman, Y. Fan,
/// Sample quantiles in statistical packages, 1996, doi:10.1080/00031305.1996.10473566).
double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

class Tester {
 public:
  explicit Tester(const Sources& sources)
      : sources_(sources),
        sizes_(sources.rules.size_ends.size() + 1),
        leads_(static_cast<std::size_t>(sources.rules.tested_years)),
        by_lead_(leads_),
        by_size_(sizes_),
        errors_(sizes_, std::vector<std::vector<double>>(leads_)),
        township_errors_(leads_) {}

  BackTest run() {
    BackTest result;
    for (int held_out = 1; held_out <= sources_.rules.tested_years; ++held_out) {
      const int base = sources_.rolls.year() - held_out;
      if (base <= sources_.rolls.first_year()) break;  // no pair of years before it
      test(base, held_out);
      result.base_years.push_back(base);
    }
    result.all = all_.figures();
    for (const Tally& tally : by_lead_) result.by_lead.push_back(tally.figures());
    for (const auto band : grade_bands) result.by_band[row(band)] = by_band_[row(band)].figures();
    for (const Tally& tally : by_size_) result.by_size.push_back(tally.figures());
    for (auto& of_size : errors_) {
      auto& spreads = result.spread.emplace_back();
      for (auto& of_lead : of_size) spreads.push_back(spread_of(of_lead));
    }
    for (auto& errors : township_errors_) result.townships.push_back(township_spread(errors));
    return result;
  }

 private:
  std::optional<BackTest::Spread> spread_of(std::vector<double>& errors) const {
    if (static_cast<std::int64_t>(errors.size()) < sources_.rules.least_errors) return {};
    return range_of(errors);
  }

  BackTest::TownshipSpread township_spread(std::vector<double>& errors) const {
    if (errors.empty()) return {};
    const auto range = range_of(errors);
    return {static_cast<std::int64_t>(errors.size()), range.low, range.high};
  }

  /// Between the rules' quantiles; sorts the errors.
  BackTest::Spread range_of(std::vector<double>& errors) const {
    std::sort(errors.begin(), errors.end());
    return {quantile(errors, sources_.rules.low_quantile),
            quantile(errors, sources_.rules.high_quantile)};
  }

  void test(int base, int years) {
    const Projection projection =
        project(sources_, earlier(sources_.catchments, sources_.rolls, base), base, years);
    for (int lead = 1; lead <= years; ++lead) {
      compare(projection.years[static_cast<std::size_t>(lead)], base, lead);
    }
  }

  void compare(const YearState& state, int base, int lead) {
    const auto& schools = sources_.catchments.ground().county.schools;
    std::vector<std::array<double, grade_count>> forecast(schools.size());
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      for (const Cell& cell : state.cells[grade]) forecast[cell.school.row()][grade] += cell.pupils;
    }
    std::vector<Tested> townships(sources_.catchments.ground().county.townships.size());
    for (const auto id : schools.ids()) {
      const auto was = sources_.rolls.roll(id, base), is = sources_.rolls.roll(id, base + lead);
      if (!was || !is) continue;
      const Tested tested = compare(id, {state, forecast[id.row()], *was, *is}, lead);
      townships[schools[id].township.row()].forecast += tested.forecast;
      townships[schools[id].township.row()].real += tested.real;
    }
    for (const Tested& township : townships) {
      if (township.forecast <= 0) continue;
      township_errors_[static_cast<std::size_t>(lead - 1)].push_back(township.real /
                                                                     township.forecast);
    }
  }

  struct Rolls {
    const YearState& state;
    const std::array<double, grade_count>& forecast;
    const ByGrade& was;
    const ByGrade& is;
  };
  /// A band, or a school, is tested where all the grades that the school holds are forecast; what
  /// comes back is nothing else.
  Tested compare(SchoolId school, const Rolls& rolls, int lead) {
    Tested whole;
    bool whole_known = true, anything = false;
    for (const auto band : grade_bands) {
      Tested part;
      bool known = true, held = false;
      for (std::size_t grade = 0; grade < grade_count; ++grade) {
        const int g = static_cast<int>(grade);
        if (band_of_grade(g) != band || !sources_.catchments.holds(school, g)) continue;
        held = true;
        known = known && rolls.state.known[grade];
        part.forecast += rolls.forecast[grade];
        part.naive += heads(rolls.was, grade);
        part.real += heads(rolls.is, grade);
      }
      if (held && known) by_band_[row(band)].add(part);
      whole_known = whole_known && known;
      anything = anything || held;
      whole.forecast += part.forecast;
      whole.naive += part.naive;
      whole.real += part.real;
    }
    if (!anything || !whole_known) return {};
    const std::size_t size = sources_.rules.size_of(total(rolls.was).count());
    all_.add(whole);
    by_lead_[static_cast<std::size_t>(lead - 1)].add(whole);
    by_size_[size].add(whole);
    if (whole.forecast > 0) {
      errors_[size][static_cast<std::size_t>(lead - 1)].push_back(whole.real / whole.forecast);
    }
    return whole;
  }

  const Sources& sources_;
  std::size_t sizes_, leads_;
  Tally all_;
  std::vector<Tally> by_lead_;
  std::vector<Tally> by_size_;
  ByBand<Tally> by_band_;
  std::vector<std::vector<std::vector<double>>> errors_;  ///< real / forecast by size and lead
  std::vector<std::vector<double>> township_errors_;      ///< by lead
};

}  // namespace

BackTest back_test(const Sources& sources) { return Tester(sources).run(); }

}  // namespace budian::forecast
