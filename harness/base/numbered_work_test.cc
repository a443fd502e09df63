#include "harness/base/numbered_work.h"

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(NumberedWorkTest, OneAfterTheOther) {
  StopToken stop;
  std::vector<int> done;
  DoNumberedWork(4, 1, stop, [&](int number, const ClaimNext&) { done.push_back(number); });
  EXPECT_THAT(done, ElementsAre(0, 1, 2, 3));
}

TEST(NumberedWorkTest, SeveralAtOnceAndEachOnce) {
  StopToken stop;
  std::mutex mutex;
  std::multiset<int> done;
  DoNumberedWork(5, 3, stop, [&](int number, const ClaimNext&) {
    const std::lock_guard<std::mutex> lock(mutex);
    done.insert(number);
  });
  EXPECT_THAT(done, ElementsAre(0, 1, 2, 3, 4));
}

TEST(NumberedWorkTest, WhatIsClaimedIsTheSameThreadsNextAndNobodyElses) {
  StopToken stop;
  std::mutex mutex;
  std::map<int, std::thread::id> done;
  std::map<int, std::thread::id> claims;
  DoNumberedWork(9, 3, stop, [&](int number, const ClaimNext& claim) {
    const std::optional<int> next = claim();
    EXPECT_EQ(claim(), next);
    const std::lock_guard<std::mutex> lock(mutex);
    EXPECT_TRUE(done.emplace(number, std::this_thread::get_id()).second) << number;
    if (next) claims.emplace(*next, std::this_thread::get_id());
  });
  EXPECT_THAT(done, SizeIs(9));
  for (const auto& [number, thread] : claims) EXPECT_EQ(done[number], thread) << number;
}

TEST(NumberedWorkTest, WhatWasClaimedIsNotBegunOnceItIsStopped) {
  StopToken stop;
  std::vector<int> done;
  DoNumberedWork(4, 1, stop, [&](int number, const ClaimNext& claim) {
    EXPECT_EQ(claim(), number + 1);
    done.push_back(number);
    stop.RequestStop();
  });
  EXPECT_THAT(done, ElementsAre(0));
}

TEST(NumberedWorkTest, NothingIsBegunOnceItIsStopped) {
  StopToken stop;
  std::vector<int> done;
  DoNumberedWork(4, 1, stop, [&](int number, const ClaimNext&) {
    done.push_back(number);
    if (number == 1) stop.RequestStop();
  });
  EXPECT_THAT(done, ElementsAre(0, 1));
  DoNumberedWork(4, 2, stop, [&](int, const ClaimNext&) { FAIL(); });
  done.clear();
  DoNumberedWork(0, 2, StopToken(), [&](int number, const ClaimNext&) { done.push_back(number); });
  EXPECT_THAT(done, IsEmpty());
}

}  // namespace
}  // namespace drill
