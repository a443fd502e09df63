// The name service of a drill host, for its containers: it knows the host's own names, and says of
// every other name at once that there is none. Without it the engine asks servers that cannot be
// reached, and the name of a stopped service is refused only when they have not answered.
#ifndef HARNESS_HOST_NAME_SERVICE_H_
#define HARNESS_HOST_NAME_SERVICE_H_

#include <string>
#include <vector>

namespace drill {

// Where it listens: an address of the host's loopback device that containers of every network reach
// by their gateway. 127.0.0.1 would be the container itself. Reserved for examples (RFC 5737), so
// nobody's.
inline constexpr char kNameServer[] = "192.0.2.53";

// Where its settings lie in the host.
inline constexpr char kNameServiceFile[] = "/etc/drill-names.conf";

// Shell command that starts it while the machine boots. A machine without the program has no name
// service, and boots.
inline constexpr char kStartNameService[] =
    "if command -v dnsmasq >/dev/null; then\n"
    "  ip address add 192.0.2.53/32 dev lo\n"
    "  dnsmasq --conf-file=/etc/drill-names.conf\n"
    "fi\n";

// The text of kNameServiceFile. To a container, every one of the names is the host.
std::string NameServiceConfig(const std::string& hostname, const std::vector<std::string>& names);

// The text of /etc/resolv.conf, which the engine's own name service reads.
std::string ResolverConfig();

}  // namespace drill

#endif  // HARNESS_HOST_NAME_SERVICE_H_
