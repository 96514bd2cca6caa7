#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "scenarios/placement.hpp"
#include "scenarios/sample/schools.hpp"

namespace budian::sample {
namespace {

constexpr std::int64_t thousand = 1000;
constexpr std::int64_t fewest_of_larger = 31;
constexpr double too_far_for_town = 6000.0;  // metres

/// Who goes where: as many as live nearer to a school than to any other, less those whom a larger
/// school draws. Only heads that the placement will find in the settlements are counted, so that no
/// roll asks for pupils who live far away.
class Enrolment {
 public:
  Enrolment(const Townships& townships, const Settlements& settlements, const RoadGraph& graph,
            std::vector<SampleSchool>& schools, Random random)
      : townships_(townships), settlements_(settlements), schools_(schools), random_(random) {
    for (std::size_t row = 0; row < schools.size(); ++row)
      at_node_[schools[row].node].push_back(row);
    for (const int grade : {1, 4, 5, 7}) reach_.emplace(grade, nearest(graph, grade));
    std::vector<std::uint32_t> towns(townships.size());
    std::iota(towns.begin(), towns.end(), 0U);
    to_town_ = graph.nearest(towns);
    for (auto& arrivals : arrivals_) arrivals.resize(reach_.at(1).owner.size());
  }

  void fill() {
    for (int grade = 1; grade <= 9; ++grade) send(grade);
    for (std::size_t first = 0; first < schools_.size(); first += schools_a_county) {
      trim_points(first);
    }
    draw_to_towns();
    for (std::uint32_t county = 0; county < townships_.counties(); ++county) balance(county);
    for (const auto& [node, rows] : at_node_) enrol(node, rows);
  }

 private:
  /// Pupils of one settlement at the door of a teaching point.
  struct Comer {
    double metres = 0;
    std::uint32_t home = 0;  ///< node
    int grade = 1;
    std::int64_t heads = 0;
  };

  /// The same answer holds for grades 1-3, 4, 5-6 and 7-9.
  static int key_of(int grade) { return grade <= 3 ? 1 : grade == 4 ? 4 : grade <= 6 ? 5 : 7; }
  [[nodiscard]] RoadGraph::Reach nearest(const RoadGraph& graph, int grade) const;
  std::int64_t& arrivals(std::uint32_t node, int grade) {
    return arrivals_.at(static_cast<std::size_t>(grade - 1))[node];
  }
  void send(int grade);
  void trim_points(std::size_t first);
  void trim(std::size_t point, std::int64_t wanted);
  void draw_to_towns();
  void balance(std::uint32_t county);
  void enrol(std::uint32_t node, const std::vector<std::size_t>& rows);

  const Townships& townships_;
  const Settlements& settlements_;
  std::vector<SampleSchool>& schools_;
  Random random_;
  std::map<std::uint32_t, std::vector<std::size_t>> at_node_;
  std::map<int, RoadGraph::Reach> reach_;
  RoadGraph::Reach to_town_;
  std::array<std::vector<std::int64_t>, 9> arrivals_;   ///< by grade and node of full schools
  std::map<std::size_t, std::vector<Comer>> at_point_;  ///< by row of the teaching point
};

RoadGraph::Reach Enrolment::nearest(const RoadGraph& graph, int grade) const {
  std::vector<std::uint32_t> sources;
  for (const SampleSchool& school : schools_) {
    if (school.holds(grade)) sources.push_back(school.node);
  }
  return graph.nearest(sources);
}

void Enrolment::send(int grade) {
  std::vector<std::int64_t> people;
  for (const SampleSettlement& home : settlements_.rows) people.push_back(home.population);
  const auto total = CountyTotals::pupils.at(static_cast<std::size_t>(grade - 1)) *
                     static_cast<std::int64_t>(townships_.counties());
  const auto pupils = spread_by_people(total, people, grade - 1);
  const RoadGraph::Reach& reach = reach_.at(key_of(grade));
  for (std::size_t row = 0; row < pupils.size(); ++row) {
    const auto home = settlements_.rows[row].node;
    const auto school = at_node_.at(reach.owner[home]).front();
    if (schools_[school].kind == Kind::teaching_point) {
      at_point_[school].push_back({reach.metres[home], home, grade, pupils[row]});
    } else {
      arrivals(reach.owner[home], grade) += pupils[row];
    }
  }
}

/// Some families pass the teaching point by and go on to the next full school: so many of the
/// smaller half that these stay under 30, for a rule about 30 pupils has to have something to
/// decide.
void Enrolment::trim_points(std::size_t first) {
  std::vector<std::pair<std::int64_t, std::size_t>> points;
  for (std::size_t row = first; row < first + schools_a_county; ++row) {
    if (schools_[row].kind != Kind::teaching_point) continue;
    std::int64_t heads = 0;
    for (const Comer& comer : at_point_[row]) heads += comer.heads;
    points.emplace_back(heads, row);
  }
  std::sort(points.begin(), points.end());
  const auto small = static_cast<std::size_t>(random_.whole(40, 44));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto [heads, row] = points[i];
    const auto most = i < small ? random_.whole(9, 28) : random_.whole(40, 120);
    const auto loyal = heads * random_.whole(700, 1000) / thousand;
    trim(row, std::min({heads, most, std::max(loyal, fewest_of_larger)}));
  }
}

/// The nearest stay, grade by grade, at least one in each.
void Enrolment::trim(std::size_t point, std::int64_t wanted) {
  auto& comers = at_point_[point];
  SampleSchool& school = schools_[point];
  std::stable_sort(comers.begin(), comers.end(),
                   [](const Comer& p, const Comer& q) { return p.metres < q.metres; });
  std::vector<double> weights(static_cast<std::size_t>(school.last_grade), 0.0);
  for (const Comer& comer : comers) {
    weights.at(static_cast<std::size_t>(comer.grade - 1)) += static_cast<double>(comer.heads);
  }
  const auto stay = shared_out(wanted, weights);
  const auto& full = reach_.at(5).owner;
  for (const Comer& comer : comers) {
    auto& roll = school.pupils.at(static_cast<std::size_t>(comer.grade - 1));
    const auto room = stay.at(static_cast<std::size_t>(comer.grade - 1)) - roll;
    const auto staying = std::min(room, comer.heads);
    roll += staying;
    arrivals(full[comer.home], comer.grade) += comer.heads - staying;
  }
  for (int grade = 1; grade <= school.last_grade; ++grade) {
    auto& roll = school.pupils.at(static_cast<std::size_t>(grade - 1));
    if (roll > 0) continue;
    roll = 1;
    --arrivals(full[school.node], grade);
  }
}

/// Some prefer the school of the next small town to that of their village, if it is not too far.
void Enrolment::draw_to_towns() {
  for (const SampleSchool& school : schools_) {
    if (school.node < townships_.size() || school.kind == Kind::teaching_point) continue;
    if (to_town_.metres[school.node] > too_far_for_town) continue;
    const auto share = random_.chance(0.88) ? random_.whole(0, 120) : random_.whole(150, 600);
    for (int grade = 1; grade <= 6; ++grade) {
      const auto leaving = arrivals(school.node, grade) * share / thousand;
      arrivals(school.node, grade) -= leaving;
      arrivals(to_town_.owner[school.node], grade) += leaving;
    }
  }
}

/// A county's people are not quite a whole share of all: the schools of its seat take the odd
/// heads.
void Enrolment::balance(std::uint32_t county) {
  for (int grade = 1; grade <= 9; ++grade) {
    const auto g = static_cast<std::size_t>(grade - 1);
    std::int64_t missing = CountyTotals::pupils[g];
    for (const auto& [node, rows] : at_node_) {
      if (townships_[schools_[rows.front()].township].county != county) continue;
      missing -= arrivals(node, grade);
      for (const auto row : rows) missing -= schools_[row].pupils[g];
    }
    arrivals(townships_.capital(county), grade) += missing;
  }
}

/// The full schools of one place share who comes, by how well they are liked.
void Enrolment::enrol(std::uint32_t node, const std::vector<std::size_t>& rows) {
  std::vector<double> liking;
  for (std::size_t i = 0; i < rows.size(); ++i) liking.push_back(random_.real(0.6, 1.6));
  for (int grade = 1; grade <= 9; ++grade) {
    std::vector<double> weights(rows.size(), 0.0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (schools_[rows[i]].holds(grade)) weights[i] = liking[i];
    }
    const auto shares = shared_out(arrivals(node, grade), weights);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      schools_[rows[i]].pupils.at(static_cast<std::size_t>(grade - 1)) += shares[i];
    }
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
  const std::int64_t most_spare = school.in_capital ? 2 : town ? 4 : 3;
  const std::int64_t spare = random.whole(0, most_spare);
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
  Enrolment(townships, settlements, graph, schools, random.branch(1)).fill();
  Random rooms = random.branch(2);
  for (SampleSchool& school : schools) open_classes(school, rooms);
}

}  // namespace budian::sample
