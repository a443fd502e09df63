#include "harness/twin/engine_answers.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/json.h"
#include "harness/base/short_digest.h"
#include "harness/testing/trait_lines.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::vector<std::string> Container(absl::string_view json, const ReleaseLabels& labels = {}) {
  Portrait portrait;
  PaintContainer(ParseJson(json), labels, &portrait);
  return TraitLines(portrait);
}

TEST(EngineAnswersTest, AServicesContainerIsNamedByItsService) {
  EXPECT_THAT(Container(R"({"Name": "/shop-web-1", "State": {"Running": true, "Status": "running"},
                            "Config": {"Labels": {"com.docker.compose.project": "shop",
                              "com.docker.compose.service": "web",
                              "com.docker.compose.container-number": "1",
                              "com.docker.compose.config-hash": "ab12"}}})"),
              UnorderedElementsAre("container shop/web", "container shop/web: state: running",
                                   "container shop/web: name: shop-web-1",
                                   "container shop/web: compose configuration: ab12"));
}

TEST(EngineAnswersTest, ASecondOneIsAnother) {
  EXPECT_THAT(Container(R"({"State": {"Running": true}, "Config": {"Labels": {
                              "com.docker.compose.project": "shop",
                              "com.docker.compose.service": "web",
                              "com.docker.compose.container-number": "2"}}})"),
              ElementsAre("container shop/web 2"));
}

TEST(EngineAnswersTest, OneThatDoesNotRunOnlyLiesAbout) {
  EXPECT_THAT(Container(R"({"Name": "/x", "State": {"Running": false}})"),
              ElementsAre("container x (idle)"));
}

TEST(EngineAnswersTest, OneThatHasEndedHasNoHealth) {
  EXPECT_THAT(Container(R"({"Name": "/x", "State": {"Running": false, "Status": "exited",
                            "Health": {"Status": "unhealthy"}}})"),
              ElementsAre("container x (idle)", "container x: state: exited"));
  EXPECT_THAT(Container(R"({"Name": "/x", "State": {"Running": true, "Status": "running",
                            "Health": {"Status": "healthy"}}})"),
              ElementsAre("container x", "container x: state: running, healthy"));
}

TEST(EngineAnswersTest, WhatSaysNothingIsLeftOut) {
  EXPECT_THAT(Container(R"({"Name": "/x", "State": {"Running": true}, "HostConfig": {"Memory": 0,
                            "CapAdd": null, "Privileged": false, "PortBindings": {}, "Dns": []}})"),
              ElementsAre("container x"));
}

TEST(EngineAnswersTest, SettingsThatActAreRead) {
  EXPECT_THAT(
      Container(R"({"Name": "/x", "State": {"Running": true}, "HostConfig": {
                            "RestartPolicy": {"Name": "always", "MaximumRetryCount": 0},
                            "Memory": 1024, "NanoCpus": 5, "Privileged": true},
                            "NetworkSettings": {"Networks": {"b": {}, "a": {}}},
                            "Mounts": [{"Type": "volume", "Name": "data", "Destination": "/d"},
                                       {"Type": "bind", "Source": "/srv", "Destination": "/s",
                                        "RW": false}]})"),
      UnorderedElementsAre("container x", "container x: restart policy: always",
                           "container x: memory limit: 1024", "container x: processor limit: 5",
                           "container x: privileged: true", "container x: networks: a; b",
                           "container x: mounts: bind /srv on /s read-only; volume data on /d"));
}

TEST(EngineAnswersTest, WhatAnUpdateOfAContainerCanSetIsRead) {
  EXPECT_THAT(
      Container(R"({"Name": "/x", "State": {"Running": true}, "HostConfig": {
                            "MemoryReservation": 512, "CpuPeriod": 100, "CpusetMems": "0",
                            "BlkioWeight": 10}})"),
      UnorderedElementsAre("container x", "container x: memory reserved: 512",
                           "container x: processor period: 100", "container x: memory nodes: 0",
                           "container x: input and output weight: 10"));
}

TEST(EngineAnswersTest, LabelsThatOthersSteerByAreRead) {
  EXPECT_THAT(
      Container(R"({"Name": "/x", "State": {"Running": true}, "Config": {"Labels": {
                            "traefik.enable": "true", "com.docker.compose.project": "",
                            "org.opencontainers.image.version": "2.0"}}})"),
      UnorderedElementsAre("container x",
                           absl::StrCat("container x: label traefik.enable: ", DigestOf("true"))));
}

TEST(EngineAnswersTest, NamesOnNetworksAreReadWithoutTheId) {
  EXPECT_THAT(Container(R"({"Id": "0123456789abcdef", "Name": "/x", "State": {"Running": true},
                    "NetworkSettings": {"Networks": {
                        "shop": {"Aliases": ["web", "shop-web-1", "0123456789ab"]},
                        "old": {"Aliases": null}}}})"),
              UnorderedElementsAre("container x", "container x: networks: old; shop",
                                   "container x: names on networks: shop: shop-web-1, web"));
}

TEST(EngineAnswersTest, ValuesOfTheEnvironmentAreDigests) {
  const std::vector<std::string> lines = Container(
      R"({"Name": "/x", "State": {"Running": true}, "Config": {"Env": ["PASSWORD=s3cret=1", "A="]}})");
  EXPECT_THAT(lines,
              Contains(absl::StrCat("container x: environment PASSWORD: ", DigestOf("s3cret=1"))));
  for (const std::string& line : lines) EXPECT_THAT(line, Not(testing::HasSubstr("s3cret")));
}

TEST(EngineAnswersTest, ImagesAreNamedByTheirTags) {
  Portrait portrait;
  PaintImages(ParseJson(R"([{"Id": "sha256:1", "RepoTags": ["web:1", "web:latest"]},
                            {"Id": "sha256:2", "RepoTags": null}])"),
              {}, &portrait);
  EXPECT_THAT(TraitLines(portrait),
              ElementsAre("image web:1 (idle)", "image web:1: id: sha256:1",
                          "image web:latest (idle)", "image web:latest: id: sha256:1"));
}

// Two builds of one release are two images: where the stack says so, a label tells which release it
// is.
TEST(EngineAnswersTest, AnImageThatIsBuiltEachTimeIsToldByItsLabel) {
  constexpr char kBuilt[] = R"({"Name": "/shop-web-1", "Image": "sha256:1", "Config": {"Labels": {
      "com.docker.compose.project": "shop", "com.docker.compose.service": "web",
      "org.example/version": "1.4"}}})";
  EXPECT_THAT(Container(kBuilt), Contains("container shop/web: image id: sha256:1"));
  for (const char* service : {"web", "shop/web"}) {
    const std::vector<std::string> lines = Container(kBuilt, {{service, "org.example/version"}});
    EXPECT_THAT(lines, Contains("container shop/web: image label org.example/version: 1.4"));
    EXPECT_THAT(lines, Not(Contains(testing::HasSubstr("image id"))));
  }
  EXPECT_THAT(Container(kBuilt, {{"db", "org.example/version"}}),
              Contains("container shop/web: image id: sha256:1"));
}

TEST(EngineAnswersTest, SoIsItsTag) {
  Portrait portrait;
  PaintImages(ParseJson(R"([
      {"Id": "sha256:1", "RepoTags": ["web:1"], "Labels": {"org.example/version": "1.4"}},
      {"Id": "sha256:2", "RepoTags": ["base:1"], "Labels": {"org.example/version": "1.4"}}])"),
              {{"sha256:1", "org.example/version"}}, &portrait);
  EXPECT_THAT(TraitLines(portrait),
              ElementsAre("image web:1 (idle)", "image web:1: label org.example/version: 1.4",
                          "image base:1 (idle)", "image base:1: id: sha256:2"));
}

TEST(EngineAnswersTest, NetworksVolumesAndSettings) {
  Portrait portrait;
  PaintNetworks(ParseJson(R"([{"Name": "shop", "Driver": "bridge", "Internal": false}])"),
                &portrait);
  PaintVolumes(ParseJson(R"([{"Name": "data", "Driver": "local", "Options": {"size": "1g"}}])"),
               &portrait);
  PaintSettings(ParseJson(R"({"Driver": "overlay2", "LiveRestoreEnabled": true})"), &portrait);
  EXPECT_THAT(
      TraitLines(portrait),
      ElementsAre("network shop (idle)", "network shop: driver: bridge", "volume data (idle)",
                  "volume data: driver: local", R"(volume data: options: {"size":"1g"})",
                  "engine: storage driver: overlay2", "engine: live restore: true"));
}

}  // namespace
}  // namespace drill
