// For tests: a drill on a fake system, in no time, and what its journal says.
#ifndef HARNESS_DRILL_DRILL_CASE_H_
#define HARNESS_DRILL_DRILL_CASE_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "harness/base/clock.h"
#include "harness/base/enum_text.h"
#include "harness/base/stop_token.h"
#include "harness/drill/drill.h"
#include "harness/drill/drill_spec.h"
#include "harness/drill/fake_drill_system.h"
#include "harness/journal/journal.pb.h"
#include "harness/testing/status_matchers.h"

namespace drill {

class InstantClock : public Clock {
 public:
  absl::Duration Monotonic() override { return now_ += absl::Milliseconds(1); }
  absl::Time Wall() override {
    const bool stepped = step_at_procedure != nullptr && step_at_procedure();
    return absl::UnixEpoch() + now_ - (stepped ? absl::Seconds(3) : absl::ZeroDuration());
  }
  void Sleep(absl::Duration duration) override {
    now_ += duration;
    if (on_sleep) on_sleep();
  }

  // Whether the wall clock has been set back by three seconds.
  std::function<bool()> step_at_procedure;
  // Called after each sleep.
  std::function<void()> on_sleep;

 private:
  absl::Duration now_ = absl::Hours(1);
};

class DrillCase : public testing::Test {
 protected:
  DrillCase() {
    spec_.scenario.add_fault()->add_proof()->set_name("red");
    spec_.scenario.mutable_recovery()->add_steady_state("*");
    spec_.scenario.mutable_expected()->mutable_data()->set_nothing_lost(true);
  }

  void Run() {
    const EventSink sink = [this](Event event) {
      events_.push_back(std::move(event));
      return absl::OkStatus();
    };
    EXPECT_THAT(RunDrill(spec_, system_, sink, clock_, stop_), IsOk());
  }

  std::vector<std::string> Phases() const {
    std::vector<std::string> names;
    for (const Event& event : events_) {
      if (event.has_phase_started()) names.push_back(event.phase_started().name());
    }
    return names;
  }

  std::vector<std::string> Failures() const {
    std::vector<std::string> failures;
    for (const Event& event : events_) {
      if (event.has_failure())
        failures.push_back(EnumText(event.failure().outcome()) + ": " + event.failure().message());
    }
    return failures;
  }

  const CheckResult* Check(const std::string& name) const {
    for (const Event& event : events_) {
      if (event.check().name() == name) return &event.check();
    }
    return nullptr;
  }

  DataResult Data() const {
    for (const Event& event : events_) {
      if (event.has_data()) return event.data();
    }
    return {};
  }

  DrillSpec spec_;
  FakeDrillSystem system_;
  InstantClock clock_;
  StopToken stop_;
  std::vector<Event> events_;
};

}  // namespace drill

#endif  // HARNESS_DRILL_DRILL_CASE_H_
