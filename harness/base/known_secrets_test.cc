#include "harness/base/known_secrets.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace drill {
namespace {

std::string Masked(const std::string& secret, absl::string_view text) {
  KnownSecrets secrets;
  secrets.Add(secret);
  return WithSpansReplaced(text, secrets.Find(text), "***");
}

TEST(KnownSecretsTest, KnowsWhatProgramsMakeOfAValue) {
  const std::string secret = "p@ss w'rd$\"&/1";
  EXPECT_EQ(Masked(secret, "a p%40ss%20w%27rd%24%22%26%2F1 b"), "a *** b");
  EXPECT_EQ(Masked(secret, "p@ss w'rd$\\\"&/1"), "***");
  EXPECT_EQ(Masked(secret, "p@ss w''rd$\"&/1"), "***");
  EXPECT_EQ(Masked(secret, "p@ss w'rd$$\"&/1"), "***");
  for (const char* before : {"", "u:", "me:"}) {
    const std::string encoded = absl::Base64Escape(absl::StrCat(before, secret));
    EXPECT_THAT(Masked(secret, encoded), ::testing::HasSubstr("***")) << before;
    EXPECT_THAT(Masked(secret, encoded),
                ::testing::Not(::testing::HasSubstr(encoded.substr(6, 8))));
  }
}

TEST(KnownSecretsTest, FindsAValueThatIsPrintedInPieces) {
  EXPECT_EQ(Masked("correct-horse", "a cor\r\nrect\n-horse b"), "a *** b");
  EXPECT_EQ(Masked("correct-horse", "a cor\x1b[01;31mrect\x1b[m-horse b"), "a *** b");
  EXPECT_EQ(Masked("correct-horse", "cor rect-ho rse"), "***");
  EXPECT_EQ(Masked("9f86d081884c7d659a2feaa0c55ad015", "key 86d081884c7d65 and on"),
            "key *** and on");
  EXPECT_EQ(Masked("correct-horse", "it said correct-ho... and"), "it said ***... and");
}

TEST(KnownSecretsTest, EveryLineOfALongValueIsASecret) {
  const std::string key =
      "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nAgEAAoIBAQC7VJTUt9Us8cKB\n"
      "-----END PRIVATE KEY-----";
  EXPECT_EQ(Masked(key, "x AgEAAoIBAQC7VJTUt9Us8cKB y"), "x *** y");
  EXPECT_EQ(Masked(key, absl::StrReplaceAll(key, {{"\n", "\\n"}})), "***");
}

TEST(KnownSecretsTest, LeavesWhatIsTooShortOrAWordOfTheLanguage) {
  EXPECT_EQ(Masked("ab", "ab abc"), "ab abc");
  EXPECT_EQ(Masked("true", "true"), "true");
  EXPECT_EQ(Masked("aria", "aria_blue aria-brain aria"), "aria_blue aria-brain ***");
}

}  // namespace
}  // namespace drill
