#include "harness/runbook/time_limit.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

struct Case {
  std::string words;
  std::optional<absl::Duration> limit;
};

TEST(ParseLimitTest, ReadsWhatDocumentsSay) {
  const std::vector<Case> cases = {
      {"~5 min", absl::Minutes(5)},
      {"~ 5 min.", absl::Minutes(5)},
      {"< 5 minutes", absl::Minutes(5)},
      {"<2 minutes", absl::Minutes(2)},
      {"2-3 minutes", absl::Minutes(3)},
      {"15–30 min", absl::Minutes(30)},
      {"1 - 2 hours", absl::Hours(2)},
      {"2 to 3 min", absl::Minutes(3)},
      {"30 s - 2 min", absl::Minutes(2)},
      {"≤ 60 s", absl::Seconds(60)},
      {"≤60s — do NOT skip", absl::Seconds(60)},
      {"30s", absl::Seconds(30)},
      {"about 10 s", absl::Seconds(10)},
      {"within 15 minutes", absl::Minutes(15)},
      {"Up to 4 hours", absl::Hours(4)},
      {"15-minute complete rollback time", absl::Minutes(15)},
      {"1h 30m", absl::Minutes(90)},
      {"1.5 hours", absl::Minutes(90)},
      {"500 ms", absl::Milliseconds(500)},
      {"~2-5 Minuten", absl::Minutes(5)},
      {"AUTO, 1 min", absl::Minutes(1)},
      {"> 5 minutes", std::nullopt},
      {"≥ 2 min", std::nullopt},
      {"30+ minutes", std::nullopt},
      {"more than 1 hour", std::nullopt},
      {"every 5 minutes", std::nullopt},
      {"the last 5 minutes", std::nullopt},
      {"wait 2 minutes", std::nullopt},
      {"5 min ago", std::nullopt},
      {"5 minutes after the deploy", std::nullopt},
      {"0 s", std::nullopt},
      {"< 0 minutes", std::nullopt},
      {"5 minutes or 2 hours", std::nullopt},
      {"30 days", std::nullopt},
      {"N/A", std::nullopt},
      {"TBD", std::nullopt},
      {"Immediate", std::nullopt},
      {"v1.2 mapping", std::nullopt},
      {"5 migrations", std::nullopt},
      {"", std::nullopt},
  };
  for (const Case& one : cases) EXPECT_EQ(ParseLimit(one.words), one.limit) << one.words;
}

TEST(ParseWholeLimitTest, NothingElseIsSaid) {
  for (const char* words : {"5 minutes", "< 5 min", "15-20 minutes", "~2–3 min", "1h 30m",
                            "within 10 minutes.", "approximately 5 minutes", "10 min max",
                            "typically 2 minutes", "takes 5 minutes", "**5 minutes**"})
    EXPECT_TRUE(ParseWholeLimit(words).has_value()) << words;
  for (const char* words : {"last 5 minutes", "5 minutes of logs", "keep 5 minutes", "> 5 minutes",
                            "", "0 s", "see 5 min", "5 replicas"})
    EXPECT_FALSE(ParseWholeLimit(words).has_value()) << words;
  EXPECT_TRUE(ParseWholeLimit("< 5 min")->upper_bound);
  EXPECT_FALSE(ParseWholeLimit("5 min")->upper_bound);
  EXPECT_TRUE(ParseWholeLimit("within 5 min")->within);
}

TEST(LimitWordsTest, WithoutTheTextAroundThem) {
  EXPECT_EQ(LimitWords("it typically takes 2-3 minutes."), "2-3 minutes");
  EXPECT_EQ(LimitWords("AUTO, < 1 min"), "< 1 min");
  EXPECT_EQ(LimitWords("soon"), "soon");
}

TEST(LimitWordsTest, AMegabyteIsRead) {
  const std::string text(size_t{1} << 20, '1');
  EXPECT_EQ(ParseLimit(text), std::nullopt);
  EXPECT_EQ(LimitWords(text), text);
}

}  // namespace
}  // namespace drill
