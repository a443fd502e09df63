#include "harness/host/network_features.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

namespace drill {
namespace {

// One netlink message under construction, and the kernel's answer to it.
class Request {
 public:
  Request(uint16_t type, uint16_t flags) {
    header()->nlmsg_type = type;
    header()->nlmsg_flags = static_cast<uint16_t>(NLM_F_REQUEST | NLM_F_ACK | flags);
    header()->nlmsg_len = NLMSG_HDRLEN;
  }

  void Append(const void* data, size_t size) {
    memcpy(buffer_.data() + header()->nlmsg_len, data, size);
    header()->nlmsg_len += NLMSG_ALIGN(static_cast<uint32_t>(size));
  }

  // Returns where the attribute begins, for Close().
  uint32_t Open(uint16_t type) {
    const uint32_t start = header()->nlmsg_len;
    const rtattr attribute = {RTA_LENGTH(0), type};
    Append(&attribute, sizeof(attribute));
    return start;
  }
  void Close(uint32_t start) {
    reinterpret_cast<rtattr*>(buffer_.data() + start)->rta_len =
        static_cast<uint16_t>(header()->nlmsg_len - start);
  }

  // 0, or the kernel's (negative) error.
  int Send(int protocol) {
    const int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
    if (fd < 0) return -errno;
    int error = -EIO;
    alignas(nlmsghdr) std::array<char, 8192> answer;
    if (send(fd, buffer_.data(), header()->nlmsg_len, 0) > 0 &&
        recv(fd, answer.data(), answer.size(), 0) > 0) {
      const auto* reply = reinterpret_cast<const nlmsghdr*>(answer.data());
      error = reply->nlmsg_type == NLMSG_ERROR
                  ? reinterpret_cast<const nlmsgerr*>(NLMSG_DATA(reply))->error
                  : 0;
    }
    close(fd);
    return error;
  }

 private:
  nlmsghdr* header() { return reinterpret_cast<nlmsghdr*>(buffer_.data()); }
  alignas(nlmsghdr) std::array<char, 512> buffer_ = {};
};

bool CanMakeDevice(const char* kind) {
  Request request(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
  const ifinfomsg any = {};
  request.Append(&any, sizeof(any));
  const uint32_t info = request.Open(IFLA_LINKINFO);
  const uint32_t name = request.Open(IFLA_INFO_KIND);
  request.Append(kind, strlen(kind));
  request.Close(name);
  request.Close(info);
  return request.Send(NETLINK_ROUTE) == 0;
}

// Asks for the generation of the rule set, which every kernel with nf_tables knows.
bool HasNfTables() {
  Request request(NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETGEN, 0);
  const nfgenmsg any = {AF_UNSPEC, NFNETLINK_V0, 0};
  request.Append(&any, sizeof(any));
  return request.Send(NETLINK_NETFILTER) == 0;
}

}  // namespace

std::set<std::string> NetworkFeatures() {
  std::set<std::string> found;
  // A thread of its own: a namespace is never left again.
  std::thread([&found] {
    if (unshare(CLONE_NEWNET) != 0) return;
    for (const char* kind : {"veth", "bridge"}) {
      if (CanMakeDevice(kind)) found.insert(kind);
    }
    if (HasNfTables()) found.insert("nf_tables");
  }).join();
  return found;
}

}  // namespace drill
