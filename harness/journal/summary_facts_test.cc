#include "harness/journal/summary_facts.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

TEST(SummaryFactsTest, SaysWhatExactlyWasRun) {
  DrillStarted started;
  Source& source = *started.add_sources();
  source.set_what("document");
  source.set_file("ROLLBACK.md");
  source.set_sha256("1a2b");
  started.mutable_harness()->set_git_commit("c0ffee");
  started.mutable_harness()->set_git_modified(true);
  Summary summary;
  AddIdentity(started, summary);
  ASSERT_EQ(summary.sources_size(), 1);
  EXPECT_EQ(summary.sources(0).what(), "document");
  EXPECT_EQ(summary.sources(0).sha256(), "1a2b");
  EXPECT_EQ(summary.harness().git_commit(), "c0ffee");
  EXPECT_TRUE(summary.harness().git_modified());
}

TEST(SummaryFactsTest, ASizeThatWasNotAskedForIsNull) {
  RowsGrown grown;
  grown.set_rows(12'000);
  Summary summary;
  AddGrowth(grown, summary);
  EXPECT_EQ(summary.growth().rows(), 12'000);
  EXPECT_FALSE(summary.growth().has_bytes());
  grown.set_bytes(34);
  AddGrowth(grown, summary);
  EXPECT_EQ(summary.growth().bytes(), 34);
}

TEST(SummaryFactsTest, WhatTheMachineDoesNotSayIsNull) {
  Summary summary;
  AddMachine(Machine(), summary);
  EXPECT_FALSE(summary.machine().has_processors());
  EXPECT_FALSE(summary.machine().has_memory_bytes());
}

TEST(SummaryFactsTest, TellsChangesAndWhatWasNotReached) {
  HostChanges changes;
  changes.add_appeared("network old_default");
  changes.add_vanished("volume shop_data");
  changes.add_worse("shop/web is gone");
  ProcedureEnded ended;
  ended.add_unreached()->set_text("docker compose up -d");
  ended.mutable_unreached(0)->set_line(60);
  Summary summary;
  AddHostChanges(changes, summary);
  AddUnreached(ended.unreached(), summary);
  EXPECT_THAT(summary.appeared(), ElementsAre("network old_default"));
  EXPECT_THAT(summary.vanished(), ElementsAre("volume shop_data"));
  EXPECT_THAT(summary.worse(), ElementsAre("shop/web is gone"));
  EXPECT_EQ(summary.unreached(0).line(), 60);
}

}  // namespace
}  // namespace drill
