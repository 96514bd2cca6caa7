#include "scenarios/sweep/sweep_file.hpp"

#include <catch2/catch.hpp>

#include "scenarios/sweep/design.hpp"
#include "tests/support/faults.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian::sweep {
namespace {

const std::string head = "title = \"t\"\nscenario = \"a.toml\"\ndesign = \"grid\"\n";
const std::string drawn_head =
    "title = \"t\"\nscenario = \"a.toml\"\ndesign = \"random\"\nruns = 5\n";

/// A parameter begins in line 4, or in line 5 where runs are drawn.
std::string parameter(const std::string& lines) { return "[[parameter]]\n" + lines; }

Faults faults(const std::string& text) {
  return faults_of([&] { (void)read_sweep(text, "sweep.toml"); }, "sweep.toml");
}

}  // namespace

TEST_CASE("A sweep is read as written") {
  const Sweep sweep = read_sweep(
      "title = { zh = \"推演\", en = \"Sweep\" }\nscenario = [\"a.toml\", \"b.toml\"]\n"
      "design = \"random\"\nruns = 40\nseed = 9\n" +
          parameter("name = \"fewer_than\"\nmeasure = 2\nvalues = [20, 30]\n") +
          parameter("name = \"bus_speed_factor\"\nclass = \"village\"\n"
                    "distribution = \"triangular\"\nlow = 0.6\nhigh = 1\nmode = 0.9\n") +
          parameter("name = \"rolls_factor\"\nby = \"township\"\ndistribution = \"normal\"\n"
                    "low = 0.9\nhigh = 1.1\n") +
          parameter("name = \"receivers\"\nvalues = [\"township\", \"any\"]\n"),
      "sweep.toml");
  CHECK(sweep.title.en == "Sweep");
  CHECK(sweep.scenarios == std::vector<std::string>{"a.toml", "b.toml"});
  CHECK(sweep.design == Design::random);
  CHECK(sweep.seed == 9);
  CHECK(run_count(sweep) == 82);  // two scenarios, 40 draws and a base each
  REQUIRE(sweep.parameters.size() == 4);
  CHECK(sweep.parameters[0].code() == "fewer_than.2");
  CHECK(sweep.parameters[0].values == std::vector<double>{20, 30});
  CHECK(sweep.parameters[1].code() == "bus_speed_factor.village");
  CHECK(sweep.parameters[1].spread->shape == Shape::triangular);
  CHECK(sweep.parameters[1].spread->mode == 0.9);
  CHECK(sweep.parameters[2].by_township());
  CHECK(sweep.parameters[3].values == std::vector<double>{0, 1});
}

TEST_CASE("Each mistake in a sweep file is told with its line") {
  const std::string good = parameter("name = \"fewer_than\"\nvalues = [20, 30]\n");
  CHECK(faults(head + good) == Faults{});
  CHECK(faults("scenario = \"a.toml\"\ndesign = \"grid\"\n" + good) == Faults{{"toml.missing", 1}});
  CHECK(faults("title = \"t\"\nscenario = []\ndesign = \"grid\"\n" + good) ==
        Faults{{"swept.no_values", 2}});
  CHECK(faults("title = \"t\"\nscenario = \"a.toml\"\ndesign = \"gird\"\n" + good) ==
        Faults{{"toml.unknown_word", 3}});
  CHECK(faults(head + "sead = 2\n" + good) == Faults{{"toml.unknown_key_guess", 4}});
  CHECK(faults(head + "runs = 3\n" + good) == Faults{{"swept.runs_random", 4}});
  const std::string no_runs = "title = \"t\"\nscenario = \"a.toml\"\ndesign = \"random\"\n";
  CHECK(faults(no_runs + "runs = 0\n" + good) == Faults{{"toml.positive", 4}});
  CHECK(faults(head + good + good) == Faults{{"swept.same_parameter", 8}});
}

TEST_CASE("Each mistake of a parameter is told with its line") {
  const auto listed = [](const std::string& lines) { return faults(head + parameter(lines)); };
  using Cases = std::vector<std::pair<std::string, Fault>>;
  const Cases cases{
      {"name = \"fewer_then\"\nvalues = [20]\n", {"swept.unknown_name_guess", 5}},
      {"name = \"xyzzyxyzzy\"\nvalues = [20]\n", {"swept.unknown_name", 5}},
      {"name = \"fewer_than\"\n", {"swept.values_or_distribution", 5}},
      {"name = \"fewer_than\"\nvalues = []\n", {"swept.no_values", 6}},
      {"name = \"fewer_than\"\nvalues = [20, 20]\n", {"swept.twice", 6}},
      {"name = \"fewer_than\"\nvalues = [20.5]\n", {"swept.not_whole", 6}},
      {"name = \"fewer_than\"\nvalues = [0]\n", {"swept.out_of_range", 6}},
      {"name = \"fewer_than\"\nvalues = [20]\nmeasure = 0\n", {"toml.positive", 7}},
      {"name = \"walk_limit_factor\"\nvalues = [-1]\n", {"swept.out_of_range", 6}},
      {"name = \"subsidy_share\"\nvalues = [1.2]\n", {"swept.out_of_range", 6}},
      {"name = \"receivers\"\nvalues = [\"all\"]\n", {"swept.unknown_word", 6}},
      {"name = \"forecast_variant\"\nvalues = [\"mean\"]\n", {"swept.unknown_word", 6}},
      {"name = \"forecast_years\"\nvalues = [1.5]\n", {"swept.not_whole", 6}},
      {"name = \"ride_limit_factor\"\nband = \"young\"\nvalues = [1]\n", {"swept.unknown_word", 6}},
      {"name = \"bus_speed_factor\"\nclass = \"lane\"\nvalues = [1]\n", {"swept.unknown_word", 6}},
      {"name = \"class_size\"\nstage = \"senior\"\nvalues = [40]\n", {"swept.unknown_word", 6}},
      {"name = \"class_size\"\nvalues = [40]\nband = \"junior\"\n", {"toml.unknown_key", 7}},
      {"name = \"fewer_than\"\ndistribution = \"uniform\"\nlow = 20\nhigh = 30\n",
       {"swept.grid_listed", 6}},
      {"name = \"rolls_factor\"\nby = \"township\"\nvalues = [1]\n", {"swept.township_random", 6}},
  };
  for (const auto& [lines, fault] : cases) {
    CAPTURE(lines);
    CHECK(listed(lines) == Faults{fault});
  }
}

TEST_CASE("Each mistake of a distribution is told with its line") {
  const auto drawn = [](const std::string& lines) {
    return faults(drawn_head + parameter("name = \"rolls_factor\"\n" + lines));
  };
  using Cases = std::vector<std::pair<std::string, Fault>>;
  const Cases cases{
      // What is missing is told at its table.
      {"distribution = \"uniform\"\nlow = 0.9\n", {"toml.missing", 5}},
      {"distribution = \"flat\"\nlow = 0.9\nhigh = 1.1\n", {"toml.unknown_word", 7}},
      {"distribution = \"uniform\"\nlow = 1.1\nhigh = 0.9\n", {"swept.order", 8}},
      {"distribution = \"triangular\"\nlow = 0.9\nhigh = 1.1\nmode = 1.2\n", {"swept.mode", 10}},
      {"distribution = \"uniform\"\nlow = 1\nhigh = 1\n", {"swept.order", 8}},
      // Nine tenths between 0.1 and 1.9 reach down to 1 − 0.9 × 3 ÷ 1.645 = −0.64.
      {"distribution = \"normal\"\nlow = 0.1\nhigh = 1.9\n", {"swept.out_of_range", 8}},
      {"distribution = \"uniform\"\nlow = 0.9\nhigh = 1.1\nmode = 1\n", {"toml.unknown_key", 10}},
  };
  for (const auto& [lines, fault] : cases) {
    CAPTURE(lines);
    CHECK(drawn(lines) == Faults{fault});
  }
}

TEST_CASE("A sweep that varies nothing, or one measure in two ways, is refused") {
  CHECK(faults(head + "parameter = []\n") == Faults{{"swept.no_parameters", 4}});
  const std::string all = parameter("name = \"fewer_than\"\nvalues = [20]\n");
  const std::string some = parameter("name = \"fewer_than\"\nmeasure = 1\nvalues = [30]\n");
  CHECK(faults(head + all + some) == Faults{{"swept.overlap", 8}});
  CHECK(faults(head + some + all) == Faults{{"swept.overlap", 9}});
  // Factors go together.
  const std::string buses = parameter("name = \"bus_speed_factor\"\nvalues = [0.9]\n");
  const std::string village =
      parameter("name = \"bus_speed_factor\"\nclass = \"village\"\nvalues = [0.9]\n");
  CHECK(faults(head + buses + village) == Faults{});
}

TEST_CASE("Scenarios that are not there are told with every other mistake of the file") {
  const ScratchFolder folder;
  folder.write("a.toml", "");
  const auto in_file = [&](const std::string& scenarios) {
    const auto file = folder.write(
        "sweep.toml", "title = \"t\"\nscenario = " + scenarios + "\ndesign = \"grid\"\n" +
                          parameter("name = \"fewer_than\"\nvalues = [0]\n"));
    return faults_of([&] { (void)read_sweep_file(file); }, file.string());
  };
  const Fault value{"swept.out_of_range", 6};
  CHECK(in_file("[\"a.toml\"]") == Faults{value});
  CHECK(in_file("[\"a.toml\", \"b.toml\"]") == Faults{{"swept.no_scenario_file", 2}, value});
  CHECK(in_file("[\"\", \"a.toml\"]") == Faults{{"swept.no_scenario_file", 2}, value});
  CHECK(in_file("[\"a.toml\", \"a.toml\"]") == Faults{{"swept.same_scenario", 2}, value});
}

TEST_CASE("A grid beyond a million runs is refused") {
  std::string values = "values = [";
  for (int i = 1; i <= 101; ++i) values += std::to_string(i) + ", ";
  values += "]\n";
  const std::string text = head + parameter("name = \"fewer_than\"\n" + values) +
                           parameter("name = \"class_size\"\n" + values) +
                           parameter("name = \"ride_limit_minutes\"\n" + values);
  CHECK(faults(text) == Faults{{"swept.too_many_runs", 3}});  // 101³ = 1,030,301
}

}  // namespace budian::sweep
