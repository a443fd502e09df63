#include "harness/probe/http_probe.h"

#include <httplib.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

HttpReply Reply(int status, const std::string& body) {
  HttpReply reply;
  reply.status = status;
  reply.body = body;
  return reply;
}

constexpr char kHealth[] =
    R"({"status": "ok", "n": 3, "up": true, "db": {"state": "ready"}, "a.b": {"c": "d"}})";

struct Case {
  std::string probe;
  int status;
  std::string body;
  bool green;
  std::string seen;
};
class JudgeReplyTest : public ::testing::TestWithParam<Case> {};

TEST_P(JudgeReplyTest, IsGreenOnlyAsExpected) {
  const Case& c = GetParam();
  const Sight sight = JudgeReply(ParseText<HttpProbe>(c.probe), Reply(c.status, c.body));
  EXPECT_EQ(sight.colour, c.green ? kGreen : kRed) << sight.seen;
  EXPECT_THAT(sight.seen, HasSubstr(c.seen));
}

INSTANTIATE_TEST_SUITE_P(
    Replies, JudgeReplyTest,
    ::testing::Values(
        Case{"", 200, "", true, "200"}, Case{"", 503, "no database", false, "503 no database"},
        Case{"", 204, "", false, "204"}, Case{"status: 204 status: 200", 204, "", true, "204"},
        Case{"json { key: 'status' value: 'ok' }", 200, kHealth, true, "status=ok"},
        Case{"json { key: 'status' value: 'OK' }", 200, kHealth, false, "status=ok, not OK"},
        Case{"json { key: 'n' value: '3' }", 200, kHealth, true, "n=3"},
        Case{"json { key: 'up' value: 'true' }", 200, kHealth, true, "up=true"},
        Case{"json { key: 'db.state' value: 'ready' }", 200, kHealth, true, "db.state=ready"},
        Case{"json { key: 'a.b.c' value: 'd' }", 200, kHealth, true, "a.b.c=d"},
        Case{"json { key: 'db' }", 200, kHealth, true, "db="},
        Case{"json { key: 'missing' }", 200, kHealth, false, "no missing"},
        Case{"json { key: 'status.ok' }", 200, kHealth, false, "no status.ok"},
        Case{"json { key: 'status' }", 200, "<html>", false, "not JSON"},
        Case{"json { key: 'status' }", 200, "[1]", false, "no status"},
        Case{"json { key: 'status' value: 'ok' }", 500, kHealth, false, "500"},
        Case{"contains: 'aria_build_info'", 200, "aria_build_info 1", true, "aria_build_info"},
        Case{"contains: 'aria_build_info'", 200, "up 1", false, "no \"aria_build_info\""}));

class LookAtHttpTest : public ::testing::Test {
 protected:
  Sight Look(const std::string& url, const std::string& rest = "") {
    return LookAtHttp(ProbeContext(), ParseText<HttpProbe>("url: '" + url + "' " + rest),
                      absl::Milliseconds(200));
  }
  TestHttpServer server_{[](const httplib::Request& request, httplib::Response& response) {
    response.status = request.path == "/well" ? 200 : 500;
  }};
};

TEST_F(LookAtHttpTest, AsksTheServer) {
  EXPECT_EQ(Look(server_.url("/well")).colour, kGreen);
  EXPECT_EQ(Look(server_.url("/ill")).colour, kRed);
}

TEST_F(LookAtHttpTest, MustFailTurnsTheColourRound) {
  EXPECT_EQ(Look(server_.url("/well"), "must_fail: true").colour, kRed);
  EXPECT_EQ(Look(server_.url("/ill"), "must_fail: true").colour, kGreen);
}

TEST_F(LookAtHttpTest, NobodyListeningIsAFailureOfTheSystem) {
  EXPECT_EQ(Look("http://localhost:1/").colour, kRed);
  EXPECT_EQ(Look("http://localhost:1/", "must_fail: true").colour, kGreen);
}

TEST_F(LookAtHttpTest, WhatCannotBeAskedProvesNothing) {
  EXPECT_EQ(Look("http://elsewhere.example.com/", "must_fail: true").colour, kError);
}

}  // namespace
}  // namespace drill
