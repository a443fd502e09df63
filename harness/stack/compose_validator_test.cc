#include "harness/stack/compose_validator.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr char kStack[] = R"(operator_directory: '/srv/shop'
compose_project: 'shop'
images { reference: 'shop-web:1' debian { packages: 'a' } }
images { reference: 'shop-db:1' debian { packages: 'a' } }
releases { version: '1' images { key: 'web' value: 'shop-web:1' } }
baseline: '1'
database { service: 'db' }
prepare { name: 'up' command: 'cd /srv/shop && docker compose up -d' }
)";

constexpr char kCompose[] = R"(x-common: &common
  restart: unless-stopped
  image: docker.io/library/shop-web:1
services:
  web:
    <<: *common
    ports: ["8080:80", "127.0.0.1:9000-9002:9000"]
  db:
    image: shop-db:1
    ports:
      - target: 5432
        published: "5432"
  tools:
    profiles: [debug]
    image: nobody:1
)";

class ComposeValidatorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(::testing::TempDir(), "/compose_validator_test");
    ASSERT_THAT(RemoveAll(directory_), IsOk());
    Write("host/srv/shop/docker-compose.yml", kCompose);
  }

  void Write(const std::string& name, const std::string& content) const {
    const std::string path = absl::StrCat(directory_, "/", name);
    ASSERT_THAT(MakeDirectories(path.substr(0, path.rfind('/'))), IsOk());
    ASSERT_THAT(WriteFile(path, content), IsOk());
  }

  void WriteCompose(const std::string& from, const std::string& to) const {
    const std::string changed = absl::StrReplaceAll(kCompose, {{from, to}});
    ASSERT_NE(changed, kCompose);
    Write("host/srv/shop/docker-compose.yml", changed);
  }

  std::string ProblemsOf(const std::string& content) const {
    std::vector<Problem> problems;
    Stack stack;
    const FieldLocations locations = ParseTextProto("s", content, &stack, &problems);
    ValidateCompose(stack, directory_, locations, &problems);
    return absl::StrReplaceAll(FormatProblems(problems),
                               {{directory_ + "/host/srv/shop/docker-compose.yml", "COMPOSE"}});
  }

  // With one thing in the stack written otherwise.
  std::string With(const std::string& from, const std::string& to) const {
    const std::string changed = absl::StrReplaceAll(kStack, {{from, to}});
    EXPECT_NE(changed, kStack);
    return ProblemsOf(changed);
  }

  std::string directory_;
};

TEST_F(ComposeValidatorTest, AStackThatFitsHasNoProblems) { EXPECT_EQ(ProblemsOf(kStack), ""); }

TEST_F(ComposeValidatorTest, BrokenYamlIsToldWithItsPlace) {
  WriteCompose("  db:", " db:");
  EXPECT_THAT(ProblemsOf(kStack), ::testing::HasSubstr("COMPOSE:8:2: is no YAML: "));
  WriteCompose("    ports: [\"8080", "\tports: [\"8080");
  EXPECT_THAT(ProblemsOf(kStack), ::testing::HasSubstr("indent with blanks"));
}

TEST_F(ComposeValidatorTest, WhatComposeRefusesIsTold) {
  WriteCompose("services:", "servcies:");
  EXPECT_EQ(ProblemsOf(kStack),
            "COMPOSE:4: no section of a compose file: servcies; did you mean services?\n");
  WriteCompose("  tools:", "  web:");
  EXPECT_EQ(ProblemsOf(kStack), "COMPOSE:13: the key web is there twice; rename one\n");
  WriteCompose("    image: shop-db:1\n", "");
  EXPECT_EQ(ProblemsOf(kStack),
            "COMPOSE:8: service db has neither image nor build; name its image\n");
}

TEST_F(ComposeValidatorTest, AnImageThatNobodyMakesIsTold) {
  WriteCompose("shop-db:1", "shop-bd:1");
  EXPECT_EQ(ProblemsOf(kStack),
            "COMPOSE:9: service db has an image that nobody makes: shop-bd:1; did you mean "
            "shop-db:1?\n");
  Write("host/srv/shop/build.sh", "docker build -t shop-bd:1 .\n");
  EXPECT_EQ(ProblemsOf(kStack), "");
}

TEST_F(ComposeValidatorTest, ImagesOfReleasesAreTold) {
  EXPECT_EQ(With("value: 'shop-web:1'", "value: 'redis:7'"),
            "s:5:25: releases[0].images names an image that nobody makes: redis:7; add it to the "
            "stack's images: they make shop-web:1, shop-db:1\n");
}

TEST_F(ComposeValidatorTest, AVariableIsBelievedWhereAnImageFits) {
  WriteCompose("shop-db:1", "shop-db:${TAG}");
  EXPECT_EQ(ProblemsOf(kStack), "");
  WriteCompose("shop-db:1", "shop-bd:${TAG}");
  EXPECT_THAT(ProblemsOf(kStack), ::testing::HasSubstr("shop-bd:${TAG}"));
}

TEST_F(ComposeValidatorTest, AnOverridesImageTakesTheOthersPlace) {
  Write("host/srv/shop/docker-compose.override.yml", "services: {db: {image: 'redis:7'}}\n");
  EXPECT_THAT(ProblemsOf(kStack),
              ::testing::HasSubstr("override.yml:1: service db has an image that nobody makes"));
}

TEST_F(ComposeValidatorTest, APortThatTwoServicesTakeIsTold) {
  WriteCompose("published: \"5432\"", "published: \"9001\"");
  EXPECT_EQ(ProblemsOf(kStack),
            "COMPOSE:11: port 9001 of db is taken by web, line 7; publish it under another "
            "number\n");
}

TEST_F(ComposeValidatorTest, OtherAddressesAndProtocolsDoNotMeet) {
  Write("host/srv/shop/docker-compose.yml",
        "services:\n  web: {image: 'shop-web:1', ports: ['127.0.0.1:53:1', '54:54/udp', '55']}\n"
        "  db: {image: 'shop-db:1', ports: ['127.0.0.2:53:1', '54:54', '55']}\n");
  EXPECT_EQ(ProblemsOf(kStack), "");
}

TEST_F(ComposeValidatorTest, AProjectThatFitsNothingIsTold) {
  EXPECT_EQ(
      With("'shop'", "'shpo'"),
      "s:2:1: compose_project[0] is no project of the stack's compose files: shpo; did you mean "
      "shop?\n");
  EXPECT_EQ(
      With("'shop'", "'market'"),
      "s:2:1: compose_project[0] is no project of the stack's compose files: market; they make "
      "shop\n");
  WriteCompose("services:", "name: market\nservices:");
  EXPECT_EQ(With("'shop'", "'market'"), "");
}

TEST_F(ComposeValidatorTest, EachOfSeveralProjectsMustBeMade) {
  Write("host/srv/api/compose.yml",
        "services:\n  web: {image: 'shop-web:1', ports: ['81:80']}\n  db: {image: 'shop-db:1'}\n");
  const std::string both = "compose_project: 'shop' compose_project: 'api'";
  EXPECT_EQ(With("compose_project: 'shop'", both), "");
  EXPECT_EQ(With("compose_project: 'shop'", "compose_project: 'shop' compose_project: 'apo'"),
            "s:2:25: compose_project[1] is no project of the stack's compose files: apo; did you "
            "mean api?\n");
  EXPECT_EQ(ProblemsOf(absl::StrReplaceAll(kStack, {{"compose_project: 'shop'", both},
                                                    {"service: 'db'", "service: 'api/db'"},
                                                    {"key: 'web'", "key: 'shop/wep'"}})),
            "s:5:25: releases[0].images is not one of the services of the compose file: shop/wep; "
            "did you mean shop/web?\n");
  Write("host/srv/api/compose.yml",
        "services:\n  web: {image: 'shop-web:1', ports: ['8080:80']}\n");
  EXPECT_THAT(With("compose_project: 'shop'", both),
              HasSubstr("port 8080 of shop/web is taken by api/web, line 2"));
}

TEST_F(ComposeValidatorTest, AStackWithComposeFilesHasAProject) {
  EXPECT_THAT(With("compose_project: 'shop'", "recorded { name: 'commit' }"),
              HasSubstr("compose_project is not set, and the stack has compose files; they make"));
}

TEST_F(ComposeValidatorTest, AProjectMayBeNamedByItsSettingsOrAScript) {
  Write("host/srv/shop/.env", "COMPOSE_PROJECT_NAME=market\n");
  EXPECT_EQ(With("'shop'", "'market'"), "");
  Write("host/srv/shop/.env", "A=1\n");
  EXPECT_EQ(ProblemsOf(absl::StrReplaceAll(
                kStack, {{"'shop'", "'market'"}, {"compose up", "compose -p market up"}})),
            "");
}

TEST_F(ComposeValidatorTest, ADirectoryThatIsNotThereIsTold) {
  EXPECT_EQ(
      With("operator_directory: '/srv/shop'", "operator_directory: '/srv/shpo'"),
      "s:1:1: operator_directory is not on the machine: /srv/shpo; did you mean /srv/shop?\n");
  const std::string made = absl::StrReplaceAll(
      kStack, {{"operator_directory: '/srv/shop'", "operator_directory: '/home/you/shop'"},
               {"cd /srv/shop", "git clone a /home/you/shop; cd /srv/shop"}});
  EXPECT_EQ(ProblemsOf(made), "");
  EXPECT_EQ(With("operator_directory: '/srv/shop'", "operator_directory: '/root'"), "");
}

TEST_F(ComposeValidatorTest, ServicesThatAreNotThereAreTold) {
  EXPECT_EQ(With("service: 'db'", "service: 'bdb'"),
            "s:7:12: database.service is not one of the services of the compose file: bdb; did you "
            "mean db?\n");
  EXPECT_THAT(With("key: 'web'", "key: 'webb'"), ::testing::HasSubstr("did you mean web?"));
  // A further compose file may define the missing service: no problem is reported.
  Write("host/srv/shop/docker-compose.prod.yml", "services: {bdb: {image: 'shop-db:1'}}\n");
  EXPECT_EQ(With("service: 'db'", "service: 'bdb'"), "");
}

TEST_F(ComposeValidatorTest, WithoutAComposeFileThereIsNothingToCompareWith) {
  ASSERT_THAT(RemoveAll(directory_ + "/host/srv/shop/docker-compose.yml"), IsOk());
  EXPECT_EQ(With("'shop'", "'market'"), "");
}

}  // namespace
}  // namespace drill
