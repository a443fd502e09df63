#include "harness/drill/overlay_differences.h"

#include <fnmatch.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::SizeIs;

TEST(OverlayDifferencesTest, EachFileIsADifferenceAndMeansItself) {
  const std::string overlay = testing::TempDir() + "/overlay";
  ASSERT_THAT(RemoveAll(overlay), IsOk());
  ASSERT_THAT(MakeDirectories(overlay + "/etc/app"), IsOk());
  ASSERT_THAT(WriteFile(overlay + "/etc/app/a[1]*.conf", "x"), IsOk());
  ASSERT_THAT(WriteFile(overlay + "/top", "x"), IsOk());
  const auto differences = OverlayDifferences(overlay);
  ASSERT_THAT(differences, IsOk());
  ASSERT_THAT(*differences, SizeIs(2));
  const std::string& pattern = (*differences)[0].object();
  EXPECT_EQ((*differences)[0].category(), FILES);
  EXPECT_FALSE((*differences)[0].reason().empty());
  EXPECT_EQ(fnmatch(pattern.c_str(), "file /etc/app/a[1]*.conf", 0), 0);
  EXPECT_NE(fnmatch(pattern.c_str(), "file /etc/app/a1x.conf", 0), 0);
  EXPECT_EQ((*differences)[1].object(), "file /top");
}

TEST(OverlayDifferencesTest, AnOverlayThatIsNotThereIsAnError) {
  EXPECT_THAT(OverlayDifferences(testing::TempDir() + "/no such overlay"),
              StatusIs(absl::StatusCode::kInternal, testing::HasSubstr("no such overlay")));
}

}  // namespace
}  // namespace drill
