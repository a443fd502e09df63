#include "harness/verify/expected_facts.h"

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

ReleaseFacts Recorded(const std::string& version) {
  ReleaseFacts facts;
  facts.set_version(version);
  for (const char* service : {"api", "web"})
    (*facts.mutable_image_ids())[service] = std::string(service) + version;
  facts.set_schema_revision("r" + version);
  facts.set_schema_text("schema of " + version);
  (*facts.mutable_values())["commit"] = "c" + version;
  facts.add_tables()->set_checksum("t" + version);
  return facts;
}

class ExpectedFactsTest : public ::testing::Test {
 protected:
  absl::StatusOr<ReleaseFacts> Make(const std::string& release) const {
    return MakeExpectedFacts(expected_, release, stack_, {Recorded("1"), Recorded("2")});
  }

  Expected expected_;
  Stack stack_;
};

TEST_F(ExpectedFactsTest, AreThoseThatWereRecorded) {
  const auto made = Make("1");
  ASSERT_THAT(made, IsOk());
  // Text lists the entries of a map in order, the wire format does not.
  EXPECT_EQ(made->DebugString(), Recorded("1").DebugString());
  EXPECT_FALSE(made->declared());
}

TEST_F(ExpectedFactsTest, AServiceMayStayOnAnotherRelease) {
  (*expected_.mutable_service_releases())["web"] = "2";
  const auto made = Make("1");
  ASSERT_THAT(made, IsOk());
  EXPECT_THAT(made->image_ids(), UnorderedElementsAre(Pair("api", "api1"), Pair("web", "web2")));
  EXPECT_EQ(made->schema_revision(), "r1");
  EXPECT_EQ(made->values().at("commit"), "c1");
}

TEST_F(ExpectedFactsTest, AServiceMaySayItsProjectOrNot) {
  ReleaseFacts one, two;
  one.set_version("1");
  two.set_version("2");
  (*one.mutable_image_ids())["shop/web"] = "web1";
  (*two.mutable_image_ids())["shop/web"] = "web2";
  (*expected_.mutable_service_releases())["web"] = "2";
  const auto made = MakeExpectedFacts(expected_, "1", stack_, {one, two});
  ASSERT_THAT(made, IsOk());
  EXPECT_THAT(made->image_ids(), UnorderedElementsAre(Pair("shop/web", "web2")));
}

TEST_F(ExpectedFactsTest, TheSchemaMayStayOnAnotherRelease) {
  expected_.set_schema_release("2");
  const auto made = Make("1");
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->image_ids().at("api"), "api1");
  EXPECT_EQ(made->schema_revision(), "r2");
  EXPECT_EQ(made->schema_text(), "schema of 2");
  EXPECT_EQ(made->tables(0).checksum(), "t2");
}

TEST_F(ExpectedFactsTest, TheScenarioMayExpectAnotherValue) {
  (*expected_.mutable_recorded())["commit"] = "the hotfix";
  const auto made = Make("1");
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->values().at("commit"), "the hotfix");
}

TEST_F(ExpectedFactsTest, OfAReleaseThatNeverRanWhatIsDeclared) {
  Release& old = *stack_.add_releases();
  old.set_version("0");
  old.set_schema_revision("r0");
  (*old.mutable_recorded())["commit"] = "c0";
  (*old.mutable_labels())["api"] = "l0";
  const auto made = Make("0");
  ASSERT_THAT(made, IsOk());
  EXPECT_TRUE(made->declared());
  EXPECT_EQ(made->schema_revision(), "r0");
  EXPECT_EQ(made->labels().at("api"), "l0");
  EXPECT_THAT(made->image_ids(), IsEmpty());
  // Of the others more is known.
  stack_.add_releases()->set_version("1");
  (*stack_.mutable_releases(1)->mutable_recorded())["commit"] = "never";
  EXPECT_EQ(Make("1")->values().at("commit"), "c1");
}

TEST_F(ExpectedFactsTest, AReleaseOfWhichNothingIsKnownIsAnError) {
  EXPECT_THAT(Make("9"), StatusIs(absl::StatusCode::kFailedPrecondition));
  (*expected_.mutable_service_releases())["web"] = "9";
  EXPECT_THAT(Make("1"), StatusIs(absl::StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace drill
