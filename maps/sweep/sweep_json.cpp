#include <nlohmann/json.hpp>

#include "maps/json_values.hpp"
#include "maps/sweep/sweep_outputs.hpp"
#include "maps/sweep/sweep_words.hpp"
#include "scenarios/sweep/sweep_file.hpp"

namespace budian {
namespace {

using Json = nlohmann::ordered_json;
using namespace sweep;

Json both(const Bilingual& words) { return {{"zh", words.zh}, {"en", words.en}}; }
Bilingual both_of(const Json& json) {
  return {json.at("zh").get<std::string>(), json.at("en").get<std::string>()};
}

Json titles_json(const std::vector<NamedTitle>& list) {
  auto json = Json::array();
  for (const auto& entry : list)
    json.push_back({{"code", entry.code}, {"title", both(entry.title)}});
  return json;
}
std::vector<NamedTitle> titles_of(const Json& json) {
  std::vector<NamedTitle> list;
  for (const auto& entry : json) {
    list.push_back({entry.at("code").get<std::string>(), both_of(entry.at("title"))});
  }
  return list;
}

/// As files write it: 30, 0.85, "township".
Json value_json(const Parameter& parameter, double value) {
  if (!value_words(parameter.name).empty()) return value_word(parameter.name, value);
  return value;
}
double value_in(const Parameter& parameter, const Json& json) {
  const auto words = value_words(parameter.name);
  if (words.empty()) return json.get<double>();
  const auto at = std::find(words.begin(), words.end(), json.get<std::string>());
  return static_cast<double>(at - words.begin());
}

Json values_json(const Sweep& sweep, const Record& record) {
  Json json = Json::object();
  for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
    json[sweep.parameters[p].code()] = value_json(sweep.parameters[p], record.values[p]);
  }
  return json;
}

Json school_json(const SchoolFate& school) {
  auto receivers = Json::array();
  for (const auto& [name, pupils] : school.receivers) {
    receivers.push_back({{"name", name}, {"pupils", pupils.count()}});
  }
  return {{"code", school.code},
          {"name", school.name},
          {"township", school.township},
          {"fate", word_of(school.fate)},
          {"receivers", std::move(receivers)}};
}

Json figure_json(const Figure& figure) {
  return {{"figure", figure.key},
          {"standard", figure.standard},
          {"unit", figure.unit},
          {"decimals", figure.decimals},
          {"value", maybe(figure.value)}};
}

SchoolFate school_of(const Json& json) {
  SchoolFate school;
  school.code = json.at("code").get<std::string>();
  school.name = json.at("name").get<std::string>();
  school.township = json.at("township").get<std::string>();
  const auto fate = fate_of(json.at("fate").get<std::string>());
  if (!fate) throw std::invalid_argument("fate");
  school.fate = *fate;
  for (const auto& receiver : json.at("receivers")) {
    school.receivers.emplace_back(receiver.at("name").get<std::string>(),
                                  Heads(receiver.at("pupils").get<std::int64_t>()));
  }
  return school;
}

Figure figure_of(const Json& json) {
  Figure figure;
  figure.key = json.at("figure").get<std::string>();
  figure.standard = json.at("standard").get<std::string>();
  figure.unit = json.at("unit").get<std::string>();
  figure.decimals = json.at("decimals").get<int>();
  if (!json.at("value").is_null()) figure.value = json.at("value").get<double>();
  return figure;
}

Json range_json(const FigureRange& range) {
  Json json = figure_json(range.base);
  json.erase("value");
  json["base"] = maybe(range.base.value);
  json["runs_known"] = range.known;
  json["runs_not_known"] = range.unknown;
  if (range.base.unit == "unit.verdict") {
    json["runs_that_meet"] = range.holds;
    return json;
  }
  json["least"] = maybe(range.least);
  json["p10"] = maybe(range.p10);
  json["median"] = maybe(range.median);
  json["p90"] = maybe(range.p90);
  json["most"] = maybe(range.most);
  return json;
}

Json tally_json(const Sweep& sweep, const SchoolTally& school) {
  auto deciding = Json::array();
  for (const auto& by : school.deciding) {
    const auto& parameter = sweep.parameters[by.parameter];
    deciding.push_back({{"parameter", parameter.code()},
                        {"low", value_json(parameter, by.low_value)},
                        {"high", value_json(parameter, by.high_value)},
                        {"closed_at_low", by.closed_low},
                        {"runs_at_low", by.runs_low},
                        {"closed_at_high", by.closed_high},
                        {"runs_at_high", by.runs_high},
                        {"perhaps_by_chance", by.perhaps_by_chance}});
  }
  return {{"code", school.code},
          {"name", school.name},
          {"township", school.township},
          {"base", school.base ? word_of(*school.base) : "stays"},
          {"runs", school.runs},
          {"closed", school.count(Fate::closed)},
          {"reduced", school.count(Fate::reduced)},
          {"refused", school.count(Fate::refused)},
          {"deciding", std::move(deciding)}};
}

Json tornado_json(const Sweep& sweep, const Tornado& tornado) {
  auto bars = Json::array();
  for (const auto& bar : tornado.bars) {
    const auto& parameter = sweep.parameters[bar.parameter];
    bars.push_back({{"parameter", parameter.code()},
                    {"low", value_json(parameter, bar.low_value)},
                    {"high", value_json(parameter, bar.high_value)},
                    {"figure_at_low", maybe(bar.low)},
                    {"figure_at_high", maybe(bar.high)}});
  }
  Json json = figure_json(tornado.figure);
  json.erase("value");
  json["base"] = maybe(tornado.figure.value);
  json["parameters"] = std::move(bars);
  return json;
}

Json result_json(const SweepFrame& frame, const ScenarioResult& result) {
  Json json{{"scenario", result.scenario}, {"runs", result.runs}};
  json["ranges"] = Json::array();
  for (const auto& range : result.ranges) json["ranges"].push_back(range_json(range));
  json["schools"] = Json::array();
  for (const auto& school : result.schools) {
    json["schools"].push_back(tally_json(frame.sweep, school));
  }
  json["tornado"] = Json::array();
  for (const auto& tornado : result.tornados) {
    json["tornado"].push_back(tornado_json(frame.sweep, tornado));
  }
  return json;
}

}  // namespace

SweepStudy study_of(const SweepFrame& frame, const std::vector<Record>& records,
                    const std::vector<std::size_t>& missing) {
  SweepStudy study{frame, records, missing, {}};
  const std::size_t each = runs_a_scenario(frame.sweep);
  for (std::size_t s = 0; s < frame.sweep.scenarios.size(); ++s) {
    std::vector<Record> own;
    for (const auto& record : records) {
      if (record.run / each == s) own.push_back(record);
    }
    // Without its base run nothing can be compared.
    if (own.empty() || own.front().run != s * each) continue;
    study.results.push_back(analyse(frame.sweep, own));
  }
  return study;
}

std::string frame_json(const SweepFrame& frame) {
  Json json{{"program", "budian"},
            {"command", "sweep"},
            {"inputs", frame.inputs},
            {"county", frame.county},
            {"invented", frame.is_invented},
            {"runs", run_count(frame.sweep)},
            {"scenarios", titles_json(frame.scenarios)},
            {"standards", titles_json(frame.standards)}};
  json["files"] = Json::array();
  for (const auto& [file, hash] : frame.files) {
    json["files"].push_back({{"file", file}, {"sha256", hash}});
  }
  if (!frame.map.empty()) json["map"] = Json::parse(frame.map);
  json["sweep_file"] = std::filesystem::path(frame.sweep.file).filename().string();
  json["sweep"] = frame.text;
  return json.dump(2) + "\n";
}

std::optional<SweepFrame> read_frame(const std::string& words) {
  const auto json = Json::parse(words, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return std::nullopt;
  SweepFrame frame;
  try {
    frame.inputs = json.at("inputs").get<std::string>();
    frame.county = json.at("county").get<std::string>();
    frame.is_invented = json.at("invented").get<bool>();
    frame.scenarios = titles_of(json.at("scenarios"));
    frame.standards = titles_of(json.at("standards"));
    for (const auto& file : json.at("files")) {
      frame.files.emplace_back(file.at("file").get<std::string>(),
                               file.at("sha256").get<std::string>());
    }
    if (json.contains("map")) frame.map = json["map"].dump();
    frame.text = json.at("sweep").get<std::string>();
    frame.sweep = read_sweep(frame.text, json.at("sweep_file").get<std::string>());
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
  return frame;
}

std::string record_json(const Record& record, const SweepFrame& frame) {
  Json json{{"inputs", frame.inputs},
            {"run", record.run},
            {"scenario", record.scenario},
            {"parameters", values_json(frame.sweep, record)}};
  json["schools"] = Json::array();
  for (const auto& school : record.schools) json["schools"].push_back(school_json(school));
  json["figures"] = Json::array();
  for (const auto& figure : record.figures) json["figures"].push_back(figure_json(figure));
  return json.dump() + "\n";
}

std::optional<ReadRecord> read_record(const std::string& words, const Sweep& sweep) {
  const auto json = Json::parse(words, nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  ReadRecord read;
  try {
    read.inputs = json.at("inputs").get<std::string>();
    read.record.run = json.at("run").get<std::size_t>();
    read.record.scenario = json.at("scenario").get<std::string>();
    for (const auto& parameter : sweep.parameters) {
      read.record.values.push_back(value_in(parameter, json.at("parameters").at(parameter.code())));
    }
    for (const auto& school : json.at("schools")) read.record.schools.push_back(school_of(school));
    for (const auto& figure : json.at("figures")) read.record.figures.push_back(figure_of(figure));
  } catch (const std::exception&) {
    return std::nullopt;  // not ours, or cut off
  }
  return read;
}

std::string sweep_json(const SweepStudy& study) {
  Json json{{"program", "budian"},
            {"inputs", study.frame.inputs},
            {"county", study.frame.county},
            {"title", both(study.frame.sweep.title)},
            {"design", std::string(word_of(study.frame.sweep.design))},
            {"runs", run_count(study.frame.sweep)},
            {"missing", study.missing}};
  json["scenarios"] = Json::array();
  for (const auto& result : study.results) {
    json["scenarios"].push_back(result_json(study.frame, result));
  }
  return json.dump(2) + "\n";
}

}  // namespace budian
