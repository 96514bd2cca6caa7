#include "scenarios/money/rule_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace budian::money {
namespace {

constexpr std::array<std::pair<std::string_view, Need>, rider_needs.size()> need_words{
    {{"poor", Need::poor},
     {"disabled", Need::disabled},
     {"left_behind", Need::left_behind},
     {"boarder", Need::boarder}}};

std::optional<double> not_negative(TomlTable& table, std::string_view key) {
  const auto found = table.number(key);
  if (found && *found < 0) {
    table.problem(key, {"toml.not_negative", {}});
    return std::nullopt;
  }
  return found;
}

/// "2017-03-01"; a day of the calendar or not is not looked at beyond 31.
bool is_iso_date(const std::string& words) {
  if (words.size() != 10 || words[4] != '-' || words[7] != '-') return false;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (words[i] < '0' || words[i] > '9') return false;
  }
  const int month = std::stoi(words.substr(5, 2)), day = std::stoi(words.substr(8, 2));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

std::string date(TomlTable& table, std::string_view key) {
  if (!table.has(key)) return {};
  const std::string found = table.text(key).value_or("");
  if (!found.empty() && !is_iso_date(found)) {
    table.problem(key, {"money.iso_date", {{"word", found}}});
    return {};
  }
  return found;
}

}  // namespace

std::optional<Fen> read_amount(TomlTable& table, std::string_view key) {
  const auto found = not_negative(table, key);
  return found ? std::optional(yuan(*found)) : std::nullopt;
}
Fen required_amount(TomlTable& table, std::string_view key) {
  return table.require(key) ? read_amount(table, key).value_or(Fen(0)) : Fen(0);
}

std::optional<double> read_share(TomlTable& table, std::string_view key) {
  const auto found = not_negative(table, key);
  if (found && *found > 1) {
    table.problem(key, {"money.share_range", {}});
    return std::nullopt;
  }
  return found;
}

InForce read_in_force(TomlTable& table) {
  InForce dates{date(table, "from"), date(table, "until")};
  if (!dates.from.empty() && !dates.until.empty() && dates.until < dates.from) {
    table.problem("until", {"money.until_before_from", {{"from", dates.from}}});
  }
  return dates;
}

PriceIndex read_price_index(TomlTable& table) {
  if (!table.has("price_growth")) return {};
  if (table.has_text("price_growth")) {
    const bool general = table.choice<bool>("price_growth", {{"general", true}}).value_or(false);
    return {general, 0};
  }
  return {false, read_share(table, "price_growth").value_or(0)};
}

RiderClass read_rider_class(TomlTable& table) {
  if (!table.has("riders")) return RiderClass::all;
  return table
      .choice<RiderClass>("riders", {{"all", RiderClass::all},
                                     {"displaced", RiderClass::displaced},
                                     {"not_displaced", RiderClass::not_displaced}})
      .value_or(RiderClass::all);
}

PupilRate read_pupil_rate(TomlTable& table) {
  PupilRate rate;
  if (table.require("period")) {
    rate.period = table
                      .choice<Period>("period", {{"month", Period::month},
                                                 {"term", Period::term},
                                                 {"half_year", Period::half_year},
                                                 {"year", Period::year}})
                      .value_or(Period::year);
  }
  const bool one = table.has("yuan_a_pupil"), zoned = table.has("yuan_a_pupil_by_zone");
  if (one && zoned) {
    table.problem("yuan_a_pupil_by_zone", {"money.rate_twice", {}});
    static_cast<void>(table.table("yuan_a_pupil_by_zone")->keys());
  } else if (zoned) {
    if (auto both = table.table("yuan_a_pupil_by_zone")) {
      rate.amounts = {required_amount(*both, "town"), required_amount(*both, "rural")};
    }
    return rate;
  }
  const Fen every = required_amount(table, "yuan_a_pupil");
  rate.amounts = {every, every};
  return rate;
}

Need read_need(TomlTable& table) {
  if (!table.require("need")) return Need::poor;
  return table.choice<Need>("need", {need_words[0], need_words[1], need_words[2], need_words[3]})
      .value_or(Need::poor);
}

std::vector<Need> read_needs(TomlTable& table, std::string_view key) {
  std::vector<Need> needs;
  for (const std::string& word : table.texts(key)) {
    const auto found = std::find_if(need_words.begin(), need_words.end(),
                                    [&](const auto& known) { return known.first == word; });
    if (found == need_words.end()) {
      table.problem(key, {"money.unknown_need", {{"word", word}}});
    } else if (std::find(needs.begin(), needs.end(), found->second) != needs.end()) {
      table.problem(key, {"money.need_twice", {{"word", word}}});
    } else {
      needs.push_back(found->second);
    }
  }
  return needs;
}

std::vector<PayerShare> read_payers(TomlTable& table) {
  if (!table.has("payers")) {
    if (!table.require("payer")) return {};
    return {{table.choice<Payer>("payer", public_payers).value_or(Payer::county), 1}};
  }
  if (table.has("payer")) {
    static_cast<void>(table.text("payer"));
    table.problem("payer", {"money.payer_twice", {}});
  }
  auto split = table.table("payers");
  if (!split) return {};
  std::vector<PayerShare> result;
  double sum = 0;
  for (const auto& [word, payer] : public_payers) {
    if (!split->has(word)) continue;
    result.push_back({payer, read_share(*split, word).value_or(0)});
    sum += result.back().share;
  }
  if (std::abs(sum - 1) > 1e-9) table.problem("payers", {"money.split_sum", {{"sum", sum}}});
  std::erase_if(result, [](const PayerShare& part) { return part.share <= 0; });
  return result;
}

Ceilings read_ceilings(TomlTable& table) {
  Ceilings ceilings;
  if (!table.has("ceiling_yuan")) return ceilings;
  auto most = table.table("ceiling_yuan");
  if (!most) return ceilings;
  const auto read = [&](const char* key, std::optional<Fen>& ceiling) {
    if (most->has(key)) ceiling = read_amount(*most, key);
  };
  read("in_all", ceilings.in_all);
  read("a_township", ceilings.a_township);
  read("a_pupil", ceilings.a_pupil);
  read("a_bus", ceilings.a_bus);
  if (!most->has("townships")) return ceilings;
  auto named = most->table("townships");
  if (!named) return ceilings;
  for (const std::string& name : named->keys()) {
    const auto ceiling = read_amount(*named, name);
    if (ceiling) ceilings.townships.push_back({name, *ceiling, named->line(name)});
  }
  return ceilings;
}

}  // namespace budian::money
