#include "harness/base/masked_file.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class MaskedFileTest : public ::testing::Test {
 protected:
  // What is in the file when `text` came in pieces of `size` bytes.
  std::string Written(const std::string& text, size_t size) {
    const std::string path = ::testing::TempDir() + "/masked.txt";
    MaskedFile file(&masker_);
    EXPECT_THAT(file.Open(path), IsOk());
    for (size_t i = 0; i < text.size(); i += size) file.Append(text.substr(i, size));
    EXPECT_THAT(file.Flush(), IsOk());
    const absl::StatusOr<std::string> written = ReadFile(path);
    return written.ok() ? *written : "";
  }

  Masker masker_;
};

TEST_F(MaskedFileTest, NoEndOfAPieceCutsASecret) {
  masker_.AddSecret("correct-horse");
  const std::string text =
      "a\npassword=hunter2\ncorrect-horse\n-----BEGIN PRIVATE KEY-----\nMIIE\nabc=\n"
      "-----END PRIVATE KEY-----\nz";
  for (size_t size = 1; size < 40; ++size) EXPECT_EQ(Written(text, size), masker_.Mask(text));
}

TEST_F(MaskedFileTest, LongOutputIsWrittenInPartsThatCutNoSecret) {
  masker_.AddSecret("correct-horse");
  std::string key;
  for (int i = 0; i < 50; ++i) absl::StrAppend(&key, std::string(63, 'A' + i % 26), i % 10, "\n");
  std::string text;
  for (int i = 0; i < 300; ++i) {
    absl::StrAppend(&text, std::string(static_cast<size_t>(i * 7), '.'), "correct-horse\n",
                    "-----BEGIN PRIVATE KEY-----\n", key, "-----END PRIVATE KEY-----\n");
  }
  const std::string written = Written(text, 4093);
  EXPECT_EQ(written, masker_.Mask(text));
  EXPECT_THAT(written, Not(HasSubstr("correct-horse")));
}

TEST_F(MaskedFileTest, ALineWithoutEndIsCutBesideASecret) {
  masker_.AddSecret("correct-horse");
  std::string text;
  while (text.size() < (5u << 18))
    absl::StrAppend(&text, text.size(), " token=hunter2 correct-horse ");
  const std::string written = Written(text, 65536);
  EXPECT_THAT(written, Not(HasSubstr("hunter2")));
  EXPECT_THAT(written, Not(HasSubstr("correct-horse")));
}

TEST_F(MaskedFileTest, LearnsWhileItHoldsBack) {
  const std::string path = ::testing::TempDir() + "/learns.txt";
  MaskedFile file(&masker_);
  ASSERT_THAT(file.Open(path), IsOk());
  file.Append("correct-horse\n");
  masker_.AddSecret("correct-horse");
  ASSERT_THAT(file.Flush(), IsOk());
  EXPECT_THAT(ReadFile(path), IsOkAndHolds("[masked]\n"));
}

TEST_F(MaskedFileTest, SaysThatItCannotWrite) {
  MaskedFile file(&masker_);
  EXPECT_THAT(file.Open("/nowhere/file"), StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace drill
