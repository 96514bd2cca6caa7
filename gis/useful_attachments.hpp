// Of all the points where a place could meet the roads, those that can be on anyone's best way.
#pragma once

#include <vector>

#include "gis/network.hpp"

namespace budian {

/// Drops what another attachment makes useless in length and in time: of several at one junction
/// all but the nearest, and each whose point is reached as soon by another door way and the roads
/// between (two-way ones only). No journey changes by a millimetre: whoever used the dropped one
/// can pass over its point. `attachments` are sorted by leg.
std::vector<Attachment> useful_attachments(const Network& network,
                                           const std::vector<Attachment>& attachments);

}  // namespace budian
