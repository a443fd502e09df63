#include "harness/probe/database_password.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::Pair;

class DatabasePasswordTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_THAT(MakeDirectories(root_ + "/srv"), IsOk()); }

  void Write(const std::string& content) {
    ASSERT_THAT(WriteFile(root_ + "/srv/.env", content), IsOk());
  }
  std::string Read(const std::string& key) const {
    const auto password = DatabasePassword::Read(host_, "/srv/.env:" + key);
    EXPECT_THAT(password, IsOk());
    return password.ok() ? (*password)->value() : "";
  }

  const std::string root_ = absl::StrCat(::testing::TempDir(), "/database_password_test");
  FakeDrillHost host_{root_};
};

TEST_F(DatabasePasswordTest, AValueOrThePasswordOfAUrl) {
  Write("PW=it-is\nURL='postgresql://shop:p%40ss%2Fw0rd@db:5432/shop?sslmode=disable'\n");
  EXPECT_EQ(Read("PW"), "it-is");
  EXPECT_EQ(Read("URL"), "p@ss/w0rd");
}

TEST_F(DatabasePasswordTest, WhatLeadsNowhereIsAnError) {
  Write("PW=x\n");
  EXPECT_THAT(DatabasePassword::Read(host_, "srv/.env"),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(DatabasePassword::Read(host_, "/srv/.env:OTHER"),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(DatabasePassword::Read(host_, "/srv/gone:PW"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(DatabasePasswordTest, KnowsTheOthersOfItsFileAsTheyAreNow) {
  Write("PW=old\n");
  const auto password = DatabasePassword::Read(host_, "/srv/.env:PW");
  ASSERT_THAT(password, IsOk());
  Write("PW=new\nURL=postgresql://shop:p%40ss@db/shop\n");
  EXPECT_THAT((*password)->Known(), ElementsAre(Pair("PW", "new"), Pair("URL", "p@ss")));
  ASSERT_THAT(RemoveAll(root_ + "/srv/.env"), IsOk());
  EXPECT_THAT((*password)->Known(), IsEmpty());
}

TEST_F(DatabasePasswordTest, IsReadAgainWhenItWasRefused) {
  Write("PW=new\n");
  const auto password = DatabasePassword::Read(host_, "/srv/.env:PW");
  ASSERT_THAT(password, IsOk());
  EXPECT_EQ((*password)->Other("new"), std::nullopt);
  Write("PW=old\n");
  EXPECT_EQ((*password)->value(), "new");
  EXPECT_THAT((*password)->Other("new"), Optional<std::string>("old"));
  EXPECT_EQ((*password)->value(), "old");
  // Another thread was refused with the password before, too.
  EXPECT_THAT((*password)->Other("new"), Optional<std::string>("old"));
  ASSERT_THAT(RemoveAll(root_ + "/srv/.env"), IsOk());
  EXPECT_EQ((*password)->Other("old"), std::nullopt);
}

}  // namespace
}  // namespace drill
