#include "scenarios/money/funding_reader.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "scenarios/money/rule_words.hpp"
#include "scenarios/money/subsidy_kinds.hpp"
#include "scenarios/sources.hpp"

namespace budian::money {
namespace {

const std::initializer_list<std::pair<std::string_view, Payer>> all_payers{
    {"county", Payer::county},
    {"township", Payer::township},
    {"family", Payer::family},
    {"province_and_centre", Payer::province_and_centre},
    {"school", Payer::school}};

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
    if (root_.has("public_line_fare")) read_public_fare();
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
      funding_.payer_ceilings[row(payer)] = read_amount(*table, word);
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
    rule.riders = read_rider_class(table);
    rule.in_force = read_in_force(table);
    rule.index = read_price_index(table);
    if (!rule.code.empty()) cite_(kind + "." + rule.code, true, rule.source);
  }

  void read_fares() {
    funding_.fares.clear();
    for (auto& table : root_.tables("fare")) {
      FareRule fare;
      read_common(table, "fare", fare);
      fare.rate = read_pupil_rate(table);
      for (auto& exemption : table.tables("exemption")) {
        fare.exemptions.push_back(read_exemption(exemption));
      }
      funding_.fares.push_back(std::move(fare));
    }
  }

  static Exemption read_exemption(TomlTable& table) {
    Exemption exemption;
    exemption.need = read_need(table);
    if (table.has("share")) exemption.share = read_share(table, "share").value_or(1);
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
      rule.kind = read_subsidy_kind(table);
      funding_.subsidies.push_back(std::move(rule));
    }
  }

  void read_public_fare() {
    auto table = root_.table("public_line_fare");
    if (!table) return;
    PublicFare fare;
    fare.a_ride = required_amount(*table, "yuan_a_ride");
    cite_("public_line_fare", true, fare.source);
    funding_.public_fare = fare;
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

void check_townships(const BusFunding& funding, const County& county, const std::string& file) {
  std::vector<Problem> problems;
  for (const SubsidyRule& rule : funding.subsidies) {
    for (const TownshipCeiling& ceiling : rule.ceilings.townships) {
      const bool known = std::any_of(
          county.townships.begin(), county.townships.end(), [&](const Township& township) {
            return township.name == ceiling.township || township.code == ceiling.township;
          });
      if (known) continue;
      Problem problem;
      problem.message = {"money.no_such_township", {{"township", ceiling.township}}};
      problem.file = file;
      problem.row = ceiling.line;
      problem.field = "ceiling_yuan.townships";
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

std::vector<std::string> cited_rules(const BusFunding& funding) {
  std::vector<std::string> rules{"bus_funding", "sensitivity", "public_line_fare"};
  for (const auto& fare : funding.fares) rules.push_back("fare." + fare.code);
  for (const auto& subsidy : funding.subsidies) rules.push_back("subsidy." + subsidy.code);
  return rules;
}

}  // namespace budian::money
