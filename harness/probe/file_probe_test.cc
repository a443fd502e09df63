#include "harness/probe/file_probe.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

constexpr auto kGreen = Observation::Colour::kGreen;
constexpr auto kRed = Observation::Colour::kRed;
constexpr auto kError = Observation::Colour::kError;

class LookAtFileTest : public ::testing::Test {
 protected:
  LookAtFileTest() {
    EXPECT_THAT(MakeDirectories(absl::StrCat(root_, "/etc")), IsOk());
    EXPECT_THAT(WriteFile(absl::StrCat(root_, "/etc/motd"), "welcome"), IsOk());
  }
  Observation::Colour Look(const std::string& path, const std::string& contains = "",
                           bool must_be_absent = false, const std::string& root = "") {
    LocalHost host(root.empty() ? root_ : root);
    ProbeContext context;
    context.host = &host;
    FileProbe probe;
    probe.set_path(path);
    probe.set_contains(contains);
    probe.set_must_be_absent(must_be_absent);
    return LookAtFile(context, probe, absl::Seconds(1)).colour;
  }
  const std::string root_ = absl::StrCat(::testing::TempDir(), "/root");
};

TEST_F(LookAtFileTest, ThereOrNot) {
  EXPECT_EQ(Look("/etc/motd"), kGreen);
  EXPECT_EQ(Look("/etc"), kGreen);
  EXPECT_EQ(Look("/etc/missing"), kRed);
}

TEST_F(LookAtFileTest, MustBeAbsent) {
  EXPECT_EQ(Look("/etc/missing", "", true), kGreen);
  EXPECT_EQ(Look("/etc/motd", "", true), kRed);
}

TEST_F(LookAtFileTest, Content) {
  EXPECT_EQ(Look("/etc/motd", "come"), kGreen);
  EXPECT_EQ(Look("/etc/motd", "go"), kRed);
  EXPECT_EQ(Look("/etc", "come"), kRed);
}

TEST_F(LookAtFileTest, AHostWithoutFilesProvesNothing) {
  EXPECT_EQ(Look("/etc/missing", "", true, "/nonexistent"), kError);
}

}  // namespace
}  // namespace drill
