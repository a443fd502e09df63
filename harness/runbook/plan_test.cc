#include "harness/runbook/plan.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/base/problem.h"
#include "harness/runbook/document.h"
#include "harness/runbook/programs.h"
#include "harness/scenario/scenario.pb.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

Document Parse(const std::string& text) {
  auto document = ParseDocument("R.md", text);
  EXPECT_THAT(document, IsOk());
  return *std::move(document);
}

Document Good() {
  auto text = ReadFile("harness/runbook/testdata/good.md");
  EXPECT_THAT(text, IsOk());
  return Parse(*text);
}

// One procedure "P" with one bash block; its commands begin on line 4.
Document Block(const std::string& commands) {
  return Parse(absl::StrCat("# P\n\n```bash\n", commands, "\n```\n"));
}

Rollback For(const std::string& heading) {
  Rollback rollback;
  rollback.set_heading(heading);
  return rollback;
}

void Take(Rollback& rollback, const std::string& take) {
  Choice* choice = rollback.add_choices();
  choice->set_take(take);
  choice->set_reason("because");
}

void Bind(Rollback& rollback, const std::string& placeholder, const std::string& value) {
  Binding* binding = rollback.add_bindings();
  binding->set_placeholder(placeholder);
  binding->set_value(value);
  binding->set_reason("from the log");
}

void Substitute(Rollback& rollback, const std::string& command, const std::string& replacement) {
  Substitution* substitution = rollback.add_substitutions();
  substitution->set_command(command);
  substitution->set_replacement(replacement);
  substitution->set_reason("no terminal");
}

std::vector<std::string> RunTexts(const Plan& plan) {
  std::vector<std::string> result;
  for (const Step& step : plan.steps) result.push_back(step.run_text);
  return result;
}

std::vector<std::pair<std::string, int>> Deviations(const Plan& plan) {
  std::vector<std::pair<std::string, int>> result;
  for (const PlanDeviation& one : plan.deviations) result.emplace_back(one.kind, one.line);
  return result;
}

TEST(PlanTest, CommandsRunAsWrittenWithTheirLines) {
  const Plan plan =
      MakePlan(Block("cd /srv\n\n# look\nls -l \\\n  /srv | cat; echo done"), For("P"));
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(RunTexts(plan), ElementsAre("cd /srv", "ls -l \\\n  /srv | cat;", "echo done"));
  ASSERT_EQ(plan.steps.size(), 3);
  EXPECT_EQ(plan.steps[1].line, 7);
  EXPECT_TRUE(plan.steps[1].verbatim());
  EXPECT_FALSE(plan.steps[1].compound);
  EXPECT_THAT(plan.steps[1].piped, ElementsAre(Pair(7, "ls"), Pair(8, "cat")));
  EXPECT_EQ(plan.steps[2].line, 8);
  EXPECT_THAT(plan.deviations, IsEmpty());
}

TEST(PlanTest, AChoiceTakesOneAlternativeAndLeavesTheOther) {
  Rollback rollback = For("Take back the migration");
  Take(rollback, "docker compose exec brain python -m alembic downgrade -1");
  const Plan plan = MakePlan(Good(), rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(RunTexts(plan),
              ElementsAre("docker compose exec brain python -m alembic downgrade -1"));
  EXPECT_THAT(Deviations(plan), ElementsAre(Pair("choice", 28)));
}

TEST(PlanTest, AChoiceMayNameTheOpeningComment) {
  Rollback rollback = For("Take back the migration");
  Take(rollback, "# Or locally:");
  EXPECT_THAT(RunTexts(MakePlan(Good(), rollback)),
              ElementsAre("cd /srv/shop", "alembic downgrade -1"));
}

TEST(PlanTest, NoChoiceIsAProblem) {
  EXPECT_THAT(MakePlan(Good(), For("Take back the migration")).problems,
              ElementsAre(AllOf(HasSubstr("R.md:27: alternatives"), HasSubstr("Or locally"))));
}

TEST(PlanTest, AChoiceOfBothIsAProblem) {
  Rollback rollback = For("Take back the migration");
  Take(rollback, "Or locally");
  Take(rollback, "In Docker");
  EXPECT_THAT(MakePlan(Good(), rollback).problems,
              ElementsAre(HasSubstr("more than one alternative is taken")));
}

TEST(PlanTest, AChoiceOfNothingIsAProblem) {
  Rollback rollback = For("Take back the migration");
  Take(rollback, "alembic downgrade -2");
  EXPECT_THAT(MakePlan(Good(), rollback).problems,
              ElementsAre(HasSubstr("no alternative under this heading"), HasSubstr("R.md:27")));
}

TEST(PlanTest, AChoiceOfACommandThatBothHaveIsAProblem) {
  Rollback rollback = For("P");
  Take(rollback, "docker compose up -d");
  const Plan plan = MakePlan(
      Block("docker compose stop\ndocker compose up -d\n# Or:\ngit pull\ndocker compose up -d"),
      rollback);
  EXPECT_THAT(plan.problems, Contains(HasSubstr("in more than one alternative (lines 4 and 7)")));
}

TEST(PlanTest, TheSameOperationWithAnotherTargetIsAChoice) {
  EXPECT_THAT(MakePlan(Good(), For("Named revision")).problems,
              Contains(AllOf(HasSubstr("R.md:41: alternatives"), HasSubstr("line 45"))))
      << "never both";
  Rollback rollback = For("Named revision");
  Take(rollback, "alembic downgrade <revision_id>");
  Bind(rollback, "<revision_id>", "s47");
  const Plan plan = MakePlan(Good(), rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(RunTexts(plan), ElementsAre("alembic history --verbose", "alembic downgrade s47"));
  EXPECT_EQ(plan.steps[1].text, "alembic downgrade <revision_id>");
  EXPECT_FALSE(plan.steps[1].verbatim());
  EXPECT_THAT(Deviations(plan), ElementsAre(Pair("choice", 42), Pair("binding", 42)));
}

TEST(PlanTest, AConditionIsTakenOrLeftOut) {
  EXPECT_THAT(MakePlan(Good(), For("Out of memory")).problems,
              ElementsAre(HasSubstr("R.md:53: run only on a condition")));
  Rollback taken = For("Out of memory");
  Take(taken, "docker compose restart ollama litellm");
  EXPECT_THAT(
      RunTexts(MakePlan(Good(), taken)),
      ElementsAre("docker compose restart ollama", "docker compose restart ollama litellm"));
  Rollback left = For("Out of memory");
  Substitute(left, "docker compose restart ollama litellm", "");
  const Plan plan = MakePlan(Good(), left);
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(RunTexts(plan), ElementsAre("docker compose restart ollama"));
  EXPECT_THAT(Deviations(plan), ElementsAre(Pair("skipped", 54)));
}

TEST(PlanTest, OptionsUnderHeadingsAreAChoice) {
  EXPECT_THAT(MakePlan(Good(), For("4. One container")).problems,
              ElementsAre(HasSubstr("Option B: re-create")));
  Rollback rollback = For("4. One container");
  Take(rollback, "Option B: re-create");
  EXPECT_THAT(RunTexts(MakePlan(Good(), rollback)),
              ElementsAre("docker compose up -d --no-deps api"));
  // One option alone can be named as the procedure; then there is nothing to choose.
  EXPECT_THAT(MakePlan(Good(), For("Option A: restart (~90 seconds)")).problems, IsEmpty());
}

TEST(PlanTest, EveryProblemAtOnce) {
  const Plan plan = MakePlan(Good(), For("Restore"));
  EXPECT_THAT(plan.problems,
              ElementsAre(HasSubstr("R.md:83: nothing sets $ROLLBACK_TAG"),
                          HasSubstr("R.md:84: \"docker compose logs -f\" never returns")));
  EXPECT_THAT(plan.notes, Contains(HasSubstr("not run: a sql block")));
}

TEST(PlanTest, VariablesAreSetSubstitutionsRunPromptsStripped) {
  Rollback rollback = For("Restore");
  Bind(rollback, "$ROLLBACK_TAG", "it's");
  Substitute(rollback, "docker compose logs -f", "docker compose logs");
  const Plan plan = MakePlan(Good(), rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(
      RunTexts(plan),
      ElementsAre("LATEST=$(ls -t backups/db_*.sql | head -1)", "psql -U shop shop < \"$LATEST\"",
                  "ROLLBACK_TAG='it'\\''s'\ngit checkout $ROLLBACK_TAG", "docker compose logs",
                  "docker ps", "docker compose \\\nps"));
  EXPECT_EQ(plan.steps[2].added_lines, 1);
  EXPECT_EQ(plan.steps[0].block, 0);
  EXPECT_EQ(plan.steps[1].block, 1);
  EXPECT_EQ(plan.steps[4].block, 2);
  EXPECT_EQ(plan.steps[4].line, 88);
  EXPECT_THAT(Deviations(plan), ElementsAre(Pair("binding", 83), Pair("substitution", 84)));
}

TEST(PlanTest, ToleranceIsADeviationWithItsLine) {
  Rollback rollback = For("P");
  Tolerance* tolerance = rollback.add_tolerances();
  tolerance->set_command("docker   stop x");
  tolerance->set_reason("it may be gone");
  const Plan plan = MakePlan(Block("docker stop x\ndocker rm x"), rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_TRUE(plan.steps[0].tolerated);
  EXPECT_FALSE(plan.steps[1].tolerated);
  EXPECT_THAT(plan.deviations, ElementsAre(AllOf(Field(&PlanDeviation::kind, "tolerance"),
                                                 Field(&PlanDeviation::reason, "it may be gone"))));
}

TEST(PlanTest, AShellIsLeftByTheDocumentsExit) {
  Rollback rollback = For("P");
  Entrance* entrance = rollback.add_entrances();
  entrance->set_command("ssh me@host");
  entrance->set_reason("everything is typed there");
  const Plan plan = MakePlan(Block("ssh me@host\ndocker ps\nexit\ndocker images"), rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  ASSERT_THAT(plan.steps, SizeIs(4));
  EXPECT_TRUE(plan.steps[2].leaves);
  EXPECT_FALSE(plan.steps[1].leaves || plan.steps[3].leaves);
  EXPECT_THAT(plan.deviations, SizeIs(1));
}

TEST(PlanTest, AShellIsLeftWhereTheScenarioSaysSo) {
  Rollback rollback = For("P");
  Entrance* entrance = rollback.add_entrances();
  entrance->set_command("ssh me@host");
  entrance->set_reason("only the look is there");
  entrance->set_leaves_before("docker  images");
  const Plan plan = MakePlan(Block("ssh me@host\ndocker ps\ndocker images"), rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  ASSERT_THAT(plan.steps, SizeIs(3));
  EXPECT_TRUE(plan.steps[2].leaves_first);
  EXPECT_FALSE(plan.steps[1].leaves_first);
  EXPECT_THAT(plan.deviations, SizeIs(2));

  entrance->set_leaves_before("docker volumes");
  EXPECT_THAT(MakePlan(Block("ssh me@host\ndocker ps\ndocker images"), rollback).problems,
              ElementsAre(HasSubstr("the scenario's entrance \"docker volumes\" matches nothing")));
}

TEST(PlanTest, AnExitOutsideEndsItsBlock) {
  const Plan plan = MakePlan(Block("docker ps\nexit"), For("P"));
  ASSERT_THAT(plan.steps, SizeIs(2));
  EXPECT_FALSE(plan.steps[1].leaves);
}

TEST(PlanTest, AnEntranceLetsTheShellBeOpenedAndIsADeviation) {
  Rollback rollback = For("P");
  Entrance* entrance = rollback.add_entrances();
  entrance->set_command("ssh me@host");
  entrance->set_directory("/srv/app");
  entrance->set_reason("everything is typed there");
  const Plan plan = MakePlan(Block("ssh me@host\ndocker ps"), rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  ASSERT_THAT(plan.steps, SizeIs(2));
  EXPECT_TRUE(plan.steps[0].enters);
  EXPECT_TRUE(plan.steps[0].verbatim());
  EXPECT_EQ(plan.steps[0].entered_directory, "/srv/app");
  EXPECT_FALSE(plan.steps[1].enters);
  EXPECT_THAT(plan.deviations,
              ElementsAre(AllOf(Field(&PlanDeviation::kind, "entrance"),
                                Field(&PlanDeviation::reason,
                                      "what follows is typed in /srv/app in the shell it opens: "
                                      "everything is typed there"))));
}

TEST(PlanTest, WithoutAnEntranceAShellIsForAPerson) {
  EXPECT_THAT(MakePlan(Block("ssh me@host\ndocker ps"), For("P")).problems,
              ElementsAre(HasSubstr("opens an interactive shell")));
}

TEST(PlanTest, WhatTheScenarioDeclaresMustOccur) {
  Rollback rollback = For("P");
  Bind(rollback, "<nothing>", "x");
  Substitute(rollback, "vim values.yaml", "");
  rollback.add_tolerances()->set_command("false");
  rollback.add_entrances()->set_command("ssh nowhere");
  EXPECT_THAT(
      MakePlan(Block("true"), rollback).problems,
      ElementsAre(HasSubstr("binding \"<nothing>\""), HasSubstr("substitution \"vim values.yaml\""),
                  HasSubstr("entrance \"ssh nowhere\""), HasSubstr("tolerance \"false\"")));
}

TEST(PlanTest, SyntaxErrorsHaveTheirLine) {
  EXPECT_THAT(MakePlan(Block("true\nif true; then\n  echo x"), For("P")).problems,
              Contains(HasSubstr("no shell can read this")));
  EXPECT_THAT(MakePlan(Block("true\n\necho )"), For("P")).problems,
              Contains(HasSubstr("R.md:6: no shell can read this")));
}

TEST(PlanTest, ProseAndSqlInAShellBlockAreProblems) {
  EXPECT_THAT(MakePlan(Block("1. Go to the dashboard\nSELECT * FROM t;"), For("P")).problems,
              ElementsAre(AllOf(HasSubstr("R.md:4:"), HasSubstr("prose")),
                          AllOf(HasSubstr("R.md:5:"), HasSubstr("SQL"))));
}

TEST(PlanTest, AnEmptyProcedureIsAProblem) {
  EXPECT_THAT(MakePlan(Parse("# P\n\nDo it.\n"), For("P")).problems,
              ElementsAre(HasSubstr("R.md:1: nothing to run")));
  EXPECT_THAT(MakePlan(Parse("# P\n\nDo it.\n"), For("Q")).problems,
              ElementsAre(AllOf(HasSubstr("no heading reads \"Q\""), HasSubstr("\"P\" (R.md:1)"))));
}

TEST(PlanTest, ScriptsListingsAreNotSteps) {
  const Plan plan =
      MakePlan(Parse("# P\n\n```bash\n#!/bin/bash\nrm -rf /\n```\n\n```sh\ntrue\n```\n"), For("P"));
  EXPECT_THAT(RunTexts(plan), ElementsAre("true"));
  EXPECT_THAT(plan.notes, ElementsAre(HasSubstr("R.md:3: not run: a script's listing")));
}

TEST(PlanTest, ARowOfATableIsAProcedure) {
  const Document document = Parse(
      "# A\n\n| What | How |\n| --- | --- |\n| **Emergency stop** | `docker stop x`, `docker "
      "ps` |\n| Undo | `alembic downgrade -1` or `alembic downgrade base` |\n| Both | `alembic "
      "downgrade -1`, `alembic downgrade base` |\n\n# B\n\n"
      "```sh\ntrue\n```\n");
  Rollback rollback;
  rollback.set_table_row("emergency stop");
  Plan plan = MakePlan(document, rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_EQ(plan.heading, "Emergency stop");
  EXPECT_THAT(RunTexts(plan), ElementsAre("docker stop x", "docker ps"));
  EXPECT_EQ(plan.steps[1].line, 5);
  rollback.set_heading("B");
  EXPECT_THAT(MakePlan(document, rollback).problems,
              ElementsAre(HasSubstr("R.md:9: no row of a table")));
  rollback.set_heading("A");
  rollback.set_table_row("Undo");
  EXPECT_THAT(MakePlan(document, rollback).problems,
              Contains(HasSubstr("several commands, of which a person does one")));
  rollback.set_table_row("Both");
  EXPECT_THAT(MakePlan(document, rollback).problems,
              Contains(HasSubstr("several commands, of which a person does one")));
  Substitute(rollback, "alembic downgrade base", "");
  for (const char* row : {"Undo", "Both"}) {
    rollback.set_table_row(row);
    plan = MakePlan(document, rollback);
    EXPECT_THAT(plan.problems, IsEmpty());
    EXPECT_THAT(RunTexts(plan), ElementsAre("alembic downgrade -1"));
  }
}

TEST(PlanTest, WhichLinesOfAConsoleAreCommandsIsAskedFor) {
  const Document document = Parse("# P\n\n```console\ndocker ps\nID  IMAGE\ndocker stop x\n```\n");
  EXPECT_THAT(MakePlan(document, For("P")).problems,
              ElementsAre(AllOf(HasSubstr("R.md:3: a console block without prompts"),
                                HasSubstr("line 4, line 6 may be"))));
  Rollback rollback = For("P");
  Typed* typed = rollback.add_typed();
  typed->set_command("docker stop x");
  typed->set_reason("the rest is its output");
  const Plan plan = MakePlan(document, rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(RunTexts(plan), ElementsAre("docker stop x"));
  EXPECT_THAT(Deviations(plan), ElementsAre(Pair("typed", 6)));
  typed->set_command("docker start x");
  EXPECT_THAT(MakePlan(document, rollback).problems,
              Contains(HasSubstr("typed line \"docker start x\" matches nothing")));
}

TEST(PlanTest, AMalformedBlockStopsItsOwnProcedureOnly) {
  const Document document =
      Parse("# A\n\n1. x\n\n   ```sh\ntrue\n   ```\n\n# B\n\n```sh\nfalse\n```\n");
  EXPECT_THAT(MakePlan(document, For("A")).problems,
              ElementsAre(AllOf(HasSubstr("R.md:5: the text of this code block stands left of"),
                                HasSubstr("indent all of its lines"))));
  EXPECT_THAT(MakePlan(document, For("B")).problems, IsEmpty());
}

TEST(PlanTest, WhatIsLeftOutIsNoted) {
  const Plan plan = MakePlan(
      Parse("# P\n\n1. Tell the team.\n2. Stop with `docker stop x`.\n\n```sh\ntrue\n```\n\n"
            "# Q\n\n1. Else.\n"),
      For("P"));
  EXPECT_THAT(plan.notes, ElementsAre(HasSubstr("R.md:3: not run: a step in prose"),
                                      HasSubstr("R.md:4: not run: a command in the text")));
}

TEST(PlanTest, AnOptionWithoutCommandsMeansNoneOfTheOthers) {
  const Document document = Parse(
      "# P\n\n**Option A**\n\n```sh\na\n```\n\n**Option B**\n\n```sh\nb\n```\n\n"
      "**Option C: No database rollback**\n\n## Q\n\n```sh\nc\n```\n");
  EXPECT_THAT(MakePlan(document, For("P")).problems, ElementsAre(HasSubstr("Option C")));
  Rollback rollback = For("P");
  Take(rollback, "Option C: No database rollback");
  const Plan plan = MakePlan(document, rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(RunTexts(plan), ElementsAre("c"));
}

TEST(PlanTest, HereDocumentsAndLoopsStayWhole) {
  const Plan plan = MakePlan(Block("cat > f <<EOF\na\n# not a comment\nEOF\nfor f in a b; do\n  "
                                   "echo $f\ndone\nNAME=x\necho \"$NAME\n\""),
                             For("P"));
  EXPECT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(RunTexts(plan),
              ElementsAre("cat > f <<EOF\na\n# not a comment\nEOF",
                          "for f in a b; do\n  echo $f\ndone", "NAME=x", "echo \"$NAME\n\""));
  EXPECT_TRUE(plan.steps[1].compound);
}

TEST(PlanTest, ALookThatFindsNothingIsProposedAsATolerance) {
  const std::string look = "docker compose logs api | grep error";
  Plan plan = MakePlan(Block(look), For("P"));
  ASSERT_THAT(plan.problems, IsEmpty());
  EXPECT_THAT(plan.steps[0].finds_nothing, ElementsAre(1));
  EXPECT_THAT(plan.notes, ElementsAre(AllOf(HasSubstr("R.md:4: "), HasSubstr("finds nothing"),
                                            HasSubstr("tolerances { command: \"" + look + "\""))));
  Rollback rollback = For("P");
  rollback.add_tolerances()->set_command(look);
  EXPECT_THAT(MakePlan(Block(look), rollback).notes, IsEmpty());
  EXPECT_THAT(MakePlan(Block("set -e\n" + look), For("P")).steps[1].finds_nothing, IsEmpty());
}

TEST(PlanTest, APullIsProposedAsASubstitutionUntilThereIsOne) {
  const std::string pull = "docker compose pull";
  EXPECT_THAT(
      MakePlan(Block(pull), For("P")).notes,
      ElementsAre(AllOf(HasSubstr("R.md:4: "), HasSubstr("substitutions { command: \"" + pull))));
  Rollback rollback = For("P");
  rollback.add_substitutions()->set_command(pull);
  rollback.mutable_substitutions(0)->set_replacement("true");
  EXPECT_THAT(MakePlan(Block(pull), rollback).notes, IsEmpty());
}

TEST(PlanTest, WhatATeamSaysOfItsProgramsAndNames) {
  PlanContext context;
  std::vector<Problem> problems;
  context.programs = ProgramTable::WithTeams(ParsePrograms(
      "p", "command { name: 'deployctl' rule { effect: ASKS without: '-y' } }", &problems));
  context.host_names = {"api.example.com"};
  const Document document = Block("deployctl back\ndeployctl -y back\ncurl api.example.com");
  EXPECT_THAT(MakePlan(document, For("P")).problems, IsEmpty());
  EXPECT_THAT(MakePlan(document, For("P")).notes, ElementsAre(HasSubstr("may be an example")));
  const Plan plan = MakePlan(document, For("P"), context);
  EXPECT_THAT(plan.problems, ElementsAre(HasSubstr("R.md:4: \"deployctl back\" asks a person")));
  EXPECT_THAT(plan.notes, IsEmpty());
}

TEST(PlanTest, AFunctionSeesWhatIsSetBeforeItIsCalled) {
  EXPECT_THAT(MakePlan(Block("f() { echo $TAG; }\nTAG=1\nf"), For("P")).problems, IsEmpty());
  EXPECT_THAT(MakePlan(Block("f() { echo $TAG; }\nf"), For("P")).problems,
              ElementsAre(HasSubstr("nothing sets $TAG")));
  EXPECT_THAT(MakePlan(Block("echo $TAG\nTAG=1"), For("P")).problems,
              ElementsAre(HasSubstr("nothing sets $TAG")));
}

void LookUp(Rollback& rollback, const std::string& placeholder, const std::string& command) {
  Bind(rollback, placeholder, "");
  rollback.mutable_bindings()->rbegin()->set_command(command);
}

TEST(PlanTest, AValueThatOnlyTheMachineKnowsIsLookedUpLater) {
  Rollback rollback = For("P");
  LookUp(rollback, "<tag>", "git tag | head -1");
  LookUp(rollback, "$WHO", "whoami");
  const Plan plan = MakePlan(Block("git checkout <tag>\necho \"$WHO\" <tag>\necho $WHO"), rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  ASSERT_EQ(plan.lookups.size(), 2);
  EXPECT_EQ(plan.lookups[0].command, "git tag | head -1");
  EXPECT_FALSE(plan.lookups[0].variable);
  EXPECT_EQ(plan.lookups[1].placeholder, "$WHO");
  EXPECT_TRUE(plan.lookups[1].variable);
  const std::string tag = plan.lookups[0].token, who = plan.lookups[1].token;
  EXPECT_NE(tag, who);
  EXPECT_THAT(RunTexts(plan),
              ElementsAre("git checkout " + tag, absl::StrCat("WHO=", who, "\necho \"$WHO\" ", tag),
                          "echo $WHO"));
  EXPECT_EQ(plan.steps[1].added_lines, 1);
  EXPECT_THAT(
      plan.deviations,
      Contains(Field(&PlanDeviation::reason, "what `whoami` prints on the machine: from the log")));
}

TEST(PlanTest, AnOutputIsExpectedByTheScenarioAndByTheDocument) {
  Rollback rollback = For("P");
  ExpectedOutput* output = rollback.add_expected_outputs();
  output->set_command("npm run status");
  output->add_matches("up to date");
  output->add_lacks("pending");
  output->set_reason("it ends well whatever it finds");
  const Plan plan = MakePlan(
      Block("npm run status\n# Expected: all is well\ncurl -s h  # Expected: {\"ok\": true}\n"
            "docker ps\n# Expected: all containers up"),
      rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  ASSERT_EQ(plan.steps.size(), 3);
  EXPECT_THAT(
      plan.steps[0].output_rules,
      ElementsAre(AllOf(Field(&OutputRule::pattern, "up to date"),
                        Field(&OutputRule::source, "the scenario")),
                  AllOf(Field(&OutputRule::pattern, "pending"), Field(&OutputRule::lacks, true))));
  EXPECT_THAT(plan.steps[1].output_rules,
              ElementsAre(Field(&OutputRule::source, "line 6 of the document")));
  EXPECT_THAT(plan.steps[2].output_rules, IsEmpty());
  EXPECT_THAT(plan.notes, ElementsAre(HasSubstr("R.md:8: what a person expects to see is not "
                                                "checked: all containers up")));
  EXPECT_THAT(Deviations(plan), ElementsAre(Pair("expected_output", 4)));
}

TEST(PlanTest, AnExpectedOutputOfNoCommandIsAProblem) {
  Rollback rollback = For("P");
  ExpectedOutput* output = rollback.add_expected_outputs();
  output->set_command("npm run status");
  EXPECT_THAT(MakePlan(Block("ls"), rollback).problems,
              ElementsAre(HasSubstr("the scenario's expected output of \"npm run status\"")));
}

TEST(PlanTest, AnEditorMakesTheEditThatTheScenarioStates) {
  Rollback rollback = For("P");
  LookUp(rollback, "<previous>", "git log --format=%h -2 | tail -1");
  Edit* edit = rollback.add_edits();
  edit->set_command("vim values.yaml");
  edit->set_sed("s/tag: .*/tag: <previous>/");
  edit->set_reason("the document says so in prose");
  const Plan plan = MakePlan(Block("vim values.yaml\n./deploy.sh"), rollback);
  EXPECT_THAT(plan.problems, IsEmpty());
  ASSERT_EQ(plan.steps.size(), 2);
  EXPECT_EQ(plan.steps[0].added_lines, 1);
  EXPECT_THAT(plan.steps[0].run_text, AllOf(HasSubstr("s/tag: .*/tag: " + plan.lookups.at(0).token),
                                            ::testing::EndsWith("\nvim values.yaml")));
  EXPECT_THAT(Deviations(plan), ElementsAre(Pair("binding", 4), Pair("edit", 4)));
  rollback.clear_edits();
  EXPECT_THAT(MakePlan(Block("vim values.yaml"), rollback).problems,
              Contains(HasSubstr("\"vim values.yaml\" opens an editor; say by `edits`")));
}

}  // namespace
}  // namespace drill
