// A table of a rule file, laid over the values that the rules had before.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "gis/county.hpp"
#include "gis/toml_reader.hpp"

namespace budian::money {

/// Reads one table over the values it had before; notes whether the file says anything new.
class OverlaidTable {
 public:
  OverlaidTable(TomlTable table, bool all_required)
      : table_(std::move(table)), all_required_(all_required) {}

  [[nodiscard]] bool given(std::string_view key) {
    return all_required_ ? table_.require(key) : table_.has(key);
  }
  [[nodiscard]] bool has(std::string_view key) const { return table_.has(key); }
  TomlTable& table() { return table_; }

  /// A number of at least 0.
  void number(std::string_view key, double& value) {
    if (!given(key)) return;
    const auto found = table_.number(key);
    if (found && *found < 0) table_.problem(key, {"toml.not_negative", {}});
    if (found && *found >= 0) value = *found;
  }
  void money(std::string_view key, Fen& value) {
    double amount = in_yuan(value);
    number(key, amount);
    value = yuan(amount);
  }
  /// A share of 1.
  void share(std::string_view key, double& value) {
    number(key, value);
    if (value <= 1) return;
    table_.problem(key, {"money.share_range", {}});
    value = 1;
  }
  /// A whole number of at least `least`.
  void whole(std::string_view key, std::int64_t least, std::int64_t& value) {
    if (!given(key)) return;
    const auto found = table_.whole(key);
    if (found && *found < least) table_.problem(key, {"money.at_least", {{"least", least}}});
    if (found && *found >= least) value = *found;
  }
  void count(std::string_view key, int least, int& value) {
    std::int64_t found = value;
    whole(key, least, found);
    value = static_cast<int>(std::min<std::int64_t>(found, 1'000'000));
  }
  void heads(std::string_view key, Heads& value) {
    std::int64_t found = value.count();
    whole(key, 0, found);
    value = Heads(found);
  }
  /// { primary = …, junior = … } of positive numbers.
  void by_stage(std::string_view key, ByStage<double>& values) {
    if (!given(key)) return;
    auto both = table_.table(key);
    if (!both) return;
    for (const Stage stage : stages) {
      const char* name = stage == Stage::primary ? "primary" : "junior";
      if (all_required_ && !both->require(name)) continue;
      const auto found = both->number(name);
      if (found && *found <= 0) both->problem(name, {"toml.positive", {}});
      if (found && *found > 0) values[row(stage)] = *found;
    }
  }

 private:
  TomlTable table_;
  bool all_required_;
};

}  // namespace budian::money
