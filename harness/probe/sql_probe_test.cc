#include "harness/probe/sql_probe.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "harness/testing/local_host.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

struct Case {
  std::string probe;
  std::string value;
  Observation::Colour colour;
  std::string seen;
};
class JudgeValueTest : public ::testing::TestWithParam<Case> {};

TEST_P(JudgeValueTest, IsGreenOnlyAsExpected) {
  SqlProbe probe;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(GetParam().probe, &probe));
  const Sight sight = JudgeValue(probe, GetParam().value);
  EXPECT_EQ(sight.colour, GetParam().colour) << sight.seen;
  EXPECT_THAT(sight.seen, HasSubstr(GetParam().seen));
}

INSTANTIATE_TEST_SUITE_P(Values, JudgeValueTest,
                         ::testing::Values(Case{"", "whatever", kGreen, "whatever"},
                                           Case{"equals: 's48'", "s48", kGreen, "s48"},
                                           Case{"equals: 's48'", "s49", kRed, "s49, not s48"},
                                           Case{"equals: 'a' equals: 'b'", "b", kGreen, "b"},
                                           Case{"equals: 'a' equals: 'b'", "c", kRed,
                                                "another wanted value"},
                                           Case{"at_least: '3'", "3", kGreen, "3"},
                                           Case{"at_least: '3'", "2.9", kRed, "not at least 3"},
                                           Case{"at_most: '3'", "3", kGreen, "3"},
                                           Case{"at_most: '3'", "4", kRed, "not at most 3"},
                                           Case{"at_least: '1' at_most: '2'", "5", kRed, "5"},
                                           Case{"at_least: '1'", "NULL", kRed, "no number"},
                                           Case{"at_least: 'many'", "5", kError, "many"},
                                           Case{"at_most: 'few'", "5", kError, "few"}));

TEST(JudgeErrorTest, OnlyTheServersOwnRefusalWithThatTextIsGreen) {
  SqlProbe probe;
  probe.set_error_contains("invalid page in block 7");
  const auto colour = [&](const absl::Status& status) { return JudgeError(probe, status).colour; };
  EXPECT_EQ(colour(absl::FailedPreconditionError("ERROR: invalid page in block 7 of relation x")),
            kGreen);
  EXPECT_EQ(colour(absl::FailedPreconditionError("ERROR: no such table")), kRed);
  EXPECT_EQ(colour(absl::UnavailableError("refused: invalid page in block 7")), kRed);
  EXPECT_EQ(colour(absl::OkStatus()), kRed);
  EXPECT_EQ(colour(absl::InternalError("invalid page in block 7")), kError);
}

TEST(LookAtSqlTest, AnEngineThatDoesNotAnswerProvesNothing) {
  LocalHost host("/nonexistent");
  ProbeContext context;
  context.host = &host;
  context.compose_projects = {"shop"};
  context.database_service = "db";
  SqlProbe probe;
  probe.set_query("SELECT 1");
  EXPECT_EQ(LookAtSql(context, probe, absl::Seconds(1)).colour, kError);
}

TEST(LookAtSqlTest, WithoutADatabaseThereIsNothingToAsk) {
  LocalHost host("/nonexistent");
  ProbeContext context;
  context.host = &host;
  context.compose_projects = {"shop"};
  EXPECT_EQ(LookAtSql(context, SqlProbe(), absl::Seconds(1)).colour, kError);
}

}  // namespace
}  // namespace drill
