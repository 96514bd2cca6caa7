#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/sample/schools.hpp"

namespace budian::sample {
namespace {

using Expected = std::vector<std::array<double, 9>>;

/// Who would go where if nobody counted heads: most to the nearest school, some to the small town,
/// few to the county seat.
class Choice {
 public:
  Choice(const Townships& townships, const RoadGraph& graph,
         const std::vector<SampleSchool>& schools, Random random)
      : townships_(townships),
        schools_(schools),
        central_(townships.size(), 0),
        drawn_(schools.size()),
        leaving_(schools.size()),
        expected_(schools.size()) {
    for (std::size_t row = 0; row < schools.size(); ++row) {
      const SampleSchool& school = schools[row];
      drawn_[row] = random.real(0.6, 1.6);
      leaving_[row] = school.is_central                     ? 0.0
                      : school.kind == Kind::teaching_point ? random.real(0.42, 0.82)
                      : school.kind == Kind::primary
                          ? (random.chance(0.78) ? random.real(0.0, 0.15) : random.real(0.5, 0.85))
                          : random.real(0.0, 0.2);
      if (school.is_central) central_[school.township] = row;
      at_node_[school.node].push_back(row);
    }
    for (const int grade : {1, 4, 5, 7}) reach_.emplace(grade, nearest(graph, grade));
  }

  Expected of(const std::vector<SampleSettlement>& settlements) {
    for (const SampleSettlement& home : settlements) {
      for (int grade = 1; grade <= 9; ++grade) send(home, grade);
    }
    return std::move(expected_);
  }

 private:
  /// The same answer holds for grades 1-3, 4, 5-6 and 7-9.
  static int key_of(int grade) { return grade <= 3 ? 1 : grade == 4 ? 4 : grade <= 6 ? 5 : 7; }

  std::vector<std::uint32_t> nearest(const RoadGraph& graph, int grade) const {
    std::vector<std::uint32_t> sources;
    for (const SampleSchool& school : schools_) {
      if (school.holds(grade)) sources.push_back(school.node);
    }
    return graph.nearest(sources).owner;
  }

  /// Pupils who come to one node share themselves among its schools.
  void give(std::uint32_t node, int grade, double pupils) {
    double sum = 0;
    const auto row_of_grade = static_cast<std::size_t>(grade - 1);
    for (const auto row : at_node_[node]) sum += schools_[row].holds(grade) ? drawn_[row] : 0.0;
    for (const auto row : at_node_[node]) {
      if (schools_[row].holds(grade)) expected_[row][row_of_grade] += pupils * drawn_[row] / sum;
    }
  }

  void send(const SampleSettlement& home, int grade) {
    const auto people = static_cast<double>(home.population);
    const auto owner = reach_.at(key_of(grade))[home.node];
    if (owner == RoadGraph::nobody) return;
    const auto first = at_node_[owner].front();
    const auto township = schools_[first].township;
    const double to_city = townships_.is_capital(township) ? 0.0 : grade <= 6 ? 0.006 : 0.015;
    const double leave = grade <= 6 && at_node_[owner].size() == 1 ? leaving_[first] : 0.0;
    give(owner, grade, people * (1.0 - leave) * (1.0 - to_city));
    give(townships_.capital(townships_[township].county), grade, people * to_city);
    const double left = people * leave * (1.0 - to_city);
    const auto full = reach_.at(5)[home.node];
    const bool by_full = schools_[first].kind == Kind::teaching_point && full != RoadGraph::nobody;
    give(central_[township] == 0 ? owner : schools_[central_[township]].node, grade,
         by_full ? left * 0.4 : left);
    if (by_full) give(full, grade, left * 0.6);
  }

  const Townships& townships_;
  const std::vector<SampleSchool>& schools_;
  std::vector<std::size_t> central_;  ///< row of the central school of a township
  std::vector<double> drawn_;         ///< how well liked among schools of one town
  std::vector<double> leaving_;       ///< share of those nearest who go elsewhere
  Expected expected_;
  std::map<std::uint32_t, std::vector<std::size_t>> at_node_;
  std::map<int, std::vector<std::uint32_t>> reach_;
};

std::int64_t bounded(double heads, std::int64_t low) {
  return std::max<std::int64_t>(low, std::llround(heads));
}

/// Multiplies the rolls of a teaching point, at least one pupil a grade.
void scale_point(SampleSchool& point, std::int64_t wanted) {
  const double share = static_cast<double>(wanted) / static_cast<double>(point.pupils_of(1, 6));
  for (auto& heads : point.pupils) {
    if (heads > 0) heads = bounded(static_cast<double>(heads) * share, 1);
  }
}

/// Rolls of the teaching points: about half of them stay under 30.
void fill_points(std::vector<SampleSchool*>& points, Random& random) {
  std::sort(points.begin(), points.end(), [](const SampleSchool* p, const SampleSchool* q) {
    const auto a = p->pupils_of(1, 6);
    const auto b = q->pupils_of(1, 6);
    return a != b ? a < b : p->code < q->code;
  });
  const auto small = static_cast<std::size_t>(random.whole(40, 44));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto heads = points[i]->pupils_of(1, 6);
    if (i < small && heads >= 29) scale_point(*points[i], random.whole(9, 27));
    if (i >= small && heads < 32) scale_point(*points[i], random.whole(31, 48));
  }
}

void fill_county(std::size_t first, const Expected& expected, Random& random,
                 std::vector<SampleSchool>& schools) {
  std::array<double, 9> sums{};
  for (std::size_t row = first; row < first + schools_a_county; ++row) {
    for (std::size_t g = 0; g < 9; ++g) sums[g] += expected[row][g];
  }
  std::vector<SampleSchool*> points;
  for (std::size_t row = first; row < first + schools_a_county; ++row) {
    SampleSchool& school = schools[row];
    if (school.kind != Kind::teaching_point) continue;
    for (int grade = 1; grade <= school.last_grade; ++grade) {
      const auto g = static_cast<std::size_t>(grade - 1);
      const double heads =
          expected[row][g] / sums[g] * static_cast<double>(CountyTotals::pupils[g]);
      school.pupils[g] = bounded(heads * random.real(0.75, 1.25), 2);
    }
    points.push_back(&school);
  }
  fill_points(points, random);
  for (int grade = 1; grade <= 9; ++grade) {
    const auto g = static_cast<std::size_t>(grade - 1);
    constexpr std::int64_t least = 5;
    std::int64_t rest = CountyTotals::pupils[g];
    std::vector<std::size_t> rows;
    std::vector<double> weights;
    for (const SampleSchool* point : points) rest -= point->pupils[g];
    for (std::size_t row = first; row < first + schools_a_county; ++row) {
      if (schools[row].kind == Kind::teaching_point || !schools[row].holds(grade)) continue;
      rows.push_back(row);
      weights.push_back(expected[row][g] * random.real(0.93, 1.07));
    }
    const auto shares = shared_out(rest - least * static_cast<std::int64_t>(rows.size()), weights);
    for (std::size_t i = 0; i < rows.size(); ++i) schools[rows[i]].pupils[g] = least + shares[i];
  }
}

/// Classes as large as the school lets them grow: over 45 mostly in the county seat.
void open_classes(SampleSchool& school, Random& random) {
  const bool crowded = school.in_capital && random.chance(0.55);
  const std::int64_t primary = crowded             ? random.whole(55, 62)
                               : school.in_capital ? random.whole(46, 50)
                                                   : random.whole(42, 45);
  const std::int64_t junior = crowded ? random.whole(56, 62) : random.whole(46, 50);
  std::int64_t classes = 0;
  for (std::size_t g = 0; g < 9; ++g) {
    const std::int64_t most = g < 6 ? primary : junior;
    school.classes[g] = (school.pupils[g] + most - 1) / most;
    classes += school.classes[g];
  }
  if (school.kind == Kind::complete_secondary) school.senior_pupils = random.whole(18, 44) * 50;
  const bool town = school.is_central || school.kind == Kind::junior;
  const std::int64_t spare = school.in_capital                     ? random.whole(0, 2)
                             : town                                ? random.whole(0, 4)
                             : school.kind == Kind::teaching_point ? random.whole(0, 3)
                                                                   : random.whole(0, 3);
  school.classrooms = classes + spare + school.senior_pupils / 50;
  const auto older = school.pupils_of(7, 9);
  const bool lodges = older > 0 && (!school.in_capital || school.kind == Kind::complete_secondary);
  if (lodges)
    school.boarders =
        (older * random.whole(8, 34) + school.senior_pupils * random.whole(30, 60)) / 100;
}

}  // namespace

void fill_rolls(const Townships& townships, const Settlements& settlements, const RoadGraph& graph,
                Random random, std::vector<SampleSchool>& schools) {
  const Expected expected =
      Choice(townships, graph, schools, random.branch(1)).of(settlements.rows);
  Random heads = random.branch(2);
  for (std::size_t first = 0; first < schools.size(); first += schools_a_county) {
    fill_county(first, expected, heads, schools);
  }
  for (SampleSchool& school : schools) open_classes(school, heads);
}

}  // namespace budian::sample
