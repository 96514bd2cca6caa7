#include "maps/route_sheets.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace budian {
namespace {

bool same_place(const BusCall& a, const BusCall& b) {
  return a.stop == b.stop && a.school == b.school;
}

std::string joined(const std::vector<std::string>& parts, const char* between_key,
                   Language language) {
  std::string result;
  for (const auto& part : parts) {
    if (!result.empty()) result += text(between_key, language);
    result += part;
  }
  return result;
}

std::string grade_text(const GradeHeads& entry, Language language) {
  return text(Message{"sheet.grade_pupils",
                      {{"grade", fmt::format("page.grade.{}", entry.grade + 1)},
                       {"pupils", entry.pupils.count()}}},
              language);
}

}  // namespace

const std::vector<GradeHeads>& PairedCall::pupils() const {
  if (either().stop) return morning ? morning->on : afternoon->off;
  return morning ? morning->off : afternoon->on;
}

std::vector<PairedCall> paired_calls(const BusLine& line) {
  std::vector<PairedCall> pairs;
  for (const BusCall& call : line.morning.calls) pairs.push_back({&call, nullptr, 0});
  for (std::size_t i = 0; i < line.afternoon.calls.size(); ++i) {
    const BusCall& call = line.afternoon.calls[i];
    const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const PairedCall& pair) {
      return pair.morning && !pair.afternoon && same_place(*pair.morning, call);
    });
    if (found == pairs.end()) {
      pairs.push_back({nullptr, &call, i});
    } else {
      found->afternoon = &call;
      found->afternoon_order = i;
    }
  }
  return pairs;
}

std::string school_names(const BusLine& line, const Plan& plan, Language language) {
  std::vector<std::string> names;
  for (const SchoolId school : line.schools()) names.push_back(plan.schools[school].school.name);
  return joined(names, "sheet.and", language);
}

const std::string& place_of(const BusCall& call, const Plan& plan) {
  return call.stop ? plan.buses.sites[call.stop->row()].name
                   : plan.schools[call.school].school.name;
}

TownshipId township_of(const BusCall& call, const Plan& plan) {
  return call.stop ? plan.buses.sites[call.stop->row()].township
                   : plan.schools[call.school].school.township;
}

const bus::BusType& type_of(const BusLine& line, const BusService& buses) {
  return buses.types[buses.routes.duties[line.duty].type.row()];
}

Heads sum_of(const std::vector<GradeHeads>& pupils) {
  Heads sum;
  for (const GradeHeads& entry : pupils) sum += entry.pupils;
  return sum;
}

std::string grades_text(const std::vector<GradeHeads>& pupils, const BusLine& line,
                        const Plan& plan, Language language) {
  const bool names_schools = line.schools().size() > 1;
  std::vector<std::string> by_school;
  for (std::size_t i = 0; i < pupils.size();) {
    const SchoolId school = pupils[i].school;
    std::vector<std::string> grades;
    for (; i < pupils.size() && pupils[i].school == school; ++i) {
      grades.push_back(grade_text(pupils[i], language));
    }
    const std::string all = joined(grades, "sheet.and", language);
    by_school.push_back(names_schools ? text(Message{"sheet.school_grades",
                                                     {{"school", plan.schools[school].school.name},
                                                      {"grades", all}}},
                                             language)
                                      : all);
  }
  return joined(by_school, "sheet.then", language);
}

std::vector<DrivenRun> runs_of(const BusService& buses, std::size_t duty, BusRun BusLine::*half) {
  std::vector<DrivenRun> runs;
  for (const BusLine& line : buses.lines) {
    if (line.duty == duty && (line.*half).runs()) runs.push_back({&line, &(line.*half)});
  }
  std::stable_sort(runs.begin(), runs.end(), [](const DrivenRun& a, const DrivenRun& b) {
    return a.run->calls.front().arrive < b.run->calls.front().arrive;
  });
  return runs;
}

}  // namespace budian
