// For tests: a server on this machine that answers, hangs up, or says nothing.
#ifndef HARNESS_TESTING_TEST_TCP_SERVER_H_
#define HARNESS_TESTING_TEST_TCP_SERVER_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

namespace drill {

class TestTcpServer {
 public:
  enum Manner { kAnswers, kHangsUp, kSilent };

  explicit TestTcpServer(Manner manner) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // Without a server there is no test.
    if (bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) std::abort();
    if (listen(fd_, 16) != 0) std::abort();
    socklen_t size = sizeof(address);
    getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    // The kernel takes connections of a silent one by itself.
    if (manner != kSilent) thread_ = std::thread([this, manner] { Serve(manner); });
  }
  ~TestTcpServer() {
    shutdown(fd_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    close(fd_);
  }

  int port() const { return port_; }

 private:
  void Serve(Manner manner) {
    for (;;) {
      const int client = accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
      if (client < 0) return;
      char buffer[256];
      if (manner == kAnswers && recv(client, buffer, sizeof(buffer), 0) > 0)
        (void)!send(client, "N", 1, MSG_NOSIGNAL);
      // Closed with something unread, a connection is cut off instead of ended.
      shutdown(client, SHUT_WR);
      while (recv(client, buffer, sizeof(buffer), 0) > 0) {
      }
      close(client);
    }
  }

  const int fd_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace drill

#endif  // HARNESS_TESTING_TEST_TCP_SERVER_H_
