#include "harness/probe/clock_probe.h"

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/local_host.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

// See postgres_test.cc.
extern "C" const char* __lsan_default_suppressions();  // NOLINT(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() { return "leak:libpqxx-6.4.so"; }

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

// The harness's own clock stands still at noon.
class NoonClock : public Clock {
 public:
  absl::Duration Monotonic() override { return absl::ZeroDuration(); }
  absl::Time Wall() override { return now; }
  void Sleep(absl::Duration) override {}
  absl::Time now = absl::FromCivil(absl::CivilSecond(2026, 1, 2, 12, 0, 0), absl::UTCTimeZone());
};

class UrlClockTest : public ::testing::Test {
 protected:
  UrlClockTest()
      : server_([this](const httplib::Request&, httplib::Response& response) {
          response.status = 404;
          if (!date_.empty()) response.set_header("Date", date_);
        }) {
    context_.host = &host_;
    context_.clock = &clock_;
    probe_.set_url(server_.url("/"));
  }

  Sight Look() { return LookAtClock(context_, probe_, absl::Seconds(5)); }

  std::string date_ = "Fri, 02 Jan 2026 13:00:00 GMT";
  TestHttpServer server_;
  LocalHost host_{"/nonexistent"};
  NoonClock clock_;
  ProbeContext context_;
  ClockProbe probe_;
};

TEST_F(UrlClockTest, AClockThatIsAheadEnough) {
  probe_.set_at_least("3590");
  EXPECT_EQ(Look().colour, kGreen);
  EXPECT_EQ(Look().seen, "3600.0 s ahead");
  probe_.set_at_least("3610");
  EXPECT_EQ(Look().colour, kRed);
}

TEST_F(UrlClockTest, AClockThatIsBehindEnough) {
  date_ = "Fri, 02 Jan 2026 11:59:00 GMT";
  probe_.set_at_most("-50");
  EXPECT_EQ(Look().colour, kGreen);
  EXPECT_THAT(Look().seen, HasSubstr("60.0 s behind"));
  probe_.set_at_most("-70");
  EXPECT_EQ(Look().colour, kRed);
}

TEST_F(UrlClockTest, AnAnswerWithoutATimeIsRed) {
  date_ = "";
  EXPECT_EQ(Look().colour, kRed);
  EXPECT_THAT(Look().seen, HasSubstr("no Date"));
}

TEST_F(UrlClockTest, NobodyToAskIsRed) {
  probe_.set_url("http://localhost:1/");
  EXPECT_EQ(Look().colour, kRed);
}

TEST(ParseHttpDateTest, ReadsTheOneFormat) {
  EXPECT_THAT(ParseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"),
              IsOkAndHolds(absl::FromUnixSeconds(784111777)));
  EXPECT_THAT(ParseHttpDate("yesterday"), StatusIs(absl::StatusCode::kOutOfRange));
}

class DatabaseClockTest : public SharedPostgresTest {};

TEST_F(DatabaseClockTest, IsAskedOfTheServer) {
  FakeEngine engine;
  ContainerInfo container;
  container.service = "db";
  container.status = "running";
  container.addresses = {login().address};
  engine.Set(container);
  NoonClock clock;
  ProbeContext context;
  context.host = &engine.host();
  context.compose_projects = {"shop"};
  context.clock = &clock;
  context.database = login();
  ClockProbe probe;
  probe.set_database("db");
  probe.set_at_least("-60");
  probe.set_at_most("60");
  clock.now = absl::Now();
  EXPECT_EQ(LookAtClock(context, probe, absl::Seconds(5)).colour, kGreen);
  clock.now = absl::Now() - absl::Hours(2);
  EXPECT_EQ(LookAtClock(context, probe, absl::Seconds(5)).colour, kRed);
  engine.Break();
  EXPECT_EQ(LookAtClock(context, probe, absl::Seconds(5)).colour, kError);
}

}  // namespace
}  // namespace drill
