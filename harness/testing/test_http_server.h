// For tests: an HTTP server in this process that answers every request by one function.
#ifndef HARNESS_TESTING_TEST_HTTP_SERVER_H_
#define HARNESS_TESTING_TEST_HTTP_SERVER_H_

#include <httplib.h>

#include <string>
#include <thread>

#include "absl/strings/str_cat.h"

namespace drill {

class TestHttpServer {
 public:
  explicit TestHttpServer(const httplib::Server::Handler& handler) {
    const std::string pattern = "/.*";
    server_.Get(pattern, handler);
    server_.Post(pattern, handler);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~TestHttpServer() {
    server_.stop();
    thread_.join();
  }

  int port() const { return port_; }
  std::string url(const std::string& target) const {
    return absl::StrCat("http://localhost:", port_, target);
  }

 private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace drill

#endif  // HARNESS_TESTING_TEST_HTTP_SERVER_H_
