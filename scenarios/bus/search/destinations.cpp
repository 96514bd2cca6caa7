#include "scenarios/bus/search/destinations.hpp"

#include <algorithm>
#include <limits>

namespace budian::bus {
namespace {

/// Of a school, that are tried right after it: the nearest.
constexpr std::size_t most_successors = 6;

bool contains(const std::vector<Row>& list, Row value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

Row site_of(const Problem& problem, Row school) {
  return static_cast<Row>(problem.schools()[BellId(school)].site.row());
}

/// Schools that may share a bus with this one, nearest first.
std::vector<Row> successors(const Problem& problem, const HalfDay& morning, Row school) {
  std::vector<std::pair<std::int32_t, Row>> near;
  for (Row other = 0; other < problem.schools().size(); ++other) {
    const bool one_contractor =
        problem.schools()[BellId(school)].contractor == problem.schools()[BellId(other)].contractor;
    if (other == school || !one_contractor) continue;
    if (!problem.may_share(BellId(school), BellId(other))) continue;
    near.emplace_back(morning.from(site_of(problem, school))[site_of(problem, other)].time, other);
  }
  std::sort(near.begin(), near.end());
  std::vector<Row> result;
  for (const auto& [time, other] : near) {
    if (result.size() < most_successors && time < no_leg) result.push_back(other);
  }
  return result;
}

}  // namespace

Destinations::Destinations(const Problem& problem, const std::vector<HalfDay>& halves)
    : schools_(problem.schools().size()) {
  for (Row school = 0; school < schools_; ++school) {
    Destination alone;
    extend(problem, halves, {school}, alone);
    rows_.push_back(std::move(alone));
  }
  if (problem.has_mixed_loads()) add_mixed(problem, halves);
  index();
  find_partners(problem);
}

/// By number of schools, so that each destination's parts are there before it.
void Destinations::add_mixed(const Problem& problem, const std::vector<HalfDay>& halves) {
  std::vector<std::vector<Row>> next(schools_);
  for (Row school = 0; school < schools_; ++school) {
    next[school] = successors(problem, halves.front(), school);
  }
  std::size_t begin = 0;
  for (std::size_t size = 2; size <= most_schools; ++size) {
    const std::size_t end = rows_.size();
    for (std::size_t row = begin; row < end; ++row) {
      const std::vector<Row> before = rows_[row].schools;
      for (const Row school : next[before.back()]) {
        if (contains(before, school)) continue;
        std::vector<Row> schools = before;
        schools.push_back(school);
        Destination mixed;
        if (extend(problem, halves, schools, mixed)) rows_.push_back(std::move(mixed));
      }
    }
    begin = end;
  }
}

/// What follows from the order of schools. False where they cannot share a bus: by the rules, by
/// their windows with any bells, for want of a way, or because a part of them cannot.
bool Destinations::extend(const Problem& problem, const std::vector<HalfDay>& halves,
                          const std::vector<Row>& schools, Destination& result) const {
  result.schools = schools;
  result.first_site = site_of(problem, schools.front());
  result.last_site = site_of(problem, schools.back());
  for (std::size_t i = 0; i < schools.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!problem.may_share(BellId(schools[i]), BellId(schools[j]))) return false;
    }
    if (schools.size() == 1) continue;
    std::vector<Row> part = schools;
    part.erase(part.begin() + static_cast<std::ptrdiff_t>(i));
    if (find(part) == no_row) return false;
  }
  for (std::size_t h = 0; h < halves.size(); ++h) {
    Approach& approach = result.halves[h];
    std::int64_t earliest = std::numeric_limits<std::int64_t>::min();
    std::int64_t latest = std::numeric_limits<std::int64_t>::max();
    Row site = result.first_site;
    for (const Row school : schools) {
      const Row next = site_of(problem, school);
      const Leg leg = halves[h].from(site)[next];
      if (leg.time >= no_leg) return false;
      if (site != next) approach.onward += leg.time + problem.parameters().unload.count();
      approach.reached.push_back(approach.onward);
      approach.time += leg.time;
      approach.length += leg.length;
      latest = std::min(latest, halves[h].highest(school) - approach.onward);
      earliest =
          std::max(earliest, halves[h].lowest(school) - halves[h].window(school) - approach.onward);
      site = next;
    }
    if (latest < earliest) return false;
  }
  return true;
}

Row Destinations::find(const std::vector<Row>& schools) const {
  if (schools.size() == 1) return schools.front();
  for (std::size_t row = schools_; row < rows_.size(); ++row) {
    if (rows_[row].schools == schools) return static_cast<Row>(row);
  }
  return no_row;
}

void Destinations::index() {
  with_.resize(rows_.size() * schools_);
  without_.assign(rows_.size() * schools_, no_row);
  calling_.resize(schools_);
  for (auto& half : onward_) half.assign(rows_.size() * schools_, 0);
  for (Row row = 0; row < rows_.size(); ++row) {
    const std::vector<Row>& schools = rows_[row].schools;
    for (std::size_t i = 0; i < schools.size(); ++i) {
      const std::size_t cell = row * schools_ + schools[i];
      with_[cell] = {row};
      calling_[schools[i]].push_back(row);
      for (std::size_t h = 0; h < 2; ++h) {
        const auto& reached = rows_[row].halves[h].reached;
        if (!reached.empty()) onward_[h][cell] = reached[i];
      }
      if (schools.size() == 1) continue;
      std::vector<Row> rest = schools;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      without_[cell] = find(rest);
      with_[without_[cell] * schools_ + schools[i]].push_back(row);
    }
  }
}

void Destinations::find_partners(const Problem& problem) {
  partners_.resize(schools_);
  for (Row school = 0; school < schools_; ++school) {
    partners_[school] = {school};
    if (!are_mixed()) continue;
    for (std::size_t i = 0; i < partners_[school].size(); ++i) {
      for (Row other = 0; other < schools_; ++other) {
        const bool shares = problem.may_share(BellId(partners_[school][i]), BellId(other));
        if (shares && !contains(partners_[school], other)) partners_[school].push_back(other);
      }
    }
  }
}

}  // namespace budian::bus
