// From a machine's packet filter to traits: a rule that a procedure leaves drops what nobody looks
// for.
#ifndef HARNESS_TWIN_FIREWALL_ANSWERS_H_
#define HARNESS_TWIN_FIREWALL_ANSWERS_H_

#include "absl/strings/string_view.h"
#include "harness/twin/portrait.pb.h"

namespace drill {

// Of `iptables-save` ("ip") or `ip6tables-save` ("ip6"): every rule, and every policy that does not
// let through. The engine's own chains, rules and policy are left out; addresses and bridges of
// its networks have no number. Pure.
//
// `container` ("shop/web") is whose network it is; empty: the machine's own.
void PaintFirewall(absl::string_view protocol, absl::string_view rules, absl::string_view container,
                   Portrait* portrait);

}  // namespace drill

#endif  // HARNESS_TWIN_FIREWALL_ANSWERS_H_
