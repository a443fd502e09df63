#include "harness/host/not_done.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"
#include "harness/host/stand_ins.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class NotDoneTest : public ::testing::Test {
 protected:
  NotDoneTest() {
    RemoveAll(root_).IgnoreError();
    Write("/vm/swappiness", "60\n");
    Write("/vm/overcommit_memory", "0\n");
    Write("/made", "");
    // Times of files are as coarse as the kernel's tick.
    RealClock().Sleep(absl::Milliseconds(30));
  }

  void Write(const std::string& path, const std::string& content) {
    const std::string file = root_ + kSettingsDirectory + path;
    ASSERT_THAT(MakeDirectories(file.substr(0, file.rfind('/'))), IsOk());
    ASSERT_THAT(WriteFile(file, content), IsOk());
  }
  std::vector<std::string> Take() {
    const auto root = RootDirectory::Open(root_);
    EXPECT_THAT(root, IsOk());
    const auto taken = not_done_.Take(*root);
    EXPECT_THAT(taken, IsOk());
    return *taken;
  }

  const std::string root_ = absl::StrCat(::testing::TempDir(), "/not_done_test");
  NotDone not_done_;
};

TEST_F(NotDoneTest, NothingWasAskedFor) { EXPECT_THAT(Take(), IsEmpty()); }

TEST_F(NotDoneTest, AHostWithoutStandInsHasNothingToTell) {
  const std::string bare = absl::StrCat(::testing::TempDir(), "/bare");
  ASSERT_THAT(MakeDirectories(bare), IsOk());
  const auto root = RootDirectory::Open(bare);
  ASSERT_THAT(root, IsOk());
  EXPECT_THAT(NotDone().Take(*root), IsOkAndHolds(IsEmpty()));
}

TEST_F(NotDoneTest, EachNoteIsTakenOnce) {
  const std::string file = root_ + kNotDoneFile;
  ASSERT_THAT(WriteFile(file, "the clock was not set\n"), IsOk());
  EXPECT_THAT(Take(), ElementsAre("the clock was not set"));
  EXPECT_THAT(Take(), IsEmpty());
  ASSERT_THAT(WriteFile(file, "the clock was not set\nno swap\n"), IsOk());
  EXPECT_THAT(Take(), ElementsAre("no swap"));
  // The machine was started again.
  ASSERT_THAT(WriteFile(file, "new\n"), IsOk());
  EXPECT_THAT(Take(), ElementsAre("new"));
}

TEST_F(NotDoneTest, SettingsThatWereWrittenAreTold) {
  Write("/vm/overcommit_memory", "1\n");
  EXPECT_THAT(Take(), ElementsAre(HasSubstr("vm.overcommit_memory = 1 was written to a copy")));
  EXPECT_THAT(Take(), IsEmpty());
  Write("/vm/overcommit_memory", "2\n");
  EXPECT_THAT(Take(), ElementsAre(HasSubstr("vm.overcommit_memory = 2")));
}

TEST_F(NotDoneTest, OtherSwitchesHaveTheNameOfTheirFile) {
  Write("/sysrq-trigger", "b\n");
  Write("/transparent_hugepage/enabled", "never\n");
  EXPECT_THAT(Take(),
              ElementsAre(StartsWith("the kernel's setting /proc/sysrq-trigger = b"),
                          StartsWith("the kernel's setting "
                                     "/sys/kernel/mm/transparent_hugepage/enabled = never")));
}

}  // namespace
}  // namespace drill
