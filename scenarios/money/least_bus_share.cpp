#include "scenarios/money/least_bus_share.hpp"

#include <algorithm>

namespace budian::money {
namespace {

/// One rider more or less costs whole yuan here; between two of them the share is straight but for
/// a corner.
constexpr int most_a_rider = 200'000;

double part_of(const SubsidyRule& rule, Payer payer) {
  double part = 0;
  for (const auto& share : rule.payers) part += share.payer == payer ? share.share : 0;
  return part;
}

bool has_ceiling(const BusFunding& funding, const SubsidyRule& rule) {
  const auto& ceilings = rule.ceilings;
  const bool payer = std::any_of(rule.payers.begin(), rule.payers.end(), [&](const auto& share) {
    return funding.payer_ceilings[row(share.payer)].has_value();
  });
  return payer || ceilings.in_all || ceilings.a_township || ceilings.a_pupil || ceilings.a_bus ||
         !ceilings.townships.empty();
}

/// The rules in force, applied to the cost of one rider.
class OneRider {
 public:
  OneRider(const Rules& rules, Payer payer) : funding_(rules.funding), payer_(payer) {
    const int year = rules.horizon.first_school_year;
    for (const auto& fare : funding_.fares) {
      if (!fare.in_force.in_school_year(year) || fare.riders == RiderClass::not_displaced) continue;
      const Fen dearest = *std::max_element(fare.rate.amounts.begin(), fare.rate.amounts.end());
      fares_ += in_yuan(dearest) * funding_.periods(fare.rate.period);
    }
    for (const auto& rule : funding_.subsidies) {
      if (!rule.in_force.in_school_year(year) || rule.riders == RiderClass::not_displaced) continue;
      const bool plain = std::holds_alternative<ShareOfContract>(rule.kind) ||
                         std::holds_alternative<AuditedLoss>(rule.kind);
      is_plain_ = is_plain_ && plain && !has_ceiling(funding_, rule);
      rules_.push_back(&rule);
    }
    is_plain_ = is_plain_ && payer != Payer::family && !funding_.payer_ceilings[row(payer)];
  }

  [[nodiscard]] bool is_plain() const { return is_plain_; }
  [[nodiscard]] double share(double cost) const {
    const double paid = std::min(cost, fares_);
    double left = cost - paid;
    double sum = 0;
    for (const SubsidyRule* rule : rules_) {
      double amount = left;
      if (const auto* contract = std::get_if<ShareOfContract>(&rule->kind)) {
        const double promised = std::max(contract->share, contract->least_share);
        amount = promised * (contract->net_of_fares ? cost - paid : cost);
      } else {
        amount = std::get<AuditedLoss>(rule->kind).share * left;
      }
      amount = std::min(amount, left);
      sum += amount * part_of(*rule, payer_);
      left -= amount;
    }
    return funding_.rest == payer_ ? sum + left : sum;
  }

 private:
  const BusFunding& funding_;
  Payer payer_;
  double fares_ = 0;
  std::vector<const SubsidyRule*> rules_;
  bool is_plain_ = true;
};

}  // namespace

LeastShare least_share(const Rules& rules, Payer payer, double least_a_rider) {
  const OneRider rider(rules, payer);
  if (!rider.is_plain()) return {};
  // Straight from the last corner on; the line of that slope under all of it.
  LeastShare least;
  least.of_cost = rider.share(2.0 * most_a_rider) - rider.share(2.0 * most_a_rider - 1);
  const auto over = [&](double cost) { return rider.share(cost) - least.of_cost * cost; };
  least.a_rider = over(least_a_rider);
  for (int cost = static_cast<int>(least_a_rider) + 1; cost <= most_a_rider; ++cost)
    least.a_rider = std::min(least.a_rider, over(cost));
  least.a_rider -= 1;  // corners between whole yuan
  return least;
}

}  // namespace budian::money
