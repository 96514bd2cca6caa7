// What a plan does to the pupils who change school and to the schools that take them, as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "maps/outputs.hpp"

namespace budian {

nlohmann::ordered_json effects_json(const Study& study, std::size_t scenario);

}  // namespace budian
