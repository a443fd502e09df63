#include "harness/scenario/migration_fault_validator.h"

#include <ostream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/scenario/validator_case.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

struct Case {
  // Inside migration { source destination apply … }, from column 1 of line 2.
  std::string rest;
  bool proves_itself;
  std::string problems;
};

std::ostream& operator<<(std::ostream& os, const Case& c) { return os << c.rest; }

class MigrationFaultValidatorTest : public ::testing::TestWithParam<Case> {};

TEST_P(MigrationFaultValidatorTest, SaysAllThatIsWrong) {
  const std::string directory = absl::StrCat(::testing::TempDir(), "/migration_fault_validator");
  ASSERT_THAT(MakeDirectories(directory), IsOk());
  ASSERT_THAT(WriteFile(directory + "/s49.py", "revision"), IsOk());
  Fault fault;
  const std::string text = absl::StrCat(
      "migration { source: 's49.py' destination: '/m' apply: 'up'\n", GetParam().rest, "\n}");
  const std::string problems = ProblemsIn(text, &fault, [&](FieldChecker* checker) {
    EXPECT_EQ(ValidateMigrationFault("migration", fault.migration(), directory, checker),
              GetParam().proves_itself);
  });
  EXPECT_EQ(problems, GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Valid, MigrationFaultValidatorTest,
    ::testing::Values(Case{"", false, ""}, Case{"effect: FAILS_MIDWAY", true, ""},
                      Case{"effect: FAILS_MIDWAY revision: 's49'", true, ""},
                      Case{"effect: BREAKS_APPLICATION revision: 's49' red_probe: 'health'", true,
                           ""},
                      Case{"effect: IRREVERSIBLE revision: 's49'", true, ""},
                      Case{"effect: BLOCKED locked_table: 'a.b_1' lock_mode: 'SHARE'", true, ""},
                      Case{"effect: TWO_HEADS", true, ""},
                      Case{"effect: SLOW slow { seconds: 1 }", true, ""}));

INSTANTIATE_TEST_SUITE_P(
    Broken, MigrationFaultValidatorTest,
    ::testing::Values(
        Case{"effect: BREAKS_APPLICATION", true,
             "f:1:1: migration.revision is required; the revision that stands in the database "
             "afterwards\n"
             "f:1:1: migration.red_probe is required; the stack's steady-state probe that turns "
             "red\n"},
        Case{"effect: IRREVERSIBLE", true,
             "f:1:1: migration.revision is required; the revision that stands in the database "
             "afterwards\n"},
        Case{"effect: BLOCKED", true,
             "f:1:1: migration.locked_table is required; the table to lock\n"},
        Case{"effect: BLOCKED locked_table: 'a; DROP TABLE b' lock_mode: 'SHARED'", true,
             "f:2:17: migration.locked_table is not a table's name: a; DROP TABLE b; letters, "
             "digits, _ and the schema's dot\n"
             "f:2:49: migration.lock_mode is not one of the modes of LOCK TABLE: SHARED; did you "
             "mean SHARE?\n"},
        Case{"effect: SLOW slow {}", true,
             "f:2:14: migration.slow must be longer than 0 s; leave it out for the default\n"},
        Case{"effect: SLOW locked_table: 't' revision: 's'", true,
             "f:2:14: migration.locked_table is of no use here; only with BLOCKED\n"
             "f:2:32: migration.revision is of no use here; only with FAILS_MIDWAY, "
             "BREAKS_APPLICATION and IRREVERSIBLE\n"},
        Case{"red_probe: 'health' slow { seconds: 1 } lock_mode: 'SHARE'", false,
             "f:2:1: migration.red_probe is of no use here; only with BREAKS_APPLICATION\n"
             "f:2:21: migration.slow is of no use here; only with SLOW\n"
             "f:2:41: migration.lock_mode is of no use here; only with BLOCKED\n"}));

}  // namespace
}  // namespace drill
