// What ceilings and what is left to pay make of the claims of a rule.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "scenarios/money/claims.hpp"

namespace budian::money {

/// A rule's sum in one township after its own limits.
struct Granted {
  Fen amount;
  Limit limit = Limit::none;
  std::optional<Fen> cap;
  void lower_to(Fen most, Limit by, std::optional<Fen> ceiling);
};

/// What one payer is to give in one part for one rule.
struct Offer {
  std::size_t part = 0;
  Payer payer = Payer::county;
  double share = 1;  ///< of the rule's sum
  Granted granted;   ///< the payer's
  const Claim* claim = nullptr;
  bool whole = true;  ///< the claim was granted in full
};

/// Does the rule relieve families of their fares, instead of paying the service?
bool gives_to_families(const SubsidyRule& rule);

/// Ceilings of the rule, and what is left: a row a part.
std::vector<Granted> limited(const SubsidyRule& rule, const FundingView& view,
                             const std::vector<Claim>& claims,
                             const std::vector<Balance>& balances);

/// The payers of a rule share what it grants in a part.
void add_offers(const SubsidyRule& rule, std::size_t part, const Claim& claim,
                const Granted& granted, std::vector<Offer>& offers);

/// What payers with a ceiling can still give this year; a row a Payer.
using PayerRoom = std::array<std::optional<Fen>, payers.size()>;
/// No payer gives more than its ceiling over all rules; townships share what it can give in
/// proportion to what it would have given.
void limit_payers(const PayerRoom& room, const BusFunding& funding, std::vector<Offer>& offers);

}  // namespace budian::money
