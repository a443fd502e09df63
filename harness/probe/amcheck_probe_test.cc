#include "harness/probe/amcheck_probe.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/shared_postgres.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

SubprocessResult Said(int exit_code, std::string out, std::string err) {
  SubprocessResult result;
  result.exit_code = exit_code;
  result.stdout_content = std::move(out);
  result.stderr_content = std::move(err);
  return result;
}

Observation::Colour Colour(bool must_find_damage, const SubprocessResult& result) {
  AmcheckProbe probe;
  probe.set_relation("notes");
  probe.set_must_find_damage(must_find_damage);
  return JudgeAmcheck(probe, result).colour;
}

TEST(JudgeAmcheckTest, PagesWithoutDamageAreGreen) {
  const SubprocessResult clean = Said(0, "amcheck begins\n\n", "");
  EXPECT_EQ(Colour(false, clean), kGreen);
  EXPECT_EQ(Colour(true, clean), kRed);
}

TEST(JudgeAmcheckTest, ReportedRowsAndRefusedPagesAreDamage) {
  const SubprocessResult rows = Said(0, "amcheck begins\nblock 7: line pointer redirection\n", "");
  EXPECT_EQ(Colour(true, rows), kGreen);
  EXPECT_EQ(Colour(false, rows), kRed);
  const SubprocessResult refused = Said(3, "amcheck begins\n", "ERROR:  invalid page in block 7");
  EXPECT_EQ(Colour(true, refused), kGreen);
  EXPECT_EQ(Colour(false, refused), kRed);
}

TEST(JudgeAmcheckTest, AServerThatIsDownProvesNoDamage) {
  EXPECT_EQ(Colour(true, Said(2, "", "psql: error: connection refused")), kRed);
  EXPECT_EQ(Colour(true, Said(3, "", "ERROR:  relation \"notes\" does not exist")), kRed);
  EXPECT_EQ(Colour(true, Said(2, "amcheck begins\n", "server closed the connection")), kRed);
}

TEST(JudgeAmcheckTest, AMissingExtensionProvesNothing) {
  EXPECT_EQ(Colour(true, Said(3, "", "ERROR:  extension \"amcheck\" is not available")), kError);
}

TEST(LookAtAmcheckTest, AsksTheNamedServiceAsTheStacksUser) {
  FakeDrillHost host;
  host.When(CommandContains("psql"), {0, "amcheck begins\n", ""});
  ProbeContext context;
  context.host = &host;
  context.compose_projects = {"app"};
  context.database_service = "db";
  context.database.user = "owner";
  AmcheckProbe probe;
  probe.set_relation("notes");
  EXPECT_EQ(LookAtAmcheck(context, probe, absl::Seconds(2)).colour, kGreen);
  EXPECT_THAT(host.commands().back().back(), HasSubstr("label=com.docker.compose.service=db"));
  EXPECT_THAT(host.options().back().env, Contains(Pair("DRILL_USER", "owner")));
  host.When(CommandContains("psql"), absl::InternalError("gone"));
  EXPECT_EQ(LookAtAmcheck(context, probe, absl::Seconds(2)).colour, kError);
}

class AmcheckScriptTest : public SharedPostgresTest {};

TEST_F(AmcheckScriptTest, RunsOnARealServerAndLeavesNoExtension) {
  ASSERT_THAT(server().Execute("CREATE TABLE notes (id int PRIMARY KEY);"
                               "INSERT INTO notes SELECT generate_series(1, 1000)"),
              IsOk());
  for (const char* relation : {"notes", "notes_pkey"}) {
    EXPECT_THAT(server().Execute(AmcheckScript(relation)), IsOk()) << relation;
  }
  EXPECT_THAT(
      QueryPostgresValue(login(), "SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'",
                         absl::Seconds(5)),
      IsOkAndHolds("0"));
  EXPECT_FALSE(server().Execute(AmcheckScript("nothing_there")).ok());
}

}  // namespace
}  // namespace drill
