#include "scenarios/money/bus_findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/money/floor_gaps.hpp"

namespace budian::money {
namespace {

double least_share_of(const BusFunding& funding, const std::string& code) {
  for (const SubsidyRule& rule : funding.subsidies) {
    const auto* contract = std::get_if<ShareOfContract>(&rule.kind);
    if (rule.code == code && contract) return contract->least_share;
  }
  return 0;
}

double percent(Fen part, Fen whole) {
  if (whole <= Fen(0)) return 0;
  return 100 * static_cast<double>(part.count()) / static_cast<double>(whole.count());
}

void tell_gaps(const FundingBasis& basis, std::vector<Finding>& findings) {
  for (const FloorGap& gap : floor_gaps(basis.ledger)) {
    Finding finding;
    finding.message = {"finding.below_floor",
                       {{"rule", gap.rule},
                        {"percent", 100 * least_share_of(basis.rules.funding, gap.rule)},
                        {"base", in_yuan(gap.base)},
                        {"promised", in_yuan(gap.promised)},
                        {"paid", in_yuan(gap.paid)},
                        {"paid_percent", percent(gap.paid, gap.base)},
                        {"missing", in_yuan(gap.missing())},
                        {"townships", static_cast<std::int64_t>(gap.townships.size())}}};
    if (gap.townships.size() == 1) finding.township = gap.townships.front();
    findings.push_back(std::move(finding));
  }
}

/// One finding a rule: since when, in how many years, at worst by how much.
void tell_later_gaps(const FundingBasis& basis, std::vector<Finding>& findings) {
  for (const SubsidyRule& rule : basis.rules.funding.subsidies) {
    std::int64_t years = 0;
    int first = 0;
    Fen worst;
    for (const BudgetYear& year : basis.budget.school_years) {
      for (const FloorGap& gap : year.gaps) {
        if (gap.rule != rule.code) continue;
        if (years == 0) first = year.first_calendar_year;
        ++years;
        worst = std::max(worst, gap.missing());
      }
    }
    if (years == 0) continue;
    Finding finding;
    finding.message = {"finding.below_floor_years",
                       {{"rule", rule.code},
                        {"years", static_cast<std::int64_t>(basis.budget.school_years.size())},
                        {"count", years},
                        {"first", fmt::format("{}/{:02}", first, (first + 1) % 100)},
                        {"worst", in_yuan(worst)}}};
    findings.push_back(std::move(finding));
  }
}

const Argument& argument(const Message& message, const char* name) {
  const auto found = std::find_if(message.arguments.begin(), message.arguments.end(),
                                  [&](const auto& entry) { return entry.first == name; });
  return found->second;
}

void tell_remarks(const FundingBasis& basis, std::vector<Finding>& findings) {
  for (const Line& line : basis.ledger) {
    if (!line.funding) continue;
    Finding finding;
    if (line.text.key == "money.line.exemption_untold" ||
        line.text.key == "money.line.grant_untold") {
      const Argument& untold = argument(line.text, "untold");
      finding.message = {"finding.need_untold",
                         {{"rule", line.funding->rule},
                          {"need", argument(line.text, "need")},
                          {"untold", untold},
                          {"riders", argument(line.text, "riders")}}};
      finding.pupils = Heads(std::get<std::int64_t>(untold));
      findings.push_back(std::move(finding));
    } else if (line.funding->unused) {
      finding.severity = Severity::note;
      finding.message = {"finding.grant_unused",
                         {{"rule", line.funding->rule}, {"yuan", in_yuan(*line.funding->unused)}}};
      findings.push_back(std::move(finding));
    }
  }
}

void tell_public_fares(const FundingBasis& basis, std::vector<Finding>& findings) {
  if (basis.rules.funding.public_fare) return;
  Finding finding;
  for (const auto& group : basis.plan.groups) {
    if (group.way == Way::public_line) finding.pupils += group.pupils;
  }
  if (finding.pupils <= Heads(0)) return;
  finding.message = {"finding.public_fare_untold", {{"pupils", finding.pupils.count()}}};
  findings.push_back(std::move(finding));
}

}  // namespace

std::vector<Finding> bus_findings(const FundingBasis& basis) {
  std::vector<Finding> findings;
  tell_gaps(basis, findings);
  tell_later_gaps(basis, findings);
  tell_remarks(basis, findings);
  tell_public_fares(basis, findings);
  return findings;
}

}  // namespace budian::money
