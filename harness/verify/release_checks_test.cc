#include "harness/verify/release_checks.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

MATCHER_P2(IsCheck, name, passed, "") {
  *result_listener << arg.name() << ": " << arg.actual();
  return arg.name() == name && arg.passed() == passed && !arg.undecided();
}

ReleaseFacts Recorded() {
  ReleaseFacts facts;
  facts.set_version("2.0.0");
  facts.set_schema_revision("s48");
  facts.set_schema_text("table a\ntable b\n");
  for (const char* service : {"api", "web"}) {
    (*facts.mutable_image_ids())[service] = std::string("sha256:") + service;
    (*facts.mutable_image_references())[service] = std::string(service) + ":2.0.0";
  }
  return facts;
}

ContainerInfo Container(const std::string& service, const std::string& image_id) {
  ContainerInfo container;
  container.service = service;
  container.image = service + ":2.0.0";
  container.image_id = image_id;
  container.status = "running";
  return container;
}

TEST(CheckVersionsTest, ComparesImagesNotTags) {
  const auto checks = CheckVersions(
      Recorded(), {"*"}, {}, {Container("api", "sha256:api"), Container("web", "sha256:other")});
  EXPECT_THAT(checks, ElementsAre(IsCheck("versions/api", true), IsCheck("versions/web", false)));
  EXPECT_THAT(checks[1].expected(), HasSubstr("sha256:web"));
  EXPECT_THAT(checks[1].actual(), HasSubstr("sha256:other"));
}

TEST(CheckVersionsTest, AServiceWithoutContainerFails) {
  EXPECT_THAT(CheckVersions(Recorded(), {}, {}, {Container("api", "sha256:api")}),
              ElementsAre(IsCheck("versions/api", true), IsCheck("versions/web", false)));
}

TEST(CheckVersionsTest, LooksAtTheChosenServicesAlone) {
  EXPECT_THAT(CheckVersions(Recorded(), {"web"}, {}, {Container("web", "sha256:web")}),
              ElementsAre(IsCheck("versions/web", true)));
}

TEST(CheckVersionsTest, AServiceMaySayItsProjectOrNot) {
  ReleaseFacts recorded;
  (*recorded.mutable_image_ids())["shop/web"] = "sha256:web";
  (*recorded.mutable_image_ids())["old/web"] = "sha256:old";
  (*recorded.mutable_image_ids())["old/api"] = "sha256:api";
  const std::vector<ContainerInfo> found = {Container("old/api", "sha256:api"),
                                            Container("old/web", "sha256:old"),
                                            Container("shop/web", "sha256:old")};
  EXPECT_THAT(CheckVersions(recorded, {"*"}, {}, found),
              ElementsAre(IsCheck("versions/old/api", true), IsCheck("versions/old/web", true),
                          IsCheck("versions/shop/web", false)));
  EXPECT_THAT(CheckVersions(recorded, {"api"}, {}, found),
              ElementsAre(IsCheck("versions/api", true)));
  EXPECT_THAT(CheckServices(recorded, {"shop/web", "api"}, found),
              ElementsAre(IsCheck("services/shop/web", true), IsCheck("services/api", true)));
}

TEST(CheckVersionsTest, AServiceThatWasNotRecordedIsUndecided) {
  const auto checks = CheckVersions(Recorded(), {"cache"}, {}, {Container("cache", "sha256:x")});
  ASSERT_EQ(checks.size(), 1u);
  EXPECT_TRUE(checks[0].undecided());
  EXPECT_FALSE(checks[0].passed());
}

TEST(CheckVersionsTest, NothingRecordedChecksNothing) {
  EXPECT_THAT(CheckVersions(ReleaseFacts(), {"*"}, {}, {}), IsEmpty());
}

ReleaseLabel Label(const std::string& service) {
  ReleaseLabel label;
  label.set_service(service);
  label.set_label("revision");
  return label;
}

TEST(CheckVersionsTest, ALabelTellsTheReleaseOfAnImageThatIsBuiltAgain) {
  ReleaseFacts recorded = Recorded();
  (*recorded.mutable_labels())["api"] = "abc";
  ContainerInfo api = Container("api", "sha256:built-again");
  const auto check = [&] { return CheckVersions(recorded, {"api"}, {Label("api")}, {api}); };
  EXPECT_THAT(check(), ElementsAre(IsCheck("versions/api", false)));
  EXPECT_EQ(check()[0].actual(), "api:2.0.0 has no such label");
  api.labels["revision"] = "abc";
  EXPECT_THAT(check(), ElementsAre(IsCheck("versions/api", true)));
  api.labels["revision"] = "abd";
  EXPECT_THAT(check(), ElementsAre(IsCheck("versions/api", false)));
  EXPECT_EQ(check()[0].actual(), "revision=abd");
  EXPECT_THAT(CheckVersions(recorded, {"api"}, {Label("api")}, {}),
              ElementsAre(IsCheck("versions/api", false)));
  recorded.clear_labels();
  EXPECT_TRUE(check()[0].undecided());
}

TEST(CheckUntouchedTest, TheSameContainerStartedOnce) {
  ContainerInfo before = Container("web", "x");
  before.id = "1234567890abcdef";
  before.started_at = "2026-01-01T00:00:00Z";
  ContainerInfo now = before;
  const auto check = [&] { return CheckUntouched({"web"}, {before}, {now}); };
  EXPECT_THAT(check(), ElementsAre(IsCheck("untouched/web", true)));
  now.started_at = "2026-01-01T00:01:00Z";
  EXPECT_THAT(check(), ElementsAre(IsCheck("untouched/web", false)));
  now = before;
  now.id = "another";
  EXPECT_THAT(check(), ElementsAre(IsCheck("untouched/web", false)));
  now = before;
  now.status = "exited";
  EXPECT_THAT(check(), ElementsAre(IsCheck("untouched/web", false)));
  EXPECT_THAT(CheckUntouched({"web"}, {}, {}), ElementsAre(IsCheck("untouched/web", false)));
}

TEST(CheckRecordedValueTest, IsTheSame) {
  ReleaseFacts recorded = Recorded();
  (*recorded.mutable_values())["commit"] = "abc";
  EXPECT_THAT(CheckRecordedValue(recorded, "commit", "abc"), IsCheck("recorded/commit", true));
  EXPECT_THAT(CheckRecordedValue(recorded, "commit", "abd"), IsCheck("recorded/commit", false));
  EXPECT_THAT(CheckRecordedValue(recorded, "commit", absl::FailedPreconditionError("no git")),
              IsCheck("recorded/commit", false));
  EXPECT_TRUE(
      CheckRecordedValue(recorded, "commit", absl::UnavailableError("no host")).undecided());
  EXPECT_TRUE(CheckRecordedValue(recorded, "tag", "v1").undecided());
}

TEST(CheckServicesTest, OneThatDoesItsWorkOnceHasEndedAsItDidWhenRecorded) {
  ReleaseFacts recorded = Recorded();
  (*recorded.mutable_ended())["web"] = 0;
  ContainerInfo web = Container("web", "x");
  const auto check = [&] { return CheckServices(recorded, {"web"}, {web}); };
  EXPECT_THAT(check(), ElementsAre(IsCheck("services/web", false)));
  web.status = "exited";
  EXPECT_THAT(check(), ElementsAre(IsCheck("services/web", true)));
  EXPECT_EQ(check()[0].expected(), "exited with 0");
  web.exit_code = 1;
  EXPECT_THAT(check(), ElementsAre(IsCheck("services/web", false)));
  EXPECT_EQ(check()[0].actual(), "exited with 1");
}

TEST(CheckServicesTest, MustRunAndNotBeUnhealthy) {
  ContainerInfo api = Container("api", "x");
  ContainerInfo web = Container("web", "x");
  api.health = "starting";
  web.health = "unhealthy";
  EXPECT_THAT(CheckServices(Recorded(), {"*"}, {api, web}),
              ElementsAre(IsCheck("services/api", true), IsCheck("services/web", false)));
  web.health.clear();
  web.status = "exited";
  EXPECT_THAT(CheckServices(Recorded(), {"*"}, {web}),
              ElementsAre(IsCheck("services/api", false), IsCheck("services/web", false)));
}

TEST(CheckRevisionTest, Compares) {
  EXPECT_THAT(CheckRevision(Recorded(), "s48"), IsCheck("revision", true));
  EXPECT_THAT(CheckRevision(Recorded(), "s49"), IsCheck("revision", false));
}

TEST(CheckSchemaTest, TellsTheDifference) {
  EXPECT_THAT(CheckSchema(Recorded(), "table a\ntable b\n"), IsCheck("schema", true));
  const CheckResult check = CheckSchema(Recorded(), "table a\ntable c\n");
  EXPECT_THAT(check, IsCheck("schema", false));
  EXPECT_EQ(check.actual(), "missing: table b; unexpected: table c");
}

TEST(CheckSchemaTest, TwoEmptySchemasShowNothing) {
  EXPECT_FALSE(CheckSchema(ReleaseFacts(), "").passed());
}

TEST(CheckTableTest, TellsRowsFromContents) {
  TableFacts recorded;
  recorded.set_table("messages");
  recorded.set_rows(3);
  recorded.set_checksum("1:2");
  TableFacts found = recorded;
  EXPECT_THAT(CheckTable(recorded, found), IsCheck("seeded_data/messages", true));
  found.set_checksum("1:3");
  EXPECT_THAT(CheckTable(recorded, found).actual(), HasSubstr("other contents"));
  found.set_rows(0);
  EXPECT_THAT(CheckTable(recorded, found), IsCheck("seeded_data/messages", false));
}

TEST(CheckNotReadTest, ADatabaseThatAnswersWithAnErrorFails) {
  const CheckResult check =
      CheckNotRead("schema", "x", absl::FailedPreconditionError("no such table"));
  EXPECT_THAT(check, IsCheck("schema", false));
  EXPECT_EQ(check.actual(), "no such table");
}

TEST(CheckNotReadTest, AHarnessThatCannotLookIsUndecided) {
  EXPECT_TRUE(CheckNotRead("schema", "x", absl::InternalError("setns")).undecided());
}

}  // namespace
}  // namespace drill
