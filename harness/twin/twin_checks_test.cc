#include "harness/twin/twin_checks.h"

#include <google/protobuf/text_format.h>

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Portrait Machine(int containers, const std::string& policy) {
  Portrait portrait;
  Painter painter(ENGINE, &portrait);
  for (int i = 0; i < containers; ++i) {
    const std::string name = std::string("container ") + static_cast<char>('a' + i);
    painter.Object(name);
    painter.Field(name, "restart policy", policy);
  }
  return portrait;
}

TEST(TwinChecksTest, TheSameMachinePasses) {
  const TwinFindings judged =
      JudgeTwin({Machine(2, "always"), Machine(2, "always")}, Machine(2, "always"), {});
  ASSERT_THAT(judged.checks, SizeIs(1));
  EXPECT_EQ(judged.checks[0].name(), "twin/engine");
  EXPECT_TRUE(judged.checks[0].passed());
  EXPECT_EQ(judged.checks[0].expected(), "as on 2 healthy machines");
  EXPECT_EQ(judged.checks[0].actual(), "the same in 2 objects");
}

TEST(TwinChecksTest, AFindingFailsAndSaysHowItIsDeclared) {
  const TwinFindings judged =
      JudgeTwin({Machine(1, "always"), Machine(1, "always")}, Machine(1, "no"), {});
  ASSERT_THAT(judged.checks, SizeIs(1));
  EXPECT_FALSE(judged.checks[0].passed());
  EXPECT_FALSE(judged.checks[0].undecided());
  EXPECT_EQ(judged.checks[0].actual(), "container a: restart policy is no, was always");
  EXPECT_THAT(judged.sights[0].declarations(),
              ElementsAre("differences { category: ENGINE object: \"container a\" field: "
                          "\"restart policy\" reason: \"\" }"));
}

TEST(TwinChecksTest, ADeclarationMeansItsOwnObject) {
  TwinDifference difference;
  difference.category = MACHINE;
  difference.object = "process sshd: [listener] \"\\d\" (root)";
  const std::string line = DeclarationOf(difference);
  EXPECT_EQ(line, R"x(differences { category: MACHINE object: )x"
                  R"x("process sshd: \\[listener] \"\\\\d\" (root)" reason: "" })x");
  Difference declared;
  const std::string body = line.substr(line.find('{') + 1, line.rfind('}') - line.find('{') - 1);
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(body, &declared));
  Portrait found;
  Painter(MACHINE, &found).Object(difference.object);
  const TwinFindings judged = JudgeTwin({Portrait(), Portrait()}, found, {declared});
  EXPECT_THAT(judged.sights[0].findings(), IsEmpty());
  EXPECT_THAT(judged.sights[0].declared(), ElementsAre(difference.object + " is new"));
}

TEST(TwinChecksTest, WhatCouldNotBeSeenIsUndecided) {
  Portrait found;
  Painter(ENGINE, &found).NotObserved("the engine", "it does not answer");
  const TwinFindings judged = JudgeTwin({Machine(1, "no"), Machine(1, "no")}, found, {});
  ASSERT_THAT(judged.checks, SizeIs(1));
  EXPECT_FALSE(judged.checks[0].passed());
  EXPECT_TRUE(judged.checks[0].undecided());
  EXPECT_EQ(judged.checks[0].actual(), "the engine: it does not answer");
}

TEST(TwinChecksTest, WhatCouldNotBeSeenOfAHealthyMachineIsUndecidedToo) {
  Portrait healthy = Machine(1, "no");
  healthy.set_taken_of("deployed again");
  Painter(DATABASE, &healthy).NotObserved("the database", "it does not answer");
  const TwinFindings judged = JudgeTwin({Machine(1, "no"), healthy}, Machine(1, "no"), {});
  ASSERT_THAT(judged.checks, SizeIs(2));
  EXPECT_TRUE(judged.checks[0].passed());
  EXPECT_EQ(judged.checks[1].name(), "twin/database");
  EXPECT_TRUE(judged.checks[1].undecided());
  EXPECT_EQ(judged.checks[1].actual(),
            "on the healthy machine, deployed again: the database: it does not answer");
}

TEST(TwinChecksTest, FilesCountAlsoWhereNoneWasChanged) {
  Portrait machine;
  machine.set_files_compared(8412);
  const TwinFindings judged = JudgeTwin({machine, machine}, machine, {});
  ASSERT_THAT(judged.checks, SizeIs(1));
  EXPECT_EQ(judged.checks[0].name(), "twin/files");
  EXPECT_TRUE(judged.checks[0].passed());
  EXPECT_EQ(judged.checks[0].actual(), "the same in 8412 objects");
}

TEST(TwinChecksTest, WhatIsLookedAtOnNoMachineIsToldAndDecidesNothing) {
  const auto machine = [] {
    Portrait portrait = Machine(1, "no");
    Painter(ENGINE, &portrait).NeverObserved("rows of public.events", "it has no key");
    return portrait;
  };
  const TwinFindings judged = JudgeTwin({machine(), machine()}, machine(), {});
  ASSERT_THAT(judged.checks, SizeIs(1));
  EXPECT_TRUE(judged.checks[0].passed());
  EXPECT_THAT(judged.sights[0].noise(), ElementsAre("rows of public.events: it has no key"));
}

TEST(TwinChecksTest, OfManyFindingsTheFirstAreShown) {
  const TwinFindings judged =
      JudgeTwin({Machine(14, "always"), Machine(14, "always")}, Machine(0, ""), {});
  EXPECT_THAT(judged.checks[0].actual(), HasSubstr("container a is missing; "));
  EXPECT_THAT(judged.checks[0].actual(), HasSubstr("; and 4 more"));
  EXPECT_THAT(judged.sights[0].findings(), SizeIs(14));
}

// A machine that is asked for one page.
Portrait Answering(const std::string& status, int64_t p50_us) {
  Portrait portrait;
  Painter(BEHAVIOUR, &portrait).Object("request front");
  Painter(BEHAVIOUR, &portrait).Field("request front", "status", status);
  Latency& latency = *portrait.add_latencies();
  latency.set_request("request front");
  latency.set_p50_us(p50_us);
  latency.set_answered(9);
  return portrait;
}

TEST(TwinChecksTest, TheSpeedIsACheckOfItsOwn) {
  const TwinFindings judged =
      JudgeTwin({Answering("200", 1000), Answering("200", 900)}, Answering("200", 700'000), {});
  ASSERT_THAT(judged.checks, SizeIs(2));
  EXPECT_EQ(judged.checks[0].name(), "twin/behaviour");
  EXPECT_TRUE(judged.checks[0].passed());
  EXPECT_EQ(judged.checks[1].name(), "twin/speed");
  EXPECT_FALSE(judged.checks[1].passed());
  EXPECT_THAT(judged.checks[1].actual(), HasSubstr("request front: speed is a median of 700.0 ms"));
  EXPECT_THAT(judged.sights[1].declarations(),
              ElementsAre("differences { category: BEHAVIOUR object: \"request front\" field: "
                          "\"speed\" reason: \"\" }"));
}

TEST(TwinChecksTest, TooManyNewRowsAreAFindingOfTheDatabase) {
  const auto with_rows = [](int64_t rows) {
    Portrait portrait;
    Painter(DATABASE, &portrait).Object("table notes");
    portrait.set_ran_seconds(10);
    NewRows& table = *portrait.add_new_rows();
    table.set_table("table notes");
    table.set_rows(rows);
    return portrait;
  };
  const TwinFindings judged = JudgeTwin({with_rows(1), with_rows(1)}, with_rows(5000), {});
  ASSERT_THAT(judged.checks, SizeIs(1));
  EXPECT_EQ(judged.checks[0].name(), "twin/database");
  EXPECT_FALSE(judged.checks[0].passed());
}

TEST(TwinChecksTest, RowsFromBeforeTheFaultAreLookedForWhereTheyAreToBeTheSame) {
  const auto machine = [](int64_t key) {
    Portrait portrait;
    Painter(DATABASE, &portrait).Object("table notes");
    RowsSince& table = *portrait.add_rows_that_came();
    table.set_table("table notes");
    table.add_key(key);
    return portrait;
  };
  const std::vector<Portrait> healthy = {machine(1), machine(1)};
  const Portrait before = machine(7);
  EXPECT_TRUE(JudgeTwin(healthy, machine(8), {}).checks.at(0).passed());
  EXPECT_TRUE(JudgeTwin(healthy, machine(7), {}, {}, &before).checks.at(0).passed());
  const TwinFindings judged = JudgeTwin(healthy, machine(8), {}, {}, &before);
  EXPECT_EQ(judged.checks.at(0).actual(),
            "table notes: rows from before the fault is 0 of 1, was all of them");
}

TEST(TwinChecksTest, WhatIsAnsweredIsNoMatterOfSpeed) {
  const TwinFindings judged =
      JudgeTwin({Answering("200", 1000), Answering("200", 900)}, Answering("404", 1000), {});
  ASSERT_THAT(judged.checks, SizeIs(2));
  EXPECT_EQ(judged.checks[0].actual(), "request front: status is 404, was 200");
  EXPECT_TRUE(judged.checks[1].passed());
  EXPECT_THAT(judged.sights[1].findings(), IsEmpty());
}

TEST(TwinChecksTest, ADeclarationThatDidNotOccurIsTold) {
  Difference difference;
  difference.set_category(ENGINE);
  difference.set_object("container z");
  const TwinFindings judged =
      JudgeTwin({Machine(1, "no"), Machine(1, "no")}, Machine(1, "no"), {difference});
  EXPECT_THAT(judged.sights[0].not_occurred(), ElementsAre("container z"));
  EXPECT_THAT(judged.sights[0].findings(), IsEmpty());
}

TEST(TwinChecksTest, WhatIsMeantToStayAsItWasBeforeTheProcedureIsDeclared) {
  const std::vector<Portrait> healthy = {Machine(2, "always"), Machine(2, "always")};
  const Portrait before = Machine(2, "no");
  MeantToStay meant;
  meant.before = &before;
  meant.categories = {ENGINE};
  meant.services = {"a", "b"};
  const TwinFindings stayed = JudgeTwin(healthy, Machine(2, "no"), {}, meant);
  EXPECT_TRUE(stayed.checks[0].passed()) << stayed.checks[0].actual();
  EXPECT_THAT(stayed.sights[0].declared(), SizeIs(2));

  const TwinFindings otherwise = JudgeTwin(healthy, Machine(2, "on-failure"), {}, meant);
  EXPECT_FALSE(otherwise.checks[0].passed());
  EXPECT_THAT(otherwise.sights[0].findings(), SizeIs(2));
}

TEST(TwinChecksTest, WhatAServiceThatStaysWritesIsNotJudged) {
  const auto machine = [](int unknown) {
    Portrait portrait;
    Painter(DATABASE, &portrait).Object("table public.beats");
    NewRows& rows = *portrait.add_new_rows();
    rows.set_table("table public.beats");
    (*rows.mutable_newest())["version"].set_unknown(unknown);
    return portrait;
  };
  const std::vector<Portrait> healthy = {machine(0), machine(0)};
  EXPECT_FALSE(JudgeTwin(healthy, machine(5), {}).checks.at(0).passed());
  MeantToStay meant;
  meant.services.insert("worker");
  EXPECT_TRUE(JudgeTwin(healthy, machine(5), {}, meant).checks.at(0).passed());
}

}  // namespace
}  // namespace drill
