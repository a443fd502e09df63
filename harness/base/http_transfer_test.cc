#include "harness/base/http_transfer.h"

#include <httplib.h>

#include <chrono>
#include <thread>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"
#include "harness/testing/test_tcp_server.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

HttpTransfer To(const std::string& url) {
  HttpTransfer transfer;
  transfer.url = url;
  transfer.timeout = absl::Seconds(20);
  return transfer;
}

HttpTransfer To(const TestTcpServer& server) {
  return To(absl::StrCat("http://127.0.0.1:", server.port(), "/"));
}

// Says what it was sent.
void Echo(const httplib::Request& in, httplib::Response& out) {
  std::string said = absl::StrCat(in.method, " ", in.path, "|", in.body, "|");
  for (const auto& [name, value] : in.headers) absl::StrAppend(&said, name, "=", value, ";");
  out.set_content(said, "text/plain");
}

TEST(TransferTest, SendsWhatItIsGivenAndNothingOfItsOwn) {
  const TestHttpServer server(Echo);
  HttpTransfer transfer = To(server.url("/a/../b?c=d"));
  transfer.method = "POST";
  transfer.body = std::string(2000, 'x');
  transfer.headers = {{"X-Team", "blue"}};
  const auto answer = Transfer(transfer);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->status, 200);
  EXPECT_THAT(answer->body, HasSubstr(absl::StrCat("POST /a/../b|", transfer.body, "|")));
  EXPECT_THAT(answer->body, HasSubstr("X-Team=blue;"));
  EXPECT_THAT(answer->body, Not(HasSubstr("Expect")));
  EXPECT_THAT(answer->body, Not(HasSubstr("Content-Type")));
}

TEST(TransferTest, AnEmptyBodyHasALength) {
  const TestHttpServer server(Echo);
  HttpTransfer transfer = To(server.url("/"));
  transfer.method = "POST";
  const auto answer = Transfer(transfer);
  ASSERT_THAT(answer, IsOk());
  EXPECT_THAT(answer->body, HasSubstr("Content-Length=0;"));
}

TEST(TransferTest, WaitsForNoBodyAfterHead) {
  const TestHttpServer server(Echo);
  HttpTransfer transfer = To(server.url("/"));
  transfer.method = "HEAD";
  const auto answer = Transfer(transfer);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->body, "");
  EXPECT_THAT(answer->headers, Contains(Pair("Content-Type", "text/plain")));
}

TEST(TransferTest, KeepsNoMoreOfTheBodyThanItMay) {
  const TestHttpServer server([](const httplib::Request&, httplib::Response& out) {
    out.set_content(std::string(100000, 'x'), "text/plain");
  });
  HttpTransfer transfer = To(server.url("/"));
  transfer.max_body = 70000;
  const auto answer = Transfer(transfer);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->body.size(), 70000u);
}

TEST(TransferTest, GoesToTheAddressAndNamesTheHost) {
  const TestHttpServer server(Echo);
  HttpTransfer transfer = To(absl::StrCat("http://shop.example.com:", server.port(), "/"));
  transfer.address = "127.0.0.1";
  const auto answer = Transfer(transfer);
  ASSERT_THAT(answer, IsOk());
  EXPECT_THAT(answer->body, HasSubstr(absl::StrCat("Host=shop.example.com:", server.port(), ";")));
}

TEST(TransferTest, ARedirectIsTheAnswer) {
  const TestHttpServer server([](const httplib::Request&, httplib::Response& out) {
    out.set_redirect("http://127.0.0.1:1/elsewhere");
  });
  const auto answer = Transfer(To(server.url("/")));
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->status, 302);
}

TEST(TransferTest, ASilentServerIsTooLate) {
  const TestTcpServer server(TestTcpServer::kSilent);
  HttpTransfer transfer = To(server);
  transfer.timeout = absl::Milliseconds(80);
  EXPECT_THAT(Transfer(transfer), StatusIs(absl::StatusCode::kDeadlineExceeded));
}

// A limit on each wait alone would never end this.
TEST(TransferTest, AServerThatTricklesItsAnswerIsTooLate) {
  httplib::Server server;
  server.Get("/", [](const httplib::Request&, httplib::Response& out) {
    out.set_chunked_content_provider("text/plain", [](size_t, httplib::DataSink& sink) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      return sink.write("x", 1);
    });
  });
  const int port = server.bind_to_any_port("127.0.0.1");
  std::thread thread([&server] { server.listen_after_bind(); });
  HttpTransfer transfer = To(absl::StrCat("http://127.0.0.1:", port, "/"));
  transfer.timeout = absl::Milliseconds(200);
  EXPECT_THAT(Transfer(transfer), StatusIs(absl::StatusCode::kDeadlineExceeded));
  server.stop();
  thread.join();
}

TEST(TransferTest, AServerThatHangsUpBreaksTheConnection) {
  const TestTcpServer server(TestTcpServer::kHangsUp);
  EXPECT_THAT(Transfer(To(server)), StatusIs(absl::StatusCode::kAborted));
}

TEST(TransferTest, WhatIsNoHttpIsNoAnswer) {
  const TestTcpServer server(TestTcpServer::kAnswers);
  EXPECT_THAT(Transfer(To(server)), StatusIs(absl::StatusCode::kAborted));
}

TEST(TransferTest, NobodyListeningWasNeverReached) {
  const absl::Status status = Transfer(To("http://127.0.0.1:1/")).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(std::string(status.message()), HasSubstr("no connection to http://127.0.0.1:1 ("));
}

TEST(TransferTest, ASocketThatIsNotThereWasNeverReached) {
  HttpTransfer transfer = To("http://docker/_ping");
  transfer.unix_socket = "/nonexistent";
  EXPECT_THAT(Transfer(transfer), StatusIs(absl::StatusCode::kUnavailable));
}

TEST(SplitUrlTest, TakesUrlsApart) {
  const auto url = SplitUrl("https://shop.example.com:8443?x=1");
  ASSERT_THAT(url, IsOk());
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->host, "shop.example.com");
  EXPECT_EQ(url->origin, "https://shop.example.com:8443");
}

TEST(SplitUrlTest, RefusesWhatIsNoUrlOfHttp) {
  for (const char* url :
       {"", "localhost:5000", "ftp://localhost/", "http://a b/", "http://user:secret@localhost/"})
    EXPECT_THAT(SplitUrl(url), StatusIs(absl::StatusCode::kInvalidArgument)) << url;
}

TEST(EscapeForUrlTest, LeavesLettersAlone) {
  EXPECT_EQ(EscapeForUrl("{\"a b\":[1]}"), "%7B%22a%20b%22%3A%5B1%5D%7D");
  EXPECT_EQ(EscapeForUrl(""), "");
}

}  // namespace
}  // namespace drill
