#include "harness/stack/npm_lock.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

std::string Said(absl::string_view content) {
  return FormatProblems(NpmLockProblems("lock", content));
}

std::string WithPackage(absl::string_view where, absl::string_view package) {
  return absl::StrCat(R"({"lockfileVersion": 3, "packages": {"": {"name": "app"}, ")", where,
                      "\": ", package, "}}");
}

TEST(NpmLockTest, PackagesOfARegistryWithTheirChecksumsAreRight) {
  EXPECT_EQ(
      Said(WithPackage("node_modules/pg", R"({"version": "8.16.3", "integrity": "sha512-a"})")),
      "");
  EXPECT_EQ(Said(WithPackage("node_modules/a/node_modules/b",
                             R"({"version": "1.0.0", "integrity": "sha512-a",)"
                             R"( "resolved": "https://registry.example/b.tgz"})")),
            "");
}

TEST(NpmLockTest, WhatAnotherPackageHoldsNeedsNoChecksum) {
  EXPECT_EQ(Said(WithPackage("node_modules/npm/node_modules/abbrev",
                             R"({"version": "2.0.0", "inBundle": true})")),
            "");
}

TEST(NpmLockTest, APackageWithoutAChecksumIsNamed) {
  EXPECT_EQ(Said(WithPackage("node_modules/pg", R"({"version": "8.16.3"})")),
            "lock: packages[\"node_modules/pg\"] has no checksum (integrity); only packages of a "
            "registry, each with its checksum, are the same on every machine\n");
}

TEST(NpmLockTest, WhatComesFromElsewhereIsNamed) {
  constexpr char kElsewhere[] = "does not come from a registry";
  for (const std::string& lock :
       {WithPackage("node_modules/own", R"({"resolved": "../own", "link": true})"),
        WithPackage("packages/own", R"({"version": "1.0.0"})"),
        WithPackage("node_modules/b", R"({"resolved": "git+ssh://git@example.com/b.git#1",)"
                                      R"( "integrity": "sha512-a"})"),
        WithPackage("node_modules/b", R"({"resolved": "file:b.tgz", "integrity": "sha512-a"})")}) {
    EXPECT_THAT(Said(lock), HasSubstr(kElsewhere)) << lock;
  }
}

TEST(NpmLockTest, AllProblemsAreToldAtOnce) {
  EXPECT_EQ(NpmLockProblems("lock", R"({"packages": {"node_modules/a": {}, "node_modules/b": 1}})")
                .size(),
            2U);
}

TEST(NpmLockTest, AnotherFormIsTold) {
  EXPECT_THAT(Said("nothing"), HasSubstr("is no JSON object; write it with: npm install"));
  EXPECT_THAT(Said(R"({"lockfileVersion": 1, "dependencies": {}})"),
              HasSubstr("has no \"packages\""));
}

}  // namespace
}  // namespace drill
