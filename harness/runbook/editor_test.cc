#include "harness/runbook/editor.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/subprocess.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

class EditorTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_THAT(WriteFile(file_, "image:\n  tag: 'v2'\n"), IsOk()); }

  // Runs the command line in a shell that has this editor.
  SubprocessResult Run(const std::string& sed, const std::string& command) const {
    SubprocessOptions options;
    options.timeout = absl::Seconds(20);
    const auto result =
        RunSubprocess({"bash", "-c", absl::StrCat(EditorThatMakes(sed), "\n", command)}, options);
    EXPECT_THAT(result, IsOk());
    return result.ok() ? *result : SubprocessResult();
  }

  const std::string file_ = absl::StrCat(::testing::TempDir(), "/editor_test.yaml");
};

TEST_F(EditorTest, ChangesTheFileThatItOpens) {
  EXPECT_EQ(Run("s/tag: '.*'/tag: 'v1'/", "vim +2 " + file_).exit_code, 0);
  EXPECT_THAT(ReadFile(file_), IsOkAndHolds("image:\n  tag: 'v1'\n"));
}

TEST_F(EditorTest, IsTheEditorOfOtherPrograms) {
  // As git does it.
  const std::string edit = "sh -c \"$GIT_EDITOR \\\"\\$@\\\"\" edit ";
  EXPECT_EQ(Run("s/v2/v1/", edit + file_).exit_code, 0);
  EXPECT_THAT(ReadFile(file_), IsOkAndHolds("image:\n  tag: 'v1'\n"));
}

TEST_F(EditorTest, AnEditThatChangesNothingFails) {
  const SubprocessResult result = Run("s/v9/v1/", "nano " + file_);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.stderr_content, HasSubstr("the edit changes nothing in"));
  EXPECT_NE(Run("s/v9", "nano " + file_).exit_code, 0);
  EXPECT_NE(Run("s/v2/v1/", "nano " + file_ + ".gone").exit_code, 0);
}

TEST_F(EditorTest, WithoutAScriptTheTextIsSavedAsItIs) {
  EXPECT_EQ(Run("", "vi " + file_).exit_code, 0);
  EXPECT_THAT(ReadFile(file_), IsOkAndHolds("image:\n  tag: 'v2'\n"));
}

}  // namespace
}  // namespace drill
