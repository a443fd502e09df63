#include "harness/verify/http_exchange.h"

#include <httplib.h>

#include <chrono>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"
#include "harness/verify/test_http_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

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

TEST(ExchangeHttpTest, NobodyListeningWasNeverReached) {
  std::string url;
  {
    TestHttpServer gone([](const httplib::Request&, httplib::Response&) {});
    url = gone.url("/");
  }
  EXPECT_THAT(ExchangeHttp(Get(url), {}), StatusIs(absl::StatusCode::kUnavailable));
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
