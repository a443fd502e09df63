#include "harness/drill/identity.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class HarnessAtTest : public testing::Test {
 protected:
  HarnessAtTest() {
    EXPECT_THAT(RemoveAll(root_), IsOk());
    EXPECT_THAT(MakeDirectories(root_ + "/inner"), IsOk());
    Git({"init", "-q"});
    EXPECT_THAT(WriteFile(root_ + "/file", "one"), IsOk());
    Git({"add", "."});
    Git({"-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "-m", "m"});
  }

  void Git(const std::vector<std::string>& arguments) {
    std::vector<std::string> argv = {"git", "-C", root_};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    EXPECT_THAT(CheckedOutput(argv), IsOk());
  }

  const std::string root_ = testing::TempDir() + "/repository";
};

TEST_F(HarnessAtTest, NamesTheCommitAndTheProgram) {
  const Harness harness = HarnessAt(root_);
  EXPECT_THAT(harness.git_commit(), SizeIs(40));
  EXPECT_FALSE(harness.git_modified());
  EXPECT_THAT(harness.sha256(), SizeIs(64));
}

TEST_F(HarnessAtTest, SaysWhenNoCommitHoldsWhatRan) {
  ASSERT_THAT(WriteFile(root_ + "/file", "two"), IsOk());
  EXPECT_TRUE(HarnessAt(root_).git_modified());
}

TEST_F(HarnessAtTest, WhereNoRepositoryIsThereIsNoCommit) {
  EXPECT_THAT(HarnessAt("/").git_commit(), IsEmpty());
  EXPECT_THAT(HarnessAt(root_ + "/inner").git_commit(), IsEmpty()) << "another's repository";
}

TEST(SourceOfTest, HasTheContentsDigest) {
  const std::string file = testing::TempDir() + "/document.md";
  ASSERT_THAT(WriteFile(file, "abc"), IsOk());
  const Source source = SourceOf("document", file);
  EXPECT_EQ(source.what(), "document");
  EXPECT_EQ(source.file(), file);
  EXPECT_EQ(source.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_THAT(SourceOf("document", "/no/such/file").sha256(), IsEmpty());
}

}  // namespace
}  // namespace drill
