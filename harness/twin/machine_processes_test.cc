#include "harness/twin/machine_processes.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "harness/testing/trait_lines.h"

namespace drill {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

constexpr char kWeb[] = "ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12";
constexpr char kDatabase[] = "cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34";

// A drill host with two containers, seen by a shell 900 that came in from outside.
constexpr char kHost[] = R"(
      1       0       1    61     0 root     Ss   /usr/bin/tini -- /bin/sh -c { ip link set lo up }
      6       1       6    61     0 root     S    cat
     12       1      11    61     0 root     S    dnsmasq --conf-file=/etc/drill-names.conf
     52       1      52    60     0 root     Ss   sshd: /usr/sbin/sshd [listener] 0 of 10-100 startups
     55       1      55    60     0 root     Ssl  dockerd --storage-driver=overlay2
     71      55      55    55     0 root     Sl   /usr/sbin/docker-proxy -proto tcp -host-port 80
     90       1      90    55     0 root     Sl   /usr/bin/containerd-shim-runc-v2 -namespace moby -id ab12
    100      90     100    54     0 root     Ss   nginx: master process nginx -g daemon off;
    101     100     100    53 65534 nobody   S    nginx: worker process
    102     100     100    53 65534 nobody   S    nginx: worker process
    110       1     110    55     0 root     Sl   /usr/bin/containerd-shim-runc-v2 -namespace moby -id cd34
    120     110     120    54   100 haproxy  Ss   postgres -D /data -c max_connections=50
    121     120     121    53   100 haproxy  Ss   postgres: checkpointer
    900       0     900     1     0 root     Ss   sh -c part() { :; }
    901     900     900     0     0 root     R    ps -e -ww
)";

class MachineProcessesTest : public ::testing::Test {
 protected:
  MachineProcessesTest() {
    looks_.looker = 900;
    looks_.names = {{kWeb, "shop/web"}, {kDatabase, "shop/db"}};
    for (int pid : {100, 101, 102}) PutInto(kWeb, pid);
    for (int pid : {120, 121}) PutInto(kDatabase, pid);
    for (int look = 0; look < 3; ++look) looks_.looks.emplace_back(kHost);
  }

  void PutInto(const char* container, int pid) { looks_.containers[pid] = container; }
  void AddTo(int look, const std::string& line) {
    absl::StrAppend(&looks_.looks[look], line, "\n");
  }
  void Add(const std::string& line) {
    for (int look = 0; look < 3; ++look) AddTo(look, line);
  }
  std::vector<std::string> Lines() const {
    Portrait portrait;
    PaintProcesses(looks_, &portrait);
    for (const Trait& trait : portrait.traits()) {
      EXPECT_EQ(trait.category(), MACHINE);
      EXPECT_EQ(trait.weight(), ACTS);
    }
    return TraitLines(portrait);
  }
  // Lines that an undisturbed machine has not.
  std::vector<std::string> More() const {
    const std::vector<std::string> usual = Usual();
    std::vector<std::string> more;
    for (const std::string& line : Lines())
      if (std::find(usual.begin(), usual.end(), line) == usual.end()) more.push_back(line);
    return more;
  }
  static std::vector<std::string> Usual() {
    return {"process dnsmasq --conf-file=/etc/drill-names.conf (root)",
            "process dnsmasq --conf-file=/etc/drill-names.conf (root): number: 1",
            "process dockerd --storage-driver=overlay# (root)",
            "process in shop/db: postgres -D /data -c max_connections=# (user 100)",
            "process in shop/db: postgres: checkpointer (user 100)",
            "process in shop/web: nginx: master process nginx -g daemon off; (user 0)",
            "process in shop/web: nginx: master process nginx -g daemon off; (user 0): number: 1",
            "process in shop/web: nginx: worker process (user 65534)",
            "process in shop/web: nginx: worker process (user 65534): number: 1",
            "process sshd: /usr/sbin/sshd [listener] # of #-# startups (root)"};
  }

  ProcessLooks looks_;
};

TEST_F(MachineProcessesTest, WhatLivesOnTheMachineAndInItsContainers) {
  EXPECT_THAT(Lines(), UnorderedElementsAreArray(Usual()));
}

TEST_F(MachineProcessesTest, ThoseOfAContainerExistWithIt) {
  Portrait portrait;
  PaintProcesses(looks_, &portrait);
  std::set<std::string> exist_with;
  for (const Trait& trait : portrait.traits()) exist_with.insert(trait.exists_with());
  EXPECT_THAT(exist_with, ElementsAre("", "processes of shop/db", "processes of shop/web"));
}

TEST_F(MachineProcessesTest, AProcessThatWasLeftIsSeen) {
  Add("777 1 770 30 1000 najia S /opt/agent --push");
  EXPECT_THAT(More(), ElementsAre("process /opt/agent --push (najia)",
                                  "process /opt/agent --push (najia): number: 1"));
}

TEST_F(MachineProcessesTest, ADoubledProcessIsSeen) {
  Add("777 1 777 30 0 root S dnsmasq --conf-file=/etc/drill-names.conf");
  EXPECT_THAT(More(),
              ElementsAre("process dnsmasq --conf-file=/etc/drill-names.conf (root): number: 2"));
}

TEST_F(MachineProcessesTest, HowManyWorkersAServerForksIsItsOwnBusiness) {
  Add("103 100 100 20 65534 nobody S nginx: worker process");
  PutInto(kWeb, 103);
  EXPECT_THAT(More(), IsEmpty());
}

TEST_F(MachineProcessesTest, WhereDigitsWereTakenOutNoNumberIsCompared) {
  Add("777 1 777 30 0 root S /app/worker --port 8001");
  const std::vector<std::string> one = More();
  EXPECT_THAT(one, ElementsAre("process /app/worker --port # (root)"));
  Add("778 1 778 30 0 root S /app/worker --port 8002");
  EXPECT_EQ(More(), one);
}

TEST_F(MachineProcessesTest, OtherProcessIdsAndAnotherOrderAreNoDifference) {
  for (std::string& look : looks_.looks) {
    look = absl::StrReplaceAll(look, {{"   121     120     121", "  4121     120    4121"},
                                      {"    52       1      52", "  5252       1    5252"}});
  }
  PutInto(kDatabase, 4121);
  EXPECT_THAT(Lines(), UnorderedElementsAreArray(Usual()));
}

TEST_F(MachineProcessesTest, WhatPassesByIsLeftOut) {
  AddTo(0, "777 1 777 0 0 root S curl http://localhost/health");
  AddTo(1, "778 1 778 0 0 root S curl http://localhost/health");
  AddTo(2, "779 1 779 0 0 root S curl http://localhost/health");
  // The same number, and another process.
  AddTo(0, "780 1 780 9 0 root S curl http://localhost/health");
  AddTo(1, "780 1 780 0 0 root S curl http://localhost/health");
  AddTo(2, "780 1 780 0 0 root S curl http://localhost/health");
  Add("781 1 781 1 0 root S sleep 5");
  EXPECT_THAT(More(), IsEmpty());
}

TEST_F(MachineProcessesTest, ASlowHealthCheckIsLeftOut) {
  Add("777 90 777 2 0 root Ss /bin/sh -c curl -f http://localhost/health");
  Add("778 777 777 2 0 root S curl -f http://localhost/health");
  PutInto(kWeb, 777);
  PutInto(kWeb, 778);
  EXPECT_THAT(More(), IsEmpty());
}

TEST_F(MachineProcessesTest, WhatWasStartedInAContainerAndLeftIsSeen) {
  Add("777 90 777 40 0 root Ss /usr/bin/miner");
  PutInto(kWeb, 777);
  EXPECT_THAT(More(), Contains("process in shop/web: /usr/bin/miner (user 0)"));
}

TEST_F(MachineProcessesTest, AContainersOwnProcessIsSeenAtOnce) {
  for (std::string& look : looks_.looks)
    look = absl::StrReplaceAll(look, {{"120     110     120    54", "120     110     120     1"},
                                      {"121     120     121    53", "121     120     121     1"}});
  EXPECT_THAT(Lines(), UnorderedElementsAreArray(Usual()));
}

TEST_F(MachineProcessesTest, ProcessesOfAContainerThatIsGoneAreLeftOut) {
  looks_.names.erase(kDatabase);
  for (const std::string& line : Lines()) EXPECT_FALSE(absl::StrContains(line, "postgres")) << line;
}

TEST_F(MachineProcessesTest, TheKernelsTheEnginesAndTheHarnessesAreLeftOut) {
  Add("2 0 0 60 0 root S [kthreadd]");
  Add("30 2 0 60 0 root I [kworker/0:1]");
  Add("777 1 777 30 0 root Z [worker] <defunct>");
  Add("778 0 778 30 0 root Ss bash --noprofile --norc");
  Add("779 1 779 30 0 root S haproxy -D -f /run/drill-proxy-42.cfg");
  Add("780 90 780 30 0 root S runc --root /var/run/docker/runtime-runc/moby");
  Add("781 901 900 1 0 root S sh -c look");
  EXPECT_THAT(More(), IsEmpty());
}

TEST_F(MachineProcessesTest, WhatAnOpenTerminalStartedIsSeen) {
  Add("778 0 778 30 0 root Ss bash --noprofile --norc");
  Add("779 778 779 20 0 root S /opt/agent");
  EXPECT_THAT(More(), Contains("process /opt/agent (root)"));
}

TEST_F(MachineProcessesTest, AMissingProcessIsMissing) {
  for (std::string& look : looks_.looks)
    look = absl::StrReplaceAll(look, {{"postgres: checkpointer", "postgres: logger"}});
  EXPECT_THAT(Lines(), Not(Contains("process in shop/db: postgres: checkpointer (user 100)")));
}

TEST_F(MachineProcessesTest, HowTheKernelTreatsProcessesOfAKindIsTold) {
  looks_.standings[100] = {{"priority", "nice 19, class TS"}};
  looks_.standings[101] = {{"priority", "nice 5, class TS"}};
  looks_.standings[102] = {{"priority", "nice 19, class TS"}};
  EXPECT_THAT(More(), UnorderedElementsAre(
                          "process in shop/web: nginx: master process nginx -g daemon off; (user "
                          "0): priority: nice 19, class TS",
                          "process in shop/web: nginx: worker process (user 65534): priority: nice "
                          "19, class TS; nice 5, class TS"));
}

}  // namespace
}  // namespace drill
