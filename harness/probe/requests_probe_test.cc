#include "harness/probe/requests_probe.h"

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

struct Case {
  std::string probe;
  int failed;
  int answered;
  int median_ms;
  Observation::Colour colour;
  std::string seen;
};
class JudgeRequestsTest : public ::testing::TestWithParam<Case> {};

TEST_P(JudgeRequestsTest, IsGreenOnlyWithinItsBounds) {
  const Case& c = GetParam();
  RequestsMeasured measured;
  measured.sent = 10;
  measured.failed = c.failed;
  measured.answered = c.answered;
  measured.median = absl::Milliseconds(c.median_ms);
  const Sight sight = JudgeRequests(ParseText<RequestsProbe>(c.probe), measured);
  EXPECT_EQ(sight.colour, c.colour) << sight.seen;
  EXPECT_THAT(sight.seen, HasSubstr(c.seen));
}

INSTANTIATE_TEST_SUITE_P(
    Numbers, JudgeRequestsTest,
    ::testing::Values(
        Case{"errors_at_least: '0.3'", 3, 10, 5, kGreen, "3 of 10 requests failed, median 5.0 ms"},
        Case{"errors_at_least: '0.3'", 2, 10, 5, kRed, "not at least 0.3"},
        Case{"errors_at_most: '0'", 0, 10, 5, kGreen, "0 of 10"},
        Case{"errors_at_most: '0'", 1, 10, 5, kRed, "not at most 0"},
        Case{"errors_at_most: 'none'", 1, 10, 5, kError, "none"},
        Case{"median_at_least { nanos: 5000000 }", 0, 10, 5, kGreen, "5.0 ms"},
        Case{"median_at_least { nanos: 5000001 }", 0, 10, 5, kRed, "not at least"},
        Case{"median_at_most { nanos: 5000000 }", 0, 10, 5, kGreen, "5.0 ms"},
        Case{"median_at_most { nanos: 4999999 }", 0, 10, 5, kRed, "not at most"},
        Case{"median_at_least { seconds: 1 }", 10, 0, 0, kRed, "median unknown"},
        Case{"median_at_most { seconds: 1 }", 10, 0, 0, kRed, "none that has a median"},
        Case{"errors_at_most: '0' median_at_most { nanos: 1 }", 0, 10, 5, kRed, "not at most"}));

class LookAtRequestsTest : public ::testing::Test {
 protected:
  Sight Look(const std::string& url, const std::string& rest) {
    return LookAtRequests(ProbeContext(), ParseText<RequestsProbe>("url: '" + url + "' " + rest),
                          absl::Seconds(10));
  }
  std::atomic<int> asked_{0};
  TestHttpServer server_{[this](const httplib::Request& request, httplib::Response& response) {
    const int n = ++asked_;
    if (request.path == "/third") response.status = n % 3 == 0 ? 500 : 200;
    if (request.path == "/missing") response.status = 404;
    if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(40));
  }};
};

TEST_F(LookAtRequestsTest, CountsWhatFails) {
  EXPECT_THAT(Look(server_.url("/third"), "requests: 9 errors_at_least: '0.33'").seen,
              HasSubstr("3 of 9 requests failed"));
  EXPECT_EQ(Look(server_.url("/third"), "requests: 9 errors_at_most: '0'").colour, kRed);
  EXPECT_EQ(Look(server_.url("/well"), "errors_at_most: '0'").colour, kGreen);
  EXPECT_EQ(asked_, 9 + 9 + 20);
}

TEST(LookAtRequestsWithLoginTest, LogsInOnceAndSendsHeaders) {
  std::atomic<int> logins{0};
  const TestHttpServer server([&](const httplib::Request& in, httplib::Response& out) {
    if (in.path == "/login")
      return (void)(++logins, out.set_content("{\"t\": \"x\"}", "text/plain"));
    const bool in_order =
        in.get_header_value("Authorization") == "Bearer x" && in.get_header_value("A") == "b";
    out.status = in_order ? 200 : 500;
  });
  const Sight sight =
      LookAtRequests(ProbeContext(),
                     ParseText<RequestsProbe>(absl::StrCat(
                         "url: '", server.url("/"),
                         "' requests: 3 errors_at_most: '0' headers { key: 'A' value: 'b' } ",
                         "login { url: '", server.url("/login"), "' token_key: 't' }")),
                     absl::Seconds(30));
  EXPECT_EQ(sight.colour, kGreen) << sight.seen;
  EXPECT_EQ(logins, 1);
}

TEST_F(LookAtRequestsTest, AnAnswerThatSaysNoIsAnAnswer) {
  EXPECT_EQ(Look(server_.url("/missing"), "requests: 3 errors_at_most: '0'").colour, kGreen);
}

TEST_F(LookAtRequestsTest, NobodyListeningIsAFailureOfEachRequest) {
  EXPECT_EQ(Look("http://localhost:1/", "requests: 3 errors_at_least: '1'").colour, kGreen);
}

TEST_F(LookAtRequestsTest, SeesWhatTakesLong) {
  EXPECT_EQ(Look(server_.url("/slow"), "requests: 3 median_at_least { nanos: 40000000 }").colour,
            kGreen);
}

TEST_F(LookAtRequestsTest, TimeThatIsOverBeforeTheLastRequestIsRed) {
  const Sight sight = LookAtRequests(
      ProbeContext(),
      ParseText<RequestsProbe>("url: '" + server_.url("/slow") + "' errors_at_least: '1'"),
      absl::Milliseconds(100));
  EXPECT_EQ(sight.colour, kRed);
  EXPECT_THAT(sight.seen, HasSubstr("the time was over after"));
}

// So slow that not all of them could be sent: that is what was asked for.
TEST_F(LookAtRequestsTest, TimeThatIsOverIsSlowWhereSlownessIsAskedFor) {
  const auto look = [&](const std::string& bounds) {
    return LookAtRequests(ProbeContext(),
                          ParseText<RequestsProbe>("url: '" + server_.url("/slow") + "' " + bounds),
                          absl::Milliseconds(300))
        .colour;
  };
  EXPECT_EQ(look("median_at_least { nanos: 10000000 }"), kGreen);
  EXPECT_EQ(look("median_at_least { seconds: 10 }"), kRed);
  EXPECT_EQ(look("median_at_most { seconds: 10 }"), kRed);
  EXPECT_EQ(look("median_at_least { nanos: 10000000 } errors_at_most: '0'"), kRed);
}

TEST_F(LookAtRequestsTest, WhatNeverAnswersIsNotSlow) {
  RequestsMeasured measured;
  measured.sent = measured.failed = 1;
  measured.out_of_time = true;
  measured.least = absl::Seconds(10);
  const auto probe = ParseText<RequestsProbe>("median_at_least { seconds: 1 }");
  EXPECT_EQ(JudgeRequests(probe, measured).colour, kRed);
  measured.sent = 2;
  measured.answered = 1;
  EXPECT_EQ(JudgeRequests(probe, measured).colour, kGreen);
  measured.sent = 3;
  EXPECT_EQ(JudgeRequests(probe, measured).colour, kRed) << "two were not answered";
}

TEST_F(LookAtRequestsTest, WhatCannotBeAskedProvesNothing) {
  EXPECT_EQ(Look("http://elsewhere.example.com/", "errors_at_least: '0'").colour, kError);
}

}  // namespace
}  // namespace drill
