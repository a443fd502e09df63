#include "harness/probe/image_probe.h"

#include "gtest/gtest.h"
#include "harness/testing/local_host.h"

namespace drill {
namespace {

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

ImageProbe Probe(bool must_be_absent) {
  ImageProbe probe;
  probe.set_reference("api:2");
  probe.set_must_be_absent(must_be_absent);
  return probe;
}

TEST(JudgeImageTest, AnImageIsThereOrNot) {
  EXPECT_EQ(JudgeImage(Probe(false), std::string("sha256:1")).colour, kGreen);
  EXPECT_EQ(JudgeImage(Probe(true), std::string("sha256:1")).colour, kRed);
  EXPECT_EQ(JudgeImage(Probe(false), absl::NotFoundError("none")).colour, kRed);
  EXPECT_EQ(JudgeImage(Probe(true), absl::NotFoundError("none")).colour, kGreen);
}

TEST(JudgeImageTest, AnEngineThatDoesNotAnswerProvesNothing) {
  EXPECT_EQ(JudgeImage(Probe(true), absl::UnavailableError("no engine")).colour, kError);
  LocalHost host("/nonexistent");
  ProbeContext context;
  context.host = &host;
  EXPECT_EQ(LookAtImage(context, Probe(true), absl::Seconds(1)).colour, kError);
}

}  // namespace
}  // namespace drill
