#include "harness/stack/image_validator.h"

#include <cstdlib>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

class ImageValidatorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    // As problems name it: without a slash twice.
    directory_ = std::filesystem::path(absl::StrCat(::testing::TempDir(), "/image_validator_test"))
                     .lexically_normal()
                     .string();
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    Write("web/Dockerfile", "FROM base:13\nCOPY --from=tools:1 /a /b\n");
  }

  void Write(const std::string& name, const std::string& content) const {
    const std::string path = absl::StrCat(directory_, "/", name);
    ASSERT_THAT(MakeDirectories(path.substr(0, path.rfind('/'))), IsOk());
    ASSERT_THAT(WriteFile(path, content), IsOk());
  }

  std::string ProblemsOf(const std::string& content) const {
    std::vector<Problem> problems;
    Stack stack;
    const FieldLocations locations = ParseTextProto("s", content, &stack, &problems);
    ValidateImageOrder(stack, stack, directory_, locations, &problems);
    return absl::StrReplaceAll(FormatProblems(problems), {{directory_, "DIR"}});
  }

  std::string directory_;
};

constexpr char kBase[] = "images { reference: 'base:13' debian { packages: 'a' } }\n";
constexpr char kTools[] = "images { reference: 'tools:1' debian { packages: 'a' } }\n";
constexpr char kWeb[] = "images { reference: 'web:1' build { context: 'web' } }\n";

TEST_F(ImageValidatorTest, WhatIsMadeBeforeMayBeUsed) {
  EXPECT_EQ(ProblemsOf(absl::StrCat(kBase, kTools, kWeb)), "");
}

TEST_F(ImageValidatorTest, WhatIsMadeLaterIsNamed) {
  EXPECT_EQ(
      ProblemsOf(absl::StrCat(kBase, kWeb, kTools)),
      "DIR/web/Dockerfile:2: needs tools:1, which is made only later; list it before web:1 in "
      "the stack's images\n");
}

TEST_F(ImageValidatorTest, TheOrderIsTheWholeStacksAndThePlaceTheFiles) {
  const std::string redis = "images { reference: 'redis:7' archive: 'missing.tar' }\n";
  Write("missing.tar", "no archive");
  std::vector<Problem> problems;
  Stack whole, own;
  const FieldLocations unused =
      ParseTextProto("w", absl::StrCat(kBase, kTools, kWeb, redis), &whole, &problems);
  const FieldLocations locations =
      ParseTextProto("s", absl::StrCat(redis, kWeb, kTools, kBase), &own, &problems);
  ValidateImageOrder(whole, own, directory_, locations, &problems);
  ASSERT_EQ(problems.size(), 1u) << FormatProblems(problems);
  EXPECT_EQ(problems[0].line, 1);
}

TEST_F(ImageValidatorTest, WhatNobodyMakesIsNamedOnceForAllImagesOfTheFile) {
  EXPECT_EQ(
      ProblemsOf(absl::StrCat("images { reference: 'base:12' debian { packages: 'a' } }\n", kTools,
                              kWeb, "images { reference: 'web:2' build { context: 'web' } }\n")),
      "DIR/web/Dockerfile:1: needs base:13, an image that nobody makes; did you mean base:12?\n");
  Write("web/Dockerfile", "FROM python:3.12\n");
  EXPECT_EQ(ProblemsOf(kWeb),
            "DIR/web/Dockerfile:1: needs python:3.12, an image that nobody makes; there is no "
            "registry: add it to the stack's images, as debian packages, npm packages or "
            "an archive\n");
}

TEST_F(ImageValidatorTest, ALockFileIsLookedInto) {
  const std::string npm = "images { reference: 'packages:1' npm { directory: 'npm' } }\n";
  EXPECT_EQ(ProblemsOf(npm), "");
  Write("npm/package-lock.json", R"({"packages": {"node_modules/pg": {"integrity": "sha512-a"}}})");
  EXPECT_EQ(ProblemsOf(npm), "");
  Write("npm/package-lock.json", R"({"packages": {"node_modules/pg": {}}})");
  // Two images of one lock file: told once.
  EXPECT_EQ(ProblemsOf(npm + "images { reference: 'packages:2' npm { directory: 'npm' } }\n"),
            "DIR/npm/package-lock.json: packages[\"node_modules/pg\"] has no checksum (integrity); "
            "only packages of a registry, each with its checksum, are the same on every machine\n");
}

TEST_F(ImageValidatorTest, AnArchiveIsLookedInto) {
  Write("made/manifest.json", R"([{"RepoTags": ["base:13", "docker.io/library/tools:1"]}])");
  ASSERT_EQ(std::system(absl::StrCat("tar -C ", directory_, "/made -cf ", directory_,
                                     "/both.tar manifest.json")
                            .c_str()),
            0);
  EXPECT_EQ(ProblemsOf(absl::StrCat("images { reference: 'base:13' archive: 'both.tar' }\n", kWeb)),
            "");
  EXPECT_EQ(ProblemsOf("images { reference: 'redis:7' archive: 'both.tar' }\n"),
            "s:1:31: images[0].archive holds no image redis:7: both.tar; it holds base:13, "
            "docker.io/library/tools:1\n");
  Write("both.tar", "no archive");
  EXPECT_EQ(ProblemsOf("images { reference: 'redis:7' archive: 'both.tar' }\n"),
            "s:1:31: images[0].archive DIR/both.tar was not made by docker save; docker save -o "
            "both.tar redis:7\n");
}

}  // namespace
}  // namespace drill
