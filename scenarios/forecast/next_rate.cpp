#include "scenarios/forecast/next_rate.hpp"

#include <algorithm>
#include <cmath>

namespace budian::forecast {
namespace {

/// Goes through the years, telling each before it learns from it.
class RateTeller {
 public:
  explicit RateTeller(const RateRules& rules) : rules_(rules) {}

  void learn(const YearlyRate& year) {
    const double real = year.after / year.before;
    if (before_ > 0) learn_errors(real);
    after_ += year.after;
    before_ += year.before;
    latest_ = real;
  }
  /// Only after a year.
  [[nodiscard]] double told() const {
    const double weight = latest_weight();
    return weight * latest_ + (1 - weight) * mean();
  }
  [[nodiscard]] double corrected() const {
    if (!rules_.corrected || errors_ == 0) return told();
    return told() * std::exp(log_errors_ / (errors_ + rules_.no_errors));
  }

 private:
  [[nodiscard]] double mean() const { return after_ / before_; }

  void learn_errors(double real) {
    if (real > 0 && told() > 0) {
      log_errors_ += std::log(real / told());
      ++errors_;
    }
    const double apart = latest_ - mean();
    if (apart == 0) return;  // both told the same
    product_ += apart * (real - mean());
    square_ += apart * apart;
    ++years_;
  }
  [[nodiscard]] double latest_weight() const {
    if (years_ == 0) return rules_.latest.weight;
    const double of_prior = rules_.latest.years * square_ / years_;
    return std::clamp((product_ + of_prior * rules_.latest.weight) / (square_ + of_prior), 0.0,
                      1.0);
  }

  const RateRules& rules_;
  double after_ = 0, before_ = 0, latest_ = 0;
  double product_ = 0, square_ = 0, log_errors_ = 0;
  int years_ = 0, errors_ = 0;
};

}  // namespace

std::optional<double> next_rate(const std::vector<YearlyRate>& years, const RateRules& rules) {
  if (years.empty()) return std::nullopt;
  RateTeller teller(rules);
  for (const YearlyRate& year : years) teller.learn(year);
  return teller.corrected();
}

}  // namespace budian::forecast
