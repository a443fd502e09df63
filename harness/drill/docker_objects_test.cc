#include "harness/drill/docker_objects.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kNetworks[] = R"([{"Name": "bridge"}, {"Name": "shop_default"}])";
constexpr char kVolumes[] = R"({"Volumes": [{"Name": "shop_data"}]})";

std::string Container(const std::string& name, const std::string& service, const std::string& state,
                      const std::string& status) {
  return R"({"Names": ["/)" + name + R"("], "State": ")" + state + R"(", "Status": ")" + status +
         R"(", "Labels": {"com.docker.compose.project": "shop", "com.docker.compose.service": ")" +
         service + R"("}})";
}

DockerObjects Objects(const std::string& containers, const std::string& networks = kNetworks,
                      const std::string& volumes = kVolumes) {
  const auto objects = ParseDockerObjects("[" + containers + "]", networks, volumes);
  EXPECT_THAT(objects, IsOk());
  return objects.ok() ? *objects : DockerObjects();
}

const char kUp[] = "Up 3 minutes (healthy)";

TEST(DockerObjectsTest, NamesAllThereIs) {
  EXPECT_THAT(Objects(Container("shop-web-1", "web", "running", kUp)).names,
              ElementsAre("compose project shop", "container shop-web-1", "network bridge",
                          "network shop_default", "volume shop_data"));
}

TEST(DockerObjectsTest, NoVolumesAreNull) {
  EXPECT_THAT(Objects("", "[]", R"({"Volumes": null})").names, IsEmpty());
}

TEST(DockerObjectsTest, SaysWhichAnswerIsNone) {
  EXPECT_THAT(ParseDockerObjects("{}", "[]", "{}").status(),
              StatusIs(absl::StatusCode::kInternal, ::testing::HasSubstr("containers")));
  EXPECT_THAT(ParseDockerObjects("[]", "oops", "{}").status(),
              StatusIs(absl::StatusCode::kInternal, ::testing::HasSubstr("networks")));
  EXPECT_THAT(ParseDockerObjects("[]", "[]", "[]").status(),
              StatusIs(absl::StatusCode::kInternal, ::testing::HasSubstr("volumes")));
}

TEST(DockerObjectsTest, AnEngineThatDoesNotAnswerIsAnError) {
  LocalHost host("/nonexistent");
  EXPECT_THAT(ReadDockerObjects(host, absl::Seconds(1)).status(),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST(CompareDockerObjectsTest, ARecreatedContainerIsNoChange) {
  const DockerObjects all = Objects(Container("shop-web-1", "web", "running", kUp));
  const HostChanges changes = CompareDockerObjects(all, all, all);
  EXPECT_EQ(changes.appeared_size() + changes.vanished_size() + changes.worse_size(), 0);
}

TEST(CompareDockerObjectsTest, TellsWhatCameAndWhatWentByName) {
  const DockerObjects before = Objects(Container("shop-web-1", "web", "running", kUp));
  const DockerObjects after =
      Objects(Container("shop-web-1", "web", "running", kUp) + "," +
                  R"({"Names": ["/old-web-1"], "State": "exited", "Status": "Exited (0) 1 s ago",
                      "Labels": {"com.docker.compose.project": "old"}})",
              R"([{"Name": "bridge"}, {"Name": "old_default"}])",
              R"({"Volumes": [{"Name":
              "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}]})");
  const HostChanges changes = CompareDockerObjects(before, before, after);
  EXPECT_THAT(changes.appeared(),
              ElementsAre("anonymous volume 0123456789ab", "compose project old",
                          "container old-web-1", "network old_default"));
  EXPECT_THAT(changes.vanished(), ElementsAre("network shop_default", "volume shop_data"));
}

TEST(CompareDockerObjectsTest, TellsWhatRanBeforeTheProcedureAndDoesNotAfterIt) {
  const DockerObjects healthy = Objects("");
  const DockerObjects broken =
      Objects(Container("a", "web", "running", kUp) + "," + Container("b", "api", "running", kUp) +
              "," + Container("c", "db", "running", kUp) + "," +
              Container("d", "mail", "exited", "Exited (1) 1 s ago"));
  const DockerObjects after =
      Objects(Container("a", "web", "exited", "Exited (137) 1 second ago") + "," +
              Container("c", "db", "running", "Up 1 second (unhealthy)"));
  EXPECT_THAT(CompareDockerObjects(healthy, broken, after).worse(),
              ElementsAre("shop/api is gone; it ran before the procedure",
                          "shop/db runs, unhealthy; it ran before the procedure",
                          "shop/web exited with 137; it ran before the procedure"));
}

TEST(CompareDockerObjectsTest, AServiceIsAsWellAsTheBestOfItsContainers) {
  const DockerObjects one = Objects(Container("a", "web", "running", kUp));
  const DockerObjects two = Objects(Container("a", "web", "running", kUp) + "," +
                                    Container("old", "web", "exited", "Exited (1) 1 s ago"));
  EXPECT_THAT(CompareDockerObjects(one, one, two).worse(), IsEmpty());
  EXPECT_THAT(CompareDockerObjects(two, two, one).worse(), IsEmpty());
}

}  // namespace
}  // namespace drill
