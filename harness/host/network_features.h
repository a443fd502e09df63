// Which kinds of virtual network devices and filters this kernel has, found by making them.
#ifndef HARNESS_HOST_NETWORK_FEATURES_H_
#define HARNESS_HOST_NETWORK_FEATURES_H_

#include <set>
#include <string>

namespace drill {

// Of "veth", "bridge", "nf_tables": those that can be had. Makes devices in a network namespace
// that ends with the call. Empty without root.
std::set<std::string> NetworkFeatures();

}  // namespace drill

#endif  // HARNESS_HOST_NETWORK_FEATURES_H_
