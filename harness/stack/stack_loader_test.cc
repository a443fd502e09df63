#include "harness/stack/stack_loader.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kStack[] = R"(description: 'd'
operator_directory: '/'
compose_project: 'p'
releases { version: '1' }
baseline: '1'
prepare { name: 'n' command: 'c' records_release: '1' }
steady_state { name: 'health' http { url: 'http://h' } }
)";

constexpr char kScenario[] = R"(description: 'd'
stack: 'tiny'
fault { summary: 's' command { command: 'x' } proof { name: 'p' file { path: '/x' } } }
rollback { heading: 'h' }
recovery { steady_state: 'helth' }
expected { data { not_checked: 'no database' } target { runbook_row: 'r' } }
)";

class StackLoaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    root_ = absl::StrCat(::testing::TempDir(), "/", name);
    ASSERT_THAT(RemoveAll(root_), IsOk());
    ASSERT_THAT(MakeDirectories(root_ + "/fixtures/tiny"), IsOk());
    ASSERT_THAT(WriteFile(root_ + "/fixtures/tiny/ROLLBACK.md", ""), IsOk());
    Put("fixtures/tiny/stack.textproto", kStack);
    Put("s.textproto", kScenario);
  }

  void Put(const std::string& path, const std::string& content) {
    ASSERT_THAT(WriteFile(root_ + "/" + path, content), IsOk());
  }

  std::string root_;
};

TEST_F(StackLoaderTest, LoadsAStack) {
  for (const char* slash : {"", "/"}) {
    const absl::StatusOr<LoadedStack> loaded = LoadStack(root_ + "/fixtures/tiny" + slash);
    ASSERT_THAT(loaded, IsOk());
    EXPECT_THAT(loaded->problems, IsEmpty()) << FormatProblems(loaded->problems);
    EXPECT_EQ(loaded->name, "tiny");
    EXPECT_THAT(loaded->file, HasSubstr("fixtures/tiny/stack.textproto"));
    EXPECT_EQ(loaded->stack.baseline(), "1");
  }
}

TEST_F(StackLoaderTest, AMissingStackIsAStatus) {
  EXPECT_THAT(LoadStack(root_ + "/fixtures/none"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(StackLoaderTest, AVariantIsWholeAndItsProblemsAreWhereItsOwnFileHasThem) {
  ASSERT_THAT(MakeDirectories(root_ + "/fixtures/other"), IsOk());
  Put("fixtures/other/stack.textproto", R"(base: '../tiny'
releases { version: '2' }
releases { version: '2' }
baseline: '3'
)");
  const absl::StatusOr<LoadedStack> loaded = LoadStack(root_ + "/fixtures/other");
  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(loaded->name, "other");
  EXPECT_EQ(loaded->stack.operator_directory(), "/");
  EXPECT_EQ(loaded->stack.runbook(), "../tiny/ROLLBACK.md");
  const std::string said = FormatProblems(loaded->problems);
  EXPECT_THAT(said, HasSubstr("other/stack.textproto:3:"));
  EXPECT_THAT(said, HasSubstr("other/stack.textproto:4:1: baseline"));
}

TEST_F(StackLoaderTest, ABaseThatIsNotUsableIsAProblem) {
  ASSERT_THAT(MakeDirectories(root_ + "/fixtures/other"), IsOk());
  const auto problems = [&] {
    const absl::StatusOr<LoadedStack> loaded = LoadStack(root_ + "/fixtures/other");
    return loaded.ok() ? FormatProblems(loaded->problems) : "not read";
  };
  Put("fixtures/other/stack.textproto", "base: '../none'\n");
  EXPECT_THAT(problems(), HasSubstr("stack.textproto:1:1: base has no stack.textproto: ../none"));
  Put("fixtures/other/stack.textproto", "base: '../other'\n");
  EXPECT_THAT(problems(), HasSubstr("stack.textproto:1:1: base is a variant itself: ../other"));
  Put("fixtures/other/stack.textproto", "base: '../tiny'\n");
  Put("fixtures/tiny/stack.textproto", "colour: 'red'\n");
  EXPECT_THAT(problems(), HasSubstr("tiny/stack.textproto:1:1: Stack has no field colour"));
}

TEST_F(StackLoaderTest, ADrillHasProblemsOfBothAndOfTheReferencesBetweenThem) {
  Put("fixtures/tiny/stack.textproto", absl::StrCat(kStack, "colour: 'red'\n"));
  const absl::StatusOr<LoadedDrill> loaded = LoadDrill(root_, root_ + "/s.textproto");
  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(loaded->stack.name, "tiny");
  const std::string said = FormatProblems(loaded->problems);
  EXPECT_THAT(said, HasSubstr("stack.textproto:8:1: Stack has no field colour"));
  EXPECT_THAT(said, HasSubstr("s.textproto:5:12: recovery.steady_state[0] is not one of the "
                              "stack's steady-state probes: helth; did you mean health?"));
}

TEST_F(StackLoaderTest, ADrillWithoutItsStackIsAProblem) {
  ASSERT_THAT(RemoveAll(root_ + "/fixtures"), IsOk());
  const absl::StatusOr<LoadedDrill> loaded = LoadDrill(root_, root_ + "/s.textproto");
  ASSERT_THAT(loaded, IsOk());
  EXPECT_THAT(FormatProblems(loaded->problems),
              HasSubstr("s.textproto:2:1: stack has no stack.textproto: tiny"));
}

TEST_F(StackLoaderTest, AHalfReadStackRefersToNothing) {
  Put("fixtures/tiny/stack.textproto", "description: }\n");
  const absl::StatusOr<LoadedDrill> loaded = LoadDrill(root_, root_ + "/s.textproto");
  ASSERT_THAT(loaded, IsOk());
  EXPECT_THAT(FormatProblems(loaded->problems), HasSubstr("stack.textproto:1:14: Expected"));
  EXPECT_EQ(loaded->problems.size(), 1u);
}

}  // namespace
}  // namespace drill
