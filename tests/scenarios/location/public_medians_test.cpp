// The reader of the public p-median files.
#include <catch2/catch.hpp>

#include "scenarios/location/solution.hpp"
#include "tests/support/graph_median.hpp"
#include "tests/support/scratch_folder.hpp"

namespace budian::location {
namespace {

std::string fault_of(const std::string& text) {
  const ScratchFolder folder;
  const auto file = folder.write("bad.txt", text);
  try {
    read_pmed(file);
  } catch (const std::runtime_error& error) {
    const std::string what = error.what();
    return what.substr(folder.path().string().size() + 1);
  }
  return "";
}

}  // namespace

TEST_CASE("A public p-median file gives shortest paths, the last of equal edges counting") {
  const ScratchFolder folder;
  // 1 –4– 2 –1– 3 and 1 –2– 4; between 2 and 3 first 9, then, told from the other end, 1.
  const Parts parts =
      read_pmed(folder.write("pmed0.txt", " 4 4 1 \n 1 2 4 \n 2 3 9 \n 3 2 1\n\n 4 1 2 \n"));
  CHECK(parts.sites.size() == 4);
  CHECK(parts.demands.size() == 4);
  CHECK(parts.most_sites == 1U);
  CHECK(parts.ways.size() == 16);
  Parts goal = parts;
  goal.goals = {{Aim::least_distance, 0}};
  const Problem problem(goal);
  CHECK(problem.cost(DemandId(2), SiteId(3)) == 7);  // 3 to 4: 1 + 4 + 2
  const Solution found = solve(problem);
  CHECK(found.proven());
  // From 2: 4 + 0 + 1 + 6 = 11; from 1: 0 + 4 + 5 + 2 = 11; from 3: 12; from 4: 2 + 6 + 7 = 15.
  CHECK(found.reached.front().value == 11);
}

TEST_CASE("Vertices without a path between them have no way") {
  const ScratchFolder folder;
  // Two pairs: each its own way and that of its partner.
  const Parts parts = read_pmed(folder.write("two.txt", "4 2 2\n1 2 3\n3 4 5\n"));
  CHECK(parts.ways.size() == 8);
}

TEST_CASE("Faults of a public p-median file are told with their line") {
  const std::string edge = "an edge must be: two vertices of 1 to 3 and a length from 0";
  const std::string head =
      "the first line must be: vertices, edges, sites to open (1 to all vertices)";
  CHECK(fault_of("") == "bad.txt, line 0: " + head);
  CHECK(fault_of("3 2\n1 2 4\n2 3 1\n") == "bad.txt, line 1: " + head);
  CHECK(fault_of("3 2 4\n1 2 4\n2 3 1\n") == "bad.txt, line 1: " + head);
  CHECK(fault_of("3 2 1\n1 2 4\n2 4 1\n") == "bad.txt, line 3: " + edge);
  CHECK(fault_of("3 2 1\n0 2 4\n2 3 1\n") == "bad.txt, line 2: " + edge);
  CHECK(fault_of("3 2 1\n1 2 -4\n2 3 1\n") == "bad.txt, line 2: " + edge);
  CHECK(fault_of("3 2 1\n1 2\n2 3 1\n") == "bad.txt, line 2: " + edge);
  CHECK(fault_of("3 2 1\n1 2 x\n") == "bad.txt, line 2: only whole numbers may stand here");
  CHECK(fault_of("3 2 1\n1 2 4\n") ==
        "bad.txt, line 2: the file ends after 1 of the 2 edges announced");
  CHECK(fault_of("3 1 1\n1 2 4\n2 3 1\n") == "bad.txt, line 3: more edges than the 1 announced");
  CHECK_THROWS_WITH(read_pmed("no/such.txt"), "cannot read no/such.txt");
}

}  // namespace budian::location
