#include "harness/drill/drill_load.h"

#include <httplib.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_http_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DrillLoadTest : public ::testing::Test {
 protected:
  DrillLoadTest() { context_.host = &host_; }
  DrillLoad Make() {
    return DrillLoad(
        {&host_, &context_, &stack_, "drill7", ::testing::TempDir(), WallAnchor(RealClock())});
  }
  void ServeUsers() {
    stack_.mutable_load()->set_base_url(absl::StrCat("http://localhost:", server_.port()));
    stack_.mutable_load()->mutable_write()->set_method("POST");
    stack_.mutable_load()->mutable_write()->set_path("/notes");
    stack_.mutable_load()->mutable_write()->set_body("{key}");
    stack_.mutable_load()->mutable_read()->set_path("/notes");
  }
  DataRule NothingLost() {
    DataRule rule;
    rule.set_nothing_lost(true);
    return rule;
  }

  TestHttpServer server_{
      [](const httplib::Request&, httplib::Response& response) { response.status = 201; }};
  LocalHost host_{"/nonexistent"};
  ProbeContext context_;
  Stack stack_;
};

TEST_F(DrillLoadTest, AStackWithoutUsersHasNoLoad) {
  DrillLoad load = Make();
  ASSERT_THAT(load.Start(nullptr, "before"), IsOk());
  load.Mark("during");
  EXPECT_THAT(load.SoFar(), IsEmpty());
  EXPECT_THAT(load.Stop(), IsOkAndHolds(IsEmpty()));
  const absl::StatusOr<DataResult> data = load.Compare(NothingLost(), LossSpan());
  ASSERT_THAT(data, IsOk());
  EXPECT_EQ(data->rule(), LOSS_RULE_NOT_CHECKED) << "nobody wrote, so nothing is proved";
  const absl::StatusOr<ReadBackLook> look = load.ReadBack();
  ASSERT_THAT(look, IsOk());
  EXPECT_THAT(look->not_looked_at, HasSubstr("read_back"));
}

TEST_F(DrillLoadTest, EndsOnceAndKeepsItsWindows) {
  ServeUsers();
  DrillLoad load = Make();
  ASSERT_THAT(load.Start(nullptr, "before"), IsOk());
  absl::SleepFor(absl::Milliseconds(300));
  load.Mark("during");
  EXPECT_THAT(load.SoFar(), SizeIs(2));
  EXPECT_THAT(load.windows(), IsEmpty()) << "it goes on";
  const absl::StatusOr<std::vector<LoadWindow>> ended = load.Stop();
  ASSERT_THAT(ended, IsOkAndHolds(SizeIs(2)));
  EXPECT_GT(ended->front().writes_acknowledged(), 0);
  EXPECT_THAT(load.windows(), SizeIs(2));
  EXPECT_THAT(load.Stop(), IsOkAndHolds(IsEmpty())) << "they are told once";
  EXPECT_THAT(load.windows(), SizeIs(2));
}

TEST_F(DrillLoadTest, TheScenariosRatesAreTaken) {
  ServeUsers();
  DrillLoad load = Make();
  Load rates;
  rates.set_reads_per_second(100);
  ASSERT_THAT(load.Start(&rates, "before"), IsOk());
  absl::SleepFor(absl::Milliseconds(300));
  const absl::StatusOr<std::vector<LoadWindow>> ended = load.Stop();
  ASSERT_THAT(ended, IsOkAndHolds(SizeIs(1)));
  EXPECT_EQ(ended->front().writes_sent(), 0);
  EXPECT_GT(ended->front().reads_sent(), 0);
}

TEST_F(DrillLoadTest, ADatabaseThatCannotBeReadIsNoErrorOfReadingBack) {
  ServeUsers();
  stack_.mutable_load()->mutable_read_back()->set_path("/notes?key={key}");
  DrillLoad load = Make();
  ASSERT_THAT(load.Start(nullptr, "before"), IsOk());
  ASSERT_THAT(load.Stop(), IsOk());
  const absl::StatusOr<ReadBackLook> look = load.ReadBack();
  ASSERT_THAT(look, IsOk());
  EXPECT_THAT(look->not_looked_at, HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace drill
