#include "harness/gate/gate_loader.h"

#include <ostream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/gate/sample_catalogue.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const absl::CivilDay kToday(2026, 6, 1);

// All that is wrong with a gate file of this text, a line each.
std::string ProblemsOf(const std::string& text) {
  const std::string file = absl::StrCat(::testing::TempDir(), "/g");
  EXPECT_THAT(WriteFile(file, text), IsOk());
  const absl::StatusOr<LoadedGate> gate = LoadGate(file, SampleCatalogue(), kToday);
  EXPECT_THAT(gate, IsOk());
  if (!gate.ok()) return "";
  std::vector<Problem> problems = gate->problems;
  for (Problem& problem : problems) problem.file = "g";
  return FormatProblems(problems);
}

constexpr char kWhole[] = R"(description: "Before a release."
drills { scenario: "shop" }
drills { scenario: "shop/slow" require: REQUIRE_NOTHING always: true }
drills { scenario: "shop/page_gone" require: REQUIRE_PASSED targets { names: "page only" } }
drills { scenario: "mill" targets { none_because: "the machine of the gate is slow" } }
known_failures {
  scenario: "shop/bad_release"
  reason: "the dump is not restored; SHOP-12"
  until: "2026-12-31"
  checks: "verification/schema"
  checks: "target/release"
}
fresh { scenario: "mill/stopped" max_age: "720h" }
fresh { procedure { stack: "shop" id: "P1" } max_age { seconds: 7776000 } }
budget: "90m"
reuse { max_age: "168h" }
)";

TEST(GateLoaderTest, ReadsAWholeGate) {
  const std::string file = absl::StrCat(::testing::TempDir(), "/whole");
  ASSERT_THAT(WriteFile(file, kWhole), IsOk());
  const absl::StatusOr<LoadedGate> gate = LoadGate(file, SampleCatalogue(), kToday);
  ASSERT_THAT(gate, IsOk());
  EXPECT_THAT(gate->problems, IsEmpty()) << FormatProblems(gate->problems);
  EXPECT_EQ(gate->file, file);
  EXPECT_EQ(gate->gate.drills_size(), 4);
  EXPECT_EQ(gate->gate.budget().seconds(), 5400);
  EXPECT_EQ(gate->sha256.size(), 64u);
}

TEST(GateLoaderTest, TheDigestIsOfTheContent) {
  const std::string file = absl::StrCat(::testing::TempDir(), "/digest");
  ASSERT_THAT(WriteFile(file, kWhole), IsOk());
  const absl::StatusOr<LoadedGate> one = LoadGate(file, SampleCatalogue(), kToday);
  ASSERT_THAT(WriteFile(file, absl::StrCat(kWhole, "# a comment\n")), IsOk());
  const absl::StatusOr<LoadedGate> other = LoadGate(file, SampleCatalogue(), kToday);
  ASSERT_THAT(one, IsOk());
  ASSERT_THAT(other, IsOk());
  EXPECT_NE(one->sha256, other->sha256);
}

TEST(GateLoaderTest, AFileThatIsNotThereIsAnError) {
  EXPECT_THAT(LoadGate("nowhere.textproto", SampleCatalogue(), kToday).status(),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("nowhere.textproto")));
}

TEST(GateLoaderTest, TellsAllProblemsAtOnce) {
  EXPECT_EQ(ProblemsOf("drills { scenario: 'shop/solw' }\n"
                       "drills { scenario: 'nothing/like/it' }\n"
                       "known_failures { scenario: 'mill' until: '2026-02-30' reason: ' ' }\n"
                       "fresh { max_age: '0s' }\n"
                       "budget: 'soon'\n"),
            "g:1:1: description is required; say what stands behind this gate\n"
            "g:1:10: drills[0].scenario is no scenario: shop/solw; did you mean shop/slow?\n"
            "g:2:10: drills[1].scenario is no scenario: nothing/like/it; `tools/drill list` shows "
            "all of them\n"
            "g:3:18: known_failures[0].scenario is no single scenario of this gate: mill; take it "
            "out, or name it in `drills`\n"
            "g:3:35: known_failures[0].until is no day: 2026-02-30; write it as 2026-12-31\n"
            "g:3:55: known_failures[0].reason is required; say why it fails, and where it is being "
            "mended\n"
            "g:4:1: fresh[0] names neither a scenario nor a procedure; say of what the evidence "
            "must be fresh\n"
            "g:4:9: fresh[0].max_age must be longer than 0 s; leave it out for the default\n"
            "g:5:9: budget is no duration: 'soon'; write it as text with a unit, such as \"60s\", "
            "\"500ms\" or \"2m\"\n");
}

struct Case {
  // After a description and a drill of shop/slow.
  std::string text;
  // What is told.
  std::string problem;
};

std::ostream& operator<<(std::ostream& os, const Case& c) { return os << c.text; }

class GateProblemTest : public ::testing::TestWithParam<Case> {};

TEST_P(GateProblemTest, IsTold) {
  const std::string problems = ProblemsOf(
      absl::StrCat("description: 'd' drills { scenario: 'shop/slow' }\n", GetParam().text));
  if (GetParam().problem.empty())
    EXPECT_EQ(problems, "");
  else
    EXPECT_THAT(problems, HasSubstr(GetParam().problem));
}

constexpr char kKnown[] = "known_failures { scenario: 'shop/slow' reason: 'r' ";

INSTANTIATE_TEST_SUITE_P(
    All, GateProblemTest,
    ::testing::Values(
        Case{"", ""}, Case{"drills {}", "drills[1].scenario is required"},
        Case{"drills { scenario: 'shop/slow' }", "is named twice: shop/slow"},
        Case{"drills { scenario: 'shop' require: REQUIRE_PASSED }",
             "drills[1].require cannot be REQUIRE_PASSED: shop/known_bad_dump is known bad"},
        Case{"drills { scenario: 'mill' require: REQUIRE_WELL }", "REQUIRE_WELL"},
        Case{"drills { scenario: 'mill' targets {} }", "drills[1].targets.names is required"},
        Case{"drills { scenario: 'mill' targets { none_because: '' } }",
             "none_because is required; say why"},
        Case{"drills { scenario: 'mill' targets { none_because: 'x' names: 'restart' } }",
             "has names and none_because"},
        Case{"drills { scenario: 'mill' targets { names: 'restrat' } }",
             "is no time target of mill/stopped: restrat; did you mean restart?"},
        Case{"drills { scenario: 'shop/page_gone' targets { names: 'Total' } }", ""},
        Case{"budget: '-5s'", "budget must be longer than 0 s"},
        Case{"budget: '25h'", "budget is longer than 1 day"},
        Case{"reuse {}", "reuse.max_age is required"},
        Case{"reuse { max_age: '8784h' }", "max_age is no duration"},
        Case{"reuse { max_age: '8760h' }", ""},
        Case{"fresh { scenario: 'shop' }", "fresh[0].max_age is required"},
        Case{"fresh { scenario: 'shpo' max_age: '1h' }", "did you mean shop?"},
        Case{"fresh { procedure {} max_age: '1h' }", "fresh[0].procedure.id is required"},
        Case{"fresh { procedure { stack: 'shpo' id: 'P1' } max_age: '1h' }",
             "is no system: shpo; did you mean shop?"},
        Case{"fresh { procedure { stack: 'shop' id: 'P9' } max_age: '1h' }",
             "is no procedure that a scenario of shop drills: P9"},
        Case{"fresh { procedure { stack: 'shop' id: 'P3' } max_age: '1h' }",
             "has no scenario that could pass: P3; name a known-bad scenario itself"},
        Case{absl::StrCat(kKnown, "}"), "known_failures[0].until is required"},
        Case{absl::StrCat(kKnown, "until: 'soon' }"), "until is no day: soon"},
        // The last day is past; the failure counts again, and the file is no worse for it.
        Case{absl::StrCat(kKnown, "until: '2020-01-01' }"), ""},
        Case{absl::StrCat(kKnown, "until: '2027-06-02' }"), ""},
        Case{absl::StrCat(kKnown, "until: '2027-06-03' }"), "is more than a year ahead"},
        Case{absl::StrCat(kKnown, "until: '2026-07-01' checks: 'schema' }"),
             "checks[0] is no check: schema; write PHASE/CHECK"},
        Case{absl::StrCat(kKnown, "until: '2026-07-01' checks: '/schema' }"), "is no check"},
        Case{absl::StrCat(kKnown, "until: '2026-07-01' checks: 'verifying/schema' }"),
             "is no check"},
        Case{absl::StrCat(kKnown, "until: '2026-07-01' checks: 'verification/twin/files' }"), ""},
        Case{absl::StrCat(kKnown, "until: '2026-07-01' } ", kKnown, "until: '2026-07-01' }"),
             "known_failures[1].scenario is named twice"},
        Case{"known_failures { scenario: 'mill/stopped' reason: 'r' until: '2026-07-01' }",
             "is no single scenario of this gate: mill/stopped"},
        Case{"known_failures { scenario: 'mill/stoped' reason: 'r' until: '2026-07-01' }",
             "is no scenario: mill/stoped; did you mean mill/stopped?"},
        Case{"fresh { scenario: 'mill' max_age: '1h' } known_failures { scenario: 'mill/stopped' "
             "reason: 'r' until: '2026-07-01' }",
             ""},
        Case{"colour: 'red'", "colour"}, Case{"drills {", "g:"}));

TEST(GateLoaderTest, AGateOfNothingIsNone) {
  EXPECT_THAT(ProblemsOf("description: 'd'"),
              HasSubstr("drills is required; name what is drilled"));
  EXPECT_EQ(ProblemsOf("description: 'd' fresh { scenario: 'shop' max_age: '1h' }"), "");
}

TEST(IsGateTest, ItsOwnFieldsSayIt) {
  EXPECT_TRUE(IsGate("description: 'd'\ndrills { scenario: 'shop/a' }\n"));
  EXPECT_TRUE(IsGate("fresh: { max_age: '1h' }"));
  EXPECT_FALSE(IsGate("description: 'drills { in a sentence }'\nstack: 'shop'\n"));
  EXPECT_FALSE(IsGate("load {\n  fresh: true\n}\n"));
}

}  // namespace
}  // namespace drill
