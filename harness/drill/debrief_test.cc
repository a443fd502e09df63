#include "harness/drill/debrief.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/drill/scripted_lead.h"
#include "harness/testing/parse_text.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DebriefTest : public ::testing::Test {
 protected:
  DebriefTest() {
    journal_.push_back(
        ParseText<Event>("quarterly { checklist { heading: 'A' line: 1 text: 'Told' }"
                         "            checklist { heading: 'A' line: 2 text: 'Verified' }"
                         "            checklist { heading: 'B' line: 9 text: 'Told' } }"));
  }

  absl::Status Ask() {
    const EventSink sink = [this](Event event) {
      journal_.push_back(std::move(event));
      return written_;
    };
    return Debrief(OpenItems(journal_), lead_, sink);
  }
  std::vector<std::string> Answers() const {
    std::vector<std::string> lines;
    for (const Event& event : journal_) {
      if (event.has_checklist_tick())
        lines.push_back(absl::StrCat(event.checklist_tick().item().heading(), "/",
                                     event.checklist_tick().item().text(), " ",
                                     TickAnswer_Name(event.checklist_tick().answer())));
      if (event.has_note_taken()) lines.push_back(event.note_taken().text());
    }
    return lines;
  }

  std::vector<Event> journal_;
  ScriptedLead lead_;
  absl::Status written_;
};

TEST_F(DebriefTest, AsksForEveryItemAndForNotes) {
  lead_.ticks["Verified"] = TICK_ANSWER_NO;
  lead_.last_note = "the page is slow";
  EXPECT_THAT(Ask(), IsOk());
  EXPECT_THAT(Answers(), ElementsAre("A/Told TICK_ANSWER_YES", "A/Verified TICK_ANSWER_NO",
                                     "B/Told TICK_ANSWER_YES", "the page is slow"));
  EXPECT_TRUE(IsDebriefed(journal_));
  EXPECT_THAT(OpenItems(journal_), IsEmpty());
}

TEST_F(DebriefTest, WhatWasAnsweredBeforeTheTerminalWasClosedIsNotAskedAgain) {
  lead_.leaves_at = "Verified";
  EXPECT_THAT(Ask(), StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(Answers(), ElementsAre("A/Told TICK_ANSWER_YES"));
  EXPECT_FALSE(IsDebriefed(journal_));
  lead_.leaves_at = "";
  lead_.asked.clear();
  EXPECT_THAT(Ask(), IsOk());
  EXPECT_THAT(lead_.asked, ElementsAre("Verified", "Told", "notes"));
  EXPECT_TRUE(IsDebriefed(journal_));
}

TEST_F(DebriefTest, AnAnswerThatCannotBeKeptIsTold) {
  written_ = absl::InternalError("no space left");
  EXPECT_THAT(Ask(), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(DebriefTest, AnotherDrillHasNothingToBeAsked) {
  journal_ = {ParseText<Event>("note { text: 'x' }")};
  EXPECT_THAT(OpenItems(journal_), IsEmpty());
  EXPECT_FALSE(IsDebriefed(journal_));
}

}  // namespace
}  // namespace drill
