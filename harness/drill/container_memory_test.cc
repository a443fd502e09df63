#include "harness/drill/container_memory.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Eq;
using ::testing::Optional;

TEST(ContainerMemoryTest, IsWhatCannotBeReadAgain) {
  EXPECT_THAT(ParseAnonymousMemory(
                  R"({"memory_stats": {"usage": 900, "stats": {"anon": 300, "file": 600}}})"),
              Optional(300));
  EXPECT_THAT(ParseAnonymousMemory(
                  R"({"memory_stats": {"usage": 900,
                      "stats": {"rss": 100, "total_rss": 310, "total_cache": 600}}})"),
              Optional(310));
  EXPECT_THAT(ParseAnonymousMemory(R"({"memory_stats": {"stats": {"anon": 5000000000}}})"),
              Optional(int64_t{5000000000}));
}

TEST(ContainerMemoryTest, IsNotSaidOfWhatDoesNotRun) {
  for (const char* stats : {R"({"memory_stats": {}})", "{}", "[]", "", "no answer",
                            R"({"memory_stats": {"stats": {"anon": "much"}}})"}) {
    EXPECT_THAT(ParseAnonymousMemory(stats), Eq(std::nullopt)) << stats;
  }
}

TEST(ContainerMemoryTest, IsReadOfAllThatSayIt) {
  FakeEngine engine;
  for (const char* service : {"api", "silent"}) engine.RunHere(service);
  engine.SetMemory("api", 4096);
  const auto memory = ReadContainerMemory(EngineOf(engine.host()));
  ASSERT_THAT(memory, IsOk());
  ASSERT_EQ(memory->size(), 1u);
  EXPECT_EQ(memory->front().id, "api");
  EXPECT_EQ(memory->front().name, "api");
  EXPECT_EQ(memory->front().anonymous_bytes, 4096);
  engine.Break();
  EXPECT_THAT(ReadContainerMemory(EngineOf(engine.host())).status(),
              StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace drill
