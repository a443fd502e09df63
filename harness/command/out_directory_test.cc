#include "harness/command/out_directory.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;

TEST(OutDirectoryTest, WhatWasNamedOrANewOne) {
  EXPECT_EQ(OutDirectory("/tmp/x", "shop/back"), "/tmp/x");
  EXPECT_THAT(OutDirectory("", "shop/back"), StartsWith("drill-runs/2"));
  EXPECT_THAT(OutDirectory("", "shop/back"), EndsWith("-shop-back"));
  EXPECT_THAT(OutDirectory("", ""), Not(EndsWith("-")));
}

TEST(CheckOutTest, OnlyWhatIsEmptyOrNotThereMayBeNamed) {
  const std::string directory = ::testing::TempDir() + "/out";
  EXPECT_THAT(CheckOut(""), IsOk());
  EXPECT_THAT(CheckOut(directory), IsOk());
  ASSERT_THAT(MakeDirectories(directory), IsOk());
  EXPECT_THAT(CheckOut(directory), IsOk());
  ASSERT_THAT(WriteFile(directory + "/report.json", "{}"), IsOk());
  EXPECT_THAT(CheckOut(directory), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(CheckOut(directory + "/report.json"), StatusIs(absl::StatusCode::kAlreadyExists));
}

}  // namespace
}  // namespace drill
