#include "harness/host/name_service.h"

#include "absl/strings/str_cat.h"

namespace drill {

std::string NameServiceConfig(const std::string& hostname, const std::vector<std::string>& names) {
  std::string text = absl::StrCat(
      "# Written when this machine was made; it has no network beyond itself.\n"
      "listen-address=",
      kNameServer,
      "\nbind-interfaces\npid-file=/run/drill-names.pid\n"
      // No other server is asked, and /etc/hosts, where every name is 127.0.0.1, is not read.
      "no-resolv\nno-hosts\n"
      // Names not listed below do not exist.
      "address=/#/\nhost-record=",
      hostname, ",", kNameServer, "\n");
  for (const std::string& name : names)
    absl::StrAppend(&text, "host-record=", name, ",", kNameServer, "\n");
  return text;
}

std::string ResolverConfig() { return absl::StrCat("nameserver ", kNameServer, "\n"); }

}  // namespace drill
