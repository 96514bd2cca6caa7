#include "scenarios/planner/desk.hpp"

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
    case Order::What::board_far:
    case Order::What::keep:
      break;
  }
  return Choice::close;
}

Boarders boarders_of(Order::What what) {
  if (what == Order::What::board) return Boarders::all;
  return what == Order::What::board_far ? Boarders::far : Boarders::nobody;
}

}  // namespace

Desk::Desk(const Goal& goal, const Groundwork& ground) : sketcher_(goal, ground) {
  const auto& schools = ground.county.schools;
  for (const auto id : schools.ids()) add_name(id, schools[id], schools_);
  sketches_.push_back(sketcher_.sketch({}));
}

std::optional<SchoolId> Desk::school(const std::string& name, std::vector<Message>& why_not) const {
  auto found = find_school(schools_, name);
  if (const auto* id = std::get_if<SchoolId>(&found)) return *id;
  why_not.push_back(std::move(std::get<Message>(found)));
  return std::nullopt;
}

std::vector<Message> Desk::carry_out(const Order& order) {
  std::vector<Message> said;
  const auto at = school(order.school, said);
  std::optional<SchoolId> into;
  if (order.what == Order::What::merge) into = school(order.into, said);
  if (at && at == into) said.push_back({"scenario.into_itself", {{"school", order.school}}});
  if (boarders_of(order.what) != Boarders::nobody && sketcher_.goal().candidates.boarding.empty())
    said.push_back({"try.no_beds", {}});
  if (!said.empty()) return said;
  Decisions decisions = now().decisions;
  if (order.what == Order::What::keep) {
    decisions.erase(*at);
  } else {
    decisions[*at] = {choice_of(order.what), into.value_or(SchoolId{}), boarders_of(order.what)};
  }
  Sketch made = sketcher_.sketch(decisions);
  for (const auto& refusal : made.refusals) {
    said.push_back(refusal.reason);
    said.insert(said.end(), refusal.would_help.begin(), refusal.would_help.end());
  }
  const bool refused = order.what != Order::What::keep && !made.decisions.contains(*at);
  // Of what is left out without a refusal there is only a visit that nobody has to make.
  if (refused && said.empty()) said.push_back({"try.no_visit", {{"school", order.school}}});
  if (!refused) sketches_.push_back(std::move(made));
  return said;
}

bool Desk::undo() {
  if (sketches_.size() < 2) return false;
  sketches_.pop_back();
  return true;
}

}  // namespace budian::planner
