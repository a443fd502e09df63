#include "harness/fault/page_file.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;

constexpr size_t kPage = 64;

// The second quarter of a page counts as used, unless the page begins with a zero.
std::vector<PageFile::Range> SecondQuarter(absl::string_view page) {
  if (page[0] == 0) return {};
  return {{16, 24}, {24, 32}};
}

class PageFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = absl::StrCat(::testing::TempDir(), "/page_file_test");
    for (int page = 0; page < 8; ++page)
      content_ += std::string(kPage, static_cast<char>('a' + page));
    ASSERT_THAT(WriteFile(path_, content_), IsOk());
  }
  PageFile File() { return PageFile(path_, "base/1/2", kPage, &random_); }
  std::string Now() { return *ReadFile(path_); }

  std::string path_;
  std::string content_;
  FaultRandom random_{1};
};

int DifferentBits(const std::string& a, const std::string& b, size_t begin, size_t end) {
  int bits = 0;
  for (size_t i = begin; i < end; ++i) {
    bits += __builtin_popcount(static_cast<unsigned char>(a[i] ^ b[i]));
  }
  return bits;
}

TEST_F(PageFileTest, FlipsSoManyBitsOfTheUsedBytesAndNoOther) {
  ASSERT_THAT(File().FlipBits(3, 5, SecondQuarter), IsOk());
  const std::string now = Now();
  EXPECT_EQ(DifferentBits(content_, now, 0, content_.size()), 5);
  EXPECT_EQ(DifferentBits(content_, now, 3 * kPage + 16, 3 * kPage + 32), 5);
}

TEST_F(PageFileTest, KeepsWhatItChanged) {
  ASSERT_THAT(File().FlipBits(3, 1, SecondQuarter), IsOk());
  const std::vector<RandomChoice> choices = random_.TakeChoices();
  ASSERT_EQ(choices.size(), 3);
  EXPECT_EQ(choices[0].name(), "byte of the page");
  EXPECT_EQ(choices[1].name(), "bit");
  EXPECT_THAT(choices[2].name(), HasSubstr("base/1/2 at "));
  EXPECT_THAT(choices[2].value(), HasSubstr("64 -> "));
}

TEST_F(PageFileTest, TheSameSeedBreaksTheSameBytes) {
  const auto broken = [&](uint64_t seed) {
    EXPECT_THAT(WriteFile(path_, content_), IsOk());
    random_ = FaultRandom(seed);
    const auto pages = File().Draw(0, 8, 3, SecondQuarter);
    EXPECT_THAT(pages, IsOk());
    for (const int64_t page : *pages) EXPECT_THAT(File().FlipBits(page, 4, SecondQuarter), IsOk());
    return Now();
  };
  EXPECT_EQ(broken(5), broken(5));
  EXPECT_NE(broken(5), broken(6));
}

TEST_F(PageFileTest, DrawsDifferentPagesThatAreWorthIt) {
  content_[2 * kPage] = 0;
  ASSERT_THAT(WriteFile(path_, content_), IsOk());
  const auto pages = File().Draw(1, 5, 3, SecondQuarter);
  ASSERT_THAT(pages, IsOk());
  EXPECT_THAT(*pages, ::testing::UnorderedElementsAre(1, 3, 4));
  EXPECT_THAT(File().Draw(1, 5, 4, SecondQuarter),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("too small")));
  EXPECT_THAT(File().Draw(6, 100, 3, SecondQuarter),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("of the 2 there are")));
}

TEST_F(PageFileTest, TearsZeroesAndCuts) {
  ASSERT_THAT(File().Tear(1, 4), IsOk());
  EXPECT_EQ(Now().substr(kPage, kPage), std::string(32, 'b') + std::string(32, 'e'));
  ASSERT_THAT(File().Zero(2), IsOk());
  EXPECT_EQ(Now().substr(2 * kPage, kPage), std::string(kPage, '\0'));
  ASSERT_THAT(File().Truncate(3), IsOk());
  EXPECT_EQ(Now().size(), 3 * kPage);
  EXPECT_THAT(File().Truncate(3),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("none to cut off")));
}

TEST_F(PageFileTest, AFileThatIsNotThereCannotBeBroken) {
  const PageFile file(path_ + "-missing", "base/1/3", kPage, &random_);
  EXPECT_THAT(file.Zero(0), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("base/1/3")));
  EXPECT_THAT(file.Draw(0, 1, 1, SecondQuarter),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no such file")));
}

TEST_F(PageFileTest, APageWithTooFewBitsInUseIsRefused) {
  EXPECT_THAT(File().FlipBits(1, 129, SecondQuarter),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("fewer than 129 bits")));
}

}  // namespace
}  // namespace drill
