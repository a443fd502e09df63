#include "harness/runbook/value_lookup.h"

#include <utility>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/fake_drill_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Step Typing(const std::string& text, const std::string& run_text) {
  Step step;
  step.text = text;
  step.run_text = run_text;
  return step;
}

class ValueLookupTest : public ::testing::Test {
 protected:
  FilledStep Fill(const std::string& run_text) {
    const absl::StatusOr<FilledStep> filled = values_.Fill(Typing("as it stands", run_text));
    EXPECT_THAT(filled, IsOk());
    return filled.value_or(FilledStep());
  }

  void Prints(const std::string& output) { host_.When(CommandContains("git"), {0, output}); }

  FakeDrillHost host_;
  ValueLookups values_{host_,
                       {{"__0__", "<tag>", "git tag", false}, {"__1__", "$WHO", "whoami", true}},
                       {"/srv/shop", absl::Seconds(7), nullptr}};
};

TEST_F(ValueLookupTest, TheValueStandsWhereThePlaceholderStood) {
  Prints("v1.2\n\n");
  const FilledStep filled = Fill("git checkout __0__ && echo __0__");
  EXPECT_EQ(filled.missing, "");
  EXPECT_EQ(filled.step.run_text, "git checkout v1.2 && echo v1.2");
  EXPECT_EQ(filled.step.text, "as it stands");
  EXPECT_THAT(host_.commands(), ElementsAre(ElementsAre("bash", "-c", "git tag")));
  EXPECT_EQ(host_.options()[0].working_directory, "/srv/shop");
  EXPECT_EQ(host_.options()[0].timeout, absl::Seconds(7));
}

TEST_F(ValueLookupTest, AVariablesValueIsQuoted) {
  host_.When(CommandContains("whoami"), {0, "it's me\n"});
  EXPECT_EQ(Fill("WHO=__1__\necho \"$WHO\"").step.run_text, "WHO='it'\\''s me'\necho \"$WHO\"");
}

TEST_F(ValueLookupTest, IsAskedOnceAndNotBeforeItIsNeeded) {
  EXPECT_EQ(Fill("git stash").step.run_text, "git stash");
  EXPECT_THAT(host_.commands(), IsEmpty());
  Prints("v1\n");
  EXPECT_EQ(Fill("a __0__").step.run_text, "a v1");
  Prints("v2\n");
  EXPECT_EQ(Fill("b __0__").step.run_text, "b v1");
  EXPECT_EQ(host_.commands().size(), 1u);
}

TEST_F(ValueLookupTest, WhatPrintsNoValueHasFoundNone) {
  Prints("\n");
  EXPECT_EQ(Fill("a __0__").missing, "nobody can fill in <tag>: `git tag` printed nothing");
  Prints("v1\nv2\n");
  EXPECT_EQ(Fill("a __0__").missing,
            "nobody can fill in <tag>: `git tag` printed 2 lines, not one value");
  host_.When(CommandContains("git"), {128, "", "fatal: not a git repository\n"});
  EXPECT_EQ(Fill("a __0__").missing,
            "nobody can fill in <tag>: `git tag` exited with 128: fatal: not a git repository");
}

TEST_F(ValueLookupTest, AHostThatRunsNothingIsAnError) {
  host_.When(CommandContains("git"), absl::UnavailableError("the machine is off"));
  EXPECT_THAT(values_.Fill(Typing("a", "a __0__")), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace drill
