#include "harness/load/ledger.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;

absl::Time At(int second) { return absl::FromUnixSeconds(1767225600 + second); }

class LedgerTest : public ::testing::Test {
 protected:
  const std::string file_ = absl::StrCat(::testing::TempDir(), "/ledger");
  std::unique_ptr<Ledger> ledger_ = *Ledger::Create(file_);
};

TEST_F(LedgerTest, RemembersEveryFateInTheOrderOfSending) {
  for (const char* key : {"k-1", "k-2", "k-3"}) ledger_->Sent(key, At(0));
  ledger_->Answered("k-2", Write::Fate::kRefused, At(1));
  ledger_->Answered("k-1", Write::Fate::kAcknowledged, At(2));
  EXPECT_THAT(
      ledger_->Writes(),
      ElementsAre(AllOf(Field(&Write::key, "k-1"), Field(&Write::fate, Write::Fate::kAcknowledged),
                        Field(&Write::answered_at, At(2))),
                  AllOf(Field(&Write::key, "k-2"), Field(&Write::fate, Write::Fate::kRefused)),
                  AllOf(Field(&Write::key, "k-3"), Field(&Write::fate, Write::Fate::kInDoubt),
                        Field(&Write::answered_at, absl::InfinitePast()))));
  EXPECT_THAT(ledger_->status(), IsOk());
}

TEST_F(LedgerTest, IsOnDiskAsItHappens) {
  ledger_->Sent("k-1", At(0));
  EXPECT_THAT(ReadFile(file_), IsOkAndHolds("2026-01-01T00:00:00.000000Z sent k-1\n"));
  ledger_->Answered("k-1", Write::Fate::kInDoubt, At(1));
  EXPECT_THAT(ReadFile(file_), IsOkAndHolds("2026-01-01T00:00:00.000000Z sent k-1\n"
                                            "2026-01-01T00:00:01.000000Z in_doubt k-1\n"));
}

TEST_F(LedgerTest, AnAnswerToNothingIsTheHarnesssFault) {
  ledger_->Answered("k-9", Write::Fate::kAcknowledged, At(0));
  EXPECT_THAT(ledger_->status(), StatusIs(absl::StatusCode::kInternal));
}

TEST(LedgerCreateTest, SaysWhenItCannotWrite) {
  EXPECT_THAT(Ledger::Create("/nonexistent/ledger"), StatusIs(absl::StatusCode::kInternal));
}

TEST(LedgerFullDiskTest, SaysThatALineIsLost) {
  auto ledger = Ledger::Create("/dev/full");
  ASSERT_THAT(ledger, IsOk());
  (*ledger)->Sent("k-1", At(0));
  EXPECT_THAT((*ledger)->status(), StatusIs(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace drill
