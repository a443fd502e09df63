#include "harness/twin/compose_portrait.h"

#include <filesystem>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/short_digest.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ComposePortraitTest : public ::testing::Test {
 protected:
  static ContainerInfo Container(const std::string& project) {
    ContainerInfo container;
    container.project = project;
    container.labels = {{"com.docker.compose.project.working_dir", "/srv/" + project},
                        {"com.docker.compose.project.config_files", "/srv/a.yml,/srv/b.yml"},
                        {"com.docker.compose.project.environment_file", "/srv/env"}};
    return container;
  }

  // "object field = value", a line each.
  std::vector<std::string> Traits(const ComposeFiles& files) {
    Portrait portrait;
    EXPECT_THAT(PaintComposeFiles(host_, files, absl::Seconds(1), &portrait), IsOk());
    std::vector<std::string> lines;
    for (const Trait& trait : portrait.traits())
      lines.push_back(trait.object() + " " + trait.field() + " = " + trait.value());
    return lines;
  }

  FakeDrillHost host_;
  Stack stack_;
};

TEST_F(ComposePortraitTest, OneProjectIsLookedForWhereTheOperatorIs) {
  stack_.add_compose_project("shop");
  stack_.set_operator_directory("/srv");
  const auto found = FindComposeFiles(stack_, {Container("shop")});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].directory, "/srv");
  host_.When(CommandContains("config"),
             {0, R"({"name": "shop", "services": {"db": {"image": "x"}, "web": {}}})", ""});
  EXPECT_THAT(Traits(found[0]),
              ElementsAre("compose files readable = yes",
                          "compose files would make name = " + DigestOf("\"shop\""),
                          "compose files would start db = " + DigestOf("{\"image\":\"x\"}"),
                          "compose files would start web = " + DigestOf("{}")));
  EXPECT_THAT(host_.commands().back(),
              ElementsAre("docker", "compose", "--profile", "*", "config", "--format", "json"));
}

TEST_F(ComposePortraitTest, TheFilesThatWereReadAreNamed) {
  host_.When(CommandContains("config"), {0, R"({"services": {}})", ""});
  Portrait portrait;
  EXPECT_THAT(PaintComposeFiles(host_, {"", "/srv", {}, ""}, absl::Seconds(1), &portrait), IsOk());
  EXPECT_THAT(portrait.compose_files(), Contains("/srv/docker-compose.yml"));
  EXPECT_THAT(portrait.compose_files(), Contains("/srv/compose.override.yaml"));
  portrait.clear_compose_files();
  EXPECT_THAT(
      PaintComposeFiles(host_, {"web", "/srv", {"/srv/prod.yml"}, ""}, absl::Seconds(1), &portrait),
      IsOk());
  EXPECT_THAT(portrait.compose_files(), ElementsAre("/srv/prod.yml"));
}

TEST_F(ComposePortraitTest, DirectoriesThatImagesAreBuiltFromAreNamed) {
  host_.When(CommandContains("config"),
             {0, R"({"services": {"db": {"image": "x"}, "web": {"build": {"context": "/srv/web"}},
                     "far": {"build": {"context": "https://example.org/far.git"}}}})",
              ""});
  Portrait portrait;
  EXPECT_THAT(PaintComposeFiles(host_, {"", "/srv", {}, ""}, absl::Seconds(1), &portrait), IsOk());
  EXPECT_THAT(portrait.build_contexts(), ElementsAre("/srv/web"));
}

TEST_F(ComposePortraitTest, FilesThatTheVariablesNameAreReadInPlaceOfTheUsualOnes) {
  const std::string root = ::testing::TempDir() + "/machine";
  std::filesystem::create_directories(root + "/srv");
  ASSERT_THAT(WriteFile(root + "/srv/.env", "A=b\nCOMPOSE_FILE=live/a.yml:/opt/b.yml\n"), IsOk());
  FakeDrillHost host(root);
  host.When(CommandContains("config"), {0, R"({"services": {}})", ""});
  Portrait portrait;
  EXPECT_THAT(PaintComposeFiles(host, {"", "/srv", {}, ""}, absl::Seconds(1), &portrait), IsOk());
  EXPECT_THAT(portrait.compose_files(), ElementsAre("/srv/live/a.yml", "/opt/b.yml"));
}

TEST_F(ComposePortraitTest, SeveralAreReadWhereTheyWereStartedFrom) {
  stack_.add_compose_project("api");
  stack_.add_compose_project("web");
  const auto found = FindComposeFiles(stack_, {Container("web")});
  ASSERT_EQ(found.size(), 2u);
  host_.When(CommandContains("config"), {0, R"({"services": {"proxy": {}}})", ""});
  EXPECT_THAT(Traits(found[0]), ElementsAre("compose files of api readable = no"));
  EXPECT_THAT(host_.commands(), IsEmpty());
  EXPECT_THAT(Traits(found[1]),
              ElementsAre("compose files of web started from = /srv/a.yml, /srv/b.yml",
                          "compose files of web readable = yes",
                          "compose files of web would start proxy = " + DigestOf("{}")));
  EXPECT_THAT(host_.commands().back(),
              ElementsAre("docker", "compose", "-p", "web", "--project-directory", "/srv/web", "-f",
                          "/srv/a.yml", "-f", "/srv/b.yml", "--env-file", "/srv/env", "--profile",
                          "*", "config", "--format", "json"));
}

TEST_F(ComposePortraitTest, WhatComposeRefusesIsATraitToo) {
  host_.When(CommandContains("config"), {1, "", "no such file"});
  EXPECT_THAT(Traits({"", "/srv", {}, ""}), ElementsAre("compose files readable = no"));
}

TEST_F(ComposePortraitTest, AnAnswerThatIsNoJsonIsNoneEither) {
  host_.When(CommandContains("config"), {0, "services:", ""});
  EXPECT_THAT(Traits({"", "/srv", {}, ""}), ElementsAre("compose files readable = no"));
}

TEST_F(ComposePortraitTest, AStackWithoutAProjectHasNone) {
  EXPECT_THAT(FindComposeFiles(stack_, {Container("web")}), IsEmpty());
}

}  // namespace
}  // namespace drill
