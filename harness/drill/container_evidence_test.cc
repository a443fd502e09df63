#include "harness/drill/container_evidence.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ContainerEvidenceTest, KeepsWhatTheEngineSaysWithoutSecrets) {
  FakeDrillHost host;
  host.When(CommandContains("docker logs"),
            {0, "shop-api-1 Up\n== /shop-api-1\npassword hunter22x\n", "no more\n"});
  Masker masker;
  masker.AddSecret("hunter22x");
  const auto evidence = KeepContainerLogs(host, masker, ::testing::TempDir());
  ASSERT_THAT(evidence, IsOk());
  EXPECT_EQ(evidence->file(), "containers.log");
  EXPECT_THAT(ReadFile(absl::StrCat(::testing::TempDir(), "/containers.log")),
              IsOkAndHolds(AllOf(HasSubstr("== /shop-api-1"), HasSubstr("no more"),
                                 Not(HasSubstr("hunter22x")))));
}

TEST(ContainerEvidenceTest, KeepsWhyNothingIsSaid) {
  FakeDrillHost host;
  host.When(CommandContains("docker logs"), absl::UnavailableError("the host is gone"));
  ASSERT_THAT(KeepContainerLogs(host, Masker(), ::testing::TempDir()), IsOk());
  EXPECT_THAT(ReadFile(absl::StrCat(::testing::TempDir(), "/containers.log")),
              IsOkAndHolds("the host is gone"));
}

TEST(ContainerEvidenceTest, WithoutARoomForItThereIsNone) {
  FakeDrillHost host;
  EXPECT_THAT(KeepContainerLogs(host, Masker(), "/no/such/directory"), Not(IsOk()));
}

}  // namespace
}  // namespace drill
