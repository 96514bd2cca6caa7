// Graphs in the manner of the public p-median sets.
#pragma once

#include "scenarios/location/problem.hpp"

namespace budian::location {

/// A graph in the manner of Beasley's p-median sets (1985, doi:10.1016/0377-2217(85)90196-X): n
/// nodes, n²/50 edges of lengths 1 to 100; every node is a demand of one head and a site. Invented
/// here, not the public files.
Parts graph_median(std::size_t nodes, std::size_t number, unsigned seed);

}  // namespace budian::location
