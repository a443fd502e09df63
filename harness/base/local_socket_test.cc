#include "harness/base/local_socket.h"

#include <sys/socket.h>
#include <sys/stat.h>

#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

TEST(LocalSocketTest, TwoProcessesMeetInADirectoryOfAnyLength) {
  const std::string directory = ::testing::TempDir() + "meet/" + std::string(200, 'x');
  ASSERT_THAT(MakeDirectories(directory), IsOk());
  const auto listener = ListenAt(directory, "s.sock");
  ASSERT_THAT(listener, IsOk());
  const auto connected = ConnectTo(directory, "s.sock");
  ASSERT_THAT(connected, IsOk());
  const Descriptor accepted(accept(listener->get(), nullptr, nullptr));
  EXPECT_TRUE(accepted.valid());
}

TEST(LocalSocketTest, OnlyTheOwnerMayConnect) {
  const std::string directory = ::testing::TempDir() + "owner";
  ASSERT_THAT(MakeDirectories(directory), IsOk());
  const auto listener = ListenAt(directory, "s.sock");
  ASSERT_THAT(listener, IsOk());
  struct stat seen = {};
  ASSERT_EQ(stat((directory + "/s.sock").c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 07777, mode_t{0600});
}

TEST(LocalSocketTest, NobodyIsFoundWhereNobodyListens) {
  const std::string directory = ::testing::TempDir() + "nobody";
  EXPECT_THAT(ConnectTo(directory, "s.sock"), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_THAT(MakeDirectories(directory), IsOk());
  EXPECT_THAT(ConnectTo(directory, "s.sock"), StatusIs(absl::StatusCode::kNotFound));
  { const auto gone = ListenAt(directory, "s.sock"); }
  // The file of somebody who is gone lies there still.
  EXPECT_THAT(ConnectTo(directory, "s.sock"), StatusIs(absl::StatusCode::kNotFound));
}

TEST(LocalSocketTest, WhatIsThereIsNotReplaced) {
  const std::string directory = ::testing::TempDir() + "there";
  ASSERT_THAT(MakeDirectories(directory), IsOk());
  const auto first = ListenAt(directory, "s.sock");
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(ListenAt(directory, "s.sock"), StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST(LocalSocketTest, ANameThatIsTooLongIsSaid) {
  EXPECT_THAT(ListenAt(::testing::TempDir(), std::string(107, 'n')),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("too long")));
}

}  // namespace
}  // namespace drill
