#include "harness/command/history_base.h"

#include "harness/bench/bench_sample.h"

namespace drill {
namespace {

bool IsSameMachine(const SummaryMachine& a, const SummaryMachine& b) {
  return a.processor() == b.processor() && a.processors() == b.processors() &&
         a.memory_bytes() == b.memory_bytes();
}

}  // namespace

void AddToBase(const std::vector<KeptDrill>& drills, BenchBase& base) {
  if (drills.empty()) return;
  BenchSample sample(drills.front().summary.scenario());
  for (const KeptDrill& drill : drills) {
    const SummaryMachine& machine = drill.summary.machine();
    if (drill.summary.inputs_sha256().empty() || machine.processor().empty()) continue;
    if (base.origin.machine.processor().empty()) base.origin.machine = machine;
    if (IsSameMachine(machine, base.origin.machine)) sample.Add(drill.summary);
  }
  for (const BenchSeries& series : sample.Series()) base.times[series.name] = series.times;
}

}  // namespace drill
