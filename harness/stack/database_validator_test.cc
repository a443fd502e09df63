#include "harness/stack/database_validator.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/problem.h"
#include "harness/base/text_proto.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string ProblemsOf(const std::string& text) {
  std::vector<Problem> problems;
  Stack stack;
  const FieldLocations locations = ParseTextProto("s", text, &stack, &problems);
  FieldChecker checker(locations, &problems);
  ValidateDatabaseAndLoad(stack, &checker);
  return FormatProblems(problems);
}

constexpr char kMain[] = "database { service: 'db' } ";

TEST(ValidateDatabaseTest, FurtherDatabasesHaveAnIdOfTheirOwn) {
  EXPECT_EQ(
      ProblemsOf(std::string(kMain) + "further_databases { id: 'memory' file: '/m.db' }"
                                      "further_databases { id: 'events' service: 'events-db' }"),
      "");
  EXPECT_THAT(ProblemsOf(std::string(kMain) + "further_databases { file: '/m.db' }"),
              HasSubstr("further_databases[0].id is required"));
  EXPECT_THAT(ProblemsOf(std::string(kMain) + "further_databases { id: 'a' file: '/m.db' }"
                                              "further_databases { id: 'a' file: '/n.db' }"),
              HasSubstr("further_databases[1].id"));
  EXPECT_THAT(ProblemsOf(std::string(kMain) + "further_databases { id: 'a/b' file: '/m.db' }"),
              HasSubstr("further_databases[0].id holds a slash"));
}

TEST(ValidateDatabaseTest, AFurtherDatabaseIsDescribedAsTheFirst) {
  EXPECT_THAT(ProblemsOf(std::string(kMain) + "further_databases { id: 'a' file: 'm.db' port: 1 }"
                                              "further_databases { id: 'b' seeded_tables {} }"),
              AllOf(HasSubstr("further_databases[0].file is not an absolute path"),
                    HasSubstr("further_databases[0].port is of a server"),
                    HasSubstr("further_databases[1].service is required"),
                    HasSubstr("further_databases[1].seeded_tables[0].table is required")));
}

TEST(ValidateDatabaseTest, TheFirstOneIsCalledDatabase) {
  EXPECT_THAT(ProblemsOf("further_databases { id: 'a' file: '/m.db' }"),
              HasSubstr("further_databases stand beside no `database`"));
  EXPECT_THAT(ProblemsOf("database { id: 'a' service: 'db' }"),
              HasSubstr("database.id is for further_databases"));
}

TEST(ValidateDatabaseTest, WhoNamesADatabaseNamesOneThatIsThere) {
  const std::string stack =
      std::string(kMain) + "further_databases { id: 'memory' file: '/m.db' } ";
  EXPECT_EQ(ProblemsOf(stack + "backups { restore { database: 'memory' } }"), "");
  EXPECT_THAT(ProblemsOf(stack + "backups { restore { database: 'memroy' } }"),
              HasSubstr("backups[0].restore.database"));
  EXPECT_THAT(ProblemsOf(stack + "migrations { database: 'gone' }"),
              HasSubstr("migrations.database"));
  EXPECT_THAT(ProblemsOf(stack + "load { keys_database: 'gone' }"),
              HasSubstr("load.keys_database"));
}

}  // namespace
}  // namespace drill
