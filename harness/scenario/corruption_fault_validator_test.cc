#include "harness/scenario/corruption_fault_validator.h"

#include "gtest/gtest.h"
#include "harness/scenario/validator_case.h"

namespace drill {
namespace {

std::string ProblemsOf(const std::string& fields) {
  Fault fault;
  return ProblemsIn("corruption {" + fields + "}", &fault, [&](FieldChecker* checker) {
    EXPECT_TRUE(ValidateCorruptionFault("corruption", fault.corruption(), checker));
  });
}

TEST(ValidateCorruptionFaultTest, EveryKindAsItShouldBe) {
  for (const char* text :
       {"kind: HEAP_BIT_FLIPS relation: 't' pages: 3 bits: 64 checksums: CHECKSUMS_OFF",
        "kind: TORN_PAGE relation: 't'", "kind: TRUNCATED_RELATION relation: 't'",
        "kind: ZEROED_BLOCK relation: 't' checksums: CHECKSUMS_ON", "kind: INDEX relation: 'i'",
        "kind: WAL", "kind: CONTROL_FILE service: 'db'", "kind: CATALOGUE_ROW relation: 't'",
        "kind: SQLITE_PAGES file: '/f' pages: 2", "kind: SQLITE_STALE_WAL file: '/f'"}) {
    EXPECT_EQ(ProblemsOf(text), "") << text;
  }
}

TEST(ValidateCorruptionFaultTest, WhatIsMissingIsTold) {
  EXPECT_EQ(ProblemsOf(""), "f:1:1: corruption.kind is required; say what is broken\n");
  EXPECT_EQ(ProblemsOf("kind: INDEX"), "f:1:1: corruption.relation is required; a B-tree index\n");
  EXPECT_EQ(ProblemsOf("kind: ZEROED_BLOCK"), "f:1:1: corruption.relation is required; a table\n");
  EXPECT_EQ(ProblemsOf("kind: SQLITE_PAGES"),
            "f:1:1: corruption.file is required; an SQLite file\n");
}

TEST(ValidateCorruptionFaultTest, WhatMeansNothingToTheKindIsTold) {
  EXPECT_EQ(ProblemsOf("kind: WAL relation: 't'"),
            "f:1:23: corruption.relation means nothing to WAL\n");
  EXPECT_EQ(ProblemsOf("kind: WAL file: '/f'"), "f:1:23: corruption.file means nothing to WAL\n");
  EXPECT_EQ(ProblemsOf("kind: CONTROL_FILE checksums: CHECKSUMS_OFF"),
            "f:1:32: corruption.checksums makes no difference to CONTROL_FILE\n");
}

TEST(ValidateCorruptionFaultTest, NumbersOutOfBoundsAreTold) {
  EXPECT_EQ(ProblemsOf("kind: WAL bits: 65"),
            "f:1:23: corruption.bits is more than a damaged page has; 1 to 64\n");
  EXPECT_EQ(ProblemsOf("kind: WAL bits: -1"), "f:1:23: corruption.bits is negative\n");
  EXPECT_EQ(ProblemsOf("kind: WAL pages: -1"), "f:1:23: corruption.pages is negative\n");
  EXPECT_EQ(ProblemsOf("kind: SQLITE_PAGES file: 'f'"),
            "f:1:32: corruption.file is not an absolute path: f; begin it with /\n");
}

}  // namespace
}  // namespace drill
