#include "harness/journal/served.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

LoadWindow Window(const std::string& name, int writes_sent, int acknowledged, int reads_sent,
                  int answered) {
  LoadWindow window;
  window.set_name(name);
  window.set_writes_sent(writes_sent);
  window.set_writes_acknowledged(acknowledged);
  window.set_reads_sent(reads_sent);
  window.set_reads_answered(answered);
  return window;
}

TEST(ServedTest, UsersWhoAreNotServedBeforeTheFaultAreNoYardstick) {
  EXPECT_EQ(UnservedBefore({Window("before", 40, 40, 40, 20)}), "");
  EXPECT_EQ(UnservedBefore({Window("before", 0, 0, 0, 0)}), "");
  EXPECT_EQ(UnservedBefore({}), "");
  EXPECT_THAT(UnservedBefore({Window("before", 40, 8, 40, 40)}),
              AllOf(HasSubstr("only 8 of 40 writes were answered before anything was broken"),
                    HasSubstr("load { writes_per_second: 2 }")));
  EXPECT_THAT(UnservedBefore({Window("before", 40, 40, 40, 6)}),
              HasSubstr("load { reads_per_second: 2 }"));
}

TEST(ServedTest, AWindowIsFoundByItsName) {
  const std::vector<LoadWindow> windows = {Window("before", 3, 2, 5, 4),
                                           Window("after", 1, 1, 1, 1)};
  ASSERT_EQ(FindWindow(windows, "before"), &windows[0]);
  EXPECT_EQ(FindWindow(windows, "later"), nullptr);
  EXPECT_EQ(ToText(WritesOf(windows[0]), "writes"), "2 of 3 writes");
  EXPECT_EQ(ToText(ReadsOf(windows[0]), "reads"), "4 of 5 reads");
  EXPECT_EQ(UnansweredText(windows[0]), "");
}

}  // namespace
}  // namespace drill
