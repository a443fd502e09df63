#include "harness/twin/compare_new_rows.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/twin/findings_of.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kTable[] = "table public.messages";

Portrait Machine(int64_t rows, int64_t writes, double seconds) {
  Portrait portrait;
  portrait.set_writes_sent(writes);
  portrait.set_ran_seconds(seconds);
  NewRows& table = *portrait.add_new_rows();
  table.set_table(kTable);
  table.set_rows(rows);
  Painter(DATABASE, &portrait).Field(kTable, "owner", "shop");
  return portrait;
}

class CompareNewRowsTest : public ::testing::Test {
 protected:
  std::vector<std::string> Findings() const { return FindingsOf(AddNewRows, healthy_, found_); }

  // A row for each write, and none for the time.
  std::vector<Portrait> healthy_ = {Machine(0, 0, 10), Machine(10, 10, 20)};
  Portrait found_ = Machine(300, 300, 40);
};

TEST_F(CompareNewRowsTest, AsManyAsUsersWroteAreNoFinding) { EXPECT_THAT(Findings(), IsEmpty()); }

TEST_F(CompareNewRowsTest, SomeMoreAreNoFindingEither) {
  found_.mutable_new_rows(0)->set_rows(700);
  EXPECT_THAT(Findings(), IsEmpty());
}

TEST_F(CompareNewRowsTest, FarMoreAreAFinding) {
  // 100, twice 300 for the writes, twice 20 for the time.
  found_.mutable_new_rows(0)->set_rows(741);
  EXPECT_THAT(Findings(),
              ElementsAre("table public.messages: number of rows that came since is 741, where 300 "
                          "writes bring 740 at most, was as many as users wrote"));
}

TEST_F(CompareNewRowsTest, RowsThatComeWithTimeMayCome) {
  healthy_ = {Machine(10, 0, 10), Machine(20, 10, 20)};
  found_ = Machine(400, 0, 400);
  EXPECT_THAT(Findings(), IsEmpty());
}

TEST_F(CompareNewRowsTest, RowsAreStampedWhenTheyCome) {
  const auto stamp = [](Portrait& portrait, double ahead) {
    (*portrait.mutable_new_rows(0)->mutable_latest())["made"] = ahead;
  };
  healthy_.push_back(Machine(20, 20, 60));
  // The first machine got no rows: its latest time is the seed's.
  stamp(healthy_[0], -90000);
  stamp(healthy_[1], -1);
  stamp(healthy_[2], -40);
  stamp(found_, -3600);
  EXPECT_THAT(Findings(), IsEmpty());
  stamp(found_, -7300);
  EXPECT_THAT(Findings(), ElementsAre("table public.messages: times of rows that came since, made "
                                      "is 121 minutes old, was stamped when they came"));
  stamp(found_, 7300);
  EXPECT_THAT(Findings(), ElementsAre(HasSubstr("is 121 minutes ahead")));
  found_.mutable_new_rows(0)->set_rows(0);
  EXPECT_THAT(Findings(), IsEmpty()) << "no row came";
  found_.mutable_new_rows(0)->set_rows(300);
  stamp(healthy_[2], 86400);
  EXPECT_THAT(Findings(), IsEmpty()) << "an appointment, not a stamp";
  healthy_.pop_back();
  EXPECT_THAT(Findings(), IsEmpty()) << "a single machine that got rows";
}

TEST_F(CompareNewRowsTest, WhereAHealthyMachineCannotTellThereIsNoJudgement) {
  found_.mutable_new_rows(0)->set_rows(100000);
  healthy_[1].clear_new_rows();
  EXPECT_THAT(Findings(), IsEmpty());
}

}  // namespace
}  // namespace drill
