#include "harness/fault/configuration_fault.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Ne;
using ::testing::SizeIs;

constexpr char kFile[] = "# settings\nexport NAME=a\nNAME_2=b\nNAME = c\n";

absl::StatusOr<std::string> Changed(const std::string& fault, const std::string& content = kFile,
                                    uint64_t seed = 1) {
  FaultRandom random(seed);
  return ChangedConfiguration(ParseText<ConfigurationFault>(fault), content, &random);
}

TEST(ChangedConfigurationTest, AKeysLineGoes) {
  EXPECT_THAT(Changed("remove_key: 'NAME_2'"),
              IsOkAndHolds("# settings\nexport NAME=a\nNAME = c\n"));
  EXPECT_THAT(Changed("remove_key: 'NAME'"), IsOkAndHolds("# settings\nNAME_2=b\n"));
  EXPECT_THAT(Changed("remove_key: 'PEM'", "A=1\nPEM=\"one\ntwo\" # key\nB=2\n"),
              IsOkAndHolds("A=1\nB=2\n"));
}

TEST(ChangedConfigurationTest, AKeysLineIsReplaced) {
  EXPECT_THAT(Changed("set_key: 'NAME_2=x=y'"),
              IsOkAndHolds("# settings\nexport NAME=a\nNAME_2=x=y\nNAME = c\n"));
}

TEST(ChangedConfigurationTest, TheFirstOccurrenceIsReplaced) {
  EXPECT_THAT(Changed("replace { text: 'port: 1' by: 'port: 2' }", "port: 1\nport: 1\n"),
              IsOkAndHolds("port: 2\nport: 1\n"));
}

TEST(ChangedConfigurationTest, WhatIsNotThereCannotBeChanged) {
  for (const char* fault : {"remove_key: 'OTHER'", "set_key: 'OTHER=1'", "remove_key: 'NAM'",
                            "replace { text: 'OTHER' by: 'x' }"}) {
    EXPECT_THAT(Changed(fault), StatusIs(absl::StatusCode::kFailedPrecondition)) << fault;
  }
}

TEST(ChangedConfigurationTest, WhatIsSoAlreadyIsNoFault) {
  EXPECT_THAT(Changed("set_key: 'NAME_2=b'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("already")));
}

TEST(ChangedConfigurationTest, AMergeConflictStandsWhereTheSeedSays) {
  const auto one = Changed("unreadable: true");
  ASSERT_THAT(one, IsOk());
  EXPECT_THAT(*one, AllOf(HasSubstr("<<<<<<< HEAD\n"), HasSubstr("\n=======\n"),
                          HasSubstr("\n>>>>>>> release")));
  EXPECT_THAT(Changed("unreadable: true"), IsOkAndHolds(*one));
  EXPECT_THAT(Changed("unreadable: true", kFile, 3), IsOkAndHolds(Ne(*one)));
}

class ConfigurationFaultTest : public ::testing::Test {
 protected:
  ConfigurationFaultTest() : host_(engine_.root()) {
    stack_.set_operator_directory("/srv/app");
    stack_.add_compose_project("app");
    ContainerInfo container;
    container.service = "api";
    container.status = "running";
    container.started_at = "2026-01-02T03:04:05Z";
    container.pid = 42;
    engine_.Set(container);
    EXPECT_THAT(MakeDirectories(engine_.root() + "/srv/app"), IsOk());
    EXPECT_THAT(WriteFile(engine_.root() + "/srv/app/.env", "URL=good\n"), IsOk());
  }

  absl::StatusOr<Injection> Inject(const std::string& text) {
    ConfigurationFault fault = ParseText<ConfigurationFault>(text);
    if (fault.file().empty()) fault.set_file("/srv/app/.env");
    if (fault.service().empty()) fault.set_service("api");
    return InjectConfiguration(fault, FaultContext{host_, stack_, "", &random_, nullptr});
  }

  FakeEngine engine_;
  FakeDrillHost host_;
  FaultRandom random_{1};
  Stack stack_;
};

TEST_F(ConfigurationFaultTest, IsAppliedAndProvedByALifeThatIsOverAndTheServicesWords) {
  const auto injection = Inject("set_key: 'URL=bad' log_line: 'no such host'");
  ASSERT_THAT(injection, IsOk());
  EXPECT_THAT(ReadFile(engine_.root() + "/srv/app/.env"), IsOkAndHolds("URL=bad\n"));
  EXPECT_THAT(host_.commands(), ElementsAre(ElementsAre("bash", "-c", "docker compose up -d")));
  ASSERT_THAT(injection->proof, SizeIs(2));
  EXPECT_EQ(injection->proof[0].service().ended().started_at(), "2026-01-02T03:04:05Z");
  EXPECT_EQ(injection->proof[1].log().service(), "api");
  EXPECT_EQ(injection->proof[1].log().contains(), "no such host");
  // Only lines logged after the fault count: an earlier one proves nothing.
  EXPECT_GT(injection->proof[1].log().since_us(), 0);
}

TEST_F(ConfigurationFaultTest, TheSystemMayTakeItUpItsOwnWay) {
  ASSERT_THAT(Inject("set_key: 'URL=bad' apply: 'reload'"), IsOk());
  EXPECT_THAT(host_.commands(), ElementsAre(ElementsAre("bash", "-c", "reload")));
}

TEST_F(ConfigurationFaultTest, AnUnreadableFileIsProvedByCompose) {
  const auto injection = Inject("unreadable: true log_line: 'yaml'");
  ASSERT_THAT(injection, IsOk());
  ASSERT_THAT(injection->proof, SizeIs(1));
  EXPECT_EQ(injection->proof[0].command().command(), "cd '/srv/app' && ! docker compose config -q");
  EXPECT_EQ(injection->proof[0].command().contains(), "yaml");
  EXPECT_THAT(random_.TakeChoices(), SizeIs(1));
}

TEST_F(ConfigurationFaultTest, NothingIsDoneWhereItCannotTakeHold) {
  EXPECT_THAT(Inject("remove_key: 'NONE' log_line: 'x'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("/srv/app/.env")));
  EXPECT_THAT(Inject("file: '/srv/app/other' remove_key: 'URL' log_line: 'x'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("/srv/app/other")));
  EXPECT_THAT(Inject("service: 'nobody' remove_key: 'URL' log_line: 'x'"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("nobody")));
  EXPECT_THAT(host_.commands(), IsEmpty());
  EXPECT_THAT(ReadFile(engine_.root() + "/srv/app/.env"), IsOkAndHolds("URL=good\n"));
}

}  // namespace
}  // namespace drill
