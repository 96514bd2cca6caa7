// Parts that standard files are read from.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "gis/toml_reader.hpp"
#include "scenarios/balance/standard.hpp"

namespace budian {

inline constexpr std::array<const char*, 2> stage_keys{"primary", "junior"};

/// A number that must not be negative; a wrong one is reported and read as nothing.
std::optional<double> amount(TomlTable& table, std::string_view key);
/// A number over 0.
std::optional<double> positive(TomlTable& table, std::string_view key);
/// A number from 0 to 1.
std::optional<double> share(TomlTable& table, std::string_view key);
/// A whole number of pupils, at least 1.
std::optional<Heads> heads(TomlTable& table, std::string_view key);
/// { primary = …, junior = … }, which must be there.
ByStage<Heads> required_heads_by_stage(TomlTable& table, std::string_view key);
/// { primary = …, junior = … }; a stage that is left out has no line.
ByStage<std::optional<double>> lines(TomlTable& table, std::string_view key);
/// { zh, en }, which must be there.
Bilingual required_bilingual(TomlTable& table, std::string_view key);

std::optional<TeachingPointPolicy> read_policy(TomlTable& table, std::string_view key);
/// All [[treatment]] tables; what one leaves out is as in `rules`. Two of a kind are a problem.
std::vector<UnitTreatment> read_treatments(TomlTable& root, const StandardRules& rules);
/// Some way of counting needs teaching_point_least.
void require_least_size(TomlTable& root, const StandardRules& rules);
/// All [[guarantee]] tables.
std::vector<GuaranteeRule> read_guarantees(TomlTable& root);

}  // namespace budian
