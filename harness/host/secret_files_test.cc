#include "harness/host/secret_files.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

TEST(SecretFilesTest, AFileThatComesBackTeachesItsNewSecrets) {
  const std::string root = ::testing::TempDir() + "/secret_files";
  ASSERT_THAT(MakeDirectories(root + "/srv"), IsOk());
  ASSERT_THAT(WriteFile(root + "/srv/.env", "DB_PASS=first-one\n"), IsOk());
  FakeDrillHost host(root);
  Masker masker;
  SecretFiles files(&host, {"/srv/.env"}, &masker);
  ASSERT_THAT(files.Learn(), IsOk());
  EXPECT_EQ(masker.Mask("first-one second-one"), "[masked] second-one");
  ASSERT_THAT(WriteFile(root + "/srv/.env", "DB_PASS=second-one\n"), IsOk());
  ASSERT_THAT(files.Learn(), IsOk());
  EXPECT_EQ(masker.Mask("first-one second-one"), "[masked] [masked]");
}

TEST(SecretFilesTest, AFileThatIsNotThereIsSaidAndTheOthersAreRead) {
  const std::string root = ::testing::TempDir() + "/secret_files_gone";
  ASSERT_THAT(MakeDirectories(root), IsOk());
  ASSERT_THAT(WriteFile(root + "/token", "9f86d081884c\n"), IsOk());
  FakeDrillHost host(root);
  Masker masker;
  SecretFiles files(&host, {"/gone", "/token"}, &masker);
  EXPECT_THAT(files.Learn(), StatusIs(absl::StatusCode::kNotFound, ::testing::HasSubstr("/gone")));
  EXPECT_EQ(masker.Mask("a 9f86d081884c b"), "a [masked] b");
}

}  // namespace
}  // namespace drill
