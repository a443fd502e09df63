#include "harness/drill/lateness_meter.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "harness/base/clock.h"
#include "harness/base/file.h"

namespace drill {
namespace {

// As often as a probe is looked at while the recovery is watched.
constexpr absl::Duration kInterval = absl::Milliseconds(20);
constexpr absl::Duration kUnknown = -absl::Seconds(1);

std::string Content(const std::string& file) {
  absl::StatusOr<std::string> content = ReadFile(file);
  return content.ok() ? *std::move(content) : "";
}

Pressure ReadPressure(const std::string& proc) {
  Pressure pressure;
  pressure.cpu = ParsePressure(Content(absl::StrCat(proc, "/pressure/cpu")));
  pressure.io = ParsePressure(Content(absl::StrCat(proc, "/pressure/io")));
  pressure.memory = ParsePressure(Content(absl::StrCat(proc, "/pressure/memory")));
  return pressure;
}

bool IsKnown(absl::Duration total) { return total >= absl::ZeroDuration(); }

// Share of `span` that lies between two counts.
double Share(absl::Duration before, absl::Duration after, absl::Duration span) {
  return std::min(1.0, std::max(0.0, absl::FDivDuration(after - before, span)));
}

}  // namespace

absl::Duration ParsePressure(absl::string_view text) {
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (!absl::StartsWith(line, "some ")) continue;
    const std::vector<absl::string_view> parts = absl::StrSplit(line, "total=");
    int64_t microseconds = 0;
    if (parts.size() == 2 && absl::SimpleAtoi(parts[1], &microseconds))
      return absl::Microseconds(microseconds);
  }
  return kUnknown;
}

LoadAverage ParseLoadAverage(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ' ');
  LoadAverage load;
  if (parts.size() < 4) return load;
  const std::vector<absl::string_view> threads = absl::StrSplit(parts[3], '/');
  if (!absl::SimpleAtod(parts[0], &load.minute) || !absl::SimpleAtod(threads[0], &load.runnable))
    return {};
  return load;
}

LatenessMeter::LatenessMeter(const std::string& proc)
    : proc_(proc),
      processors_(std::max(1, static_cast<int>(std::thread::hardware_concurrency()))),
      since_(RealClock().Monotonic()),
      pressure_(ReadPressure(proc)),
      thread_([this] { Measure(); }) {}

LatenessMeter::~LatenessMeter() {
  ending_ = true;
  thread_.join();
}

void LatenessMeter::Measure() {
  while (!ending_) {
    const absl::Duration due = RealClock().Monotonic() + kInterval;
    RealClock().Sleep(kInterval);
    const absl::Duration late = RealClock().Monotonic() - due;
    // Do not count this thread, which is runnable itself.
    const double runnable = ParseLoadAverage(Content(absl::StrCat(proc_, "/loadavg"))).runnable - 1;
    Add(late, std::max(0.0, runnable));
  }
}

void LatenessMeter::Add(absl::Duration late, double runnable) {
  absl::MutexLock lock(&mutex_);
  ++timers_;
  late_ += late;
  worst_ = std::max(worst_, late);
  runnable_ += runnable;
}

Lateness LatenessMeter::Take() {
  const Pressure now = ReadPressure(proc_);
  const absl::Duration at = RealClock().Monotonic();
  Lateness taken;
  taken.set_load_average(ParseLoadAverage(Content(absl::StrCat(proc_, "/loadavg"))).minute);
  absl::MutexLock lock(&mutex_);
  taken.set_timers(timers_);
  taken.set_worst_ms(absl::ToDoubleMilliseconds(worst_));
  if (timers_ > 0) {
    const auto timers = static_cast<double>(timers_);
    taken.set_mean_ms(absl::ToDoubleMilliseconds(late_) / timers);
    taken.set_runnable_per_processor(runnable_ / timers / processors_);
  }
  const absl::Duration span = at - since_;
  if (IsKnown(now.cpu)) taken.set_cpu_pressure(Share(pressure_.cpu, now.cpu, span));
  if (IsKnown(now.io)) taken.set_io_pressure(Share(pressure_.io, now.io, span));
  if (IsKnown(now.memory)) taken.set_memory_pressure(Share(pressure_.memory, now.memory, span));
  timers_ = 0;
  late_ = worst_ = absl::ZeroDuration();
  runnable_ = 0;
  since_ = at;
  pressure_ = now;
  return taken;
}

}  // namespace drill
