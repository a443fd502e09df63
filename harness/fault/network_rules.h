// The netfilter rules of a network fault, as a script.
#ifndef HARNESS_FAULT_NETWORK_RULES_H_
#define HARNESS_FAULT_NETWORK_RULES_H_

#include <string>
#include <vector>

#include "harness/fault/fault_random.h"
#include "harness/scenario/fault.pb.h"

namespace drill {

// Packets are lost by their place in a row of this many: a prime, so that no rhythm of requests
// falls into step with it.
inline constexpr int kLossRow = 97;

// A bash script for the drill host, with $DRILL_PID a process in the network that the rules belong
// to: that of `to` for UNREACHABLE, else that of `from`. `addresses` are those of `to`. The places
// of lost packets are drawn from `random`.
std::string NetworkRules(const NetworkFault& fault, const std::vector<std::string>& addresses,
                         FaultRandom& random);

}  // namespace drill

#endif  // HARNESS_FAULT_NETWORK_RULES_H_
