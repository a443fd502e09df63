// Observes real healthy machines of the tiny stack; needs root and runc.
#include "harness/seed/healthy_machines.h"

#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/host/runc_host.h"
#include "harness/seed/prepared_machine.h"
#include "harness/seed/system_senses.h"
#include "harness/testing/drill_host_requirements.h"
#include "harness/testing/status_matchers.h"
#include "harness/twin/compare_portraits.h"
#include "harness/twin/take_portrait.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class HealthyMachinesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string lack = DrillHostLack(); !lack.empty()) GTEST_SKIP() << lack;
    auto session = Session::Start(Store::DefaultCacheDirectory());
    ASSERT_THAT(session, IsOk());
    session_ = *std::move(session);
    // Test files may be links into the source tree; a stack is made of what they stand for.
    const std::filesystem::path real =
        std::filesystem::canonical("harness/seed/testdata/tiny_stack/stack.textproto");
    auto stack = LoadStack(real.parent_path());
    ASSERT_THAT(stack, IsOk());
    ASSERT_THAT(stack->problems, IsEmpty());
    stack_ = *std::move(stack);
    auto seed = EnsureSeed(*session_, *stack_, Options());
    ASSERT_THAT(seed, IsOk());
    seed_ = *std::move(seed);
  }

  SeedOptions Options() {
    SeedOptions options;
    options.progress = [this](absl::string_view line) {
      said_.emplace_back(line);
      std::cerr << line << "\n";
    };
    return options;
  }

  PortraitOptions PortraitOf(const std::string& clone) {
    PortraitOptions options;
    options.taken_of = "another one";
    options.files.seed_tree = session_->store().PathOf(TreeKind::kSeed, seed_.tree);
    options.files.tree = session_->store().PathOf(TreeKind::kClone, clone);
    return options;
  }

  std::vector<std::string> Findings(const HealthyMachines& machines, const Portrait& found) {
    std::vector<std::string> texts;
    for (const TwinDifference& difference :
         ComparePortraits({machines.portraits().begin(), machines.portraits().end()}, found, {})
             .findings) {
      texts.push_back(ToText(difference));
    }
    return texts;
  }

  std::unique_ptr<Session> session_;
  std::optional<LoadedStack> stack_;
  Seed seed_;
  std::vector<std::string> said_;
};

TEST_F(HealthyMachinesTest, AreObservedOnceAndTellWhatIsNotAsOnThem) {
  const auto machines = EnsureHealthyMachines(*session_, *stack_, seed_, Options());
  ASSERT_THAT(machines, IsOk());
  std::vector<std::string> taken_of;
  for (const Portrait& portrait : machines->portraits()) taken_of.push_back(portrait.taken_of());
  EXPECT_THAT(taken_of, Contains("left alone"));
  EXPECT_THAT(taken_of, Contains("its containers were restarted"));
  EXPECT_THAT(taken_of, Contains("it was restarted"));
  said_.clear();
  const auto again = EnsureHealthyMachines(*session_, *stack_, seed_, Options());
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(said_, IsEmpty());
  // Text lists the entries of a map in order, the wire format does not.
  EXPECT_EQ(again->DebugString(), machines->DebugString());

  const std::string id = session_->NewId("healthy-test");
  ASSERT_THAT(CloneSeed(*session_, seed_, id), IsOk());
  auto host = RuncHost::Boot(*session_, HostOptionsOf(stack_->stack, id));
  ASSERT_THAT(host, IsOk());
  ASSERT_THAT(SystemSenses(host->get(), &stack_->stack, nullptr)
                  .await_steady_state(RecordedReleases(seed_.manifest)),
              IsOk());
  auto found = TakePortrait(**host, stack_->stack, PortraitOf(id));
  ASSERT_THAT(found, IsOk());
  EXPECT_THAT(Findings(*machines, *found), IsEmpty());

  const auto changed = (*host)->Exec(
      {"bash", "-c", "docker update --restart=no $(docker ps --quiet)"}, ExecOptions());
  ASSERT_THAT(changed, IsOk());
  ASSERT_TRUE(changed->succeeded()) << changed->stderr_content;
  found = TakePortrait(**host, stack_->stack, PortraitOf(id));
  ASSERT_THAT(found, IsOk());
  EXPECT_THAT(Findings(*machines, *found), Contains(HasSubstr("restart policy is no, was ")));
  EXPECT_THAT(*(*host)->Destroy(), IsEmpty());
}

}  // namespace
}  // namespace drill
