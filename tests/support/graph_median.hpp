// Graphs in the manner of the public p-median sets, and the files of those sets.
#pragma once

#include <filesystem>

#include "scenarios/location/problem.hpp"

namespace budian::location {

struct Link {
  std::size_t from = 0, to = 0;
  std::int64_t length = 0;
};

/// Every node is a demand of one head and a site; ways are shortest paths, none where there is no
/// path.
Parts median_of_graph(std::size_t nodes, const std::vector<Link>& links, std::size_t number);

/// A graph in the manner of Beasley's p-median sets (1985, doi:10.1016/0377-2217(85)90196-X): n
/// nodes, n²/50 edges of lengths 1 to 100; every node is a demand of one head and a site. Invented
/// here, not the public files.
Parts graph_median(std::size_t nodes, std::size_t number, unsigned seed);

/// A file of those sets, as the OR-Library has them: vertices, edges and sites to open, then of
/// each edge its two vertices (from 1) and its length; of edges twice the last one counts. Throws
/// std::runtime_error with file, line and what would be right.
Parts read_pmed(const std::filesystem::path& file);

}  // namespace budian::location
