#include "harness/runbook/pull.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

std::string Proposed(const std::string& text, bool has_mirror = false) {
  const auto block = ParseShellBlock(text, 1);
  EXPECT_THAT(block, IsOk());
  return ProposedPull(block->statements.back(), has_mirror);
}

std::string Replacement(const std::string& text) { return "replacement: \"" + text + "\""; }

TEST(PullTest, ComposePullLooksForTheSameImages) {
  EXPECT_THAT(Proposed("docker compose pull"),
              HasSubstr(Replacement("docker compose config --images | xargs docker image inspect "
                                    "--format \\'{{.Id}}\\'")));
  EXPECT_THAT(Proposed("docker compose -f a.yml --env-file .env pull -q api web"),
              HasSubstr(Replacement("docker compose -f a.yml --env-file .env config --images api "
                                    "web | xargs docker image inspect --format \\'{{.Id}}\\'")));
  EXPECT_THAT(Proposed("docker-compose pull api"), HasSubstr("docker-compose config --images api"));
}

TEST(PullTest, WhatStandsAroundItStays) {
  EXPECT_THAT(Proposed("cd /opt/x && sudo docker compose pull && docker compose up -d"),
              HasSubstr(Replacement("cd /opt/x && sudo docker compose config --images | xargs sudo "
                                    "docker image inspect --format \\'{{.Id}}\\' && docker compose "
                                    "up -d")));
}

TEST(PullTest, OneImage) {
  EXPECT_THAT(Proposed("docker pull --platform=linux/amd64 ghcr.io/x/y:$TAG"),
              HasSubstr(Replacement("docker image inspect --format \\'{{.Id}}\\' "
                                    "ghcr.io/x/y:$TAG")));
}

TEST(PullTest, ALoginIsLeftOut) {
  EXPECT_THAT(Proposed("docker login ghcr.io -u ci"), HasSubstr(Replacement(":")));
}

TEST(PullTest, AMirrorAnswersForDockerHubAlone) {
  for (const char* text : {"docker compose pull", "docker-compose pull api", "docker pull web:1",
                           "docker pull library/web"})
    EXPECT_EQ(Proposed(text, true), "") << text;
  for (const char* text : {"docker pull ghcr.io/x/web:1", "docker pull localhost/web",
                           "docker pull web.test:5000/web", "docker login ghcr.io"})
    EXPECT_NE(Proposed(text, true), "") << text;
}

TEST(PullTest, NothingElseAsksARegistry) {
  for (const char* text : {"docker compose up -d", "git pull", "docker pull", "docker compose ps",
                           "echo docker pull x", "podman ps"})
    EXPECT_EQ(Proposed(text), "") << text;
}

}  // namespace
}  // namespace drill
