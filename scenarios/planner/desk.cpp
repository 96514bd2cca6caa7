#include "scenarios/planner/desk.hpp"

#include <algorithm>

#include "gis/toml_reader.hpp"

namespace budian::planner {
namespace {

Choice choice_of(Order::What what) {
  switch (what) {
    case Order::What::merge:
      return Choice::merge;
    case Order::What::teaching_point:
      return Choice::teaching_point;
    case Order::What::visit:
      return Choice::visit;
    case Order::What::close:
    case Order::What::board:
    case Order::What::keep:
      break;
  }
  return Choice::close;
}

}  // namespace

Desk::Desk(const Goal& goal, const Groundwork& ground) : ground_(ground), sketcher_(goal, ground) {
  sketches_.push_back(sketcher_.sketch({}));
}

std::optional<SchoolId> Desk::school(const std::string& name, std::vector<Message>& why_not) const {
  const auto& schools = ground_.county.schools;
  std::vector<SchoolId> found;
  std::vector<std::string> names;
  for (const auto id : schools.ids()) {
    if (schools[id].code == name || schools[id].name == name) found.push_back(id);
    names.push_back(schools[id].name);
  }
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    why_not.push_back({"scenario.ambiguous_school",
                       {{"name", name}, {"count", static_cast<std::int64_t>(found.size())}}});
  } else if (const auto guess = nearest_word(name, names)) {
    why_not.push_back({"scenario.unknown_school_guess", {{"name", name}, {"guess", *guess}}});
  } else {
    why_not.push_back({"scenario.unknown_school", {{"name", name}}});
  }
  return std::nullopt;
}

std::vector<Message> Desk::carry_out(const Order& order) {
  std::vector<Message> said;
  const auto at = school(order.school, said);
  std::optional<SchoolId> into;
  if (order.what == Order::What::merge) into = school(order.into, said);
  if (!at || (order.what == Order::What::merge && !into)) return said;
  Decisions decisions = now().decisions;
  if (order.what == Order::What::keep) {
    decisions.erase(*at);
  } else {
    decisions[*at] = {choice_of(order.what), into.value_or(SchoolId{}),
                      order.what == Order::What::board};
  }
  if (into && *into == *at) {
    said.push_back({"scenario.into_itself", {{"school", order.school}}});
    return said;
  }
  Sketch made = sketcher_.sketch(decisions);
  for (const auto& refusal : made.refusals) {
    said.push_back(refusal.reason);
    said.insert(said.end(), refusal.would_help.begin(), refusal.would_help.end());
  }
  const bool refused = order.what != Order::What::keep && !made.decisions.contains(*at);
  if (!refused) sketches_.push_back(std::move(made));
  return said;
}

bool Desk::undo() {
  if (sketches_.size() < 2) return false;
  sketches_.pop_back();
  return true;
}

}  // namespace budian::planner
