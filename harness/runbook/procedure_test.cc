#include "harness/runbook/procedure.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/runbook/document.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kText[] =
    "# Rollback\n\n## 1. 🚨 Stop – *now*!\n\n```sh\na\n```\n\n### Sub\n\n```sh\nb\n```\n\n## "
    "Twice\n\n"
    "## Restart\n\n```sh\nc\n```\n\n## Twice\n";

Document Parse() {
  auto document = ParseDocument("R.md", kText);
  EXPECT_THAT(document, IsOk());
  return *std::move(document);
}

TEST(ProcedureTest, ReachesToTheNextHeadingOfItsLevel) {
  auto procedure = FindProcedure(Parse(), "1. 🚨 Stop – now!");
  ASSERT_THAT(procedure, IsOk());
  EXPECT_THAT(procedure->blocks, SizeIs(2));
  EXPECT_EQ(procedure->first_line, 3);
  EXPECT_EQ(procedure->last_line, 14);
  EXPECT_THAT(FindProcedure(Parse(), "Rollback")->blocks, SizeIs(3));
}

TEST(ProcedureTest, NumberingCaseAndEmojiDoNotMatter) {
  for (const char* heading : {"stop now", "Stop – now", "## 1. Stop now!", "3. STOP now"})
    EXPECT_THAT(FindProcedure(Parse(), heading), IsOk()) << heading;
  EXPECT_EQ(NormalHeading("2.1 Déjà-vu: it's"), "déjà vu its");
}

TEST(ProcedureTest, AHeadingThatIsNotThereNamesNearOnes) {
  EXPECT_THAT(
      FindProcedure(Parse(), "Restart everything"),
      StatusIs(absl::StatusCode::kNotFound, AllOf(HasSubstr("nearest: \"Restart\" (R.md:17)"))));
  EXPECT_THAT(FindProcedure(Parse(), ""),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("R.md:1")));
}

TEST(ProcedureTest, AHeadingThatOccursTwiceIsAnError) {
  EXPECT_THAT(FindProcedure(Parse(), "Twice"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("R.md:23: the heading \"Twice\" occurs 2 times"),
                             HasSubstr("R.md:15"))));
}

constexpr char kImages[] =
    "# Ledger\n\n## Image\n\n### Procedure\n\n```sh\na\n```\n\n## Data {#data}\n\n### 1. Procedure "
    "{#data-p}\n\n```sh\nb\n```\n\n## Either / or\n\n```sh\nc\n```\n";

TEST(ProcedureTest, AHeadingThatOccursTwiceIsNamedByItsPath) {
  const absl::StatusOr<Document> document = ParseDocument("R.md", kImages);
  ASSERT_THAT(document, IsOk());
  EXPECT_EQ(FindProcedure(*document, "Image / Procedure")->first_line, 5);
  EXPECT_EQ(FindProcedure(*document, "data > procedure")->first_line, 13);
  EXPECT_EQ(FindProcedure(*document, "Ledger / Data / Procedure")->first_line, 13);
  EXPECT_EQ(FindProcedure(*document, "Either / or")->first_line, 19);
  EXPECT_EQ(FindProcedure(*document, "Procedure")->first_line, 5) << "to the letter first";
  EXPECT_THAT(FindProcedure(*document, "procedure"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("\"Image / Procedure\" (R.md:5)"),
                             HasSubstr("\"Data / 1. Procedure\" (R.md:13)"),
                             HasSubstr("name it by its path"))));
  EXPECT_THAT(FindProcedure(*document, "Ledger / Procedure"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("occurs 2 times")));
  EXPECT_THAT(FindProcedure(*document, "Nothing / Procedure"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("no heading reads")));
  EXPECT_THAT(ProcedureHeadings(*document),
              ::testing::ElementsAre("Image / Procedure", "Data / 1. Procedure", "Either / or"));
}

TEST(ProcedureHeadingsTest, ThoseWithCommandsOfTheirOwn) {
  const absl::StatusOr<Document> document = ParseDocument(
      "f",
      "# Title\n\n## Steps\n\n### One\n\n```bash\nls\n```\n\n### Two\n\n```json\n{}\n```\n\n"
      "## Three\n\n```bash\nps\n```\n");
  ASSERT_THAT(document, IsOk());
  EXPECT_THAT(ProcedureHeadings(*document), ::testing::ElementsAre("One", "Three"));
}

}  // namespace
}  // namespace drill
