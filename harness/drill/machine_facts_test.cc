#include "harness/drill/machine_facts.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/base/file.h"
#include "harness/testing/status_matchers.h"
#include "harness/verify/local_host.h"

namespace drill {
namespace {

using ::testing::Gt;
using ::testing::StartsWith;

class HandClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now; }
  absl::Time Wall() override { return absl::UnixEpoch(); }
  void Sleep(absl::Duration) override {}

  absl::Duration now = absl::Seconds(100);
};

class MachineFactsTest : public testing::Test {
 protected:
  MachineFactsTest() {
    EXPECT_THAT(RemoveAll(root_), IsOk());
    EXPECT_THAT(MakeDirectories(root_ + "/etc"), IsOk());
    EXPECT_THAT(MakeDirectories(root_ + "/proc/pressure"), IsOk());
  }

  void Write(const std::string& name, const std::string& content) {
    EXPECT_THAT(WriteFile(root_ + name, content), IsOk());
  }
  void Waited(const std::string& what, int64_t microseconds) {
    Write("/proc/pressure/" + what,
          absl::StrCat("some avg10=1.00 avg60=0.00 avg300=0.00 total=", microseconds,
                       "\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=77\n"));
  }

  HandClock clock_;
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

TEST_F(MachineFactsTest, TellsTheShareOfEachPhaseThatWasWaited) {
  Waited("cpu", 1000000);
  Waited("io", 500);
  Write("/proc/loadavg", "7.25 3.00 2.00 1/234 5678\n");
  MachineLoadWatch watch(clock_, root_ + "/proc");
  clock_.now += absl::Seconds(4);
  Waited("cpu", 2000000);
  const MachineLoad first = watch.Since("host");
  EXPECT_EQ(first.phase(), "host");
  EXPECT_EQ(first.load_1m(), 7.25);
  EXPECT_EQ(first.waited_processor(), 0.25);
  EXPECT_EQ(first.waited_disk(), 0);
  EXPECT_LT(first.waited_memory(), 0) << "the kernel does not tell";
  clock_.now += absl::Seconds(2);
  Waited("cpu", 9000000);
  EXPECT_EQ(watch.Since("stack").waited_processor(), 1) << "never more than all of it";
}

}  // namespace
}  // namespace drill
