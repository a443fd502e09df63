#include "harness/drill/container_lives.h"

#include "gtest/gtest.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

ContainerInfo Container(const std::string& name) {
  ContainerInfo container;
  container.id = "id of " + name;
  container.name = name;
  container.service = name;
  container.status = "running";
  container.started_at = "2026-01-02T03:04:05Z";
  container.restart_count = 2;
  return container;
}

TEST(ContainerLivesTest, SayWhoLivesSinceWhen) {
  ContainerInfo container = Container("shop-api-1");
  container.project = "shop";
  container.oom_killed = true;
  container.exit_code = 137;
  const std::vector<ContainerLife> lives = ToLives({container});
  ASSERT_EQ(lives.size(), 1u);
  EXPECT_EQ(lives[0].id(), "id of shop-api-1");
  EXPECT_EQ(lives[0].name(), "shop-api-1");
  EXPECT_EQ(lives[0].project(), "shop");
  EXPECT_EQ(lives[0].status(), "running");
  EXPECT_EQ(lives[0].started_at(), "2026-01-02T03:04:05Z");
  EXPECT_EQ(lives[0].restarts(), 2);
  EXPECT_EQ(lives[0].exit_code(), 137);
  EXPECT_TRUE(lives[0].oom_killed());
}

TEST(ContainerLivesTest, NobodyMindsTheEndOfATask) {
  ContainerInfo task = Container("backup");
  task.for_one_task = true;
  EXPECT_TRUE(ToLives({task}).empty());
}

TEST(ContainerLivesTest, AreReadFromTheEngine) {
  FakeEngine engine;
  engine.Set(Container("api"));
  const auto lives = ReadContainerLives(engine.host(), absl::Seconds(5));
  ASSERT_THAT(lives, IsOk());
  ASSERT_EQ(lives->size(), 1u);
  EXPECT_EQ(lives->front().restarts(), 2);
  engine.Break();
  EXPECT_THAT(ReadContainerLives(engine.host(), absl::Seconds(5)).status(),
              StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace drill
