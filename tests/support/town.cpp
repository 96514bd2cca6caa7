#include "tests/support/town.hpp"

#include <cctype>
#include <sstream>
#include <stdexcept>

namespace budian {
namespace {

class Picture {
 public:
  Picture(const std::string& text, double cell_metres) : cell_(cell_metres) {
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines_.push_back(line);
    const auto blank = [](const std::string& line) {
      return line.find_first_not_of(' ') == std::string::npos;
    };
    while (!lines_.empty() && blank(lines_.back())) lines_.pop_back();
  }

  [[nodiscard]] int rows() const { return static_cast<int>(lines_.size()); }
  [[nodiscard]] int columns(int row) const {
    return static_cast<int>(lines_[static_cast<std::size_t>(row)].size());
  }
  [[nodiscard]] char at(int column, int row) const {
    if (row < 0 || row >= rows() || column < 0 || column >= columns(row)) return ' ';
    return lines_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
  }
  [[nodiscard]] Point point(int column, int row) const {
    return {column * cell_, (rows() - 1 - row) * cell_};
  }

 private:
  std::vector<std::string> lines_;
  double cell_;
};

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_vertex(char c) { return is_letter(c) || c == '+'; }

/// The road that leaves a vertex in one direction, if the stroke of that direction does.
void follow(const Picture& picture, int column, int row, int right, int down, char stroke,
            Table<RoadId, Road>& roads) {
  int to_column = column + right;
  int to_row = row + down;
  if (picture.at(to_column, to_row) != stroke) return;
  while (picture.at(to_column, to_row) == stroke) {
    to_column += right;
    to_row += down;
  }
  if (!is_vertex(picture.at(to_column, to_row))) throw std::invalid_argument("a road ends nowhere");
  Road road;
  road.line = {picture.point(column, row), picture.point(to_column, to_row)};
  roads.push_back(road);
}

void follow_strokes(const Picture& picture, int column, int row, Table<RoadId, Road>& roads) {
  follow(picture, column, row, 1, 0, '-', roads);
  follow(picture, column, row, 0, 1, '|', roads);
  follow(picture, column, row, 1, 1, '\\', roads);
  follow(picture, column, row, -1, 1, '/', roads);
}

Profile every_class(Mode mode, double kilometres_an_hour, double reach_metres) {
  Profile profile;
  profile.mode = mode;
  profile.speeds.fill(kilometres_per_hour(kilometres_an_hour));
  profile.door_speed = kilometres_per_hour(3.6);
  profile.reach = metres(reach_metres);
  return profile;
}

}  // namespace

Town draw_town(const std::string& picture, const std::vector<LetteredRoad>& ways,
               double cell_metres) {
  const Picture drawn(picture, cell_metres);
  Town town;
  for (int row = 0; row < drawn.rows(); ++row) {
    for (int column = 0; column < drawn.columns(row); ++column) {
      const char c = drawn.at(column, row);
      if (is_letter(c)) town.places[c] = drawn.point(column, row);
      if (is_vertex(c) && ways.empty()) follow_strokes(drawn, column, row, town.roads);
    }
  }
  for (const LetteredRoad& way : ways) {
    Road road = way.road;
    for (const char letter : way.letters) road.line.push_back(town.places.at(letter));
    town.roads.push_back(road);
  }
  return town;
}

Profile walking(double reach_metres) { return every_class(Mode::walk, 3.6, reach_metres); }

Profile driving(double reach_metres) {
  Profile profile = every_class(Mode::bus, 36, reach_metres);
  profile.speeds[row(RoadClass::path)].reset();
  profile.obeys_one_way = true;
  return profile;
}

// 600 m at 10 m/s; 200 + 600 + 200 m at 20 m/s.
TownWithFastRoad town_with_fast_road() {
  Road fast;
  fast.road_class = RoadClass::national;
  TownWithFastRoad result{draw_town(R"(
C-----D
|     |
A-----B
)",
                                    {"AB", {"ACDB", fast}}, 100),
                          driving(1)};
  result.drive.speeds[row(RoadClass::national)] = kilometres_per_hour(72);
  return result;
}

}  // namespace budian
