#include "harness/probe/name_query.h"

#include <string>

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"
#include "harness/testing/test_tcp_server.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr uint16_t kId = 0x1234;

template <size_t kSize>
std::string Bytes(const char (&text)[kSize]) {
  return std::string(text, kSize - 1);
}

// An answer to the question for "db": the header's flags and counts, then the records.
std::string Answer(const std::string& flags, char answers, const std::string& records) {
  return "\x12\x34" + flags + Bytes("\0\1\0") + answers + Bytes("\0\0\0\0") +
         Bytes("\2db\0\0\1\0\1") + records;
}

TEST(NameQueryTest, IsAsRfc1035Says) {
  EXPECT_THAT(NameQuery(kId, "db.app"),
              IsOkAndHolds(Bytes("\x12\x34\1\0\0\1\0\0\0\0\0\0\2db\3app\0\0\1\0\1")));
}

TEST(NameQueryTest, NoName) {
  for (const std::string& name : {std::string(), std::string("a..b"), std::string(64, 'x')})
    EXPECT_THAT(NameQuery(kId, name), StatusIs(absl::StatusCode::kInvalidArgument)) << name;
}

TEST(AddressOfAnswerTest, TheFirstAddressBehindAnotherRecord) {
  // An alias, whose name is a reference to the question's, and then an address.
  const std::string alias = Bytes("\xc0\x0c\0\5\0\1\0\0\0\0\0\4\2pg\0");
  const std::string address = Bytes("\xc0\x0c\0\1\0\1\0\0\2\x58\0\4\xac\x12\0\6");
  EXPECT_THAT(AddressOfAnswer(kId, Answer(Bytes("\x81\x80"), 2, alias + address)),
              IsOkAndHolds("172.18.0.6"));
}

TEST(AddressOfAnswerTest, TheServerSaysNo) {
  EXPECT_THAT(AddressOfAnswer(kId, Answer(Bytes("\x81\x83"), 0, "")),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("no such name")));
  EXPECT_THAT(AddressOfAnswer(kId, Answer(Bytes("\x81\x80"), 0, "")),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("no address")));
  EXPECT_THAT(AddressOfAnswer(kId, Answer(Bytes("\x81\x82"), 0, "")),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("error 2")));
}

TEST(AddressOfAnswerTest, WhateverIsCutOffOrStrangeIsNoAddress) {
  const std::string whole =
      Answer(Bytes("\x81\x80"), 1, Bytes("\xc0\x0c\0\1\0\1\0\0\2\x58\0\4\xac\x12\0\6"));
  ASSERT_THAT(AddressOfAnswer(kId, whole), IsOk());
  EXPECT_FALSE(AddressOfAnswer(kId + 1, whole).ok());
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(AddressOfAnswer(kId, whole.substr(0, size)).ok()) << size;
}

TEST(ResolveNameTest, NobodyAnswers) {
  int port;
  { port = TestTcpServer(TestTcpServer::kSilent).port(); }
  EXPECT_FALSE(ResolveName("127.0.0.1", port, "db", absl::Milliseconds(50)).ok());
}

}  // namespace
}  // namespace drill
