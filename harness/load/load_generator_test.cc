#include "harness/load/load_generator.h"

#include <httplib.h>

#include <atomic>
#include <mutex>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

using ::testing::Each;
using ::testing::Field;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Keeps the bodies it was sent, and answers with the status it is told.
class Sink {
 public:
  httplib::Server::Handler handler() {
    return [this](const httplib::Request& request, httplib::Response& response) {
      std::lock_guard<std::mutex> lock(mutex_);
      received_.insert(request.method + " " + request.target + " " + request.body);
      response.status = status;
    };
  }
  std::set<std::string> received() {
    std::lock_guard<std::mutex> lock(mutex_);
    return received_;
  }
  std::atomic<int> status{201};

 private:
  std::mutex mutex_;
  std::set<std::string> received_;
};

class LoadGeneratorTest : public ::testing::Test {
 protected:
  LoadOptions Options(const TestHttpServer& server) {
    LoadOptions options;
    options.shape.set_base_url(absl::StrCat("http://localhost:", server.port()));
    options.shape.mutable_write()->set_method("POST");
    options.shape.mutable_write()->set_path("/notes");
    options.shape.mutable_write()->set_body("{key}/{n}");
    options.shape.mutable_read()->set_path("/notes/{n}");
    options.writes_per_second = 200;
    options.reads_per_second = 100;
    options.key_prefix = "run7";
    options.ledger_file = absl::StrCat(::testing::TempDir(), "/ledger");
    return options;
  }
  std::unique_ptr<LoadGenerator> Start(const LoadOptions& options) {
    auto load = LoadGenerator::Start(&host_, options);
    EXPECT_THAT(load, IsOk());
    return *std::move(load);
  }
  static void AwaitWrites(const LoadGenerator& load, size_t count) {
    while (load.ledger().Writes().size() < count) absl::SleepFor(absl::Milliseconds(1));
  }

  Sink sink_;
  LocalHost host_{"/nonexistent"};
};

TEST_F(LoadGeneratorTest, WritesWithKeysAndReads) {
  TestHttpServer server(sink_.handler());
  LoadOptions options = Options(server);
  // Slow enough, and patient enough, for a machine that is busy with other tests: every request is
  // answered.
  options.writes_per_second = 40;
  options.reads_per_second = 20;
  options.request_timeout = absl::Minutes(1);
  const auto load = Start(options);
  AwaitWrites(*load, 20);
  ASSERT_THAT(load->Stop(), IsOk());
  const auto writes = load->ledger().Writes();
  EXPECT_THAT(writes, Each(Field(&Write::fate, Write::Fate::kAcknowledged)));
  EXPECT_THAT(
      sink_.received(),
      ::testing::IsSupersetOf({"POST /notes run7-0/0", "POST /notes run7-19/19", "GET /notes/0 "}));
  ASSERT_EQ(load->windows().size(), 1u);
  const LoadWindow window = load->windows().front();
  EXPECT_EQ(window.name(), "before");
  EXPECT_EQ(window.writes_acknowledged(), static_cast<int64_t>(writes.size()));
  EXPECT_THAT(window.reads_answered(), Gt(0));
  EXPECT_EQ(window.error_rate(), 0);
}

TEST_F(LoadGeneratorTest, RequestsBelongToTheWindowTheyWereDueIn) {
  TestHttpServer server(sink_.handler());
  const auto load = Start(Options(server));
  AwaitWrites(*load, 5);
  sink_.status = 503;
  load->Mark("during");
  AwaitWrites(*load, load->ledger().Writes().size() + 10);
  sink_.status = 201;
  load->Mark("after");
  ASSERT_THAT(load->Stop(), IsOk());
  const auto windows = load->windows();
  ASSERT_EQ(windows.size(), 3u);
  EXPECT_EQ(windows[1].name(), "during");
  EXPECT_THAT(windows[1].error_rate(), Gt(0));
  ASSERT_EQ(windows[1].errors_size(), 1);
  EXPECT_EQ(windows[1].errors(0).what(), "status 503");
  EXPECT_EQ(windows[2].name(), "after");
}

struct FateCase {
  int status;
  Write::Fate fate;
};
class FateTest : public LoadGeneratorTest, public ::testing::WithParamInterface<FateCase> {};

TEST_P(FateTest, FollowsFromTheStatus) {
  sink_.status = GetParam().status;
  TestHttpServer server(sink_.handler());
  const auto load = Start(Options(server));
  AwaitWrites(*load, 2);
  ASSERT_THAT(load->Stop(), IsOk());
  EXPECT_THAT(load->ledger().Writes(), Each(Field(&Write::fate, GetParam().fate)));
}

INSTANTIATE_TEST_SUITE_P(Statuses, FateTest,
                         ::testing::Values(FateCase{200, Write::Fate::kAcknowledged},
                                           FateCase{302, Write::Fate::kInDoubt},
                                           FateCase{409, Write::Fate::kRefused},
                                           FateCase{503, Write::Fate::kInDoubt}));

TEST_F(LoadGeneratorTest, GoesOnWhenNobodyListens) {
  LoadOptions options;
  {
    TestHttpServer gone(sink_.handler());
    options = Options(gone);
  }
  const auto load = Start(options);
  AwaitWrites(*load, 10);
  ASSERT_THAT(load->Stop(), IsOk());
  EXPECT_THAT(load->ledger().Writes(), Each(Field(&Write::fate, Write::Fate::kRefused)));
  const LoadWindow window = load->windows().front();
  EXPECT_EQ(window.error_rate(), 1);
  ASSERT_EQ(window.errors_size(), 1);
  EXPECT_THAT(window.errors(0).what(), HasSubstr("no connection"));
  EXPECT_EQ(window.errors(0).requests(), window.writes_sent() + window.reads_sent());
}

TEST_F(LoadGeneratorTest, WhatIsDueWhileAllAreBusyIsAnError) {
  std::atomic<bool> release{false};
  TestHttpServer server([&release](const httplib::Request&, httplib::Response&) {
    while (!release) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  LoadOptions options = Options(server);
  options.max_in_flight = 2;
  options.reads_per_second = 0;
  options.request_timeout = absl::Seconds(30);
  const auto load = Start(options);
  while (load->windows().front().writes_sent() < 5) absl::SleepFor(absl::Milliseconds(1));
  release = true;
  ASSERT_THAT(load->Stop(), IsOk());
  const LoadWindow window = load->windows().front();
  EXPECT_THAT(window.error_rate(), Gt(0));
  ASSERT_EQ(window.errors_size(), 1);
  EXPECT_EQ(window.errors(0).what(), "not sent, 2 were under way");
  EXPECT_LT(window.writes_acknowledged(), window.writes_sent());
  EXPECT_THAT(load->ledger().Writes(), Not(IsEmpty()));
}

TEST_F(LoadGeneratorTest, LogsInAndSendsHeaders) {
  TestHttpServer server([](const httplib::Request& in, httplib::Response& out) {
    if (in.path == "/login") return out.set_header("Set-Cookie", "session=1; Path=/");
    const bool in_order = in.get_header_value("Cookie") == "session=1" &&
                          in.get_header_value("X-Team") == "blue" &&
                          (in.method == "GET" || in.get_header_value("Idempotency-Key") == in.body);
    out.status = in_order ? 201 : 400;
  });
  LoadOptions options = Options(server);
  options.shape.mutable_login()->set_url(server.url("/login"));
  (*options.shape.mutable_headers())["X-Team"] = "red";
  (*options.shape.mutable_read()->mutable_headers())["X-Team"] = "blue";
  (*options.shape.mutable_write()->mutable_headers())["X-Team"] = "blue";
  (*options.shape.mutable_write()->mutable_headers())["Idempotency-Key"] = "{key}/{n}";
  const auto load = Start(options);
  AwaitWrites(*load, 10);
  ASSERT_THAT(load->Stop(), IsOk());
  EXPECT_THAT(load->ledger().Writes(), Each(Field(&Write::fate, Write::Fate::kAcknowledged)));
  EXPECT_EQ(load->windows().front().error_rate(), 0);
}

TEST_F(LoadGeneratorTest, ALookWaitsForWhatIsUnderWay) {
  TestHttpServer server([](const httplib::Request&, httplib::Response& response) {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    response.status = 200;
  });
  LoadOptions options = Options(server);
  options.writes_per_second = 20;
  options.reads_per_second = 0;
  options.request_timeout = absl::Minutes(1);
  const auto load = Start(options);
  AwaitWrites(*load, 4);
  const std::vector<LoadWindow> windows = load->WindowsUntilNow(absl::Minutes(1));
  ASSERT_EQ(windows.size(), 1u);
  EXPECT_THAT(windows[0].writes_sent(), Gt(0));
  EXPECT_EQ(windows[0].writes_acknowledged(), windows[0].writes_sent());
  EXPECT_EQ(windows[0].error_rate(), 0);
}

TEST_F(LoadGeneratorTest, ALookWaitsNoLongerThanItMay) {
  std::atomic<bool> release{false};
  TestHttpServer server([&release](const httplib::Request&, httplib::Response&) {
    while (!release) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  LoadOptions options = Options(server);
  options.writes_per_second = 20;
  options.reads_per_second = 0;
  options.request_timeout = absl::Minutes(1);
  const auto load = Start(options);
  AwaitWrites(*load, 2);
  const std::vector<LoadWindow> windows = load->WindowsUntilNow(absl::Milliseconds(10));
  release = true;
  ASSERT_EQ(windows[0].errors_size(), 1);
  EXPECT_EQ(windows[0].errors(0).what(), "still under way");
  EXPECT_EQ(windows[0].error_rate(), 1);
}

TEST_F(LoadGeneratorTest, WhatHangsFromAnEarlierWindowKeepsNothingFromBeingSent) {
  std::atomic<bool> hang{true};
  std::atomic<bool> release{false};
  TestHttpServer server([&](const httplib::Request&, httplib::Response& response) {
    if (hang) {
      while (!release) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    response.status = 200;
  });
  LoadOptions options = Options(server);
  options.writes_per_second = 40;
  options.reads_per_second = 0;
  options.max_in_flight = 3;
  options.request_timeout = absl::Minutes(1);
  const auto load = Start(options);
  while (load->windows()[0].writes_sent() < 6) absl::SleepFor(absl::Milliseconds(1));
  hang = false;
  load->Mark("after");
  while (load->windows()[1].writes_acknowledged() < 3) absl::SleepFor(absl::Milliseconds(1));
  const LoadWindow after = load->windows()[1];
  release = true;
  ASSERT_THAT(load->Stop(), IsOk());
  for (const LoadError& error : after.errors()) EXPECT_EQ(error.what(), "still under way");
}

TEST_F(LoadGeneratorTest, ANetworkThatCannotBeEnteredIsAnError) {
  TestHttpServer server(sink_.handler());
  host_.set_network(absl::InternalError("setns: no"));
  const auto load = Start(Options(server));
  EXPECT_THAT(load->Stop(), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(LoadGeneratorTest, UnusableShapesAreSaidAtOnce) {
  TestHttpServer server(sink_.handler());
  const LoadOptions good = Options(server);
  std::vector<LoadOptions> bad(5, good);
  bad[0].shape.clear_base_url();
  bad[1].shape.clear_write();
  bad[2].shape.clear_read();
  bad[3].shape.mutable_read()->set_path("/notes/{key}");
  bad[4].key_prefix.clear();
  for (const LoadOptions& options : bad) {
    EXPECT_THAT(LoadGenerator::Start(&host_, options).status(),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST_F(LoadGeneratorTest, AForeignHostIsTheStacksMistake) {
  TestHttpServer server(sink_.handler());
  LoadOptions options = Options(server);
  options.shape.set_base_url("http://api.example.com");
  const auto load = Start(options);
  AwaitWrites(*load, 1);
  EXPECT_THAT(load->Stop(), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
