#include "harness/seed/seed_builder.h"

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/text_proto.h"
#include "harness/seed/fake_machine.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kStack[] = R"(
  operator_directory: "/opt/app"
  baseline: "2.0"
  releases { version: "1.0" images { key: "web" value: "web:1.0" } schema_revision: "r1" }
  releases { version: "2.0" images { key: "web" value: "web:2.0" } schema_revision: "r2" }
  prepare { name: "first" command: "./deploy.sh 1.0" records_release: "1.0" }
  prepare { name: "data" command: "./load.sh" }
  prepare { name: "second" command: "./deploy.sh 2.0" records_release: "2.0" }
)";

ReleaseFacts Facts(const std::string& version, const std::string& image,
                   const std::string& revision) {
  ReleaseFacts facts;
  facts.set_version(version);
  (*facts.mutable_image_references())["web"] = image;
  facts.set_schema_revision(revision);
  return facts;
}

class SeedBuilderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    log_ = absl::StrCat(::testing::TempDir(), "/",
                        ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(MakeDirectories(log_), IsOk());
    loaded_.locations = ParseTextProto("stack.textproto", kStack, &stack_, &loaded_.problems);
    ASSERT_THAT(loaded_.problems, IsEmpty());
    senses_.collect_facts = [this](const std::string& version) -> absl::StatusOr<ReleaseFacts> {
      happened_.push_back("facts of " + version);
      return Facts(version, "web:" + version, version == "1.0" ? "r1" : "r2");
    };
    senses_.await_steady_state = [this](const std::map<std::string, ReleaseFacts>& recorded) {
      happened_.push_back(absl::StrCat("steady state, ", recorded.size(), " recorded"));
      return absl::OkStatus();
    };
    machine_.answer = [this](const std::string& command) {
      happened_.push_back(command);
      return Answer(command == failing_ ? 1 : 0, "");
    };
  }

  absl::StatusOr<SeedManifest> Prepare() {
    MachineWork::Options options;
    options.log_directory = log_;
    MachineWork work(&machine_, options);
    loaded_.stack = stack_;
    return PrepareMachine(loaded_, senses_, work);
  }

  std::string log_;
  FakeMachine machine_{::testing::TempDir() + "/machine"};
  LoadedStack loaded_{"app", "/nowhere", "stack.textproto", {}, FieldLocations("stack.textproto"),
                      {}};
  Stack stack_;
  SeedSenses senses_;
  std::string failing_;
  std::vector<std::string> happened_;
};

TEST_F(SeedBuilderTest, EndsWithTheBaselineInSteadyState) {
  absl::StatusOr<SeedManifest> manifest = Prepare();
  ASSERT_THAT(manifest, IsOk());
  EXPECT_THAT(happened_, ElementsAre(StartsWith("docker image ls"), "bash -c ./deploy.sh 1.0",
                                     "facts of 1.0", "bash -c ./load.sh", "bash -c ./deploy.sh 2.0",
                                     "facts of 2.0", "steady state, 2 recorded"));
  ASSERT_EQ(manifest->releases_size(), 2);
  EXPECT_EQ(manifest->releases(1).schema_revision(), "r2");
  ASSERT_EQ(manifest->steps_size(), 3);
  EXPECT_EQ(manifest->steps(0).name(), "first");
}

TEST_F(SeedBuilderTest, AFailedStepEndsIt) {
  failing_ = "bash -c ./load.sh";
  EXPECT_THAT(Prepare(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("stack.textproto:7:"), HasSubstr("data: `./load.sh`"))));
  EXPECT_THAT(happened_, Not(::testing::Contains("bash -c ./deploy.sh 2.0")));
}

TEST_F(SeedBuilderTest, AnUnhealthySystemIsNoSeed) {
  senses_.await_steady_state = [](const std::map<std::string, ReleaseFacts>&) {
    return absl::InternalError("the engine is gone");
  };
  EXPECT_THAT(Prepare(), StatusIs(absl::StatusCode::kInternal, "the engine is gone"));
  senses_.await_steady_state = [](const std::map<std::string, ReleaseFacts>&) {
    return absl::InvalidArgumentError("web is red");
  };
  EXPECT_THAT(Prepare(), StatusIs(absl::StatusCode::kInvalidArgument,
                                  AllOf(HasSubstr("stack.textproto"), HasSubstr("web is red"))));
}

TEST_F(SeedBuilderTest, AReleaseThatCannotBeReadIsTheStepsFault) {
  senses_.collect_facts = [](const std::string&) -> absl::StatusOr<ReleaseFacts> {
    return absl::UnavailableError("no database");
  };
  EXPECT_THAT(Prepare(), StatusIs(absl::StatusCode::kInvalidArgument,
                                  AllOf(HasSubstr("stack.textproto:6:"), HasSubstr("release 1.0"),
                                        HasSubstr("no database"))));
}

TEST_F(SeedBuilderTest, TheBaselineMustBeRecorded) {
  stack_.mutable_prepare(2)->clear_records_release();
  EXPECT_THAT(Prepare(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("2.0")));
}

TEST_F(SeedBuilderTest, ARecordedReleaseMustBeTheOneDeclared) {
  EXPECT_THAT(CheckRecordedRelease(stack_, Facts("1.0", "web:1.0", "r1")), IsOk());
  EXPECT_THAT(CheckRecordedRelease(stack_, Facts("1.0", "web:2.0", "r2")),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("web runs web:2.0 in place of web:1.0"),
                             HasSubstr("r2 in place of r1"))));
  EXPECT_THAT(CheckRecordedRelease(stack_, Facts("3.0", "web:3.0", "r3")),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("3.0")));
  // Of several projects, a service is recorded with its own.
  ReleaseFacts in_project;
  in_project.set_version("1.0");
  in_project.set_schema_revision("r1");
  (*in_project.mutable_image_references())["shop/web"] = "web:1.0";
  EXPECT_THAT(CheckRecordedRelease(stack_, in_project), IsOk());
  ReleaseFacts nothing;
  nothing.set_version("1.0");
  EXPECT_THAT(CheckRecordedRelease(stack_, nothing),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no image at all")));
}

}  // namespace
}  // namespace drill
