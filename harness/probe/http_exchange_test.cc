#include "harness/probe/http_exchange.h"

#include <httplib.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

HttpRequest Get(const std::string& url) {
  HttpRequest request;
  request.url = url;
  return request;
}

TEST(ExchangeHttpTest, BringsStatusAndBody) {
  TestHttpServer server([](const httplib::Request& request, httplib::Response& response) {
    response.status = 418;
    response.set_content(absl::StrCat(request.path, "|", request.get_param_value("a")),
                         "text/plain");
  });
  const auto reply = ExchangeHttp(Get(server.url("/tea/pot?a=b%20c")), {});
  ASSERT_THAT(reply, IsOk());
  EXPECT_EQ(reply->status, 418);
  EXPECT_EQ(reply->body, "/tea/pot|b c");
}

TEST(ExchangeHttpTest, SendsMethodBodyAndType) {
  TestHttpServer server([](const httplib::Request& request, httplib::Response& response) {
    response.set_content(absl::StrCat(request.method, "|", request.get_header_value("Content-Type"),
                                      "|", request.body),
                         "text/plain");
  });
  HttpRequest request = Get(server.url("/"));
  request.method = "POST";
  request.body = "{}";
  request.content_type = "application/json";
  const auto reply = ExchangeHttp(request, {});
  ASSERT_THAT(reply, IsOk());
  EXPECT_EQ(reply->body, "POST|application/json|{}");
}

TEST(ExchangeHttpTest, BringsHeadersByTheirNamesInLowerCase) {
  TestHttpServer server([](const httplib::Request&, httplib::Response& response) {
    response.status = 302;
    response.set_header("Location", "/login");
    response.set_header("X-Team", "second");
    response.set_header("X-Team", "first");
    response.set_content("<p>", "text/html; charset=utf-8");
  });
  const auto reply = ExchangeHttp(Get(server.url("/")), {});
  ASSERT_THAT(reply, IsOk());
  EXPECT_EQ(reply->status, 302);
  EXPECT_THAT(reply->headers, Contains(Pair("location", "/login")));
  EXPECT_THAT(reply->headers, Contains(Pair("x-team", "first")));
  EXPECT_THAT(reply->headers, Contains(Pair("content-type", "text/html; charset=utf-8")));
}

TEST(ExchangeHttpTest, NamesOfTheHostMeanTheMachineItself) {
  TestHttpServer server([](const httplib::Request& request, httplib::Response& response) {
    response.set_content(request.get_header_value("Host"), "text/plain");
  });
  const std::string url = absl::StrCat("http://api.example.com:", server.port(), "/");
  const auto reply = ExchangeHttp(Get(url), {"api.example.com"});
  ASSERT_THAT(reply, IsOk());
  EXPECT_THAT(reply->body, HasSubstr("api.example.com"));
}

TEST(ExchangeHttpTest, NoNameServiceIsAsked) {
  EXPECT_THAT(ExchangeHttp(Get("http://api.example.com/"), {"other.example.com"}),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ExchangeHttpTest, UnusableUrls) {
  for (const char* url : {"", "localhost:5000", "ftp://localhost/", "http:///x",
                          "http://user:secret@localhost/", "https://localhost/"}) {
    EXPECT_THAT(ExchangeHttp(Get(url), {}), StatusIs(absl::StatusCode::kInvalidArgument)) << url;
  }
}

TEST(ExchangeHttpTest, SendsHeadersAndReadsCookies) {
  TestHttpServer server([](const httplib::Request& in, httplib::Response& out) {
    out.set_header("Set-Cookie", "a=1; Path=/");
    out.set_header("Set-Cookie", "b=2");
    out.set_content(in.get_header_value("X-Team") + in.get_header_value("Accept"), "text/plain");
  });
  HttpRequest request = Get(server.url("/"));
  request.headers = {{"X-Team", "blue"}, {"Accept", "text/html"}};
  const absl::StatusOr<HttpReply> reply = ExchangeHttp(request, {});
  ASSERT_THAT(reply, IsOk());
  EXPECT_EQ(reply->body, "bluetext/html");
  EXPECT_THAT(reply->cookies, ::testing::UnorderedElementsAre("a=1; Path=/", "b=2"));
}

// A server whose certificate is for localhost, signed by itself.
class HttpsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = ::testing::TempDir();
    for (const char* name : {"own", "other"}) {
      const std::string path = absl::StrCat(directory_, "/", name);
      ASSERT_EQ(
          std::system(absl::StrCat("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "
                                   "/CN=localhost -addext subjectAltName=DNS:localhost -keyout ",
                                   path, ".key -out ", path, ".pem 2>/dev/null")
                          .c_str()),
          0);
    }
    server_ = std::make_unique<httplib::SSLServer>((directory_ + "/own.pem").c_str(),
                                                   (directory_ + "/own.key").c_str());
    server_->Get("/", [](const httplib::Request&, httplib::Response& out) {
      out.set_content("secret", "text/plain");
    });
    port_ = server_->bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_->listen_after_bind(); });
    while (!server_->is_running()) std::this_thread::yield();
  }
  void TearDown() override {
    server_->stop();
    thread_.join();
  }
  absl::StatusOr<HttpReply> Ask(const std::string& host, const std::string& trusted) const {
    HttpRequest request = Get(absl::StrCat("https://", host, ":", port_, "/"));
    request.timeout = absl::Seconds(30);
    request.ca_file = absl::StrCat(directory_, "/", trusted);
    return ExchangeHttp(request, {"shop.example.com"});
  }

  std::string directory_;
  std::unique_ptr<httplib::SSLServer> server_;
  int port_ = 0;
  std::thread thread_;
};

TEST_F(HttpsTest, ATrustedCertificateIsTaken) {
  const absl::StatusOr<HttpReply> reply = Ask("localhost", "own.pem");
  ASSERT_THAT(reply, IsOk());
  EXPECT_EQ(reply->body, "secret");
}

TEST_F(HttpsTest, ACertificateOfSomebodyElseIsRefused) {
  EXPECT_THAT(Ask("localhost", "other.pem"), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(HttpsTest, ACertificateForAnotherNameIsRefused) {
  EXPECT_THAT(Ask("shop.example.com", "own.pem"), StatusIs(absl::StatusCode::kUnavailable));
}

TEST(ExchangeHttpTest, NobodyListeningWasNeverReached) {
  std::string url;
  {
    TestHttpServer gone([](const httplib::Request&, httplib::Response&) {});
    url = gone.url("/");
  }
  EXPECT_THAT(ExchangeHttp(Get(url), {}),
              StatusIs(absl::StatusCode::kUnavailable,
                       HasSubstr("no connection to " + url.substr(0, url.rfind('/')))));
}

TEST(ExchangeHttpTest, ASilentServerIsTooLate) {
  TestHttpServer server([](const httplib::Request&, httplib::Response&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
  });
  HttpRequest request = Get(server.url("/"));
  request.timeout = absl::Milliseconds(50);
  EXPECT_THAT(ExchangeHttp(request, {}), StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST(ExchangeHttpTest, ATricklingServerIsTooLate) {
  TestHttpServer server([](const httplib::Request&, httplib::Response& response) {
    response.set_chunked_content_provider("text/plain", [](size_t, httplib::DataSink& sink) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      return sink.write("x", 1);
    });
  });
  HttpRequest request = Get(server.url("/"));
  request.timeout = absl::Milliseconds(80);
  EXPECT_THAT(ExchangeHttp(request, {}), StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST(ExchangeHttpTest, AConnectionThatBreaksIsNeitherYesNorNo) {
  TestHttpServer server([](const httplib::Request&, httplib::Response& response) {
    response.set_content_provider(100, "text/plain",
                                  [](size_t, size_t, httplib::DataSink&) { return false; });
  });
  EXPECT_THAT(ExchangeHttp(Get(server.url("/")), {}), StatusIs(absl::StatusCode::kAborted));
}

}  // namespace
}  // namespace drill
