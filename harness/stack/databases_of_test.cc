#include "harness/stack/databases_of.h"

#include "gtest/gtest.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

TEST(DatabasesOfTest, TheOneThatIsMeantWithoutANameComesFirst) {
  const Stack stack = ParseText<Stack>(
      "further_databases { id: 'memory' file: '/memory.db' } database { service: 'db' }");
  const auto databases = DatabasesOf(stack);
  ASSERT_EQ(databases.size(), 2u);
  EXPECT_EQ(databases[0]->service(), "db");
  EXPECT_EQ(databases[1]->id(), "memory");
  EXPECT_TRUE(DatabasesOf(Stack()).empty());
}

TEST(DatabasesOfTest, AnIdLeadsToItsDatabase) {
  const Stack stack = ParseText<Stack>(
      "further_databases { id: 'memory' file: '/memory.db' } database { service: 'db' }");
  EXPECT_EQ(DatabaseOf(stack, "memory").file(), "/memory.db");
  EXPECT_EQ(DatabaseOf(stack, "").service(), "db");
  EXPECT_EQ(DatabaseOf(stack, "gone").service(), "db");
}

}  // namespace
}  // namespace drill
