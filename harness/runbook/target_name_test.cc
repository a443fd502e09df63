#include "harness/runbook/target_name.h"

#include "gtest/gtest.h"

namespace drill {
namespace {

TEST(TargetNameTest, TargetsOfProcedures) {
  for (const char* name : {"RTO", "Target", "Estimated time", "Duration", "Max. downtime", "SLA",
                           "Recovery time", "Time to complete", "Dauer", "Update time"})
    EXPECT_TRUE(NamesTarget(name)) << name;
  for (const char* name : {"Retention time", "RPO", "Recovery point objective", "Response time",
                           "p95 time", "Actual time", "Data loss target", "Timeout", "Owner",
                           "When", "Cooldown time", "Last test (time)"})
    EXPECT_FALSE(NamesTarget(name)) << name;
}

TEST(TargetNameTest, OthersAreWholeWords) {
  EXPECT_FALSE(NamesOtherTimeOrResponse("Stage the update"));
  EXPECT_FALSE(NamesOtherTimeOrResponse("Flag the release"));
  EXPECT_TRUE(NamesOtherTimeOrResponse("Replication lag"));
  EXPECT_TRUE(NamesOtherTimeOrResponse("P1"));
  EXPECT_TRUE(NamesOtherTime("Wait for the cache"));
  EXPECT_FALSE(NamesOtherTime("Do not wait"));
}

TEST(TargetNameTest, StepsAndDuties) {
  for (const char* name : {"Phase 2", "Full rollback", "Detection to decision", "Restoring a dump"})
    EXPECT_TRUE(NamesStep(name)) << name;
  EXPECT_FALSE(NamesStep("Cache"));
  EXPECT_TRUE(NamesDuty("Notify stakeholders"));
  EXPECT_FALSE(NamesDuty("Stop the writers"));
}

TEST(TargetNameTest, SectionsOfWhatComesAfterwards) {
  for (const char* name : {"Follow-up", "Post-mortem", "4. After the incident", "Escalation",
                           "Post-rollback actions", "Communication", "Severity levels"})
    EXPECT_TRUE(NamesFollowUp(name)) << name;
  for (const char* name : {"Post-rollback verification", "Rollback", "Stop communication channels"})
    EXPECT_FALSE(NamesFollowUp(name)) << name;
}

}  // namespace
}  // namespace drill
