#include "harness/seed/engine_images.h"

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/seed/fake_machine.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::StartsWith;

class EngineImagesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/",
                              ::testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    for (const char* path : {"/machine", "/log", "/stack/app"})
      ASSERT_THAT(MakeDirectories(directory_ + path), IsOk());
    ASSERT_THAT(WriteFile(directory_ + "/stack/app/Dockerfile", "FROM base:1\n"), IsOk());
    ASSERT_THAT(WriteFile(directory_ + "/base.tar", "a tree"), IsOk());
    AddDebian("base:1", false);
    AddDebian("gcc:1", true);
    Image& compiled = *stack_.add_images();
    compiled.set_reference("compiled:1");
    compiled.mutable_build()->set_context("app");
    compiled.mutable_build()->set_builder(true);
    Image& app = *stack_.add_images();
    app.set_reference("app:1");
    app.mutable_build()->set_context("app");
    (*app.mutable_build()->mutable_args())["VERSION"] = "1.0";
  }

  void AddDebian(const std::string& reference, bool builder) {
    Image& image = *stack_.add_images();
    image.set_reference(reference);
    image.mutable_debian()->set_builder(builder);
    tarballs_[reference] = directory_ + "/base.tar";
  }

  // What each image is made from is its reference, unless a test says otherwise.
  std::vector<SeedInput> Wanted() {
    std::vector<SeedInput> wanted;
    for (const Image& image : stack_.images()) {
      const auto changed = changed_.find(image.reference());
      wanted.push_back(
          Made(image.reference(), changed == changed_.end() ? image.reference() : changed->second));
    }
    return wanted;
  }

  static SeedInput Made(const std::string& reference, const std::string& from) {
    SeedInput input;
    input.set_name(reference);
    input.set_digest(from);
    return input;
  }

  absl::Status Make() {
    MachineWork::Options options;
    options.log_directory = directory_ + "/log";
    MachineWork work(&machine_, options);
    LoadedStack loaded{
        "app", directory_ + "/stack", "stack.textproto", stack_, FieldLocations("stack.textproto"),
        {}};
    ImageWork images{Wanted(), present_, tarballs_};
    content_ = {};
    return MakeEngineImages(loaded, images, work, &content_);
  }

  absl::StatusOr<std::map<std::string, std::string>> KeepFinal() {
    MachineWork::Options options;
    options.log_directory = directory_ + "/log";
    MachineWork work(&machine_, options);
    return KeepFinalImages(stack_, work);
  }

  std::vector<std::string> Held() const {
    std::vector<std::string> held;
    for (const SeedInput& image : content_.images) held.push_back(image.name());
    return held;
  }

  std::string directory_;
  FakeMachine machine_{::testing::TempDir() + "/" +
                       ::testing::UnitTest::GetInstance()->current_test_info()->name() +
                       "/machine"};
  Stack stack_;
  std::map<std::string, std::string> tarballs_;
  std::map<std::string, std::string> changed_;
  EngineContent present_;
  EngineContent content_;
};

TEST_F(EngineImagesTest, ImportsAndBuildsInOrder) {
  std::string context, tree;
  machine_.answer = [&](const std::string& command) {
    if (absl::StrContains(command, "import"))
      tree = *machine_.Root()->Read("/var/tmp/rollback-drill/image.tar");
    if (absl::StrContains(command, "image build"))
      context = *machine_.Root()->Read("/var/tmp/rollback-drill/context/Dockerfile");
    return Answer(0);
  };
  EXPECT_THAT(Make(), IsOk());
  EXPECT_THAT(machine_.lines(),
              ElementsAre(HasSubstr("import /var/tmp/rollback-drill/image.tar 'base:1'"),
                          HasSubstr("import /var/tmp/rollback-drill/image.tar 'gcc:1'"),
                          HasSubstr("--tag 'compiled:1'"),
                          AllOf(HasSubstr("--network=none"), HasSubstr("--tag 'app:1'"),
                                HasSubstr("--build-arg 'VERSION=1.0'"))));
  EXPECT_EQ(tree, "a tree");
  EXPECT_EQ(context, "FROM base:1\n");
  EXPECT_THAT(Held(), ElementsAre("base:1", "gcc:1", "compiled:1", "app:1"));
  EXPECT_THAT(ListFiles(directory_ + "/machine"), IsOkAndHolds(IsEmpty()));
}

TEST_F(EngineImagesTest, BuildersGoBeforeTheStackIsPrepared) {
  machine_.answer = [](const std::string& command) {
    return Answer(
        0, absl::StrContains(command, "image ls") ? "base:1 sha256:b\napp:1 sha256:a\n" : "");
  };
  EXPECT_THAT(KeepFinal(),
              IsOkAndHolds(ElementsAre(Pair("app:1", "sha256:a"), Pair("base:1", "sha256:b"))));
  EXPECT_THAT(machine_.lines(),
              ElementsAre(HasSubstr("image rm 'compiled:1' && docker image rm 'gcc:1'"),
                          StartsWith("docker image ls")));
}

TEST_F(EngineImagesTest, AnImageThatTheEngineDoesNotHaveIsAnError) {
  machine_.answer = [](const std::string& command) {
    return Answer(0, absl::StrContains(command, "image ls") ? "base:1 sha256:b\n" : "");
  };
  EXPECT_THAT(KeepFinal(), StatusIs(absl::StatusCode::kInternal, HasSubstr("app:1")));
}

TEST_F(EngineImagesTest, WhatIsThereIsNotMadeAgain) {
  present_.images = Wanted();
  EXPECT_THAT(Make(), IsOk());
  EXPECT_THAT(machine_.lines(), ElementsAre(HasSubstr("docker image prune --force")));
  EXPECT_THAT(Held(), ElementsAre("base:1", "gcc:1", "compiled:1", "app:1"));
}

// What is built may stand on what changed; the engine's cache knows. An imported tree stands on
// nothing.
TEST_F(EngineImagesTest, BehindAChangeEverythingIsBuiltAgain) {
  present_.images = Wanted();
  changed_["base:1"] = "other packages";
  EXPECT_THAT(Make(), IsOk());
  EXPECT_THAT(machine_.lines(),
              ElementsAre(HasSubstr("import /var/tmp/rollback-drill/image.tar 'base:1'"),
                          HasSubstr("--tag 'compiled:1'"), HasSubstr("--tag 'app:1'"),
                          HasSubstr("docker image prune")));
}

TEST_F(EngineImagesTest, WhatIsNotWantedAnyMoreIsRemoved) {
  present_.images = Wanted();
  present_.images.push_back(Made("worker:1", "worker:1"));
  present_.others = {"older:1", "app:1"};
  EXPECT_THAT(Make(), IsOk());
  EXPECT_THAT(machine_.lines(),
              ElementsAre(AllOf(HasSubstr("image rm 'older:1' && docker image rm 'worker:1'"),
                                Not(HasSubstr("app:1")))));
  EXPECT_THAT(content_.others, IsEmpty());
}

TEST_F(EngineImagesTest, AFailedBuildIsTheStacksFaultAndLeavesNothingOnTheMachine) {
  machine_.answer = [](const std::string& command) {
    return absl::StrContains(command, "'app:1'") ? Answer(1, "no such file") : Answer(0);
  };
  EXPECT_THAT(Make(), StatusIs(absl::StatusCode::kInvalidArgument,
                               AllOf(HasSubstr("stack.textproto"), HasSubstr("app:1"),
                                     HasSubstr("no such file"))));
  EXPECT_THAT(ListFiles(directory_ + "/machine"), IsOkAndHolds(IsEmpty()));
}

TEST_F(EngineImagesTest, AfterAFailureTheNextAttemptStartsFromWhatIsThere) {
  present_.images = Wanted();
  changed_["compiled:1"] = "another context";
  machine_.answer = [](const std::string& command) {
    return Answer(absl::StrContains(command, "'compiled:1'") ? 1 : 0);
  };
  EXPECT_FALSE(Make().ok());
  EXPECT_THAT(Held(), ElementsAre("base:1", "gcc:1"));
  EXPECT_THAT(content_.others, ElementsAre("app:1", "compiled:1"));
}

TEST_F(EngineImagesTest, ATreeThatCannotBeImportedIsTheMachinesFault) {
  machine_.answer = [](const std::string&) { return Answer(1, "no space left on device"); };
  EXPECT_THAT(Make(), StatusIs(absl::StatusCode::kInternal, HasSubstr("no space left")));
}

TEST_F(EngineImagesTest, AnImageWithoutATreeIsAnError) {
  tarballs_.erase("gcc:1");
  EXPECT_THAT(Make(), StatusIs(absl::StatusCode::kInternal, HasSubstr("gcc:1")));
}

TEST_F(EngineImagesTest, AnArchiveIsLoaded) {
  ASSERT_THAT(WriteFile(directory_ + "/stack/base.tar", "saved layers"), IsOk());
  stack_.mutable_images(0)->set_archive("base.tar");
  std::string loaded;
  machine_.answer = [&](const std::string& command) {
    if (absl::StrContains(command, "image load"))
      loaded = *machine_.Root()->Read("/var/tmp/rollback-drill/image.tar");
    return Answer(0, absl::StrContains(command, "image ls") ? "base:1 sha256:b\n" : "");
  };
  EXPECT_THAT(Make(), IsOk());
  EXPECT_EQ(loaded, "saved layers");
}

TEST_F(EngineImagesTest, AnArchiveOfAnotherImageIsTheStacksFault) {
  ASSERT_THAT(WriteFile(directory_ + "/stack/base.tar", "saved layers"), IsOk());
  stack_.mutable_images(0)->set_archive("base.tar");
  machine_.answer = [](const std::string& command) {
    return Answer(0, absl::StrContains(command, "image ls") ? "other:1 sha256:b\n" : "");
  };
  EXPECT_THAT(Make(), StatusIs(absl::StatusCode::kInvalidArgument,
                               AllOf(HasSubstr("base:1"), HasSubstr("base.tar"))));
}

}  // namespace
}  // namespace drill
