// A plan made by hand, one decision at a time: what each of them changes is told at once.
#pragma once

#include <string>
#include <vector>

#include "scenarios/named.hpp"
#include "scenarios/planner/sketch.hpp"

namespace budian::planner {

/// What a person says about one school.
struct Order {
  /// `board`: close, and who is old enough may use the goal's beds; `board_far`: only whom no bus
  /// brings within the goal's ride.
  enum class What : std::uint8_t { close, merge, board, board_far, teaching_point, visit, keep };
  What what = What::close;
  std::string school;  ///< name or code
  std::string into;    ///< of a merger
};

class Desk {
 public:
  Desk(const Goal& goal, const Groundwork& ground);

  /// Carries the order out, beside all that was ordered before. Returns why not, in words: a name
  /// that is not known or is several schools', or the refusal of the limits with what would help;
  /// then nothing has changed. Empty: done. Orders that were possible before may be refused beside
  /// this one: they are told too, and are left out.
  std::vector<Message> carry_out(const Order& order);
  /// The order before the last one; false where there is none.
  bool undo();

  [[nodiscard]] const Sketch& now() const { return sketches_.back(); }
  /// Before the last order; of the first one, today.
  [[nodiscard]] const Sketch& before() const {
    return sketches_[sketches_.size() > 1 ? sketches_.size() - 2 : 0];
  }
  [[nodiscard]] const Sketch& today() const { return sketches_.front(); }

 private:
  /// The school of a name or code; else says why not.
  [[nodiscard]] std::optional<SchoolId> school(const std::string& name,
                                               std::vector<Message>& why_not) const;
  Named<SchoolId> schools_;
  Sketcher sketcher_;
  std::vector<Sketch> sketches_;
};

}  // namespace budian::planner
