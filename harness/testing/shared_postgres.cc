#include "harness/testing/shared_postgres.h"

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "harness/testing/status_matchers.h"

namespace drill {

absl::StatusOr<std::unique_ptr<LocalPostgres>>* SharedPostgresTest::server_ = nullptr;

void SharedPostgresTest::SetUpTestSuite() { server_ = new auto(LocalPostgres::Start()); }

void SharedPostgresTest::TearDownTestSuite() { delete server_; }

void SharedPostgresTest::SetUp() {
  if (absl::IsUnimplemented(server_->status())) GTEST_SKIP() << server_->status().message();
  ASSERT_THAT(*server_, IsOk());
  SetUpWithServer();
}

void SharedPostgresTest::Execute(const std::string& sql) {
  ASSERT_THAT(server().Execute(sql), IsOk()) << sql;
}

}  // namespace drill
