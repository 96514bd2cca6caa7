#include "scenarios/staff/rules_file.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "scenarios/travel_rules.hpp"

namespace budian::staff {
namespace {

constexpr std::array<std::pair<Resource, const char*>, 9> resource_words{{
    {Resource::full_time_teachers, "full_time_teachers"},
    {Resource::above_degree_teachers, "above_degree_teachers"},
    {Resource::middle_title_teachers, "middle_title_teachers"},
    {Resource::backbone_teachers, "backbone_teachers"},
    {Resource::arts_pe_teachers, "arts_pe_teachers"},
    {Resource::qualified_teachers, "qualified_teachers"},
    {Resource::equipment_value, "equipment_value"},
    {Resource::computers, "computers"},
    {Resource::books, "books"},
}};

/// Which of some words a list names; a word that is none of them, or stands twice, is a problem.
template <class T>
std::vector<T> read_words(TomlTable& table, std::string_view key,
                          const std::vector<std::pair<std::string, T>>& words) {
  std::vector<T> found;
  std::string known;
  for (const auto& [name, value] : words) known += (known.empty() ? "" : ", ") + name;
  for (const std::string& word : table.texts(key)) {
    const auto match = std::find_if(words.begin(), words.end(),
                                    [&](const auto& entry) { return entry.first == word; });
    if (match == words.end()) {
      table.problem(key, {"staff.unknown_word", {{"word", word}, {"known", known}}});
    } else if (std::find(found.begin(), found.end(), match->second) != found.end()) {
      table.problem(key, {"staff.word_twice", {{"word", word}}});
    } else {
      found.push_back(match->second);
    }
  }
  return found;
}

template <std::size_t N>
std::vector<std::pair<std::string, Resource>> words_of(const std::array<Resource, N>& resources) {
  std::vector<std::pair<std::string, Resource>> words;
  for (const Resource resource : resources) words.emplace_back(word_of(resource), resource);
  return words;
}

void read_share(TomlTable& table, std::string_view key, double& share) {
  const auto value = table.number(key);
  if (!value) return;
  if (*value <= 0 || *value > 1) table.problem(key, {"staff.share_range", {}});
  share = *value;
}

template <class Unit>
void read_positive(TomlTable& table, std::string_view key, const Unit& keep) {
  const auto value = table.number(key);
  if (!value) return;
  if (*value <= 0) {
    table.problem(key, {"toml.positive", {}});
  } else {
    keep(*value);
  }
}

void read_whole(TomlTable& table, std::string_view key, std::int64_t& number) {
  const auto value = table.whole(key);
  if (!value) return;
  if (*value <= 0) table.problem(key, {"toml.positive", {}});
  number = std::max<std::int64_t>(1, *value);
}

void read_heads(TomlTable& table, std::string_view key, Heads& heads) {
  const auto value = table.whole(key);
  if (!value) return;
  if (*value < 0) table.problem(key, {"staff.not_negative", {}});
  heads = Heads(*value);
}

void read_itinerant_rules(TomlTable& staff, ItinerantRules& rules) {
  auto table = staff.table("itinerant");
  if (!table) return;
  read_by_stage(*table, "periods_a_class_week", rules.periods_a_class_week);
  read_by_stage(*table, "periods_a_teacher_week", rules.periods_a_teacher_week);
  read_whole(*table, "periods_a_day", rules.periods_a_day);
  read_whole(*table, "days_a_week", rules.days_a_week);
  if (rules.days_a_week > 7) table->problem("days_a_week", {"staff.days_a_week", {}});
  read_whole(*table, "weeks_a_year", rules.weeks_a_year);
  if (const auto value = table->number("allowance_yuan_a_day")) {
    if (*value < 0) table->problem("allowance_yuan_a_day", {"staff.not_negative", {}});
    rules.allowance_a_day = yuan(*value);
  }
  if (const auto value = table->number("travel_yuan_a_km")) {
    if (*value < 0) table->problem("travel_yuan_a_km", {"staff.not_negative", {}});
    rules.travel_a_km = yuan(*value);
  }
  using money::Payer;
  rules.payer = table
                    ->choice<Payer>("payer", {{"county", Payer::county},
                                              {"township", Payer::township},
                                              {"province_and_centre", Payer::province_and_centre},
                                              {"school", Payer::school}})
                    .value_or(rules.payer);
  read_heads(*table, "fewer_than", rules.fewer_than);
  read_heads(*table, "counts_from", rules.counts_from);
  read_heads(*table, "counts_below", rules.counts_below);
  if (table->has("counts_for")) rules.counts_for = table->texts("counts_for");
}

/// A list that names nothing would mean nobody, or everybody: it is left out for that.
void read_names(TomlTable& measure, std::string_view key, std::vector<std::string>& names) {
  if (!measure.has(key)) return;
  names = measure.texts(key);
  if (names.empty()) measure.problem(key, {"staff.names_nothing", {}});
}

/// Where the measure does not say, the rules of the file hold.
DistrictTerms read_district(TomlTable& measure, const StaffRules& rules) {
  DistrictTerms terms;
  terms.townships = measure.texts("townships");
  read_names(measure, "givers", terms.givers);
  read_names(measure, "takers", terms.takers);
  read_names(measure, "keep", terms.keep);
  terms.across_townships = measure.flag("across_townships").value_or(false);
  if (measure.has("stages")) {
    terms.stages = {false, false};
    const auto named = read_words<Stage>(measure, "stages",
                                         {{"primary", Stage::primary}, {"junior", Stage::junior}});
    for (const Stage stage : named) terms.stages[row(stage)] = true;
  }
  terms.farthest = rules.farthest;
  read_positive(measure, "farthest_km", [&](double km) { terms.farthest = metres(km * 1000); });
  return terms;
}

template <std::size_t N>
std::vector<Resource> read_resources(TomlTable& measure, std::string_view key,
                                     const std::array<Resource, N>& known,
                                     std::ptrdiff_t unnamed = N) {
  if (!measure.has(key)) return {known.begin(), known.begin() + unnamed};
  auto found = read_words(measure, key, words_of(known));
  if (measure.texts(key).empty()) measure.problem(key, {"staff.names_nothing", {}});
  return found;
}

}  // namespace

const char* word_of(Resource resource) {
  for (const auto& [each, word] : resource_words) {
    if (each == resource) return word;
  }
  return "";
}

void read_staff_rules(TomlTable& root, StaffRules& rules) {
  auto table = root.table("staff");
  if (!table) return;
  read_share(*table, "full_time_share_of_posts", rules.full_time_share_of_posts);
  read_share(*table, "most_share_moving", rules.most_share_moving);
  read_positive(*table, "farthest_km", [&](double km) { rules.farthest = metres(km * 1000); });
  read_whole(*table, "book_lot", rules.lot[row(Resource::books)]);
  read_whole(*table, "computer_lot", rules.lot[row(Resource::computers)]);
  read_positive(*table, "equipment_lot_yuan", [&](double amount) {
    rules.lot[row(Resource::equipment_value)] = std::max<std::int64_t>(1, yuan(amount).count());
  });
  if (const auto cut = table->flag("posts_are_cut")) rules.posts_are_cut = cut;
  read_itinerant_rules(*table, rules.itinerant);
}

ShareTeachers read_share_teachers(TomlTable& measure, const StaffRules& rules) {
  ShareTeachers share{read_district(measure, rules), rules.most_share_moving, {}};
  read_share(measure, "most_share_moving", share.most_share_moving);
  share.indicators =
      read_resources(measure, "indicators", teacher_indicators, inspected_indicators);
  return share;
}

ShareResources read_share_resources(TomlTable& measure, const StaffRules& rules) {
  ShareResources share{read_district(measure, rules), rules.most_share_moving, {}};
  read_share(measure, "most_share_moving", share.most_share_moving);
  share.which = read_resources(measure, "which", movable_resources);
  return share;
}

SendItinerantTeachers read_itinerant(TomlTable& measure, const StaffRules& rules) {
  return {read_district(measure, rules)};
}

}  // namespace budian::staff
