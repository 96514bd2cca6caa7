// Which stops a round of the search takes out.
#pragma once

#include <vector>

#include "scenarios/bus/search/chance.hpp"
#include "scenarios/bus/search/draft.hpp"

namespace budian::bus {

/// Takes strings of stops out of trips near a seed (slack induction by string removals, Christiaens
/// and Vanden Berghe 2020, doi:10.1287/trsc.2019.0914) and adds them to `absent`.
void take_strings(Draft& draft, Row seed, Chance& chance, std::vector<Row>& absent);
/// Lets a school's bell ring at another time by chance, and takes the trips to it that break limits
/// then.
void move_bell(Draft& draft, Row school, Chance& chance, std::vector<Row>& absent);
/// Takes whole trips near a seed.
void take_trips(Draft& draft, Row seed, Chance& chance, std::vector<Row>& absent);

}  // namespace budian::bus
