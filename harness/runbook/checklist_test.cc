#include "harness/runbook/checklist.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kText[] = R"(# Shop

## Drills

Once a quarter:

- not a box
- [ ] Severity
  assessed
- [x] Team **told**

  - [ ] by `mail`

### Further

1. Post-mortem

## Afterwards

- Find the cause.
- Plan how the change
  is deployed again.

## Nothing

Only words.

## Twice

- a

## Twice

- b
)";

absl::StatusOr<std::vector<std::string>> Items(const std::string& heading) {
  const absl::StatusOr<Document> document = ParseDocument("R.md", kText);
  EXPECT_THAT(document, IsOk());
  const auto items = FindChecklist(*document, heading);
  if (!items.ok()) return items.status();
  std::vector<std::string> lines;
  for (const ChecklistItem& item : *items) lines.push_back(absl::StrCat(item.line, " ", item.text));
  return lines;
}

TEST(ChecklistTest, TakesWhatHasABoxOrANumber) {
  EXPECT_THAT(Items("Drills"), IsOkAndHolds(ElementsAre("8 Severity assessed", "10 Team told",
                                                        "12 by mail", "16 Post-mortem")));
}

TEST(ChecklistTest, TakesAllItemsWhereNoneHas) {
  EXPECT_THAT(
      Items("Afterwards"),
      IsOkAndHolds(ElementsAre("20 Find the cause.", "21 Plan how the change is deployed again.")));
}

TEST(ChecklistTest, SaysWhatIsWrong) {
  EXPECT_THAT(Items("Nothing"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("R.md:24: no list under")));
  EXPECT_THAT(Items("Drils"), StatusIs(absl::StatusCode::kNotFound, HasSubstr("\"Drils\"")));
  EXPECT_THAT(Items("Twice"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("occurs 2 times")));
}

}  // namespace
}  // namespace drill
