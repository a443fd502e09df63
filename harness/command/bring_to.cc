#include "harness/command/bring_to.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "harness/drill/drill_recorder.h"
#include "harness/drill/fault_phases.h"

namespace drill {
namespace {

class Way {
 public:
  Way(const Scenario& scenario, DrillSystem& system,
      const std::function<void(const std::string&)>& say, Clock& clock, const StopToken& stop)
      : scenario_(scenario),
        system_(system),
        say_(say),
        sink_([this](const Event& event) { return Take(event); }),
        recorder_(sink_, clock, stop) {}

  Brought Go(const std::string& at) {
    if (!Baseline() || at == "baseline") return ended_;
    if (!Broken() || at == "broken") return ended_;
    RolledBack();
    return ended_;
  }

 private:
  bool Baseline() {
    if (!recorder_.Must(system_.BootHost()) || !recorder_.Must(system_.StartStack())) return false;
    GreenRequest steady;
    steady.steady_state = {"*"};
    steady.within = absl::Minutes(2);
    const absl::StatusOr<Recovered> seen = system_.AwaitGreen(steady);
    if (!recorder_.Must(seen.status())) return false;
    if (seen->recovered()) return true;
    return recorder_.End(OUTCOME_INVALID, absl::StrCat("the stack did not reach its steady state: ",
                                                       absl::StrJoin(seen->last_seen(), "; ")));
  }

  // Breaks the system under load, as a drill does: a fault's condition may count rows that only the
  // load writes.
  bool Broken() {
    FaultPhases faults(scenario_, system_, recorder_);
    return recorder_.Must(system_.StartLoad(scenario_.load(), "before")) && faults.Inject() &&
           faults.Prove();
  }

  bool RolledBack() {
    ProcedureEvents events;
    events.on_command = [this](const CommandRun& command) {
      say_(absl::StrCat("line ", command.line(), ": ", command.text(), ": exit ",
                        command.exit_code()));
    };
    events.on_manual_step = [this](const ManualStepTaken& step) {
      say_(absl::StrCat("line ", step.line(), ": ", step.text(), ": waited for"));
    };
    const absl::StatusOr<ProcedureEnded> ended = system_.RunProcedure("commands", events);
    if (!recorder_.Must(ended.status())) return false;
    // A procedure that stopped early is reported and is no error: the machine it left can be looked
    // at too.
    if (!ended->completed()) say_(absl::StrCat("the procedure stopped: ", ended->reason()));
    return true;
  }

  absl::Status Take(const Event& event) {
    if (event.has_fault_injected()) {
      say_(absl::StrCat("injected: ", event.fault_injected().summary()));
      if (event.fault_injected().exit_code() != 0) say_(event.fault_injected().output());
    }
    for (const std::string& line : event.fault_proof().evidence())
      say_(absl::StrCat(event.fault_proof().proved() ? "proved: " : "not proved: ", line));
    if (event.has_failure() && ended_.outcome == OUTCOME_UNSPECIFIED)
      ended_ = {event.failure().outcome(), event.failure().message()};
    return absl::OkStatus();
  }

  const Scenario& scenario_;
  DrillSystem& system_;
  const std::function<void(const std::string&)>& say_;
  const EventSink sink_;
  DrillRecorder recorder_;
  Brought ended_;
};

}  // namespace

Brought BringTo(const std::string& at, const Scenario& scenario, DrillSystem& system,
                const std::function<void(const std::string&)>& say, Clock& clock,
                const StopToken& stop) {
  return Way(scenario, system, say, clock, stop).Go(at);
}

}  // namespace drill
