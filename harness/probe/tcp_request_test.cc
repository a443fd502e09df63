#include "harness/probe/tcp_request.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_tcp_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr char kHere[] = "127.0.0.1";
constexpr absl::Duration kLong = absl::Seconds(20);

TEST(AskOverTcpTest, AByteThatComesBackIsAnAnswer) {
  const TestTcpServer server(TestTcpServer::kAnswers);
  EXPECT_THAT(AskOverTcp(kHere, server.port(), "hello", kLong), IsOk());
}

TEST(AskOverTcpTest, HangingUpIsAnAnswerToo) {
  const TestTcpServer server(TestTcpServer::kHangsUp);
  EXPECT_THAT(AskOverTcp(kHere, server.port(), "", kLong), IsOk());
}

TEST(AskOverTcpTest, AServerThatTakesTheConnectionAndSaysNothingIsNone) {
  const TestTcpServer server(TestTcpServer::kSilent);
  EXPECT_THAT(AskOverTcp(kHere, server.port(), "hello", absl::Milliseconds(50)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST(AskOverTcpTest, NobodyListening) {
  int port;
  { port = TestTcpServer(TestTcpServer::kSilent).port(); }
  EXPECT_THAT(AskOverTcp(kHere, port, "hello", kLong),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("refused")));
}

TEST(AskOverTcpTest, ANameIsNoAddress) {
  EXPECT_THAT(AskOverTcp("aria-db", 5432, "", kLong), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
