#include "harness/bench/benchmark_json.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/json.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr double kNever = std::numeric_limits<double>::infinity();

BenchOrigin Origin() {
  BenchOrigin origin;
  origin.machine.set_processor("A processor");
  origin.machine.set_processors(2);
  origin.inputs = {{"shop/gone", "abc"}};
  return origin;
}

std::string Written(const std::vector<BenchSeries>& series) {
  const auto json = BenchmarkJson(series, Origin());
  EXPECT_THAT(json, IsOk());
  return json.value_or("");
}

// A file of this text, in a directory of its own.
std::string Directory(const std::string& name, const std::string& text) {
  const std::string directory = absl::StrCat(testing::TempDir(), "/", name);
  EXPECT_THAT(MakeDirectories(directory), IsOk());
  EXPECT_THAT(WriteFile(absl::StrCat(directory, "/benchmark.json"), text), IsOk());
  return directory;
}

TEST(BenchmarkJsonTest, EachTimeIsARepetitionOfItsBenchmark) {
  const nlohmann::json json = ParseJson(Written({{"shop/gone/recovery", "", {900, 1100.5, 1000}}}));
  std::vector<double> times;
  for (const nlohmann::json& entry : json["benchmarks"]) {
    if (JsonTextAt(entry, "/run_type") != "iteration") continue;
    EXPECT_EQ(JsonTextAt(entry, "/name"), "shop/gone/recovery");
    EXPECT_EQ(JsonTextAt(entry, "/time_unit"), "ms");
    EXPECT_EQ(entry["iterations"], 1);
    times.push_back(entry["real_time"].get<double>());
  }
  ASSERT_EQ(times.size(), 3u);
  EXPECT_NEAR(times[0], 900, 1e-6);
  EXPECT_NEAR(times[1], 1100.5, 1e-6);
  EXPECT_NEAR(times[2], 1000, 1e-6);
  // What the compare tool shows beside them.
  EXPECT_THAT(json.dump(), HasSubstr("shop/gone/recovery_median"));
}

// A system that was back before the last command had ended, each time.
TEST(BenchmarkJsonTest, TimesThatAreAllZeroAreJsonToo) {
  const nlohmann::json json = ParseJson(Written({{"shop/gone/restart", "", {0, 0, 0}}}));
  ASSERT_TRUE(json.is_object());
  int times = 0;
  for (const nlohmann::json& entry : json["benchmarks"])
    if (JsonTextAt(entry, "/run_type") == "iteration") times += entry["real_time"] == 0 ? 1 : 0;
  EXPECT_EQ(times, 3);
}

TEST(BenchmarkJsonTest, CanBeWrittenTwice) {
  Written({{"a", "", {1}}});
  const std::string second = Written({{"b", "", {2}}});
  EXPECT_THAT(second, testing::Not(HasSubstr("\"a\"")));
}

TEST(BenchmarkJsonTest, IsReadAsItWasWritten) {
  const std::string directory =
      Directory("whole", Written({{"shop/gone/recovery", "", {900, kNever, 1000}},
                                  {"shop/gone/verify", "", {7}},
                                  {"shop/gone/nothing", "", {}}}));
  const auto base = ReadBenchmarkJson(directory);
  ASSERT_THAT(base, IsOk());
  EXPECT_EQ(base->origin.machine.processor(), "A processor");
  EXPECT_EQ(base->origin.machine.processors(), 2);
  EXPECT_EQ(base->origin.inputs.at("shop/gone"), "abc");
  ASSERT_EQ(base->times.size(), 2u);
  const std::vector<double>& times = base->times.at("shop/gone/recovery");
  ASSERT_EQ(times.size(), 3u);
  EXPECT_NEAR(times[0], 900, 1e-6);
  EXPECT_TRUE(std::isinf(times[1]));
  EXPECT_THAT(ReadBenchmarkJson(directory + "/benchmark.json"), IsOk());
}

TEST(BenchmarkJsonTest, SaysWhatIsNoBench) {
  for (const char* text : {"", "[]", "{}", R"({"context": {}, "benchmarks": []})",
                           R"({"context": {"machine": {}}, "benchmarks": {}})",
                           R"({"context": {"machine": {"x": 1}}, "benchmarks": []})",
                           R"({"context": {"machine": {}}, "benchmarks": [7]})",
                           R"({"context": {"machine": {}}, "benchmarks":
                               [{"run_type": "iteration", "name": "a", "time_unit": "ms"}]})"}) {
    const auto base = ReadBenchmarkJson(Directory("broken", text));
    EXPECT_THAT(base.status(), StatusIs(absl::StatusCode::kInvalidArgument)) << text;
    EXPECT_THAT(std::string(base.status().message()),
                HasSubstr("name the run directory of an earlier"))
        << text;
  }
  const auto gone = ReadBenchmarkJson("/no/such/place");
  EXPECT_THAT(gone.status(), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(gone.status().message()), HasSubstr("/no/such/place"));
}

}  // namespace
}  // namespace drill
