#include <fmt/format.h>

#include <algorithm>

#include "gis/county_file.hpp"
#include "maps/location_layers.hpp"
#include "scenarios/location_study.hpp"
#include "src/commands.hpp"
#include "src/output_folder.hpp"
#include "src/progress.hpp"
#include "src/study.hpp"
#include "src/terminal_table.hpp"

namespace budian {
namespace {

using location::Reached;
using Rows = std::vector<std::vector<std::string>>;

/// A table on a terminal shows so many sites; location.json has all.
constexpr std::size_t most_rows = 60;

std::string goals_table(const Located& located, Language language) {
  Rows rows{{text("locate.column_goal", language), text("locate.column_value", language),
             text("locate.column_bound", language), text("locate.column_gap", language)}};
  for (const Reached& reached : located.solution.reached) {
    rows.push_back({text("locate.goal." + word_of(reached.goal.aim), language),
                    goal_words(reached.goal, reached.value, language),
                    goal_words(reached.goal, reached.bound, language),
                    fmt::format("{:.4f} %", 100 * reached.gap())});
  }
  return terminal_table(rows);
}

/// What closes and opens first, then the largest.
std::string sites_table(const Located& located, Language language) {
  Rows rows{{text("locate.column_site", language), text("locate.column_change", language),
             text("locate.column_today", language), text("locate.column_pupils", language),
             text("locate.column_seats", language), text("locate.column_mean", language),
             text("locate.column_farthest", language)}};
  const auto served = served_by_site(located.study, located.problem, located.solution);
  std::vector<std::tuple<int, std::int64_t, std::size_t>> order;
  for (std::size_t j = 0; j < served.size(); ++j) {
    const bool existed = located.study.sites[j].school.has_value();
    if (!existed && !served[j]) continue;
    const int rank = existed ? (served[j] ? 2 : 1) : 0;
    order.emplace_back(rank, served[j] ? -served[j]->pupils.count() : 0, j);
  }
  std::sort(order.begin(), order.end());
  order.resize(std::min(order.size(), most_rows));
  for (const auto& [rank, pupils, j] : order) {
    const StudiedSite& site = located.study.sites[j];
    rows.push_back({site.name, text(change_key(site, served[j].has_value()), language),
                    std::to_string(site.pupils_today.count()),
                    served[j] ? std::to_string(served[j]->pupils.count()) : "",
                    site.seats ? std::to_string(site.seats->count()) : "",
                    served[j] ? fmt::format("{:.0f}", served[j]->mean_metres) : "",
                    served[j] ? fmt::format("{:.0f}", in_metres(served[j]->farthest)) : ""});
  }
  return terminal_table(rows);
}

Message summary(const Located& located) {
  const auto served = served_by_site(located.study, located.problem, located.solution);
  std::int64_t kept = 0, opened = 0, closed = 0, pupils = 0;
  for (std::size_t j = 0; j < served.size(); ++j) {
    const bool existed = located.study.sites[j].school.has_value();
    kept += existed && served[j] ? 1 : 0;
    closed += existed && !served[j] ? 1 : 0;
    opened += !existed && served[j] ? 1 : 0;
    pupils += served[j] ? served[j]->pupils.count() : 0;
  }
  return {"locate.summary",
          {{"open", kept + opened},
           {"kept", kept},
           {"opened", opened},
           {"closed", closed},
           {"pupils", pupils},
           {"settlements", static_cast<std::int64_t>(located.study.settlements.size())}}};
}

std::int64_t not_served(const Located& located) {
  std::int64_t heads = 0;
  for (const auto& demand : located.problem.demands()) heads += demand.heads;
  for (const auto& share : located.solution.shares) heads -= share.heads;
  return heads;
}

void print_solved(const Located& located, Language language) {
  fmt::print("{}\n{}\n{}\n", goals_table(located, language), sites_table(located, language),
             text(summary(located), language));
  if (const std::int64_t heads = not_served(located); heads > 0)
    fmt::print("{}\n", text({"locate.not_served", {{"pupils", heads}}}, language));
  fmt::print("{}\n",
             text(located.solution.proven() ? "locate.proven" : "locate.not_proven", language));
}

void print_clash(const Located& located, Language language) {
  if (located.solution.clash->limits.empty()) {
    fmt::print("{}\n", text("locate.no_limit", language));
  }
  const auto words = clash_words(located, language);
  for (std::size_t i = located.solution.clash->limits.empty() ? 1 : 0; i < words.size(); ++i)
    fmt::print("{}\n", words[i]);
}

void print_located(const Located& located, Language language) {
  if (located.solution.state == location::State::solved) {
    print_solved(located, language);
  } else if (located.solution.clash) {
    print_clash(located, language);
  } else {
    fmt::print("{}\n", text("locate.undecided", language));
  }
  if (!located.study.left_out.empty()) {
    fmt::print("{}\n",
               text({"locate.left_out",
                     {{"settlements", static_cast<std::int64_t>(located.study.left_out.size())},
                      {"pupils", located.study.heads_left_out.count()}}},
                    language));
  }
  fmt::print("{}\n", text("locate.walk_only", language));
}

}  // namespace

Exit run_locate(const LocateArguments& arguments, Language language) {
  const LocationModel model =
      read_location_model(read_text_file(arguments.model), arguments.model.string());
  RunArguments inputs_of;
  inputs_of.county = arguments.county;
  inputs_of.accept = arguments.accept;
  std::optional<StudyInputs> inputs;
  std::optional<LocationStudy> study;
  std::optional<location::Problem> problem;
  location::Solution solution;
  {
    Progress progress;
    inputs = read_inputs(inputs_of, language, progress);
    progress.step(text("locate.searching", language), 0.6);
    study = study_location(inputs->ground, model);
    problem.emplace(study->parts);
    location::Effort effort;
    if (arguments.seconds > 0) effort.seconds = arguments.seconds;
    solution = location::solve(*problem, effort);
  }
  const Located located{inputs->ground, model, *study, *problem, solution};
  const std::string json = location_json(located);
  if (arguments.json) {
    fmt::print("{}", json);
  } else {
    print_located(located, language);
  }
  if (!arguments.out.empty()) {
    OutputFolder folder(arguments.out);
    folder.write("location.json", json);
    const bool is_solved = solution.state == location::State::solved;
    if (is_solved) {
      const auto layers = location_layers(located, language);
      write_geopackage(folder.path() / "location.gpkg", layers, inputs->ground.county.plane.epsg,
                       location_styles(layers, language));
    }
    folder.commit();
    if (!arguments.json)
      fmt::print(
          "{}\n",
          text({"locate.written",
                {{"file",
                  (arguments.out / (is_solved ? "location.gpkg" : "location.json")).string()}}},
               language));
  }
  const bool is_unsolved = solution.state != location::State::solved;
  return arguments.strict && is_unsolved ? Exit::limits_broken : Exit::done;
}

}  // namespace budian
