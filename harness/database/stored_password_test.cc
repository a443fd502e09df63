#include "harness/database/stored_password.h"

#include <string>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

using ::testing::MatchesRegex;

// The password "pencil" with the salt of RFC 7677's example.
constexpr char kPencil[] =
    "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:"
    "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";
constexpr char kSecretOfApp[] = "md5f543b608e355623527b0e4f12e5981e8";

TEST(IsStoredFormOfTest, ScramIsOfItsPasswordWhateverTheRole) {
  EXPECT_TRUE(IsStoredFormOf(kPencil, "app", "pencil"));
  EXPECT_FALSE(IsStoredFormOf(kPencil, "app", "pencils"));
  EXPECT_FALSE(IsStoredFormOf(kPencil, "app", ""));
}

TEST(IsStoredFormOfTest, Md5IsOfItsPasswordAndItsRole) {
  EXPECT_TRUE(IsStoredFormOf(kSecretOfApp, "app", "s3cret"));
  EXPECT_FALSE(IsStoredFormOf(kSecretOfApp, "api", "s3cret"));
  EXPECT_FALSE(IsStoredFormOf(kSecretOfApp, "app", "secret"));
}

TEST(IsStoredFormOfTest, WhatIsNeitherIsOfNoPassword) {
  for (const char* stored : {"", "pencil", "md5", "SCRAM-SHA-256$", "SCRAM-SHA-256$0:$:",
                             "SCRAM-SHA-256$4096:?$?:?", "SCRAM-SHA-512$4096:a$b:c"})
    EXPECT_FALSE(IsStoredFormOf(stored, "app", "pencil")) << stored;
}

TEST(IsStoredFormOfTest, NoLookTakesSeconds) {
  const std::string slow = absl::StrReplaceAll(kPencil, {{"$4096:", "$2000000000:"}});
  EXPECT_FALSE(IsStoredFormOf(slow, "app", "pencil"));
}

TEST(DescribeStoredPasswordTest, SaysWhereThePasswordStands) {
  const KnownPasswords known = {{"APP", "s3cret"}, {"ROOT", "pencil"}};
  EXPECT_EQ(DescribeStoredPassword(kPencil, "app", known), "that of ROOT");
  EXPECT_EQ(DescribeStoredPassword(kSecretOfApp, "app", known), "that of APP");
  EXPECT_EQ(DescribeStoredPassword(std::nullopt, "app", known), "none");
}

TEST(DescribeStoredPasswordTest, TellsUnknownOnesApart) {
  const std::string pencil = DescribeStoredPassword(kPencil, "app", {{"OTHER", "pen"}});
  EXPECT_THAT(pencil, MatchesRegex("[0-9a-f]{12}"));
  EXPECT_NE(pencil, DescribeStoredPassword(kSecretOfApp, "app", {}));
}

}  // namespace
}  // namespace drill
