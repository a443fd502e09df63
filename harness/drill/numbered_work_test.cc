#include "harness/drill/numbered_work.h"

#include <mutex>
#include <set>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NumberedWorkTest, OneAfterTheOther) {
  StopToken stop;
  std::vector<int> done;
  DoNumberedWork(4, 1, stop, [&](int number) { done.push_back(number); });
  EXPECT_THAT(done, ElementsAre(0, 1, 2, 3));
}

TEST(NumberedWorkTest, SeveralAtOnceAndEachOnce) {
  StopToken stop;
  std::mutex mutex;
  std::multiset<int> done;
  DoNumberedWork(5, 3, stop, [&](int number) {
    const std::lock_guard<std::mutex> lock(mutex);
    done.insert(number);
  });
  EXPECT_THAT(done, ElementsAre(0, 1, 2, 3, 4));
}

TEST(NumberedWorkTest, NothingIsBegunOnceItIsStopped) {
  StopToken stop;
  std::vector<int> done;
  DoNumberedWork(4, 1, stop, [&](int number) {
    done.push_back(number);
    if (number == 1) stop.RequestStop();
  });
  EXPECT_THAT(done, ElementsAre(0, 1));
  DoNumberedWork(4, 2, stop, [&](int) { FAIL(); });
  done.clear();
  DoNumberedWork(0, 2, StopToken(), [&](int number) { done.push_back(number); });
  EXPECT_THAT(done, IsEmpty());
}

}  // namespace
}  // namespace drill
