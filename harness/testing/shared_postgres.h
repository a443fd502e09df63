// For tests: a fixture whose tests share one real PostgreSQL server; each is skipped where none is
// installed.
#ifndef HARNESS_TESTING_SHARED_POSTGRES_H_
#define HARNESS_TESTING_SHARED_POSTGRES_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "harness/database/postgres.h"
#include "harness/testing/local_postgres.h"

namespace drill {

class SharedPostgresTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite();
  static void TearDownTestSuite();

  // Final: what comes after it in a fixture would also be done without a server.
  void SetUp() final;
  // Before each test. It finds what the test before has left in the database.
  virtual void SetUpWithServer() {}

  static const LocalPostgres& server() { return ***server_; }
  static const PostgresLogin& login() { return server().login(); }
  static void Execute(const std::string& sql);

 private:
  static absl::StatusOr<std::unique_ptr<LocalPostgres>>* server_;
};

}  // namespace drill

#endif  // HARNESS_TESTING_SHARED_POSTGRES_H_
