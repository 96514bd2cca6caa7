#include "scenarios/money/funding_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace budian::money {

bool InForce::in_school_year(int first_calendar_year) const {
  const std::string first_day = fmt::format("{:04}-09-01", first_calendar_year);
  return (from.empty() || from <= first_day) && (until.empty() || first_day <= until);
}

int BusFunding::periods(Period period) const {
  switch (period) {
    case Period::month:
      return months;
    case Period::term:
      return terms;
    case Period::half_year:
      return 2;
    case Period::year:
      return 1;
  }
  return 1;
}

bool BusFunding::buys_vehicles() const {
  if (vehicles != Vehicles::by_rules) return vehicles == Vehicles::cash;
  return std::any_of(subsidies.begin(), subsidies.end(), [](const SubsidyRule& rule) {
    return std::holds_alternative<PurchaseShare>(rule.kind);
  });
}

std::optional<Fen> Ceilings::of(const Township* township) const {
  if (!township) return a_township;
  const auto own = std::find_if(townships.begin(), townships.end(), [&](const auto& ceiling) {
    return ceiling.township == township->name || ceiling.township == township->code;
  });
  return own == townships.end() ? a_township : own->most;
}

std::string name_key(Need need) {
  switch (need) {
    case Need::poor:
      return "money.need.poor";
    case Need::disabled:
      return "money.need.disabled";
    case Need::left_behind:
      return "money.need.left_behind";
    case Need::boarder:
      return "money.need.boarder";
  }
  return {};
}

std::string name_key(Driver driver) {
  switch (driver) {
    case Driver::fuel:
      return "money.driver.fuel";
    case Driver::wages:
      return "money.driver.wages";
    case Driver::riders:
      return "money.driver.riders";
    case Driver::share:
      return "money.driver.share";
    case Driver::days:
      return "money.driver.days";
  }
  return {};
}

std::string name_key(Zone zone) {
  return zone == Zone::town ? "money.zone.town" : "money.zone.rural";
}

std::string name_key(const SubsidyKind& kind) {
  constexpr std::array<const char*, std::variant_size_v<SubsidyKind>> keys{
      "money.kind.share_of_contract", "money.kind.per_pupil",       "money.kind.per_bus",
      "money.kind.purchase_share",    "money.kind.operating_grant", "money.kind.audited_loss"};
  return keys[kind.index()];
}

}  // namespace budian::money
