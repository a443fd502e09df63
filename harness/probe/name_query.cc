#include "harness/probe/name_query.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <random>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/clock.h"
#include "harness/base/status_macros.h"

namespace drill {
namespace {

constexpr size_t kHeader = 12;
constexpr size_t kLongestLabel = 63;
constexpr size_t kLongestName = 253;
constexpr int kNoSuchName = 3;
constexpr int kTypeAddress = 1;

void Append16(uint16_t value, std::string* text) {
  text->push_back(static_cast<char>(value >> 8));
  text->push_back(static_cast<char>(value & 0xff));
}

// Reads an answer from front to back; what lies beyond its end makes it `broken`.
class Reader {
 public:
  explicit Reader(absl::string_view text) : text_(text) {}

  uint8_t Byte() {
    if (at_ < text_.size()) return static_cast<uint8_t>(text_[at_++]);
    broken = true;
    return 0;
  }
  uint16_t Word() {
    const int high = Byte();
    return static_cast<uint16_t>(high << 8 | Byte());
  }
  void Skip(size_t bytes) {
    broken = broken || bytes > text_.size() - at_;
    at_ = std::min(text_.size(), at_ + bytes);
  }
  // Labels up to the empty one, or up to a reference to an earlier name.
  void SkipName() {
    for (uint8_t length = Byte(); length != 0 && !broken; length = Byte()) {
      if (length >= 0xc0) return Skip(1);
      Skip(length);
    }
  }

  bool broken = false;

 private:
  const absl::string_view text_;
  size_t at_ = 0;
};

absl::StatusOr<std::string> Exchange(const sockaddr_in& server, absl::string_view query,
                                     absl::Duration limit) {
  const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return absl::InternalError(strerror(errno));
  const auto closed = absl::MakeCleanup([fd] { close(fd); });
  // A packet that a rule of this very machine drops is an error of send().
  if (connect(fd, reinterpret_cast<const sockaddr*>(&server), sizeof(server)) != 0 ||
      send(fd, query.data(), query.size(), MSG_NOSIGNAL) < 0) {
    return absl::UnavailableError(absl::StrCat("the name server: ", strerror(errno)));
  }
  pollfd waited = {fd, POLLIN, 0};
  if (poll(&waited, 1, static_cast<int>(absl::ToInt64Milliseconds(limit))) <= 0)
    return absl::DeadlineExceededError("the name server does not answer");
  char buffer[1500];
  const ssize_t size = recv(fd, buffer, sizeof(buffer), 0);
  if (size < 0) return absl::UnavailableError(absl::StrCat("the name server: ", strerror(errno)));
  return std::string(buffer, static_cast<size_t>(size));
}

}  // namespace

absl::StatusOr<std::string> NameQuery(uint16_t id, const std::string& name) {
  if (name.empty() || name.size() > kLongestName)
    return absl::InvalidArgumentError(absl::StrCat("not a name: ", name));
  std::string query;
  Append16(id, &query);
  Append16(0x0100, &query);  // Recursion desired.
  for (const uint16_t count : {1, 0, 0, 0}) Append16(count, &query);
  for (absl::string_view label : absl::StrSplit(name, '.')) {
    if (label.empty() || label.size() > kLongestLabel)
      return absl::InvalidArgumentError(absl::StrCat("not a name: ", name));
    query.push_back(static_cast<char>(label.size()));
    absl::StrAppend(&query, label);
  }
  query.push_back('\0');
  Append16(kTypeAddress, &query);
  Append16(1, &query);  // Internet.
  return query;
}

absl::StatusOr<std::string> AddressOfAnswer(uint16_t id, absl::string_view answer) {
  Reader reader(answer);
  const absl::Status strange = absl::UnavailableError("the name server's answer makes no sense");
  if (answer.size() < kHeader || reader.Word() != id) return strange;
  const int code = reader.Word() & 0x0f;
  if (code == kNoSuchName) return absl::NotFoundError("there is no such name");
  if (code != 0)
    return absl::UnavailableError(absl::StrCat("the name server answers with error ", code));
  const int questions = reader.Word(), answers = reader.Word();
  reader.Skip(4);
  for (int i = 0; i < questions && !reader.broken; ++i) {
    reader.SkipName();
    reader.Skip(4);
  }
  for (int i = 0; i < answers && !reader.broken; ++i) {
    reader.SkipName();
    const int type = reader.Word();
    reader.Skip(6);
    const int length = reader.Word();
    if (type != kTypeAddress || length != 4) {
      reader.Skip(static_cast<size_t>(length));
      continue;
    }
    const int a = reader.Byte(), b = reader.Byte(), c = reader.Byte(), d = reader.Byte();
    if (reader.broken) return strange;
    return absl::StrCat(a, ".", b, ".", c, ".", d);
  }
  return reader.broken ? strange : absl::NotFoundError("the name has no address");
}

absl::StatusOr<std::string> ResolveName(const std::string& server, int port,
                                        const std::string& name, absl::Duration limit) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  if (inet_pton(AF_INET, server.c_str(), &address.sin_addr) != 1)
    return absl::InvalidArgumentError(absl::StrCat("no IPv4 address: ", server));
  const uint16_t id = static_cast<uint16_t>(std::random_device()());
  ASSIGN_OR_RETURN(const std::string query, NameQuery(id, name));
  ASSIGN_OR_RETURN(const std::string answer, Exchange(address, query, limit));
  return AddressOfAnswer(id, answer);
}

}  // namespace drill
