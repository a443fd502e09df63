#include "harness/runbook/rival_ways.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(RivalWaysTest, NamesOfOneKindAreRivals) {
  for (const char* label : {"mysql", "PostgreSQL:", "On MySQL / MariaDB", "Postgres (default)",
                            "For SQLite", "PostgreSQL 15"})
    EXPECT_EQ(RivalFamily(label), "database") << label;
  for (const char* label : {"With Compose", "With Kubernetes:", "Docker Compose", "systemd",
                            "If you use Docker", "Kubernetes cluster", "🐳 Docker"})
    EXPECT_EQ(RivalFamily(label), "runtime") << label;
  EXPECT_EQ(RivalFamily("Ubuntu/Debian"), RivalFamily("RHEL, CentOS"));
}

TEST(RivalWaysTest, ThePrepositionMakesRivalsOfWhatNobodyKnows) {
  EXPECT_EQ(RivalFamily("Using the console"), RivalFamily("Using the script"));
  EXPECT_EQ(RivalFamily("Mit dem Skript:"), RivalFamily("Mit der Hand:"));
  EXPECT_NE(RivalFamily("With the script"), RivalFamily("Via the console"));
}

TEST(RivalWaysTest, OtherLabelsAreNone) {
  for (const char* label :
       {"Frontend", "Redis", "Stop the database", "Restore Postgres", "", "Verify with curl",
        "Docker must be running on the machine before anything else is done", "Step 1"})
    EXPECT_EQ(RivalFamily(label), "") << label;
}

}  // namespace
}  // namespace drill
