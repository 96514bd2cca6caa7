#include "gis/roster_join.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "gis/names.hpp"
#include "gis/toml_reader.hpp"

namespace budian {
namespace {

constexpr std::ptrdiff_t nobody = -1;

const char* word_of(NameRule rule) {
  switch (rule) {
    case NameRule::width:
      return "roster.rule.width";
    case NameRule::numeral:
      return "roster.rule.numeral";
    case NameRule::place:
      return "roster.rule.place";
    default:
      return "roster.rule.kind";
  }
}

class Join {
 public:
  Join(CountyReading reading, LayerRows& schools, LayerRows& roster, const LayerSpec& spec)
      : reading_(reading), schools_(schools), roster_(roster), spec_(spec) {
    places_.push_back(reading.county.name);
    for (const auto& township : reading.county.townships) places_.push_back(township.name);
    school_of_.assign(roster.size(), nobody);
    row_of_.assign(schools.size(), nobody);
  }

  std::vector<std::ptrdiff_t> run() {
    if (roster_.maps("code")) {
      match_by([&](std::size_t school) { return plain(schools_.text(school, "code")); },
               [&](std::size_t row) { return plain(roster_.code(row, "code")); });
    }
    match_by([&](std::size_t school) { return schools_.text(school, "name"); },
             [&](std::size_t row) { return name_of(row); });
    match_by_forms();
    tell_rows_alone();
    tell_schools_alone();
    return row_of_;
  }

 private:
  /// The user's word for it, else what stands there.
  std::string name_of(std::size_t row) const {
    const std::string written = roster_.text(row, "name");
    const auto same = spec_.same.find(written);
    return same == spec_.same.end() ? written : same->second;
  }

  void match(std::size_t school, std::size_t row) {
    school_of_[row] = static_cast<std::ptrdiff_t>(school);
    row_of_[school] = static_cast<std::ptrdiff_t>(row);
  }

  /// What only one of the schools and only one of the rows is called.
  template <class SchoolKey, class RowKey>
  void match_by(const SchoolKey& school_key, const RowKey& row_key) {
    std::map<std::string, std::vector<std::size_t>> schools, rows;
    for (std::size_t school = 0; school < row_of_.size(); ++school) {
      if (row_of_[school] == nobody) schools[school_key(school)].push_back(school);
    }
    for (std::size_t row = 0; row < school_of_.size(); ++row) {
      if (school_of_[row] == nobody) rows[row_key(row)].push_back(row);
    }
    for (const auto& [key, of_key] : rows) {
      const auto found = schools.find(key);
      if (key.empty() || found == schools.end()) continue;
      if (of_key.size() == 1 && found->second.size() == 1) match(found->second[0], of_key[0]);
    }
  }

  void match_by_forms() {
    using Owners = std::map<std::string, std::map<std::size_t, NameRule>>;
    Owners schools, rows;
    const auto collect = [&](Owners& owners, std::size_t who, const std::string& name) {
      for (const auto& form : forms_of_school_name(name, places_)) {
        owners[form.text].emplace(who, form.rule);
      }
    };
    for (std::size_t school = 0; school < row_of_.size(); ++school) {
      if (row_of_[school] == nobody) collect(schools, school, schools_.text(school, "name"));
    }
    for (std::size_t row = 0; row < school_of_.size(); ++row) {
      if (school_of_[row] == nobody) collect(rows, row, name_of(row));
    }
    // Near forms before far ones, so that 王庄小学 goes to 王庄完小 only where nothing is nearer.
    for (const auto rule : {NameRule::width, NameRule::numeral, NameRule::place, NameRule::kind}) {
      for (const auto& [form, of_rows] : rows) {
        const auto found = schools.find(form);
        if (found == schools.end()) continue;
        const auto row = only_free(of_rows, school_of_, rule);
        const auto school = only_free(found->second, row_of_, rule);
        if (row == nobody || school == nobody) continue;
        const NameRule used = std::max(of_rows.at(static_cast<std::size_t>(row)),
                                       found->second.at(static_cast<std::size_t>(school)));
        if (used != rule) continue;
        match(static_cast<std::size_t>(school), static_cast<std::size_t>(row));
        roster_.problem(static_cast<std::size_t>(row), "name",
                        {"roster.near_match",
                         {{"name", roster_.text(static_cast<std::size_t>(row), "name")},
                          {"school", schools_.text(static_cast<std::size_t>(school), "name")},
                          {"rule", std::string(word_of(used))}}},
                        Severity::warning);
      }
    }
  }

  /// The only one without a partner among those that have the form by this rule or a nearer one.
  static std::ptrdiff_t only_free(const std::map<std::size_t, NameRule>& owners,
                                  const std::vector<std::ptrdiff_t>& partners, NameRule rule) {
    std::ptrdiff_t found = nobody;
    for (const auto& [who, by] : owners) {
      if (partners[who] != nobody || by > rule) continue;
      if (found != nobody) return nobody;
      found = static_cast<std::ptrdiff_t>(who);
    }
    return found;
  }

  void tell_rows_alone() {
    std::vector<std::string> free;
    for (std::size_t school = 0; school < row_of_.size(); ++school) {
      if (row_of_[school] == nobody) free.push_back(schools_.text(school, "name"));
    }
    for (std::size_t row = 0; row < school_of_.size(); ++row) {
      if (school_of_[row] != nobody) continue;
      const std::string name = roster_.text(row, "name");
      const auto guess = nearest_word(name, free);
      const char* key = guess ? "roster.row_alone_guess" : "roster.row_alone";
      roster_.problem(row, roster_.maps("name") ? "name" : "code",
                      {spec_.ignore_unmatched ? "roster.row_ignored" : key,
                       {{"name", name.empty() ? roster_.text(row, "code") : name},
                        {"guess", guess.value_or("")}}},
                      spec_.ignore_unmatched ? Severity::warning : Severity::error);
    }
  }

  void tell_schools_alone() {
    for (std::size_t school = 0; school < row_of_.size(); ++school) {
      if (row_of_[school] != nobody) continue;
      schools_.problem(
          school, "name",
          {"roster.school_alone",
           {{"name", schools_.text(school, "name")}, {"roster", roster_.layer_name()}}},
          Severity::warning);
    }
  }

  CountyReading reading_;
  LayerRows& schools_;
  LayerRows& roster_;
  const LayerSpec& spec_;
  std::vector<std::string> places_;
  std::vector<std::ptrdiff_t> school_of_;  ///< by row of the roster
  std::vector<std::ptrdiff_t> row_of_;     ///< by school
};

}  // namespace

void join_roster(CountyReading reading, LayerRows& schools,
                 const std::shared_ptr<LayerRows>& roster, const LayerSpec& spec) {
  if (!roster->opened()) return;  // told already
  auto row_of = Join(reading, schools, *roster, spec).run();
  schools.attach(roster, std::move(row_of));
}

}  // namespace budian
