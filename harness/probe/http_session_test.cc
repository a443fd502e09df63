#include "harness/probe/http_session.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

// A shop that wants a login, and forgets all of them when it is told to.
class Shop {
 public:
  Shop()
      : server_([this](const httplib::Request& in, httplib::Response& out) { Answer(in, out); }) {}

  HttpRequest Request(const std::string& target) const {
    HttpRequest request;
    request.url = server_.url(target);
    request.timeout = absl::Seconds(30);
    return request;
  }
  HttpLogin Login(const std::string& token_key) const {
    HttpLogin login;
    login.set_url(server_.url("/login"));
    login.set_body("password=open");
    login.set_token_key(token_key);
    return login;
  }
  void ForgetLogins() { ++generation_; }
  int logins() const { return logins_; }

 private:
  void Answer(const httplib::Request& in, httplib::Response& out) {
    const std::string token = "t" + std::to_string(generation_);
    if (in.path == "/login") {
      ++logins_;
      if (in.body != "password=open" || in.method != "POST") out.status = 403;
      out.set_header("Set-Cookie", "session=" + token + "; Path=/; HttpOnly");
      out.set_content("{\"data\": {\"token\": \"" + token + "\"}}", "application/json");
      return;
    }
    const bool in_order = in.get_header_value("Authorization") == "Bearer " + token ||
                          in.get_header_value("Cookie") == "session=" + token ||
                          in.get_header_value("X-Token") == token;
    out.status = in_order ? 200 : 401;
    out.set_content(in.get_header_value("X-Team"), "text/plain");
  }

  std::atomic<int> generation_{0};
  std::atomic<int> logins_{0};
  TestHttpServer server_;
};

TEST(HttpSessionTest, CarriesATokenOfTheAnswer) {
  Shop shop;
  HttpSession session(shop.Login("data.token"), {});
  HttpRequest request = shop.Request("/orders");
  request.headers = {{"X-Team", "blue"}};
  for (int i = 0; i < 3; ++i) {
    const absl::StatusOr<HttpReply> reply = session.Exchange(request);
    ASSERT_THAT(reply, IsOk());
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->body, "blue");
  }
  EXPECT_EQ(shop.logins(), 1);
}

TEST(HttpSessionTest, CarriesATokenInAHeaderOfItsOwn) {
  Shop shop;
  HttpLogin login = shop.Login("data.token");
  login.set_token_header("X-Token");
  HttpSession session(login, {});
  EXPECT_EQ(session.Exchange(shop.Request("/orders"))->status, 200);
}

TEST(HttpSessionTest, CarriesCookies) {
  Shop shop;
  HttpSession session(shop.Login(""), {});
  EXPECT_EQ(session.Exchange(shop.Request("/orders"))->status, 200);
}

TEST(HttpSessionTest, LogsInAgainWhereItWasForgotten) {
  Shop shop;
  HttpSession session(shop.Login(""), {});
  EXPECT_EQ(session.Exchange(shop.Request("/orders"))->status, 200);
  shop.ForgetLogins();
  EXPECT_EQ(session.Exchange(shop.Request("/orders"))->status, 200);
  EXPECT_EQ(shop.logins(), 2);
}

TEST(HttpSessionTest, OneLoginIsEnoughForAllThatWait) {
  Shop shop;
  HttpSession session(shop.Login(""), {});
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { EXPECT_EQ(session.Exchange(shop.Request("/a"))->status, 200); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(shop.logins(), 1);
}

TEST(HttpSessionTest, ALoginThatIsRefusedIsNoRequest) {
  Shop shop;
  HttpLogin login = shop.Login("");
  login.set_body("password=shut");
  HttpSession refused(login, {});
  EXPECT_THAT(refused.Exchange(shop.Request("/orders")),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("login: status 403")));
  HttpSession without(shop.Login("data.missing"), {});
  EXPECT_THAT(without.Exchange(shop.Request("/orders")),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("no text under data.missing")));
}

TEST(HttpSessionTest, WithoutALoginThereIsNone) {
  Shop shop;
  HttpSession session({}, {});
  EXPECT_EQ(session.Exchange(shop.Request("/orders"))->status, 401);
  EXPECT_EQ(shop.logins(), 0);
}

}  // namespace
}  // namespace drill
