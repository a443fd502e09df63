#include "harness/journal/disturbance.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/enum_text.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Lateness Late(const std::string& phase, double mean_ms, double worst_ms, double crowd) {
  Lateness late;
  late.set_phase(phase);
  late.set_timers(100);
  late.set_mean_ms(mean_ms);
  late.set_worst_ms(worst_ms);
  late.set_runnable_per_processor(crowd);
  return late;
}

CheckResult& AddFailed(JournalFacts& facts, CheckPhase phase, const std::string& name) {
  CheckResult& check = facts.checks.emplace_back();
  check.set_phase(phase);
  check.set_name(name);
  check.set_actual("red");
  return check;
}

TEST(IsLateTest, ByTheAverageTheWorstOrTheCrowd) {
  EXPECT_FALSE(IsLate(Late("recovery", 2, 60, 4)));
  EXPECT_TRUE(IsLate(Late("recovery", 30, 60, 4)));
  EXPECT_TRUE(IsLate(Late("recovery", 2, 2000, 4)));
  EXPECT_TRUE(IsLate(Late("recovery", 2, 60, 30)));
  EXPECT_FALSE(IsLate(Lateness()));
}

TEST(IsLateTest, OneLateTimerIsNoAverage) {
  Lateness brief = Late("procedure", 11, 135, 4);
  brief.set_timers(16);
  EXPECT_FALSE(IsLate(brief)) << "the others came in time";
  brief.set_mean_ms(100);
  EXPECT_TRUE(IsLate(brief)) << "all came late";
  brief.set_timers(1);
  brief.set_mean_ms(135);
  EXPECT_FALSE(IsLate(brief));
  brief.set_worst_ms(600);
  EXPECT_TRUE(IsLate(brief));
}

TEST(DisturbanceTest, IsOfItsPhaseAlone) {
  JournalFacts facts;
  facts.lateness = {Late("procedure", 1, 2, 1), Late("recovery", 1, 3000, 1)};
  EXPECT_THAT(Disturbance(facts, "procedure"), IsEmpty());
  EXPECT_THAT(Disturbance(facts, "recovery"), HasSubstr("3000 ms at worst"));
  facts.clock_steps.emplace_back().set_phase("procedure");
  facts.clock_steps.back().set_seconds(-7);
  EXPECT_THAT(LateIn(facts, "procedure"), IsEmpty());
  EXPECT_THAT(Disturbance(facts, "procedure"), HasSubstr("set by -7.0 s"));
}

TEST(ExcuseDisturbedTest, WhatWasNotSeenInTimeIsUndecided) {
  for (const auto& [phase, name] : std::vector<std::pair<CheckPhase, std::string>>{
           {CHECK_PHASE_PROCEDURE, "procedure"},
           {CHECK_PHASE_RECOVERY, "recovery"},
           {CHECK_PHASE_VERIFICATION, "endpoints/GET /health"},
           {CHECK_PHASE_VERIFICATION, "services/api"},
           {CHECK_PHASE_VERIFICATION, "twin/speed"},
           {CHECK_PHASE_VERIFICATION, "stays_well/probes"}}) {
    JournalFacts facts;
    AddFailed(facts, phase, name);
    ExcuseDisturbed(facts);
    EXPECT_TRUE(Fails(facts.checks.front())) << name << " on a quiet machine";
    facts.lateness = {Late(EnumText(phase), 40, 900, 30)};
    ExcuseDisturbed(facts);
    EXPECT_TRUE(IsUndecided(facts.checks.front())) << name;
    EXPECT_THAT(facts.checks.front().actual(), HasSubstr("red (decided late"));
  }
}

TEST(ExcuseDisturbedTest, RequestsAreTimedInAPhaseOfTheirOwn) {
  for (const char* name : {"twin/speed", "twin/behaviour", "endpoints/GET /health"}) {
    JournalFacts facts;
    AddFailed(facts, CHECK_PHASE_VERIFICATION, name);
    facts.lateness = {Late("requests", 40, 900, 30)};
    ExcuseDisturbed(facts);
    EXPECT_EQ(IsUndecided(facts.checks.front()), name == std::string("twin/speed")) << name;
  }
}

TEST(ExcuseDisturbedTest, UsersWhoWereNotServedBeforeTheFaultAreNoYardstick) {
  for (const char* name : {"recovery", "load", "endpoints/GET /health", "schema"}) {
    const CheckPhase phase =
        name == std::string("recovery") ? CHECK_PHASE_RECOVERY : CHECK_PHASE_VERIFICATION;
    const auto judged = [&](const std::string& control, int acknowledged) {
      JournalFacts facts;
      facts.started.set_control(control);
      LoadWindow& before = facts.load.emplace_back();
      before.set_name("before");
      before.set_writes_sent(40);
      before.set_writes_acknowledged(acknowledged);
      AddFailed(facts, phase, name);
      ExcuseDisturbed(facts);
      return facts.checks.front();
    };
    EXPECT_TRUE(Fails(judged("", 39))) << name;
    EXPECT_TRUE(Fails(judged("no_rollback", 8))) << name << " means to fail";
    const CheckResult drowned = judged("", 8);
    if (name == std::string("schema")) {
      EXPECT_TRUE(Fails(drowned)) << "a recorded fact is wrong all the same";
    } else {
      EXPECT_TRUE(IsUndecided(drowned)) << name;
      EXPECT_THAT(drowned.actual(), HasSubstr("only 8 of 40 writes were answered before"));
    }
  }
}

TEST(ExcuseDisturbedTest, ARecordedFactIsWrongAtAnyPace) {
  for (const char* name : {"versions/api", "schema", "revision", "seeded_data/notes", "data",
                           "twin/behaviour", "stays_well/containers", "stays_well/memory"}) {
    JournalFacts facts;
    AddFailed(facts, CHECK_PHASE_VERIFICATION, name);
    facts.lateness = {Late("verification", 40, 900, 30)};
    ExcuseDisturbed(facts);
    EXPECT_TRUE(Fails(facts.checks.front())) << name;
  }
}

TEST(ExcuseDisturbedTest, ButNotAfterARecoveryThatWasNotDecided) {
  JournalFacts facts;
  AddFailed(facts, CHECK_PHASE_RECOVERY, "recovery");
  AddFailed(facts, CHECK_PHASE_VERIFICATION, "schema");
  facts.lateness = {Late("recovery", 40, 900, 30)};
  ExcuseDisturbed(facts);
  EXPECT_TRUE(IsUndecided(facts.checks.back())) << "the system may have been on its way back";
}

// Crowded while the containers were started, and quiet for as long as it was watched afterwards.
TEST(ExcuseDisturbedTest, WhatNeverCameBackDidNotWaitForTheProcedure) {
  const auto judged = [](bool completed, bool recovered, const std::string& late_phase) {
    JournalFacts facts;
    AddFailed(facts, CHECK_PHASE_RECOVERY, "recovery");
    facts.procedure.emplace().set_completed(completed);
    facts.recovered.emplace().set_recovered(recovered);
    facts.lateness = {Late(late_phase, 3, 150, 30)};
    ExcuseDisturbed(facts);
    return facts.checks.front();
  };
  EXPECT_TRUE(Fails(judged(true, false, "procedure")));
  EXPECT_TRUE(IsUndecided(judged(true, false, "recovery")));
  EXPECT_TRUE(IsUndecided(judged(true, true, "procedure"))) << "it came back, and too late";
  EXPECT_TRUE(IsUndecided(judged(false, false, "procedure"))) << "the procedure did not go through";
}

TEST(ExcuseDisturbedTest, LatenciesAreNotComparedOnAMachineThatBecameBusier) {
  const auto judged = [](const std::string& name, double before, double after) {
    JournalFacts facts;
    AddFailed(facts, CHECK_PHASE_VERIFICATION, name);
    facts.lateness = {Late("load", 1, 2, before), Late("load_after", 1, 2, before),
                      Late("stays_well", 1, 2, after)};
    ExcuseDisturbed(facts);
    return facts.checks.front();
  };
  const CheckResult busier = judged("service_level/slower", 1.1, 4.9);
  EXPECT_TRUE(IsUndecided(busier));
  EXPECT_THAT(busier.actual(), HasSubstr("4.9 threads for each processor since the recovery"));
  EXPECT_TRUE(Fails(judged("service_level/slower", 1.1, 2.4))) << "by its own work";
  EXPECT_TRUE(Fails(judged("service_level/slower", 4, 6.5))) << "as busy as before";
  EXPECT_TRUE(Fails(judged("service_level/errors", 1.1, 4.9))) << "errors are errors";
}

TEST(ExcuseDisturbedTest, LatenciesThatGrewAsTheDemandForProcessorsDidAreNotComparedEither) {
  const auto judged = [](double p50_after_ms, double before, double after) {
    JournalFacts facts;
    AddFailed(facts, CHECK_PHASE_VERIFICATION, "service_level/slower");
    facts.lateness = {Late("load", 1, 2, before), Late("load_after", 1, 2, after)};
    for (const char* name : {"before", "after"}) facts.load.emplace_back().set_name(name);
    facts.load[0].set_latency_p50_ms(14);
    facts.load[1].set_latency_p50_ms(p50_after_ms);
    ExcuseDisturbed(facts);
    return facts.checks.front();
  };
  EXPECT_TRUE(IsUndecided(judged(21.9, 1.6, 2.9)));
  EXPECT_TRUE(IsUndecided(judged(30, 0.9, 2.2))) << "below one for each nobody waits";
  EXPECT_TRUE(Fails(judged(30, 1.6, 2.9))) << "more than the processors are in demand";
  EXPECT_TRUE(Fails(judged(21.9, 1, 1.7))) << "nobody waits";
}

TEST(ExcuseDisturbedTest, TheServiceLevelIsThatOfTheLoadsLastWindow) {
  for (const char* phase : {"load_after", "stays_well"}) {
    JournalFacts facts;
    AddFailed(facts, CHECK_PHASE_VERIFICATION, "service_level/errors");
    facts.lateness = {Late(phase, 40, 900, 30)};
    ExcuseDisturbed(facts);
    EXPECT_TRUE(IsUndecided(facts.checks.front())) << phase;
  }
}

TEST(ExcuseDisturbedTest, AMachineAtItsLimitBeforeTheFaultIsNoYardstick) {
  const auto failed = [](double p50_ms, double crowd) {
    JournalFacts facts;
    AddFailed(facts, CHECK_PHASE_RECOVERY, "recovery");
    facts.lateness = {Late("load", 1, 2, crowd)};
    LoadWindow& before = facts.load.emplace_back();
    before.set_name("before");
    before.set_latency_p50_ms(p50_ms);
    ExcuseDisturbed(facts);
    return Fails(facts.checks.front());
  };
  EXPECT_FALSE(failed(310, 10));
  EXPECT_TRUE(failed(310, 3)) << "a system that is slow by itself";
  EXPECT_TRUE(failed(40, 10));
}

TEST(ExcuseDisturbedTest, TheLoadIsDecidedInPhasesOfItsOwn) {
  for (const char* phase : {"load_after", "stays_well"}) {
    JournalFacts facts;
    AddFailed(facts, CHECK_PHASE_VERIFICATION, "load");
    facts.lateness = {Late("verification", 40, 900, 30)};
    ExcuseDisturbed(facts);
    EXPECT_TRUE(Fails(facts.checks.front()));
    facts.lateness = {Late(phase, 40, 900, 30)};
    ExcuseDisturbed(facts);
    EXPECT_TRUE(IsUndecided(facts.checks.front())) << phase;
  }
}

TEST(ExcuseDisturbedTest, AStepOfTheClockLeavesOpenWhatReadsIt) {
  JournalFacts facts;
  facts.data.emplace().set_rule(LOSS_RULE_NOTHING_LOST);
  AddFailed(facts, CHECK_PHASE_VERIFICATION, "data").set_passed(true);
  AddFailed(facts, CHECK_PHASE_VERIFICATION, "backups/db/retention").set_passed(true);
  AddFailed(facts, CHECK_PHASE_VERIFICATION, "schema").set_passed(true);
  facts.clock_steps.emplace_back().set_phase("load");
  ExcuseDisturbed(facts);
  EXPECT_TRUE(facts.checks[0].passed()) << "no instant is compared";
  EXPECT_TRUE(IsUndecided(facts.checks[1]));
  EXPECT_TRUE(facts.checks[2].passed());
  facts.data->set_rule(LOSS_RULE_RECOVERY_POINT);
  ExcuseDisturbed(facts);
  EXPECT_TRUE(IsUndecided(facts.checks[0]));
}

}  // namespace
}  // namespace drill
