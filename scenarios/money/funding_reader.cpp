#include "scenarios/money/funding_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "scenarios/sources.hpp"

namespace budian::money {
namespace {

const std::initializer_list<std::pair<std::string_view, Payer>> public_payers{
    {"county", Payer::county},
    {"township", Payer::township},
    {"province_and_centre", Payer::province_and_centre},
    {"school", Payer::school}};
const std::initializer_list<std::pair<std::string_view, Payer>> all_payers{
    {"county", Payer::county},
    {"township", Payer::township},
    {"family", Payer::family},
    {"province_and_centre", Payer::province_and_centre},
    {"school", Payer::school}};

std::optional<double> not_negative(TomlTable& table, std::string_view key) {
  const auto found = table.number(key);
  if (found && *found < 0) {
    table.problem(key, {"toml.not_negative", {}});
    return std::nullopt;
  }
  return found;
}

std::optional<Fen> amount(TomlTable& table, std::string_view key) {
  const auto found = not_negative(table, key);
  return found ? std::optional(yuan(*found)) : std::nullopt;
}
Fen required_amount(TomlTable& table, std::string_view key) {
  return table.require(key) ? amount(table, key).value_or(Fen(0)) : Fen(0);
}

std::optional<double> share(TomlTable& table, std::string_view key) {
  const auto found = not_negative(table, key);
  if (found && *found > 1) {
    table.problem(key, {"money.share_range", {}});
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

InForce in_force(TomlTable& table) {
  InForce dates{date(table, "from"), date(table, "until")};
  if (!dates.from.empty() && !dates.until.empty() && dates.until < dates.from) {
    table.problem("until", {"money.until_before_from", {{"from", dates.from}}});
  }
  return dates;
}

/// price_growth = "general", or a number of its own.
PriceIndex price_index(TomlTable& table) {
  if (!table.has("price_growth")) return {};
  if (table.has_text("price_growth")) {
    const bool general = table.choice<bool>("price_growth", {{"general", true}}).value_or(false);
    return {general, 0};
  }
  return {false, share(table, "price_growth").value_or(0)};
}

RiderClass rider_class(TomlTable& table) {
  if (!table.has("riders")) return RiderClass::all;
  return table
      .choice<RiderClass>("riders", {{"all", RiderClass::all},
                                     {"displaced", RiderClass::displaced},
                                     {"not_displaced", RiderClass::not_displaced}})
      .value_or(RiderClass::all);
}

/// yuan_a_pupil = 40, or { town = 50, rural = 70 }; period = "month".
PupilRate pupil_rate(TomlTable& table) {
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

class FundingReader {
 public:
  FundingReader(TomlTable& root, BusFunding base, bool all_required, const Cite& cite)
      : root_(root), funding_(std::move(base)), all_required_(all_required), cite_(cite) {}

  BusFunding read() {
    read_frame();
    if (root_.has("fare")) {
      read_fares();
    } else {
      for (const auto& fare : funding_.fares) codes_.insert(fare.code);
    }
    if (root_.has("subsidy")) read_subsidies();
    if (root_.has("sensitivity")) read_sensitivity();
    cite_("sensitivity", root_.has("sensitivity"), funding_.sensitivity_source);
    return std::move(funding_);
  }

 private:
  void read_frame() {
    if (all_required_) root_.require("bus_funding");
    auto frame = root_.table("bus_funding");
    if (!frame) return;
    read_count(*frame, "months", funding_.months);
    read_count(*frame, "terms", funding_.terms);
    if (given(*frame, "zone_of")) {
      funding_.zone_of_home =
          frame->choice<bool>("zone_of", {{"school", false}, {"home", true}}).value_or(false);
    }
    if (given(*frame, "vehicles")) {
      funding_.vehicles = frame
                              ->choice<Vehicles>("vehicles", {{"by_rules", Vehicles::by_rules},
                                                              {"cash", Vehicles::cash},
                                                              {"spread", Vehicles::spread}})
                              .value_or(Vehicles::by_rules);
    }
    if (given(*frame, "rest")) {
      funding_.rest = frame->choice<Payer>("rest", all_payers).value_or(funding_.rest);
    }
    if (frame->has("payer_ceiling_yuan")) read_payer_ceilings(*frame);
    cite_("bus_funding", true, funding_.source);
  }

  bool given(TomlTable& table, std::string_view key) const {
    return all_required_ ? table.require(key) : table.has(key);
  }

  void read_count(TomlTable& table, std::string_view key, int& value) const {
    if (!given(table, key)) return;
    const auto found = table.whole(key);
    if (!found) return;
    if (*found < 1 || *found > 12) {
      table.problem(key, {"money.periods_range", {}});
    } else {
      value = static_cast<int>(*found);
    }
  }

  void read_payer_ceilings(TomlTable& frame) {
    funding_.payer_ceilings = {};
    auto table = frame.table("payer_ceiling_yuan");
    if (!table) return;
    for (const auto& [word, payer] : public_payers) {
      if (!table->has(word)) continue;
      if (payer == funding_.rest) table->problem(word, {"money.ceiling_of_rest", {}});
      funding_.payer_ceilings[row(payer)] = amount(*table, word);
    }
  }

  /// Lines of the ledger name their rule by it: each once, fares and subsidies together.
  std::string read_code(TomlTable& table) {
    if (!table.require("code")) return {};
    const std::string code = table.text("code").value_or("");
    if (!codes_.insert(code).second) {
      table.problem("code", {"money.same_code", {{"code", code}}});
    }
    return code;
  }

  template <class Rule>
  void read_common(TomlTable& table, const std::string& kind, Rule& rule) {
    rule.code = read_code(table);
    if (table.require("name")) rule.name = read_bilingual(table, "name");
    rule.riders = rider_class(table);
    rule.in_force = in_force(table);
    rule.index = price_index(table);
    if (!rule.code.empty()) cite_(kind + "." + rule.code, true, rule.source);
  }

  void read_fares() {
    funding_.fares.clear();
    for (auto& table : root_.tables("fare")) {
      FareRule fare;
      read_common(table, "fare", fare);
      fare.rate = pupil_rate(table);
      for (auto& exemption : table.tables("exemption")) {
        fare.exemptions.push_back(read_exemption(exemption));
      }
      funding_.fares.push_back(std::move(fare));
    }
  }

  static Exemption read_exemption(TomlTable& table) {
    Exemption exemption;
    if (table.require("need")) {
      exemption.need = table
                           .choice<Need>("need", {{"poor", Need::poor},
                                                  {"disabled", Need::disabled},
                                                  {"left_behind", Need::left_behind},
                                                  {"boarder", Need::boarder}})
                           .value_or(Need::poor);
    }
    if (table.has("share")) exemption.share = share(table, "share").value_or(1);
    if (table.has("payer")) exemption.payer = table.choice<Payer>("payer", public_payers);
    return exemption;
  }

  void read_subsidies() {
    funding_.subsidies.clear();
    for (auto& table : root_.tables("subsidy")) {
      SubsidyRule rule;
      read_common(table, "subsidy", rule);
      rule.payers = read_payers(table);
      rule.ceilings = read_ceilings(table);
      read_kind(table, rule.kind);
      funding_.subsidies.push_back(std::move(rule));
    }
  }

  /// payer = "county", or payers = { county = 0.5, township = 0.5 }.
  static std::vector<PayerShare> read_payers(TomlTable& table) {
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
      result.push_back({payer, share(*split, word).value_or(0)});
      sum += result.back().share;
    }
    if (std::abs(sum - 1) > 1e-9) table.problem("payers", {"money.split_sum", {{"sum", sum}}});
    std::erase_if(result, [](const PayerShare& part) { return part.share <= 0; });
    return result;
  }

  static Ceilings read_ceilings(TomlTable& table) {
    Ceilings ceilings;
    if (!table.has("ceiling_yuan")) return ceilings;
    auto most = table.table("ceiling_yuan");
    if (!most) return ceilings;
    const auto read = [&](const char* key, std::optional<Fen>& ceiling) {
      if (most->has(key)) ceiling = amount(*most, key);
    };
    read("in_all", ceilings.in_all);
    read("a_township", ceilings.a_township);
    read("a_pupil", ceilings.a_pupil);
    read("a_bus", ceilings.a_bus);
    return ceilings;
  }

  static void read_kind(TomlTable& table, SubsidyKind& kind) {
    if (!table.require("kind")) return;
    const auto word = table.choice<std::size_t>("kind", {{"share_of_contract", 0},
                                                         {"per_pupil", 1},
                                                         {"per_bus", 2},
                                                         {"purchase_share", 3},
                                                         {"operating_grant", 4},
                                                         {"audited_loss", 5}});
    if (!word) {
      forgive_rest(table);
      return;
    }
    if (*word == 0) kind = read_share(table);
    if (*word == 1) kind = PerPupil{pupil_rate(table)};
    if (*word == 2) kind = read_bands(table);
    if (*word == 3) kind = read_purchase(table);
    if (*word == 4) kind = OperatingGrant{required_amount(table, "yuan_a_year")};
    if (*word == 5) {
      kind = AuditedLoss{table.has("share") ? share(table, "share").value_or(1) : 1};
    }
  }

  /// Where the kind is unknown, nobody can tell which of its keys are.
  static void forgive_rest(TomlTable& table) { static_cast<void>(table.keys()); }

  static ShareOfContract read_share(TomlTable& table) {
    ShareOfContract rule;
    if (table.require("share")) rule.share = share(table, "share").value_or(0);
    if (table.has("least_share")) rule.least_share = share(table, "least_share").value_or(0);
    if (rule.least_share > rule.share) {
      table.problem("share", {"money.share_below_floor",
                              {{"share", rule.share}, {"least", rule.least_share}}});
    }
    if (table.require("base")) {
      rule.net_of_fares =
          table.choice<bool>("base", {{"gross", false}, {"net_of_fares", true}}).value_or(false);
    }
    return rule;
  }

  static PerBus read_bands(TomlTable& table) {
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

  static PurchaseShare read_purchase(TomlTable& table) {
    PurchaseShare rule;
    if (table.require("share")) rule.share = share(table, "share").value_or(0);
    if (table.has("cap_yuan_a_bus")) rule.cap_a_bus = amount(table, "cap_yuan_a_bus");
    return rule;
  }

  void read_sensitivity() {
    funding_.sensitivity.clear();
    for (auto& table : root_.tables("sensitivity")) {
      SensitivitySteps steps;
      if (table.require("of")) {
        steps.driver = table
                           .choice<Driver>("of", {{"fuel", Driver::fuel},
                                                  {"wages", Driver::wages},
                                                  {"riders", Driver::riders},
                                                  {"share", Driver::share},
                                                  {"days", Driver::days}})
                           .value_or(Driver::fuel);
      }
      if (table.require("steps")) steps.steps = table.numbers("steps");
      const bool relative = steps.driver != Driver::days;
      for (const double step : steps.steps) {
        if (relative && std::abs(step) > 1) table.problem("steps", {"money.step_range", {}});
      }
      funding_.sensitivity.push_back(std::move(steps));
    }
  }

  TomlTable& root_;
  BusFunding funding_;
  bool all_required_;
  const Cite& cite_;
  std::set<std::string> codes_;
};

}  // namespace

BusFunding read_bus_funding(TomlTable& root, BusFunding base, bool all_required, const Cite& cite) {
  return FundingReader(root, std::move(base), all_required, cite).read();
}

std::vector<std::string> cited_rules(const BusFunding& funding) {
  std::vector<std::string> rules{"bus_funding", "sensitivity"};
  for (const auto& fare : funding.fares) rules.push_back("fare." + fare.code);
  for (const auto& subsidy : funding.subsidies) rules.push_back("subsidy." + subsidy.code);
  return rules;
}

}  // namespace budian::money
