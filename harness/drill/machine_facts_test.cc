#include "harness/drill/machine_facts.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/fake_engine.h"
#include "harness/testing/local_host.h"
#include "harness/testing/status_matchers.h"

namespace drill {
namespace {

using ::testing::Gt;
using ::testing::StartsWith;

class MachineFactsTest : public testing::Test {
 protected:
  MachineFactsTest() {
    EXPECT_THAT(RemoveAll(root_), IsOk());
    EXPECT_THAT(MakeDirectories(root_ + "/etc"), IsOk());
    EXPECT_THAT(MakeDirectories(root_ + "/proc"), IsOk());
  }

  void Write(const std::string& name, const std::string& content) {
    EXPECT_THAT(WriteFile(root_ + name, content), IsOk());
  }
  const std::string root_ = testing::TempDir() + "/machine";
};

TEST_F(MachineFactsTest, ReadsWhatTheMachineIs) {
  Write("/etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n");
  Write("/proc/cpuinfo", "processor\t: 0\nmodel name\t: Some Processor @ 2 GHz\n");
  Write("/proc/meminfo", "MemTotal:       2048 kB\nMemFree:  12 kB\n");
  const Machine machine = ReadMachine(root_);
  EXPECT_EQ(machine.system(), "Debian GNU/Linux 13 (trixie)");
  EXPECT_EQ(machine.processor(), "Some Processor @ 2 GHz");
  EXPECT_EQ(machine.memory_bytes(), 2 << 20);
  EXPECT_THAT(machine.processors(), Gt(0));
  EXPECT_THAT(machine.kernel(), StartsWith("Linux "));
}

TEST_F(MachineFactsTest, WhatIsNotSaidStaysEmpty) {
  const Machine machine = ReadMachine(root_ + "/none");
  EXPECT_EQ(machine.system(), "");
  EXPECT_EQ(machine.memory_bytes(), 0);
}

TEST_F(MachineFactsTest, AnEngineThatDoesNotAnswerHasNoVersion) {
  LocalHost host("/nonexistent");
  Machine machine;
  ReadEngineVersions(host, machine);
  EXPECT_EQ(machine.engine_version(), "");
}

TEST_F(MachineFactsTest, ClonesOfASeedAreAskedOnce) {
  LocalHost silent("/nonexistent");
  Machine none;
  ReadEngineVersionsOnce("a seed", silent, none);
  EXPECT_EQ(none.engine_version(), "");

  FakeEngine engine;
  Machine first;
  ReadEngineVersionsOnce("a seed", engine.host(), first);
  EXPECT_EQ(first.engine_version(), FakeEngine::kVersion);
  Machine second;
  second.set_processors(2);
  ReadEngineVersionsOnce("a seed", silent, second);
  EXPECT_EQ(second.engine_version(), FakeEngine::kVersion);
  EXPECT_EQ(second.processors(), 2);
  Machine other;
  ReadEngineVersionsOnce("another seed", silent, other);
  EXPECT_EQ(other.engine_version(), "");
}

}  // namespace
}  // namespace drill
