#include "scenarios/location_model.hpp"

#include "gis/toml_reader.hpp"

namespace budian {
namespace {

using location::Aim;

/// A whole number that is not negative.
std::optional<std::int64_t> count(TomlTable& table, std::string_view key) {
  const auto value = table.whole(key);
  if (value && *value < 0) {
    table.problem(key, {"toml.positive", {}});
    return std::nullopt;
  }
  return value;
}

std::optional<Millimetres> length(TomlTable& table, std::string_view key) {
  const auto value = table.number(key);
  if (!value) return std::nullopt;
  if (*value < 0 || *value > 1e6) {
    table.problem(key, {"locate.bad_length", {}});
    return std::nullopt;
  }
  return metres(*value);
}

std::optional<Aim> aim_of(const std::string& word) {
  if (word == "fewest_sites") return Aim::fewest_sites;
  if (word == "most_covered") return Aim::most_covered;
  if (word == "least_distance") return Aim::least_distance;
  if (word == "nearest_farthest") return Aim::nearest_farthest;
  return std::nullopt;
}

void read_goals(TomlTable& table, LocationModel& model) {
  if (!table.require("goals")) return;
  const auto radius = length(table, "cover_m");
  const auto words = table.texts("goals");
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto aim = aim_of(words[i]);
    if (!aim) {
      table.problem("goals", {"locate.unknown_goal", {{"value", words[i]}}});
      continue;
    }
    if (*aim == Aim::least_distance && i + 1 < words.size())
      table.problem("goals", {"locate.distance_last", {}});
    if (*aim == Aim::most_covered && !radius) table.problem("goals", {"locate.needs_radius", {}});
    model.goals.push_back({*aim, radius.value_or(Millimetres(0)).count()});
  }
  if (words.empty()) table.problem("goals", {"locate.no_goals", {}});
}

void read_number(TomlTable& table, LocationModel& model) {
  const auto exactly = count(table, "exactly");
  const auto least = count(table, "at_least"), most = count(table, "at_most");
  if (exactly && (least || most)) table.problem("exactly", {"locate.exactly_alone", {}});
  if (least && most && *least > *most) table.problem("at_least", {"locate.numbers_cross", {}});
  model.least_sites = static_cast<std::size_t>(exactly.value_or(least.value_or(0)));
  if (exactly || most) model.most_sites = static_cast<std::size_t>(exactly ? *exactly : *most);
}

void read_head(TomlTable& table, LocationModel& model) {
  model.name = table.text("name").value_or("");
  if (table.require("stage")) {
    model.stage =
        table.choice<Stage>("stage", {{"primary", Stage::primary}, {"junior", Stage::junior}})
            .value_or(Stage::primary);
  }
  read_goals(table, model);
  read_number(table, model);
  model.whole = table.flag("whole").value_or(true);
  model.within_townships = table.flag("within_townships").value_or(false);
  model.everyone_served = table.flag("everyone_served").value_or(true);
  model.leave_out_unreachable = table.flag("leave_out_unreachable").value_or(false);
  model.neighbours_within = length(table, "contiguous_within_m");
  if (model.neighbours_within && !model.whole)
    table.problem("contiguous_within_m", {"locate.contiguous_whole", {}});
  if (!model.everyone_served && !model.goals.empty() &&
      model.goals.front().aim != Aim::most_covered)
    table.problem("everyone_served", {"locate.covered_first", {}});
}

void read_limits(TomlTable& root, LocationModel& model) {
  if (auto limits = root.table("distance_limits_m")) {
    model.farthest[row(GradeBand::lower_primary)] = length(*limits, "lower_primary");
    model.farthest[row(GradeBand::upper_primary)] = length(*limits, "upper_primary");
    model.farthest[row(GradeBand::junior)] = length(*limits, "junior");
  }
  if (auto sizes = root.table("sizes")) {
    model.least_pupils = Heads(count(*sizes, "least_pupils").value_or(0));
    if (const auto size = count(*sizes, "class_size")) {
      if (*size == 0) sizes->problem("class_size", {"toml.positive", {}});
      model.class_size = Heads(*size);
    }
    model.more_classrooms = static_cast<int>(count(*sizes, "more_classrooms").value_or(0));
    if (sizes->has("more_classrooms") && !sizes->has("class_size"))
      sizes->problem("more_classrooms", {"locate.needs_class_size", {}});
  }
}

NamedSites read_names(TomlTable& table, std::string_view key) {
  return {table.texts(key), table.line(key)};
}

CandidateSite read_candidate(TomlTable& table) {
  CandidateSite candidate;
  candidate.line = table.line();
  if (table.require("code")) candidate.code = table.code("code").value_or("");
  if (table.require("name")) candidate.name = table.text("name").value_or("");
  if (table.require("place")) {
    const auto place = table.numbers("place");
    if (place.size() == 2) {
      candidate.place = {place[0], place[1]};
    } else {
      table.problem("place", {"scenario.place", {}});
    }
  }
  candidate.classrooms = static_cast<int>(count(table, "classrooms").value_or(0));
  return candidate;
}

void read_sites(TomlTable& root, LocationModel& model) {
  if (auto sites = root.table("sites")) {
    model.required = read_names(*sites, "required");
    model.forbidden = read_names(*sites, "forbidden");
    model.locked = read_names(*sites, "locked");
    model.keep_flags = sites->flag("keep_flags").value_or(true);
  }
  for (auto& table : root.tables("candidates")) model.candidates.push_back(read_candidate(table));
  if (auto settlements = root.table("candidate_settlements")) {
    if (settlements->require("people")) model.candidate_people = count(*settlements, "people");
    model.candidate_classrooms = static_cast<int>(count(*settlements, "classrooms").value_or(0));
  }
}

}  // namespace

LocationModel read_location_model(std::string_view text, const std::string& file) {
  TomlDocument document(text, file);
  TomlTable root = document.root();
  LocationModel model;
  model.file = file;
  if (root.require("model")) {
    if (auto head = root.table("model")) read_head(*head, model);
  }
  read_limits(root, model);
  read_sites(root, model);
  document.finish();
  return model;
}

}  // namespace budian
