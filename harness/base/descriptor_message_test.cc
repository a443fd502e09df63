#include "harness/base/descriptor_message.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

constexpr absl::Duration kSoon = absl::Seconds(5);

class DescriptorMessageTest : public ::testing::Test {
 protected:
  DescriptorMessageTest() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    near_ = Descriptor(ends[0]);
    far_ = Descriptor(ends[1]);
    EXPECT_EQ(pipe(ends), 0);
    pipe_out_ = Descriptor(ends[0]);
    pipe_in_ = Descriptor(ends[1]);
  }

  Descriptor near_, far_, pipe_out_, pipe_in_;
};

TEST_F(DescriptorMessageTest, AnOpenFileIsHandedOver) {
  ASSERT_THAT(SendMessage(near_.get(), "here", {pipe_in_.get()}), IsOk());
  pipe_in_ = Descriptor();
  auto message = ReceiveMessage(far_.get(), kSoon);
  ASSERT_THAT(message, IsOk());
  EXPECT_EQ(message->text, "here");
  ASSERT_EQ(message->descriptors.size(), 1U);
  const int received = message->descriptors[0].get();
  EXPECT_NE(fcntl(received, F_GETFD) & FD_CLOEXEC, 0) << "programs that are started would keep it";
  ASSERT_EQ(write(received, "x", 1), 1);
  char byte = 0;
  EXPECT_EQ(read(pipe_out_.get(), &byte, 1), 1);
  EXPECT_EQ(byte, 'x');
}

TEST_F(DescriptorMessageTest, MessagesComeOneByOne) {
  ASSERT_THAT(SendMessage(near_.get(), "one"), IsOk());
  ASSERT_THAT(SendMessage(near_.get(), "two"), IsOk());
  EXPECT_EQ(ReceiveMessage(far_.get(), kSoon)->text, "one");
  EXPECT_EQ(ReceiveMessage(far_.get(), kSoon)->text, "two");
  EXPECT_THAT(ReceiveMessage(far_.get(), absl::ZeroDuration()),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST_F(DescriptorMessageTest, WhoIsGoneIsTold) {
  far_ = Descriptor();
  EXPECT_THAT(SendMessage(near_.get(), "anybody?"), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(ReceiveMessage(near_.get(), kSoon), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(DescriptorMessageTest, MoreThanAMessageHoldsIsRefused) {
  EXPECT_THAT(SendMessage(near_.get(), ""), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(SendMessage(near_.get(), std::string(kMostMessageBytes + 1, 'x')),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(SendMessage(near_.get(), "x", {0, 0, 0, 0}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  // From a sender that keeps to no limit.
  ASSERT_EQ(
      send(near_.get(), std::string(kMostMessageBytes + 1, 'x').data(), kMostMessageBytes + 1, 0),
      static_cast<ssize_t>(kMostMessageBytes + 1));
  EXPECT_THAT(ReceiveMessage(far_.get(), kSoon), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace drill
