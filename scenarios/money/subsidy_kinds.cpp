#include "scenarios/money/subsidy_kinds.hpp"

#include <algorithm>
#include <limits>

#include "scenarios/money/rule_words.hpp"

namespace budian::money {
namespace {

ShareOfContract read_contract(TomlTable& table) {
  ShareOfContract rule;
  if (table.require("share")) rule.share = read_share(table, "share").value_or(0);
  if (table.has("least_share")) rule.least_share = read_share(table, "least_share").value_or(0);
  if (rule.least_share > rule.share) {
    table.problem(
        "share", {"money.share_below_floor", {{"share", rule.share}, {"least", rule.least_share}}});
  }
  if (table.require("base")) {
    rule.net_of_fares =
        table.choice<bool>("base", {{"gross", false}, {"net_of_fares", true}}).value_or(false);
  }
  return rule;
}

PerBus read_bands(TomlTable& table) {
  PerBus rule;
  table.require("seats");
  for (auto& band : table.tables("seats")) {
    SeatBand seats{Heads(0), Heads(std::numeric_limits<std::int32_t>::max()), Fen(0)};
    const auto bound = [&](const char* key, Heads& value) {
      if (!band.has(key)) return;
      const auto found = band.whole(key);
      if (found && *found < 0) band.problem(key, {"toml.not_negative", {}});
      if (found && *found >= 0) value = Heads(*found);
    };
    bound("from", seats.least);
    bound("to", seats.most);
    seats.a_year = required_amount(band, "yuan_a_year");
    if (seats.most < seats.least) band.problem("to", {"money.band_backwards", {}});
    for (const SeatBand& other : rule.bands) {
      if (seats.least > other.most || other.least > seats.most) continue;
      band.problem("", {"money.bands_overlap",
                        {{"from", std::max(seats.least, other.least).count()},
                         {"to", std::min(seats.most, other.most).count()}}});
      break;
    }
    rule.bands.push_back(seats);
  }
  return rule;
}

PurchaseShare read_purchase(TomlTable& table) {
  PurchaseShare rule;
  if (table.require("share")) rule.share = read_share(table, "share").value_or(0);
  if (table.has("cap_yuan_a_bus")) rule.cap_a_bus = read_amount(table, "cap_yuan_a_bus");
  return rule;
}

PerPupil read_per_pupil(TomlTable& table) {
  PerPupil rule{read_pupil_rate(table)};
  if (table.has("pupils")) {
    rule.pupils = read_needs(table, "pupils");
    if (table.texts("pupils").empty()) table.problem("pupils", {"money.no_pupils", {}});
  }
  if (table.has("towards")) {
    rule.to_families =
        table.choice<bool>("towards", {{"service", false}, {"fares", true}}).value_or(false);
  }
  return rule;
}

OperatingGrant read_grant(TomlTable& table) {
  OperatingGrant rule{required_amount(table, "yuan_a_year")};
  if (table.has("unused")) {
    rule.passed_on =
        table.choice<bool>("unused", {{"passed_on", true}, {"returned", false}}).value_or(true);
  }
  return rule;
}

AuditedLoss read_loss(TomlTable& table) {
  return {table.has("share") ? read_share(table, "share").value_or(1) : 1};
}

}  // namespace

SubsidyKind read_subsidy_kind(TomlTable& table) {
  if (!table.require("kind")) return {};
  using Read = SubsidyKind (*)(TomlTable&);
  const auto read = table.choice<Read>(
      "kind", {{"share_of_contract", [](TomlTable& t) { return SubsidyKind(read_contract(t)); }},
               {"per_pupil", [](TomlTable& t) { return SubsidyKind(read_per_pupil(t)); }},
               {"per_bus", [](TomlTable& t) { return SubsidyKind(read_bands(t)); }},
               {"purchase_share", [](TomlTable& t) { return SubsidyKind(read_purchase(t)); }},
               {"operating_grant", [](TomlTable& t) { return SubsidyKind(read_grant(t)); }},
               {"audited_loss", [](TomlTable& t) { return SubsidyKind(read_loss(t)); }}});
  if (read) return (*read)(table);
  static_cast<void>(table.keys());
  return {};
}

}  // namespace budian::money
