#include "harness/host/kept_host.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/host/inventory.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class KeptHostTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(RemoveAll(cache_), IsOk());
    ASSERT_THAT(MakeDirectories(SessionsDirectory(cache_)), IsOk());
  }
  KeptHost Host(const std::string& id) { return {id, "shop/bad_config", "/srv/shop", "now"}; }

  const std::string cache_ = absl::StrCat(::testing::TempDir(), "/kept_host_test");
};

TEST_F(KeptHostTest, IsFoundByItsIdWithWhatItWas) {
  ASSERT_THAT(KeepHost(cache_, Host("k1-ab.1-shop")), IsOk());
  const auto found = FindKeptHost(cache_, "k1-ab.1-shop");
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(found->drill, "shop/bad_config");
  EXPECT_EQ(found->directory, "/srv/shop");
  EXPECT_TRUE(IsKept(cache_, "k1-ab"));
  EXPECT_FALSE(IsKept(cache_, "k2-ab"));
  EXPECT_FALSE(IsRunning(cache_, *found));
}

TEST_F(KeptHostTest, AnotherIdIsNotFoundAndThoseThereAreAreNamed) {
  EXPECT_THAT(FindKeptHost(cache_, "x"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("there is none")));
  ASSERT_THAT(KeepHost(cache_, Host("k1-ab.1-shop")), IsOk());
  EXPECT_THAT(FindKeptHost(cache_, "x"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("k1-ab.1-shop")));
}

TEST_F(KeptHostTest, WhatIsNoMarkIsNoHost) {
  ASSERT_THAT(WriteFile(KeptMark(cache_, "k1-ab"), "{"), IsOk());
  EXPECT_THAT(KeptHosts(cache_), IsEmpty());
}

TEST_F(KeptHostTest, IsEnteredThroughTheRuntimesOwnRecordOfIt) {
  EXPECT_THAT(EnterCommand(cache_, Host("k1-ab.1-shop"), {"bash", "-l"}, true),
              AllOf(Contains("--tty"), Contains(HasSubstr("/k1-ab/k1-ab.1-shop/runc")),
                    Contains("/srv/shop")));
  EXPECT_THAT(EnterCommand(cache_, Host("k1-ab.1-shop"), {"id"}, false), Not(Contains("--tty")));
}

}  // namespace
}  // namespace drill
