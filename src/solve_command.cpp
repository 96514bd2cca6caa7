// Routes for a problem in the form of other vehicle routing programs, without a county.
#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "gis/county_file.hpp"
#include "maps/vroom_solution.hpp"
#include "scenarios/bus/search.hpp"
#include "src/commands.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"

namespace budian {

Exit solve_routes(const RoutesArguments& arguments, Language language) {
  const VroomProblem given =
      read_vroom_problem(read_text_file(arguments.routes), arguments.routes.string(),
                         {!arguments.least_cost, !arguments.apart});
  std::optional<Progress> progress(std::in_place);
  bus::Effort effort;
  if (arguments.seconds > 0) effort.seconds = arguments.seconds;
  effort.on_progress = [&](const bus::Progress& found) {
    const Message message{"routes.searching", {{"buses", static_cast<std::int64_t>(found.buses)}}};
    progress->step(text(message, language), found.done);
  };
  const bus::Routes routes = bus::solve(given.problem, effort);
  if (!bus::check(given.problem, routes).empty()) {
    throw std::logic_error("routes solve: the routes break a limit of their problem");
  }
  if (begins_before_midnight(given, routes)) {
    progress.reset();
    refuse(arguments.routes, {"vroom.before_midnight", {}});
  }
  write_file(arguments.out, vroom_solution(given, routes));
  progress.reset();
  std::size_t trips = 0;
  Heads pupils;
  for (const bus::Stop& stop : given.problem.stops()) pupils += stop.pupils;
  for (const bus::Unserved& left : routes.unserved) {
    pupils -= given.problem.stops()[left.stop].pupils;
  }
  for (const bus::Duty& duty : routes.duties) trips += duty.trips.size();
  fmt::print("{}\n", text(Message{"vroom.solved",
                                  {{"buses", static_cast<std::int64_t>(routes.duties.size())},
                                   {"trips", static_cast<std::int64_t>(trips)},
                                   {"pupils", pupils.count()},
                                   {"cost", vroom_cost(given, routes)},
                                   {"unserved", static_cast<std::int64_t>(routes.unserved.size())},
                                   {"file", arguments.out.string()}}},
                          language));
  return Exit::done;
}

}  // namespace budian
