#include "harness/stack/registry_mirror.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class RegistryMirrorTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_THAT(RemoveAll(here_), IsOk()); }

  bool HasMirrorWith(const std::string& settings) {
    const std::string directory = absl::StrCat(here_, "/host/etc/docker");
    EXPECT_THAT(MakeDirectories(directory), IsOk());
    EXPECT_THAT(WriteFile(absl::StrCat(directory, "/daemon.json"), settings), IsOk());
    return HasRegistryMirror(Stack(), here_);
  }

  const std::string here_ = absl::StrCat(testing::TempDir(), "/registry_mirror_test");
};

TEST_F(RegistryMirrorTest, AMirrorIsFoundInTheEnginesSettings) {
  EXPECT_TRUE(HasMirrorWith(R"({"registry-mirrors": ["http://127.0.0.1:5000"]})"));
}

TEST_F(RegistryMirrorTest, OtherSettingsNameNone) {
  EXPECT_FALSE(HasRegistryMirror(Stack(), here_));
  EXPECT_FALSE(HasMirrorWith(R"({"log-driver": "json-file"})"));
  EXPECT_FALSE(HasMirrorWith(R"({"registry-mirrors": []})"));
  EXPECT_FALSE(HasMirrorWith(R"({"registry-mirrors": "http://127.0.0.1:5000"})"));
  EXPECT_FALSE(HasMirrorWith(R"(["registry-mirrors"])"));
  EXPECT_FALSE(HasMirrorWith(R"({"registry-mirrors": [)"));
}

}  // namespace
}  // namespace drill
