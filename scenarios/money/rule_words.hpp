// What fares and subsidies have in common in a rule file: amounts, shares, dates, payers. Each
// getter reports what is wrong.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "gis/toml_reader.hpp"
#include "scenarios/money/funding_rules.hpp"

namespace budian::money {

/// Who can pay a subsidy or a waived fare; families cannot.
inline const std::initializer_list<std::pair<std::string_view, Payer>> public_payers{
    {"county", Payer::county},
    {"township", Payer::township},
    {"province_and_centre", Payer::province_and_centre},
    {"school", Payer::school}};

std::optional<Fen> read_amount(TomlTable& table, std::string_view key);
/// 0 where it is missing or wrong.
Fen required_amount(TomlTable& table, std::string_view key);
/// Between 0 and 1.
std::optional<double> read_share(TomlTable& table, std::string_view key);
/// from, until.
InForce read_in_force(TomlTable& table);
/// price_growth = "general", or a number of its own.
PriceIndex read_price_index(TomlTable& table);
/// riders = "all", "displaced" or "not_displaced".
RiderClass read_rider_class(TomlTable& table);
/// period, and yuan_a_pupil = 40 or yuan_a_pupil_by_zone = { town = 50, rural = 70 }.
PupilRate read_pupil_rate(TomlTable& table);
/// need = "poor".
Need read_need(TomlTable& table);
/// pupils = ["poor", "disabled"].
std::vector<Need> read_needs(TomlTable& table, std::string_view key);
/// payer = "county", or payers = { county = 0.5, township = 0.5 }.
std::vector<PayerShare> read_payers(TomlTable& table);
/// ceiling_yuan = { in_all, a_township, townships, a_pupil, a_bus }.
Ceilings read_ceilings(TomlTable& table);

}  // namespace budian::money
