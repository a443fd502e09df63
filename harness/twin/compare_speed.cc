#include "harness/twin/compare_speed.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_format.h"
#include "harness/twin/portrait.h"

namespace drill {
namespace {

constexpr char kAsAlways[] = "as always";
constexpr int64_t kFactor = 5;
constexpr int64_t kMarginUs = 100'000;

const Latency* Find(const Portrait& portrait, const std::string& request) {
  for (const Latency& latency : portrait.latencies())
    if (latency.request() == request) return &latency;
  return nullptr;
}

// The slowest median of the healthy machines, in microseconds; -1 where not all of them answered.
int64_t Slowest(const std::vector<Portrait>& healthy, const std::string& request) {
  int64_t slowest = -1;
  for (const Portrait& portrait : healthy) {
    const Latency* const latency = Find(portrait, request);
    if (latency == nullptr || latency->answered() == 0) return -1;
    slowest = std::max(slowest, latency->p50_us());
  }
  return slowest;
}

std::string SpeedOf(const Latency& found, int64_t slowest) {
  const double slowest_ms = static_cast<double>(slowest) / 1000;
  if (found.answered() == 0)
    return absl::StrFormat("no answer in time, %.1f ms at most on healthy machines", slowest_ms);
  if (found.p50_us() <= slowest * kFactor || found.p50_us() <= slowest + kMarginUs)
    return kAsAlways;
  return absl::StrFormat("a median of %.1f ms, %.1f ms at most on healthy machines",
                         static_cast<double>(found.p50_us()) / 1000, slowest_ms);
}

bool Has(const Portrait& portrait, const std::string& object) {
  return std::any_of(portrait.traits().begin(), portrait.traits().end(), [&](const Trait& trait) {
    return trait.category() == BEHAVIOUR && trait.object() == object;
  });
}

// Whether all answers were errors: they have no speed, and are findings of their own.
bool HasOnlyErrors(const Portrait& found, const Latency& latency) {
  return latency.answered() == 0 && Has(found, latency.request());
}

void TakeOver(const Portrait& healthy, const std::string& object, Portrait* found) {
  for (const Trait& trait : healthy.traits())
    if (trait.category() == BEHAVIOUR && trait.object() == object) *found->add_traits() = trait;
}

// The request's speed in words; nullopt where not all healthy machines answered it, so that there
// is nothing to compare with.
std::optional<std::string> JudgeSpeed(const std::vector<Portrait>& healthy, const Portrait& found,
                                      const Latency& latency) {
  const int64_t slowest = Slowest(healthy, latency.request());
  if (slowest < 0) return std::nullopt;
  return HasOnlyErrors(found, latency) ? kAsAlways : SpeedOf(latency, slowest);
}

}  // namespace

void AddSpeed(std::vector<Portrait>* healthy, Portrait* found) {
  for (const Latency& latency : found->latencies()) {
    const std::string& request = latency.request();
    const std::optional<std::string> speed = JudgeSpeed(*healthy, *found, latency);
    if (!speed) continue;
    if (latency.answered() == 0 && *speed != kAsAlways) TakeOver(healthy->front(), request, found);
    PaintJudgement({BEHAVIOUR, request, kSpeedField, *speed, kAsAlways}, healthy, found);
  }
}

std::map<std::string, std::string> SlowRequests(const std::vector<Portrait>& healthy,
                                                const Portrait& found) {
  std::map<std::string, std::string> slow;
  for (const Latency& latency : found.latencies()) {
    const std::optional<std::string> speed = JudgeSpeed(healthy, found, latency);
    if (speed && *speed != kAsAlways) slow[latency.request()] = *speed;
  }
  return slow;
}

}  // namespace drill
