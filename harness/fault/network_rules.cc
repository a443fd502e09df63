#include "harness/fault/network_rules.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "harness/base/proto_duration.h"
#include "harness/fault/host_command.h"

namespace drill {
namespace {

constexpr char kBegin[] =
    "set -e\n"
    "inside() { nsenter --net=/proc/$DRILL_PID/ns/net \"$@\"; }\n";

std::string Partition(const std::vector<std::string>& addresses) {
  std::string script;
  for (const std::string& address : addresses) {
    absl::StrAppend(&script, "inside iptables -w -I OUTPUT -d ", address, " -j DROP\n",
                    "inside iptables -w -I INPUT -s ", address, " -j DROP\n");
  }
  return script;
}

// Drops connections that come from outside; over loopback the service still reaches its own port.
std::string Unreachable(int port) {
  return absl::StrCat("inside iptables -w -I INPUT ! -i lo -p tcp --dport ", port, " -j DROP\n");
}

// `count` different ones of the row's places, drawn one by one.
std::set<int> Places(int count, FaultRandom& random) {
  std::vector<int> left;
  for (int place = 0; place < kLossRow; ++place) left.push_back(place);
  std::set<int> drawn;
  for (int i = 0; i < count; ++i) {
    const size_t at = random.Below(left.size(), "lost packet");
    drawn.insert(left[at]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
  }
  random.Note("lost packets of each 97", absl::StrJoin(drawn, ","));
  return drawn;
}

// A rule counts the packets that reach it: a packet that is to be lost is only marked, so that
// every rule counts every packet.
std::string Loss(const std::vector<std::string>& addresses, double share, FaultRandom& random) {
  const int count =
      std::min(std::max(static_cast<int>(std::lround(share * kLossRow)), 1), kLossRow);
  const std::set<int> places = Places(count, random);
  std::string rules = "*mangle\n";
  for (const std::string& address : addresses) {
    for (const int place : places) {
      absl::StrAppend(&rules, "-A OUTPUT -d ", address, " -m statistic --mode nth --every ",
                      kLossRow, " --packet ", place, " -j MARK --set-mark 0xd1\n");
    }
    absl::StrAppend(&rules, "-A OUTPUT -d ", address, " -m mark --mark 0xd1 -j DROP\n");
  }
  return absl::StrCat("inside iptables-restore -w --noflush <<'RULES'\n", rules, "COMMIT\nRULES\n");
}

// The name as a question carries it: each label behind its length.
std::string NameInQuestion(const std::string& name) {
  std::string hex;
  for (absl::string_view label : absl::StrSplit(name, '.')) {
    absl::StrAppend(&hex, absl::StrFormat("%02x", label.size()));
    for (const char c : label) absl::StrAppend(&hex, absl::StrFormat("%02x", c));
  }
  return absl::StrCat("|", hex, "00|");
}

// In the raw table, before the engine's own rules lead the question elsewhere.
std::string NameGone(const std::string& name) {
  std::string script;
  for (const char* protocol : {"udp", "tcp"}) {
    absl::StrAppend(&script, "inside iptables -w -t raw -I OUTPUT -p ", protocol,
                    " --dport 53 -m string --algo bm --icase --hex-string '", NameInQuestion(name),
                    "' -j DROP\n");
  }
  return script;
}

std::string ProxyConfig(const std::string& address, int port, int listening, int64_t delay_ms) {
  return absl::StrCat("frontend from_", listening, "\n  mode tcp\n  bind 127.0.0.1:", listening,
                      "\n  timeout client 1h\n  tcp-request inspect-delay ", delay_ms,
                      "ms\n  tcp-request content accept if WAIT_END\n  default_backend to_",
                      listening, "\nbackend to_", listening,
                      "\n  mode tcp\n  timeout connect 10s\n  timeout server 1h\n", "  server ",
                      listening, " ", address, ":", port, "\n");
}

// HAProxy, in the same network, holds each connection back before it passes it on. What was
// connected before is cut off, or it would go on undisturbed.
std::string Delay(const NetworkFault& fault, const std::vector<std::string>& addresses) {
  const int64_t delay = absl::ToInt64Milliseconds(DurationOr(fault.delay(), absl::ZeroDuration()));
  std::string config = "global\n  user haproxy\n  group haproxy\n";
  std::string rules;
  int listening = 15001;
  for (const std::string& address : addresses) {
    absl::StrAppend(&config, ProxyConfig(address, fault.port(), listening, delay));
    const std::string packets = absl::StrCat("OUTPUT -p tcp -d ", address, " --dport ",
                                             fault.port(), " -m owner ! --uid-owner haproxy -j ");
    absl::StrAppend(&rules, "inside iptables -w -t nat -I ", packets, "REDIRECT --to-ports ",
                    listening++, "\ninside iptables -w -I ", packets,
                    "REJECT --reject-with tcp-reset\n");
  }
  return absl::StrCat("cat >/run/drill-proxy-$DRILL_PID.cfg <<'PROXY'\n", config,
                      "PROXY\ninside haproxy -D -f /run/drill-proxy-$DRILL_PID.cfg\n", rules);
}

}  // namespace

std::string NetworkRules(const NetworkFault& fault, const std::vector<std::string>& addresses,
                         FaultRandom& random) {
  switch (fault.kind()) {
    case NetworkFault::PARTITION:
      return absl::StrCat(kBegin, Partition(addresses));
    case NetworkFault::UNREACHABLE:
      return absl::StrCat(kBegin, Unreachable(fault.port()));
    case NetworkFault::DELAY:
      return absl::StrCat(kBegin, Delay(fault, addresses));
    case NetworkFault::LOSS:
      return absl::StrCat(kBegin, Loss(addresses, fault.loss(), random));
    case NetworkFault::NAME_GONE:
      return absl::StrCat(kBegin, NameGone(fault.to()));
    default:
      return "false\n";
  }
}

}  // namespace drill
