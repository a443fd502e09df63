#include "harness/verify/kept_restores.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::SizeIs;

class KeptRestoresTest : public testing::Test {
 protected:
  KeptRestoresTest()
      : directory_(absl::StrCat(testing::TempDir(), "/",
                                testing::UnitTest::GetInstance()->current_test_info()->name())) {
    EXPECT_THAT(RemoveAll(directory_), IsOk());
    backup_.set_name("db");
    backup_.mutable_restore()->set_service("db");
    state_.set_restore_tried(true);
    state_.set_restorable(true);
    state_.set_revision("s48");
  }

  const std::string directory_;
  Backup backup_;
  BackupState state_;
};

TEST_F(KeptRestoresTest, WhatWasKeptIsFound) {
  const KeptRestores kept(directory_, "machine");
  EXPECT_EQ(kept.Find(backup_, "db_1.sql|7"), std::nullopt);
  kept.Keep(backup_, "db_1.sql|7", state_);
  const auto found = KeptRestores(directory_, "machine").Find(backup_, "db_1.sql|7");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->DebugString(), state_.DebugString());
  EXPECT_THAT(ListFiles(directory_), IsOkAndHolds(SizeIs(1)));
}

TEST_F(KeptRestoresTest, AnythingElseIsAnotherRestore) {
  const KeptRestores kept(directory_, "machine");
  kept.Keep(backup_, "db_1.sql|7", state_);
  EXPECT_EQ(kept.Find(backup_, "db_1.sql|8"), std::nullopt);
  EXPECT_EQ(KeptRestores(directory_, "another").Find(backup_, "db_1.sql|7"), std::nullopt);
  backup_.mutable_restore()->set_service("db-replica");
  EXPECT_EQ(kept.Find(backup_, "db_1.sql|7"), std::nullopt);
}

TEST_F(KeptRestoresTest, ADamagedOneIsAsNone) {
  const KeptRestores kept(directory_, "machine");
  kept.Keep(backup_, "db_1.sql|7", state_);
  const auto files = ListFiles(directory_);
  ASSERT_THAT(files, IsOkAndHolds(SizeIs(1)));
  for (const char* text : {"", "{", "{\"restorable\": true}", "{\"mood\": \"good\"}"}) {
    ASSERT_THAT(WriteFile(absl::StrCat(directory_, "/", files->front()), text), IsOk());
    EXPECT_EQ(kept.Find(backup_, "db_1.sql|7"), std::nullopt) << text;
  }
}

TEST_F(KeptRestoresTest, WithoutADirectoryNothingIsKept) {
  const KeptRestores kept("", "machine");
  kept.Keep(backup_, "db_1.sql|7", state_);
  EXPECT_EQ(kept.Find(backup_, "db_1.sql|7"), std::nullopt);
}

}  // namespace
}  // namespace drill
