#include "harness/verify/migration_cycle.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;

// A tool with revisions r1 to r4, each of which makes one table, and the flaws it is given.
class FakeDatabase : public MigratedDatabase {
 public:
  // Revisions whose downgrade refuses.
  std::set<std::string> irreversible;
  // Downgrades that say they went on, and leave the table.
  std::set<std::string> forgetful;
  // Downgrades that do not keep a refusal to themselves: they drop the table and fail.
  std::set<std::string> halfway;
  // Upgrades that fail when the table is there.
  bool strict = true;
  // The way to the base drops every table, whatever the downgrades left.
  bool base_clears = false;
  absl::Status broken;

  FakeDatabase() { Up("r4"); }

  absl::StatusOr<ToolAnswer> Run(const std::string& command, const std::string& revision) override {
    if (!broken.ok()) return broken;
    if (command == "up") return Up(revision);
    if (command == "down_one") return Down(at_ > 0 ? at_ - 1 : 0);
    const ToolAnswer answer = Down(command == "base" ? 0 : Index(revision));
    if (at_ == 0 && base_clears) tables_.clear();
    return answer;
  }
  absl::StatusOr<std::string> Revision() override { return at_ == 0 ? "" : Name(at_); }
  absl::StatusOr<std::string> Schema() override { return Text(tables_); }

  static std::string SchemaOf(int revision) {
    std::set<std::string> tables;
    for (int i = 1; i <= revision; ++i) tables.insert(absl::StrCat("t", i));
    return Text(tables);
  }

 private:
  static std::string Name(int index) { return absl::StrCat("r", index); }
  static int Index(const std::string& revision) { return revision.back() - '0'; }
  static std::string Text(const std::set<std::string>& tables) {
    std::string text = "table public.tool\n";
    for (const std::string& table : tables) absl::StrAppend(&text, "table public.", table, "\n");
    return text;
  }
  ToolAnswer Up(const std::string& revision) {
    if (revision.size() != 2) return {false, "no such revision"};
    while (at_ < Index(revision)) {
      if (!tables_.insert(absl::StrCat("t", at_ + 1)).second && strict)
        return {false, absl::StrCat("t", at_ + 1, " exists")};
      ++at_;
    }
    return {true, ""};
  }
  ToolAnswer Down(int to) {
    for (; at_ > to; --at_) {
      if (halfway.count(Name(at_)) > 0) tables_.erase(absl::StrCat("t", at_));
      if (halfway.count(Name(at_)) > 0 || irreversible.count(Name(at_)) > 0)
        return {false, absl::StrCat(Name(at_), " has no way back")};
      if (forgetful.count(Name(at_)) == 0) tables_.erase(absl::StrCat("t", at_));
    }
    return {true, ""};
  }

  int at_ = 0;
  std::set<std::string> tables_;
};

class MigrationCycleTest : public ::testing::Test {
 protected:
  MigrationCycleTest() {
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        "upgrade: 'up' downgrade: 'down' downgrade_one: 'down_one' downgrade_base: 'base'"
        " base_tables: 'tool'",
        &input_.migrations));
    input_.release.set_version("2.0");
    input_.release.set_schema_revision("r4");
    input_.release.set_schema_text(FakeDatabase::SchemaOf(4));
    input_.recorded = {input_.release};
  }

  void NoWayBack(const std::string& revision, const std::string& release = "") {
    Irreversible& irreversible = *input_.migrations.add_irreversible();
    irreversible.set_revision(revision);
    if (!release.empty()) irreversible.add_releases(release);
    database_.irreversible.insert(revision);
  }

  // "head", or "base: what was found" for one that did not pass.
  std::vector<std::string> Run() {
    std::vector<std::string> lines;
    for (const CheckResult& check : RunMigrationCycle(input_, database_)) {
      const std::string stop = check.name().substr(check.name().find('/') + 1);
      lines.push_back(check.passed()      ? stop
                      : check.undecided() ? absl::StrCat(stop, ": undecided: ", check.actual())
                                          : absl::StrCat(stop, ": ", check.actual()));
    }
    return lines;
  }

  CycleInput input_;
  FakeDatabase database_;
};

TEST_F(MigrationCycleTest, GoesOnceRound) {
  EXPECT_THAT(Run(), ElementsAre("head", "one_down", "up_again", "base", "up_to_r3", "head_again"));
}

TEST_F(MigrationCycleTest, ADowngradeThatLeavesSomethingFailsOnTheWayUpAgain) {
  database_.forgetful = {"r4"};
  EXPECT_THAT(Run(),
              ElementsAre("head", "one_down", "up_again: the tool fails at revision r3: t4 exists",
                          "base: tables left: public.t4", "up_to_r3",
                          "head_again: the tool fails at revision r3: t4 exists"));
}

TEST_F(MigrationCycleTest, AWayDownThatIsSeenToBeWrongIsFollowedByTheWayUpThatFails) {
  ReleaseFacts& older = input_.recorded.emplace_back();
  older.set_schema_revision("r3");
  older.set_schema_text(FakeDatabase::SchemaOf(3));
  database_.forgetful = {"r4"};
  EXPECT_THAT(Run(),
              ElementsAre("head", "one_down: unexpected: table public.t4",
                          "up_again: the tool fails at revision r3: t4 exists",
                          "base: tables left: public.t4", "up_to_r3: unexpected: table public.t4",
                          "head_again: the tool fails at revision r3: t4 exists"));
}

TEST_F(MigrationCycleTest, WhatADowngradeLeavesIsFoundAtTheBase) {
  database_.strict = false;
  database_.forgetful = {"r2"};
  EXPECT_THAT(Run(), ElementsAre("head", "one_down", "up_again", "base: tables left: public.t2",
                                 "up_to_r3", "head_again"));
}

TEST_F(MigrationCycleTest, TheWayDownMustLeaveWhatTheWayUpMakes) {
  database_.strict = false;
  database_.forgetful = {"r4"};
  database_.base_clears = true;
  EXPECT_THAT(Run(), ElementsAre("head", "one_down", "up_again", "base",
                                 "up_to_r3: missing: table public.t4", "head_again"));
}

TEST_F(MigrationCycleTest, ARecordedReleasesSchemaIsAskedForOneDown) {
  ReleaseFacts& older = input_.recorded.emplace_back();
  older.set_version("1.9");
  older.set_schema_revision("r3");
  older.set_schema_text(FakeDatabase::SchemaOf(2));
  EXPECT_THAT(Run(), ElementsAre("head", "one_down: unexpected: table public.t3", "up_again",
                                 "base", "up_to_r3: unexpected: table public.t3", "head_again"));
  input_.recorded.back().set_schema_text(FakeDatabase::SchemaOf(3));
  EXPECT_THAT(Run(), ElementsAre("head", "one_down", "up_again", "base", "up_to_r3", "head_again"));
}

TEST_F(MigrationCycleTest, ASchemaThatIsNotTheReleasesIsFoundAtTheHeadAndToldOnce) {
  input_.release.set_schema_text(FakeDatabase::SchemaOf(3));
  input_.recorded.clear();
  EXPECT_THAT(Run(), ElementsAre("head: unexpected: table public.t4", "one_down", "up_again",
                                 "base", "up_to_r3", "head_again"));
}

TEST_F(MigrationCycleTest, AHeadThatIsNotReachedEndsIt) {
  input_.release.set_schema_revision("no such revision");
  EXPECT_THAT(Run(), ElementsAre("head: the tool fails at revision r4: no such revision"));
}

TEST_F(MigrationCycleTest, ADowngradeThatFailsIsToldInTheToolsWords) {
  database_.irreversible = {"r4"};
  EXPECT_THAT(Run(),
              ElementsAre("head", "one_down: the tool fails at revision r4: r4 has no way back",
                          "base: the tool fails at revision r4: r4 has no way back"));
  database_.irreversible = {"r2"};
  EXPECT_THAT(Run(),
              ElementsAre("head", "one_down", "up_again",
                          "base: the tool fails at revision r2: r2 has no way back", "head_again"));
}

TEST_F(MigrationCycleTest, GoesDownToTheRevisionWithoutAWayBackAndNoFurther) {
  NoWayBack("r2");
  EXPECT_THAT(Run(), ElementsAre("head", "one_down", "up_again", "down_to_r2", "refused_at_r2",
                                 "up_to_r3", "head_again"));
}

TEST_F(MigrationCycleTest, ANewestRevisionWithoutAWayBackIsOnlyRefused) {
  NoWayBack("r4");
  EXPECT_THAT(Run(), ElementsAre("head", "refused_at_r4"));
}

TEST_F(MigrationCycleTest, WhatIsIrreversibleInAnotherReleaseIsNotOurs) {
  NoWayBack("r2", "3.0");
  database_.irreversible.clear();
  EXPECT_THAT(Run(), ElementsAre("head", "one_down", "up_again", "base", "up_to_r3", "head_again"));
}

TEST_F(MigrationCycleTest, ARefusalThatIsNoneFails) {
  NoWayBack("r2");
  database_.irreversible.clear();
  EXPECT_THAT(Run(), ::testing::Contains("refused_at_r2: the tool says that it went on"));
}

TEST_F(MigrationCycleTest, ARefusalThatDoesHalfOfItFails) {
  NoWayBack("r2");
  database_.halfway = {"r2"};
  EXPECT_THAT(Run(), ::testing::Contains("refused_at_r2: missing: table public.t2"));
}

TEST_F(MigrationCycleTest, WhatCannotBeLookedAtIsUndecided) {
  database_.broken = absl::UnavailableError("no host");
  EXPECT_THAT(Run(), ElementsAre("head: undecided: no host"));
}

}  // namespace
}  // namespace drill
