#include "gis/history_reader.hpp"

#include <algorithm>
#include <cmath>

#include "gis/names.hpp"
#include "gis/toml_reader.hpp"

namespace budian {
namespace {

/// Names and codes of one noun; a name that several have belongs to none.
template <class Key>
class Directory {
 public:
  void add(Key id, const std::string& word) {
    const std::string key = plain(word);
    if (key.empty()) return;
    const auto [found, fresh] = ids_.emplace(key, id);
    if (!fresh && found->second != id) shared_.insert(key);
    words_.push_back(word);
  }
  [[nodiscard]] std::optional<Key> find(const std::string& word) const {
    const auto found = ids_.find(plain(word));
    if (found == ids_.end() || shared_.contains(found->first)) return std::nullopt;
    return found->second;
  }
  [[nodiscard]] bool is_shared(const std::string& word) const {
    return shared_.contains(plain(word));
  }
  [[nodiscard]] std::optional<std::string> guess(const std::string& word) const {
    return nearest_word(word, words_);
  }

 private:
  std::map<std::string, Key> ids_;
  std::set<std::string> shared_;
  std::vector<std::string> words_;
};

class Reader {
 public:
  explicit Reader(CountyReading reading) : reading_(reading), county_(reading.county) {
    for (const auto id : county_.schools.ids()) {
      schools_.add(id, county_.schools[id].code);
      schools_.add(id, county_.schools[id].name);
    }
    for (const auto id : county_.townships.ids()) {
      townships_.add(id, county_.townships[id].code);
      townships_.add(id, county_.townships[id].name);
    }
    by_township_.resize(county_.townships.size());
    for (const auto id : county_.settlements.ids()) {
      const Settlement& settlement = county_.settlements[id];
      for (const auto* word : {&settlement.code, &settlement.name}) {
        settlements_.add(id, *word);
        by_township_[settlement.township.row()].add(id, *word);
      }
    }
  }

  History run() {
    const ForecastSpec& spec = reading_.spec.forecast;
    history_.year = spec.year;
    if (spec.rolls) read_rolls(*spec.rolls);
    if (spec.births) read_births(*spec.births);
    if (spec.housing) read_housing(*spec.housing);
    if (spec.migration) read_migration(*spec.migration);
    return std::move(history_);
  }

 private:
  /// "2024", "2024年", "2024-2025", "2024/25": the year in which it begins.
  static std::optional<int> year_in(const std::string& written) {
    const std::string word = plain(written);
    const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    if (word.size() < 4 || !std::all_of(word.begin(), word.begin() + 4, is_digit) ||
        (word.size() > 4 && is_digit(word[4]))) {
      return std::nullopt;
    }
    const int year = std::stoi(word.substr(0, 4));
    return year >= 1900 && year <= 2200 ? std::optional(year) : std::nullopt;
  }
  static std::optional<int> year_of(LayerRows& rows, std::size_t row) {
    const auto year = year_in(rows.text(row, "year"));
    if (!year) rows.problem(row, "year", {"history.no_year", {}});
    return year;
  }

  template <class Key>
  static void tell_unknown(LayerRows& rows, std::size_t row, const std::string& key,
                           const Directory<Key>& directory, bool ignore) {
    const std::string word = rows.text(row, key);
    const auto severity = ignore ? Severity::warning : Severity::error;
    if (directory.is_shared(word)) {
      rows.problem(row, key, {"history.ambiguous", {{"name", word}}}, severity);
    } else if (ignore) {
      rows.problem(row, key, {"history.ignored", {{"name", word}}}, severity);
    } else if (const auto guess = directory.guess(word)) {
      rows.problem(row, key, {"history.unknown_guess", {{"name", word}, {"guess", *guess}}});
    } else {
      rows.problem(row, key, {"history.unknown", {{"name", word}}});
    }
  }

  std::optional<SchoolId> school_of(LayerRows& rows, std::size_t row, const LayerSpec& spec) {
    if (rows.maps("code")) {
      if (const auto id = schools_.find(rows.code(row, "code"))) return id;
    }
    std::string name = rows.text(row, "name");
    if (const auto same = spec.same.find(name); same != spec.same.end()) name = same->second;
    if (const auto id = schools_.find(name)) return id;
    tell_unknown(rows, row, rows.maps("name") ? "name" : "code", schools_, spec.ignore_unmatched);
    return std::nullopt;
  }

  std::optional<TownshipId> township_of(LayerRows& rows, std::size_t row, const LayerSpec& spec) {
    const auto id = townships_.find(rows.text(row, "township"));
    if (!id) tell_unknown(rows, row, "township", townships_, spec.ignore_unmatched);
    return id;
  }

  /// The township tells villages of the same name apart.
  std::optional<SettlementId> settlement_of(LayerRows& rows, std::size_t row,
                                            const LayerSpec& spec) {
    const std::string word = rows.text(row, "settlement");
    if (const auto id = settlements_.find(word)) return id;
    const Directory<SettlementId>* directory = &settlements_;
    if (const auto township = townships_.find(rows.text(row, "township"))) {
      directory = &by_township_[township->row()];
      if (const auto id = directory->find(word)) return id;
    }
    tell_unknown(rows, row, "settlement", *directory, spec.ignore_unmatched);
    return std::nullopt;
  }

  /// Years between the first and the last of a table that it does not have.
  template <class ByYear>
  static void tell_gaps(LayerRows& rows, const ByYear& by_year) {
    for (auto at = by_year.begin(); at != by_year.end(); ++at) {
      const auto next = std::next(at);
      if (next == by_year.end() || next->first == at->first + 1) continue;
      rows.layer_problem(
          {"history.gap",
           {{"from", std::int64_t{at->first + 1}}, {"until", std::int64_t{next->first - 1}}}},
          Severity::warning);
    }
  }

  void read_roll(LayerRows& rows, std::size_t row, const LayerSpec& spec) {
    const auto school = school_of(rows, row, spec);
    const auto year = year_of(rows, row);
    if (!school || !year) return;
    ByGrade pupils{};
    bool told = false;
    for (std::size_t grade = 0; grade < grade_count; ++grade) {
      told = told || !rows.text(row, "pupils", grade).empty();
      pupils[grade] = Heads(rows.count(row, "pupils", grade));
    }
    if (!told) return rows.problem(row, "pupils", {"history.empty_row", {}});
    if (history_.year && *year > *history_.year) {
      return rows.problem(row, "year", {"history.later", {{"year", std::int64_t{*history_.year}}}});
    }
    auto& of_year = rolls_of(*year);
    if (of_year[*school]) return rows.problem(row, "year", {"history.twice", {}});
    of_year[*school] = pupils;
    if (history_.year == year) check_today(rows, row, *school, pupils);
  }

  /// The county's layer of schools is its own year; the table may repeat it.
  void check_today(LayerRows& rows, std::size_t row, SchoolId school, const ByGrade& pupils) {
    const ByGrade& today = county_.schools[school].pupils;
    if (pupils == today) return;
    rows.problem(row, "pupils",
                 {"history.today_differs",
                  {{"school", county_.schools[school].name},
                   {"pupils", total(pupils).count()},
                   {"today", total(today).count()}}},
                 Severity::warning);
  }

  Table<SchoolId, std::optional<ByGrade>>& rolls_of(int year) {
    return history_.rolls
        .try_emplace(year, Table<SchoolId, std::optional<ByGrade>>(county_.schools.size()))
        .first->second;
  }

  void read_rolls(const LayerSpec& spec) {
    LayerRows rows(spec, reading_.problems);
    if (!rows.opened()) return;
    for (std::size_t row = 0; row < rows.size(); ++row) read_roll(rows, row, spec);
    if (history_.year) rolls_of(*history_.year);  // the year that the layer of schools tells
    tell_gaps(rows, history_.rolls);
    if (history_.year) history_.rolls.erase(*history_.year);
  }

  template <class Key>
  static void put(LayerRows& rows, std::size_t row,
                  std::map<int, Table<Key, std::optional<Heads>>>& into, std::size_t size,
                  std::pair<int, Key> at, Heads heads) {
    auto& of_year =
        into.try_emplace(at.first, Table<Key, std::optional<Heads>>(size)).first->second;
    if (of_year[at.second]) return rows.problem(row, "year", {"history.twice", {}});
    of_year[at.second] = heads;
  }

  /// A row without a settlement speaks of its whole township.
  void read_birth(LayerRows& rows, std::size_t row, const LayerSpec& spec) {
    const bool whole = rows.text(row, "settlement").empty();
    const auto settlement = whole ? std::nullopt : settlement_of(rows, row, spec);
    const auto township = whole ? township_of(rows, row, spec) : std::nullopt;
    const auto year = year_of(rows, row);
    if (rows.text(row, "births").empty()) {
      return rows.problem(row, "births", {"history.empty_row", {}});
    }
    const Heads births(rows.count(row, "births"));
    if (!year) return;
    if (settlement) {
      put(rows, row, history_.births, county_.settlements.size(), {*year, *settlement}, births);
    }
    if (township) {
      put(rows, row, history_.township_births, county_.townships.size(), {*year, *township},
          births);
    }
  }

  void read_births(const LayerSpec& spec) {
    LayerRows rows(spec, reading_.problems);
    if (!rows.opened()) return;
    for (std::size_t row = 0; row < rows.size(); ++row) read_birth(rows, row, spec);
    std::map<int, bool> years;
    for (const auto& [year, births] : history_.births) years[year] = true;
    for (const auto& [year, births] : history_.township_births) years[year] = true;
    tell_gaps(rows, years);
  }

  void read_housing(const LayerSpec& spec) {
    LayerRows rows(spec, reading_.problems);
    std::set<std::pair<int, SettlementId>> seen;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto settlement = settlement_of(rows, row, spec);
      const auto year = year_of(rows, row);
      if (!settlement || !year) continue;
      Housing housing{*settlement, *year, {}, {}};
      if (!rows.text(row, "pupils_total").empty()) {
        housing.pupils = Heads(rows.count(row, "pupils_total"));
      } else if (!rows.text(row, "dwellings").empty()) {
        housing.dwellings = rows.count(row, "dwellings");
      } else {
        rows.problem(row, "dwellings", {"history.empty_row", {}});
        continue;
      }
      if (!seen.emplace(*year, *settlement).second) {
        rows.problem(row, "year", {"history.twice", {}});
        continue;
      }
      history_.housing.push_back(housing);
    }
    std::sort(history_.housing.begin(), history_.housing.end(),
              [](const Housing& a, const Housing& b) {
                return std::pair(a.year, a.settlement) < std::pair(b.year, b.settlement);
              });
  }

  void read_migration(const LayerSpec& spec) {
    LayerRows rows(spec, reading_.problems);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto township = township_of(rows, row, spec);
      const auto rate = rows.number(row, "percent_a_year");
      if (!rate) {
        if (rows.text(row, "percent_a_year").empty())
          rows.problem(row, "percent_a_year", {"history.empty_row", {}});
        continue;
      }
      if (*rate < -100 || *rate > 100) {
        rows.problem(row, "percent_a_year", {"history.no_rate", {}});
        continue;
      }
      if (township && !history_.migration.emplace(*township, *rate).second) {
        rows.problem(row, "township", {"history.twice", {}});
      }
    }
  }

  CountyReading reading_;
  const County& county_;
  Directory<SchoolId> schools_;
  Directory<TownshipId> townships_;
  Directory<SettlementId> settlements_;
  std::vector<Directory<SettlementId>> by_township_;
  History history_;
};

}  // namespace

History read_history(CountyReading reading) {
  const ForecastSpec& spec = reading.spec.forecast;
  if (!spec.year && !spec.rolls && !spec.births && !spec.housing && !spec.migration) return {};
  // Without nouns every row would be unknown; that they are missing is told already.
  if (reading.county.schools.empty()) return {};
  return Reader(reading).run();
}

}  // namespace budian
