#include "harness/probe/probe_runner.h"

#include "gtest/gtest.h"
#include "harness/testing/local_host.h"
#include "harness/testing/parse_text.h"

namespace drill {
namespace {

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

Observation::Colour Look(const std::string& text) {
  LocalHost host("/nonexistent");
  ProbeContext context;
  context.host = &host;
  const Probe probe = ParseText<Probe>(text);
  return SystemProbeRunner(context).Run(probe).colour;
}

TEST(ProbeRunnerTest, MustBeRedTurnsTheColourRound) {
  EXPECT_EQ(Look("command { command: 'true' }"), kGreen);
  EXPECT_EQ(Look("command { command: 'true' } must_be_red: true"), kRed);
  EXPECT_EQ(Look("command { command: 'false' }"), kRed);
  EXPECT_EQ(Look("command { command: 'false' } must_be_red: true"), kGreen);
}

TEST(ProbeRunnerTest, WhatCannotBeLookedAtProvesNothingEitherWay) {
  EXPECT_EQ(Look("image { reference: 'api:1' }"), kError);
  EXPECT_EQ(Look("image { reference: 'api:1' } must_be_red: true"), kError);
  EXPECT_EQ(Look("must_be_red: true"), kError);
}

TEST(ProbeRunnerTest, ManyRequestsAreAProbe) {
  EXPECT_EQ(Look("requests { url: 'http://localhost:1' requests: 2 errors_at_least: '1' }"),
            kGreen);
}

}  // namespace
}  // namespace drill
