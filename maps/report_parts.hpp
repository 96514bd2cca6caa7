// The parts of the report's JSON (form: maps/web/src/report.ts), and what they share: the pool of
// sentences, the frame of coordinates and the pool of areas.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "maps/outputs.hpp"

namespace budian::report {

using Json = nlohmann::ordered_json;

/// Sentences in both languages; the same pair gets the same row.
class Texts {
 public:
  std::size_t row(const std::string& zh, const std::string& en);
  std::size_t row(const Message& message);
  std::size_t row(const Bilingual& words) { return row(words.zh, words.en); }
  std::size_t key(const std::string& key) { return row(Message{key, {}}); }
  Json rows(const std::vector<Message>& messages);
  Json source(const Source& source);
  [[nodiscard]] Json all() const;

 private:
  std::map<std::pair<std::string, std::string>, std::size_t> rows_;
  std::vector<std::pair<std::string, std::string>> texts_;
};

/// Plane coordinates as whole metres from an origin. Lines and rings are steps: x, y, then dx, dy.
class Frame {
 public:
  explicit Frame(const County& county);
  [[nodiscard]] Json origin() const { return {origin_x_, origin_y_}; }
  [[nodiscard]] Json extent() const;
  [[nodiscard]] std::int64_t x(Point point) const;
  [[nodiscard]] std::int64_t y(Point point) const;
  /// The line with vertices that no map of the whole county would show left out.
  [[nodiscard]] Json line(const Line& line, double tolerance_metres) const;
  [[nodiscard]] Json area(const MultiPolygon& area) const;
  /// What is smaller than this cannot be seen on a map of the whole county.
  [[nodiscard]] double tolerance() const;

 private:
  [[nodiscard]] Json steps(const Line& line) const;
  Point low_, high_;
  std::int64_t origin_x_ = 0, origin_y_ = 0;
};

/// "extent" and the outlines of "townships".
Json outlines(const County& county, const Frame& frame);

/// Areas that scenarios share, each simplified and written once.
class Areas {
 public:
  explicit Areas(const Frame& frame) : frame_(&frame) {}
  Areas(const Areas&) = delete;
  Areas& operator=(const Areas&) = delete;
  std::size_t row(const MultiPolygon& area);
  [[nodiscard]] const Json& all() const { return all_; }

 private:
  struct LessArea {
    bool operator()(const MultiPolygon& a, const MultiPolygon& b) const;
  };
  const Frame* frame_;
  std::map<std::string, std::size_t> rows_;  ///< by what is written
  std::map<MultiPolygon, std::size_t, LessArea> known_;
  Json all_ = Json::array();
};

/// What the parts read and fill.
struct Desk {
  const Study& study;
  Frame frame;
  Texts texts;
  Areas areas;
  explicit Desk(const Study& read) : study(read), frame(read.ground.county), areas(frame) {}
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
};

// Whole metres, minutes with one decimal, yuan with two; null where nothing is known.
Json metres_of(std::optional<Millimetres> length);
Json minutes_of(std::optional<Milliseconds> time);
double kilometres_of(Millimetres length);
Json number_of(std::optional<double> number, int decimals);
inline Json verdict_word(std::optional<bool> verdict) { return verdict ? Json(*verdict) : Json(); }
template <class Tag>
Json row_of(const std::optional<Id<Tag>>& id) {
  return id ? Json(id->row()) : Json(nullptr);
}

Json county_part(Desk& desk);
Json townships_part(const Desk& desk);
Json roads_part(const Desk& desk);
Json water_part(const Desk& desk);
Json settlements_part(const Desk& desk);
Json school_part(const Desk& desk, const School& school);

Json travel_part(const TravelSummary& summary);
/// Rows of settlements whose figures differ from today's; all of them for today.
Json settlement_travel_part(const Outcome& today, const Outcome& outcome);
Json townships_travel_part(const Outcome& outcome);

Json closures_part(const Desk& desk, std::size_t scenario);
Json refusals_part(Desk& desk, const Plan& plan);
Json buses_part(const Desk& desk, const Outcome& outcome);

/// What the parts of the appraisal are called, once for all scenarios; and one scenario's.
Json appraisal_words_part(Desk& desk);
Json appraisal_part(Desk& desk, std::size_t scenario);
Json effects_part(const Outcome& outcome);

Json ledger_part(Desk& desk, const Outcome& outcome);
std::string topic_word(money::Topic topic);
/// The whole bill against today, and the bill of each closure.
Json bill_part(Desk& desk, std::size_t scenario);
Json standards_part(Desk& desk);
Json standard_results_part(const Outcome& outcome);
Json classes_part(const Outcome& outcome);
Json staff_part(Desk& desk, std::size_t scenario);
Json class_size_rules_part(Desk& desk);
/// What lies behind each standard.
Json balance_part(Desk& desk, const Outcome& outcome);
/// Guarantee items, sources and things of a standard.
Json standard_rules_part(Desk& desk, const StandardRules& rules);

}  // namespace budian::report
